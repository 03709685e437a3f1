#include "wire/fact.h"
#include "base/check.h"
#include "fact.pb-c.h"
#include "wire/map_private.h"
#include "words.pb-c.h"

enum {
    STEP_MINUTES_MOST = 180,
    WALL_MINUTE_MOST = 24 * 60 - 1,
    OPTIONS_LEAST = 2,
    MINUTE_IN_MS = 60000,
    JOINED_ROWS = 3,
};

_Static_assert((int)TECHNIQUE_LAST == (int)IMR__V1__TECHNIQUE__TECHNIQUE_COPING_PLAN, "numbers");
_Static_assert((int)FACT_LAST == (int)IMR__V1__FACT_KIND__FACT_KIND_COVERED, "numbers");
_Static_assert((int)GOAL_LINE_KIND_LAST == (int)IMR__V1__GOAL_LINE_KIND__GOAL_LINE_KIND_PRACTICE,
               "numbers");
_Static_assert((int)GOAL_STATUS_LAST == (int)IMR__V1__GOAL_STATUS__GOAL_STATUS_HELP, "numbers");

// ------------------------------------------------------------------------------- release

static enum err line_rules(const void *plain)
{
    return text_line_ok(plain, OPTIONS_MAX) ? OK : ERR_RANGE;
}

static const struct map_field line_fields[] = {
    MAP_NUMBER(1, struct text_line, phrase, 0, PHRASES_MAX),
    MAP_TEXT(2, struct text_line, text),
};
static const struct map line_map = {
    .descriptor = &imr__v1__line__descriptor,
    .fields = line_fields,
    .field_count = sizeof line_fields / sizeof line_fields[0],
    .size = sizeof(struct text_line),
    .rules = line_rules,
};

static const struct map_field lines_fields[] = {
    MAP_MESSAGES(1, struct release, lines, line_count, &line_map),
};
const struct map lines_map = {
    .descriptor = &imr__v1__lines__descriptor,
    .fields = lines_fields,
    .field_count = 1,
    .size = sizeof(struct release),
};

static enum err release_rules(const void *plain)
{
    const struct release *release = plain;
    if (release->kind != RELEASE_COUNTS && release->kind != RELEASE_BANDS)
        return OK;
    if (release->row_count < OPTIONS_LEAST ||
        (release->joined && release->row_count != JOINED_ROWS))
        return ERR_RANGE;
    if (release->kind == RELEASE_COUNTS)
        return OK;
    // Few, half and most follow each other without a gap, and mirror each other.
    if (release->half_least != release->few_most + 1 ||
        release->most_least != release->half_most + 1 ||
        release->most_most != release->few_most + release->most_least)
        return ERR_RANGE;
    return release->few_most < release->most_least ? OK : ERR_RANGE;
}

static const struct map_field release_fields[] = {
    MAP_KIND(1, struct release, kind, RELEASE_NONE, RELEASE_KIND_LAST),
    MAP_LIST(2, FORM_NUMBER, struct release, counts, row_count, 0, PEOPLE_MAX, NULL),
    MAP_LIST(3, FORM_ENUM, struct release, bands, row_count, BAND_FEW, BAND_MOST, NULL),
    MAP_BOOL(4, struct release, joined),
    MAP_NUMBER(5, struct release, few_most, 0, PEOPLE_MAX),
    MAP_NUMBER(6, struct release, half_least, 0, PEOPLE_MAX),
    MAP_NUMBER(7, struct release, half_most, 0, PEOPLE_MAX),
    MAP_NUMBER(8, struct release, most_least, 0, PEOPLE_MAX),
    MAP_NUMBER(9, struct release, most_most, 0, PEOPLE_MAX),
    MAP_MESSAGES(10, struct release, lines, line_count, &line_map),
};
enum {
    BANDS_FIELDS = 0x1fc,
    LINES_FIELD = 1 << 9,
};

