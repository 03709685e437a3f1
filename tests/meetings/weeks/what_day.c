// Lent to a program by LD_PRELOAD: the day that its calendar shows, so that twelve weeks pass in a minute.
// The programs have no such switch. IMR_TEST_TIME is the time at which this program begins, in seconds
// since 1970; from then on it goes at the usual pace.
#include <stdlib.h>
#include <time.h>

time_t time(time_t *out_time)
{
    static time_t begun;
    struct timespec now;
    const char *text = getenv("IMR_TEST_TIME");
    clock_gettime(text != NULL ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
    if (begun == 0)
        begun = now.tv_sec;
    time_t told = text != NULL ? (time_t)strtoll(text, NULL, 10) + now.tv_sec - begun : now.tv_sec;
    if (out_time != NULL)
        *out_time = told;
    return told;
}
