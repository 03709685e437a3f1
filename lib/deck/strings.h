#pragma once
// The words of the interface in every language: assets/strings/<language>.yaml, one flat map from
// an id ("bar.read") to a text. English defines which ids there are; what another language lacks
// falls back to English. Texts live in the arena they were loaded into. Read-only after loading, so
// any thread may then read.
#include "base/arena.h"
#include "base/err.h"
#include "base/out.h"
#include "base/span.h"
#include "deck/diagnostics.h"
#include "wire/words.h"
#include <stdbool.h>
#include <stddef.h>

enum {
    STRINGS_MAX = 2048,
    STRING_BYTES_MAX = 512,
    STRINGS_ARENA_BYTES = 8 * 1024 * 1024,
    PLACEHOLDERS_MAX = 8, // different ones in one text
};

struct strings_entry {
    const char *id;
    const char *texts[LANGUAGES];    // NULL where a language lacks it
    const char *patterns[LANGUAGES]; // as written: labels stand in slots (labels.h)
    uint32_t lines[LANGUAGES];
};

struct strings {
    size_t count;
    struct strings_entry *entries; // sorted by id
    size_t translated[LANGUAGES];  // how many ids each language has of its own
    size_t unknown;                // ids outside English, left out and told
};

// Reads the file of every language from the folder. What it finds goes to the list: a file or a
// word that is missing in another language is a warning (English is shown); an id that English
// lacks, a text that cannot be shown, or placeholders that differ from the English ones, an error.
// Labels are filled with their defaults (labels.h). ERR_NOT_FOUND without en.yaml, ERR_MALFORMED if English cannot be read, ERR_MEMORY. Other
// languages never make it fail: a broken translation falls back to English.
enum err strings_load(const char *folder, struct arena *arena, struct diagnostics *diagnostics,
                      struct strings *out_strings) MUST_USE;
// The text in a language, or in English, or the id itself. Never NULL.
const char *strings_get(const struct strings *strings, enum language language, const char *id);
// The same as it is written, its labels in slots.
const char *strings_pattern(const struct strings *strings, enum language language, const char *id);
// Whether English has the id.
bool strings_has(const struct strings *strings, const char *id);

struct strings_value {
    const char *name; // of the placeholder, without braces
    const char *text;
};

// The name inside {name} at the text's beginning; empty if there is none.
struct span strings_placeholder(const char *text);
// Writes a text with every {name} replaced by its value; a placeholder without a value stays as it
// is, so that it is noticed.
void strings_fill(struct out *out, const char *text, const struct strings_value *values,
                  size_t count);
