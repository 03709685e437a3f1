#include "room/signals.h"

#include "base/check.h"
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>

static sigset_t ending(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

void signals_block(void)
{
    const sigset_t signals = ending();
    int blocked = sigprocmask(SIG_BLOCK, &signals, NULL);
    check(blocked == 0);
}

void signals_unblock(void)
{
    const sigset_t signals = ending();
    int unblocked = sigprocmask(SIG_UNBLOCK, &signals, NULL);
    check(unblocked == 0);
}

int signals_open(void)
{
    const sigset_t signals = ending();
    return signalfd(-1, &signals, SFD_CLOEXEC);
}
