#pragma once
// A whole room in one process without a network, a disk or a clock: the real hub and the real links
// over the loopback twin, people who take turns at the screens, a disk in memory whose power can go
// at any write of the record. Used by the meetings, the simulation and the tests of lib/room.
#include "core/turn.h"
#include "fake_disk.h"
#include "net/loopback.h"
#include "room/hub.h"
#include "room/link.h"

enum {
    TWIN_STEP_MS = 20,
    TWIN_REVISIONS_MAX = 1024,
    TWIN_SLIDES = 10,
    TWIN_AUDIENCES = 3, // supervisor, room, terminal: what a replay must show again
};

struct twin_screen {
    struct link *link;
    enum link_state state;
    struct turn turn;
    struct envelope envelope; // the last one
    bool any;                 // there is one
    bool deck;                // the deck has come, verified
    uint64_t cell_due_ms;
    uint32_t saved;        // answers of this screen that were said to be saved
    struct link_goal goal; // what became of its last link_goal; .kind 0: nothing yet
};

// Where the power goes: at the nth write to a file of the record.
struct twin_kill {
    uint64_t nth; // 0: never
    unsigned how; // 0 before it, 1 in the middle of it, 2 after it
    enum fake_crash crash;
};

struct twin {
    struct fake_disk *fake;
    struct disk disk; // counts writes of the record and kills
    uint64_t record_writes;
    struct twin_kill kill;
    uint64_t record_handles; // bit h: handle h is a file of the record
    struct random_seeded random;
    struct loopback *loopback;
    struct hub *hub; // NULL while the console is off
    struct hub_config config;
    struct unlock_key *unlock;
    struct host_keys keys;
    struct reviewer_key *reviewer;
    struct paired_terminal terminals[TERMINALS_MAX];
    size_t screen_count;
    struct twin_screen *screens;
    uint64_t now_ms;
    uint32_t wall_day; // what the machine believes when now_ms is 0
    uint32_t restarts;
    uint8_t *deck_bytes;
    size_t deck_size;
    struct deck_outline outline;
    uint64_t seen_changes;
    char *seen[TWIN_REVISIONS_MAX]; // what was shown live, by revision
    uint32_t seen_count;
    // Watches every envelope that leaves the hub; may be NULL.
    void (*published)(void *context, struct span envelope);
    void *published_context;
    struct net_hub real_net;
};

struct twin *twin_create(uint64_t seed, size_t screens);
void twin_destroy(struct twin *twin); // NULL is fine
// Starts the console, again if need be, until a start has gone through. False if it will not.
bool twin_console_on(struct twin *twin);
// The power goes (drop: with what was not synced), or the program is simply ended.
void twin_console_off(struct twin *twin, bool power_cut, enum fake_crash crash);
// One step of time for everybody. Returns true if the power went.
bool twin_step(struct twin *twin);
// One command to the hub. *out_died: the power went meanwhile.
enum refusal twin_command(struct twin *twin, const struct command *command, bool *out_died);
// The command that begins a session with the test deck.
void twin_begin(const struct twin *twin, uint8_t people, struct command *out_command);
// One event of a person at a screen (no scene, no time).
void twin_touch(struct twin *twin, size_t screen, enum turn_input input, uint8_t choice);
// Does what a person would do next to give this answer (bits of options, or pass). 1: it is saved,
// 0: not yet, -1: it was not taken. *sent belongs to the caller and begins as false.
int twin_answer(struct twin *twin, size_t screen, uint8_t choice, bool pass, bool *sent);
// The same with own words on the keyboard.
int twin_write(struct twin *twin, size_t screen, const char *words, bool *sent);
// Texts of what supervisor, room and terminal see, as the transcripts of live and replay compare them.
char *twin_transcript(const struct session *session);
// Reads every segment of the only record with the reviewer's key, replays it, and fails the test
// unless digests match, the deck is whole, and every revision shown live is shown again, byte for
// byte. Returns how many revisions were compared.
uint32_t twin_replay_check(struct twin *twin, bool finished);
