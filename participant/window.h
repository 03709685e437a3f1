#pragma once
// The terminal's window: paints what view.h says, and turns touches and keys into what a person did.
// Holds nothing of a person but what is pressed, focused and open on the screen; all of that is gone
// with the reset after each. Headless it is a page that can be pressed by name and painted to a file.
// Used from the app's thread, but for terminal_window_ring.
#include "participant/options.h"
#include "participant/view.h"
#include "ui/ui.h"

struct terminal_window;

// Opens fonts, words and, unless headless, the window. Complains by itself: -1 to go on, or an exit
// code.
int terminal_window_open(const struct participant_options *options, bool headless,
                         struct terminal_window **out_window);
void terminal_window_close(struct terminal_window *window); // NULL is fine; wipes
// The first picture, before there is a terminal to ask: as one shows that has heard nothing yet.
void terminal_window_begin(struct terminal_window *window, const struct table *table);
const struct strings *terminal_window_strings(const struct terminal_window *window); // lent
// Wakes terminal_window_wait. From any thread; as terminal_config.ring wants it.
bool terminal_window_ring(void *window);
// The window is what this terminal shows from now on; terminal and profile are lent until close.
// ERR_MEMORY, ERR_IO: no room for the way out of staff.
enum err terminal_window_attach(struct terminal_window *window, struct terminal *terminal,
                                const struct profile *profile) MUST_USE;

// Drops what was a person's, where the terminal has; then paints if something looks different.
void terminal_window_show(struct terminal_window *window);
// Sleeps until an event, a bell, until_ms (room/wall.h's clock; UINT64_MAX: never) or the next step
// of what moves, and obeys the event. False when the program should end.
bool terminal_window_wait(struct terminal_window *window, uint64_t until_ms);
// Touches the part of that name; false if there is none to touch now.
bool terminal_window_press(struct terminal_window *window, const char *name);
// The present screen as a PNG. ERR_IO.
enum err terminal_window_picture(struct terminal_window *window, const char *path) MUST_USE;
