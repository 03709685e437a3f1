#include "base/date.h"

void date_of_day(uint32_t day, unsigned *out_day, unsigned *out_month, unsigned *out_year)
{
    uint32_t days = day + 719468; // since 1 March of the year 0
    uint32_t era = days / 146097, of_era = days % 146097;
    uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint32_t month = (5 * of_year + 2) / 153; // from March
    *out_day = of_year - (153 * month + 2) / 5 + 1;
    *out_month = month < 10 ? month + 3 : month - 9;
    *out_year = era * 400 + year + (month >= 10);
}

unsigned date_weekday(uint32_t day)
{
    return (day + 3) % 7 + 1; // the first of January 1970 was a Thursday
}
