#pragma once
// Days since 1970-01-01 as dates of the Gregorian calendar. Pure.
#include <stdint.h>

// Day and month count from 1.
void date_of_day(uint32_t day, unsigned *out_day, unsigned *out_month, unsigned *out_year);
// From Monday, 1, to Sunday, 7.
unsigned date_weekday(uint32_t day);
