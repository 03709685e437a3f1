#pragma once
// The reviewer's key as the program's options name it: file, and passphrase from a file, standard
// input or, for a practice key, the known one. Complains on standard error by itself.
#include "seal/vault.h"
#include "supervisor/command.h"

#define PRACTICE_PASSPHRASE "practice"

// Reads one line into locked memory; destroy it with seal_secret_destroy. NULL after complaining.
char *passphrase_read(const struct supervisor_options *options, const char *default_passphrase);
// NULL after complaining.
struct reviewer_key *review_key_of(const struct supervisor_options *options);
// Whether the public half beside the key's file says that it is a practice key.
bool review_key_is_practice(const char *key_path);
