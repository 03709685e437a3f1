#pragma once
// What the hub's files share: hub.c (door, step, tick), hub_box.c (a box over a stop), hub_record.c (what is kept, and taking it up
// again), hub_net.c (control messages, decks, pairing). Not for use outside lib/room/hub*.c.
#include "room/cells.h"
#include "room/goals.h"
#include "room/hub.h"
#include "seal/resume.h"

enum {
    HUB_CELLS_A_ROUND = 256,   // taken by one hub_net
    HUB_CONTROLS_A_ROUND = 64, // likewise; each may be answered by one chunk of a deck
    // Frames that are written and not yet synced stand in the resume image too, so that a power cut
    // costs nothing that was shown. What does not fit beside the state is synced first.
    HUB_PENDING_BYTES = 15 * 1024,
    HUB_PENDING_MAX = 28,    // frames of the smallest size in that
    HUB_PENDING_LEFT = 2048, // more than this from earlier batches is synced before the next one
    // For a while after the start, and after each hello, the scene is shown again and again, so that a
    // screen that joins or comes back does not wait for a tick. Not once a hello: 512 may say it at once.
    HUB_JOIN_MS = 25,
    HUB_JOIN_SCREENS = 4, // that many more screens, a ms later: each costs the console its share
    HUB_JOINING_MS = 2000,
    HUB_SCREENS_MS = 20,       // of a tick for screens found and lost; the next goes on
    HUB_TICKS_A_RUN = 1 << 20, // more than a phase lasts: six days of them
};

struct hub_deck {
    uint8_t hash[HASH_BYTES];
    uint8_t *bytes;
    size_t size;
};

// What the resume image says, beside the state.
struct hub_image {
    uint8_t session_id[16];
    uint32_t segment;
    uint32_t first_day; // of the record's files
    uint16_t retain_days;
    bool notice;
    bool practice;
    uint16_t speed;
    uint32_t deck_chunks; // of the running session's deck that stand in the record
    bool deck_whole;
    uint32_t phase_count;
    uint32_t wall_day; // when this image was written
    uint16_t wall_minute;
    struct record_head head; // after the last of the frames below
    char path[ROOM_PATH_BYTES];
    uint16_t state_bytes;
    uint8_t state[SESSION_BYTES_MAX];
    uint8_t pending_count;
    uint16_t pending_bytes;
    struct hub_pending {
        uint64_t offset;
        uint32_t size;
    } pending[HUB_PENDING_MAX];
    uint8_t frames[HUB_PENDING_BYTES]; // their bytes, one after the other
};

struct hub_record {
    struct record_writer *writer; // NULL: no session is being recorded
    struct resume *resume;
    struct hub_image image;
    uint8_t written_count; // of .image.pending; the others are sealed and not yet in the file
    bool unsynced;
    uint64_t sync_due_ms;
    struct hub_keeping keeping; // of the next session; .retain_days 0: nothing was said
    bool final;                 // the last frame was added
    enum err first_err;         // OK, or why the record went on in the second folder
    enum err err;               // OK, or why nothing can be written any more
};

struct hub {
    struct hub_config config;
    struct hub_world world;
    struct session session;
    struct session_phase phase; // of the session, kept beside it
    struct hub_record record;
    struct cells *cells;
    struct goals *goals;
    bool goals_closing;
    uint64_t goals_since_ms; // monotonic: closing
    uint64_t board_changes;
    struct watch watch;
    struct paired_terminal terminals[TERMINALS_MAX];
    size_t terminal_count;
    struct hub_deck decks[HUB_DECKS_MAX];
    size_t deck_count;

    uint64_t started_at_ms; // monotonic
    uint64_t base_ms;       // monotonic, at session time base_session_ms
    uint64_t base_session_ms;
    uint64_t closing_since_ms; // monotonic
    bool closing;
    uint64_t review_since_ms; // monotonic
    bool review;
    uint64_t tick;
    uint64_t next_tick_ms;
    uint64_t joining_until_ms;           // screens say hello
    uint64_t show_at_ms;                 // for them; 0: not due
    uint64_t rebuild_at_ms;              // sockets, after an enrolment; 0: not due
    uint8_t enrolled[TERMINALS_MAX / 8]; // bit n - 1: screen n, and nobody has asked yet
    uint64_t changes;
    bool unpublished;    // a fact has been applied since the last envelope
    bool answers_gone;   // the open phase has no box: only void is left
    bool answers_locked; // its box needs the room's key, which a screen may still bring
    bool resumed;
    uint64_t control_dropped;
    uint64_t told_dropped; // cells, as health last said
    struct box_view view;  // of the committed box, as last shown
    char words[SIX_WORDS_BYTES];

