#pragma once
// The console's window and the room screen: it paints what the hub last told, both from the same
// pair of scenes, and turns touches and keys into requests through the console's doors. It has no
// state of the session of its own: only the desk (desk.h) and what is pressed and focused. Headless
// it paints pictures and nothing else. Used from the app's thread, but for stage_ring.
#include "facilitator/console.h"
#include "facilitator/keys.h"
#include "facilitator/paperwork.h"
#include "facilitator/start.h"
#include "facilitator/view.h"
#include "ui/ui.h"

struct stage_config {
    const char *assets;
    bool headless;
    bool windowed; // else the whole screen
    struct ui_place place;
    enum language language;
    enum paper_size paper;
};

struct stage;
// Fonts, words and window. On failure out_message says what is missing.
enum err stage_create(const struct stage_config *config, struct stage **out_stage,
                      char out_message[UI_MESSAGE_BYTES]) MUST_USE;
void stage_destroy(struct stage *stage); // NULL is fine; wipes what was typed
// The console that it shows from now on; lent. Once. ERR_MEMORY.
enum err stage_attach(struct stage *stage, struct console *console) MUST_USE;
// As console_config.ring wants it: wakes stage_wait. From any thread.
bool stage_ring(void *stage);

// Takes over what console_pump brought: toasts, the page that comes next, what is no longer typed.
void stage_follow(struct stage *stage);
// Paints both windows if anything looks different.
void stage_paint(struct stage *stage);
// Sleeps until something happens, but no longer than timeout_ms (-1: for ever) or until the screen
// changes by itself, and does what the person asked for.
void stage_wait(struct stage *stage, int timeout_ms);
bool stage_quit(const struct stage *stage); // the person closed the window or touched Quit

// Paints the console (or the room screen) as a PNG, whatever the size of the window.
enum err stage_picture(struct stage *stage, bool room, const char *path) MUST_USE;

// Writes the sheet of the closing page into a file; false: there is no such page now, or one is still
// being printed. console_paperwork tells what became of it.
bool stage_sheet(struct stage *stage, const char *path) MUST_USE;
// Puts a text into the field of that name; false: there is none on the screen as it is now, or it does not fit.
bool stage_type(struct stage *stage, const char *name, const char *text) MUST_USE;

// What a part does when it is touched, and what a key does. Tests call these as the hand would.
void stage_act(struct stage *stage, uint32_t part);
// The same by the name that the part has on the screen as it is now; false: there is none, or it is off.
bool stage_press(struct stage *stage, const char *name);
void stage_key(struct stage *stage, const struct ui_input *input);
