#pragma once
// Opening the review key's file on a thread of its own: Argon2id takes seconds and a gigabyte on
// purpose, and the window must not stall meanwhile. Rings the window's bell when it is done.
#include "seal/vault.h"
#include "ui/ui.h"

struct key_opening; // opaque
// passphrase: locked memory; it is taken, and wiped with the opening. ERR_MEMORY, ERR_IO (no thread).
enum err key_opening_start(const struct disk *disk, const char *path, char *take_passphrase,
                           struct ui *ui, struct key_opening **out_opening) MUST_USE;
bool key_opening_is_done(const struct key_opening *opening);
// Waits for the thread, gives its result, and destroys the opening. OK: *out_key is the caller's.
enum err key_opening_end(struct key_opening *opening, struct reviewer_key **out_key) MUST_USE;
