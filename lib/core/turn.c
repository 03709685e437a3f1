#include "core/turn.h"

#include "base/check.h"

#include <string.h>

static const char *const state_names[TURN_LAST + 1] = {
    [TURN_WRITING] = "writing",
    [TURN_WELCOME] = "welcome",
    [TURN_SLIDE] = "slide",
    [TURN_PROMISE] = "promise",
    [TURN_QUESTION] = "question",
    [TURN_CHOSEN] = "chosen",
    [TURN_SENDING] = "sending",
    [TURN_SAVED] = "saved",
    [TURN_COVER] = "cover",
    [TURN_BOX_FULL] = "box-full",
    [TURN_NOT_TAKEN] = "not-taken",
    [TURN_CLEARED] = "cleared",
    [TURN_RESULT] = "result",
    [TURN_PAUSED] = "paused",
    [TURN_STILL_THERE] = "still-there",
    [TURN_CLEAR_ASK] = "clear-ask",
    [TURN_ENDED] = "ended",
};

static const char *const input_names[TURN_IN_LAST + 1] = {
    [TURN_IN_KEY] = "key",   [TURN_IN_BACK] = "back",     [TURN_IN_SCENE] = "scene",
    [TURN_IN_TIME] = "time", [TURN_IN_CHOOSE] = "choose", [TURN_IN_SEND] = "send",
    [TURN_IN_DONE] = "done", [TURN_IN_YES] = "yes",       [TURN_IN_NO] = "no",
    [TURN_IN_WAKE] = "wake", [TURN_IN_START] = "start",   [TURN_IN_TOUCH] = "touch",
};

const char *turn_state_name(enum turn_state state)
{
    check(state <= TURN_LAST);
    return state_names[state];
}

const char *turn_input_name(enum turn_input input)
{
    check(input <= TURN_IN_LAST);
    return input_names[input];
}

void turn_init(struct turn *turn, uint64_t now_ms)
{
    memset(turn, 0, sizeof *turn);
    turn->state = TURN_WELCOME;
    turn->since_ms = now_ms;
    turn->touched_at_ms = now_ms;
}

void turn_forget(struct turn *turn)
{
    turn->choice = 0;
    turn->pass = false;
    turn->own = false;
    memset(turn->text, 0, sizeof turn->text);
    memset(&turn->keyboard, 0, sizeof turn->keyboard);
    turn->touched = false;
    turn->warned_at_ms = 0;
    memset(&turn->answer, 0, sizeof turn->answer);
}

static void enter(struct turn *turn, enum turn_state state, uint64_t now_ms)
{
    if (turn->state == state)
        return;
    turn->state = state;
    turn->since_ms = now_ms;
}

static void forget(struct turn *turn, struct turn_effect *effect)
{
    turn_forget(turn);
    effect->send = false;
    memset(&effect->answer, 0, sizeof effect->answer);
    effect->forget = true;
}

static bool seen_open(const struct turn_seen *seen)
{
    return seen->phase == SCENE_RUNNING && seen->phase_id != 0 &&
           prompt_state_is_open(seen->prompt_state);
}

// The state below a pause, a warning or a question; else the state itself.
static enum turn_state base_of(const struct turn *turn)
{
    bool covered = turn->state == TURN_PAUSED || turn->state == TURN_STILL_THERE ||
                   turn->state == TURN_CLEAR_ASK;
    return covered ? turn->under : turn->state;
}

static bool has_answer(const struct turn *turn)
{
    return turn->choice != 0 || turn->pass || turn->own || turn->text[0] != '\0';
}

// What a screen shows when nobody is in the middle of anything on it.
static enum turn_state rest(const struct turn *turn)
{
    const struct turn_seen *seen = &turn->seen;
    if (!seen->any || seen->phase == SCENE_WAITING)
        return TURN_WELCOME;
    if (seen->phase != SCENE_RUNNING)
        return TURN_ENDED;
    if (seen_open(seen))
        return seen->box_full ? TURN_BOX_FULL : TURN_COVER;
    return seen->result_on ? TURN_RESULT : TURN_SLIDE;
}

// Puts state below a pause if the screens are paused, else shows it.
static void show(struct turn *turn, enum turn_state state, uint64_t now_ms)
{
    bool coverable = state != TURN_WELCOME && state != TURN_ENDED;
    if (turn->seen.paused && coverable) {
        turn->under = state;
        enter(turn, TURN_PAUSED, now_ms);
        return;
    }
    turn->under = state;
    enter(turn, state, now_ms);
}

