#pragma once
// What every fuzz_NAME.c defines. Returns 0; a fault of the parser is a check() or a sanitizer's
// report, so it never returns anything else.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
