#include "participant/goal_work.h"

#include "base/check.h"
#include "net/bell.h"
#include "room/thread_start.h"
#include "seal/random.h"
#include <pthread.h>
#include <string.h>

struct result {
    enum err err;
    struct goal_card_key key;
};

// In locked memory. While a worker runs, job is its own; it writes nothing but the bell.
struct goal_work {
    struct bell *bell;
    pthread_t worker;
    bool working;
    bool dropped;
    struct {
        uint8_t pictures[CARD_PICTURES];
        uint8_t salt[GOAL_SALT_BYTES];
        enum goal_card_cost cost;
    } job;
    struct result result;
};

enum err goal_work_create(bool (*ring)(void *self), void *self, struct goal_work **out_work)
{
    struct goal_work *work = seal_secret_create(sizeof *work);
    if (work == NULL)
        return ERR_MEMORY;
    memset(work, 0, sizeof *work);
    struct bell_inbox front = {
        .message_bytes = sizeof(struct result), .depth = 1, .ring = ring, .self = self};
    struct bell_inbox back = {.message_bytes = 1, .depth = 1};
    enum err err = bell_create(&front, &back, &work->bell);
    if (err != OK) {
        seal_secret_destroy(work);
        return err;
    }
    *out_work = work;
    return OK;
}

void goal_work_destroy(struct goal_work *work)
{
    if (work == NULL)
        return;
    if (work->working)
        pthread_join(work->worker, NULL);
    bell_destroy(work->bell);
    seal_secret_destroy(work);
}

static void *make(void *context)
{
    struct goal_work *work = context;
    struct result result = {.err = OK};
    struct span pictures = {work->job.pictures, sizeof work->job.pictures};
    result.err = goal_card_make(pictures, work->job.salt, work->job.cost, &result.key);
    // There is one worker and room for one result.
    enum err err = bell_send(work->bell, BELL_BACK, &result);
    check(err == OK);
    seal_wipe(&result, sizeof result);
    return NULL;
}

bool goal_work_start(struct goal_work *work, const uint8_t pictures[CARD_PICTURES],
                     const uint8_t salt[GOAL_SALT_BYTES], enum goal_card_cost cost)
{
    if (work->working)
        return false;
    memcpy(work->job.pictures, pictures, sizeof work->job.pictures);
    memcpy(work->job.salt, salt, sizeof work->job.salt);
    work->job.cost = cost;
    work->dropped = false;
    work->working = thread_start(&work->worker, make, work) == OK;
    return work->working;
}

void goal_work_drop(struct goal_work *work)
{
    work->dropped = true;
}

bool goal_work_take(struct goal_work *work, enum err *out_err, struct goal_card_key *out_key)
{
    if (!work->working || !bell_take(work->bell, BELL_FRONT, &work->result))
        return false;
    pthread_join(work->worker, NULL);
    // It rings again only once it was found empty, and only then, for it rang after it had sent.
    struct result none;
    check(!bell_take(work->bell, BELL_FRONT, &none));
    work->working = false;
    seal_wipe(&work->job, sizeof work->job);
    *out_err = work->dropped ? ERR_NOT_FOUND : work->result.err;
    if (*out_err == OK)
        *out_key = work->result.key;
    seal_wipe(&work->result, sizeof work->result);
    return true;
}

int goal_work_fd(const struct goal_work *work)
{
    return bell_descriptor(work->bell, BELL_FRONT);
}