static struct turn_seen see(const struct envelope *envelope)
{
    const struct scene *scene = &envelope->scene;
    struct turn_seen seen = {.any = true,
                             .phase_id = envelope->phase_id,
                             .phase = scene->phase,
                             .prompt_state = scene->prompt_state,
                             .slide = scene->slide,
                             .prompt = scene->prompt,
                             .paused = scene->paused || scene->prompt_state == PROMPT_PAUSED ||
                                       scene->goals_state == GOALS_PAUSED,
                             .box_full = scene->box_full,
                             .result_on = scene->result_on};
    memcpy(seen.session_id, envelope->session_id, sizeof seen.session_id);
    return seen;
}

static bool in_phase(enum turn_state state)
{
    switch (state) {
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
    case TURN_SENDING:
    case TURN_SAVED:
    case TURN_COVER:
    case TURN_BOX_FULL:
    case TURN_NOT_TAKEN:
        return true;
    case TURN_WELCOME:
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_CLEARED:
    case TURN_RESULT:
    case TURN_PAUSED:
    case TURN_STILL_THERE:
    case TURN_CLEAR_ASK:
    case TURN_ENDED:
        return false;
    }
    check(false && "a turn is in one of its states");
    return false;
}

// A prompt has opened, or opened again after it was thrown away: the question, on every screen.
static void open_phase(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    // Somebody who reads a slide in a language of their own choice keeps it for the question.
    if (in_phase(base_of(turn)))
        forget(turn, effect);
    turn_forget(turn);
    turn->prompt = turn->seen.prompt;
    show(turn, turn->seen.box_full ? TURN_BOX_FULL : TURN_QUESTION, now_ms);
}

// The phase is over. What was on its way and not in the list by then was not taken, and its screen
// says so; a prompt thrown away clears every screen alike.
static void close_phase(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    enum turn_state base = base_of(turn);
    bool voided = turn->seen.prompt_state == PROMPT_IDLE;
    // While the lines of a text prompt are read, screens look as if they were held back.
    bool held = turn->seen.prompt_state == PROMPT_HELD || turn->seen.prompt_state == PROMPT_REVIEW;
    forget(turn, effect);
    turn->prompt = turn->seen.prompt;
    if (base == TURN_SENDING && !voided)
        show(turn, TURN_NOT_TAKEN, now_ms);
    else if (voided || held)
        show(turn, TURN_CLEARED, now_ms);
    else
        show(turn, rest(turn), now_ms);
}

// While a phase goes on: our id may be saved, the box may fill or get a place again.
static void go_on_in_phase(struct turn *turn, const struct envelope *envelope, uint64_t now_ms,
                           struct turn_effect *effect)
{
    enum turn_state base = base_of(turn);
    bool saved = base == TURN_SENDING && envelope_has(envelope, turn->answer.id);
    if (saved) {
        forget(turn, effect);
        show(turn, TURN_SAVED, now_ms);
        return;
    }
    if (base == TURN_SENDING && !turn->seen.box_full) {
        effect->send = true;
        effect->answer = turn->answer;
        return;
    }
    if (turn->seen.box_full && base != TURN_BOX_FULL && base != TURN_NOT_TAKEN &&
        base != TURN_SAVED) {
        bool lost = has_answer(turn) || base == TURN_SENDING;
        forget(turn, effect);
        show(turn, lost ? TURN_NOT_TAKEN : TURN_BOX_FULL, now_ms);
    }
    if (!turn->seen.box_full && (base == TURN_BOX_FULL || base == TURN_NOT_TAKEN))
        show(turn, TURN_COVER, now_ms);
}

// Outside of a phase: the leader's slide and result are followed.
static void follow_leader(struct turn *turn, const struct turn_seen *before, uint64_t now_ms)
{
    enum turn_state base = base_of(turn);
    bool slide_changed = before->slide != turn->seen.slide;
    bool result_changed = before->result_on != turn->seen.result_on;
    bool waits = base == TURN_PROMISE || base == TURN_CLEARED || base == TURN_NOT_TAKEN;
    if (!waits || slide_changed || result_changed)
        show(turn, rest(turn), now_ms);
}

