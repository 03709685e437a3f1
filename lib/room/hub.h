#pragma once
// The hub: the one place that leads a meeting. It owns the session, the record, the box of answers
// and what terminals are shown; it has no thread, clock, socket or file of its own: the world is
// handed in, so that the same engine runs on a thread over CURVE (hub_thread.h), in a simulation over
// the loopback twin, and in a test that kills it at any write. Everything that changes the session
// goes through hub_command: decide, encode, resume image, record, decode those bytes, apply, show.
// One thread. Refuses what session_decide refuses, and everything once the record cannot be written.
#include "core/scene.h"
#include "net/net.h"
#include "room/watch.h"
#include "seal/random.h"
#include "seal/record.h"
#include "wire/goal_handle.h"
#include "wire/message.h"
#include "wire/refusal.h"

enum {
    ROOM_PATH_BYTES = 512,
    HUB_TICK_OPEN_MS = 500,   // while a phase is open; divided by speed in practice
    HUB_TICK_IDLE_MS = 1000,  // otherwise
    HUB_SYNC_WITHIN_MS = 500, // facts that show before they are synced are synced by then
    HUB_DECKS_MAX = 8,
    HUB_SPEED_MAX = 60,
    // Cells that come in the last second before a prompt closes are not taken: what is taken must
    // still be said to be saved, twice, before the box is gone.
    HUB_LAST_CALL_MS = 1000,
    // So long after a stop a screen may take to bring the room's key back until the console says that
    // the answers are lost; divided by speed in practice. One that comes later still opens them.
    HUB_ROOM_KEY_MS = 30000,
    HUB_MINUTE_UNKNOWN = 65535,
};

struct hub_clock {
    void *self;
    uint64_t (*monotonic_ms)(void *self);
    // What the machine believes: local days since 1970-01-01 and minute of that day.
    void (*wall)(void *self, uint32_t *out_day, uint16_t *out_minute);
};

// Which phases' keys are sealed at rest a second time, under a key that only the memories of console and
// screens hold (seal/box_image.h). It costs the answers of an open prompt if all of them lose power.
enum room_key_use {
    ROOM_KEY_SENSITIVE, // of sensitive prompts
    ROOM_KEY_ALWAYS,
    ROOM_KEY_NEVER,
};

// All of the outside world. Lent for the hub's life.
struct hub_world {
    const struct disk *disk;
    const struct random_source *random;
    struct net_hub net;
    struct hub_clock clock;
};

// One terminal of the allow-list. A key from a pairing file is good until its day has passed and may
// do one thing that others may not: enrol the terminal's own key in its place.
struct paired_terminal {
    struct net_terminal terminal;
    uint32_t expires_day; // local days since 1970-01-01; 0: the terminal's own key, for good
};

struct hub_config {
    char live_folder[ROOM_PATH_BYTES];
    char sessions_folder[ROOM_PATH_BYTES];
    char goals_folder
        [ROOM_PATH_BYTES]; // sealed goal rows, a file for each group; empty: live_folder
    char second_folder
        [ROOM_PATH_BYTES]; // on another disk, where the record goes on if the first one
                           // fails; empty: none
    char decks_folder[ROOM_PATH_BYTES];   // decks of running sessions, by hash, for a restart
    char terminals_path[ROOM_PATH_BYTES]; // terminals.allow; empty: kept in memory only
    const struct unlock_key *unlock_key;  // lent for the hub's life
    const struct host_keys *keys;         // lent for the hub's life
    char reviewers_path[ROOM_PATH_BYTES]; // recipients.list, read again for each segment; empty, or
                                          // nobody on it: as below
    struct recipient recipients[RECIPIENTS_MAX];
    uint8_t recipient_count; // 1 to RECIPIENTS_MAX
    bool practice;
    uint16_t speed;       // practice only: clocks run this many times faster; else 1
    uint16_t retain_days; // of a record for which hub_keep says nothing else
    enum room_key_use room_key;
    // Called after each recorded fact with the state it led to, for a transcript. May be NULL.
    void (*applied)(void *self, const struct session *session);
    void *applied_self;
};

struct hub;

// Opens the resume image; if a session was running, finishes the frame that was cut, loads the state,
// opens the next segment and resumes it; a prompt that was open comes back paused, with its box, as
// soon as a screen has brought the room's key if it needs one.
// terminals is copied; it should be what net already allows.
// ERR_SEAL the image is of another passphrase, ERR_IO, ERR_NO_SPACE, ERR_READ_ONLY, ERR_MEMORY,
// ERR_PROFILE a practice session in a real profile or the reverse. out_hub is untouched on failure.
enum err hub_create(const struct hub_config *config, const struct hub_world *world,
                    const struct paired_terminal *terminals, size_t terminal_count,
                    struct hub **out_hub) MUST_USE;
void hub_destroy(struct hub *hub); // NULL is fine; syncs and closes, the session can be resumed

// Makes an encoded deck known, to be served to terminals and begun with. Copies. out_hash may be
// NULL. Where HUB_DECKS_MAX are held, the one that has been here longest goes, but never the running
// session's. ERR_TOO_LONG, ERR_MEMORY.
enum err hub_deck_add(struct hub *hub, struct span encoded, uint8_t *out_hash) MUST_USE;
// The encoded deck of that hash, lent until the next hub_deck_add; empty if unknown. After a restart the
// running session's deck is here without hub_deck_add.
struct span hub_deck(const struct hub *hub, const uint8_t hash[HASH_BYTES]);

