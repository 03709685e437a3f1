#pragma once
// The start page's choices, prepared: groups, editions and modules on this machine, the session that
// is chosen with its deck, and today's plan and people. Everything is read when it is chosen and
// nothing is begun here. App's thread.
#include "facilitator/library.h"
#include "room/book.h"

enum {
    START_GROUPS_MAX = 24,
    START_EDITIONS_MAX = 8,
    START_NAME_BYTES = 96
};

struct start {
    struct library *library; // lent
    size_t group_count;
    struct group_plan groups[START_GROUPS_MAX];
    char group_files[START_GROUPS_MAX][START_NAME_BYTES]; // without ".yaml"
    size_t edition_count;
    struct edition editions[START_EDITIONS_MAX];
    struct deck_places places;

    // What is chosen.
    size_t group, edition, module; // indices; counts when there is none
    uint8_t session;               // 0: the module has no session yet
    enum meeting_kind meeting;
    uint8_t people;
    uint8_t step_count;
    struct plan_step steps[STEPS_MAX];
    struct prepared *prepared; // the session's deck; NULL if there is none
    enum err err;              // why there is none; OK if nothing was wrong
};

// Reads what there is and chooses the first group. ERR_MEMORY; a folder without groups is fine.
enum err start_create(struct library *library, struct start **out_start) MUST_USE;
void start_destroy(struct start *start); // NULL is fine

// What the group's book knows: goes on where the group stopped, with the agenda it had and the people
// who have been marked. Without a book nothing changes.
void start_take_book(struct start *start, const struct book *book, uint32_t today);
// The slide at which the chosen session goes on; 0: it begins at its beginning.
uint8_t start_carried(const struct start *start, const struct book *book);

void start_choose_group(struct start *start, size_t group);
void start_next_edition(struct start *start);
void start_choose_module(struct start *start, size_t module);
void start_choose_session(struct start *start, uint8_t session);
void start_next_session(struct start *start);
void start_choose_meeting(struct start *start, enum meeting_kind meeting);
void start_set_people(struct start *start, int people);                // kept within 1 to 64
void start_set_minutes(struct start *start, size_t step, int minutes); // kept within 0 to 180

const struct group_plan *start_group(const struct start *start); // NULL if there is none
// The group with this name, or NULL: its file may be gone.
const struct group_plan *start_group_named(const struct start *start, const char *name);
const struct edition *start_edition(const struct start *start);       // NULL if there is none
const struct edition_module *start_module(const struct start *start); // NULL if there is none
// How many sessions of a module of the chosen edition have a deck here.
size_t start_sessions(const struct start *start, size_t module);
// Whether "Start group" can be touched.
bool start_ready(const struct start *start);
// Puts today's plan, people and kind of meeting into the prepared session. start_ready only.
void start_fill(struct start *start);
