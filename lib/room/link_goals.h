#pragma once
// The goal half of a terminal's link: the request of the person with a card, cut into cells, and the one
// reply of each tick, which every terminal tries to open. Lives in locked memory, inside the link's
// secrets; for lib/room/link.c only. No network and no clock of its own.
#include "room/goal_request.h"
#include "seal/goal_card.h"
#include "seal/random.h"
#include "wire/message.h"

struct link_goals {
    bool asking;
    bool again; // the save was stale, and the newer row is asked for
    bool done_waits;
    struct goal_request request;
    uint8_t id[SUBMISSION_ID_BYTES];
    struct goal_reply_key key;   // of this request
    struct goal_reply_key dummy; // tries the replies when nothing is asked for
    uint8_t share[GOAL_SHARE_BYTES];
    uint8_t share_chunks;
    uint8_t next; // part of a save that goes into the next cell
    struct link_goal done;
    // Scratch.
    struct goal_cell cell;
    struct goal_reply reply;
    uint8_t plain[GOAL_REPLY_PLAIN_BYTES];
};

void link_goals_init(struct link_goals *goals);
void link_goals_start(struct link_goals *goals, const struct random_source *random,
                      const struct goal_request *request);
// Forgets request, keys and what has come. Idempotent.
void link_goals_forget(struct link_goals *goals);
// The body of the next cell: a part of the request, or a dummy.
void link_goals_cell(struct link_goals *goals, uint32_t phase_id, uint8_t body[CELL_BODY_BYTES]);
// Tries the envelope's reply and looks for receipts of the request.
void link_goals_hear(struct link_goals *goals, const struct random_source *random,
                     const struct envelope *envelope);
// Takes what became of the request; false if nothing has yet.
bool link_goals_take(struct link_goals *goals, struct link_goal *out_done);
