#include "core/goal_merge.h"

#include "base/check.h"
#include <string.h>

static void tidy_text(char text[OWN_WORDS_BYTES])
{
    for (size_t used = strlen(text); used > 0 && text[used - 1] == ' '; used--)
        text[used - 1] = '\0';
    size_t used = strlen(text);
    memset(text + used, 0, OWN_WORDS_BYTES - used);
}

static void tidy_words(struct goal_words *words)
{
    tidy_text(words->text);
    words->share = words->share && words->text[0] != '\0';
}

static void tidy_short(struct goal_short *term)
{
    uint8_t kept = 0;
    tidy_words(&term->words);
    for (uint8_t i = 0; i < GOAL_STEPS_MAX; i++) {
        tidy_words(&term->steps[i].words);
        if (term->steps[i].words.text[0] == '\0')
            continue;
        if (kept != i)
            term->steps[kept] = term->steps[i];
        kept++;
    }
    for (uint8_t i = kept; i < GOAL_STEPS_MAX; i++)
        memset(&term->steps[i], 0, sizeof term->steps[i]);
    term->step_count = kept;
}

void goal_sheet_tidy(struct goal_sheet *sheet)
{
    uint8_t kept = 0;
    tidy_words(&sheet->long_term);
    tidy_words(&sheet->why);
    for (uint8_t i = 0; i < GOAL_SHORTS_MAX; i++) {
        tidy_short(&sheet->shorts[i]);
        if (sheet->shorts[i].words.text[0] == '\0' && sheet->shorts[i].step_count == 0)
            continue;
        if (kept != i)
            sheet->shorts[kept] = sheet->shorts[i];
        kept++;
    }
    for (uint8_t i = kept; i < GOAL_SHORTS_MAX; i++)
        memset(&sheet->shorts[i], 0, sizeof sheet->shorts[i]);
    sheet->short_count = kept;
    for (int i = 0; i < PRACTICE_PARTS; i++)
        tidy_text(sheet->practice.parts[i].own);
}

uint8_t goal_short_step(const struct goal_short *term)
{
    for (uint8_t i = 0; i < term->step_count; i++)
        if (term->steps[i].status != GOAL_DID)
            return i;
    return GOAL_STEPS_MAX;
}

// ---- comparing by field: what lies between fields is nobody's

static bool words_equal(const struct goal_words *a, const struct goal_words *b)
{
    return a->share == b->share && strcmp(a->text, b->text) == 0;
}

static bool step_equal(const struct goal_step *a, const struct goal_step *b)
{
    return words_equal(&a->words, &b->words) && a->status == b->status && a->week == b->week;
}

static bool practice_equal(const struct goal_practice *a, const struct goal_practice *b)
{
    for (int i = 0; i < PRACTICE_PARTS; i++)
        if (a->parts[i].preset != b->parts[i].preset ||
            strcmp(a->parts[i].own, b->parts[i].own) != 0)
            return false;
    return a->kind == b->kind && a->share == b->share && a->tried == b->tried &&
           a->obstacle == b->obstacle && a->week == b->week;
}

static bool short_equal(const struct goal_short *a, const struct goal_short *b)
{
    bool equal = words_equal(&a->words, &b->words) && a->step_count == b->step_count;
    for (uint8_t i = 0; i < a->step_count && equal; i++)
        equal = step_equal(&a->steps[i], &b->steps[i]);
    return equal;
}

bool goal_sheet_equal(const struct goal_sheet *a, const struct goal_sheet *b)
{
    bool equal = words_equal(&a->long_term, &b->long_term) && words_equal(&a->why, &b->why) &&
                 a->short_count == b->short_count && practice_equal(&a->practice, &b->practice) &&
                 a->week_count == b->week_count;
    for (uint8_t i = 0; i < a->short_count && equal; i++)
        equal = short_equal(&a->shorts[i], &b->shorts[i]);
    for (uint8_t i = 0; i < a->week_count && equal; i++)
        equal = a->weeks[i].week == b->weeks[i].week && a->weeks[i].rung == b->weeks[i].rung;
    return equal;
}

// ---- three hands

static void merge_words(const struct goal_words *base, const struct goal_words *mine,
                        struct goal_words *theirs)
{
    if (!words_equal(base, mine))
        *theirs = *mine;
}

static void merge_step(const struct goal_step *base, const struct goal_step *mine,
                       struct goal_step *theirs)
{
    merge_words(&base->words, &mine->words, &theirs->words);
    if (base->status != mine->status || base->week != mine->week) {
        theirs->status = mine->status;
        theirs->week = mine->week;
    }
}

static void merge_short(const struct goal_short *base, const struct goal_short *mine,
                        struct goal_short *theirs)
{
    merge_words(&base->words, &mine->words, &theirs->words);
    for (uint8_t i = 0; i < GOAL_STEPS_MAX; i++)
        merge_step(&base->steps[i], &mine->steps[i], &theirs->steps[i]);
}

// The weeks in order; of one week in both, mine if it was chosen now.
static void merge_weeks(const struct goal_sheet *base, const struct goal_sheet *mine,
                        struct goal_sheet *theirs)
{
    if (mine->week_count == 0)
        return;
    const struct goal_rung *newest = &mine->weeks[mine->week_count - 1];
    for (uint8_t i = 0; i < base->week_count; i++)
        if (base->weeks[i].week == newest->week && base->weeks[i].rung == newest->rung)
            return; // not chosen now
    for (uint8_t i = 0; i < theirs->week_count; i++)
        if (theirs->weeks[i].week == newest->week) {
            theirs->weeks[i].rung = newest->rung;
            return;
        }
    if (theirs->week_count == GOAL_WEEKS_MAX)
        memmove(&theirs->weeks[0], &theirs->weeks[1],
                (GOAL_WEEKS_MAX - 1) * sizeof theirs->weeks[0]);
    else
        theirs->week_count++;
    theirs->weeks[theirs->week_count - 1] = *newest;
}

void goal_sheet_merge(const struct goal_sheet *base, const struct goal_sheet *mine,
                      const struct goal_sheet *theirs, struct goal_sheet *out_sheet)
{
    check(out_sheet != base && out_sheet != mine && out_sheet != theirs);
    *out_sheet = *theirs;
    merge_words(&base->long_term, &mine->long_term, &out_sheet->long_term);
    merge_words(&base->why, &mine->why, &out_sheet->why);
    for (uint8_t i = 0; i < GOAL_SHORTS_MAX; i++)
        merge_short(&base->shorts[i], &mine->shorts[i], &out_sheet->shorts[i]);
    if (!practice_equal(&base->practice, &mine->practice))
        out_sheet->practice = mine->practice;
    merge_weeks(base, mine, out_sheet);
    goal_sheet_tidy(out_sheet);
}
