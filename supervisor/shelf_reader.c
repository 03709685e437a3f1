#include "supervisor/shelf_reader.h"
#include "base/check.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum desk {
    DESK_FREE,  // the window's
    DESK_ASKED, // the thread's
    DESK_READ,  // the window's
};

struct shelf_reader {
    pthread_t thread;
    sem_t asked;
    const struct disk *disk;
    const struct reviewer_key *key;
    struct ui *ui;
    // Whose the two below are; the side that has them hands them over by storing the next value.
    atomic_int desk;
    char path[SHELF_PATH_BYTES];
    struct shelf_row row;
    atomic_bool stop;
};

static void *read_rows(void *argument)
{
    struct shelf_reader *reader = argument;
    while (true) {
        while (sem_wait(&reader->asked) != 0)
            continue; // a signal came
        if (atomic_load(&reader->stop))
            return NULL;
        check(atomic_load(&reader->desk) == DESK_ASKED);
        shelf_read(reader->disk, reader->path, reader->key, &reader->row);
        atomic_store(&reader->desk, DESK_READ);
        ui_bell_ring(reader->ui);
    }
}

enum err shelf_reader_start(const struct disk *disk, const struct reviewer_key *key, struct ui *ui,
                            struct shelf_reader **out_reader)
{
    struct shelf_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return ERR_MEMORY;
    reader->disk = disk;
    reader->key = key;
    reader->ui = ui;
    if (sem_init(&reader->asked, 0, 0) != 0) {
        free(reader);
        return ERR_IO;
    }
    if (pthread_create(&reader->thread, NULL, read_rows, reader) != 0) {
        (void)sem_destroy(&reader->asked);
        free(reader);
        return ERR_IO;
    }
    *out_reader = reader;
    return OK;
}

void shelf_reader_stop(struct shelf_reader *reader)
{
    if (reader == NULL)
        return;
    atomic_store(&reader->stop, true);
    int posted = sem_post(&reader->asked);
    check(posted == 0);
    int joined = pthread_join(reader->thread, NULL);
    check(joined == 0);
    (void)sem_destroy(&reader->asked);
    free(reader);
}

bool shelf_reader_is_free(const struct shelf_reader *reader)
{
    return atomic_load(&reader->desk) == DESK_FREE;
}

void shelf_reader_ask(struct shelf_reader *reader, const char *path, const struct shelf_row *row)
{
    check(shelf_reader_is_free(reader));
    check(strlen(path) < sizeof reader->path);
    memcpy(reader->path, path, strlen(path) + 1);
    reader->row = *row;
    atomic_store(&reader->desk, DESK_ASKED);
    int posted = sem_post(&reader->asked);
    check(posted == 0);
}

bool shelf_reader_take(struct shelf_reader *reader, struct shelf_row *out_row)
{
    if (atomic_load(&reader->desk) != DESK_READ)
        return false;
    *out_row = reader->row;
    atomic_store(&reader->desk, DESK_FREE);
    return true;
}
