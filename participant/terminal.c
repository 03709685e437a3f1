#include "participant/terminal.h"
#include "base/check.h"
#include "base/pages.h"
#include "participant/goal_seat.h"
#include "participant/witness.h"
#include "room/wall.h"
#include "seal/care.h"
#include "seal/random.h"
#include <stdlib.h>
#include <string.h>

struct terminal {
    struct link_thread *link;
    struct link_event event;  // being taken
    struct envelope envelope; // the newest
    bool heard;
    enum link_state link_state;
    enum control_reason reason;
    uint16_t screen;
    uint64_t silent_since_ms;
    struct turn *turn;  // in locked memory
    struct table table; // of the table
    struct table now;   // of the turn
    struct deck *deck;
    uint8_t deck_hash[HASH_BYTES];
    uint64_t forgotten;
    bool closing; // the prompt of closing_phase
    uint32_t closing_phase;
    uint64_t closing_since_ms; // on the turn's clock
    struct goal_seat *goals;
    bool goals_closing;
    uint64_t goals_closing_ms; // on the turn's clock
    bool changed;
    bool owe_forget; // the link's queue was full: told again at the next pump
    bool owe_answer;
    uint64_t clock_ms; // the turn's clock: real time, in practice as many times faster as the hub's
    uint64_t clock_read_ms;
    struct witness_keeper *witness;
};

uint16_t terminal_speed(const struct terminal *terminal)
{
    return terminal->heard && terminal->envelope.speed > 0 ? terminal->envelope.speed : 1;
}

// The turn's clock. A change of speed changes how fast it runs from now on, never what it showed.
static uint64_t turn_now_ms(struct terminal *terminal)
{
    uint64_t now_ms = monotonic_now_ms();
    terminal->clock_ms += (now_ms - terminal->clock_read_ms) * terminal_speed(terminal);
    terminal->clock_read_ms = now_ms;
    return terminal->clock_ms;
}

// Passes on what the link's queue had no room for, in order.
static void pay_owed(struct terminal *terminal)
{
    if (terminal->owe_forget)
        terminal->owe_forget = !link_thread_forget(terminal->link);
    if (terminal->owe_answer && !terminal->owe_forget)
        terminal->owe_answer = !link_thread_answer(terminal->link, &terminal->turn->answer);
}

static void tell_table(struct terminal *terminal)
{
    // A full queue means that the link is busy for a moment; health says it again next time.
    (void)link_thread_table(terminal->link, terminal->table.language, terminal->table.two_languages,
                            terminal->table.language2, 255);
}

static void step(struct terminal *terminal, struct turn_event *event)
{
    struct turn_effect effect = {0};
    event->now_ms = turn_now_ms(terminal);
    turn_step(terminal->turn, event, &effect);
    bool forgets = effect.forget;
    if (forgets) {
        terminal->owe_forget = true;
        terminal->owe_answer = false;
        terminal->now = terminal->table;
        terminal->forgotten++;
    }
    if (effect.send)
        terminal->owe_answer = true;
    pay_owed(terminal);
    terminal->changed = terminal->changed || effect.redraw || effect.forget;
    seal_wipe(&effect, sizeof effect);
    if (forgets)
        seal_wipe_stack(); // the turn as it was before this step, among others
}

static void take_deck(struct terminal *terminal, const struct link_event *event)
{
    struct arena scratch;
    // Room for the largest deck there may be, of which most use a tenth: only that is kept.
    struct deck *deck = pages_take(sizeof *deck), *whole = pages_take(sizeof *whole);
    void *block = pages_take(DECK_SCRATCH_BYTES);
    if (deck != NULL && whole != NULL && block != NULL) {
        arena_init(&scratch, block, DECK_SCRATCH_BYTES);
        struct span bytes = {.at = event->deck, .size = event->deck_bytes};
        if (deck_decode(bytes, &scratch, whole) == OK) {
            pages_copy(deck, whole, sizeof *deck);
            pages_give(terminal->deck, sizeof *deck);
            terminal->deck = deck;
            memcpy(terminal->deck_hash, event->deck_hash, HASH_BYTES);
            terminal->changed = true;
            deck = NULL;
        }
    }
    pages_give(deck, sizeof *deck);
    pages_give(whole, sizeof *whole);
    pages_give(block, DECK_SCRATCH_BYTES);
}

// What a step of the goal turn led to: the reset between two people is the same as after an answer.
static void follow_goals(struct terminal *terminal, struct goal_seat_effect effect)
{
    if (effect.forget) {
        terminal->now = terminal->table;
        terminal->forgotten++;
        seal_wipe_stack();
    }
    terminal->changed = terminal->changed || effect.redraw || effect.forget;
}

// The exact moment is the hub's secret; twenty seconds are counted from when we first see it.
static void follow_closing(struct terminal *terminal)
{
    const struct envelope *envelope = &terminal->envelope;
    bool closing = envelope->scene.prompt_state == PROMPT_CLOSING;
    bool known = terminal->closing && terminal->closing_phase == envelope->phase_id;
    if (closing && !known)
        terminal->closing_since_ms = turn_now_ms(terminal);
    terminal->closing = closing;
    terminal->closing_phase = envelope->phase_id;
    bool goals = envelope->scene.goals_state == GOALS_CLOSING;
    if (goals && !terminal->goals_closing)
        terminal->goals_closing_ms = turn_now_ms(terminal);
    terminal->goals_closing = goals;
}