static void follow_pause(struct turn *turn, uint64_t now_ms)
{
    bool clear = turn->state == TURN_WELCOME || turn->state == TURN_ENDED;
    if (turn->seen.paused && turn->state != TURN_PAUSED && !clear) {
        // A warning or a question on top goes; what was below it stays below the pause.
        turn->under = base_of(turn);
        enter(turn, TURN_PAUSED, now_ms);
    } else if (!turn->seen.paused && turn->state == TURN_PAUSED) {
        enter(turn, turn->under, now_ms);
        turn->touched_at_ms = now_ms; // nobody could touch it while it was covered
    }
}

static void on_scene(struct turn *turn, const struct turn_event *event, struct turn_effect *effect)
{
    check(event->envelope != NULL);
    const struct envelope *envelope = event->envelope;
    const struct turn_seen before = turn->seen;
    turn->seen = see(envelope);
    bool other_session = !before.any || memcmp(before.session_id, turn->seen.session_id,
                                               sizeof before.session_id) != 0;
    bool was_open = seen_open(&before) && !other_session;
    bool open = seen_open(&turn->seen);
    if (turn->seen.phase != SCENE_RUNNING) {
        if (in_phase(base_of(turn)) || turn->seen.phase != before.phase || other_session)
            forget(turn, effect);
        turn->prompt = 0;
        show(turn, rest(turn), event->now_ms);
    } else if (open && (!was_open || before.phase_id != turn->seen.phase_id)) {
        open_phase(turn, event->now_ms, effect);
    } else if (was_open && !open) {
        close_phase(turn, event->now_ms, effect);
    } else if (other_session || before.phase != SCENE_RUNNING) {
        forget(turn, effect);
        turn->prompt = 0;
        // The first slide is the beginning: the promise is shown on every screen.
        bool promise = turn->seen.slide == 1 && !turn->seen.result_on;
        show(turn, promise ? TURN_PROMISE : rest(turn), event->now_ms);
    } else if (open) {
        go_on_in_phase(turn, envelope, event->now_ms, effect);
    } else {
        follow_leader(turn, &before, event->now_ms);
    }
    follow_pause(turn, event->now_ms);
}

// The person has gone or is done: everything of theirs goes, the next person comes.
static void clear(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    forget(turn, effect);
    show(turn, rest(turn), now_ms);
}

static bool passed(uint64_t now_ms, uint64_t since_ms, uint64_t span_ms)
{
    return now_ms >= since_ms && now_ms - since_ms >= span_ms;
}

// Whether somebody may have left something on this screen.
static bool is_left_open(const struct turn *turn)
{
    enum turn_state base = base_of(turn);
    return base == TURN_CHOSEN || base == TURN_WRITING || (base == TURN_QUESTION && turn->touched);
}

static void on_time(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    switch (turn->state) {
    case TURN_SAVED:
        if (passed(now_ms, turn->since_ms, TURN_SAVED_MS))
            clear(turn, now_ms, effect);
        break;
    case TURN_CLEARED:
        if (passed(now_ms, turn->since_ms, TURN_CLEARED_MS))
            show(turn, rest(turn), now_ms);
        break;
    case TURN_NOT_TAKEN:
        if (!seen_open(&turn->seen) && passed(now_ms, turn->since_ms, TURN_NOT_TAKEN_MS))
            show(turn, rest(turn), now_ms);
        break;
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
    case TURN_CLEAR_ASK:
        if (!is_left_open(turn) || !passed(now_ms, turn->touched_at_ms, TURN_QUIET_MS))
            break;
        turn->under = base_of(turn);
        turn->warned_at_ms = now_ms;
        enter(turn, TURN_STILL_THERE, now_ms);
        break;
    case TURN_STILL_THERE:
        if (passed(now_ms, turn->warned_at_ms, TURN_WARNING_MS))
            clear(turn, now_ms, effect);
        break;
    case TURN_PAUSED:
        // A pause may last; the person may not come back to what they left below it.
        if (is_left_open(turn) &&
            passed(now_ms, turn->touched_at_ms, TURN_QUIET_MS + TURN_WARNING_MS))
            clear(turn, now_ms, effect);
        break;
    case TURN_WELCOME:
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_SENDING:
    case TURN_COVER:
    case TURN_BOX_FULL:
    case TURN_RESULT:
    case TURN_ENDED:
        break;
    }
}

