#include "room/staff_code.h"
#include "base/check.h"
#include "seal/vault.h"
#include <string.h>

static bool is_code(const char *code)
{
    size_t digits = strspn(code, "0123456789");
    return code[digits] == '\0' && digits >= STAFF_CODE_DIGITS_LEAST &&
           digits <= STAFF_CODE_DIGITS_MOST;
}

static enum err vault_path(const struct profile *profile, char out_path[ROOM_PATH_BYTES])
{
    check(profile->program == PROFILE_PARTICIPANT); // a console's vault is its passphrase's
    return profile_path(profile->keys, "unlock.salt", out_path);
}

enum err staff_code_set(const struct profile *profile, const char *code)
{
    if (!is_code(code))
        return ERR_RANGE;
    char path[ROOM_PATH_BYTES];
    enum err err = vault_path(profile, path);
    if (err != OK)
        return err;
    err = profile->disk->remove(profile->disk->self, path);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    struct unlock_key *key;
    err = vault_make(profile->disk, profile->keys, span_of_string(code),
                     profile->practice ? VAULT_PRACTICE : VAULT_UNLOCK, &key);
    if (err != OK)
        return err;
    unlock_key_destroy(key); // nothing is sealed under it
    return OK;
}

bool staff_code_is_set(const struct profile *profile)
{
    char path[ROOM_PATH_BYTES];
    int handle;
    const struct disk *disk = profile->disk;
    if (vault_path(profile, path) != OK || disk->open(disk->self, path, false, &handle) != OK)
        return false;
    disk->close(disk->self, handle);
    return true;
}

enum err staff_code_try(const struct profile *profile, const char *code)
{
    if (!is_code(code))
        return ERR_RANGE;
    check(profile->program == PROFILE_PARTICIPANT);
    struct unlock_key *key;
    enum err err = vault_unlock(profile->disk, profile->keys, span_of_string(code), &key);
    if (err == OK)
        unlock_key_destroy(key);
    return err;
}
