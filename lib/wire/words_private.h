#pragma once
// How the enums of this library find their stable names. Seen by lib/wire's .c files only.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Names by value; a gap is NULL.
struct word_list {
    const char *const *names;
    size_t count;
};
#define WORD_LIST(array)                                                                           \
    {                                                                                              \
        array, sizeof(array) / sizeof((array)[0])                                                  \
    }

// check()s that the value has a name.
const char *word_name(const struct word_list *list, size_t value);
bool word_find(const struct word_list *list, const char *name, size_t *out_value);