// While writing, only "prefer not to say" is on the screen; it is chosen, and sent like words.
static void choose(struct turn *turn, const struct turn_event *event)
{
    bool writing = turn->state == TURN_WRITING;
    if (turn->state != TURN_QUESTION && turn->state != TURN_CHOSEN && !writing)
        return;
    if (event->choice == TURN_PASS) {
        turn->pass = true;
        turn->choice = 0;
    } else if (writing) {
        return;
    } else if (event->choice == TURN_OWN && event->kind == PROMPT_TEXT) {
        turn->choice = 0;
        turn->pass = false;
        turn->own = true;
    } else if (event->choice < event->option_count && event->choice < OPTIONS_MAX) {
        uint8_t bit = (uint8_t)(1u << event->choice);
        bool many = event->kind == PROMPT_CHOOSE_ALL;
        turn->choice = many ? turn->choice ^ bit : bit;
        turn->pass = false;
    } else {
        return;
    }
    if (writing)
        return;
    turn->own = turn->own && event->choice == TURN_OWN;
    bool chosen = turn->choice != 0 || turn->pass || turn->own;
    enter(turn, chosen ? TURN_CHOSEN : TURN_QUESTION, event->now_ms);
}

static void press(struct turn *turn, const struct turn_event *event)
{
    if (turn->state != TURN_WRITING)
        return;
    if (keyboard_press(&turn->keyboard, &event->key, turn->text))
        turn->pass = false; // who writes on does not want to pass any more
}

static void back(struct turn *turn, uint64_t now_ms)
{
    if (turn->state != TURN_WRITING)
        return;
    turn->pass = false;
    turn->own = true;
    enter(turn, TURN_CHOSEN, now_ms);
}

// Puts what was written into the answer, without a blank at its end. False if that is nothing.
static bool words_take(const struct turn *turn, char out_text[OWN_WORDS_BYTES])
{
    memcpy(out_text, turn->text, sizeof turn->text);
    for (size_t used = strlen(out_text); used > 0 && out_text[used - 1] == ' '; used--)
        out_text[used - 1] = '\0';
    return own_words_ok(out_text);
}

static void send(struct turn *turn, const struct turn_event *event, struct turn_effect *effect)
{
    bool writing = turn->state == TURN_WRITING;
    if (turn->state == TURN_CHOSEN && turn->own) {
        enter(turn, TURN_WRITING, event->now_ms);
        return;
    }
    if (turn->state != TURN_CHOSEN && !writing)
        return;
    struct cell_body answer = {.kind = CELL_ANSWER,
                               .phase_id = turn->seen.phase_id,
                               .choice = turn->choice,
                               .pass = turn->pass};
    if (writing && !turn->pass && !words_take(turn, answer.text))
        return;
    check(answer.choice != 0 || answer.pass || answer.text[0] != '\0');
    memcpy(answer.id, event->random_id, sizeof answer.id);
    turn_forget(turn); // what was chosen and written; the answer is all that is left
    turn->touched = true;
    turn->answer = answer;
    effect->send = true;
    effect->answer = turn->answer;
    enter(turn, TURN_SENDING, event->now_ms);
}

static void done(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    switch (turn->state) {
    case TURN_CHOSEN:
    case TURN_WRITING:
        turn->under = turn->state;
        enter(turn, TURN_CLEAR_ASK, now_ms);
        break;
    case TURN_QUESTION:
    case TURN_STILL_THERE:
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_RESULT:
    case TURN_CLEARED:
        clear(turn, now_ms, effect);
        break;
    case TURN_NOT_TAKEN: // stays while the box is full; language and size go back all the same
    case TURN_COVER:
    case TURN_BOX_FULL:
        forget(turn, effect);
        break;
    case TURN_WELCOME:
    case TURN_SENDING: // it stays until its answer is safe
    case TURN_SAVED:   // no button shortens it
    case TURN_PAUSED:
    case TURN_CLEAR_ASK: // answered by yes or no
    case TURN_ENDED:
        break;
    }
}

static void yes(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    if (turn->state == TURN_CLEAR_ASK)
        clear(turn, now_ms, effect);
    else if (turn->state == TURN_STILL_THERE)
        enter(turn, turn->under, now_ms);
}

static void no(struct turn *turn, uint64_t now_ms, struct turn_effect *effect)
{
    if (turn->state == TURN_CLEAR_ASK)
        enter(turn, turn->under, now_ms);
    else if (turn->state == TURN_STILL_THERE)
        clear(turn, now_ms, effect);
}

