#include "wire/words.h"
#include "base/check.h"
#include "wire/words_private.h"
#include <string.h>

const char *word_name(const struct word_list *list, size_t value)
{
    check(value < list->count);
    check(list->names[value] != NULL);
    return list->names[value];
}

bool word_find(const struct word_list *list, const char *name, size_t *out_value)
{
    check(name != NULL);
    check(out_value != NULL);
    for (size_t value = 0; value < list->count; value++) {
        if (list->names[value] != NULL && strcmp(list->names[value], name) == 0) {
            *out_value = value;
            return true;
        }
    }
    return false;
}

static const char *const language_names[] = {
    [LANGUAGE_EN] = "en", [LANGUAGE_ES] = "es", [LANGUAGE_HMN] = "hmn",
    [LANGUAGE_LO] = "lo", [LANGUAGE_SO] = "so",
};
static const char *const language_own_names[] = {
    [LANGUAGE_EN] = "English", [LANGUAGE_ES] = "Español",  [LANGUAGE_HMN] = "Hmoob",
    [LANGUAGE_LO] = "ລາວ",     [LANGUAGE_SO] = "Soomaali",
};
static const char *const prompt_kind_names[] = {
    [PROMPT_FACES] = "faces",   [PROMPT_FIVE_STEPS] = "five-steps",
    [PROMPT_SINGLE] = "single", [PROMPT_CHOOSE_ALL] = "choose-all",
    [PROMPT_TEXT] = "text",
};
static const char *const privacy_class_names[] = {
    [CLASS_PLAIN] = "plain",
    [CLASS_PERSONAL] = "personal",
    [CLASS_SENSITIVE] = "sensitive",
};
static const char *const band_names[] = {
    [BAND_FEW] = "few",
    [BAND_HALF] = "half",
    [BAND_MOST] = "most",
};
static const char *const release_kind_names[] = {
    [RELEASE_NONE] = "none", [RELEASE_COUNTS] = "counts",     [RELEASE_BANDS] = "bands",
    [RELEASE_HELD] = "held", [RELEASE_WITHHELD] = "withheld", [RELEASE_LINES] = "lines",
};
static const char *const prompt_state_names[] = {
    [PROMPT_IDLE] = "idle",     [PROMPT_OPENING] = "opening",   [PROMPT_OPEN] = "open",
    [PROMPT_PAUSED] = "paused", [PROMPT_CLOSING] = "closing",   [PROMPT_SHOWN] = "shown",
    [PROMPT_HELD] = "held",     [PROMPT_WITHHELD] = "withheld", [PROMPT_REVIEW] = "review",
};
static const char *const box_state_names[] = {
    [BOX_WAITING] = "waiting",
    [BOX_ENOUGH] = "enough",
    [BOX_FULL] = "full",
};
static const char *const audience_names[] = {
    [AUDIENCE_TERMINAL] = "terminal",
    [AUDIENCE_ROOM] = "room",
    [AUDIENCE_FACILITATOR] = "facilitator",
    [AUDIENCE_SUPERVISOR] = "supervisor",
};
static const char *const technique_names[] = {
    [TECHNIQUE_HOPE_AND_PRAISE] = "hope-and-praise",
    [TECHNIQUE_PROS_AND_CONS] = "pros-and-cons",
    [TECHNIQUE_LINK_TO_GOAL] = "link-to-goal",
    [TECHNIQUE_SMALL_PIECES] = "small-pieces",
    [TECHNIQUE_SAY_IT_BACK] = "say-it-back",
    [TECHNIQUE_ASK_AND_TELL] = "ask-and-tell",
    [TECHNIQUE_ROLE_PLAY] = "role-play",
    [TECHNIQUE_RELAXATION] = "relaxation",
    [TECHNIQUE_PROBLEM_SOLVING] = "problem-solving",
    [TECHNIQUE_COPING_PLAN] = "coping-plan",
};
static const char *const label_names[] = {
    [LABEL_PARTICIPANT] = "participant",
    [LABEL_PARTICIPANTS] = "participants",
    [LABEL_HOME_PRACTICE] = "home-practice",
    [LABEL_GROUP_LEADER] = "group-leader",
};
static const char *const goals_state_names[] = {
    [GOALS_IDLE] = "idle",
    [GOALS_OPEN] = "open",
    [GOALS_PAUSED] = "paused",
    [GOALS_CLOSING] = "closing",
};
static const char *const goal_line_kind_names[] = {
    [GOAL_LONG_TERM] = "long-term", [GOAL_WHY] = "why",           [GOAL_SHORT_TERM] = "short-term",
    [GOAL_STEP] = "step",           [GOAL_PRACTICE] = "practice",
};
static const char *const goal_status_names[] = {
    [GOAL_STATUS_NONE] = "none", [GOAL_DID] = "did",   [GOAL_PART] = "part",
    [GOAL_NOT_YET] = "not-yet",  [GOAL_HELP] = "help",
};
static const char *const measure_names[] = {
    [MEASURE_ATTENDANCE] = "attendance",
    [MEASURE_GOALS_SET] = "goals-set",
    [MEASURE_GOALS_FOLLOWED_UP] = "goals-followed-up",
    [MEASURE_GOALS_DEFERRED] = "goals-deferred",
    [MEASURE_GOALS_NOT_DUE] = "goals-not-due",
    [MEASURE_PRACTICE_REVIEWED] = "practice-reviewed",
    [MEASURE_PRACTICE_SET] = "practice-set",
    [MEASURE_PRACTICE_NOTHING] = "practice-nothing",
    [MEASURE_ROUND_NOT_TODAY] = "round-not-today",
};
static const char *const slide_layout_names[] = {
    [LAYOUT_TITLE] = "title", [LAYOUT_TEXT] = "text",       [LAYOUT_CARDS] = "cards",
    [LAYOUT_TALK] = "talk",   [LAYOUT_PICTURE] = "picture",
};
static const char *const note_kind_names[] = {
    [NOTE_SAY] = "say",
    [NOTE_ASK] = "ask",
    [NOTE_TIP] = "tip",
};