// What the screen shows of an envelope; a tick alone is no news.
static bool is_news(const struct envelope *old, const struct envelope *new)
{
    return old->scene.revision != new->scene.revision || old->scene.phase != new->scene.phase ||
           old->starts_known != new->starts_known || old->starts_minute != new->starts_minute ||
           memcmp(old->welcome_group, new->welcome_group, sizeof old->welcome_group) != 0;
}

static void take_event(struct terminal *terminal)
{
    const struct link_event *event = &terminal->event;
    switch (event->kind) {
    case LINK_EVENT_STATE:
        terminal->link_state = event->state;
        terminal->reason = event->reason;
        if (event->screen != 0)
            terminal->screen = event->screen;
        terminal->silent_since_ms = event->state == LINK_HERE ? 0 : monotonic_now_ms();
        terminal->changed = true;
        break;
    case LINK_EVENT_ENVELOPE: {
        witness_keeper_hear(terminal->witness, terminal_envelope(terminal), &event->envelope);
        bool news = !terminal->heard || is_news(&terminal->envelope, &event->envelope);
        terminal->envelope = event->envelope;
        terminal->heard = true;
        follow_closing(terminal);
        terminal->changed = terminal->changed || news;
        step(terminal,
             &(struct turn_event){.input = TURN_IN_SCENE, .envelope = &terminal->envelope});
        follow_goals(terminal,
                     goal_seat_hear(terminal->goals, &terminal->envelope, turn_now_ms(terminal)));
        // Our answer's id may be among them, and nobody but the turn has a use for them.
        seal_wipe(terminal->envelope.ids, sizeof terminal->envelope.ids);
        seal_wipe(terminal->event.envelope.ids, sizeof terminal->event.envelope.ids);
        break;
    }
    case LINK_EVENT_DECK:
        take_deck(terminal, event);
        break;
    case LINK_EVENT_GOAL:
        follow_goals(terminal,
                     goal_seat_answered(terminal->goals, &event->goal, turn_now_ms(terminal)));
        seal_wipe(&terminal->event.goal, sizeof terminal->event.goal);
        break;
    case LINK_EVENT_ENROLLED: // pair_join did that before we began
    case LINK_EVENT_NONE:
        break;
    }
}

bool terminal_pump(struct terminal *terminal)
{
    pay_owed(terminal);
    while (link_thread_take(terminal->link, &terminal->event)) {
        take_event(terminal);
        link_event_finish(&terminal->event);
    }
    if (turn_due_ms(terminal->turn) <= turn_now_ms(terminal))
        step(terminal, &(struct turn_event){.input = TURN_IN_TIME});
    follow_goals(terminal, goal_seat_pump(terminal->goals, turn_now_ms(terminal)));
    bool changed = terminal->changed;
    terminal->changed = false;
    return changed;
}

void terminal_input(struct terminal *terminal, enum turn_input input, uint8_t choice)
{
    check(input != TURN_IN_SCENE && input != TURN_IN_TIME && input != TURN_IN_KEY);
    struct turn_event event = {.input = input, .choice = choice};
    uint8_t prompt = terminal->turn->prompt;
    if (input == TURN_IN_CHOOSE) {
        if (terminal->deck == NULL || prompt == 0 || prompt > terminal->deck->prompt_count)
            return;
        event.kind = terminal->deck->prompts[prompt - 1].kind;
        event.option_count = terminal->deck->prompts[prompt - 1].option_count;
    }
    const struct random_source *random = random_system();
    random->fill(random->self, event.random_id, sizeof event.random_id);
    step(terminal, &event);
    seal_wipe(&event, sizeof event);
}

void terminal_key(struct terminal *terminal, const struct board_key *key)
{
    step(terminal, &(struct turn_event){.input = TURN_IN_KEY, .key = *key});
}

void terminal_goal(struct terminal *terminal, struct goal_event *event)
{
    follow_goals(terminal, goal_seat_input(terminal->goals, event, turn_now_ms(terminal)));
}

// Nobody is in the middle of anything: a choice of language is the table's.
static bool at_rest(const struct turn *turn)
{
    switch (turn->state) {
    case TURN_WELCOME:
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_COVER:
    case TURN_BOX_FULL:
    case TURN_CLEARED:
    case TURN_RESULT:
    case TURN_PAUSED:
    case TURN_ENDED:
        return true;
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
    case TURN_SENDING:
    case TURN_SAVED:
    case TURN_NOT_TAKEN:
    case TURN_STILL_THERE:
    case TURN_CLEAR_ASK:
        return false;
    }
    return false;
}

void terminal_set_table(struct terminal *terminal, const struct table *table)
{
    terminal->now = *table;
    terminal->changed = true;
    if (at_rest(terminal->turn) && !terminal_in_goals(terminal)) {
        terminal->table = *table;
        tell_table(terminal);
    }
}

