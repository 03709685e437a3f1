#include "room/thread_start.h"

#include "base/check.h"
#include <signal.h>

enum err thread_start(pthread_t *out_pthread, void *(*body)(void *context), void *context)
{
    sigset_t all, before;
    sigfillset(&all);
    int result = pthread_sigmask(SIG_SETMASK, &all, &before);
    check(result == 0);
    int started = pthread_create(out_pthread, NULL, body, context);
    result = pthread_sigmask(SIG_SETMASK, &before, NULL);
    check(result == 0);
    return started == 0 ? OK : ERR_MEMORY;
}

enum err thread_start_and_hear(pthread_t *out_pthread, void *(*body)(void *context), void *context,
                               sem_t *started, const enum err *result)
{
    check(started != NULL && result != NULL);
    enum err err = thread_start(out_pthread, body, context);
    if (err != OK)
        return err;
    while (sem_wait(started) != 0)
        continue; // a signal came
    if (*result != OK) {
        int joined = pthread_join(*out_pthread, NULL);
        check(joined == 0);
    }
    return *result;
}
