#pragma once
// A deck as everybody uses it: all languages side by side, the same slides and prompts in each.
// Plain values; lives in the memory of whoever unpacked it (over 3 MB, so never on the stack).
// On the wire and in the record it is imr.v1.Deck, content-addressed by BLAKE2b-256 of those bytes.
#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "wire/command.h"

struct deck_card {         // one card, one line of a text slide, one option's words
    char icon[KEY_BYTES];  // name of an icon or picture in assets; empty for none
    char head[LINE_BYTES]; // "In the body"; empty for a plain line
    char text[LINE_BYTES];
};

struct deck_note {
    enum note_kind kind;
    char text[LINE_BYTES * 2];
};

struct deck_slide_words {
    bool present; // false: this language falls back to English
    char title[LINE_BYTES];
    char kicker[NAME_BYTES]; // "Talk together" above a title; may be empty
    uint8_t card_count;
    struct deck_card cards[CARDS_MAX];
    uint8_t note_count;
    struct deck_note notes[NOTES_MAX];
};

struct deck_slide {
    char key[KEY_BYTES];
    enum slide_layout layout;
    char picture[KEY_BYTES]; // picture layout
    struct deck_slide_words words[LANGUAGES];
};

struct deck_prompt_words {
    bool present;
    char question[LINE_BYTES];
    char help[LINE_BYTES]; // "Touch one." line; empty: the interface's own
    char options[OPTIONS_MAX][NAME_BYTES];
    char low[NAME_BYTES], middle[NAME_BYTES], high[NAME_BYTES]; // joined rows of five points
    char result_title[LINE_BYTES];                              // empty: the question
};

struct deck_prompt {
    char key[KEY_BYTES];
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t slide; // 1 to slide_count
    uint8_t option_count;
    char option_keys[OPTIONS_MAX][KEY_BYTES];
    char option_icons[OPTIONS_MAX][KEY_BYTES];
    struct deck_prompt_words words[LANGUAGES];
};

struct deck_language {
    bool present;
    bool draft;
    char reviewer[NAME_BYTES];
    char title[NAME_BYTES];
    char module_title[NAME_BYTES];
    uint8_t idea_count;
    char ideas[PRACTICE_IDEAS_MAX][LINE_BYTES]; // home practice ideas
};

struct deck_labels {
    bool present; // false: the group has no words of its own in this language
    char words[LABEL_LAST + 1][LABEL_BYTES]; // by enum label; empty: the interface's own
};

struct deck {
    char key[KEY_BYTES];    // "coping-with-stress-2"
    char module[KEY_BYTES]; // "coping-with-stress"
    uint8_t session_number;
    uint8_t session_count;
    char licence[LINE_BYTES];
    // What text screens say to call, of the group that it is prepared for; empty: the interface's own.
    char help_line[HELP_LINE_BYTES];
    // What that group calls things. They travel and are recorded with the deck, so that a terminal and
    // a replay say them too.
    struct deck_labels labels[LANGUAGES];
    struct deck_language languages[LANGUAGES];
    uint8_t slide_count;
    struct deck_slide slides[SLIDES_MAX];
    uint8_t prompt_count;
    struct deck_prompt prompts[PROMPTS_MAX];
};

// Encodes into buffer; ERR_TOO_LONG if the deck needs more than size (DECK_BYTES_MAX suffices for
// any deck that deck/ accepts). scratch: at least DECK_SCRATCH_BYTES; it is reset first.
enum err deck_encode(const struct deck *deck, struct arena *scratch, uint8_t *buffer, size_t size,
                     size_t *out_size) MUST_USE;
enum err deck_decode(struct span bytes, struct arena *scratch, struct deck *out_deck) MUST_USE;
enum {
    DECK_SCRATCH_BYTES = 8 * 1024 * 1024
};

// The words of a slide or prompt, counted from 1, in a language, or the English ones if that language lacks them.
const struct deck_slide_words *deck_slide_words(const struct deck *deck, uint8_t slide,
                                                enum language language);
const struct deck_prompt_words *deck_prompt_words(const struct deck *deck, uint8_t prompt,
                                                  enum language language);
// What the session needs to know of this deck, titles in English.
void deck_outline_of(const struct deck *deck, const uint8_t deck_hash[HASH_BYTES],
                     struct deck_outline *out_outline);
