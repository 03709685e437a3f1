#include "core/goal_turn.h"

#include "base/check.h"
#include "core/goal_edit.h"
#include "core/goal_merge.h"

#include <string.h>

void goal_turn_init(struct goal_turn *turn, uint64_t now_ms)
{
    memset(turn, 0, sizeof *turn);
    turn->since_ms = now_ms;
    turn->touched_at_ms = now_ms;
}

// What is the screen's stays: the room, and how often a card did not fit.
void goal_turn_forget(struct goal_turn *turn)
{
    const struct goal_room room = turn->room;
    const uint64_t since_ms = turn->since_ms, touched_at_ms = turn->touched_at_ms;
    const uint32_t misses = turn->misses;
    const uint64_t rest_until_ms = turn->rest_until_ms;
    const enum goal_turn_state state = turn->state;
    memset(turn, 0, sizeof *turn);
    turn->room = room;
    turn->since_ms = since_ms;
    turn->touched_at_ms = touched_at_ms;
    turn->misses = misses;
    turn->rest_until_ms = rest_until_ms;
    turn->state = state;
}

static void enter(struct goal_turn *turn, enum goal_turn_state state, uint64_t now_ms)
{
    if (turn->state == state)
        return;
    turn->state = state;
    turn->since_ms = now_ms;
}

static void leave(struct goal_turn *turn, enum goal_turn_state state, uint64_t now_ms,
                  struct goal_effect *effect)
{
    goal_turn_forget(turn);
    effect->want = GOAL_WANT_NOTHING;
    effect->forget = true;
    enter(turn, state, now_ms);
}

static void tell(struct goal_turn *turn, enum goal_told told, uint64_t now_ms,
                 struct goal_effect *effect)
{
    leave(turn, GOAL_AT_TOLD, now_ms, effect);
    turn->told = told;
}

// ---- the sheet

static void show_sheet(struct goal_turn *turn, uint64_t now_ms)
{
    goal_sheet_tidy(&turn->sheet);
    memset(&turn->keyboard, 0, sizeof turn->keyboard);
    memset(&turn->practice, 0, sizeof turn->practice);
    goal_edit_look(turn);
    enter(turn, GOAL_AT_SHEET, now_ms);
}

static void to_practice(struct goal_turn *turn, uint64_t now_ms)
{
    const struct goal_practice *last = &turn->sheet.practice;
    // This week's may be looked over; an older one has been reviewed and makes room.
    memset(&turn->practice, 0, sizeof turn->practice);
    if (last->week == turn->week && last->kind != PRACTICE_NONE)
        turn->practice = *last;
    turn->part = 0;
    enter(turn, GOAL_AT_PRACTICE, now_ms);
}

// ---- saving

static void save(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    goal_sheet_tidy(&turn->sheet);
    turn->both = false;
    effect->want = GOAL_WANT_SAVE;
    enter(turn, GOAL_AT_SAVING, now_ms);
}

static void save_practice(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    if (turn->practice.kind == PRACTICE_NONE)
        return;
    turn->practice.week = turn->week;
    turn->practice.tried = TRIED_NONE;
    turn->practice.obstacle = 0;
    turn->sheet.practice = turn->practice;
    save(turn, now_ms, effect);
}

static void on_save(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    if (turn->state == GOAL_AT_SHEET || turn->state == GOAL_AT_WRITING ||
        turn->state == GOAL_AT_WAY)
        save(turn, now_ms, effect);
    else if (turn->state == GOAL_AT_PRACTICE)
        save_practice(turn, now_ms, effect);
}

static void on_next(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    if (turn->state == GOAL_AT_WRITING) {
        goal_edit_next_line(turn);
    } else if (turn->state == GOAL_AT_PRACTICE || turn->state == GOAL_AT_PART_WORDS) {
        bool last = turn->part + 1 >= PRACTICE_PARTS;
        memset(&turn->keyboard, 0, sizeof turn->keyboard);
        enter(turn, GOAL_AT_PRACTICE, now_ms);
        if (!last)
            turn->part++;
        else
            save_practice(turn, now_ms, effect);
    }
}

