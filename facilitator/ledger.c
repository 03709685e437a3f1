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
    JOB_SAVE,
    JOB_SAVE_LEFT,
    JOB_ERRAND,
};

// The worker's from its start until its report.
struct job {
    enum job_kind kind;
    char group[NAME_BYTES];
    struct book *book;     // in locked memory: a copy to save, or where to read to
    struct errand *errand; // in locked memory
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

    // The book of the group before, until it is saved; the wanted one is read only after.
    struct book *left; // in locked memory
    enum left_state {
        LEFT_NONE,
        LEFT_WAITS,
        LEFT_SAVING,
        LEFT_REFUSED, // the saving failed: tried again with the next choice, and at the end
    } left_state;

    // In locked memory, the first the next to be done; .job.errand holds the one before until it is told.
    struct errand *errands;
    int errand_count;
    enum told_state {
        TOLD,   // nothing is done that has not been told
        UNTOLD, // .job.errand is done
    } told_state;
};

static void *worker(void *argument)
{
    struct ledger *ledger = argument;
    struct job *job = &ledger->job;
    struct report report = {0};
    const struct ledger_config *config = &ledger->config;
    if (job->kind == JOB_LOAD)
        report.err = book_load(&config->place, job->group, job->book, &report.opened);
    else if (job->kind == JOB_ERRAND)
        errand_run(&config->world, job->errand);
    else
        report.err = book_save(&config->place, job->book);
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
    ledger->left = seal_secret_create(sizeof *ledger->left);
    ledger->errands = seal_secret_create(LEDGER_ERRANDS_MAX * sizeof *ledger->errands);
    ledger->job.errand = seal_secret_create(sizeof *ledger->job.errand);
    if (ledger->book == NULL || ledger->job.book == NULL || ledger->left == NULL ||
        ledger->errands == NULL || ledger->job.errand == NULL)
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

static void started(struct ledger *ledger)
{
    if (ledger->job.kind == JOB_SAVE)
        ledger->dirty = false;
    else if (ledger->job.kind == JOB_SAVE_LEFT)
        ledger->left_state = LEFT_SAVING;
}

static void errand_done(struct ledger *ledger, enum err err)
{
    ledger->job.errand->err = err;
    ledger->told_state = UNTOLD;
}

// The first that waits becomes the job.
static void take_errand(struct ledger *ledger)
{
    check(ledger->errand_count > 0);
    *ledger->job.errand = ledger->errands[0];
    ledger->errand_count--;
    memmove(&ledger->errands[0], &ledger->errands[1],
            (size_t)ledger->errand_count * sizeof ledger->errands[0]);
    seal_wipe(&ledger->errands[ledger->errand_count], sizeof ledger->errands[0]);
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
    else if (kind == JOB_SAVE_LEFT)
        *job->book = *ledger->left;
    else if (kind == JOB_ERRAND)
        take_errand(ledger);
    enum err err = thread_start(&ledger->thread, worker, ledger);
    ledger->running = err == OK;
    if (err == OK)
        started(ledger);
    else if (kind == JOB_ERRAND)
        errand_done(ledger, err);
    else if (kind != JOB_SAVE_LEFT) // that one waits on
        ledger->trouble = err;      // tried again with the next change
}

// What is to be done next: save what has changed, the older first, then read the book that is wanted.
static void next(struct ledger *ledger)
{
    if (ledger->running)
        return;
    if (ledger->left_state == LEFT_WAITS)
        start(ledger, JOB_SAVE_LEFT);
    else if (ledger->errand_count > 0 && ledger->told_state == TOLD)
        start(ledger, JOB_ERRAND);
    else if (ledger->dirty)
        start(ledger, JOB_SAVE);
    else if (!ledger->is_open && ledger->wanted[0] != '\0' && ledger->trouble == OK)
        start(ledger, JOB_LOAD);
}

static void take(struct ledger *ledger, const struct report *report)
{
    struct job *job = &ledger->job;
    // It rings again only once it was found empty, and only then, for it rang after it had sent.
    struct report none;
    check(!bell_take(ledger->bell, BELL_FRONT, &none));
    ledger->running = false;
    bool wanted = strcmp(job->group, ledger->wanted) == 0;
    if (job->kind == JOB_SAVE_LEFT) {
        if (ledger->left_state == LEFT_SAVING) // else it has been chosen again, or changed again
            ledger->left_state = report->err == OK ? LEFT_NONE : LEFT_REFUSED;
        return;
    }
    if (job->kind == JOB_ERRAND) {
        errand_done(ledger, job->errand->err);
        return;
    }
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
    if (changed) {
        pthread_join(ledger->thread, NULL);
        take(ledger, &report);
    }
    next(ledger);
    return changed;
}

static void wait_for_worker(struct ledger *ledger)
{
    struct report report;
    if (!ledger->running)
        return;
    pthread_join(ledger->thread, NULL);
    bool told = bell_take(ledger->bell, BELL_FRONT, &report);
    check(told);
    take(ledger, &report);
}

static void finish(struct ledger *ledger, enum job_kind kind)
{
    start(ledger, kind);
    wait_for_worker(ledger);
}

void ledger_destroy(struct ledger *ledger)
{
    if (ledger == NULL)
        return;
    wait_for_worker(ledger);
    if (ledger->left_state != LEFT_NONE)
        finish(ledger, JOB_SAVE_LEFT);
    while (ledger->errand_count > 0)
        finish(ledger, JOB_ERRAND);
    if (ledger->dirty || ledger->refused)
        finish(ledger, JOB_SAVE);
    bell_destroy(ledger->bell);
    seal_secret_destroy(ledger->book);
    seal_secret_destroy(ledger->left);
    seal_secret_destroy(ledger->job.book);
    seal_secret_destroy(ledger->errands);
    seal_secret_destroy(ledger->job.errand);
    free(ledger);
}

// Puts the open book aside where it is not saved. True if the wanted one is that which was put aside
// before: then it is the open one again.
static bool leave_book(struct ledger *ledger, const char *group)
{
    bool changed = ledger->dirty || ledger->refused;
    bool back = ledger->left_state != LEFT_NONE && strcmp(ledger->left->group, group) == 0;
    if (changed && !back && ledger->left_state != LEFT_NONE) {
        // Two are not saved, so a disk refused the older one before: its last chance, and the only time
        // that the window waits.
        wait_for_worker(ledger);
        finish(ledger, JOB_SAVE_LEFT);
    }
    if (changed || back) {
        struct book *book = ledger->book;
        ledger->book = ledger->left;
        ledger->left = book;
        ledger->left_state = changed ? LEFT_WAITS : LEFT_NONE;
    } else if (ledger->left_state == LEFT_REFUSED) {
        ledger->left_state = LEFT_WAITS;
    }
    return back;
}

void ledger_choose(struct ledger *ledger, const char *group)
{
    check(strlen(group) < sizeof ledger->wanted);
    if (strcmp(ledger->wanted, group) == 0)
        return;
    bool back = leave_book(ledger, group);
    memset(ledger->wanted, 0, sizeof ledger->wanted);
    memcpy(ledger->wanted, group, strlen(group));
    ledger->is_open = ledger->dirty = back; // it was not read anew, nor is it known to be saved
    ledger->refused = false;
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
    return !ledger->dirty && !ledger->refused && ledger->left_state == LEFT_NONE &&
           (!ledger->running || ledger->job.kind != JOB_SAVE);
}

enum err ledger_trouble(const struct ledger *ledger)
{
    return ledger->trouble;
}

const struct book_opened *ledger_opened(const struct ledger *ledger)
{
    return &ledger->opened;
}

bool ledger_ask(struct ledger *ledger, const struct errand *errand)
{
    if (ledger->errand_count == LEDGER_ERRANDS_MAX)
        return false;
    ledger->errands[ledger->errand_count++] = *errand;
    next(ledger);
    return true;
}

bool ledger_done(struct ledger *ledger, struct errand *out_errand)
{
    if (ledger->told_state != UNTOLD)
        return false;
    *out_errand = *ledger->job.errand;
    seal_wipe(ledger->job.errand, sizeof *ledger->job.errand);
    ledger->told_state = TOLD;
    next(ledger);
    return true;
}
