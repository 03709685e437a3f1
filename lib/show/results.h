#pragma once
// Results, painted once for terminals, room screen, console and replay. What may be said is settled
// before it comes here (core/release.h): a release holds bands with a legend, a plain prompt's
// counts, or nothing. This file cannot say more than the release does: it sees neither the box nor
// the scene. Joined five-point rows and the rows of a scale go from high to low ("Good or very
// good" first); the rows of a choice keep the deck's order. Pure but for measuring text.
#include "base/out.h"
#include "show/prompt_words.h"
#include "wire/fact.h"

struct result_view {
    struct prompt_view prompt;
    const struct release *release; // of that prompt; lent for the call
    enum text_size size;           // terminals only
};

enum {
    RESULT_LEGENDS = 3,
    RESULT_TEXT_BYTES = 256
};

// The whole message of a terminal: title, rows and legend (t12), counts (t25) or the thanks where
// there is nothing to show (t13, for RELEASE_WITHHELD and RELEASE_HELD). Fills the content column
// from the top to the tool bar (y 0 to 704); the tool bar is the view's own. RELEASE_NONE is a
// caller's mistake. Areas: "bands" with "band-1" to "band-5", "small-group", "legend"; "tally";
// "plain"; "too-few".
void show_result_terminal(struct draw_list *list, const struct result_view *view);
// One half of the two-language view, 596 x 656. Areas "result-en", "result-lo", ...
void show_result_half(struct draw_list *list, struct rect rect, const struct result_view *view);
// The whole room screen (canvas 1600 x 900), in one language. Areas "bands", "legend-panel",
// "legend"; "tally"; "too-few".
void show_result_room(struct draw_list *list, const struct result_view *view);
// For a staff panel: rows under each other (label, then bar 140 x 22 and word or count), and the
// legend in its plumT panel after them; or the line that says why nothing is shown. No title. The
// rows start at rect.y; the legend stands at the bottom of the rectangle, or right after the rows
// where rect.h is 0. Returns the y after the last line. Area "legend".
float show_result_staff(struct draw_list *list, struct rect rect, const struct result_view *view);

// Rows in the order shown, each with the release's row it stands for (0 based). row_count of them.
uint8_t show_result_row(const struct result_view *view, uint8_t place);
// The words of a release's row: an option's, or the joined "Bad or very bad". Writes to buffer only
// when two options' words must be put together.
const char *show_result_label(const struct result_view *view, uint8_t row,
                              char buffer[RESULT_TEXT_BYTES]);
// "a few", "about half", "most".
const char *show_band_word(const struct strings *strings, enum language language, enum band band);
// "{band} = {a} to {b} people" of a release with bands, from its own edges; false where that band
// cannot occur ("about half" of 5 or 7). The word comes first, bold_bytes long.
bool show_legend_text(const struct result_view *view, enum band band, struct out *out,
                      int *out_bold_bytes);
