#include "room/wall.h"
#include "base/check.h"
#include <stddef.h>
#include <time.h>

enum {
    WAIT_MS_MOST = 60000
};

// Days since 1970-01-01 of a date of the Gregorian calendar, for years from 1970. Counted in years
// that begin in March, so that a leap day is a year's last.
static uint32_t days_of(int year, int month, int day)
{
    int march_year = month <= 2 ? year - 1 : year;
    int march_month = month <= 2 ? month + 9 : month - 3;
    int days_in_year = (153 * march_month + 2) / 5 + day - 1;
    int leap_days = march_year / 4 - march_year / 100 + march_year / 400;
    return (uint32_t)(march_year * 365 + leap_days + days_in_year - 719468);
}

void wall_now(uint32_t *out_day, uint16_t *out_minute)
{
    time_t now = time(NULL);
    struct tm local;
    *out_day = 0;
    *out_minute = 0;
    if (now < 0 || localtime_r(&now, &local) == NULL || local.tm_year < 70)
        return;
    *out_day = days_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    *out_minute = (uint16_t)(local.tm_hour * 60 + local.tm_min);
}

uint32_t wall_today(void)
{
    uint32_t day;
    uint16_t minute;
    wall_now(&day, &minute);
    return day;
}

uint64_t wall_seconds(void)
{
    time_t now = time(NULL);
    return now < 0 ? 0 : (uint64_t)now;
}

int monotonic_timeout_ms(uint64_t due_ms)
{
    uint64_t now_ms = monotonic_now_ms();
    uint64_t left_ms = due_ms > now_ms ? due_ms - now_ms : 0;
    if (due_ms == UINT64_MAX)
        return -1;
    return left_ms > WAIT_MS_MOST ? WAIT_MS_MOST : (int)left_ms;
}

uint64_t monotonic_now_ms(void)
{
    struct timespec now;
    int failed = clock_gettime(CLOCK_MONOTONIC, &now);
    check(failed == 0);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