static void on_back(struct goal_turn *turn, uint64_t now_ms)
{
    if (turn->state == GOAL_AT_PART_WORDS) {
        enter(turn, GOAL_AT_PRACTICE, now_ms);
    } else if (turn->state == GOAL_AT_PRACTICE && turn->part > 0 &&
               turn->practice.kind != PRACTICE_NOTHING) {
        turn->part--;
    } else if (turn->state == GOAL_AT_PRACTICE || turn->state == GOAL_AT_WRITING ||
               turn->state == GOAL_AT_WAY) {
        show_sheet(turn, now_ms);
    }
}

static void on_saved(struct goal_turn *turn, const struct goal_event *event)
{
    bool making = turn->state == GOAL_AT_MAKING;
    if (!making && turn->state != GOAL_AT_SAVING)
        return;
    turn->base = turn->sheet;
    turn->version = event->version;
    turn->toast_ms = making ? 0 : event->now_ms;
    if (making)
        enter(turn, GOAL_AT_NEW_CARD, event->now_ms);
    else
        show_sheet(turn, event->now_ms);
    turn->touched_at_ms = event->now_ms;
}

// Another screen has saved this sheet meanwhile: both go together, and the sum is saved.
static void on_stale(struct goal_turn *turn, const struct goal_event *event,
                     struct goal_effect *effect)
{
    if (turn->state != GOAL_AT_SAVING)
        return;
    if (event->sheet == NULL) {
        tell(turn, GOAL_TOLD_BROKEN, event->now_ms, effect);
        return;
    }
    struct goal_sheet both;
    goal_sheet_merge(&turn->base, &turn->sheet, event->sheet, &both);
    turn->base = *event->sheet;
    turn->sheet = both;
    turn->version = event->version;
    turn->both = true;
    memset(&both, 0, sizeof both);
    effect->want = GOAL_WANT_SAVE;
}

// ---- the card

static bool rests(const struct goal_turn *turn, uint64_t now_ms)
{
    return turn->rest_until_ms > now_ms;
}

static void to_card(struct goal_turn *turn, uint64_t now_ms)
{
    turn->rest_for_all = false;
    enter(turn, rests(turn, now_ms) ? GOAL_AT_REST : GOAL_AT_CARD, now_ms);
}

static void found_wrong(struct goal_turn *turn)
{
    turn->wrong = true;
    if (turn->wrongs < UINT8_MAX)
        turn->wrongs++;
}

static void on_picture(struct goal_turn *turn, uint8_t picture, uint64_t now_ms,
                       struct goal_effect *effect)
{
    if (turn->state != GOAL_AT_CARD || turn->count == CARD_PICTURES || picture >= PICTURES_COUNT)
        return;
    turn->pictures[turn->count++] = picture;
    if (turn->count < CARD_PICTURES)
        return;
    if (!goal_card_ok(turn->pictures)) {
        found_wrong(turn); // a slip, caught here: it costs neither a guess nor a wait
        return;
    }
    effect->want = GOAL_WANT_OPEN;
    enter(turn, GOAL_AT_OPENING, now_ms);
}

static void on_undo(struct goal_turn *turn)
{
    if (turn->state != GOAL_AT_CARD || turn->count == 0)
        return;
    turn->pictures[--turn->count] = 0;
    turn->wrong = false;
}

static void draw(struct goal_turn *turn, const struct goal_event *event, struct goal_effect *effect)
{
    for (int i = 0; i < CARD_RANDOM; i++)
        turn->pictures[i] = event->random[i] % PICTURES_COUNT;
    turn->pictures[CARD_RANDOM] = goal_card_check(turn->pictures);
    turn->count = CARD_PICTURES;
    turn->wrong = false;
    effect->want = GOAL_WANT_NEW;
    enter(turn, GOAL_AT_MAKING, event->now_ms);
}

static void on_new(struct goal_turn *turn, const struct goal_event *event,
                   struct goal_effect *effect)
{
    if (turn->state == GOAL_AT_CARD && turn->room.new_cards)
        draw(turn, event, effect);
}

