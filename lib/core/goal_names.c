#include "core/goal_turn.h"

#include "base/check.h"

static const char *const state_names[GOAL_AT_LAST + 1] = {
    [GOAL_AT_AWAY] = "away",
    [GOAL_AT_CARD] = "card",
    [GOAL_AT_REST] = "rest",
    [GOAL_AT_OPENING] = "opening",
    [GOAL_AT_MAKING] = "making",
    [GOAL_AT_NEW_CARD] = "new-card",
    [GOAL_AT_SHEET] = "sheet",
    [GOAL_AT_WRITING] = "writing",
    [GOAL_AT_PRACTICE] = "practice",
    [GOAL_AT_PART_WORDS] = "part-words",
    [GOAL_AT_WAY] = "way",
    [GOAL_AT_SAVING] = "saving",
    [GOAL_AT_FORGET_ASK] = "forget-ask",
    [GOAL_AT_FORGETTING] = "forgetting",
    [GOAL_AT_TOLD] = "told",
    [GOAL_AT_STILL_THERE] = "still-there",
    [GOAL_AT_CLEAR_ASK] = "clear-ask",
};

static const char *const input_names[GOAL_IN_LAST + 1] = {
    [GOAL_IN_ROOM] = "room",       [GOAL_IN_TIME] = "time",       [GOAL_IN_ENTER] = "enter",
    [GOAL_IN_NEW] = "new",         [GOAL_IN_PICTURE] = "picture", [GOAL_IN_UNDO] = "undo",
    [GOAL_IN_FOUND] = "found",     [GOAL_IN_MISSING] = "missing", [GOAL_IN_TAKEN] = "taken",
    [GOAL_IN_FULL] = "full",       [GOAL_IN_MADE] = "made",       [GOAL_IN_RESTING] = "resting",
    [GOAL_IN_SAVED] = "saved",     [GOAL_IN_STALE] = "stale",     [GOAL_IN_FORGOTTEN] = "forgotten",
    [GOAL_IN_WRITTEN] = "written", [GOAL_IN_EDIT] = "edit",       [GOAL_IN_SHORT] = "short",
    [GOAL_IN_ASK] = "ask",         [GOAL_IN_ANSWER] = "answer",   [GOAL_IN_SHARE] = "share",
    [GOAL_IN_KEY] = "key",         [GOAL_IN_NEXT] = "next",       [GOAL_IN_BACK] = "back",
    [GOAL_IN_HOME] = "home",       [GOAL_IN_PART] = "part",       [GOAL_IN_CHOOSE] = "choose",
    [GOAL_IN_OWN] = "own",         [GOAL_IN_NOTHING] = "nothing", [GOAL_IN_WAY] = "way",
    [GOAL_IN_RUNG] = "rung",       [GOAL_IN_SAVE] = "save",       [GOAL_IN_FORGET] = "forget",
    [GOAL_IN_DONE] = "done",       [GOAL_IN_YES] = "yes",         [GOAL_IN_NO] = "no",
    [GOAL_IN_TOUCH] = "touch",
};

const char *goal_turn_state_name(enum goal_turn_state state)
{
    check(state <= GOAL_AT_LAST);
    return state_names[state];
}

const char *goal_input_name(enum goal_input input)
{
    check(input <= GOAL_IN_LAST);
    return input_names[input];
}
