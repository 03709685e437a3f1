#include "core/goal_edit.h"

#include "base/check.h"
#include "core/goal_merge.h"

#include <string.h>

bool goal_turn_dirty(const struct goal_turn *turn)
{
    return !goal_sheet_equal(&turn->sheet, &turn->base);
}

static struct goal_short *term_of(struct goal_turn *turn)
{
    return &turn->sheet.shorts[turn->short_term];
}

static bool practice_is_open(const struct goal_turn *turn)
{
    const struct goal_practice *practice = &turn->sheet.practice;
    return practice->kind == PRACTICE_SET && practice->tried == TRIED_NONE &&
           practice->week < turn->week;
}

// Which step of the short-term goal is asked about, and what comes first.
void goal_edit_look(struct goal_turn *turn)
{
    if (turn->short_term >= turn->sheet.short_count)
        turn->short_term = 0;
    turn->step = goal_short_step(term_of(turn));
    turn->ask = practice_is_open(turn)        ? GOAL_ASK_TRIED
                : turn->step < GOAL_STEPS_MAX ? GOAL_ASK_STEP
                                              : GOAL_ASK_NOTHING;
}

void goal_edit_ask(struct goal_turn *turn, uint8_t ask)
{
    if (ask == GOAL_ASK_STEP && turn->step < GOAL_STEPS_MAX)
        turn->ask = GOAL_ASK_STEP;
    if (ask == GOAL_ASK_TRIED && turn->sheet.practice.kind == PRACTICE_SET)
        turn->ask = GOAL_ASK_TRIED;
}

// After how it was tried comes what got in the way, if anything did, and then the step.
static void answer_practice(struct goal_turn *turn, uint8_t answer)
{
    struct goal_practice *practice = &turn->sheet.practice;
    if (turn->ask == GOAL_ASK_TRIED) {
        if (answer < TRIED_YES || answer > TRIED_NOT_YET)
            return;
        practice->tried = (enum practice_tried)answer;
        if (practice->tried == TRIED_YES)
            practice->obstacle = 0;
        turn->ask = practice->tried != TRIED_YES  ? GOAL_ASK_OBSTACLE
                    : turn->step < GOAL_STEPS_MAX ? GOAL_ASK_STEP
                                                  : GOAL_ASK_TRIED;
        return;
    }
    if (answer >= 1 && answer <= GOAL_OBSTACLES)
        practice->obstacle = answer;
}

void goal_edit_answer(struct goal_turn *turn, uint8_t answer)
{
    switch (turn->ask) {
    case GOAL_ASK_NOTHING:
        return;
    case GOAL_ASK_TRIED:
    case GOAL_ASK_OBSTACLE:
        answer_practice(turn, answer);
        return;
    case GOAL_ASK_STEP: {
        if (answer < GOAL_DID || answer > GOAL_HELP)
            return;
        struct goal_step *step = &term_of(turn)->steps[turn->step];
        step->status = (enum goal_status)answer;
        step->week = turn->week;
        return;
    }
    }
}

uint8_t goal_turn_answer(const struct goal_turn *turn)
{
    const struct goal_practice *practice = &turn->sheet.practice;
    switch (turn->ask) {
    case GOAL_ASK_NOTHING:
        return 0;
    case GOAL_ASK_TRIED:
        return (uint8_t)practice->tried;
    case GOAL_ASK_OBSTACLE:
        return practice->obstacle;
    case GOAL_ASK_STEP: {
        const struct goal_step *step = &turn->sheet.shorts[turn->short_term].steps[turn->step];
        return step->week == turn->week ? (uint8_t)step->status : 0;
    }
    }
    return 0;
}

// ---- words

// The step that t27 writes: the one that is not done, else a new one; when all are done the oldest goes.
static struct goal_step *step_to_write(struct goal_turn *turn, bool make)
{
    struct goal_short *term = term_of(turn);
    for (uint8_t i = 0; i < GOAL_STEPS_MAX; i++)
        if (term->steps[i].status != GOAL_DID)
            return &term->steps[i];
    if (!make)
        return NULL;
    memmove(&term->steps[0], &term->steps[1], (GOAL_STEPS_MAX - 1) * sizeof term->steps[0]);
    memset(&term->steps[GOAL_STEPS_MAX - 1], 0, sizeof term->steps[0]);
    return &term->steps[GOAL_STEPS_MAX - 1];
}

