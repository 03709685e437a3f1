#pragma once
// Windows, painting, events. One struct ui a program; used from the thread that made it, but for
// ui_bell_ring(). Paints draw lists into the window's own surface: only the parts that changed, and
// nothing when the hash is the same. Works without a display (headless): then there are pictures
// and measuring but no window. The library never prints; faults come back as a sentence,
// but for the display that dies: then it says so and ends the program with UI_EXIT_LOST; and for
// one of its requests that fails, which is left out.
#include "ui/draw.h"
#include "ui/input.h"

struct ui;

enum {
    UI_MAIN,
    UI_ROOM, // the room screen on another display
    UI_WINDOWS,
    UI_MESSAGE_BYTES = 256,
    UI_EXIT_LOST = 2, // the exit code when the display died
};

// A window on a desk, as people write it: "1280x800", or "1280x800+40+20" to say where.
struct ui_place {
    int width, height; // 0: 1280 x 800
    bool placed;
    int x, y; // if placed; else in the middle
};
bool ui_place_parse(const char *text, struct ui_place *out_place);

struct ui_options {
    const char *title;
    const char *assets;    // folder that holds icons/ and pictures/
    const char *fonts;     // folder of the fonts; NULL: the distribution's
    bool headless;         // no window, no video: pictures and measuring only
    bool windowed;         // else the whole screen
    struct ui_place place; // when windowed
    bool steady;           // less motion: every change is a cut
};

// ERR_NOT_FOUND: a font or the assets folder. ERR_IO: no display. out_message says which, and what
// to do next.
enum err ui_create(const struct ui_options *options, struct ui **out_ui,
                   char out_message[UI_MESSAGE_BYTES]) MUST_USE;
void ui_destroy(struct ui *ui);
struct fonts *ui_fonts(struct ui *ui); // lent

// The room screen: a borderless window that fills another display than the main window's, or an
// ordinary small one in the corner where there is only one. ERR_IO.
enum err ui_room_open(struct ui *ui) MUST_USE;
void ui_room_close(struct ui *ui);
bool ui_room_is_open(const struct ui *ui);
// Whether the display that the room screen fills is gone: nobody can see it or close it.
bool ui_room_is_stranded(const struct ui *ui);
int ui_displays(const struct ui *ui);
void ui_fullscreen(struct ui *ui, bool on);
bool ui_is_fullscreen(const struct ui *ui);
void ui_cursor(struct ui *ui, bool visible); // hidden on terminals with a touch screen
void ui_set_steady(struct ui *ui, bool steady);
// Whether typed characters come as UI_TEXT.
void ui_text_input(struct ui *ui, bool on);

// The window's size in device pixels, to make a canvas of.
void ui_size(const struct ui *ui, int window, int *out_w, int *out_h);
// Tells by which canvas events of the window are turned into logical pixels; ui_show does so too.
void ui_set_canvas(struct ui *ui, int window, const struct canvas *canvas);

// Puts a list on the window. Returns whether anything was painted. A list that was prepared is
// copied whole; a list equal to the last one costs a comparison. A change of screen fades for
// 150 ms unless steady; ui_wait() steps the fade.
bool ui_show(struct ui *ui, int window, const struct draw_list *list);
// Paints a list that will probably be shown next, out of sight. One is kept a window.
void ui_prepare(struct ui *ui, int window, const struct draw_list *list);
// While a change of screen fades there is no room for a prepared frame yet: ui_wait() gives UI_BELL
// when the fade is over.
bool ui_is_fading(const struct ui *ui, int window);
bool ui_is_prepared(const struct ui *ui, int window, const struct draw_list *list);

// Sleeps until something happens or timeout_ms passed (-1: for ever), and says what. Returns false
// with kind UI_NONE when the time ran out. Never polls.
bool ui_wait(struct ui *ui, int timeout_ms, struct ui_input *out_input);
// Wakes ui_wait() with UI_BELL. From any thread; many rings before the wait make one bell.
void ui_bell_ring(struct ui *ui);
// Where the mouse is; false when it is elsewhere (a toast stays while it is pointed at).
bool ui_pointer(const struct ui *ui, int window, float *out_x, float *out_y);
// Milliseconds on the clock of ui_input.at_ms.
uint64_t ui_now_ms(void);

// Writes the list as a PNG of its canvas's size. Needs no display. ERR_IO.
enum err ui_picture(struct ui *ui, const struct draw_list *list, const char *path) MUST_USE;
// The reset after each person: wipes cached pixels and lines of secret texts, the prepared frame,
// the queue of typed keys, and paints the window over with the ground colour of its last list.
void ui_forget(struct ui *ui);

// What painting cost, for the bench: of the last ui_show.
struct ui_cost {
    double paint_ms, present_ms;
    int cells_painted, cells; // 64 px squares
};
struct ui_cost ui_last_cost(const struct ui *ui);