static void drop_card(struct goal_turn *turn)
{
    memset(turn->pictures, 0, sizeof turn->pictures);
    turn->count = 0;
    turn->wrong = false;
}

static void on_found(struct goal_turn *turn, const struct goal_event *event,
                     struct goal_effect *effect)
{
    if (turn->state != GOAL_AT_OPENING)
        return;
    if (event->sheet == NULL) {
        tell(turn, GOAL_TOLD_BROKEN, event->now_ms, effect);
        return;
    }
    drop_card(turn);
    turn->wrongs = 0;
    turn->sheet = *event->sheet;
    turn->base = *event->sheet;
    turn->version = event->version;
    turn->short_term = 0;
    show_sheet(turn, event->now_ms);
    turn->touched_at_ms = event->now_ms;
}

// An unknown card and a slip look alike.
static void on_missing(struct goal_turn *turn, uint64_t now_ms)
{
    if (turn->state != GOAL_AT_OPENING)
        return;
    found_wrong(turn);
    turn->misses++;
    if (turn->misses % GOAL_MISSES == 0) {
        uint64_t rest = GOAL_REST_MS;
        for (uint32_t i = GOAL_MISSES; i < turn->misses && rest < GOAL_REST_MOST_MS;
             i += GOAL_MISSES)
            rest *= 2;
        turn->rest_until_ms = now_ms + (rest < GOAL_REST_MOST_MS ? rest : GOAL_REST_MOST_MS);
        drop_card(turn);
    }
    turn->touched_at_ms = now_ms;
    to_card(turn, now_ms);
}

static void on_made(struct goal_turn *turn, const struct goal_event *event,
                    struct goal_effect *effect)
{
    if (turn->state != GOAL_AT_MAKING || event->sheet == NULL)
        return;
    turn->sheet = *event->sheet;
    turn->base = *event->sheet;
    turn->version = event->version;
    effect->want = GOAL_WANT_SAVE;
}

static void on_resting(struct goal_turn *turn, uint64_t now_ms)
{
    if (turn->state != GOAL_AT_OPENING && turn->state != GOAL_AT_MAKING)
        return;
    drop_card(turn);
    turn->rest_for_all = true;
    turn->touched_at_ms = now_ms;
    enter(turn, GOAL_AT_REST, now_ms);
}

static void on_written(struct goal_turn *turn, uint64_t now_ms)
{
    if (turn->state != GOAL_AT_NEW_CARD)
        return;
    drop_card(turn);
    show_sheet(turn, now_ms);
}

// ---- the room

static void on_room(struct goal_turn *turn, const struct goal_event *event,
                    struct goal_effect *effect)
{
    check(event->room != NULL);
    bool other =
        memcmp(turn->room.session_id, event->room->session_id, sizeof turn->room.session_id) != 0;
    bool woken = turn->room.paused && !event->room->paused;
    turn->room = *event->room;
    if (other) {
        turn->misses = 0;
        turn->rest_until_ms = 0;
    }
    if (woken)
        turn->touched_at_ms = event->now_ms; // nobody could touch it while it was covered
    if (turn->state == GOAL_AT_AWAY || turn->state == GOAL_AT_TOLD || (turn->room.open && !other))
        return;
    bool lost = turn->state == GOAL_AT_SAVING || goal_turn_dirty(turn) ||
                turn->practice.kind != PRACTICE_NONE;
    if (lost)
        tell(turn, GOAL_TOLD_CLOSED, event->now_ms, effect);
    else
        leave(turn, GOAL_AT_AWAY, event->now_ms, effect);
}

// ---- time

static bool passed(uint64_t now_ms, uint64_t since_ms, uint64_t span_ms)
{
    return now_ms >= since_ms && now_ms - since_ms >= span_ms;
}

