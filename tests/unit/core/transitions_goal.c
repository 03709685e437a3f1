// The tables of a turn with a goal card, for docs/TRANSITIONS.md.
#include "transitions_goal.h"

#include "goal_help.h"
#include <string.h>

static void print_cell(struct out *out, enum goal_turn_state state, const struct goal_turn *turn,
                       const struct goal_effect *effect)
{
    static const char *const WANTS[] = {"", " ?", " +", " ↑", " −"};
    out_text(out, " ");
    out_text(out, turn->state == state ? "." : goal_turn_state_name(turn->state));
    out_text(out, effect->forget ? " ✗" : "");
    out_text(out, WANTS[effect->want]);
    out_text(out, " |");
}

static void print_head(struct out *out, const char *title, const enum goal_input *inputs,
                       size_t count)
{
    out_text(out, "\n### ");
    out_text(out, title);
    out_text(out, "\n\n|  |");
    for (size_t i = 0; i < count; i++) {
        out_text(out, " ");
        out_text(out, goal_input_name(inputs[i]));
        out_text(out, " |");
    }
    out_text(out, "\n|---|");
    for (size_t i = 0; i < count; i++)
        out_text(out, "---|");
    out_text(out, "\n");
}

// What the room says is two columns of its own, closed and another group; what a hub says is whatever
// fits: a sheet with its version.
static void print_table(struct out *out, const char *title, const enum goal_input *inputs,
                        size_t count)
{
    static const struct goal_room CLOSED = {.open = false};
    print_head(out, title, inputs, count);
    for (int state = 0; state <= GOAL_AT_LAST; state++) {
        out_text(out, "| ");
        out_text(out, goal_turn_state_name((enum goal_turn_state)state));
        out_text(out, " |");
        for (size_t i = 0; i < count; i++) {
            struct goal_turn turn = help_goal_turn((enum goal_turn_state)state);
            static struct goal_sheet sheet;
            sheet = help_sheet();
            struct goal_event event = help_event(inputs[i], inputs[i] == GOAL_IN_TIME ? 600000 : 1);
            event.number = 1;
            event.sheet = &sheet;
            event.room = &CLOSED;
            struct goal_effect effect;
            goal_turn_step(&turn, &event, &effect);
            print_cell(out, (enum goal_turn_state)state, &turn, &effect);
        }
        out_text(out, "\n");
    }
}

void print_goal_turn(struct out *out)
{
    static const enum goal_input HUB[] = {GOAL_IN_ROOM,    GOAL_IN_TIME,     GOAL_IN_FOUND,
                                          GOAL_IN_MISSING, GOAL_IN_MADE,     GOAL_IN_TAKEN,
                                          GOAL_IN_FULL,    GOAL_IN_RESTING,  GOAL_IN_SAVED,
                                          GOAL_IN_STALE,   GOAL_IN_FORGOTTEN};
    static const enum goal_input MOVES[] = {
        GOAL_IN_ENTER, GOAL_IN_NEW,  GOAL_IN_PICTURE, GOAL_IN_UNDO, GOAL_IN_WRITTEN,
        GOAL_IN_EDIT,  GOAL_IN_HOME, GOAL_IN_WAY,     GOAL_IN_SAVE, GOAL_IN_FORGET};
    static const enum goal_input REST[] = {
        GOAL_IN_SHORT, GOAL_IN_ASK,  GOAL_IN_ANSWER, GOAL_IN_SHARE, GOAL_IN_KEY,     GOAL_IN_NEXT,
        GOAL_IN_BACK,  GOAL_IN_PART, GOAL_IN_CHOOSE, GOAL_IN_OWN,   GOAL_IN_NOTHING, GOAL_IN_RUNG,
        GOAL_IN_DONE,  GOAL_IN_YES,  GOAL_IN_NO,     GOAL_IN_TOUCH};
    out_text(out,
             "\n## A turn with a goal card\n\n"
             "Rows: the state. `.` stays; ✗ everything of this person is wiped; a row is asked "
             "for (?), a new one (+), saved (↑), forgotten (−). *Room* is goals that are "
             "closed; time is ten minutes without a touch.\n");
    print_table(out, "What the room and the hub do, and time", HUB, sizeof HUB / sizeof HUB[0]);
    print_table(out, "Where a person goes", MOVES, sizeof MOVES / sizeof MOVES[0]);
    print_table(out, "What a person does there", REST, sizeof REST / sizeof REST[0]);
}
