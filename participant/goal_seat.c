#include "participant/goal_seat.h"

#include "base/check.h"
#include "participant/goal_lines.h"
#include "participant/goal_work.h"
#include "room/wall.h"
#include "seal/random.h"
#include <string.h>

// All of it in locked memory: whatever of a person passes through here stays here.
struct goal_seat {
    struct link_thread *link;
    struct goal_work *work;
    const struct strings *strings;
    bool practice;
    struct goal_turn turn;
    struct goal_effect effect;
    // Of the person.
    struct goal_card_key key;
    bool keyed;
    uint8_t share[KEY32_BYTES];
    struct goal_request request;
    bool owe_forget, owe_request; // the link's queue was full
    enum goal_want works_for;     // the worker is at it; WANT_NOTHING: it is not
    bool start_again;             // and will have to begin anew
    // Of the phase.
    uint8_t salt[GOAL_SALT_BYTES];
    uint32_t week;
    // Scratch.
    uint8_t plain[GOAL_PLAIN_BYTES];
    struct goal_sheet sheet;
};

enum err goal_seat_create(const struct goal_seat_config *config, struct link_thread *link,
                          struct goal_seat **out_seat)
{
    struct goal_seat *seat = seal_secret_create(sizeof *seat);
    if (seat == NULL)
        return ERR_MEMORY;
    memset(seat, 0, sizeof *seat);
    seat->link = link;
    seat->strings = config->strings;
    seat->practice = config->practice;
    goal_turn_init(&seat->turn, 0);
    enum err err = goal_work_create(config->ring, config->ring_self, &seat->work);
    if (err != OK) {
        seal_secret_destroy(seat);
        return err;
    }
    *out_seat = seat;
    return OK;
}

void goal_seat_destroy(struct goal_seat *seat)
{
    if (seat == NULL)
        return;
    goal_work_destroy(seat->work);
    seal_secret_destroy(seat);
}

// --- What the turn wants.

static void pay_owed(struct goal_seat *seat)
{
    if (seat->owe_forget)
        seat->owe_forget = !link_thread_forget(seat->link);
    if (seat->owe_request && !seat->owe_forget)
        seat->owe_request = !link_thread_goal(seat->link, &seat->request);
}

static void forget(struct goal_seat *seat)
{
    seal_wipe(&seat->key, sizeof seat->key);
    seat->keyed = false;
    seal_wipe(seat->share, sizeof seat->share);
    seal_wipe(&seat->request, sizeof seat->request);
    seal_wipe(seat->plain, sizeof seat->plain);
    seal_wipe(&seat->sheet, sizeof seat->sheet);
    goal_work_drop(seat->work);
    seat->works_for = GOAL_WANT_NOTHING;
    seat->start_again = false;
    seat->owe_request = false;
    seat->owe_forget = true;
}

static void work(struct goal_seat *seat, enum goal_want want)
{
    enum goal_card_cost cost = seat->practice ? GOAL_CARD_PRACTICE : GOAL_CARD_REAL;
    seat->works_for = want;
    seat->start_again = !goal_work_start(seat->work, seat->turn.pictures, seat->salt, cost);
}

static void ask(struct goal_seat *seat, enum goal_request_kind kind)
{
    seat->request.kind = kind;
    goal_card_find(&seat->key, seat->request.find);
    seat->owe_request = true;
}

static void save(struct goal_seat *seat)
{
    const struct goal_turn *turn = &seat->turn;
    check(seat->keyed);
    seal_wipe(&seat->request, sizeof seat->request);
    seat->request.version = turn->version;
    goal_sheet_encode(&turn->sheet, seat->plain);
    goal_row_seal(&seat->key, seat->share, seat->plain, seat->request.row);
    seal_wipe(seat->plain, sizeof seat->plain);
    seat->request.share_count =
        goal_lines_shared(&turn->sheet, seat->strings, seat->request.shares);
    ask(seat, GOAL_REQUEST_PUT);
}

static void do_wanted(struct goal_seat *seat)
{
    switch (seat->effect.want) {
    case GOAL_WANT_NOTHING:
        break;
    case GOAL_WANT_OPEN:
    case GOAL_WANT_NEW:
        work(seat, seat->effect.want);
        break;
    case GOAL_WANT_SAVE:
        save(seat);
        break;
    case GOAL_WANT_FORGET:
        ask(seat, GOAL_REQUEST_FORGET);
        break;
    }
}

static struct goal_seat_effect step(struct goal_seat *seat, struct goal_event *event,
                                    uint64_t now_ms)
{
    event->now_ms = now_ms;
    event->week = seat->week;
    goal_turn_step(&seat->turn, event, &seat->effect);
    struct goal_seat_effect effect = {seat->effect.forget, seat->effect.redraw};
    if (effect.forget)
        forget(seat);
    do_wanted(seat);
    pay_owed(seat);
    return effect;
}

static void draw_pictures(uint8_t pictures[CARD_RANDOM])
{
    const struct random_source *random = random_system();
    for (int i = 0; i < CARD_RANDOM; i++) {
        uint8_t byte;
        do // all eighteen equally often
            random->fill(random->self, &byte, 1);
        while (byte >= 256 / PICTURES_COUNT * PICTURES_COUNT);
        pictures[i] = byte % PICTURES_COUNT;
    }
}

struct goal_seat_effect goal_seat_input(struct goal_seat *seat, struct goal_event *event,
                                        uint64_t now_ms)
{
    if (event->input == GOAL_IN_NEW)
        draw_pictures(event->random);
    struct goal_seat_effect effect = step(seat, event, now_ms);
    seal_wipe(event, sizeof *event);
    return effect;
}

