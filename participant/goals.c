#include "participant/goals.h"

#include "base/check.h"
#include "participant/goal_lines.h"
#include "participant/goal_work.h"
#include "room/wall.h"
#include "seal/random.h"
#include <string.h>

// All of it in locked memory: whatever of a person passes through here stays here.
struct goals {
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

enum err goals_create(const struct goals_config *config, struct link_thread *link,
                      struct goals **out_goals)
{
    struct goals *goals = seal_secret_create(sizeof *goals);
    if (goals == NULL)
        return ERR_MEMORY;
    memset(goals, 0, sizeof *goals);
    goals->link = link;
    goals->strings = config->strings;
    goals->practice = config->practice;
    goal_turn_init(&goals->turn, 0);
    enum err err = goal_work_create(config->ring, config->ring_self, &goals->work);
    if (err != OK) {
        seal_secret_destroy(goals);
        return err;
    }
    *out_goals = goals;
    return OK;
}

void goals_destroy(struct goals *goals)
{
    if (goals == NULL)
        return;
    goal_work_destroy(goals->work);
    seal_secret_destroy(goals);
}

// --- What the turn wants.

static void pay_owed(struct goals *goals)
{
    if (goals->owe_forget)
        goals->owe_forget = !link_thread_forget(goals->link);
    if (goals->owe_request && !goals->owe_forget)
        goals->owe_request = !link_thread_goal(goals->link, &goals->request);
}

static void forget(struct goals *goals)
{
    seal_wipe(&goals->key, sizeof goals->key);
    goals->keyed = false;
    seal_wipe(goals->share, sizeof goals->share);
    seal_wipe(&goals->request, sizeof goals->request);
    seal_wipe(goals->plain, sizeof goals->plain);
    seal_wipe(&goals->sheet, sizeof goals->sheet);
    goal_work_drop(goals->work);
    goals->works_for = GOAL_WANT_NOTHING;
    goals->start_again = false;
    goals->owe_request = false;
    goals->owe_forget = true;
}

static void work(struct goals *goals, enum goal_want want)
{
    enum goal_card_cost cost = goals->practice ? GOAL_CARD_PRACTICE : GOAL_CARD_REAL;
    goals->works_for = want;
    goals->start_again = !goal_work_start(goals->work, goals->turn.pictures, goals->salt, cost);
}

static void ask(struct goals *goals, enum goal_request_kind kind)
{
    goals->request.kind = kind;
    goal_card_find(&goals->key, goals->request.find);
    goals->owe_request = true;
}

static void save(struct goals *goals)
{
    const struct goal_turn *turn = &goals->turn;
    check(goals->keyed);
    seal_wipe(&goals->request, sizeof goals->request);
    goals->request.version = turn->version;
    goal_sheet_encode(&turn->sheet, goals->plain);
    goal_row_seal(&goals->key, goals->share, goals->plain, goals->request.row);
    seal_wipe(goals->plain, sizeof goals->plain);
    goals->request.share_count =
        goal_lines_shared(&turn->sheet, goals->strings, goals->request.shares);
    ask(goals, GOAL_REQUEST_PUT);
}

static void do_wanted(struct goals *goals)
{
    switch (goals->effect.want) {
    case GOAL_WANT_NOTHING:
        break;
    case GOAL_WANT_OPEN:
    case GOAL_WANT_NEW:
        work(goals, goals->effect.want);
        break;
    case GOAL_WANT_SAVE:
        save(goals);
        break;
    case GOAL_WANT_FORGET:
        ask(goals, GOAL_REQUEST_FORGET);
        break;
    }
}

static struct goals_effect step(struct goals *goals, struct goal_event *event, uint64_t now_ms)
{
    event->now_ms = now_ms;
    event->week = goals->week;
    goal_turn_step(&goals->turn, event, &goals->effect);
    struct goals_effect effect = {goals->effect.forget, goals->effect.redraw};
    if (effect.forget)
        forget(goals);
    do_wanted(goals);
    pay_owed(goals);
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

struct goals_effect goals_input(struct goals *goals, struct goal_event *event, uint64_t now_ms)
{
    if (event->input == GOAL_IN_NEW)
        draw_pictures(event->random);
    struct goals_effect effect = step(goals, event, now_ms);
    seal_wipe(event, sizeof *event);
    return effect;
}

// --- What comes in.

struct goals_effect goals_hear(struct goals *goals, const struct envelope *envelope,
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
        memcpy(goals->salt, envelope->goal_salt, sizeof goals->salt);
        goals->week = envelope->goal_week;
    }
    if (memcmp(&room, &goals->turn.room, sizeof room) == 0)
        return (struct goals_effect){false, false};
    struct goal_event event = {.input = GOAL_IN_ROOM, .room = &room};
    return step(goals, &event, now_ms);
}

// The sheet of a row that came; NULL if it does not open or is none.
static const struct goal_sheet *open_row(struct goals *goals, const struct link_goal *answer)
{
    memcpy(goals->share, answer->share, sizeof goals->share);
    bool opens = goals->keyed &&
                 goal_row_open(&goals->key, goals->share, answer->row, goals->plain) == OK &&
                 goal_sheet_decode(goals->plain, &goals->sheet) == OK;
    seal_wipe(goals->plain, sizeof goals->plain);
    return opens ? &goals->sheet : NULL;
}

static struct goals_effect take_answer(struct goals *goals, const struct link_goal *answer,
                                       uint64_t now_ms)
{
    struct goal_event event = {.version = answer->version};
    switch (answer->kind) {
    case LINK_GOAL_FOUND:
        event.input = GOAL_IN_FOUND;
        event.sheet = open_row(goals, answer);
        break;
    case LINK_GOAL_MISSING:
        event.input = GOAL_IN_MISSING;
        break;
    case LINK_GOAL_MADE:
        memcpy(goals->share, answer->share, sizeof goals->share);
        goals->sheet.handle = answer->handle;
        event.input = GOAL_IN_MADE;
        event.version = 0;
        event.sheet = &goals->sheet;
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
        event.sheet = open_row(goals, answer);
        break;
    case LINK_GOAL_FORGOTTEN:
        event.input = GOAL_IN_FORGOTTEN;
        break;
    }
    struct goals_effect effect = step(goals, &event, now_ms);
    seal_wipe(&event, sizeof event);
    return effect;
}

struct goals_effect goals_answered(struct goals *goals, const struct link_goal *answer,
                                   uint64_t now_ms)
{
    struct goals_effect effect = take_answer(goals, answer, now_ms);
    seal_wipe(&goals->sheet, sizeof goals->sheet);
    if (!goals->owe_request) // the link holds what it sends
        seal_wipe(&goals->request, sizeof goals->request);
    return effect;
}

static struct goals_effect take_work(struct goals *goals, uint64_t now_ms)
{
    enum err err;
    struct goals_effect effect = {false, false};
    if (!goal_work_take(goals->work, &err, &goals->key))
        return effect;
    enum goal_want want = goals->works_for;
    if (goals->start_again) {
        work(goals, want);
        return effect;
    }
    goals->works_for = GOAL_WANT_NOTHING;
    if (want == GOAL_WANT_NOTHING)
        return effect;
    if (err != OK) { // no memory for it: as if goals rested
        struct goal_event event = {.input = GOAL_IN_RESTING};
        return step(goals, &event, now_ms);
    }
    goals->keyed = true;
    ask(goals, want == GOAL_WANT_OPEN ? GOAL_REQUEST_GET : GOAL_REQUEST_NEW);
    return effect;
}

struct goals_effect goals_pump(struct goals *goals, uint64_t now_ms)
{
    struct goals_effect effect = take_work(goals, now_ms);
    pay_owed(goals);
    if (goals_due_ms(goals) <= now_ms) {
        struct goal_event event = {.input = GOAL_IN_TIME};
        struct goals_effect later = step(goals, &event, now_ms);
        effect.forget = effect.forget || later.forget;
        effect.redraw = effect.redraw || later.redraw;
    }
    return effect;
}

uint64_t goals_due_ms(const struct goals *goals)
{
    return goal_turn_due_ms(&goals->turn);
}

int goals_fd(const struct goals *goals)
{
    return goal_work_fd(goals->work);
}

const struct goal_turn *goals_turn(const struct goals *goals)
{
    return &goals->turn;
}
