#define _DEFAULT_SOURCE // NOLINT: a feature test macro, named by the C library; for MAP_ANONYMOUS
#include "base/pages.h"

#include "base/check.h"
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum {
    STRETCH_BYTES = 4096, // a page of most machines
};

void *pages_take(size_t size)
{
    check(size > 0);
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return pages != MAP_FAILED ? pages : NULL;
}

void pages_give(void *pages, size_t size)
{
    if (pages == NULL)
        return;
    int gone = munmap(pages, size);
    check(gone == 0);
}

void pages_copy(void *fresh, const void *from, size_t size)
{
    static const uint8_t zeros[STRETCH_BYTES];
    check(fresh != NULL && from != NULL);
    for (size_t at = 0; at < size; at += STRETCH_BYTES) {
        size_t part = size - at < STRETCH_BYTES ? size - at : STRETCH_BYTES;
        const uint8_t *source = (const uint8_t *)from + at;
        if (memcmp(source, zeros, part) != 0)
            memcpy((uint8_t *)fresh + at, source, part);
    }
}
