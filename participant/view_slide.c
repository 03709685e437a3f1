// t02 to t05, t16: the slide in the table's language, in two languages, or under the banner. And the
// calm screen while the deck is still on its way.
#include "participant/view_parts.h"

#include "base/check.h"
#include "show/slide.h"

static struct slide_view slide_of(const struct terminal_view *view, uint8_t slide,
                                  enum language language)
{
    return (struct slide_view){.deck = view->deck,
                               .strings = view->strings,
                               .slide = slide,
                               .language = language,
                               .size = view->table.size};
}

void view_slide(struct draw_list *list, const struct terminal_view *view, uint8_t slide)
{
    check(view->deck != NULL && slide >= 1 && slide <= view->deck->slide_count);
    struct slide_view first = slide_of(view, slide, view->table.language);
    if (view_is_two(view)) {
        struct slide_view second = slide_of(view, slide, view->table.language2);
        show_slide_half(list, view_at(list, 32, 24, 596, 656), &first);
        show_slide_half(list, view_at(list, 652, 24, 596, 656), &second);
    } else if (view_is_silent(view)) {
        view_banner(list, view);
        show_slide(list, view_at(list, 113, 104, 1054, 595), SLIDE_ON_TERMINAL, "slide", &first);
    } else {
        show_slide(list, view_at(list, 50, 20, 1180, 666), SLIDE_ON_TERMINAL, "slide", &first);
    }
    view_bar(list, view, false);
}

void view_loading(struct draw_list *list, const struct terminal_view *view)
{
    struct rect mark = view_at(list, 542, 180, 196, 196);
    widget_mark(list, mark.x, mark.y, mark.w);
    struct text_column column = {80, 420, 1120, ALIGN_CENTER};
    column_text(list, view, &column, TYPE_H2, COLOR_INK, view_words(view, "net.loading"));
    view_banner(list, view);
    view_bar(list, view, view_answers_open(view));
}
