#include "wire/command.h"
#include "wire/words_private.h"

static const char *const names[] = {
    [COMMAND_BEGIN] = "begin",
    [COMMAND_CLOCK] = "clock",
    [COMMAND_RESUMED] = "resumed",
    [COMMAND_SLIDE_NEXT] = "slide next",
    [COMMAND_SLIDE_BACK] = "slide back",
    [COMMAND_SLIDE_FIRST] = "slide first",
    [COMMAND_SLIDE_LAST] = "slide last",
    [COMMAND_SLIDE_GO] = "slide go",
    [COMMAND_SLIDE_TAKE_BACK] = "slide take back",
    [COMMAND_STEP_NEXT] = "step next",
    [COMMAND_STEP_GO] = "step go",
    [COMMAND_STEP_SKIP] = "step skip",
    [COMMAND_STEP_RENAME] = "step rename",
    [COMMAND_STEP_RESIZE] = "step resize",
    [COMMAND_STEP_MOVE] = "step move",
    [COMMAND_PEOPLE] = "people",
    [COMMAND_PROMPT_OPEN] = "prompt open",
    [COMMAND_PROMPT_CLOSE] = "prompt close",
    [COMMAND_PROMPT_PAUSE] = "prompt pause",
    [COMMAND_PROMPT_WAKE] = "prompt wake",
    [COMMAND_PROMPT_VOID] = "prompt void",
    [COMMAND_PROMPT_APPROVE] = "prompt approve",
    [COMMAND_PROMPT_SHOW] = "prompt show",
    [COMMAND_PROMPT_HIDE] = "prompt hide",
    [COMMAND_SCREENS_PAUSE] = "screens pause",
    [COMMAND_SCREENS_WAKE] = "screens wake",
    [COMMAND_ROOM_BLANK] = "room blank",
    [COMMAND_ROOM_SHOW] = "room show",
    [COMMAND_MARK] = "mark",
    [COMMAND_TAG] = "tag",
    [COMMAND_UNTAG] = "untag",
    [COMMAND_SCREEN_FOUND] = "screen found",
    [COMMAND_SCREEN_LOST] = "screen lost",
    [COMMAND_DISK_FAILED] = "disk failed",
    [COMMAND_GOALS_OPEN] = "goals open",
    [COMMAND_GOALS_CLOSE] = "goals close",
    [COMMAND_COUNT] = "count",
    [COMMAND_END] = "end",
    [COMMAND_FINISH] = "finish",
};
static const struct word_list commands = WORD_LIST(names);

_Static_assert(sizeof names / sizeof names[0] == COMMAND_LAST + 1, "one name each");

const char *command_kind_name(enum command_kind kind)
{
    return word_name(&commands, (size_t)kind);
}