    // Scratch of one step, one message, one envelope: too large for a thread's stack.
    struct facts facts;
    struct facts screen_facts; // of one screen found or lost
    struct fact fact;
    struct session next;
    struct record_event event;
    struct record_frame frame;
    uint8_t plain[RECORD_EVENT_BYTES_MAX];
    uint8_t payload[RESUME_PAYLOAD_BYTES];
    struct command own; // a command of the hub's own
    struct command begin;
    struct scene scene;
    struct envelope envelope;
    char welcome_group[NAME_BYTES];
    uint16_t starts_minute; // HUB_MINUTE_UNKNOWN
    uint8_t wire[ENVELOPE_OPEN_BYTES];
    struct control control;
    struct control reply;
    uint8_t message[CONTROL_BYTES_MAX];
};

// --- hub.c
uint64_t hub_now_ms(const struct hub *hub);
// A screen said hello.
void hub_joining(struct hub *hub);
enum refusal hub_step(struct hub *hub, const struct command *command);
bool hub_cells(struct hub *hub);

void hub_taking_follow(struct hub *hub);
void hub_view_follow(struct hub *hub);
struct cells_phase hub_cells_phase(const struct hub *hub, const struct session_phase *phase);
void hub_disk_failed(struct hub *hub, enum err err);

// --- hub_box.c
// The session has an open phase, and its box has not been opened since a stop.
bool hub_answers_missing(const struct hub *hub);
bool hub_wants_room_key(const struct hub *hub, enum privacy_class class);
enum err hub_box_take_up(struct hub *hub) MUST_USE;
// A screen brought what may be the room's key.
void hub_room_key(struct hub *hub, const uint8_t room_key[KEY32_BYTES]);
// On the tick: where nobody has brought it in time, the console says that the answers are lost.
void hub_room_key_overdue(struct hub *hub, uint64_t now_ms);

// --- hub_goals.c
uint64_t hub_goals_closing_ms(const struct hub *hub);
// What the rows refuse before the session is asked.
enum refusal hub_goals_refused(struct hub *hub, const struct command *command);
enum err hub_goals_prepare(struct hub *hub) MUST_USE;
void hub_goals_taking(struct hub *hub);
void hub_goals_follow(struct hub *hub);
enum err hub_goals_commit(struct hub *hub) MUST_USE;
void hub_goals_show(struct hub *hub);
const struct goals_gathered *hub_goals_gathered(struct hub *hub); // NULL while goals are closed
void hub_goals_take_up(struct hub *hub);
void hub_goals_welcome(struct hub *hub, const char *group);
enum err hub_goals_finish(struct hub *hub) MUST_USE;
void hub_goals_health(const struct hub *hub, struct hub_health *health);

// --- hub_record.c
// Whether a fact must be on the disk before it is shown.
bool hub_fact_synced_first(enum fact_kind kind);
// Opens segment 0 of a new session.
enum err hub_record_begin(struct hub *hub, const struct begin *begin) MUST_USE;
// A batch is what one command leaves in the record: all of it or nothing. _batch begins one, _add seals
// hub->event as its next frame, _commit keeps the state after it and all its frames in the resume
// image, then writes them.
enum err hub_record_batch(struct hub *hub) MUST_USE;
void hub_record_add(struct hub *hub, bool result, bool final);
void hub_record_add_checkpoint(struct hub *hub);
enum err hub_record_commit(struct hub *hub, const struct session *after, bool sync) MUST_USE;
enum err hub_record_deck(struct hub *hub) MUST_USE;
enum err hub_record_sync(struct hub *hub) MUST_USE;
// After the final frame: the record is closed, the resume image and the kept deck are erased.
enum err hub_record_finish(struct hub *hub) MUST_USE;
// Reads the resume image and takes up what it holds; *out_found false: there was nothing.
enum err hub_record_resume(struct hub *hub, bool *out_found, uint32_t *out_gap_minutes) MUST_USE;
void hub_digest(struct session *session, uint8_t out_digest[HASH_BYTES]);

// --- hub_net.c
bool hub_controls(struct hub *hub);
void hub_screens_follow(struct hub *hub);
void hub_rebuild_if_due(struct hub *hub);
