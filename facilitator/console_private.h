#pragma once
// Private to the console: what its files share.
#include "facilitator/console.h"
#include "net/address.h"
#include "room/settings.h"

enum {
    ANSWERS_KEPT = 64,
    PAIR_FILES_KEPT = 32
};

struct pair_written {
    uint16_t screen; // 0: empty
    char path[ROOM_PATH_BYTES];
};

struct answer {
    uint32_t serial; // 0: empty
    enum refusal refusal;
    enum err err;
};

struct console {
    struct console_config config;
    struct profile profile;
    struct library *library;
    struct recipient recipients[RECIPIENTS_MAX];
    uint8_t recipient_count;
    struct settings settings;
    struct net_address address;
    enum console_state state;
    struct opening *opening;
    struct opened opened;
    struct ledger *ledger; // while open; it lends .opened.key
    struct paperwork *paperwork;
    struct goal_board *board; // in locked memory: lines that people share
    bool has_board;
    struct measure_count told[MEASURE_LAST + 1]; // asked of the hub for this session
    uint8_t told_session[16];
    struct console_problem trouble;
    bool passphrase_wrong;
    uint64_t unlock_at_ms; // monotonic; no passphrase is tried before
    char unlock_next[64];  // of .trouble, where it has a number in it
    bool is_new;

    struct hub_event event; // being taken
    struct answer answers[ANSWERS_KEPT];
    enum refusal refusal; // the newest
    uint32_t refusals;    // since the start
    uint64_t refused_at_ms;
    struct scene scene;
    struct scene room_scene;
    struct hub_health health;
    bool has_scene, has_room_scene, has_health;
    uint64_t scene_session_ms; // session time of the newest scene, and when that was
    uint64_t scene_came_ms;
    struct deck *deck;
    uint8_t deck_hash[HASH_BYTES];
    struct pair_written pair_written[PAIR_FILES_KEPT]; // to be wiped; the oldest is forgotten
    size_t pair_written_next;
    struct console_pairing pairing;
    struct console_change change; // not told yet
    struct console_keys keys;
};

// Makes the ledger of a console that has just been opened.
enum err console_open_ledger(struct console *console, const struct opened *opened) MUST_USE;
// Takes what errands brought (errand.h); true if there was any.
bool console_take_errands(struct console *console);
void console_wipe_pair_files(struct console *console, uint16_t screen); // that has its own key now
// The group that runs is the one whose book is open; what its scene tells is written there.
void console_keep_book(struct console *console);