bool terminal_cut(struct terminal *terminal, bool cut)
{
    return link_thread_cut(terminal->link, cut);
}

enum err terminal_create(const struct terminal_config *config, struct terminal **out_terminal)
{
    struct terminal *terminal = calloc(1, sizeof *terminal);
    if (terminal == NULL)
        return ERR_MEMORY;
    enum err err = ERR_MEMORY;
    terminal->turn = seal_secret_create(sizeof *terminal->turn);
    terminal->witness = malloc(sizeof *terminal->witness);
    if (terminal->turn == NULL || terminal->witness == NULL)
        goto fail;
    witness_keeper_open(terminal->witness, config->profile);
    terminal->clock_read_ms = monotonic_now_ms();
    turn_init(terminal->turn, turn_now_ms(terminal));
    terminal->table = config->table;
    terminal->now = config->table;
    terminal->screen = config->keys->screen;
    terminal->silent_since_ms = monotonic_now_ms();

    struct link_thread_config link = {
        .link = {.screen = config->keys->screen, .practice = config->profile->practice},
        .address = config->keys->address,
        .port = config->keys->port,
        .ring = config->ring,
        .ring_self = config->ring_self,
    };
    memcpy(link.server_key, config->keys->host_key, KEY32_BYTES);
    memcpy(link.public_key, config->keys->public_key, KEY32_BYTES);
    memcpy(link.secret_key, config->keys->secret_key, KEY32_BYTES);
    err = link_thread_start(&link, &terminal->link);
    seal_wipe(&link, sizeof link);
    if (err != OK)
        goto fail;
    struct goal_seat_config goals = {.practice = config->profile->practice,
                                     .strings = config->strings,
                                     .ring = config->ring,
                                     .ring_self = config->ring_self};
    err = goal_seat_create(&goals, terminal->link, &terminal->goals);
    if (err != OK)
        goto fail;
    tell_table(terminal);
    *out_terminal = terminal;
    return OK;
fail:
    terminal_destroy(terminal);
    return err;
}

void terminal_destroy(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    goal_seat_destroy(terminal->goals);
    link_thread_stop(terminal->link);
    seal_secret_destroy(terminal->turn);
    free(terminal->witness);
    pages_give(terminal->deck, sizeof *terminal->deck);
    seal_wipe(&terminal->event, sizeof terminal->event);
    free(terminal);
}

int terminal_fd(const struct terminal *terminal)
{
    return link_thread_fd(terminal->link);
}

uint64_t terminal_due_ms(const struct terminal *terminal)
{
    uint64_t due = turn_due_ms(terminal->turn), goals = goal_seat_due_ms(terminal->goals);
    if (goals < due)
        due = goals;
    if (due == UINT64_MAX)
        return due;
    uint64_t left = due > terminal->clock_ms ? due - terminal->clock_ms : 0;
    uint16_t speed = terminal_speed(terminal);
    return terminal->clock_read_ms + (left + speed - 1) / speed;
}

uint64_t terminal_forgotten(const struct terminal *terminal)
{
    return terminal->forgotten;
}

const struct turn *terminal_turn(const struct terminal *terminal)
{
    return terminal->turn;
}

const struct envelope *terminal_envelope(const struct terminal *terminal)
{
    return terminal->heard ? &terminal->envelope : NULL;
}

const struct deck *terminal_deck(const struct terminal *terminal)
{
    bool fits = terminal->heard &&
                memcmp(terminal->deck_hash, terminal->envelope.scene.deck_hash, HASH_BYTES) == 0;
    return fits ? terminal->deck : NULL;
}

const struct table *terminal_table(const struct terminal *terminal)
{
    return &terminal->now;
}

enum link_state terminal_link(const struct terminal *terminal)
{
    return terminal->link_state;
}

enum control_reason terminal_refused(const struct terminal *terminal)
{
    return terminal->reason;
}

uint16_t terminal_screen(const struct terminal *terminal)
{
    return terminal->screen;
}

uint64_t terminal_silent_since_ms(const struct terminal *terminal)
{
    return terminal->silent_since_ms;
}

uint64_t terminal_turn_ms(const struct terminal *terminal)
{
    uint64_t real_ms = monotonic_now_ms() - terminal->clock_read_ms;
    return terminal->clock_ms + real_ms * terminal_speed(terminal);
}

bool terminal_closing(const struct terminal *terminal, uint64_t *out_since_ms)
{
    *out_since_ms = terminal->closing_since_ms;
    return terminal->closing;
}

const struct goal_turn *terminal_goal_turn(const struct terminal *terminal)
{
    return goal_seat_turn(terminal->goals);
}

bool terminal_in_goals(const struct terminal *terminal)
{
    return goal_seat_turn(terminal->goals)->state != GOAL_AT_AWAY;
}

bool terminal_goals_closing(const struct terminal *terminal, uint64_t *out_since_ms)
{
    *out_since_ms = terminal->goals_closing_ms;
    return terminal->goals_closing;
}

int terminal_work_fd(const struct terminal *terminal)
{
    return goal_seat_fd(terminal->goals);
}