// Counts, or bands with all that follows them; the other kinds say no more than their name.
static uint32_t shown_release_uses(uint64_t kind)
{
    return kind == RELEASE_COUNTS ? 1U << 1 : kind == RELEASE_BANDS ? (uint32_t)BANDS_FIELDS : 0;
}

static uint32_t release_uses(uint64_t kind)
{
    return kind == RELEASE_LINES ? (uint32_t)LINES_FIELD : shown_release_uses(kind);
}

static const struct map release_map = {
    .descriptor = &imr__v1__release__descriptor,
    .fields = release_fields,
    .field_count = sizeof release_fields / sizeof release_fields[0],
    .size = sizeof(struct release),
    .uses = release_uses,
    .rules = release_rules,
};

const struct map shown_release_map = {
    .descriptor = &imr__v1__release__descriptor,
    .fields = release_fields,
    .field_count = sizeof release_fields / sizeof release_fields[0],
    .size = sizeof(struct release),
    .uses = shown_release_uses,
    .rules = release_rules,
};

// ------------------------------------------------------------------------------- begin

static enum err prompt_outline_rules(const void *plain)
{
    const struct prompt_outline *prompt = plain;
    const bool is_scale = prompt->kind == PROMPT_FACES || prompt->kind == PROMPT_FIVE_STEPS;
    if (prompt->key[0] == '\0' || (is_scale && prompt->option_count != OPTIONS_MAX))
        return ERR_RANGE;
    const bool is_text = prompt->kind == PROMPT_TEXT;
    if (is_text && (prompt->option_count > PHRASES_MAX || prompt->class != CLASS_PERSONAL))
        return ERR_RANGE;
    return OK;
}

static const struct map_field prompt_outline_fields[] = {
    MAP_TEXT(1, struct prompt_outline, key),
    MAP_ENUM(2, struct prompt_outline, kind, PROMPT_FACES, PROMPT_KIND_LAST),
    MAP_ENUM(3, struct prompt_outline, class, CLASS_PLAIN, CLASS_SENSITIVE),
    MAP_NUMBER(4, struct prompt_outline, option_count, OPTIONS_LEAST, OPTIONS_MAX),
    MAP_NUMBER(5, struct prompt_outline, slide, 1, SLIDES_MAX),
};
static const struct map prompt_outline_map = {
    .descriptor = &imr__v1__prompt_outline__descriptor,
    .fields = prompt_outline_fields,
    .field_count = sizeof prompt_outline_fields / sizeof prompt_outline_fields[0],
    .size = sizeof(struct prompt_outline),
    .rules = prompt_outline_rules,
};

static enum err deck_outline_rules(const void *plain)
{
    const struct deck_outline *deck = plain;
    for (uint8_t i = 0; i < deck->prompt_count; i++)
        if (deck->prompts[i].slide > deck->slide_count)
            return ERR_RANGE;
    return OK;
}

static const struct map_field deck_outline_fields[] = {
    MAP_HASH(1, struct deck_outline, deck_hash),
    MAP_TEXT(2, struct deck_outline, module),
    MAP_TEXT(3, struct deck_outline, module_title),
    MAP_TEXT(4, struct deck_outline, title),
    MAP_NUMBER(5, struct deck_outline, session_number, 0, UINT8_MAX),
    MAP_NUMBER(6, struct deck_outline, session_count, 0, UINT8_MAX),
    MAP_NUMBER(7, struct deck_outline, slide_count, 1, SLIDES_MAX),
    MAP_MESSAGES(8, struct deck_outline, prompts, prompt_count, &prompt_outline_map),
};
static const struct map deck_outline_map = {
    .descriptor = &imr__v1__deck_outline__descriptor,
    .fields = deck_outline_fields,
    .field_count = sizeof deck_outline_fields / sizeof deck_outline_fields[0],
    .size = sizeof(struct deck_outline),
    .rules = deck_outline_rules,
};

