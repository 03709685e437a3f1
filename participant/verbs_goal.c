#include "participant/verbs_goal.h"

#include "base/check.h"
#include "participant/app.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CARD_TEXT_BYTES = 128,
};

static enum script_step wrong(struct out *problem, const char *text, const char *what)
{
    out_text(problem, what);
    out_text(problem, text);
    return SCRIPT_WRONG;
}

static enum script_step give(void *program, enum goal_input input, uint8_t number)
{
    struct app *app = program;
    terminal_goal(app->terminal, &(struct goal_event){.input = input, .number = number});
    return SCRIPT_DONE;
}

// One of some words, by its place; false if it is none of them.
static bool find(const char *word, const char *const *words, uint8_t count, uint8_t *out_place)
{
    for (uint8_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) != 0)
            continue;
        *out_place = i;
        return true;
    }
    return false;
}

static bool number_of(const char *word, long least, long most, uint8_t *out_number)
{
    char *end;
    long number = strtol(word, &end, 10);
    if (end == word || *end != '\0' || number < least || number > most)
        return false;
    *out_number = (uint8_t)number;
    return true;
}

static enum script_step goals(void *program, const char *rest, struct out *problem)
{
    struct app *app = program;
    (void)rest, (void)problem;
    if (!terminal_goal_turn(app->terminal)->room.open)
        return SCRIPT_AGAIN; // the group leader has not opened them yet
    return give(program, GOAL_IN_ENTER, 0);
}

static enum script_step new_card(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_NEW, 0);
}

static enum script_step copy(void *program, const char *rest, struct out *problem)
{
    const struct app *app = program;
    const struct goal_turn *turn = terminal_goal_turn(app->terminal);
    if (turn->state != GOAL_AT_NEW_CARD)
        return SCRIPT_AGAIN;
    FILE *file = fopen(rest, "w");
    if (file == NULL)
        return wrong(problem, rest, "the card cannot be written: ");
    for (int i = 0; i < CARD_PICTURES; i++)
        fprintf(file, "%s%s", i > 0 ? " " : "", goal_picture_name(turn->pictures[i]));
    const struct goal_handle *handle = &turn->sheet.handle;
    fprintf(file, "\n%s-%u\n", goal_shape_name(handle->shape), (unsigned)handle->number);
    return fclose(file) == 0 ? SCRIPT_DONE : wrong(problem, rest, "the card cannot be written: ");
}

// The pictures one by one, as they stand in a line or in the file of a card that was copied.
static enum script_step touch(void *program, char *line, struct out *problem)
{
    uint8_t pictures[CARD_PICTURES];
    int count = 0;
    char *rest = line;
    for (char *word; (word = strtok_r(rest, " \n", &rest)) != NULL; count++)
        if (count == CARD_PICTURES || !goal_picture_find(word, &pictures[count]))
            return wrong(problem, word, "this is no picture of a card: ");
    for (int i = 0; i < count; i++)
        give(program, GOAL_IN_PICTURE, pictures[i]);
    seal_wipe(pictures, sizeof pictures);
    return SCRIPT_DONE;
}

static enum script_step card(void *program, const char *rest, struct out *problem)
{
    const struct app *app = program;
    char line[CARD_TEXT_BYTES] = "";
    if (terminal_goal_turn(app->terminal)->state != GOAL_AT_CARD)
        return SCRIPT_AGAIN;
    if (rest[0] != '@') {
        snprintf(line, sizeof line, "%s", rest);
        return touch(program, line, problem);
    }
    FILE *file = fopen(rest + 1, "r");
    if (file == NULL)
        return SCRIPT_AGAIN; // nobody has copied it yet
    bool read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    return read ? touch(program, line, problem) : SCRIPT_AGAIN;
}

static enum script_step written(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_WRITTEN, 0);
}

static enum script_step undo(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_UNDO, 0);
}

static enum script_step edit(void *program, const char *rest, struct out *problem)
{
    static const char *const FIELDS[GOAL_FIELDS] = {"long", "why", "short", "step"};
    uint8_t field;
    if (!find(rest, FIELDS, GOAL_FIELDS, &field))
        return wrong(problem, rest, "say long, why, short or step, not ");
    return give(program, GOAL_IN_EDIT, field);
}

