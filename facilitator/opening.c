#include "facilitator/opening.h"
#include "base/check.h"
#include "facilitator/paperwork.h"
#include "net/bell.h"
#include "room/thread_start.h"
#include "room/tries.h"
#include "room/wall.h"
#include "seal/random.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct opening {
    struct opening_request request;
    char *passphrase; // in locked memory
    struct bell *bell;
    pthread_t thread;
    bool running;
    bool taken;
};

void opened_close(struct opened *opened)
{
    hub_thread_stop(opened->hub);
    seal_secret_destroy(opened->keys);
    unlock_key_destroy(opened->key);
    *opened = (struct opened){0};
}

uint32_t unlock_wait_s(const struct profile *profile)
{
    struct tries tries = {0};
    uint64_t now_s = wall_seconds();
    // A file that cannot be read stops the try itself, which says so.
    enum err err = tries_load(profile->disk, profile->keys, now_s, &tries);
    return err == OK ? tries_wait_s(&tries, now_s) : 0;
}

// One passphrase, counted as wrong until it has been found right: a try that is cut short counts.
static enum err try_passphrase(const struct profile *profile, struct span passphrase,
                               struct unlock_key **out_key)
{
    struct tries before = {0};
    uint64_t now_s = wall_seconds();
    enum err err = tries_load(profile->disk, profile->keys, now_s, &before);
    if (err == OK && tries_wait_s(&before, now_s) > 0)
        err = ERR_WAIT;
    struct tries counted = {before.wrong < UINT32_MAX ? before.wrong + 1 : before.wrong, now_s};
    if (err == OK)
        err = tries_save(profile->disk, profile->keys, &counted);
    if (err != OK)
        return err;
    struct unlock_key *key = NULL;
    err = vault_unlock(profile->disk, profile->keys, passphrase, &key);
    if (err == ERR_SEAL)
        return err;
    // Right, or not tried at all: no vault yet, or no memory for it.
    struct tries after = err == OK || err == ERR_NOT_FOUND ? (struct tries){0} : before;
    enum err saved = tries_save(profile->disk, profile->keys, &after);
    if (err == OK && saved != OK) {
        unlock_key_destroy(key);
        return saved;
    }
    if (err == OK)
        *out_key = key;
    return err;
}

enum err unlock_now(const struct profile *profile, enum vault_cost cost, const char *passphrase,
                    struct opened *out_opened, const char **out_step)
{
    struct opened opened = {0};
    const struct disk *disk = profile->disk;
    struct span words = span_of_string(passphrase);
    *out_step = "opening the keys";
    enum err err = try_passphrase(profile, words, &opened.key);
    if (err == ERR_NOT_FOUND) {
        opened.first = true;
        *out_step = "setting the passphrase";
        err = vault_make(disk, profile->keys, words, cost, &opened.key);
    }
    if (err != OK)
        goto fail;
    *out_step = "reading the console's keys";
    opened.keys = seal_secret_create(sizeof *opened.keys);
    err = ERR_MEMORY;
    if (opened.keys == NULL)
        goto fail;
    err = host_keys_load(disk, profile->keys, opened.key, opened.keys);
    if (err == ERR_NOT_FOUND)
        err = host_keys_make(disk, profile->keys, opened.key, opened.keys);
    if (err != OK)
        goto fail;
    *out_opened = opened;
    return OK;
fail:
    opened_close(&opened);
    return err;
}

static void open_all(struct opening *opening, struct opening_result *result)
{
    struct opening_request *request = &opening->request;
    result->err = unlock_now(request->profile, request->cost, opening->passphrase, &result->opened,
                             &result->step);
    seal_wipe(opening->passphrase, PASSPHRASE_BYTES_MAX);
    if (result->err != OK)
        return;
    paperwork_clear(request->profile->disk, request->profile->sheets);
    struct hub_thread_config *hub = &request->hub;
    profile_hub_paths(request->profile, &hub->hub);
    hub->hub.unlock_key = result->opened.key;
    hub->hub.keys = result->opened.keys;
    result->err = hub_thread_start(hub, &result->opened.hub, &result->step);
    if (result->err != OK)
        opened_close(&result->opened);
}

static void *worker(void *argument)
{
    struct opening *opening = argument;
    struct opening_result result = {.step = ""};
    open_all(opening, &result);
    enum err err = bell_send(opening->bell, BELL_BACK, &result);
    check(err == OK); // its depth is one, and this is the one
    return NULL;
}

enum err opening_start(const struct opening_request *request, struct opening **out_opening)
{
    check(strlen(request->passphrase) < PASSPHRASE_BYTES_MAX);
    struct opening *opening = calloc(1, sizeof *opening);
    if (opening == NULL)
        return ERR_MEMORY;
    opening->request = *request;
    enum err err = ERR_MEMORY;
    opening->passphrase = seal_secret_create(PASSPHRASE_BYTES_MAX);
    if (opening->passphrase == NULL)
        goto fail;
    memcpy(opening->passphrase, request->passphrase, strlen(request->passphrase) + 1);
    struct bell_inbox front = {.message_bytes = sizeof(struct opening_result),
                               .depth = 1,
                               .ring = request->ring,
                               .self = request->ring_self};
    struct bell_inbox back = {.message_bytes = 1, .depth = 1};
    err = bell_create(&front, &back, &opening->bell);
    if (err != OK)
        goto fail;
    err = thread_start(&opening->thread, worker, opening);
    if (err != OK)
        goto fail;
    opening->running = true;
    *out_opening = opening;
    return OK;
fail:
    opening_destroy(opening);
    return err;
}

int opening_fd(const struct opening *opening)
{
    return bell_descriptor(opening->bell, BELL_FRONT);
}

bool opening_take(struct opening *opening, struct opening_result *out_result)
{
    if (opening->taken || !bell_take(opening->bell, BELL_FRONT, out_result))
        return false;
    pthread_join(opening->thread, NULL);
    opening->running = false;
    opening->taken = true;
    return true;
}

void opening_destroy(struct opening *opening)
{
    if (opening == NULL)
        return;
    if (opening->running) {
        struct opening_result result;
        pthread_join(opening->thread, NULL);
        if (bell_take(opening->bell, BELL_FRONT, &result))
            opened_close(&result.opened);
    }
    bell_destroy(opening->bell);
    seal_secret_destroy(opening->passphrase);
    free(opening);
}
