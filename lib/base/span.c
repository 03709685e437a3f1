#include "base/span.h"
#include "base/check.h"
#include <string.h>

struct span span_of_string(const char *string)
{
    check(string != NULL);
    return (struct span){.at = (const uint8_t *)string, .size = strlen(string)};
}

bool span_equal(struct span a, struct span b)
{
    check(a.at != NULL || a.size == 0);
    check(b.at != NULL || b.size == 0);
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

struct span span_from(struct span span, size_t offset)
{
    check(span.at != NULL || span.size == 0);
    if (offset >= span.size)
        return (struct span){.at = span.at, .size = 0};
    return (struct span){.at = span.at + offset, .size = span.size - offset};
}
