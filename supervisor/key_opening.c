#include "supervisor/key_opening.h"
#include "base/check.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct key_opening {
    pthread_t thread;
    const struct disk *disk;
    const char *path;
    char *passphrase;
    struct ui *ui;
    struct reviewer_key *key;
    enum err err;
    atomic_bool done;
};

static void *open_key(void *argument)
{
    struct key_opening *opening = argument;
    opening->err = reviewer_key_load(opening->disk, opening->path,
                                     span_of_string(opening->passphrase), &opening->key);
    atomic_store(&opening->done, true);
    ui_bell_ring(opening->ui);
    return NULL;
}

enum err key_opening_start(const struct disk *disk, const char *path, char *take_passphrase,
                           struct ui *ui, struct key_opening **out_opening)
{
    struct key_opening *opening = calloc(1, sizeof *opening);
    enum err err = opening == NULL ? ERR_MEMORY : OK;
    if (err == OK) {
        opening->disk = disk;
        opening->path = path;
        opening->passphrase = take_passphrase;
        opening->ui = ui;
        err = pthread_create(&opening->thread, NULL, open_key, opening) == 0 ? OK : ERR_IO;
    }
    if (err != OK) {
        seal_secret_destroy(take_passphrase);
        free(opening);
        return err;
    }
    *out_opening = opening;
    return OK;
}

bool key_opening_is_done(const struct key_opening *opening)
{
    return atomic_load(&opening->done);
}

enum err key_opening_end(struct key_opening *opening, struct reviewer_key **out_key)
{
    check(opening != NULL);
    int joined = pthread_join(opening->thread, NULL);
    check(joined == 0);
    enum err err = opening->err;
    if (err == OK)
        *out_key = opening->key;
    seal_secret_destroy(opening->passphrase);
    free(opening);
    return err;
}