static void dismiss(struct turn *turn, uint64_t now_ms)
{
    bool told = turn->state == TURN_CLEARED || turn->state == TURN_PROMISE ||
                (turn->state == TURN_NOT_TAKEN && !seen_open(&turn->seen));
    if (told)
        show(turn, rest(turn), now_ms);
}

static void on_input(struct turn *turn, const struct turn_event *event, struct turn_effect *effect)
{
    turn->touched_at_ms = event->now_ms;
    if (turn->state == TURN_QUESTION)
        turn->touched = true;
    switch (event->input) {
    case TURN_IN_CHOOSE:
        choose(turn, event);
        break;
    case TURN_IN_KEY:
        press(turn, event);
        break;
    case TURN_IN_BACK:
        back(turn, event->now_ms);
        break;
    case TURN_IN_SEND:
        send(turn, event, effect);
        break;
    case TURN_IN_DONE:
        done(turn, event->now_ms, effect);
        break;
    case TURN_IN_YES:
        yes(turn, event->now_ms, effect);
        break;
    case TURN_IN_NO:
        no(turn, event->now_ms, effect);
        break;
    case TURN_IN_WAKE:
        if (turn->state == TURN_COVER)
            show(turn, TURN_QUESTION, event->now_ms);
        break;
    case TURN_IN_START:
    case TURN_IN_TOUCH:
        dismiss(turn, event->now_ms);
        break;
    case TURN_IN_SCENE:
    case TURN_IN_TIME:
        check(false && "scene and time are no touch");
        break;
    }
}

// The slide to draw stays for a person who is answering, and is the leader's for all others.
static void follow_slide(struct turn *turn)
{
    bool answering = seen_open(&turn->seen) && in_phase(base_of(turn));
    if (!answering)
        turn->slide = turn->seen.slide;
    turn->slide_waits = answering && turn->slide != turn->seen.slide;
}

static bool looks_equal(const struct turn *a, const struct turn *b)
{
    return a->state == b->state && a->under == b->under && a->slide == b->slide &&
           a->prompt == b->prompt && a->choice == b->choice && a->pass == b->pass &&
           a->own == b->own && memcmp(a->text, b->text, sizeof a->text) == 0 &&
           keyboard_equal(&a->keyboard, &b->keyboard) && a->slide_waits == b->slide_waits &&
           a->seen.result_on == b->seen.result_on && a->seen.prompt_state == b->seen.prompt_state &&
           a->seen.phase == b->seen.phase;
}

void turn_step(struct turn *turn, const struct turn_event *event, struct turn_effect *out_effect)
{
    check(turn->state <= TURN_LAST && event->input <= TURN_IN_LAST);
    memset(out_effect, 0, sizeof *out_effect);
    const struct turn before = *turn;
    if (event->input == TURN_IN_SCENE)
        on_scene(turn, event, out_effect);
    else if (event->input == TURN_IN_TIME)
        on_time(turn, event->now_ms, out_effect);
    else
        on_input(turn, event, out_effect);
    follow_slide(turn);
    out_effect->redraw = out_effect->forget || !looks_equal(&before, turn);
    check(!out_effect->forget || turn->answer.kind == CELL_DUMMY);
}

uint64_t turn_due_ms(const struct turn *turn)
{
    switch (turn->state) {
    case TURN_SAVED:
        return turn->since_ms + TURN_SAVED_MS;
    case TURN_CLEARED:
        return turn->since_ms + TURN_CLEARED_MS;
    case TURN_NOT_TAKEN:
        return seen_open(&turn->seen) ? UINT64_MAX : turn->since_ms + TURN_NOT_TAKEN_MS;
    case TURN_QUESTION:
    case TURN_CHOSEN:
    case TURN_WRITING:
    case TURN_CLEAR_ASK:
        return is_left_open(turn) ? turn->touched_at_ms + TURN_QUIET_MS : UINT64_MAX;
    case TURN_STILL_THERE:
        return turn->warned_at_ms + TURN_WARNING_MS;
    case TURN_PAUSED:
        return is_left_open(turn) ? turn->touched_at_ms + TURN_QUIET_MS + TURN_WARNING_MS
                                  : UINT64_MAX;
    case TURN_WELCOME:
    case TURN_SLIDE:
    case TURN_PROMISE:
    case TURN_SENDING:
    case TURN_COVER:
    case TURN_BOX_FULL:
    case TURN_RESULT:
    case TURN_ENDED:
        return UINT64_MAX;
    }
    check(false && "a turn is in one of its states");
    return UINT64_MAX;
}
