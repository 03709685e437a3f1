#pragma once
// A shared terminal without its window: the link to the console, the turn of whoever sits there, the
// deck, and the table's settings. The window and a script are both its users and have the same
// powers. Holds the only copy of an answer on this machine, in locked memory, for one turn. Used
// from the app's thread.
#include "core/goal_turn.h"
#include "core/turn.h"
#include "deck/strings.h"
#include "room/link_thread.h"
#include "room/profile.h"
#include "ui/token.h"
#include "wire/deck.h"

// What was chosen on the welcome screen or by staff. A change inside a turn lasts for that turn.
struct table {
    enum language language;
    bool two_languages; // slides and results side by side
    enum language language2;
    enum text_size size;
};

struct terminal_config {
    const struct profile *profile;    // lent for the terminal's life
    const struct terminal_keys *keys; // copied
    struct table table;
    const struct strings *strings; // lent; NULL: a headless terminal without words
    bool (*ring)(void *self);      // see link_thread.h; NULL: poll terminal_fd
    void *ring_self;
};

struct terminal;
enum err terminal_create(const struct terminal_config *config,
                         struct terminal **out_terminal) MUST_USE;
void terminal_destroy(struct terminal *terminal); // NULL is fine; wipes

// Takes what the link has to tell and lets time pass. True if the screen may have changed.
bool terminal_pump(struct terminal *terminal);
int terminal_fd(const struct terminal *terminal);          // readable when terminal_pump has work
uint64_t terminal_due_ms(const struct terminal *terminal); // on the clock of room/wall.h

// What a person did. choice: option 0 to 4, TURN_PASS or TURN_OWN, for TURN_IN_CHOOSE.
void terminal_input(struct terminal *terminal, enum turn_input input, uint8_t choice);
// A key while somebody writes, of the keyboard on the screen (core/keyboard.h) or typed.
void terminal_key(struct terminal *terminal, const struct board_key *key);
// Language, size or second language: of the table while nobody is in a turn, else of the turn.
void terminal_set_table(struct terminal *terminal, const struct table *table);
// Practice scripts: the cable. False if the link is busy: say it again.
bool terminal_cut(struct terminal *terminal, bool cut);

// What a person with a goal card did: .input, .number, .key of the event, which is wiped.
void terminal_goal(struct terminal *terminal, struct goal_event *event);
const struct goal_turn *terminal_goal_turn(const struct terminal *terminal); // lent
bool terminal_in_goals(const struct terminal *terminal); // somebody is in goals on this screen
// Whether goals are closing, and since when on the turn's clock this terminal has known.
bool terminal_goals_closing(const struct terminal *terminal, uint64_t *out_since_ms);
// Readable when a card has been worked on; -1 where terminal_config.ring is told.
int terminal_work_fd(const struct terminal *terminal);

// How often the reset after a person has run; views drop secret pixels when it grows.
uint64_t terminal_forgotten(const struct terminal *terminal);
const struct turn *terminal_turn(const struct terminal *terminal); // lent
// The newest envelope; NULL before the first.
const struct envelope *terminal_envelope(const struct terminal *terminal);
const struct deck *terminal_deck(const struct terminal *terminal); // NULL until it is whole
const struct table *terminal_table(const struct terminal *terminal);
enum link_state terminal_link(const struct terminal *terminal);
enum control_reason terminal_refused(const struct terminal *terminal); // when LINK_REFUSED
uint16_t terminal_screen(const struct terminal *terminal);
// Since when the console has not been heard, on the clock of room/wall.h; 0 while it is heard.
uint64_t terminal_silent_since_ms(const struct terminal *terminal);
uint16_t terminal_speed(const struct terminal *terminal);
// The turn's clock now: what .since_ms of a turn is measured on.
uint64_t terminal_turn_ms(const struct terminal *terminal);
// Whether the open prompt is closing, and since when on that clock this terminal has known.
bool terminal_closing(const struct terminal *terminal, uint64_t *out_since_ms);
