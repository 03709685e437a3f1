// t01: before a group. Choose a language; the group's name and time if the console has said them.
#include "participant/view_parts.h"

#include "base/check.h"
#include "base/out.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    LEFT = 64,
    MARK_TOP = 52,
    TITLE_TOP = 124,
    PICK_TOP = 320,
    BUTTONS_GAP = 20,
    ROW_ICON = 32,
};

// The hills give way to larger words.
static float hills_width(enum text_size size)
{
    return size == TEXT_LARGE ? 500 : size == TEXT_LARGER ? 300 : 100;
}

static void name_line(struct draw_list *list, const struct terminal_view *view, float width)
{
    widget_mark(list, LEFT, MARK_TOP, 44);
    const struct envelope *envelope = view->envelope;
    if (envelope == NULL || envelope->welcome_group[0] == '\0')
        return;
    struct text_style style = view_style(view, TYPE_NOTE, COLOR_INK);
    style.bold = true;
    style.middle = true;
    style.lines_max = 1;
    struct rect rect = {LEFT + 58, MARK_TOP - 6, width - 58, 56};
    // The group's own name is of any length; what is too long for its line is left out whole.
    if (fonts_width(list->fonts, list->canvas.s, &style, envelope->welcome_group) <= rect.w)
        draw_text(list, rect, &style, envelope->welcome_group);
}

// "Welcome" in the other languages, on two lines.
static void other_welcomes(struct draw_list *list, const struct terminal_view *view,
                           struct text_column *column)
{
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK2);
    style.size = fmaxf(style.size, 28);
    style.line = fmaxf(42, roundf(style.size * 1.45F));
    style.tongue = TONGUE_LO; // its words are among them: breaks are found in either script
    char text[VIEW_TEXT_BYTES];
    struct out out = out_into(text, sizeof text);
    int said = 0;
    for (enum language language = LANGUAGE_EN; language <= LANGUAGE_SO; language++) {
        if (language == view->table.language)
            continue;
        if (said == 2) {
            column_styled(list, column, &style, text);
            out = out_into(text, sizeof text);
        } else if (said > 0) {
            out_text(&out, " · ");
        }
        out_text(&out, strings_get(view->strings, language, "welcome.title"));
        said++;
    }
    column_styled(list, column, &style, text);
}

static void language_button(struct draw_list *list, const struct terminal_view *view,
                            enum language language, struct rect rect)
{
    char name[PART_NAME_BYTES];
    struct out out = out_into(name, sizeof name);
    out_text(&out, "lang-");
    out_text(&out, language_name(language));
    uint32_t key = PART_LANGUAGE + (uint32_t)language;
    widget_second(list, &(struct widget){.key = key,
                                         .name = name,
                                         .rect = rect,
                                         .text = language_own_name(language),
                                         .chosen = view->picked && view->table.language == language,
                                         .tongue = show_tongue(language)});
    view_relabel(list, rect, view->table.size == TEXT_LARGEST ? 38 : 32, 44);
}

static float language_buttons(struct draw_list *list, const struct terminal_view *view, float y,
                              float width, float height)
{
    float half = (width - BUTTONS_GAP) / 2, third = (width - 2 * BUTTONS_GAP) / 3;
    language_button(list, view, LANGUAGE_EN, rect_of(LEFT, y, half, height));
    language_button(list, view, LANGUAGE_ES, rect_of(LEFT + half + BUTTONS_GAP, y, half, height));
    y += height + BUTTONS_GAP;
    for (int i = 0; i < 3; i++)
        language_button(list, view, (enum language)(LANGUAGE_HMN + i),
                        rect_of(LEFT + (float)i * (third + BUTTONS_GAP), y, third, height));
    return y + height;
}

static float row(struct draw_list *list, const struct terminal_view *view, float y, float width,
                 const char *icon, const char *text)
{
    struct text_style style = view_style(view, TYPE_PRIVACY, COLOR_INK2);
    draw_icon(list, icon, LEFT, y + (style.line - ROW_ICON) / 2, ROW_ICON, COLOR_INK2);
    struct rect rect = {LEFT + 44, y, width - 44, 0};
    rect.h = view_height(list, &style, text, rect.w);
    draw_text(list, rect, &style, text);
    return y + rect.h;
}