static const struct map_field plan_step_fields[] = {
    MAP_TEXT(1, struct plan_step, key),
    MAP_TEXT(2, struct plan_step, title),
    MAP_NUMBER(3, struct plan_step, minutes, 0, STEP_MINUTES_MOST),
};
static const struct map plan_step_map = {
    .descriptor = &imr__v1__plan_step__descriptor,
    .fields = plan_step_fields,
    .field_count = sizeof plan_step_fields / sizeof plan_step_fields[0],
    .size = sizeof(struct plan_step),
};

static enum err begin_rules(const void *plain)
{
    const struct begin *begin = plain;
    return begin->practice || begin->speed == 1 ? OK : ERR_RANGE;
}

static const struct map_field begin_fields[] = {
    MAP_HASH(1, struct begin, session_id),
    MAP_TEXT(2, struct begin, group),
    MAP_TEXT(3, struct begin, leader),
    MAP_TEXT(4, struct begin, edition),
    MAP_ENUM(5, struct begin, meeting, MEETING_GROUP, MEETING_INDIVIDUAL),
    MAP_BOOL(6, struct begin, practice),
    MAP_NUMBER(7, struct begin, speed, 1, UINT16_MAX),
    MAP_NUMBER(8, struct begin, people, 1, PEOPLE_MAX),
    MAP_NUMBER(9, struct begin, people_joined, 0, UINT8_MAX),
    MAP_MESSAGES(10, struct begin, steps, step_count, &plan_step_map),
    MAP_MESSAGE(11, struct begin, deck, &deck_outline_map),
};
static const struct map begin_map = {
    .descriptor = &imr__v1__begin__descriptor,
    .fields = begin_fields,
    .field_count = sizeof begin_fields / sizeof begin_fields[0],
    .size = sizeof(struct begin),
    .rules = begin_rules,
};

// ------------------------------------------------------------------------------- finish

static enum err finish_count_rules(const void *plain)
{
    const struct finish_count *count = plain;
    return count->known || (count->done == 0 && count->of == 0) ? OK : ERR_RANGE;
}

static const struct map_field finish_count_fields[] = {
    MAP_BOOL(1, struct finish_count, known),
    MAP_NUMBER(2, struct finish_count, done, 0, UINT8_MAX),
    MAP_NUMBER(3, struct finish_count, of, 0, UINT8_MAX),
};
static const struct map finish_count_map = {
    .descriptor = &imr__v1__finish_count__descriptor,
    .fields = finish_count_fields,
    .field_count = sizeof finish_count_fields / sizeof finish_count_fields[0],
    .size = sizeof(struct finish_count),
    .rules = finish_count_rules,
};

static const struct map_field finish_fields[] = {
    MAP_MESSAGE(1, struct finish, people_here, &finish_count_map),
    MAP_MESSAGE(2, struct finish, goals_followed_up, &finish_count_map),
    MAP_MESSAGE(3, struct finish, practice_reviewed, &finish_count_map),
    MAP_MESSAGE(4, struct finish, practice_set, &finish_count_map),
    MAP_BOOL(5, struct finish, words_copied),
    MAP_TEXT(6, struct finish, note),
};
static const struct map finish_map = {
    .descriptor = &imr__v1__finish__descriptor,
    .fields = finish_fields,
    .field_count = sizeof finish_fields / sizeof finish_fields[0],
    .size = sizeof(struct finish),
};

// ------------------------------------------------------------------------------- goals

static enum err goal_line_rules(const void *plain)
{
    const struct goal_line *line = plain;
    const bool moves = line->kind == GOAL_STEP || line->kind == GOAL_PRACTICE;
    if (!moves && line->status != GOAL_STATUS_NONE)
        return ERR_RANGE;
    return goal_words_ok(line->text) ? OK : ERR_TEXT;
}

static const struct map_field goal_line_fields[] = {
    MAP_ENUM(1, struct goal_line, kind, GOAL_LONG_TERM, GOAL_LINE_KIND_LAST),
    MAP_ENUM(2, struct goal_line, status, GOAL_STATUS_NONE, GOAL_STATUS_LAST),
    MAP_TEXT(3, struct goal_line, text),
};
const struct map goal_line_map = {
    .descriptor = &imr__v1__goal_line__descriptor,
    .fields = goal_line_fields,
    .field_count = sizeof goal_line_fields / sizeof goal_line_fields[0],
    .size = sizeof(struct goal_line),
    .rules = goal_line_rules,
};

