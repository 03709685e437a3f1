#pragma once
// What the console's golden states are made from, shared by f-states.c (the session and its prompts) and
// f-states_group.c (the group: its book, its people, its cards and what they share).
#include "f-states.h"
#include "facilitator/paperwork.h"

struct f_states {
    struct profile profile;
    struct library *library;
    struct start *start;
    struct scene scene;
    struct hub_health health;
    struct desk desk;
    struct console_problem trouble;
    struct book *book;
    struct goal_board *board;
    struct book_opened book_opened;
    struct reviewer reviewers[4];
    struct paperwork_status paperwork;
    const struct strings *said; // NULL: those of the library
    // Of the groups' files, while others stand there.
    struct deck_labels real[START_GROUPS_MAX][LANGUAGES];
    struct console_keys keys;
    struct view view;
};

// The group of the design and two weeks of it: one deck to its end, the next begun.
void f_fill_book(struct f_states *states);
// The last step, and some have nothing for home yet.
void f_close_state(struct f_states *states);
void f_board_state(struct f_states *states, const char *name);
void f_people_state(struct f_states *states, const char *name);
// What the hub says of the group's cards, in the states that show it.
void f_cards_state(struct f_states *states, const char *name);