// Whether somebody may have left something on this screen that is theirs.
static bool is_private(const struct goal_turn *turn)
{
    switch (turn->state) {
    case GOAL_AT_CARD:
        return turn->count > 0;
    case GOAL_AT_NEW_CARD:
    case GOAL_AT_SHEET:
    case GOAL_AT_WRITING:
    case GOAL_AT_PRACTICE:
    case GOAL_AT_PART_WORDS:
    case GOAL_AT_WAY:
    case GOAL_AT_FORGET_ASK:
    case GOAL_AT_CLEAR_ASK:
        return true;
    case GOAL_AT_AWAY:
    case GOAL_AT_REST:
    case GOAL_AT_OPENING:
    case GOAL_AT_MAKING:
    case GOAL_AT_SAVING:
    case GOAL_AT_FORGETTING:
    case GOAL_AT_TOLD:
    case GOAL_AT_STILL_THERE:
        return false;
    }
    return false;
}

// What a screen waits for, and for how long from when; nothing: false.
static bool waits_for(const struct goal_turn *turn, uint64_t *out_since_ms, uint64_t *out_span_ms)
{
    bool quiet = is_private(turn) || turn->state == GOAL_AT_CARD || turn->state == GOAL_AT_REST;
    if (quiet) {
        *out_since_ms = turn->touched_at_ms;
        // Below a pause nobody can be asked.
        *out_span_ms = turn->room.paused ? GOAL_QUIET_MS + GOAL_WARNING_MS : GOAL_QUIET_MS;
        return true;
    }
    *out_since_ms = turn->state == GOAL_AT_STILL_THERE ? turn->warned_at_ms : turn->since_ms;
    *out_span_ms = turn->state == GOAL_AT_STILL_THERE ? GOAL_WARNING_MS : GOAL_TOLD_MS;
    return turn->state == GOAL_AT_STILL_THERE || turn->state == GOAL_AT_TOLD;
}

static void on_time(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    uint64_t since, span;
    if (turn->toast_ms != 0 && passed(now_ms, turn->toast_ms, GOAL_TOAST_MS))
        turn->toast_ms = 0;
    if (turn->state == GOAL_AT_REST && !turn->rest_for_all && !rests(turn, now_ms))
        to_card(turn, now_ms);
    if (!waits_for(turn, &since, &span) || !passed(now_ms, since, span))
        return;
    if (!is_private(turn) || turn->room.paused) {
        leave(turn, GOAL_AT_AWAY, now_ms, effect);
        return;
    }
    if (turn->state != GOAL_AT_CLEAR_ASK)
        turn->under = turn->state;
    turn->warned_at_ms = now_ms;
    enter(turn, GOAL_AT_STILL_THERE, now_ms);
}

uint64_t goal_turn_due_ms(const struct goal_turn *turn)
{
    uint64_t since, span, due = UINT64_MAX;
    if (waits_for(turn, &since, &span))
        due = since + span;
    if (turn->toast_ms != 0 && turn->toast_ms + GOAL_TOAST_MS < due)
        due = turn->toast_ms + GOAL_TOAST_MS;
    if (turn->state == GOAL_AT_REST && !turn->rest_for_all && turn->rest_until_ms < due)
        due = turn->rest_until_ms;
    return due;
}

// ---- done, yes, no

static void on_done(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    switch (turn->state) {
    case GOAL_AT_AWAY:
    case GOAL_AT_MAKING:
    case GOAL_AT_SAVING: // it stays until it is safe
    case GOAL_AT_FORGETTING:
    case GOAL_AT_FORGET_ASK: // answered by yes or no
    case GOAL_AT_CLEAR_ASK:
        return;
    case GOAL_AT_SHEET:
    case GOAL_AT_WRITING:
    case GOAL_AT_PRACTICE:
    case GOAL_AT_PART_WORDS:
    case GOAL_AT_WAY:
        if (goal_turn_dirty(turn) || turn->practice.kind != PRACTICE_NONE) {
            turn->under = turn->state;
            enter(turn, GOAL_AT_CLEAR_ASK, now_ms);
            return;
        }
        break;
    case GOAL_AT_NEW_CARD: // it is never shown again
        turn->under = turn->state;
        enter(turn, GOAL_AT_CLEAR_ASK, now_ms);
        return;
    case GOAL_AT_CARD:
    case GOAL_AT_REST:
    case GOAL_AT_OPENING:
    case GOAL_AT_TOLD:
    case GOAL_AT_STILL_THERE:
        break;
    }
    leave(turn, GOAL_AT_AWAY, now_ms, effect);
}

