#pragma once
// What a person did, and what it means. ui_wait() turns the window system's events into struct
// ui_input; the hand turns those into at most one action on a part of the draw list on screen.
// Rules (design system 7, 10, 11): press shows at once; the action comes on lift-off inside the part
// + 12 px; sliding off cancels; a second finger or a palm cancels; the same part rests 300 ms (keys
// 120 ms); everything rests 350 ms after a screen change; the focus ring comes with the keyboard and
// goes with a touch. Pure: time comes with the input.
#include "ui/draw.h"

enum ui_kind {
    UI_NONE,     // the wait ran out
    UI_PRESS,    // x, y
    UI_MOVE,     // x, y; only while something is held down
    UI_RELEASE,  // x, y
    UI_CANCEL,   // a second finger, a palm, or the window lost the touch
    UI_WHEEL,    // wheel
    UI_KEY,      // key, mods, repeat
    UI_KEY_UP,   // key
    UI_TEXT,     // text: what was typed, valid UTF-8
    UI_BELL,     // ui_bell_ring() was called since the last one
    UI_EXPOSE,   // paint again
    UI_RESIZE,   // the canvas changed: build the list again
    UI_DISPLAYS, // a display was plugged in or out
    UI_QUIT,     // the window's close button
};

// Key codes: the character for printing keys in lower case (layout applied), else one of these.
enum ui_key {
    KEY_ENTER = 0x110000,
    KEY_ESCAPE,
    KEY_BACKSPACE,
    KEY_TAB,
    KEY_DELETE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_F1, // KEY_F1 + n - 1 is Fn, up to F12
    KEY_F12 = KEY_F1 + 11,
};

enum {
    MOD_SHIFT = 1,
    MOD_CTRL = 2,
    MOD_ALT = 4,
};

struct ui_input {
    enum ui_kind kind;
    int window;  // UI_MAIN or UI_ROOM of ui.h
    bool touch;  // a finger rather than a mouse
    float x, y;  // logical pixels of the window's canvas
    float wheel; // rows, away from the user positive
    uint32_t key;
    int mods;
    bool repeat;   // the key is held
    char text[32]; // NUL-terminated
    uint64_t at_ms;
};

enum {
    HAND_SLOP = 12,           // logical px around a part on lift-off
    HAND_REPEAT_MS = 300,     // same part
    HAND_KEY_REPEAT_MS = 120, // same key of the on-screen keyboard
    HAND_SCREEN_MS = 350,     // after a screen change
};

enum hand_does {
    HAND_NOTHING, // nothing to show, nothing to do
    HAND_SHOW,    // the list looks different: build and show it again
    HAND_ACT,     // .key was activated
    HAND_KEY,     // a key for the view: .input
    HAND_TEXT,    // typed text for the view: .input
};

struct hand_result {
    enum hand_does does;
    uint32_t key;  // of the part, when HAND_ACT
    bool by_touch; // activated by touch or mouse rather than by key
};

// The state of one window's pointer and focus.
struct hand {
    uint32_t pressed; // shown as held down
    uint32_t down_on; // where the press began, kept while it is slid off
    bool down;        // a finger or button is down
    uint32_t focused; // keyboard focus, kept while hidden
    bool focus_visible;
    bool arrows_move; // participant: arrows move the focus; console: they turn slides
    uint32_t screen;
    bool has_screen;
    uint64_t screen_at_ms;
    uint32_t acted; // the last part that acted, and when
    uint64_t acted_at_ms;
    bool swallow;  // the text of the key that just activated a part is not typed
    int repeat_ms; // 300; a setting from 0 to 1000
};

void hand_init(struct hand *hand, bool arrows_move);
// Forgets press, focus and ring: part of the reset after each person.
void hand_reset(struct hand *hand);
// Tells which list is on screen now; call after each draw_end. A new screen starts the guard and
// drops press and focus.
void hand_screen(struct hand *hand, const struct draw_list *list, uint64_t now_ms);
// One input against the list on screen. Tab, Shift Tab, Enter and Space (when the ring shows), and
// arrows (if arrows_move) are used up; all other keys and text come back to the view. In a FIELD,
// Space, Enter and arrows belong to the view.
struct hand_result hand_feed(struct hand *hand, const struct ui_input *input,
                             const struct draw_list *list);
// Moves the focus: to a part, by one step in focus order (+1, -1), or in a direction on the screen.
void hand_focus(struct hand *hand, uint32_t key, bool visible);
void hand_step(struct hand *hand, const struct draw_list *list, int step);
void hand_arrow(struct hand *hand, const struct draw_list *list, int dx, int dy);

// Fingers to pointer, for the window layer: the first finger is the pointer; a second cancels it
// and everything until all are up. A resting palm is several contacts, so it is the same. Pure.
struct fingers {
    int64_t first;
    int count;    // on the glass now
    bool spoiled; // wait until all are up
};
enum finger_does {
    FINGER_IGNORED,
    FINGER_PRESS,
    FINGER_MOVE,
    FINGER_RELEASE,
    FINGER_CANCEL
};
enum finger_event {
    FINGER_DOWN,
    FINGER_MOTION,
    FINGER_UP
};
enum finger_does fingers_feed(struct fingers *fingers, enum finger_event event, int64_t id);
