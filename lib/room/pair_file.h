#pragma once
// Pairing by a file that is carried from the console to a terminal, as on a stick: who the console
// is, where it listens, which screen this will be, and a key pair that opens the door for one day and
// for one purpose: to enrol the terminal's own key. Text, "name = value" lines, mode 0600, wiped by
// both sides (overwritten, synced, removed). App's thread.
#include "room/profile.h"

struct pair_file {
    bool practice;
    uint16_t screen; // 1 to TERMINALS_MAX
    char address[64];
    uint16_t port;
    uint8_t host_key[KEY32_BYTES];
    uint8_t host_sign_key[KEY32_BYTES];
    uint8_t key_public[KEY32_BYTES], key_secret[KEY32_BYTES]; // the one-day pair
    uint32_t expires_day; // the last local day on which it is good
};

enum {
    PAIR_FILE_BYTES_MAX = 2048,
    PAIR_FILE_DAYS = 1
};

// Makes a new one-day key pair for a screen of this console. Secret: pair_file_wipe_memory it.
void pair_file_make(const struct host_keys *keys, const char *address, uint16_t port,
                    uint16_t screen, bool practice, uint32_t today, struct pair_file *out_file);
// The entry that the console's allow-list needs for it.
struct paired_terminal pair_file_terminal(const struct pair_file *file);
// ERR_EXISTS: there is such a file already (it is not overwritten).
enum err pair_file_write(const struct disk *disk, const char *path,
                         const struct pair_file *file) MUST_USE;
// ERR_NOT_FOUND, ERR_MALFORMED, ERR_VERSION, ERR_RANGE.
enum err pair_file_read(const struct disk *disk, const char *path,
                        struct pair_file *out_file) MUST_USE;
// Overwrites with zeros, syncs, removes. OK if it is not there.
enum err pair_file_wipe(const struct disk *disk, const char *path) MUST_USE;

// The terminal's whole part, blocking up to limit_ms: reads the file, refuses one of the other profile
// (ERR_PROFILE) or a day that has passed (ERR_KEY), connects with the one-day key, makes and keeps its
// own key, enrols it, connects with it, stores the pin and wipes the file. ERR_NET: the console was
// not there in time; run it again, nothing is lost. Can be repeated after a crash at any place.
enum err pair_join(const struct profile *profile, const char *path, uint32_t today,
                   uint32_t limit_ms, struct terminal_keys *out_keys) MUST_USE;