static void on_yes(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    if (turn->state == GOAL_AT_CLEAR_ASK) {
        leave(turn, GOAL_AT_AWAY, now_ms, effect);
    } else if (turn->state == GOAL_AT_STILL_THERE) {
        enter(turn, turn->under, now_ms);
    } else if (turn->state == GOAL_AT_FORGET_ASK) {
        effect->want = GOAL_WANT_FORGET;
        enter(turn, GOAL_AT_FORGETTING, now_ms);
    }
}

static void on_no(struct goal_turn *turn, uint64_t now_ms, struct goal_effect *effect)
{
    if (turn->state == GOAL_AT_CLEAR_ASK)
        enter(turn, turn->under, now_ms);
    else if (turn->state == GOAL_AT_STILL_THERE)
        leave(turn, GOAL_AT_AWAY, now_ms, effect);
    else if (turn->state == GOAL_AT_FORGET_ASK)
        enter(turn, GOAL_AT_WAY, now_ms);
}

// ---- what touches

static void on_sheet(struct goal_turn *turn, const struct goal_event *event)
{
    if (turn->state != GOAL_AT_SHEET && turn->state != GOAL_AT_WRITING)
        return;
    bool writing = turn->state == GOAL_AT_WRITING;
    switch (event->input) {
    case GOAL_IN_EDIT:
        if (event->number >= GOAL_FIELDS)
            return;
        goal_edit_field(turn, (enum goal_field)event->number);
        enter(turn, GOAL_AT_WRITING, event->now_ms);
        return;
    case GOAL_IN_SHARE:
        goal_edit_share(turn, event->number);
        return;
    case GOAL_IN_SHORT:
        if (!writing)
            goal_edit_next_short(turn);
        return;
    case GOAL_IN_ASK:
        if (!writing)
            goal_edit_ask(turn, event->number);
        return;
    case GOAL_IN_ANSWER:
        if (!writing)
            goal_edit_answer(turn, event->number);
        return;
    case GOAL_IN_HOME:
        if (!writing)
            to_practice(turn, event->now_ms);
        return;
    case GOAL_IN_WAY:
        if (!writing)
            enter(turn, GOAL_AT_WAY, event->now_ms);
        return;
    default:
        return;
    }
}

static void on_practice(struct goal_turn *turn, const struct goal_event *event)
{
    if (turn->state == GOAL_AT_PART_WORDS && event->input == GOAL_IN_SHARE)
        goal_edit_share(turn, GOAL_SLOT_PRACTICE);
    if (turn->state != GOAL_AT_PRACTICE)
        return;
    switch (event->input) {
    case GOAL_IN_PART:
        if (event->number < PRACTICE_PARTS)
            turn->part = event->number;
        return;
    case GOAL_IN_CHOOSE:
        goal_edit_choose(turn, event->number);
        return;
    case GOAL_IN_OWN:
        enter(turn, GOAL_AT_PART_WORDS, event->now_ms);
        return;
    case GOAL_IN_NOTHING:
        goal_edit_nothing(turn);
        return;
    case GOAL_IN_SHARE:
        goal_edit_share(turn, GOAL_SLOT_PRACTICE);
        return;
    default:
        return;
    }
}

