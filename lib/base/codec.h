#pragma once
// The one canonical encoding of our own state: fixed-width little-endian fields in a fixed order.
// One visitor both writes and reads, so the two can never disagree. Used for the session's digest,
// the resume image and other files of ours; what crosses the network or is recorded is protobuf.
// Pure: touches only the buffer it was given. The first failure sticks in .err.
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct codec {
    uint8_t *at; // the buffer
    size_t size; // its bytes
    size_t used; // bytes written or read
    bool reading;
    enum err err;
};

struct codec codec_writer(void *buffer, size_t size);
struct codec codec_reader(const void *buffer, size_t size);
void codec_u8(struct codec *codec, uint8_t *value);
void codec_u16(struct codec *codec, uint16_t *value);
void codec_u32(struct codec *codec, uint32_t *value);
void codec_u64(struct codec *codec, uint64_t *value);
void codec_i64(struct codec *codec, int64_t *value);
void codec_bool(struct codec *codec, bool *value);
void codec_bytes(struct codec *codec, void *bytes, size_t size);
// A fixed text field: valid text, NUL-terminated, zero-padded. Reading refuses anything else.
void codec_text(struct codec *codec, char *text, size_t size);
// An enum kept as one byte, from 0 to last inclusive.
#define codec_enum(codec, value, last)                                                             \
    do {                                                                                           \
        uint8_t codec_enum_byte = (uint8_t) * (value);                                             \
        codec_u8((codec), &codec_enum_byte);                                                       \
        if (codec_enum_byte > (last) && (codec)->err == OK)                                        \
            (codec)->err = ERR_RANGE;                                                              \
        if ((codec)->reading && (codec)->err == OK)                                                \
            *(value) = codec_enum_byte;                                                            \
    } while (0)