static enum script_step next(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_NEXT, 0);
}

static enum script_step share(void *program, const char *rest, struct out *problem)
{
    static const char *const SLOTS[GOAL_SLOTS] = {"long",   "why",    "short", "practice",
                                                  "step-1", "step-2", "step-3"};
    uint8_t slot;
    if (!find(rest, SLOTS, GOAL_SLOTS, &slot))
        return wrong(problem, rest, "say long, why, short, practice or step-1 to step-3, not ");
    return give(program, GOAL_IN_SHARE, slot);
}

static enum script_step went(void *program, const char *rest, struct out *problem)
{
    static const char *const WENT[] = {"did", "part", "not-yet", "help"};
    uint8_t place;
    if (!find(rest, WENT, 4, &place))
        return wrong(problem, rest, "say did, part, not-yet or help, not ");
    give(program, GOAL_IN_ASK, GOAL_ASK_STEP);
    return give(program, GOAL_IN_ANSWER, (uint8_t)(place + 1));
}

static enum script_step tried(void *program, const char *rest, struct out *problem)
{
    static const char *const TRIED[] = {"yes", "some", "not-yet"};
    uint8_t place;
    if (!find(rest, TRIED, 3, &place))
        return wrong(problem, rest, "say yes, some or not-yet, not ");
    give(program, GOAL_IN_ASK, GOAL_ASK_TRIED);
    return give(program, GOAL_IN_ANSWER, (uint8_t)(place + 1));
}

static enum script_step obstacle(void *program, const char *rest, struct out *problem)
{
    uint8_t number;
    if (!number_of(rest, 1, GOAL_OBSTACLES, &number))
        return wrong(problem, rest, "what got in the way is a number from 1 to 5, not ");
    return give(program, GOAL_IN_ANSWER, number);
}

static enum script_step home(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_HOME, 0);
}

static enum script_step pick(void *program, const char *rest, struct out *problem)
{
    uint8_t number;
    if (!number_of(rest, 1, GOAL_PRESETS, &number))
        return wrong(problem, rest, "a tile is a number from 1 to 6, not ");
    return give(program, GOAL_IN_CHOOSE, number);
}

static enum script_step nothing(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_NOTHING, 0);
}

static enum script_step way(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_WAY, 0);
}

static enum script_step rung(void *program, const char *rest, struct out *problem)
{
    uint8_t number;
    if (!number_of(rest, 1, GOAL_RUNGS, &number))
        return wrong(problem, rest, "a rung is a number from 1 to 5, not ");
    return give(program, GOAL_IN_RUNG, number);
}

static enum script_step save(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_SAVE, 0);
}

static enum script_step forget_card(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_FORGET, 0);
}

const struct script_verb goal_verbs[] = {
    {"goals", "goals: touch My goals, once they are open", goals},
    {"new-card", "new-card: touch New card", new_card},
    {"copy", "copy FILE: copy the new card and its face by hand, once it is shown", copy},
    {"card", "card @FILE|PICTURES: touch the pictures of a card, copied or named", card},
    {"undo", "undo: take back the last picture", undo},
    {"written", "written: I have written them down", written},
    {"edit", "edit long|why|short|step: touch a line to write it", edit},
    {"next", "next: the next line, or the next part of the home practice", next},
    {"share", "share long|why|short|practice|step-N: touch the tick of a line", share},
    {"went", "went did|part|not-yet|help: how the step went", went},
    {"tried", "tried yes|some|not-yet: how last week's home practice went", tried},
    {"obstacle", "obstacle 1-5: what got in the way", obstacle},
    {"home", "home: touch Home practice", home},
    {"pick", "pick 1-6: touch a tile of the home practice", pick},
    {"nothing", "nothing: nothing this week", nothing},
    {"way", "way: touch My card", way},
    {"rung", "rung 1-5: how close to the goal", rung},
    {"save", "save: save the sheet", save},
    {"forget-card", "forget-card: forget my card; yes or no follows", forget_card},
};

size_t goal_verb_count(void)
{
    return sizeof goal_verbs / sizeof goal_verbs[0];
}
