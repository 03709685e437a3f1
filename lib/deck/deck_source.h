#pragma once
// One language of a deck as it was written, with the line of everything, so that a fault can be
// named where it is. The format is docs/DECK-FORMAT.md. Lives in the caller's arena. One thread.
#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "deck/deck_art.h"
#include "deck/diagnostics.h"
#include "wire/deck.h"

struct source_slide {
    uint32_t line; // of its title
    char key[KEY_BYTES];
    enum slide_layout layout; // 0: not said
    uint32_t layout_line;
    char picture[KEY_BYTES];
    uint32_t picture_line;
    uint32_t card_lines[CARDS_MAX];
    struct deck_slide_words words;
};

struct source_prompt {
    uint32_t line; // of its question
    char key[KEY_BYTES];
    enum prompt_kind kind;    // 0: not said
    enum privacy_class class; // 0: not said, which means personal
    uint32_t kind_line;
    uint32_t class_line;
    uint8_t slide; // 1 to slide_count of this file
    uint8_t option_count;
    char option_keys[OPTIONS_MAX][KEY_BYTES];
    char option_icons[OPTIONS_MAX][KEY_BYTES];
    uint32_t option_lines[OPTIONS_MAX];
    uint32_t help_line;
    uint32_t result_line;
    uint32_t low_line, middle_line, high_line; // 0: not given
    struct deck_prompt_words words;
};

struct deck_source {
    char file[DIAGNOSTIC_FILE_BYTES];
    enum language language;
    char key[KEY_BYTES];
    char module[KEY_BYTES];
    uint8_t session_number;
    uint8_t session_count;
    char licence[LINE_BYTES];
    uint32_t key_line, module_line, session_line, sessions_line, licence_line, title_line;
    struct deck_language words; // .present, .draft, .reviewer, titles, ideas
    uint32_t idea_lines[PRACTICE_IDEAS_MAX];
    uint8_t slide_count;
    struct source_slide slides[SLIDES_MAX];
    uint8_t prompt_count;
    struct source_prompt prompts[PROMPTS_MAX];
};

// A deck in one language needs about 650 kB, its file and its head: this is enough for one.
enum {
    DECK_SOURCE_ARENA_BYTES = 2 * 1024 * 1024
};

_Static_assert(DECK_SOURCE_ARENA_BYTES > sizeof(struct deck_source) + 1024 * 1024,
               "a source, its file twice and its head fit");

// Reads one language file. file: its name as messages should tell it; the name of the file without
// its folder and ".md" must be the language. art: the icons and pictures there are, or NULL to pass
// over that check. Adds faults and warnings to the list. ERR_MALFORMED if there was an error (the
// source is still lent, as far as it was understood, unless *out_source stays NULL), ERR_TOO_LONG,
// ERR_MEMORY.
enum err deck_source_parse(struct span bytes, const char *file, const struct deck_art *art,
                           struct arena *arena, struct diagnostics *diagnostics,
                           struct deck_source **out_source) MUST_USE;
// A key: small letters, digits and -, begins with a letter, fits KEY_BYTES.
bool deck_key_ok(const char *key);