// A band comes with its whole legend, or neither is there.
static enum err goals_release_rules(const void *plain)
{
    const struct goals_release *goals = plain;
    if (!goals->banded)
        return goals->opened == 0 && goals->few_most == 0 && goals->half_least == 0 &&
                       goals->half_most == 0 && goals->most_least == 0 && goals->most_most == 0
                   ? OK
                   : ERR_RANGE;
    if (goals->opened < BAND_FEW || goals->half_least != goals->few_most + 1 ||
        goals->most_least != goals->half_most + 1 ||
        goals->most_most != goals->few_most + goals->most_least)
        return ERR_RANGE;
    return goals->few_most < goals->most_least ? OK : ERR_RANGE;
}

static const struct map_field goals_release_fields[] = {
    MAP_BOOL(1, struct goals_release, banded),
    MAP_ENUM(2, struct goals_release, opened, 0, BAND_MOST),
    MAP_NUMBER(3, struct goals_release, few_most, 0, PEOPLE_MAX),
    MAP_NUMBER(4, struct goals_release, half_least, 0, PEOPLE_MAX),
    MAP_NUMBER(5, struct goals_release, half_most, 0, PEOPLE_MAX),
    MAP_NUMBER(6, struct goals_release, most_least, 0, PEOPLE_MAX),
    MAP_NUMBER(7, struct goals_release, most_most, 0, PEOPLE_MAX),
    MAP_MESSAGES(8, struct goals_release, lines, line_count, &goal_line_map),
};
static const struct map goals_release_map = {
    .descriptor = &imr__v1__goals_release__descriptor,
    .fields = goals_release_fields,
    .field_count = sizeof goals_release_fields / sizeof goals_release_fields[0],
    .size = sizeof(struct goals_release),
    .rules = goals_release_rules,
};

// ------------------------------------------------------------------------------- fact

// Indexes into fact_fields, as bits of what a kind uses.
enum {
    USES_BASE = 1U << 0 | 1U << 1 | 1U << 2, // kind, revision, at_ms
    USES_NUMBER = 1U << 3,
    USES_AMOUNT = 1U << 4,
    USES_SHOW = 1U << 5,
    USES_CLASS = 1U << 6,
    USES_TECHNIQUE = 1U << 7,
    USES_WALL = 1U << 8 | 1U << 9,
    USES_GAP = 1U << 10,
    USES_TEXT = 1U << 11,
    USES_RELEASE = 1U << 12,
    USES_BEGIN = 1U << 13,
    USES_FINISH = 1U << 14,
    USES_OF = 1U << 15,
    USES_GOALS = 1U << 16,
};

static const struct map_field fact_fields[] = {
    MAP_KIND(1, struct fact, kind, FACT_BEGUN, FACT_LAST),
    MAP_NUMBER(2, struct fact, revision, 1, UINT32_MAX),
    MAP_NUMBER(3, struct fact, at_ms, 0, MAP_TIME_MS_MAX),
    MAP_NUMBER(4, struct fact, number, 0, UINT16_MAX),
    MAP_NUMBER(5, struct fact, amount, 0, UINT16_MAX),
    MAP_BOOL(6, struct fact, show),
    MAP_ENUM(7, struct fact, class, CLASS_PLAIN, CLASS_SENSITIVE),
    MAP_ENUM(8, struct fact, technique, TECHNIQUE_HOPE_AND_PRAISE, TECHNIQUE_LAST),
    MAP_NUMBER(9, struct fact, wall_day, 0, UINT32_MAX),
    MAP_NUMBER(10, struct fact, wall_minute, 0, WALL_MINUTE_MOST),
    MAP_NUMBER(11, struct fact, gap_minutes, 0, UINT32_MAX),
    MAP_TEXT(12, struct fact, text),
    MAP_MESSAGE(13, struct fact, release, &release_map),
    MAP_MESSAGE(14, struct fact, begin, &begin_map),
    MAP_MESSAGE(15, struct fact, finish, &finish_map),
    MAP_NUMBER(16, struct fact, of, 0, UINT8_MAX),
    MAP_MESSAGE(17, struct fact, goals, &goals_release_map),
};

