#pragma once
// One valid message for every kind of every message, each as full as it can be, and the codecs of
// all messages behind one shape, so that a test says once what holds for all.
#include "base/span.h"
#include "wire/deck.h"
#include "wire/goal_cell.h"
#include "wire/message.h"

enum {
    SAMPLES_MAX = 128,
    SAMPLE_BYTES_MAX = 64 * 1024
};

struct codec_row {
    const char *name; // also the corpus folder
    size_t size_max;  // longer input is ERR_TOO_LONG, or for the fixed sizes refused
    // Decodes into memory of its own; on OK encodes that again into out_again.
    enum err (*trip)(struct span bytes, uint8_t *out_again, size_t *out_size);
};
enum message {
    MESSAGE_FACT,
    MESSAGE_SCENE,
    MESSAGE_ENVELOPE,
    MESSAGE_CELL,
    MESSAGE_CONTROL,
    MESSAGE_RECORD_EVENT,
    MESSAGE_DECK,
    MESSAGE_GOAL_CELL,
    MESSAGE_GOAL_SHEET,
    MESSAGES,
};
const struct codec_row *codec_row(enum message message);

struct sample {
    enum message message;
    char name[64];
    uint8_t *bytes; // malloc
    size_t size;
};
struct samples {
    struct sample items[SAMPLES_MAX];
    size_t count;
};
// Encodes them all.
void samples_make(struct samples *out_samples);
void samples_free(struct samples *samples);

struct fact sample_fact(enum fact_kind kind);
struct release sample_release(enum release_kind kind);
struct scene sample_scene(enum audience audience);
struct envelope sample_envelope(bool open);
struct cell_body sample_cell(enum cell_kind kind);
// Eight lines: a phrase, and own words as long as they may be.
struct envelope sample_envelope_lines(void);
struct cell_body sample_cell_words(void);
struct envelope sample_envelope_goals(void);
struct goal_cell sample_goal_cell(enum goal_cell_kind kind);
// A sheet with every line as long as it may be.
void sample_goal_sheet(struct goal_sheet *out_sheet);
void sample_control(enum control_kind kind, struct control *out_control);
void sample_record_event(enum record_event_kind kind, struct record_event *out_event);
void sample_deck(struct deck *out_deck);
// A deck with as much in it as a deck of this many slides can hold.
void sample_deck_full(struct deck *out_deck, uint8_t slide_count, size_t text_bytes);