// --- What comes in.

struct goal_seat_effect goal_seat_hear(struct goal_seat *seat, const struct envelope *envelope,
                                       uint64_t now_ms)
{
    const struct scene *scene = &envelope->scene;
    bool here = envelope_has_goals(envelope);
    struct goal_room room = {
        .open = scene->phase == SCENE_RUNNING && scene->goals_state != GOALS_IDLE,
        .new_cards = scene->new_cards && scene->goals_state == GOALS_OPEN,
        .paused = scene->paused || scene->goals_state == GOALS_PAUSED,
    };
    memcpy(room.session_id, envelope->session_id, sizeof room.session_id);
    if (here) {
        memcpy(seat->salt, envelope->goal_salt, sizeof seat->salt);
        seat->week = envelope->goal_week;
    }
    if (memcmp(&room, &seat->turn.room, sizeof room) == 0)
        return (struct goal_seat_effect){false, false};
    struct goal_event event = {.input = GOAL_IN_ROOM, .room = &room};
    return step(seat, &event, now_ms);
}

// The sheet of a row that came; NULL if it does not open or is none.
static const struct goal_sheet *open_row(struct goal_seat *seat, const struct link_goal *answer)
{
    memcpy(seat->share, answer->share, sizeof seat->share);
    bool opens = seat->keyed &&
                 goal_row_open(&seat->key, seat->share, answer->row, seat->plain) == OK &&
                 goal_sheet_decode(seat->plain, &seat->sheet) == OK;
    seal_wipe(seat->plain, sizeof seat->plain);
    return opens ? &seat->sheet : NULL;
}

static struct goal_seat_effect take_answer(struct goal_seat *seat, const struct link_goal *answer,
                                           uint64_t now_ms)
{
    struct goal_event event = {.version = answer->version};
    switch (answer->kind) {
    case LINK_GOAL_FOUND:
        event.input = GOAL_IN_FOUND;
        event.sheet = open_row(seat, answer);
        break;
    case LINK_GOAL_MISSING:
        event.input = GOAL_IN_MISSING;
        break;
    case LINK_GOAL_MADE:
        memcpy(seat->share, answer->share, sizeof seat->share);
        seat->sheet.handle = answer->handle;
        event.input = GOAL_IN_MADE;
        event.version = 0;
        event.sheet = &seat->sheet;
        break;
    case LINK_GOAL_TAKEN:
        event.input = GOAL_IN_TAKEN;
        draw_pictures(event.random);
        break;
    case LINK_GOAL_FULL:
        event.input = GOAL_IN_FULL;
        break;
    case LINK_GOAL_RESTING:
        event.input = GOAL_IN_RESTING;
        break;
    case LINK_GOAL_SAVED:
        event.input = GOAL_IN_SAVED;
        break;
    case LINK_GOAL_STALE:
        event.input = GOAL_IN_STALE;
        event.sheet = open_row(seat, answer);
        break;
    case LINK_GOAL_FORGOTTEN:
        event.input = GOAL_IN_FORGOTTEN;
        break;
    }
    struct goal_seat_effect effect = step(seat, &event, now_ms);
    seal_wipe(&event, sizeof event);
    return effect;
}

struct goal_seat_effect goal_seat_answered(struct goal_seat *seat, const struct link_goal *answer,
                                           uint64_t now_ms)
{
    struct goal_seat_effect effect = take_answer(seat, answer, now_ms);
    seal_wipe(&seat->sheet, sizeof seat->sheet);
    if (!seat->owe_request) // the link holds what it sends
        seal_wipe(&seat->request, sizeof seat->request);
    return effect;
}

static struct goal_seat_effect take_work(struct goal_seat *seat, uint64_t now_ms)
{
    enum err err;
    struct goal_seat_effect effect = {false, false};
    if (!goal_work_take(seat->work, &err, &seat->key))
        return effect;
    enum goal_want want = seat->works_for;
    if (seat->start_again) {
        work(seat, want);
        return effect;
    }
    seat->works_for = GOAL_WANT_NOTHING;
    if (want == GOAL_WANT_NOTHING)
        return effect;
    if (err != OK) { // no memory for it: as if goals rested
        struct goal_event event = {.input = GOAL_IN_RESTING};
        return step(seat, &event, now_ms);
    }
    seat->keyed = true;
    ask(seat, want == GOAL_WANT_OPEN ? GOAL_REQUEST_GET : GOAL_REQUEST_NEW);
    return effect;
}

struct goal_seat_effect goal_seat_pump(struct goal_seat *seat, uint64_t now_ms)
{
    struct goal_seat_effect effect = take_work(seat, now_ms);
    pay_owed(seat);
    if (goal_seat_due_ms(seat) <= now_ms) {
        struct goal_event event = {.input = GOAL_IN_TIME};
        struct goal_seat_effect later = step(seat, &event, now_ms);
        effect.forget = effect.forget || later.forget;
        effect.redraw = effect.redraw || later.redraw;
    }
    return effect;
}

uint64_t goal_seat_due_ms(const struct goal_seat *seat)
{
    return goal_turn_due_ms(&seat->turn);
}

int goal_seat_fd(const struct goal_seat *seat)
{
    return goal_work_fd(seat->work);
}

const struct goal_turn *goal_seat_turn(const struct goal_seat *seat)
{
    return &seat->turn;
}
