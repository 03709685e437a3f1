#pragma once
// The console's keys, as one table: the key handler obeys it and the help page is written from it.
// Clickers send Page Down, Page Up, B or ".", and some F5 and Esc in turn: none of these ends the
// group, closes a prompt or throws anything away. Pure.
#include "ui/input.h"

enum key_does {
    KEY_DOES_NOTHING,
    KEY_DOES_NEXT,
    KEY_DOES_BACK,
    KEY_DOES_FIRST,
    KEY_DOES_LAST,
    KEY_DOES_BLANK,
    KEY_DOES_ROOM, // turns the room screen on, never off
    KEY_DOES_FULL,
    KEY_DOES_PROMPT,
    KEY_DOES_RESULTS,
    KEY_DOES_PAUSE,
    KEY_DOES_MARK,
    KEY_DOES_STEP,
    KEY_DOES_PEOPLE,
    KEY_DOES_BOARD,
    KEY_DOES_NOTES_BIGGER,
    KEY_DOES_NOTES_SMALLER,
    KEY_DOES_LARGER,
    KEY_DOES_SMALLER,
    KEY_DOES_HELP,
    KEY_DOES_CLOSE, // the dialog that is open; nothing else
    KEY_DOES_LAST_VALUE = KEY_DOES_CLOSE,
};

enum key_section {
    KEYS_SLIDES,
    KEYS_ROOM,
    KEYS_GROUP,
    KEYS_UNSAID, // works, but the help page needs no row for it
};

enum {
    KEY_BINDS_MAX = 6
};

struct key_bind {
    uint32_t key; // 0: no more
    int mods;
    enum key_does does;
    const char
        *cap; // on the help page: "cap." a word's id, "icon." a picture, else the sign; NULL: not
};

struct key_row {
    enum key_section section;
    const char *words; // id
    struct key_bind binds[KEY_BINDS_MAX];
};

// The table; one row a line of the help page, in its order.
const struct key_row *keys_table(size_t *out_count);

// Where the key goes.
struct key_place {
    bool in_field; // typing: letters, digits and what moves the caret belong to the field
    bool dialog;   // a dialog is open: only Esc, F11 and the size act
};
// What a key that the hand gave back means. Only the size of the notes repeats while it is held.
enum key_does keys_find(const struct ui_input *input, struct key_place place);
