#pragma once
// The keyboard on a terminal's screen (t09), as data: which keys stand where in each language, and what
// a press does to the words. The views draw rows and give keys back; a key typed on a real keyboard is
// a BOARD_LETTER like any other. Nothing that could not be sent can be written: at most OWN_WORDS_POINTS
// code points, always text_ok, no blank first or twice, Lao marks only on a Lao consonant, at most one
// of each class, in the order in which fonts expect them. Pure; the words are the caller's.
//
// Latin keyboards come in two orders, q to p and a to z, switched by a key. English, Hmong and Somali
// share the plain letters with ' on the first layer; Spanish adds its letters to the rows, and ¿ ¡ to
// the numbers. Lao has two layers, common letters first, exchanged by its shift key, and
// no other order.
#include "wire/text_line.h"
#include "wire/words.h"

enum board_key_kind {
    BOARD_NONE,
    BOARD_LETTER, // .point
    BOARD_SHIFT,  // upper case for one letter; in Lao the other layer, until it is pressed again
    BOARD_DELETE, // one letter with all its marks; in Lao one mark at a time
    BOARD_LAYER,  // letters or numbers
    BOARD_ORDER,  // q to p or a to z; Latin only
    BOARD_SPACE,
};

struct board_key {
    enum board_key_kind kind;
    uint32_t point; // BOARD_LETTER: what it writes; else 0
};

// How the keyboard stands. All zeros: the first layer, in the order from q to p.
struct keyboard {
    bool numbers;
    bool shift;
    bool by_letter; // from a to z
};

enum {
    KEYBOARD_ROWS = 4,
    KEYBOARD_KEYS_MAX = 12, // in a row
};
struct keyboard_row {
    uint8_t count;
    struct board_key keys[KEYBOARD_KEYS_MAX];
};

// A row from 0, as it stands now. The last one holds the layer, the order, space and the apostrophe;
// "prefer not to say" and Send stand beside it, but are no keys: TURN_IN_CHOOSE and TURN_IN_SEND.
void keyboard_row(const struct keyboard *keyboard, enum language language, uint8_t row,
                  struct keyboard_row *out_row);
bool keyboard_equal(const struct keyboard *a, const struct keyboard *b);
// What a press does to keyboard and words. True if the words have changed.
bool keyboard_press(struct keyboard *keyboard, const struct board_key *key,
                    char text[OWN_WORDS_BYTES]);
