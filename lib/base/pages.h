#pragma once
// Large blocks straight from the system. Unlike malloc's under perturb, which overwrites all of a block
// as it is lent and as it is freed, only the pages that are used take memory. Zeroed when lent; what
// was in them is gone when they are given back.
#include <stddef.h>

void *pages_take(size_t size);             // NULL: there is no memory
void pages_give(void *pages, size_t size); // NULL gives nothing
// Copies into pages that have just been taken. Stretches of zeros are not written and so take nothing.
void pages_copy(void *fresh, const void *from, size_t size);
