#pragma once
// Tables that say how a plain struct stands in a protobuf message, and the one engine that walks
// them both ways. Each message of ours is a table and at most one function of its own rules; length
// checks, ranges, text, counts, canonical form and the arena are written here, once. Seen by
// lib/wire's .c files only: protobuf-c goes no further than this library.
//
// Decoding: a size cap, scan_message (structure, before anything is unpacked), protobuf-c into a
// capped arena, values into a plain struct in that arena, the table's own rules, and last the
// canonical check: the plain struct encoded again gives the same bytes. Recursion follows our own
// tables, at most MAP_DEPTH_MAX deep, never the input.
#include "base/arena.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/span.h"
#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MAP_DEPTH_MAX = 4,           // messages inside one another, the outermost counted
    MAP_FIELDS_MAX = 32,         // of one message; bits of a use mask
    MAP_ARENA_BYTES = 96 * 1024, // for one message of the network or the record
};
// Times stay far from the ends of their type, so that sums of a few never overflow.
#define MAP_TIME_MS_MAX (UINT64_C(1) << 48)

enum form {
    FORM_NUMBER,   // uint32 or uint64, kept in 1, 2, 4 or 8 bytes, low to high
    FORM_VERSION,  // on the wire only: low is what we speak, all else is ERR_VERSION
    FORM_KIND,     // an enum that says what else is set; above high is ERR_VERSION
    FORM_ENUM,     // low to high
    FORM_LANGUAGE, // on the wire only: the slot of a REPEAT_LANGUAGE element, field 1 of it
    FORM_BOOL,
    FORM_TEXT,    // char[size], as text_ok
    FORM_WORDS,   // char[size], as text_ok_deck
    FORM_HASH,    // uint8_t[size], whole; all zeros are left out
    FORM_BLOB,    // uint8_t[size] of which the count says how many, at least one
    FORM_MESSAGE, // a struct; all defaults are left out
};

// How a field repeats.
enum repeat {
    REPEAT_NOT,
    REPEAT_COUNTED,  // the count stands in another field of the struct
    REPEAT_TRIMMED,  // up to the last element that is not empty
    REPEAT_LANGUAGE, // messages, slot i for language i, those whose .present is set
};

struct map;
struct map_field {
    uint32_t id;
    enum form form;
    size_t offset; // in the plain struct
    size_t size;   // of one element there
    uint64_t low;
    uint64_t high;
    enum repeat repeat;
    uint32_t most;         // elements
    size_t count_offset;   // REPEAT_COUNTED, FORM_BLOB
    size_t count_size;     // 1 or 2 bytes
    size_t present_offset; // REPEAT_LANGUAGE: in the element
    const struct map *map; // FORM_MESSAGE
};

struct map {
    const ProtobufCMessageDescriptor *descriptor;
    const struct map_field *fields; // ascending by id
    size_t field_count;
    size_t size; // of the plain struct
    // If set, fields[0] is a FORM_KIND, and bit i of uses(kind) is set if fields[i] is used.
    uint32_t (*uses)(uint64_t kind);
    // The message's own rules, once every field stands. May be NULL.
    enum err (*rules)(const void *plain);
};

#define MAP_SIZEOF(type, member) sizeof(((type *)0)->member)
#define MAP_NUMBER(number, type, member, least, highest)                                           \
    {                                                                                              \
        .id = (number), .form = FORM_NUMBER, .offset = offsetof(type, member),                     \
        .size = MAP_SIZEOF(type, member), .low = (least), .high = (highest)                        \
    }
#define MAP_VERSION(number, version)                                                               \
    {                                                                                              \
        .id = (number), .form = FORM_VERSION, .low = (version)                                     \
    }
#define MAP_LANGUAGE()                                                                             \
    {                                                                                              \
        .id = 1, .form = FORM_LANGUAGE, .high = LANGUAGES - 1                                      \
    }
#define MAP_KIND(number, type, member, least, highest)                                             \
    {                                                                                              \
        .id = (number), .form = FORM_KIND, .offset = offsetof(type, member),                       \
        .size = MAP_SIZEOF(type, member), .low = (least), .high = (highest)                        \
    }
#define MAP_ENUM(number, type, member, least, highest)                                             \
    {                                                                                              \
        .id = (number), .form = FORM_ENUM, .offset = offsetof(type, member),                       \
        .size = MAP_SIZEOF(type, member), .low = (least), .high = (highest)                        \
    }
#define MAP_PLAIN(number, form_name, type, member)                                                 \
    {                                                                                              \
        .id = (number), .form = (form_name), .offset = offsetof(type, member),                     \
        .size = MAP_SIZEOF(type, member)                                                           \
    }