// One line a kind: its name, what it holds, and the ends of its numbers (0, 0: not used).
struct ends {
    uint16_t low;
    uint16_t high;
};
struct fact_line {
    const char *name;
    uint32_t uses;
    struct ends number;
    struct ends amount;
    bool touches_answers; // then its time is in whole minutes
};
static const struct fact_line lines[FACT_LAST + 1] = {
    [FACT_BEGUN] = {.name = "begun", .uses = USES_BEGIN | USES_WALL},
    [FACT_RESUMED] = {.name = "resumed", .uses = USES_GAP},
    [FACT_SLIDE_SHOWN] = {.name = "slide-shown", .uses = USES_NUMBER, .number = {1, SLIDES_MAX}},
    [FACT_SLIDE_TAKEN_BACK] = {.name = "slide-taken-back",
                               .uses = USES_NUMBER,
                               .number = {1, SLIDES_MAX}},
    [FACT_STEP_BEGUN] = {.name = "step-begun", .uses = USES_NUMBER, .number = {1, STEPS_MAX}},
    [FACT_STEP_SKIPPED] = {.name = "step-skipped", .uses = USES_NUMBER, .number = {1, STEPS_MAX}},
    [FACT_STEP_RENAMED] = {.name = "step-renamed",
                           .uses = USES_NUMBER | USES_TEXT,
                           .number = {1, STEPS_MAX}},
    [FACT_STEP_RESIZED] = {.name = "step-resized",
                           .uses = USES_NUMBER | USES_AMOUNT,
                           .number = {1, STEPS_MAX},
                           .amount = {0, STEP_MINUTES_MOST}},
    [FACT_STEP_MOVED] = {.name = "step-moved",
                         .uses = USES_NUMBER | USES_AMOUNT,
                         .number = {1, STEPS_MAX},
                         .amount = {1, STEPS_MAX}},
    [FACT_PEOPLE] = {.name = "people", .uses = USES_AMOUNT, .amount = {1, PEOPLE_MAX}},
    [FACT_PROMPT_OPENED] = {.name = "prompt-opened",
                            .uses = USES_NUMBER | USES_AMOUNT | USES_CLASS,
                            .number = {1, PROMPTS_MAX},
                            .amount = {1, PEOPLE_MAX},
                            .touches_answers = true},
    [FACT_PROMPT_PAUSED] = {.name = "prompt-paused", .touches_answers = true},
    [FACT_PROMPT_WOKEN] = {.name = "prompt-woken", .touches_answers = true},
    [FACT_PROMPT_CLOSING] = {.name = "prompt-closing", .uses = USES_SHOW, .touches_answers = true},
    [FACT_PROMPT_CLOSED] = {.name = "prompt-closed",
                            .uses = USES_NUMBER | USES_RELEASE,
                            .number = {1, PROMPTS_MAX},
                            .touches_answers = true},
    [FACT_PROMPT_VOIDED] = {.name = "prompt-voided", .touches_answers = true},
    [FACT_RESULT_SHOWN] = {.name = "result-shown", .touches_answers = true},
    [FACT_RESULT_HIDDEN] = {.name = "result-hidden", .touches_answers = true},
    [FACT_SCREENS_PAUSED] = {.name = "screens-paused"},
    [FACT_SCREENS_WOKEN] = {.name = "screens-woken"},
    [FACT_ROOM_BLANKED] = {.name = "room-blanked"},
    [FACT_ROOM_SHOWN] = {.name = "room-shown"},
    [FACT_MARKED] = {.name = "marked", .uses = USES_TEXT},
    [FACT_TAGGED] = {.name = "tagged", .uses = USES_TECHNIQUE},
    [FACT_UNTAGGED] = {.name = "untagged", .uses = USES_TECHNIQUE},
    [FACT_SCREEN_FOUND] = {.name = "screen-found",
                           .uses = USES_NUMBER,
                           .number = {1, TERMINALS_MAX}},
    [FACT_SCREEN_LOST] = {.name = "screen-lost", .uses = USES_NUMBER, .number = {1, TERMINALS_MAX}},
    [FACT_WARNED] = {.name = "warned"},
    [FACT_DISK_FAILED] = {.name = "disk-failed"},
    [FACT_ENDED] = {.name = "ended"},
    [FACT_FINISHED] = {.name = "finished", .uses = USES_FINISH},
    [FACT_PROMPT_REVIEW] = {.name = "prompt-review", .touches_answers = true},
    [FACT_GOALS_OPENED] = {.name = "goals-opened",
                           .uses = USES_AMOUNT | USES_SHOW,
                           .amount = {1, PEOPLE_MAX},
                           .touches_answers = true},
    [FACT_GOALS_CLOSING] = {.name = "goals-closing", .touches_answers = true},
    [FACT_GOALS_CLOSED] = {.name = "goals-closed", .uses = USES_GOALS, .touches_answers = true},
    [FACT_COUNTED] = {.name = "counted",
                      .uses = USES_NUMBER | USES_AMOUNT | USES_OF,
                      .number = {MEASURE_ATTENDANCE, MEASURE_LAST},
                      .amount = {0, UINT8_MAX}},
    [FACT_COVERED] = {.name = "covered", .uses = USES_TEXT},
};

