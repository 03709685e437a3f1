#pragma once
// Unlocking the console: Argon2id, the console's own keys and the start of the hub take up to a few
// seconds, so they run on a short-lived worker and the window never waits. The worker is given the
// passphrase in locked memory, reports once, and is joined.
#include "room/hub_thread.h"
#include "room/profile.h"

struct opening_request {
    const struct profile *profile; // lent until the opening has finished
    enum vault_cost cost;          // of a vault that is made now
    const char *passphrase;        // lent during opening_start only
    struct hub_thread_config hub;  // keys, key and profile paths are filled in by the worker
    bool (*ring)(void *self);      // see net/bell.h; NULL: poll opening_fd
    void *ring_self;
};

// What an open console owns. Destroy in reverse: hub, keys, key.
struct opened {
    struct unlock_key *key;
    struct host_keys *keys; // in locked memory
    struct hub_thread *hub;
    bool first; // the passphrase was set just now
};

struct opening_result {
    enum err err;     // ERR_SEAL: the passphrase does not fit; ERR_WAIT: it was not tried
    const char *step; // what failed, in words; lent for ever
    struct opened opened;
};

struct opening;
enum err opening_start(const struct opening_request *request,
                       struct opening **out_opening) MUST_USE;
int opening_fd(const struct opening *opening);
// True once, when the worker has finished; joins it.
bool opening_take(struct opening *opening, struct opening_result *out_result);
// Waits for the worker if it still runs, and closes what it opened if nobody took it. NULL is fine.
void opening_destroy(struct opening *opening);
void opened_close(struct opened *opened);

// Unlocks without a worker and without a hub: for commands that do one thing and leave. ERR_WAIT: not
// tried, see unlock_wait_s.
enum err unlock_now(const struct profile *profile, enum vault_cost cost, const char *passphrase,
                    struct opened *out_opened, const char **out_step) MUST_USE;
// How long until the next passphrase may be tried, after wrong ones in a row; 0: now.
uint32_t unlock_wait_s(const struct profile *profile);
