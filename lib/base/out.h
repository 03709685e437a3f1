#pragma once
// A bounded text writer, for transcripts, JSON and golden files. Never allocates; what does not fit
// sets .full and is left out. Always NUL-terminated. Pure.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct out {
    char *at;
    size_t size; // bytes, with the NUL
    size_t used; // bytes, without the NUL
    bool full;
};

struct out out_into(char *buffer, size_t size);
void out_text(struct out *out, const char *text);
void out_number(struct out *out, int64_t number);
void out_padded(struct out *out, uint64_t number, int digits); // leading zeros
void out_hex(struct out *out, const void *bytes, size_t size);
// A JSON string with its quotes, escaped.
void out_json(struct out *out, const char *text);
