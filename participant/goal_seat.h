#pragma once
// A person with a goal card, as far as a terminal does anything for them: the turn (core/goal_turn.h), the
// work on their card, its key, sealing and opening of their sheet, and what is asked of the hub. Everything
// of theirs lies in locked memory and is wiped with the turn's own forgetting. Owned by the terminal, used
// on its thread.
#include "core/goal_turn.h"
#include "deck/strings.h"
#include "room/link_thread.h"

struct goal_seat_config {
    bool practice; // cards that protect nobody cost little
    const struct strings
        *strings;             // for lines that staff are to read; lent, NULL: presets are left out
    bool (*ring)(void *self); // when a card has been worked on; NULL: poll goal_seat_fd
    void *ring_self;
};

struct goal_seat;
enum err goal_seat_create(const struct goal_seat_config *config, struct link_thread *link,
                          struct goal_seat **out_seat) MUST_USE;
void goal_seat_destroy(struct goal_seat *seat); // NULL is fine; wipes

// What one event led to, as the terminal has to know it.
struct goal_seat_effect {
    bool forget; // the reset between two people: the link has been told
    bool redraw;
};
// From the newest envelope.
struct goal_seat_effect goal_seat_hear(struct goal_seat *seat, const struct envelope *envelope,
                                       uint64_t now_ms);
// From the link: what became of the last request.
struct goal_seat_effect goal_seat_answered(struct goal_seat *seat, const struct link_goal *answer,
                                           uint64_t now_ms);
// Of a person: .input, .number, .key; the rest is filled in.
struct goal_seat_effect goal_seat_input(struct goal_seat *seat, struct goal_event *event,
                                        uint64_t now_ms);
// Lets time pass, takes what the worker has made, and tells the link what its queue had no room for.
struct goal_seat_effect goal_seat_pump(struct goal_seat *seat, uint64_t now_ms);
uint64_t goal_seat_due_ms(const struct goal_seat *seat); // on the turn's clock
int goal_seat_fd(const struct goal_seat *seat); // readable when goal_seat_pump has work; or -1
const struct goal_turn *goal_seat_turn(const struct goal_seat *seat); // lent