// "Group starts at 10:00." with the time in bold, where it all stands on one line.
static float starts_row(struct draw_list *list, const struct terminal_view *view, float y,
                        float width, const char *time)
{
    char text[VIEW_TEXT_BYTES];
    const char *pattern = view_words(view, "welcome.start"), *mark = strstr(pattern, "{time}");
    view_fill(view, "welcome.start", "time", time, text);
    struct text_style style = view_style(view, TYPE_PRIVACY, COLOR_INK2), bold = style;
    bold.bold = true;
    bold.color = COLOR_INK;
    float s = list->canvas.s, whole = fonts_width(list->fonts, s, &style, text);
    if (mark == NULL || whole + 24 > width - 44)
        return row(list, view, y, width, "clock", text);
    char before[VIEW_TEXT_BYTES];
    snprintf(before, sizeof before, "%.*s", (int)(mark - pattern), pattern);
    float x = LEFT + 44;
    const struct {
        const struct text_style *style;
        const char *text;
    } pieces[] = {{&style, before}, {&bold, time}, {&style, mark + strlen("{time}")}};
    draw_icon(list, "clock", LEFT, y + (style.line - ROW_ICON) / 2, ROW_ICON, COLOR_INK2);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        if (pieces[i].text[0] == '\0')
            continue;
        float w = ceilf(fonts_width(list->fonts, s, pieces[i].style, pieces[i].text));
        draw_text(list, rect_of(x, y, w + 1, style.line), pieces[i].style, pieces[i].text);
        // A line loses the space at its end.
        bool space = pieces[i].text[strlen(pieces[i].text) - 1] == ' ';
        x += w + (space ? roundf(style.size * 0.26F) : 0);
    }
    return y + style.line;
}

struct lines {
    const char *icon;
    const char *when; // what there is to wait for: the group's time, or the console
    const char *noname;
    char time[16]; // "10:00"; empty: not known
    char text[VIEW_TEXT_BYTES];
};

static void find_lines(const struct terminal_view *view, struct lines *lines)
{
    const struct envelope *envelope = view->envelope;
    lines->noname = view_words(view, "welcome.noname");
    lines->icon = "clock";
    lines->time[0] = '\0';
    if (view->link == LINK_REFUSED) {
        lines->icon = "warning";
        lines->when = view_words(view, "net.refused");
    } else if (view->link == LINK_RECONNECTING) {
        lines->icon = "link-off";
        lines->when = view_words(view, "net.title");
    } else if (envelope == NULL || !envelope->starts_known) {
        lines->when = view_words(view, "net.waiting");
    } else {
        struct out out = out_into(lines->time, sizeof lines->time);
        out_number(&out, envelope->starts_minute / 60);
        out_text(&out, ":");
        out_padded(&out, envelope->starts_minute % 60, 2);
        lines->when = view_fill(view, "welcome.start", "time", lines->time, lines->text);
    }
}

// The two lines under the buttons, in the design's place, or higher where they need more room.
static void wait_lines(struct draw_list *list, const struct terminal_view *view, float above,
                       float width, float bottom)
{
    struct lines lines;
    find_lines(view, &lines);
    struct text_style style = view_style(view, TYPE_PRIVACY, COLOR_INK2);
    float gap = view->table.size == TEXT_LARGE ? 8 : 2;
    float high = view_height(list, &style, lines.when, width - 44) + gap +
                 view_height(list, &style, lines.noname, width - 44);
    float y = fmaxf(above + 14, fminf(above + 34, bottom - high));
    if (lines.time[0] != '\0')
        y = starts_row(list, view, y, width, lines.time);
    else
        y = row(list, view, y, width, lines.icon, lines.when);
    row(list, view, y + gap, width, "lock", lines.noname);
}

void view_welcome(struct draw_list *list, const struct terminal_view *view)
{
    float hills = hills_width(view->table.size), w = list->canvas.w, h = list->canvas.h;
    // At 1280 the hills take 500; on wider canvases they take what the column leaves.
    struct rect scene = {w - hills - (w - CANVAS_WIDTH), 0, hills + (w - CANVAS_WIDTH), h};
    widget_hills(list, scene, false);
    draw_area(list, "scene", scene);
    float width = scene.x - LEFT - 64;
    name_line(list, view, width);

    struct text_column column = {LEFT - (canvas_column(&list->canvas) - PAGE_MARGIN), TITLE_TOP,
                                 width, ALIGN_LEFT};
    column_text(list, view, &column, TYPE_H0, COLOR_INK, view_words(view, "welcome.title"));
    column.y += view->table.size == TEXT_LARGE ? 6 : 0;
    other_welcomes(list, view, &column);
    column.y = fmaxf(column.y, fminf(PICK_TOP, column.y + 30));
    column_text(list, view, &column, TYPE_H3, COLOR_INK, view_words(view, "welcome.pick"));
    float height = column.y > 364 ? 88 : 100;
    float y = language_buttons(list, view, fmaxf(380, column.y + 14), width, height);
    struct text_style style = view_style(view, TYPE_NOTE, COLOR_INK2);
    wait_lines(list, view, y, width + 48, h - 30 - style.line);

    if (view->screen == 0)
        return;
    char text[VIEW_TEXT_BYTES];
    view_fill_number(view, "welcome.screen", "n", view->screen, text);
    draw_text(list, rect_of(LEFT, h - 28 - style.line, width, style.line), &style, text);
}
