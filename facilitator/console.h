#pragma once
// The console without its window: the data folder, the hub, and what the hub last told. The window
// and a script are both its users and have the same powers; everything they want goes to the hub as
// a request and comes back as an answer and a scene. Used from the app's thread; never waits.
#include "facilitator/ledger.h"
#include "facilitator/library.h"
#include "facilitator/opening.h"

enum console_state {
    CONSOLE_LOCKED,
    CONSOLE_OPENING, // a few seconds after console_unlock
    CONSOLE_OPEN,    // the hub runs
};

struct console_config {
    const char *assets;
    const char *data; // NULL: the default folder
    bool practice;
    const char *bind; // NULL: the one private address
    uint16_t port;
    const char *second_path; // NULL: as the settings say
    enum room_key_use room_key;
    bool (*ring)(void *self); // see net/bell.h; NULL: poll console_fds
    void *ring_self;
    // Called on the hub's thread after each fact, with the state it led to. May be NULL.
    void (*applied)(void *self, const struct session *session);
    void *applied_self;
};

// Why something could not be done: what, which, and what to do next.
struct console_problem {
    const char *what;
    char which[ROOM_PATH_BYTES];
    const char *next;
};

struct console;
struct paperwork;
// Opens folder, words and lists. On failure out_problem says why.
enum err console_create(const struct console_config *config, struct console **out_console,
                        struct console_problem *out_problem) MUST_USE;
void console_destroy(struct console *console); // NULL is fine; a running session can be resumed

// Begins to unlock; console_state then says how it went. A first passphrase is set.
enum err console_unlock(struct console *console, const char *passphrase) MUST_USE;
// Why the last unlocking failed; .what NULL if it did not. .wrong_passphrase: try again.
const struct console_problem *console_trouble(const struct console *console);
bool console_passphrase_wrong(const struct console *console);
// How long until the next passphrase may be tried, after five and more wrong ones; 0: now.
uint32_t console_unlock_wait_s(const struct console *console);
bool console_is_new(const struct console *console); // no passphrase has been set yet
enum console_state console_state(const struct console *console);

// Takes what worker and hub have to tell. True if the screen may have changed.
bool console_pump(struct console *console);
// Descriptors to poll, -1 where there is none.
enum {
    CONSOLE_FDS = 4
};
void console_fds(const struct console *console, int out_fds[CONSOLE_FDS]);

// Requests. Each returns its serial, 0 if the hub is not there or too busy (try again).
uint32_t console_command(struct console *console, const struct command *command);
uint32_t console_speed(struct console *console, uint16_t speed);
// Loads group and deck and begins. On failure returns 0 and *out_err says why: as library_prepare.
uint32_t console_begin(struct console *console, const char *group, const char *module,
                       uint8_t session, uint8_t people, enum meeting_kind meeting,
                       enum err *out_err);
// Begins with a session that is prepared already (the start page may have changed its plan).
uint32_t console_start(struct console *console, const struct prepared *prepared, enum err *out_err);
// What the screens say before the session: hub_welcome.
uint32_t console_welcome(struct console *console, const char *group, uint16_t minute);
// Begins to write a pairing file for a screen, beside the window; once it is written its one-day key is let in.
// False: *out_err says why not (ERR_BUSY: the one before is being written).
bool console_pair(struct console *console, const char *path, uint16_t screen, enum err *out_err);
// What became of the newest.
struct console_pairing {
    enum {
        PAIRING_NONE,
        PAIRING_BUSY,
        PAIRING_DONE
    } state;
    uint16_t screen;
    enum err err;    // of writing it; ERR_BUSY: the hub takes no request now
    uint32_t serial; // of letting it in
};
const struct console_pairing *console_pairing(const struct console *console);
uint32_t console_unpair(struct console *console, uint16_t screen);

// The group book of the group that runs or, before, was chosen with console_welcome. NULL while it is
// not open; it opens and is saved beside the window. What a scene tells of it is written into it here.
struct book *console_book(struct console *console);
// The session that runs or has just ended, in the book; NULL: none, or the book is not open.
struct book_session *console_book_session(struct console *console);
// Day of the session that runs, else today.
uint32_t console_day(const struct console *console);
void console_book_changed(struct console *console); // it is to be saved, and its numbers told
// What goals that have closed have brought in this session; NULL: nothing yet.
const struct goal_board *console_board(const struct console *console);
const struct ledger *console_ledger(const struct console *console); // NULL while locked
// What is printed, and what became of it (paperwork.h).
struct paperwork *console_paperwork(struct console *console);

// What became of a request; false while it is not known. Remembers the last few.
bool console_answer(const struct console *console, uint32_t serial, enum refusal *out_refusal,
                    enum err *out_err);
// The newest refusal and when it came (monotonic ms), for the window's toast.
enum refusal console_last_refusal(const struct console *console, uint64_t *out_at_ms);
// How many requests have been refused since the start.
uint32_t console_refusals(const struct console *console);

const struct scene *console_scene(const struct console *console);       // facilitator; NULL before
const struct scene *console_room_scene(const struct console *console);  // NULL before
const struct hub_health *console_health(const struct console *console); // NULL before
// Session time now: goes on between scenes.
uint64_t console_session_ms(const struct console *console);
const struct deck *console_deck(const struct console *console); // of the running session; NULL
struct library *console_library(struct console *console);
// Who may replay, read from the list anew; what changes counts from the next session on, off and gone
// from tomorrow. Each of the next three asks, and false says that too much waits to be done.
size_t console_reviewers(struct console *console, struct reviewer out_reviewers[REVIEWERS_MAX]);
bool console_reviewer_turn(struct console *console, const struct recipient *who, bool on) MUST_USE;
bool console_reviewer_add(struct console *console, const struct recipient *who,
                          enum reviewer_role role) MUST_USE;
bool console_reviewer_remove(struct console *console, const struct recipient *who) MUST_USE;
struct console_change {
    enum {
        CHANGE_NONE,
        CHANGE_TURNED,
        CHANGE_ADDED,
        CHANGE_REMOVED
    } what;
    enum err err; // of room/reviewers.h
};
// True once for the newest that is done.
bool console_reviewer_changed(struct console *console, struct console_change *out_change);
// Looks for public review keys on sticks, in the data folder and at home.
bool console_find_keys(struct console *console) MUST_USE;
struct console_keys {
    bool searching;
    uint8_t count;
    struct found_key found[FOUND_KEYS_MAX];
};
const struct console_keys *console_keys(const struct console *console);
// The names of those who may replay today, lent until one of the above is called.
size_t console_reviewer_names(const struct console *console, const char *out_names[RECIPIENTS_MAX]);
const struct profile *console_profile(const struct console *console);
const char *console_address(const struct console *console);
uint16_t console_port(const struct console *console);