#define MAP_BOOL(number, type, member)  MAP_PLAIN(number, FORM_BOOL, type, member)
#define MAP_TEXT(number, type, member)  MAP_PLAIN(number, FORM_TEXT, type, member)
#define MAP_WORDS(number, type, member) MAP_PLAIN(number, FORM_WORDS, type, member)
#define MAP_HASH(number, type, member)  MAP_PLAIN(number, FORM_HASH, type, member)
#define MAP_BLOB(number, type, member, count)                                                      \
    {                                                                                              \
        .id = (number), .form = FORM_BLOB, .offset = offsetof(type, member),                       \
        .size = MAP_SIZEOF(type, member), .count_offset = offsetof(type, count),                   \
        .count_size = MAP_SIZEOF(type, count)                                                      \
    }
#define MAP_MESSAGE(number, type, member, table)                                                   \
    {                                                                                              \
        .id = (number), .form = FORM_MESSAGE, .offset = offsetof(type, member),                    \
        .size = MAP_SIZEOF(type, member), .map = (table)                                           \
    }
#define MAP_LIST(number, form_name, type, member, count, least, highest, table)                    \
    {                                                                                              \
        .id = (number), .form = (form_name), .offset = offsetof(type, member),                     \
        .size = MAP_SIZEOF(type, member[0]), .low = (least), .high = (highest),                    \
        .repeat = REPEAT_COUNTED, .most = MAP_SIZEOF(type, member) / MAP_SIZEOF(type, member[0]),  \
        .count_offset = offsetof(type, count), .count_size = MAP_SIZEOF(type, count),              \
        .map = (table)                                                                             \
    }
#define MAP_MESSAGES(number, type, member, count, table)                                           \
    MAP_LIST(number, FORM_MESSAGE, type, member, count, 0, 0, table)
#define MAP_TRIMMED(number, form_name, type, member)                                               \
    {                                                                                              \
        .id = (number), .form = (form_name), .offset = offsetof(type, member),                     \
        .size = MAP_SIZEOF(type, member[0]), .repeat = REPEAT_TRIMMED,                             \
        .most = MAP_SIZEOF(type, member) / MAP_SIZEOF(type, member[0])                             \
    }
#define MAP_LANGUAGES(number, type, member, element, table)                                        \
    {                                                                                              \
        .id = (number), .form = FORM_MESSAGE, .offset = offsetof(type, member),                    \
        .size = MAP_SIZEOF(type, member[0]), .repeat = REPEAT_LANGUAGE,                            \
        .most = MAP_SIZEOF(type, member) / MAP_SIZEOF(type, member[0]),                            \
        .present_offset = offsetof(element, present), .map = (table)                               \
    }

// Encodes a plain struct. Returns the bytes, or 0 if arena or buffer is too small (an empty message
// also gives 0). check()s that every field is within its rules.
size_t map_encode(const struct map *map, const void *plain, struct arena *arena, uint8_t *buffer,
                  size_t size);
// Decodes into out_plain (map->size bytes), which stays untouched unless OK. Uses, then leaves, the
// arena: what it holds afterwards is of no use to anybody.
enum err map_decode(const struct map *map, struct span bytes, size_t size_max, struct arena *arena,
                    void *out_plain) MUST_USE;

// The walk over tags before protobuf-c sees them: iterative, no memory. Refuses what the table does
// not know, fields out of order or repeated where they should not be, groups, depth, varints longer
// than they need be, lengths past the end or past the field, too many elements, and bad text.
enum err scan_message(const struct map *map, struct span bytes) MUST_USE;
// Reads one shortest varint; returns its bytes, 0 if it is not one.
size_t scan_varint(struct span bytes, uint64_t *out_value);
// The text rule of a field of form FORM_TEXT or FORM_WORDS.
enum err map_text_ok(const struct map_field *field, struct span text) MUST_USE;

// The same in an arena of their own, for what the network and the record carry.
size_t message_encode(const struct map *map, const void *plain, uint8_t *buffer, size_t size);
enum err message_decode(const struct map *map, struct span bytes, size_t size_max,
                        void *out_plain) MUST_USE;

// Tables and rules that several messages share.
extern const struct map shown_release_map; // fact.c: of a scene, whose lines stand elsewhere
extern const struct map lines_map;         // fact.c: the lines of a struct release, alone
extern const struct map goal_line_map;     // fact.c: a shared line of goals
extern const struct map scene_map;         // scene.c
extern const struct map record_head_map;   // envelope.c
// Whether one chunk fits its deck.
enum err chunk_rules(uint32_t chunk, uint32_t chunk_count, uint32_t total_bytes,
                     uint16_t chunk_bytes) MUST_USE;
