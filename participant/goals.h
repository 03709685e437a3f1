#pragma once
// A person with a goal card, as far as a terminal does anything for them: the turn (core/goal_turn.h), the
// work on their card, its key, sealing and opening of their sheet, and what is asked of the hub. Everything
// of theirs lies in locked memory and is wiped with the turn's own forgetting. Owned by the terminal, used
// on its thread.
#include "core/goal_turn.h"
#include "deck/strings.h"
#include "room/link_thread.h"

struct goals_config {
    bool practice; // cards that protect nobody cost little
    const struct strings
        *strings;             // for lines that staff are to read; lent, NULL: presets are left out
    bool (*ring)(void *self); // when a card has been worked on; NULL: poll goals_fd
    void *ring_self;
};

struct goals;
enum err goals_create(const struct goals_config *config, struct link_thread *link,
                      struct goals **out_goals) MUST_USE;
void goals_destroy(struct goals *goals); // NULL is fine; wipes

// What one event led to, as the terminal has to know it.
struct goals_effect {
    bool forget; // the reset between two people: the link has been told
    bool redraw;
};
// From the newest envelope.
struct goals_effect goals_hear(struct goals *goals, const struct envelope *envelope,
                               uint64_t now_ms);
// From the link: what became of the last request.
struct goals_effect goals_answered(struct goals *goals, const struct link_goal *answer,
                                   uint64_t now_ms);
// Of a person: .input, .number, .key; the rest is filled in.
struct goals_effect goals_input(struct goals *goals, struct goal_event *event, uint64_t now_ms);
// Lets time pass, takes what the worker has made, and tells the link what its queue had no room for.
struct goals_effect goals_pump(struct goals *goals, uint64_t now_ms);
uint64_t goals_due_ms(const struct goals *goals); // on the turn's clock
int goals_fd(const struct goals *goals);          // readable when goals_pump has work; or -1
const struct goal_turn *goals_turn(const struct goals *goals); // lent
