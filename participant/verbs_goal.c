#include "participant/verbs_goal.h"

#include "participant/app.h"
#include "room/script_words.h"
#include "seal/random.h"
#include <stdio.h>
#include <string.h>

enum {
    CARD_TEXT_BYTES = 128,
};

static enum script_step give(void *program, enum goal_input input, uint8_t number)
{
    struct app *app = program;
    terminal_goal(app->terminal, &(struct goal_event){.input = input, .number = number});
    return SCRIPT_DONE;
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
        return script_wrong(problem, "the card cannot be written: ", rest);
    for (int i = 0; i < CARD_PICTURES; i++)
        fprintf(file, "%s%s", i > 0 ? " " : "", goal_picture_name(turn->pictures[i]));
    const struct goal_handle *handle = &turn->sheet.handle;
    fprintf(file, "\n%s-%u\n", goal_shape_name(handle->shape), (unsigned)handle->number);
    return fclose(file) == 0 ? SCRIPT_DONE
                             : script_wrong(problem, "the card cannot be written: ", rest);
}

// The pictures one by one, as they stand in a line or in the file of a card that was copied.
static enum script_step touch(void *program, char *line, struct out *problem)
{
    uint8_t pictures[CARD_PICTURES];
    int count = 0;
    char *rest = line;
    for (char *word; (word = strtok_r(rest, " \n", &rest)) != NULL; count++)
        if (count == CARD_PICTURES || !goal_picture_find(word, &pictures[count]))
            return script_wrong(problem, "this is no picture of a card: ", word);
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
    static const char *const FIELDS[] = {"long", "why", "short", "step", NULL};
    int field = script_word_of(rest, FIELDS);
    if (field < 0)
        return script_wrong(problem, "say long, why, short or step, not ", rest);
    return give(program, GOAL_IN_EDIT, (uint8_t)field);
}

static enum script_step next(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_NEXT, 0);
}

static enum script_step share(void *program, const char *rest, struct out *problem)
{
    static const char *const SLOTS[] = {"long",   "why",    "short",  "practice",
                                        "step-1", "step-2", "step-3", NULL};
    int slot = script_word_of(rest, SLOTS);
    if (slot < 0)
        return script_wrong(problem, "say long, why, short, practice or step-1 to step-3, not ",
                            rest);
    return give(program, GOAL_IN_SHARE, (uint8_t)slot);
}

static enum script_step went(void *program, const char *rest, struct out *problem)
{
    static const char *const WENT[] = {"did", "part", "not-yet", "help", NULL};
    int place = script_word_of(rest, WENT);
    if (place < 0)
        return script_wrong(problem, "say did, part, not-yet or help, not ", rest);
    give(program, GOAL_IN_ASK, GOAL_ASK_STEP);
    return give(program, GOAL_IN_ANSWER, (uint8_t)(place + 1));
}

static enum script_step tried(void *program, const char *rest, struct out *problem)
{
    static const char *const TRIED[] = {"yes", "some", "not-yet", NULL};
    int place = script_word_of(rest, TRIED);
    if (place < 0)
        return script_wrong(problem, "say yes, some or not-yet, not ", rest);
    give(program, GOAL_IN_ASK, GOAL_ASK_TRIED);
    return give(program, GOAL_IN_ANSWER, (uint8_t)(place + 1));
}

static enum script_step obstacle(void *program, const char *rest, struct out *problem)
{
    long number;
    if (!script_number(rest, 1, GOAL_OBSTACLES, &number))
        return script_wrong(problem, "what got in the way is a number from 1 to 5, not ", rest);
    return give(program, GOAL_IN_ANSWER, (uint8_t)number);
}

static enum script_step home(void *program, const char *rest, struct out *problem)
{
    (void)rest, (void)problem;
    return give(program, GOAL_IN_HOME, 0);
}

static enum script_step pick(void *program, const char *rest, struct out *problem)
{
    long number;
    if (!script_number(rest, 1, GOAL_PRESETS, &number))
        return script_wrong(problem, "a tile is a number from 1 to 6, not ", rest);
    return give(program, GOAL_IN_CHOOSE, (uint8_t)number);
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
    long number;
    if (!script_number(rest, 1, GOAL_RUNGS, &number))
        return script_wrong(problem, "a rung is a number from 1 to 5, not ", rest);
    return give(program, GOAL_IN_RUNG, (uint8_t)number);
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
