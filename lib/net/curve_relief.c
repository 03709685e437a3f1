#include "base/check.h"
#include "net/curve_internal.h"
#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

enum {
    RELIEF_SETTLE_LOOKS = 20,
    RELIEF_SETTLE_MS = 10
};

// Resident bytes of this process, or 0 where the system does not tell. The second number in statm
// is resident pages; see proc(5).
static uint64_t resident_bytes(int statm)
{
    char text[128];
    const ssize_t size = statm < 0 ? -1 : pread(statm, text, sizeof text - 1, 0);
    if (size <= 0)
        return 0;
    text[size] = '\0';
    const char *at = text;
    while (*at >= '0' && *at <= '9')
        at++;
    if (*at != ' ')
        return 0;
    uint64_t pages = 0;
    for (at++; *at >= '0' && *at <= '9'; at++)
        pages = pages * 10 + (uint64_t)(*at - '0');
    const long page_bytes = sysconf(_SC_PAGESIZE);
    check(page_bytes > 0);
    return pages * (uint64_t)page_bytes;
}

void relief_open(struct relief *relief, uint64_t room_bytes)
{
    check(relief != NULL);
    check(room_bytes > 0);
    *relief = (struct relief){.room_bytes = room_bytes};
    relief->statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    relief->floor_bytes = resident_bytes(relief->statm);
}

void relief_close(struct relief *relief)
{
    check(relief != NULL);
    if (relief->statm >= 0)
        close(relief->statm);
    relief->statm = -1;
}

bool relief_due(struct relief *relief, uint64_t now_ms)
{
    check(relief != NULL);
    if (now_ms < relief->next_ms)
        return false;
    relief->next_ms = now_ms + RELIEF_MS;
    const uint64_t bytes = resident_bytes(relief->statm);
    return bytes > relief->floor_bytes + relief->room_bytes;
}

// Sockets are taken down by libzmq's own thread, so what they held comes back a little later. Only
// what stays after that, with nobody connected, is normal; so a flood cannot raise the floor.
void relief_settle(struct relief *relief)
{
    check(relief != NULL);
    const uint64_t near_bytes = relief->floor_bytes + relief->room_bytes / 4;
    uint64_t bytes = 0;
    for (int i = 0; i < RELIEF_SETTLE_LOOKS; i++) {
        curve_pause(RELIEF_SETTLE_MS);
        malloc_trim(0);
        bytes = resident_bytes(relief->statm);
        if (bytes <= near_bytes)
            return;
    }
    relief->floor_bytes = bytes;
}
