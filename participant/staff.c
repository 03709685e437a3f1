#include "participant/staff.h"
#include "base/check.h"
#include "net/bell.h"
#include "room/staff_code.h"
#include "room/thread_start.h"
#include "seal/random.h"
#include <pthread.h>
#include <string.h>

// In locked memory: it holds the digits. The worker reads profile and trial, and writes nothing but
// its bell.
struct staff {
    const struct profile *profile;
    struct bell *bell;
    pthread_t worker;
    bool working;
    struct staff_panel panel;
    char code[STAFF_CODE_BYTES];
    char trial[STAFF_CODE_BYTES];
    uint64_t held_until_ms; // 0: not held
    uint64_t quiet_at_ms;   // the panel goes then
    unsigned misses;        // since the program started
};

enum err staff_create(const struct profile *profile, bool (*ring)(void *self), void *self,
                      struct staff **out_staff)
{
    check(profile != NULL && ring != NULL);
    struct staff *staff = seal_secret_create(sizeof *staff);
    if (staff == NULL)
        return ERR_MEMORY;
    memset(staff, 0, sizeof *staff);
    staff->profile = profile;
    struct bell_inbox front = {
        .message_bytes = sizeof(enum err), .depth = 1, .ring = ring, .self = self};
    struct bell_inbox back = {.message_bytes = 1, .depth = 1};
    enum err err = bell_create(&front, &back, &staff->bell);
    if (err != OK) {
        seal_secret_destroy(staff);
        return err;
    }
    *out_staff = staff;
    return OK;
}

void staff_destroy(struct staff *staff)
{
    if (staff == NULL)
        return;
    if (staff->working)
        pthread_join(staff->worker, NULL);
    bell_destroy(staff->bell);
    seal_secret_destroy(staff);
}

const struct staff_panel *staff_panel(const struct staff *staff)
{
    return &staff->panel;
}

static void show_digits(struct staff *staff)
{
    staff->panel.digits = (unsigned)strlen(staff->code);
    staff->panel.ready = staff->panel.digits >= STAFF_CODE_DIGITS_LEAST;
}

static void forget_digits(struct staff *staff)
{
    seal_wipe(staff->code, sizeof staff->code);
    show_digits(staff);
}

static void open_panel(struct staff *staff, uint64_t now_ms)
{
    staff->panel.open = true;
    staff->quiet_at_ms = now_ms + STAFF_QUIET_MS;
    if (!staff_code_is_set(staff->profile))
        staff->panel.says = STAFF_HAS_NONE;
    else if (!staff->working)
        staff->panel.says = staff->panel.rest_until_ms > now_ms ? STAFF_RESTS : STAFF_ASKS;
}

void staff_close(struct staff *staff)
{
    forget_digits(staff);
    staff->panel.open = false;
}

void staff_hold(struct staff *staff, bool down, uint64_t now_ms)
{
    if (!down)
        staff->held_until_ms = 0;
    else if (staff->held_until_ms == 0 && !staff->panel.open)
        staff->held_until_ms = now_ms + STAFF_HOLD_MS;
}

// Whether the panel takes digits now; any touch of it is a sign of life.
static bool takes(struct staff *staff, uint64_t now_ms)
{
    check(staff->panel.open);
    staff->quiet_at_ms = now_ms + STAFF_QUIET_MS;
    return staff->panel.says == STAFF_ASKS || staff->panel.says == STAFF_WRONG;
}

void staff_digit(struct staff *staff, char digit, uint64_t now_ms)
{
    check(digit >= '0' && digit <= '9');
    if (!takes(staff, now_ms) || staff->panel.digits >= STAFF_CODE_DIGITS_MOST)
        return;
    staff->panel.says = STAFF_ASKS;
    staff->code[staff->panel.digits] = digit;
    show_digits(staff);
}

void staff_delete(struct staff *staff, uint64_t now_ms)
{
    if (!takes(staff, now_ms) || staff->panel.digits == 0)
        return;
    staff->code[staff->panel.digits - 1] = '\0';
    show_digits(staff);
}

static void *try_code(void *self)
{
    struct staff *staff = self;
    enum err found = staff_code_try(staff->profile, staff->trial);
    enum err err = bell_send(staff->bell, BELL_BACK, &found);
    check(err == OK); // its depth is one, and one trial runs at a time
    return NULL;
}

void staff_enter(struct staff *staff, uint64_t now_ms)
{
    if (!takes(staff, now_ms) || !staff->panel.ready || staff->working)
        return;
    memcpy(staff->trial, staff->code, sizeof staff->trial);
    forget_digits(staff);
    staff->working = thread_start(&staff->worker, try_code, staff) == OK;
    if (staff->working)
        staff->panel.says = STAFF_TRYING;
}

static void missed(struct staff *staff, uint64_t now_ms)
{
    staff->misses++;
    staff->panel.says = STAFF_WRONG;
    if (staff->misses % STAFF_TRIES != 0)
        return;
    uint64_t rest_ms = STAFF_REST_MS;
    for (unsigned i = STAFF_TRIES; i < staff->misses && rest_ms < STAFF_REST_MOST_MS;
         i += STAFF_TRIES)
        rest_ms *= 2;
    rest_ms = rest_ms < STAFF_REST_MOST_MS ? rest_ms : STAFF_REST_MOST_MS;
    staff->panel.rest_until_ms = now_ms + rest_ms;
    staff->panel.says = STAFF_RESTS;
}

// True: the code fits.
static bool take_trial(struct staff *staff, uint64_t now_ms)
{
    enum err found;
    if (!staff->working || !bell_take(staff->bell, BELL_FRONT, &found))
        return false;
    pthread_join(staff->worker, NULL);
    // It rings again only once it was found empty, and only then, for it rang after it had sent.
    enum err none;
    check(!bell_take(staff->bell, BELL_FRONT, &none));
    staff->working = false;
    seal_wipe(staff->trial, sizeof staff->trial);
    staff->quiet_at_ms = now_ms + STAFF_QUIET_MS;
    if (found == OK)
        return true;
    if (found == ERR_SEAL)
        missed(staff, now_ms);
    else // no memory for Argon2id just now, or the file is gone: it may be tried again
        staff->panel.says = found == ERR_NOT_FOUND ? STAFF_HAS_NONE : STAFF_WRONG;
    return false;
}

bool staff_pump(struct staff *staff, uint64_t now_ms)
{
    if (take_trial(staff, now_ms))
        return true;
    struct staff_panel *panel = &staff->panel;
    if (staff->held_until_ms != 0 && now_ms >= staff->held_until_ms) {
        staff->held_until_ms = 0;
        if (staff->profile->practice && !staff_code_is_set(staff->profile))
            return true;
        open_panel(staff, now_ms);
    }
    if (panel->says == STAFF_RESTS && now_ms >= panel->rest_until_ms)
        panel->says = STAFF_ASKS;
    if (panel->open && now_ms >= staff->quiet_at_ms)
        staff_close(staff);
    return false;
}

uint64_t staff_due_ms(const struct staff *staff)
{
    uint64_t due = UINT64_MAX;
    if (staff->held_until_ms != 0)
        due = staff->held_until_ms;
    if (staff->panel.open && staff->quiet_at_ms < due)
        due = staff->quiet_at_ms;
    return due;
}
