#pragma once
// What crosses the network, as plain structs: the envelope (hub to all), the cell's body (terminal
// to hub) and control messages (both ways). docs/PROTOCOL.md is the contract, proto/ its schema.
// Every decode: size, pre-scan of depth (4) and fields, unpack in a capped arena on the stack,
// enum and range checks, UTF-8, then canonical (re-encoding gives the same bytes). Nothing here
// allocates from the heap. Sealing and padding to the constant size is part of these functions for
// the envelope; a cell is sealed in seal/cell.h.
#include "base/err.h"
#include "base/span.h"
#include "wire/scene.h"

enum {
    PROTOCOL_VERSION = 1
};

struct record_head {
    uint32_t segment;
    uint64_t frame;
    uint8_t hash[HASH_BYTES];
};

// PUB. ENVELOPE_OPEN_BYTES while a phase is open or lines are shown, else ENVELOPE_IDLE_BYTES: u16 LE
// size of the protobuf, the protobuf, zeros up to ENVELOPE_IDLE_BYTES; then 64 ids of 16 bytes in
// strictly ascending order, the saved ones filled up with random ones (zeros unless open), and
// LINES_AREA_BYTES: lines as u16 LE size, imr.v1.Lines, zeros while they are shown; a sealed goal reply
// or noise while goals are open; else zeros.
// Both sides hold: open if and only if phase_id and phase_key are not zero; never open while lines are
// shown; scene.release.lines are there if and only if its kind is RELEASE_LINES.
struct envelope {
    uint8_t session_id[16]; // zero before a session begins
    uint64_t tick;          // counts ticks, never answers
    uint64_t now_ms;        // session time when sent
    uint16_t speed;         // practice: clocks run this many times faster; else 1
    uint32_t phase_id;      // counts open phases from 1; 0 when none is open
    uint8_t
        phase_key[KEY32_BYTES]; // X25519 public key that opens cells of this phase; zero if none
    struct record_head head;
    struct scene scene; // AUDIENCE_TERMINAL
    // For the welcome screen, from what the console has chosen: only while the scene is waiting.
    char welcome_group[NAME_BYTES]; // may be empty
    bool starts_known;
    uint16_t starts_minute; // of the local day; 0 unless known
    // For a box whose keys need the room's key: what every terminal is to keep in memory for the hub;
    // zeros: nothing, and what is kept is wiped, unless the hub, which has stopped, wants it back.
    uint8_t room_key[KEY32_BYTES];
    bool room_key_wanted;                         // never while it gives one
    bool open;                                    // an open envelope: ids follow
    uint8_t ids[PEOPLE_MAX][SUBMISSION_ID_BYTES]; // on the wire receipts (room/receipt.h)
    // While goals are open on the screens: the group's salt and the week for sheets, and one sealed reply
    // to whoever has asked for a row, or noise that looks like one.
    uint8_t goal_salt[GOAL_SALT_BYTES];
    uint32_t goal_week;
    uint8_t goal_reply[GOAL_REPLY_BYTES];
};
// Whether an envelope is of a goal phase: open, with goals on the screens.
bool envelope_has_goals(const struct envelope *envelope);

size_t envelope_encode(const struct envelope *envelope, uint8_t buffer[ENVELOPE_OPEN_BYTES]);
enum err envelope_decode(struct span bytes, struct envelope *out_envelope) MUST_USE;
// Whether an id is among the saved ones.
bool envelope_has(const struct envelope *envelope, const uint8_t id[SUBMISSION_ID_BYTES]);

// PUSH. The plaintext of a cell, always CELL_BODY_BYTES: u16 LE size of the protobuf, the protobuf,
// zeros. A dummy is all zeros: what else stands in its struct is not encoded.
enum cell_kind {
    CELL_DUMMY = 0,
    CELL_ANSWER = 1
};
struct cell_body {
    enum cell_kind kind;
    uint32_t phase_id;
    uint8_t id[SUBMISSION_ID_BYTES]; // random, one per answer
    uint8_t choice; // bit i: option i chosen; 0 with .pass; single, faces, five steps: one bit
    bool pass;      // prefer not to say
    char text[OWN_WORDS_BYTES]; // own words, else empty; exactly one of the three is set
};
void cell_body_encode(const struct cell_body *body, uint8_t buffer[CELL_BODY_BYTES]);
enum err cell_body_decode(const uint8_t bytes[CELL_BODY_BYTES],
                          struct cell_body *out_body) MUST_USE;

