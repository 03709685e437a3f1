#pragma once
// The data folder of one program: $XDG_DATA_HOME/imr-room (or ~/.local/share/imr-room; with
// "-practice" added for practice), or whatever --data names. Its file `profile` says "practice" or
// "real" and a folder never changes sides. Holds keys/, live/, sessions/, groups/, decks/ and sheets/, mode
// 0700. The lock keeps two consoles, or two terminals, off one folder. App's thread.
#include "room/hub.h"
#include "room/reviewers.h"

enum profile_program {
    PROFILE_FACILITATOR,
    PROFILE_PARTICIPANT,
    PROFILE_SUPERVISOR
};

struct profile {
    const struct disk *disk;
    enum profile_program program;
    bool practice;
    int lock; // a descriptor; -1 when closed
    char root[ROOM_PATH_BYTES];
    char keys[ROOM_PATH_BYTES];
    char live[ROOM_PATH_BYTES];
    char sessions[ROOM_PATH_BYTES];
    char groups[ROOM_PATH_BYTES];
    char decks[ROOM_PATH_BYTES];
    char sheets[ROOM_PATH_BYTES]; // what no printer took, until the console opens next
};

// The default folder. ERR_NOT_FOUND: neither XDG_DATA_HOME nor HOME is set.
enum err profile_folder_default(bool practice, char out_path[ROOM_PATH_BYTES]) MUST_USE;
// What a folder is: ERR_NOT_FOUND if it has no marker yet.
enum err profile_kind_of(const struct disk *disk, const char *root, bool *out_practice) MUST_USE;
// Opens the folder and makes it if need be. ERR_PROFILE: it is of the other kind; ERR_BUSY: another
// console (or terminal) runs on it; ERR_READ_ONLY: it cannot be written; ERR_TOO_LONG: the path.
enum err profile_open(const struct disk *disk, const char *root, enum profile_program program,
                      bool practice, struct profile *out_profile) MUST_USE;
void profile_close(struct profile *profile); // fine on a closed or zeroed one
// Joins a folder and a name. ERR_TOO_LONG.
enum err profile_path(const char *folder, const char *name,
                      char out_path[ROOM_PATH_BYTES]) MUST_USE;
// Fills in the folders and path of a hub's configuration.
void profile_hub_paths(const struct profile *profile, struct hub_config *config);

// Facilitator: keys/terminals.allow, one line a terminal: "screen <n> <64 hex> [until <day>]".
// Pairing keys past their day are left out. ERR_MALFORMED names no line: the file is ours.
enum err terminals_load(const struct disk *disk, const char *path, uint32_t today,
                        struct paired_terminal *out_terminals, size_t *out_count) MUST_USE;
enum err terminals_save(const struct disk *disk, const char *path,
                        const struct paired_terminal *terminals, size_t count) MUST_USE;
enum err profile_terminals(const struct profile *profile, uint32_t today,
                           struct paired_terminal out_terminals[TERMINALS_MAX],
                           size_t *out_count) MUST_USE;
// Facilitator: where the list of reviewers is (room/reviewers.h), and to whom a record of today is
// sealed. ERR_NOT_FOUND: nobody yet; ERR_PROFILE: a practice key in a real profile or the reverse.
enum err profile_reviewers_path(const struct profile *profile,
                                char out_path[ROOM_PATH_BYTES]) MUST_USE;
enum err profile_recipients(const struct profile *profile,
                            struct recipient out_recipients[RECIPIENTS_MAX],
                            uint8_t *out_count) MUST_USE;

// Participant: keys/term.key and keys/host.pin, as one value. ERR_NOT_FOUND: not paired yet.
struct terminal_keys {
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES]; // the terminal's own
    uint8_t host_key[KEY32_BYTES];                            // pinned: CURVE
    uint8_t host_sign_key[KEY32_BYTES];                       // pinned: signatures of heads
    char address[64];
    uint16_t port;
    uint16_t screen;
};
enum err profile_terminal_keys(const struct profile *profile,
                               struct terminal_keys *out_keys) MUST_USE;
enum err profile_terminal_keys_save(const struct profile *profile,
                                    const struct terminal_keys *keys) MUST_USE;