static struct goal_words *words_to_write(struct goal_turn *turn, enum goal_field field, bool make)
{
    switch (field) {
    case GOAL_FIELD_LONG:
        return &turn->sheet.long_term;
    case GOAL_FIELD_WHY:
        return &turn->sheet.why;
    case GOAL_FIELD_SHORT:
        return &term_of(turn)->words;
    case GOAL_FIELD_STEP: {
        struct goal_step *step = step_to_write(turn, make);
        return step != NULL ? &step->words : NULL;
    }
    case GOAL_FIELDS:
        break;
    }
    check(false && "a field of the sheet");
    return NULL;
}

const char *goal_turn_words(const struct goal_turn *turn, enum goal_field field)
{
    // Looking makes no step, so the turn stays as it is.
    struct goal_words *words = words_to_write((struct goal_turn *)turn, field, false);
    return words != NULL ? words->text : "";
}

uint8_t goal_turn_written_step(const struct goal_turn *turn)
{
    const struct goal_short *term = &turn->sheet.shorts[turn->short_term];
    for (uint8_t i = 0; i < GOAL_STEPS_MAX; i++)
        if (term->steps[i].status != GOAL_DID)
            return i;
    return GOAL_STEPS_MAX - 1;
}

bool practice_part_set(const struct practice_part *part)
{
    return part->preset != 0 || part->own[0] != '\0';
}

// Three bytes a code point are enough for every language here; what needs more is not taken.
static void press_on(struct goal_turn *turn, const struct board_key *key,
                     char text[OWN_WORDS_BYTES])
{
    char before[OWN_WORDS_BYTES];
    memcpy(before, text, sizeof before);
    if (keyboard_press(&turn->keyboard, key, text) && strlen(text) > GOAL_WORDS_BYTES_MOST)
        memcpy(text, before, sizeof before);
    memset(before, 0, sizeof before);
}

void goal_edit_key(struct goal_turn *turn, const struct board_key *key)
{
    if (turn->state == GOAL_AT_PART_WORDS) {
        struct practice_part *part = &turn->practice.parts[turn->part];
        press_on(turn, key, part->own);
        if (part->own[0] != '\0') {
            part->preset = 0;
            turn->practice.kind = PRACTICE_SET;
        }
        return;
    }
    if (turn->state != GOAL_AT_WRITING)
        return;
    struct goal_words *words = words_to_write(turn, turn->field, true);
    press_on(turn, key, words->text);
    // The first words of a short-term goal or of its step make it one of the sheet's.
    if (turn->field >= GOAL_FIELD_SHORT && words->text[0] != '\0' &&
        turn->sheet.short_count <= turn->short_term)
        turn->sheet.short_count = (uint8_t)(turn->short_term + 1);
    if (turn->field == GOAL_FIELD_STEP) {
        struct goal_short *term = term_of(turn);
        uint8_t count = 0;
        for (uint8_t i = 0; i < GOAL_STEPS_MAX; i++)
            if (term->steps[i].words.text[0] != '\0')
                count = (uint8_t)(i + 1);
        term->step_count = count;
    }
}

void goal_edit_field(struct goal_turn *turn, enum goal_field field)
{
    turn->field = field;
    memset(&turn->keyboard, 0, sizeof turn->keyboard);
}

// From line to line; from a next step to the next short-term goal, as long as there may be one.
void goal_edit_next_line(struct goal_turn *turn)
{
    if (turn->field != GOAL_FIELD_STEP) {
        goal_edit_field(turn, (enum goal_field)(turn->field + 1));
        return;
    }
    bool written = term_of(turn)->words.text[0] != '\0' || term_of(turn)->step_count > 0;
    if (written && turn->short_term + 1 < GOAL_SHORTS_MAX) {
        turn->short_term++;
        goal_edit_field(turn, GOAL_FIELD_SHORT);
        return;
    }
    turn->short_term = 0;
    goal_edit_field(turn, GOAL_FIELD_LONG);
}