// DEALER and ROUTER.
enum control_kind {
    CONTROL_HELLO = 1,  // terminal to hub: version, its screen number, practice or real
    CONTROL_WELCOME,    // hub to terminal: version, accepted screen number, practice or real
    CONTROL_HEALTH,     // terminal to hub, on the tick: deck held, table's language(s), power
    CONTROL_DECK_GET,   // terminal to hub: hash, chunk number
    CONTROL_DECK_CHUNK, // hub to terminal: hash, chunk number, chunk count, total bytes, bytes
    CONTROL_ENROL,      // terminal to hub: the public half of its own new key (pairing by file)
    CONTROL_ENROLLED, // hub to terminal: the new key is on the list; the sockets are being rebuilt
    CONTROL_REFUSED,  // hub to terminal: .reason, and the hub's version
    CONTROL_ROOM_KEY, // terminal to hub that wants it: the room's key that it was given
};
enum control_reason {
    REASON_NONE,
    REASON_VERSION,
    REASON_PROFILE,
    REASON_UNPAIRED
};
struct control {
    enum control_kind kind;
    uint16_t version;
    uint16_t screen;
    bool practice;
    enum control_reason reason;
    uint8_t hash[HASH_BYTES]; // deck
    bool deck_whole;          // health: the deck of the scene is held
    enum language language;   // health: the table's first language
    bool two_languages;
    enum language language2;
    uint8_t power; // health: percent of battery, 255 on mains or unknown
    uint32_t chunk;
    uint32_t chunk_count;
    uint32_t total_bytes;
    uint8_t key[KEY32_BYTES]; // enrol: public; the room's key
    uint16_t chunk_bytes;
    uint8_t bytes[DECK_CHUNK_BYTES];
};
size_t control_encode(const struct control *control, uint8_t buffer[CONTROL_BYTES_MAX]);
enum err control_decode(struct span bytes, struct control *out_control) MUST_USE;

// What one frame of the record holds: imr.v1.RecordEvent. Facts carry the digest of the state they
// were decided against; the deck is written once per session in chunks; a checkpoint is a signed
// head of the frames before it.
enum record_event_kind {
    RECORD_FACT = 1,
    RECORD_DECK_CHUNK,
    RECORD_CHECKPOINT,
    RECORD_CONTINUED
};
struct record_event {
    enum record_event_kind kind;
    // RECORD_FACT
    uint8_t digest_before[HASH_BYTES]; // BLAKE2b-256 of session_encode
    uint16_t fact_bytes;
    uint8_t fact[FACT_BYTES_MAX]; // as fact_encode wrote it
    // RECORD_DECK_CHUNK
    uint8_t deck_hash[HASH_BYTES];
    uint32_t chunk, chunk_count, total_bytes;
    uint16_t chunk_bytes;
    uint8_t bytes[DECK_CHUNK_BYTES];
    // RECORD_CHECKPOINT: Ed25519 by the header's key over head_signed_bytes (seal/record.h)
    struct record_head head;
    uint8_t signature[64];
    // RECORD_CONTINUED, first frame of a later segment: the whole state so far, so that each
    // segment can be shown alone.
    uint16_t state_bytes;
    uint8_t state[STATE_BYTES_MAX];
};
enum {
    RECORD_EVENT_BYTES_MAX = FRAME_BYTES_MAX - 17 - 1
};
size_t record_event_encode(const struct record_event *event,
                           uint8_t buffer[RECORD_EVENT_BYTES_MAX]);
enum err record_event_decode(struct span bytes, struct record_event *out_event) MUST_USE;
