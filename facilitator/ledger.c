#include "facilitator/ledger.h"
#include "base/check.h"
#include "net/bell.h"
#include "room/thread_start.h"
#include "seal/random.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum job_kind {
    JOB_LOAD,
    JOB_SAVE
};

// The worker's from its start until its report.
struct job {
    enum job_kind kind;
    char group[NAME_BYTES];
    struct book *book; // in locked memory: a copy to save, or where to read to
};

struct report {
    enum err err;
    struct book_opened opened;
};

struct ledger {
    struct ledger_config config;
    struct bell *bell;
    pthread_t thread;
    bool running;
    struct job job;

    char wanted[NAME_BYTES]; // the chosen group; empty: none
    struct book *book;       // in locked memory
    bool is_open;            // .book is the wanted group's
    bool dirty;
    bool refused; // the last saving failed: tried again with the next change, and at the end
    enum err trouble;
    struct book_opened opened;
};

static void *worker(void *argument)
{
    struct ledger *ledger = argument;
    struct job *job = &ledger->job;
    struct report report = {0};
    if (job->kind == JOB_LOAD)
        report.err = book_load(&ledger->config.place, job->group, job->book, &report.opened);
    else
        report.err = book_save(&ledger->config.place, job->book);
    enum err err = bell_send(ledger->bell, BELL_BACK, &report);
    check(err == OK); // its depth is one, and there is one job at a time
    return NULL;
}

enum err ledger_create(const struct ledger_config *config, struct ledger **out_ledger)
{
    struct ledger *ledger = calloc(1, sizeof *ledger);
    if (ledger == NULL)
        return ERR_MEMORY;
    ledger->config = *config;
    enum err err = ERR_MEMORY;
    ledger->book = seal_secret_create(sizeof *ledger->book);
    ledger->job.book = seal_secret_create(sizeof *ledger->job.book);
    if (ledger->book == NULL || ledger->job.book == NULL)
        goto fail;
    struct bell_inbox front = {.message_bytes = sizeof(struct report),
                               .depth = 1,
                               .ring = config->ring,
                               .self = config->ring_self};
    struct bell_inbox back = {.message_bytes = 1, .depth = 1};
    err = bell_create(&front, &back, &ledger->bell);
    if (err != OK)
        goto fail;
    *out_ledger = ledger;
    return OK;
fail:
    ledger_destroy(ledger);
    return err;
}

static void start(struct ledger *ledger, enum job_kind kind)
{
    check(!ledger->running);
    struct job *job = &ledger->job;
    job->kind = kind;
    memset(job->group, 0, sizeof job->group);
    memcpy(job->group, ledger->wanted, strlen(ledger->wanted));
    if (kind == JOB_SAVE)
        *job->book = *ledger->book;
    enum err err = thread_start(&ledger->thread, worker, ledger);
    ledger->running = err == OK;
    if (err != OK)
        ledger->trouble = err; // tried again with the next change
    else if (kind == JOB_SAVE)
        ledger->dirty = false;
}

// What is to be done next: save what has changed, then read the book that is wanted.
static void next(struct ledger *ledger)
{
    if (ledger->running)
        return;
    if (ledger->dirty)
        start(ledger, JOB_SAVE);
    else if (!ledger->is_open && ledger->wanted[0] != '\0' && ledger->trouble == OK)
        start(ledger, JOB_LOAD);
}

static void take(struct ledger *ledger, const struct report *report)
{
    struct job *job = &ledger->job;
    pthread_join(ledger->thread, NULL);
    // It rings again only once it was found empty, and only then, for it rang after it had sent.
    struct report none;
    check(!bell_take(ledger->bell, BELL_FRONT, &none));
    ledger->running = false;
    bool wanted = strcmp(job->group, ledger->wanted) == 0;
    if (job->kind == JOB_SAVE) {
        if (wanted) {
            ledger->trouble = report->err;
            ledger->refused = report->err != OK;
        }
        return;
    }
    if (!wanted)
        return; // another has been chosen meanwhile
    ledger->trouble = report->err;
    ledger->opened = report->opened;
    ledger->is_open = report->err == OK;
    if (ledger->is_open)
        *ledger->book = *job->book;
}

bool ledger_pump(struct ledger *ledger)
{
    struct report report;
    bool changed = ledger->running && bell_take(ledger->bell, BELL_FRONT, &report);
    if (changed)
        take(ledger, &report);
    next(ledger);
    return changed;
}

static void wait_for_worker(struct ledger *ledger)
{
    struct report report;
    if (!ledger->running)
        return;
    pthread_join(ledger->thread, NULL);
    ledger->running = false;
    bool told = bell_take(ledger->bell, BELL_FRONT, &report);
    check(told);
}

void ledger_destroy(struct ledger *ledger)
{
    if (ledger == NULL)
        return;
    wait_for_worker(ledger);
    if (ledger->dirty || ledger->refused) {
        start(ledger, JOB_SAVE);
        wait_for_worker(ledger);
    }
    bell_destroy(ledger->bell);
    seal_secret_destroy(ledger->book);
    seal_secret_destroy(ledger->job.book);
    free(ledger);
}

void ledger_choose(struct ledger *ledger, const char *group)
{
    check(strlen(group) < sizeof ledger->wanted);
    if (strcmp(ledger->wanted, group) == 0)
        return;
    // What is not saved of the last one goes first: its bytes are copied before they are replaced.
    if (ledger->dirty || ledger->refused) {
        wait_for_worker(ledger);
        start(ledger, JOB_SAVE);
    }
    memset(ledger->wanted, 0, sizeof ledger->wanted);
    memcpy(ledger->wanted, group, strlen(group));
    ledger->is_open = false;
    ledger->dirty = ledger->refused = false;
    ledger->trouble = OK;
    ledger->opened = (struct book_opened){0};
    next(ledger);
}

int ledger_fd(const struct ledger *ledger)
{
    return bell_descriptor(ledger->bell, BELL_FRONT);
}

struct book *ledger_book(struct ledger *ledger)
{
    return ledger->is_open ? ledger->book : NULL;
}

void ledger_changed(struct ledger *ledger)
{
    check(ledger->is_open);
    ledger->dirty = true;
    next(ledger);
}

bool ledger_is_saved(const struct ledger *ledger)
{
    return !ledger->dirty && !ledger->refused && (!ledger->running || ledger->job.kind != JOB_SAVE);
}

enum err ledger_trouble(const struct ledger *ledger)
{
    return ledger->trouble;
}

const struct book_opened *ledger_opened(const struct ledger *ledger)
{
    return &ledger->opened;
}
