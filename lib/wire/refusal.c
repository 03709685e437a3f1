#include "wire/refusal.h"
#include "wire/words_private.h"

static const char *const names[] = {
    [ALLOWED] = "allowed",
    [REFUSED_NOT_STARTED] = "not-started",
    [REFUSED_STARTED] = "started",
    [REFUSED_ENDED] = "ended",
    [REFUSED_NOT_ENDED] = "not-ended",
    [REFUSED_FINISHED] = "finished",
    [REFUSED_NO_SUCH_SLIDE] = "no-such-slide",
    [REFUSED_FIRST_SLIDE] = "first-slide",
    [REFUSED_LAST_SLIDE] = "last-slide",
    [REFUSED_NOTHING_TO_TAKE_BACK] = "nothing-to-take-back",
    [REFUSED_NO_SUCH_STEP] = "no-such-step",
    [REFUSED_STEP_DONE] = "step-done",
    [REFUSED_NO_SUCH_PROMPT] = "no-such-prompt",
    [REFUSED_PROMPT_OPEN] = "prompt-open",
    [REFUSED_PROMPT_NOT_OPEN] = "prompt-not-open",
    [REFUSED_PROMPT_USED] = "prompt-used",
    [REFUSED_CLASS_LOWER] = "class-lower",
    [REFUSED_TOO_FEW_PRESENT] = "too-few-present",
    [REFUSED_INDIVIDUAL] = "individual",
    [REFUSED_PEOPLE_RANGE] = "people-range",
    [REFUSED_PEOPLE_DOWN] = "people-down",
    [REFUSED_NO_RESULT] = "no-result",
    [REFUSED_PAUSED] = "paused",
    [REFUSED_NOT_PAUSED] = "not-paused",
    [REFUSED_BLANK] = "blank",
    [REFUSED_NOT_BLANK] = "not-blank",
    [REFUSED_NO_SUCH_TAG] = "no-such-tag",
    [REFUSED_FULL] = "full",
    [REFUSED_MINUTES] = "minutes",
    [REFUSED_TEXT] = "text",
    [REFUSED_CLOSING] = "closing",
    [REFUSED_DISK] = "disk",
    [REFUSED_ANSWERS_GONE] = "answers-gone",
    [REFUSED_ANSWERS_LOCKED] = "answers-locked",
    [REFUSED_REVIEW] = "review",
    [REFUSED_NO_REVIEW] = "no-review",
    [REFUSED_LINES] = "lines",
    [REFUSED_CLASS_TEXT] = "class-text",
    [REFUSED_GOALS_OPEN] = "goals-open",
    [REFUSED_GOALS_NOT_OPEN] = "goals-not-open",
    [REFUSED_GOALS_CLOSING] = "goals-closing",
    [REFUSED_GOALS_LOCKED] = "goals-locked",
    [REFUSED_COUNT] = "count",
    [REFUSED_GOALS_NEWER] = "goals-newer",
};
static const struct word_list refusals = WORD_LIST(names);

_Static_assert(sizeof names / sizeof names[0] == REFUSAL_LAST + 1, "one name each");

const char *refusal_name(enum refusal refusal)
{
    return word_name(&refusals, (size_t)refusal);
}
