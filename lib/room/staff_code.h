#pragma once
// The staff code of a terminal: six to twelve digits that staff type to end the program, where no key
// and no button of a person's leads out of it (design system 10). Kept in keys/unlock.salt as
// Argon2id's check value (seal/vault.h), never as it is. Whoever copies that file can try all codes of
// six digits in a day or two; it guards the way out and no data, for a terminal keeps none.
#include "room/profile.h"

enum {
    STAFF_CODE_DIGITS_LEAST = 6,
    STAFF_CODE_DIGITS_MOST = 12,
    STAFF_CODE_BYTES = STAFF_CODE_DIGITS_MOST + 1,
};

// Sets it, in the place of an older one. ERR_RANGE: not six to twelve digits. ERR_MEMORY, or the
// disk's errors: then the terminal has none, and says so.
enum err staff_code_set(const struct profile *profile, const char *code) MUST_USE;
bool staff_code_is_set(const struct profile *profile);
// Takes up to a second (practice: none), so it belongs on a worker. ERR_SEAL: another code;
// ERR_RANGE: no code at all; ERR_NOT_FOUND: none is set.
enum err staff_code_try(const struct profile *profile, const char *code) MUST_USE;