static uint32_t fact_uses(uint64_t kind)
{
    check(kind >= FACT_BEGUN && kind <= FACT_LAST);
    return USES_BASE | lines[kind].uses;
}

static enum err fact_rules(const void *plain)
{
    const struct fact *fact = plain;
    const struct fact_line *line = &lines[fact->kind];
    const bool has_number = (line->uses & USES_NUMBER) != 0;
    const bool has_amount = (line->uses & USES_AMOUNT) != 0;
    if (has_number && (fact->number < line->number.low || fact->number > line->number.high))
        return ERR_RANGE;
    if (has_amount && (fact->amount < line->amount.low || fact->amount > line->amount.high))
        return ERR_RANGE;
    if (line->touches_answers && fact->at_ms % MINUTE_IN_MS != 0)
        return ERR_RANGE;
    if (fact->kind == FACT_COUNTED && fact->amount > fact->of)
        return ERR_RANGE;
    if (fact->kind == FACT_COVERED && fact->text[0] == '\0')
        return ERR_RANGE;
    if (fact->kind != FACT_PROMPT_CLOSED)
        return OK;
    if (fact->release.kind == RELEASE_NONE)
        return ERR_RANGE;
    if (fact->release.kind == RELEASE_LINES && fact->release.line_count == 0)
        return ERR_RANGE;
    return OK;
}

static const struct map fact_map = {
    .descriptor = &imr__v1__fact__descriptor,
    .fields = fact_fields,
    .field_count = sizeof fact_fields / sizeof fact_fields[0],
    .size = sizeof(struct fact),
    .uses = fact_uses,
    .rules = fact_rules,
};

size_t fact_encode(const struct fact *fact, uint8_t buffer[FACT_BYTES_MAX])
{
    check(fact != NULL);
    const size_t size = message_encode(&fact_map, fact, buffer, FACT_BYTES_MAX);
    check(size > 0);
    return size;
}

enum err fact_decode(struct span bytes, struct fact *out_fact)
{
    check(out_fact != NULL);
    return message_decode(&fact_map, bytes, FACT_BYTES_MAX, out_fact);
}

const char *fact_kind_name(enum fact_kind kind)
{
    check(kind >= FACT_BEGUN && kind <= FACT_LAST);
    return lines[kind].name;
}