// The one door. COMMAND_BEGIN needs a deck that hub_deck_add knows (else REFUSED_NO_SUCH_SLIDE); the
// hub fills in its session_id, practice and speed. COMMAND_CLOCK, _SCREEN_FOUND, _SCREEN_LOST,
// _RESUMED and _DISK_FAILED are the hub's own and need not be given. REFUSED_DISK: the disk does
// not take it, and nothing changed; only what ends a prompt may have happened although its keys could
// not be destroyed, which the next start does.
enum refusal hub_command(struct hub *hub, const struct command *command);
// How many times faster the clocks run. ERR_PROFILE: not a practice profile; ERR_RANGE: 1 to
// HUB_SPEED_MAX; ERR_BUSY: a session is running.
enum err hub_speed(struct hub *hub, uint16_t speed) MUST_USE;
// What the welcome screens say while no session runs: the group that the console has chosen, and the
// minute of the local day at which it starts. Empty and HUB_MINUTE_UNKNOWN: nothing is said.
// ERR_TOO_LONG, ERR_TEXT: not a name; ERR_RANGE: not a minute of a day.
enum err hub_welcome(struct hub *hub, const char *group, uint16_t minute) MUST_USE;
// Replaces one screen's place in the allow-list (pairing) or takes it off at once. The list is
// written and synced before the sockets are rebuilt. ERR_EXISTS no free place, ERR_NOT_FOUND no such
// screen, disk errors.
enum err hub_pair(struct hub *hub, const struct paired_terminal *terminal) MUST_USE;
enum err hub_unpair(struct hub *hub, uint16_t screen) MUST_USE;
// A screen that enrolled its own key since this was last asked, one at a time; its pairing file can be
// wiped. False when there is none.
bool hub_take_enrolled(struct hub *hub, uint16_t *out_screen);

// Takes what the network has, a bounded amount; true if there may be more.
bool hub_net(struct hub *hub);
// Does what is due at the clock's now: ticks, the sync, the watch. Cheap when nothing is.
void hub_tick(struct hub *hub);
// Monotonic ms at which hub_tick is next due.
uint64_t hub_deadline_ms(const struct hub *hub);

// How the next session's record is to be kept; said before its COMMAND_BEGIN, and good for one.
struct hub_keeping {
    uint16_t retain_days; // at least 1
    bool notice;          // the agency's notice goes with every export
};
void hub_keep(struct hub *hub, const struct hub_keeping *keeping);

// What one audience may see now.
void hub_scene(const struct hub *hub, enum audience audience, struct scene *out_scene);
// Session time now, in ms; 0 before a session.
uint64_t hub_session_ms(const struct hub *hub);
// Counts changes of scene or health: a caller that remembers it need not compare.
uint64_t hub_changes(const struct hub *hub);

enum hub_disk {
    HUB_DISK_FINE,
    HUB_DISK_SECOND, // the first one failed: the record goes on in the second folder
    HUB_DISK_FAILED
};
// The group's key is renewed every half year, and goals end with the key before unless their card is opened
// meanwhile. How many have not been opened is told to nobody: as it went down it would count those who
// open theirs, which below five cards is not even told as a band.
enum renewal_kind {
    RENEWAL_NONE,
    RENEWAL_RUNS, // in .weeks more weeks with goals, this one included, cards that are opened live on
    RENEWAL_ENDS, // when goals open next, cards that were not opened end
};
struct goals_renewal {
    enum renewal_kind kind;
    uint8_t weeks;
};

struct hub_health {
    struct watch_row screens[SCREENS_SHOWN_MAX]; // by screen number
    uint16_t screen_count;                       // on the allow-list, of which the first are listed
    uint16_t here, lost;
    uint64_t cells_dropped; // cells that were nothing, from anybody: one counter, no names
    uint64_t input_dropped; // by the network layer
    enum hub_disk disk;
    // Goals: wrong cards of this session, and whether goals rest for all because of them; whether they
    // stay closed until a supervisor resets them; a file of cards that did not open, kept aside.
    uint16_t goal_misses;
    bool goals_resting;
    bool goals_locked;
    struct goals_renewal renewal; // of the group that runs or is chosen
    char goals_bad[ROOM_PATH_BYTES];
    enum err disk_err;   // why, when failed or second
    bool resumed;        // this run took up a session that a stop had interrupted
    bool answers_gone;   // an open prompt's box did not open after a stop: only void is left
    bool answers_locked; // likewise, but a screen may still bring the key
    char record_path[ROOM_PATH_BYTES]; // of the current segment; empty when none
    struct record_head head;           // after the last frame written
    char words[SIX_WORDS_BYTES];       // once the session has ended: of the head to write down
};
void hub_health(const struct hub *hub, struct hub_health *out_health);

// A line of goals as its person shares it with the group leader, under the face of their card. For the
// board and the group book; never for the record, which has the lines alone.
struct board_line {
    struct goal_handle handle;
    struct goal_line line;
};
enum {
    BOARD_LINES_MAX = 128,
};
// What the goal phases of this session brought, as far as they have closed.
struct goal_board {
    uint16_t line_count;
    struct board_line lines[BOARD_LINES_MAX]; // by handle; the lines of one in the sheet's order
    uint8_t new_card_count;
    struct goal_handle new_cards[GOAL_CARDS_MAX]; // made in this session
};
// Empty while goals are open. hub_board_changes counts its changes. Outlives a restart of the console, until the session is finished.
void hub_goal_board(const struct hub *hub, struct goal_board *out_board);
uint64_t hub_board_changes(const struct hub *hub);
// Goals may be opened again although a hundred cards were wrong in a month: a supervisor has said so.
// Of the group of that name. ERR_NOT_FOUND: it has no cards; ERR_BUSY: its goals are open; disk errors.
enum err hub_goals_reset(struct hub *hub, const char *group) MUST_USE;
