#include "seal/care.h"
#include "base/check.h"
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

enum {
    TUNABLES_BYTES_MAX = 1024,
    // More than the deepest call between an answer and its seal; the smallest thread has megabytes.
    STACK_WIPE_BYTES = 48 * 1024,
};
static const char name[] = "GLIBC_TUNABLES";
static const char wanted[] = SEAL_CARE_TUNABLES;

// Of two settings of one tunable glibc takes the last: only the end of the list counts.
static bool ends_as_wanted(const char *list)
{
    size_t size = strlen(list), tail = sizeof wanted - 1;
    if (size < tail || strcmp(list + size - tail, wanted) != 0)
        return false;
    return size == tail || list[size - tail - 1] == ':';
}

enum err seal_care(char *const *arguments)
{
    check(arguments != NULL && arguments[0] != NULL);
    const char *list = getenv(name);
    if (list == NULL)
        list = "";
    if (ends_as_wanted(list))
        return OK;
    // Its environment is cleaned at each start, and so this would go on for ever.
    if (getauxval(AT_SECURE) != 0)
        return ERR_KEY;
    char longer[TUNABLES_BYTES_MAX];
    int size = snprintf(longer, sizeof longer, "%s%s%s", list, list[0] != '\0' ? ":" : "", wanted);
    if (size < 0 || (size_t)size >= sizeof longer)
        return ERR_TOO_LONG;
    if (setenv(name, longer, 1) != 0)
        return ERR_MEMORY;
    execv("/proc/self/exe", arguments);
    return ERR_IO;
}

void seal_wipe_stack(void)
{
    sodium_stackzero(STACK_WIPE_BYTES);
}
