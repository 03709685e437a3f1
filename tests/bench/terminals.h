#pragma once
// Simulated terminals: the product's link engines over the links of a crowd, all on one thread, each
// with its own cadence of cells. What each has seen stands in a row.
#include "crowd.h"

struct terminal {
    struct link *link;
    enum link_state state;
    uint64_t cell_due_us;
    uint32_t revision;
    uint64_t tick;
    uint64_t envelopes;
    uint64_t ticks_skipped; // numbers between two envelopes that were never seen
    bool open;
    uint32_t phase_id;
    uint8_t answer_id[SUBMISSION_ID_BYTES];
    bool answered, saved;
};

struct terminals {
    struct crowd crowd;
    struct terminal *rows; // crowd.count of them
    struct link_event event;
    bool cells_held; // no cell leaves by itself
};

void terminals_make(struct terminals *terminals, const struct crowd_config *config);
void terminals_finish(struct terminals *terminals);
// Takes what comes within timeout_us, at most one wait, and does what is due.
void terminals_step(struct terminals *terminals, double timeout_us);
// How many are here and have seen this revision and this tick or later ones.
size_t terminals_with(const struct terminals *terminals, uint32_t revision, uint64_t tick);
void terminals_forget(struct terminals *terminals); // what they have seen
void terminal_answer(struct terminal *terminal, uint8_t choice);
