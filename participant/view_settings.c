// t20: language, text size, and two languages at one table.
#include "participant/view_parts.h"

#include "base/out.h"
#include <math.h>

static void words(struct draw_list *list, struct rect rect, float size, float line,
                  enum tongue tongue, enum color color, const char *text)
{
    struct text_style style = text_style_of(TYPE_H3, TEXT_LARGE, tongue, color);
    style.size = size;
    style.line = line;
    style.align = ALIGN_CENTER;
    style.middle = true;
    draw_text(list, rect, &style, text);
}

static void heading(struct draw_list *list, const struct terminal_view *view, float y,
                    const char *id)
{
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK);
    // Larger lines grow up and down from the middle of the design's.
    draw_text(list, view_at(list, 48, y + 23 - style.line / 2, 1184, style.line), &style,
              view_words(view, id));
}

static void languages(struct draw_list *list, const struct terminal_view *view)
{
    const float width = (1184 - 4 * 20) / 5.0F;
    float size = view->table.size == TEXT_LARGEST ? 34 : 30;
    for (int i = 0; i < LANGUAGES; i++) {
        enum language language = (enum language)i;
        char name[PART_NAME_BYTES];
        struct out out = out_into(name, sizeof name);
        out_text(&out, "lang-");
        out_number(&out, i);
        bool chosen = view->table.language == language ||
                      (view_is_two(view) && view->table.language2 == language);
        struct widget widget = {
            .key = PART_LANGUAGE + (uint32_t)i,
            .name = name,
            .rect = view_at(list, 48 + (float)i * (width + 20), 94, width, 104),
            .chosen = chosen,
        };
        enum color color;
        struct rect rect = view_tile(list, &widget, 20, &color);
        words(list, rect, size, roundf(size * 1.6F), show_tongue(language), color,
              language_own_name(language));
    }
}

// Each size in its own size: what one chooses is what one sees.
static void sizes(struct draw_list *list, const struct terminal_view *view)
{
    static const char *const IDS[] = {"set.size.large", "set.size.larger", "set.size.largest"};
    static const float SIZES[] = {26, 34, 44};
    const float width = (1184 - 2 * 20) / 3.0F;
    for (int i = 0; i < 3; i++) {
        char name[PART_NAME_BYTES];
        struct out out = out_into(name, sizeof name);
        out_text(&out, "size-");
        out_number(&out, i);
        struct widget widget = {
            .key = PART_SIZE + (uint32_t)i,
            .name = name,
            .rect = view_at(list, 48 + (float)i * (width + 20), 290, width, 124),
            .chosen = (int)view->table.size == i,
        };
        enum color color;
        struct rect rect = view_tile(list, &widget, 20, &color);
        float size = fmaxf(SIZES[i], view->table.size == TEXT_LARGEST ? 32 : 0);
        bool lao = view->table.language == LANGUAGE_LO;
        words(list, rect, size, lao ? roundf(size * 1.65F) : size + 12, view_tongue(view), color,
              view_words(view, IDS[i]));
    }
}

static void two_languages(struct draw_list *list, const struct terminal_view *view)
{
    struct rect card = view_at(list, 48, 450, 1184, 100);
    widget_card(list, card, 24);
    draw_icon(list, "people", card.x + 30, card.y + 31, 38, COLOR_PLUM);
    const char *show = view_words(view, "set.show");
    struct text_style label = view_style(view, TYPE_TOOL, COLOR_INK);
    float width = fmaxf(240, ceilf(fonts_width(list->fonts, list->canvas.s, &label, show)) + 52);
    struct rect button = {card.x + card.w - 20 - width, card.y + 16, width, 68};
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK);
    if (view->table.size == TEXT_LARGE)
        style.size = 25;
    style.middle = true;
    if (2 * style.line > card.h)
        style.line = card.h / 2;
    float left = card.x + 88;
    draw_text(list, rect_of(left, card.y, button.x - 16 - left, card.h), &style,
              view_words(view, "set.two"));
    widget_second(list, &(struct widget){.key = PART_TWO,
                                         .name = "two-languages",
                                         .rect = button,
                                         .text = show,
                                         .chosen = view_is_two(view),
                                         .tongue = view_tongue(view)});
    view_relabel(list, button, label.size, label.line);
}

void view_settings(struct draw_list *list, const struct terminal_view *view)
{
    heading(list, view, 32, "set.language");
    languages(list, view);
    heading(list, view, 228, "set.size");
    sizes(list, view);
    two_languages(list, view);
    struct widget ok = {.key = PART_OK,
                        .name = "ok",
                        .text = view_words(view, "set.ok"),
                        .size = view->table.size,
                        .tongue = view_tongue(view)};
    float width = fmaxf(320, widget_button_width(list, &ok));
    ok.rect = view_at(list, 1232 - width, 582, width, action_height(view->table.size));
    widget_main(list, &ok);
    // Only a change inside a turn goes back; elsewhere it is the table's and stays.
    if (view_answers_open(view))
        view_bar_line(list, view, "info", COLOR_INK2, COLOR_INK2, view_words(view, "set.note"));
    else
        widget_bar(list);
}