void goal_edit_next_short(struct goal_turn *turn)
{
    if (turn->sheet.short_count < 2)
        return;
    turn->short_term = (uint8_t)((turn->short_term + 1) % turn->sheet.short_count);
    enum goal_ask ask = turn->ask;
    goal_edit_look(turn);
    if (ask == GOAL_ASK_STEP && turn->step < GOAL_STEPS_MAX)
        turn->ask = GOAL_ASK_STEP;
}

// ---- sharing

static struct goal_words *slot_words(struct goal_turn *turn, uint8_t slot)
{
    if (slot >= GOAL_SLOT_STEP)
        return &term_of(turn)->steps[slot - GOAL_SLOT_STEP].words;
    return slot == GOAL_SLOT_LONG  ? &turn->sheet.long_term
           : slot == GOAL_SLOT_WHY ? &turn->sheet.why
                                   : &term_of(turn)->words;
}

// The practice that a tick is about: the one being chosen, or the sheet's.
static struct goal_practice *shown_practice(struct goal_turn *turn)
{
    bool choosing = turn->state == GOAL_AT_PRACTICE || turn->state == GOAL_AT_PART_WORDS;
    return choosing ? &turn->practice : &turn->sheet.practice;
}

void goal_edit_share(struct goal_turn *turn, uint8_t slot)
{
    if (slot >= GOAL_SLOTS)
        return;
    if (slot == GOAL_SLOT_PRACTICE) {
        struct goal_practice *practice = shown_practice(turn);
        if (practice == &turn->practice || practice->kind != PRACTICE_NONE)
            practice->share = !practice->share;
        return;
    }
    struct goal_words *words = slot_words(turn, slot);
    if (words->text[0] != '\0')
        words->share = !words->share;
}

bool goal_turn_slot(const struct goal_turn *turn, enum goal_slot slot, bool *out_share)
{
    struct goal_turn *at = (struct goal_turn *)turn; // looked at, not changed
    if (slot == GOAL_SLOT_PRACTICE) {
        const struct goal_practice *practice = shown_practice(at);
        *out_share = practice->share;
        return practice->kind != PRACTICE_NONE;
    }
    const struct goal_words *words = slot_words(at, (uint8_t)slot);
    *out_share = words->share;
    return words->text[0] != '\0';
}

// ---- home practice

void goal_edit_choose(struct goal_turn *turn, uint8_t preset)
{
    struct practice_part *part = &turn->practice.parts[turn->part];
    if (preset < 1 || preset > GOAL_PRESETS)
        return;
    memset(part, 0, sizeof *part);
    part->preset = preset;
    turn->practice.kind = PRACTICE_SET;
}

void goal_edit_nothing(struct goal_turn *turn)
{
    bool share = turn->practice.share;
    memset(&turn->practice, 0, sizeof turn->practice);
    turn->practice.kind = PRACTICE_NOTHING;
    turn->practice.share = share;
    turn->part = PRACTICE_PARTS - 1;
}

// ---- the way so far

uint8_t goal_sheet_rung(const struct goal_sheet *sheet, uint32_t week)
{
    for (uint8_t i = 0; i < sheet->week_count; i++)
        if (sheet->weeks[i].week == week)
            return sheet->weeks[i].rung;
    return 0;
}

void goal_edit_rung(struct goal_turn *turn, uint8_t rung)
{
    struct goal_sheet *sheet = &turn->sheet;
    if (rung < 1 || rung > GOAL_RUNGS)
        return;
    bool known = sheet->week_count > 0 && sheet->weeks[sheet->week_count - 1].week >= turn->week;
    if (!known && sheet->week_count == GOAL_WEEKS_MAX)
        memmove(&sheet->weeks[0], &sheet->weeks[1], (GOAL_WEEKS_MAX - 1) * sizeof sheet->weeks[0]);
    else if (!known)
        sheet->week_count++;
    struct goal_rung *now = &sheet->weeks[sheet->week_count - 1];
    // A clock that was set back does not turn the order of the weeks round.
    now->week = now->week > turn->week && known ? now->week : turn->week;
    now->rung = rung;
}