_Static_assert(sizeof language_names / sizeof language_names[0] == LANGUAGES, "one name each");

static const struct word_list languages = WORD_LIST(language_names);
static const struct word_list own_languages = WORD_LIST(language_own_names);
static const struct word_list prompt_kinds = WORD_LIST(prompt_kind_names);
static const struct word_list privacy_classes = WORD_LIST(privacy_class_names);
static const struct word_list bands = WORD_LIST(band_names);
static const struct word_list release_kinds = WORD_LIST(release_kind_names);
static const struct word_list prompt_states = WORD_LIST(prompt_state_names);
static const struct word_list box_states = WORD_LIST(box_state_names);
static const struct word_list audiences = WORD_LIST(audience_names);
static const struct word_list techniques = WORD_LIST(technique_names);
static const struct word_list labels = WORD_LIST(label_names);
static const struct word_list goals_states = WORD_LIST(goals_state_names);
static const struct word_list goal_line_kinds = WORD_LIST(goal_line_kind_names);
static const struct word_list goal_statuses = WORD_LIST(goal_status_names);
static const struct word_list measures = WORD_LIST(measure_names);
static const struct word_list slide_layouts = WORD_LIST(slide_layout_names);
static const struct word_list note_kinds = WORD_LIST(note_kind_names);

const char *language_name(enum language language)
{
    return word_name(&languages, (size_t)language);
}

const char *language_own_name(enum language language)
{
    return word_name(&own_languages, (size_t)language);
}

bool language_find(const char *name, enum language *out_language)
{
    size_t value = 0;
    if (!word_find(&languages, name, &value))
        return false;
    *out_language = (enum language)value;
    return true;
}

bool prompt_state_is_open(enum prompt_state state)
{
    switch (state) {
    case PROMPT_OPENING:
    case PROMPT_OPEN:
    case PROMPT_PAUSED:
    case PROMPT_CLOSING:
        return true;
    case PROMPT_IDLE:
    case PROMPT_SHOWN:
    case PROMPT_HELD:
    case PROMPT_WITHHELD:
    case PROMPT_REVIEW:
        return false;
    }
    check(false && "a prompt is in one of its states");
    return false;
}

const char *prompt_kind_name(enum prompt_kind kind)
{
    return word_name(&prompt_kinds, (size_t)kind);
}

bool prompt_kind_find(const char *name, enum prompt_kind *out_kind)
{
    size_t value = 0;
    if (!word_find(&prompt_kinds, name, &value))
        return false;
    *out_kind = (enum prompt_kind)value;
    return true;
}

const char *privacy_class_name(enum privacy_class class)
{
    return word_name(&privacy_classes, (size_t) class);
}

bool privacy_class_find(const char *name, enum privacy_class *out_class)
{
    size_t value = 0;
    if (!word_find(&privacy_classes, name, &value))
        return false;
    *out_class = (enum privacy_class)value;
    return true;
}

const char *band_name(enum band band)
{
    return word_name(&bands, (size_t)band);
}

const char *release_kind_name(enum release_kind kind)
{
    return word_name(&release_kinds, (size_t)kind);
}

const char *prompt_state_name(enum prompt_state state)
{
    return word_name(&prompt_states, (size_t)state);
}

const char *box_state_name(enum box_state state)
{
    return word_name(&box_states, (size_t)state);
}

const char *audience_name(enum audience audience)
{
    return word_name(&audiences, (size_t)audience);
}

const char *technique_name(enum technique technique)
{
    return word_name(&techniques, (size_t)technique);
}

bool technique_find(const char *name, enum technique *out_technique)
{
    size_t value = 0;
    if (!word_find(&techniques, name, &value))
        return false;
    *out_technique = (enum technique)value;
    return true;
}

const char *label_name(enum label label)
{
    return word_name(&labels, (size_t)label);
}

bool label_find(const char *name, enum label *out_label)
{
    size_t value = 0;
    if (!word_find(&labels, name, &value))
        return false;
    *out_label = (enum label)value;
    return true;
}

const char *goals_state_name(enum goals_state state)
{
    return word_name(&goals_states, (size_t)state);
}

const char *goal_line_kind_name(enum goal_line_kind kind)
{
    return word_name(&goal_line_kinds, (size_t)kind);
}

const char *goal_status_name(enum goal_status status)
{
    return word_name(&goal_statuses, (size_t)status);
}

const char *measure_name(enum measure measure)
{
    return word_name(&measures, (size_t)measure);
}

bool measure_find(const char *name, enum measure *out_measure)
{
    size_t value = 0;
    if (!word_find(&measures, name, &value))
        return false;
    *out_measure = (enum measure)value;
    return true;
}

const char *slide_layout_name(enum slide_layout layout)
{
    return word_name(&slide_layouts, (size_t)layout);
}

bool slide_layout_find(const char *name, enum slide_layout *out_layout)
{
    size_t value = 0;
    if (!word_find(&slide_layouts, name, &value))
        return false;
    *out_layout = (enum slide_layout)value;
    return true;
}

const char *note_kind_name(enum note_kind kind)
{
    return word_name(&note_kinds, (size_t)kind);
}
