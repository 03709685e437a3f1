#include "facilitator/keys.h"
#include "base/check.h"

// On the caps of the help page: pictures, where the fonts have no sign for it.
#define ARROW_RIGHT "icon.arrow-right"
#define ARROW_LEFT  "icon.arrow-left"
#define MINUS       "\xE2\x80\x93"

static const struct key_row rows[] = {
    {KEYS_SLIDES,
     "keys.next",
     {{KEY_PAGE_DOWN, 0, KEY_DOES_NEXT, "cap.pagedown"},
      {KEY_RIGHT, 0, KEY_DOES_NEXT, ARROW_RIGHT},
      {' ', 0, KEY_DOES_NEXT, "cap.space"},
      {KEY_DOWN, 0, KEY_DOES_NEXT, NULL},
      {'n', 0, KEY_DOES_NEXT, NULL}}},
    {KEYS_SLIDES,
     "keys.back",
     {{KEY_PAGE_UP, 0, KEY_DOES_BACK, "cap.pageup"},
      {KEY_LEFT, 0, KEY_DOES_BACK, ARROW_LEFT},
      {KEY_UP, 0, KEY_DOES_BACK, NULL},
      {KEY_BACKSPACE, 0, KEY_DOES_BACK, NULL}}},
    {KEYS_SLIDES,
     "keys.ends",
     {{KEY_HOME, 0, KEY_DOES_FIRST, "cap.home"}, {KEY_END, 0, KEY_DOES_LAST, "cap.end"}}},
    {KEYS_ROOM, "keys.blank", {{'b', 0, KEY_DOES_BLANK, "B"}, {'.', 0, KEY_DOES_BLANK, "."}}},
    {KEYS_ROOM, "keys.roomon", {{KEY_F1 + 4, 0, KEY_DOES_ROOM, "F5"}}},
    {KEYS_ROOM, "keys.full", {{KEY_F1 + 10, 0, KEY_DOES_FULL, "F11"}}},
    {KEYS_ROOM,
     "keys.larger",
     {{'+', MOD_CTRL, KEY_DOES_LARGER, "cap.ctrlplus"},
      {'-', MOD_CTRL, KEY_DOES_SMALLER, "cap.ctrlminus"},
      {'=', MOD_CTRL, KEY_DOES_LARGER, NULL}}},
    {KEYS_GROUP, "keys.prompt", {{'o', 0, KEY_DOES_PROMPT, "O"}}},
    {KEYS_GROUP, "keys.results", {{'r', 0, KEY_DOES_RESULTS, "R"}}},
    {KEYS_GROUP, "keys.pause", {{'p', 0, KEY_DOES_PAUSE, "P"}}},
    {KEYS_GROUP, "con.goals", {{'g', 0, KEY_DOES_BOARD, "G"}}},
    {KEYS_GROUP, "keys.people", {{'a', 0, KEY_DOES_PEOPLE, "A"}}},
    {KEYS_GROUP, "keys.mark", {{'m', 0, KEY_DOES_MARK, "M"}}},
    {KEYS_GROUP, "keys.step", {{'t', 0, KEY_DOES_STEP, "T"}}},
    {KEYS_GROUP,
     "keys.notes",
     {{'+', 0, KEY_DOES_NOTES_BIGGER, "+"},
      {'-', 0, KEY_DOES_NOTES_SMALLER, MINUS},
      {'=', 0, KEY_DOES_NOTES_BIGGER, NULL}}},
    // The hand itself moves the focus; the row is here so that the page tells of it.
    {KEYS_GROUP,
     "keys.move",
     {{KEY_TAB, 0, KEY_DOES_NOTHING, "cap.tab"},
      {KEY_TAB, MOD_SHIFT, KEY_DOES_NOTHING, "cap.shifttab"}}},
    {KEYS_UNSAID,
     "con.keys",
     {{'?', 0, KEY_DOES_HELP, NULL},
      {'/', MOD_SHIFT, KEY_DOES_HELP, NULL},
      {KEY_F1, 0, KEY_DOES_HELP, NULL}}},
    {KEYS_UNSAID, "keys.close", {{KEY_ESCAPE, 0, KEY_DOES_CLOSE, NULL}}},
};

const struct key_row *keys_table(size_t *out_count)
{
    *out_count = sizeof rows / sizeof rows[0];
    return rows;
}

// Keys that write or that move the caret.
static bool belongs_to_field(const struct ui_input *input)
{
    if ((input->mods & (MOD_CTRL | MOD_ALT)) != 0)
        return false;
    switch (input->key) {
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_UP:
    case KEY_DOWN:
    case KEY_HOME:
    case KEY_END:
    case KEY_BACKSPACE:
    case KEY_DELETE:
        return true;
    default:
        return input->key < KEY_ENTER;
    }
}

// Shift is part of what a layout needs for "+" or "?", so a bind without it does not ask for it.
static bool binds(const struct key_bind *bind, const struct ui_input *input)
{
    int mods = (bind->mods & MOD_SHIFT) != 0 ? input->mods : input->mods & ~MOD_SHIFT;
    return bind->key == input->key && bind->mods == mods;
}

static enum key_does does_of(const struct ui_input *input)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t j = 0; j < KEY_BINDS_MAX && rows[i].binds[j].key != 0; j++)
            if (binds(&rows[i].binds[j], input))
                return rows[i].binds[j].does;
    return KEY_DOES_NOTHING;
}

enum key_does keys_find(const struct ui_input *input, struct key_place place)
{
    check(input->kind == UI_KEY);
    if (place.in_field && belongs_to_field(input))
        return KEY_DOES_NOTHING;
    enum key_does does = does_of(input);
    bool size = does == KEY_DOES_NOTES_BIGGER || does == KEY_DOES_NOTES_SMALLER ||
                does == KEY_DOES_LARGER || does == KEY_DOES_SMALLER;
    if (input->repeat && !size)
        return KEY_DOES_NOTHING;
    bool over_dialogs = does == KEY_DOES_CLOSE || does == KEY_DOES_FULL ||
                        does == KEY_DOES_LARGER || does == KEY_DOES_SMALLER;
    return place.dialog && !over_dialogs ? KEY_DOES_NOTHING : does;
}