static void on_touch(struct goal_turn *turn, const struct goal_event *event,
                     struct goal_effect *effect)
{
    turn->touched_at_ms = event->now_ms;
    switch (event->input) {
    case GOAL_IN_ENTER:
        if (turn->state == GOAL_AT_AWAY && turn->room.open)
            to_card(turn, event->now_ms);
        return;
    case GOAL_IN_NEW:
        on_new(turn, event, effect);
        return;
    case GOAL_IN_PICTURE:
        on_picture(turn, event->number, event->now_ms, effect);
        return;
    case GOAL_IN_UNDO:
        on_undo(turn);
        return;
    case GOAL_IN_WRITTEN:
        on_written(turn, event->now_ms);
        return;
    case GOAL_IN_EDIT:
    case GOAL_IN_SHORT:
    case GOAL_IN_ASK:
    case GOAL_IN_ANSWER:
    case GOAL_IN_HOME:
    case GOAL_IN_WAY:
        on_sheet(turn, event);
        return;
    case GOAL_IN_SHARE:
        on_sheet(turn, event);
        on_practice(turn, event);
        return;
    case GOAL_IN_PART:
    case GOAL_IN_CHOOSE:
    case GOAL_IN_OWN:
    case GOAL_IN_NOTHING:
        on_practice(turn, event);
        return;
    case GOAL_IN_KEY:
        goal_edit_key(turn, &event->key);
        return;
    case GOAL_IN_NEXT:
        on_next(turn, event->now_ms, effect);
        return;
    case GOAL_IN_BACK:
        on_back(turn, event->now_ms);
        return;
    case GOAL_IN_RUNG:
        if (turn->state == GOAL_AT_WAY)
            goal_edit_rung(turn, event->number);
        return;
    case GOAL_IN_SAVE:
        on_save(turn, event->now_ms, effect);
        return;
    case GOAL_IN_FORGET:
        if (turn->state == GOAL_AT_WAY)
            enter(turn, GOAL_AT_FORGET_ASK, event->now_ms);
        return;
    case GOAL_IN_DONE:
        on_done(turn, event->now_ms, effect);
        return;
    case GOAL_IN_YES:
        on_yes(turn, event->now_ms, effect);
        return;
    case GOAL_IN_NO:
        on_no(turn, event->now_ms, effect);
        return;
    case GOAL_IN_TOUCH:
        if (turn->state == GOAL_AT_TOLD)
            leave(turn, GOAL_AT_AWAY, event->now_ms, effect);
        return;
    default:
        return;
    }
}

static void on_hub(struct goal_turn *turn, const struct goal_event *event,
                   struct goal_effect *effect)
{
    if (event->input == GOAL_IN_FOUND)
        on_found(turn, event, effect);
    else if (event->input == GOAL_IN_MISSING)
        on_missing(turn, event->now_ms);
    else if (event->input == GOAL_IN_MADE)
        on_made(turn, event, effect);
    else if (event->input == GOAL_IN_TAKEN && turn->state == GOAL_AT_MAKING)
        draw(turn, event, effect);
    else if (event->input == GOAL_IN_FULL && turn->state == GOAL_AT_MAKING)
        tell(turn, GOAL_TOLD_FULL, event->now_ms, effect);
    else if (event->input == GOAL_IN_RESTING)
        on_resting(turn, event->now_ms);
    else if (event->input == GOAL_IN_SAVED)
        on_saved(turn, event);
    else if (event->input == GOAL_IN_STALE)
        on_stale(turn, event, effect);
    else if (event->input == GOAL_IN_FORGOTTEN && turn->state == GOAL_AT_FORGETTING)
        tell(turn, GOAL_TOLD_FORGOTTEN, event->now_ms, effect);
}

void goal_turn_step(struct goal_turn *turn, const struct goal_event *event,
                    struct goal_effect *out_effect)
{
    check(turn->state <= GOAL_AT_LAST && event->input <= GOAL_IN_LAST);
    memset(out_effect, 0, sizeof *out_effect);
    turn->week = event->week;
    switch (event->input) {
    case GOAL_IN_ROOM:
        on_room(turn, event, out_effect);
        break;
    case GOAL_IN_TIME:
        on_time(turn, event->now_ms, out_effect);
        break;
    case GOAL_IN_FOUND:
    case GOAL_IN_MISSING:
    case GOAL_IN_MADE:
    case GOAL_IN_TAKEN:
    case GOAL_IN_FULL:
    case GOAL_IN_RESTING:
    case GOAL_IN_SAVED:
    case GOAL_IN_STALE:
    case GOAL_IN_FORGOTTEN:
        on_hub(turn, event, out_effect);
        break;
    default:
        on_touch(turn, event, out_effect);
        break;
    }
    // Who asks is few, and what they did shows: whatever came may have changed the picture.
    out_effect->redraw =
        out_effect->forget || turn->state != GOAL_AT_AWAY || event->input == GOAL_IN_ROOM;
}
