#include "ui/widget.h"

#include "base/check.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

void widget_text(struct draw_list *list, struct rect rect, enum type type, enum text_size size,
                 enum tongue tongue, enum color color, enum align align, const char *text)
{
    check(text != NULL);
    struct text_style style = text_style_of(type, size, tongue, color);
    style.align = align;
    draw_text(list, rect, &style, text);
}

static struct text_style label_style(const struct widget *widget, enum type type, enum color color)
{
    struct text_style style = text_style_of(type, widget->size, widget->tongue, color);
    style.secret = widget->secret;
    style.middle = true;
    return style;
}

// The two rounded rectangles of a part with a lip, and where its face is now: 4 px down when held.
static struct rect face_with_lip(struct draw_list *list, struct rect rect, float radius, float lip,
                                 bool pressed, enum color lip_color)
{
    if (pressed)
        return rect_of(rect.x, rect.y + lip, rect.w, rect.h);
    if (lip_color != COLOR_NONE)
        draw_rect(list, rect_of(rect.x, rect.y + lip, rect.w, rect.h), radius, lip_color);
    return rect;
}

enum {
    BUTTON_RADIUS = 20,
    BUTTON_PAD = 40,
    BUTTON_ICON = 34,
    BUTTON_GAP = 16,
    BUTTON_MIN = 240
};

// Words of a size of the caller's stand in a button that is lower than the text size would have it.
static struct text_style button_style(const struct widget *widget, enum color color)
{
    struct text_style style = label_style(widget, TYPE_H3, color);
    if (widget->word_size > 0) {
        style.size = widget->word_size;
        // Lao needs room for its marks.
        float line = widget->tongue == TONGUE_LO ? 1.6F : 1.2F;
        style.line = fminf(widget->rect.h / 2 - 3, ceilf(widget->word_size * line));
    }
    return style;
}

static float button_icon(const struct widget *widget)
{
    if (widget->icon == NULL)
        return 0;
    if (widget->word_size > 0)
        return BUTTON_ICON;
    return widget->size == TEXT_LARGEST ? 48 : BUTTON_ICON;
}

float widget_button_width(struct draw_list *list, const struct widget *widget)
{
    struct text_style style = button_style(widget, COLOR_INK);
    float width = fonts_width(list->fonts, list->canvas.s, &style, widget->text);
    if (widget->icon != NULL)
        width += button_icon(widget) + BUTTON_GAP;
    return fmaxf(BUTTON_MIN, ceilf(width) + 2 * BUTTON_PAD);
}

static int button_lines(struct draw_list *list, const struct text_style *style, const char *text,
                        float width)
{
    return fonts_measure(list->fonts, list->canvas.s, style, text, width).lines;
}

// Icon and words side by side in the middle of the face.
static void button_label(struct draw_list *list, const struct widget *widget, struct rect face,
                         enum color color)
{
    struct text_style style = button_style(widget, color);
    float art = button_icon(widget), icon = art > 0 ? art + BUTTON_GAP : 0;
    float room = face.w - icon - 32;
    float width = fonts_width(list->fonts, list->canvas.s, &style, widget->text);
    // Twice the length in another language takes two lines before anything is dropped.
    bool two = width > room && button_lines(list, &style, widget->text, room) > 1;
    width = two ? room : fminf(ceilf(width) + 1, room);
    float left = face.x + (face.w - width - icon) / 2;
    struct rect words = {widget->icon_last ? left : left + icon, face.y, width, face.h};
    style.align = two ? ALIGN_CENTER : ALIGN_LEFT;
    draw_text(list, words, &style, widget->text);
    if (widget->icon != NULL)
        draw_icon(list, widget->icon, widget->icon_last ? words.x + width + BUTTON_GAP : left,
                  face.y + (face.h - art) / 2, art, color);
}

static void action_part(struct draw_list *list, const struct widget *widget)
{
    enum role role = widget->rect.h >= 88 ? ROLE_ACTION : ROLE_BUTTON;
    struct part *part =
        draw_part(list, role, widget->key, widget->name, widget->rect, BUTTON_RADIUS);
    part->off = widget->off;
}

static void colored_button(struct draw_list *list, const struct widget *widget, enum color fill,
                           enum color lip)
{
    check(widget->text != NULL);
    bool pressed = draw_is_pressed(list, widget->key);
    struct rect rect = widget->rect;
    action_part(list, widget);
    if (widget->not_ready || widget->off) {
        draw_dashed(list, rect, BUTTON_RADIUS, COLOR_SUNKEN, COLOR_EDGE, 2);
        button_label(list, widget, rect, COLOR_INK2);
        return;
    }
    struct rect face = face_with_lip(list, rect, BUTTON_RADIUS, LIP, pressed, lip);
    draw_rect(list, face, BUTTON_RADIUS, pressed ? lip : fill);
    button_label(list, widget, face, COLOR_SURFACE);
}

void widget_main(struct draw_list *list, const struct widget *widget)
{
    colored_button(list, widget, COLOR_PINE, COLOR_PINE_D);
}

void widget_plum(struct draw_list *list, const struct widget *widget)
{
    colored_button(list, widget, COLOR_PLUM, COLOR_PLUM_D);
}

void widget_second(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    bool pressed = draw_is_pressed(list, widget->key);
    action_part(list, widget);
    if (widget->off) {
        draw_dashed(list, widget->rect, BUTTON_RADIUS, COLOR_SUNKEN, COLOR_EDGE, 2);
        button_label(list, widget, widget->rect, COLOR_INK2);
        return;
    }
    struct rect face = face_with_lip(list, widget->rect, BUTTON_RADIUS, LIP, pressed,
                                     widget->chosen ? COLOR_PINE_D : COLOR_LINE);
    enum color fill = pressed ? COLOR_PINE_T : widget->chosen ? COLOR_PINE : COLOR_SURFACE;
    draw_box(list, face, BUTTON_RADIUS, fill, pressed || widget->chosen ? COLOR_PINE : COLOR_EDGE,
             2);
    button_label(list, widget, face, widget->chosen && !pressed ? COLOR_SURFACE : COLOR_INK);
}

// An answer's tile in its state; returns the face to put things on.
struct tile {
    struct rect face;
    enum color text, fill;
    bool on; // white on pine
};

static struct tile tile_begin(struct draw_list *list, const struct widget *widget, float radius)
{
    bool pressed = draw_is_pressed(list, widget->key);
    bool on = widget->chosen && !pressed;
    if (widget->off) {
        draw_dashed(list, widget->rect, radius, COLOR_SUNKEN, COLOR_EDGE, 2);
        return (struct tile){widget->rect, COLOR_INK2, COLOR_SUNKEN, false};
    }
    struct rect face =
        face_with_lip(list, widget->rect, radius, LIP, pressed, on ? COLOR_PINE_D : COLOR_LINE);
    enum color fill = on             ? COLOR_PINE
                      : pressed      ? COLOR_PINE_T
                      : widget->read ? COLOR_GOLD_T
                                     : COLOR_SURFACE;
    enum color edge = on || pressed || widget->urged ? COLOR_PINE : COLOR_EDGE;
    draw_box(list, face, radius, fill, edge, widget->urged ? 4 : 2);
    return (struct tile){face, on ? COLOR_SURFACE : COLOR_INK, fill, on};
}

void widget_tick(struct draw_list *list, float x, float y, float size, enum color color)
{
    // The check icon's own line on its 24 grid, but with a stroke of 3: on small grounds 2 is thin.
    float unit = size / 24, stroke = 3 * unit;
    draw_line(list, x + 4.5F * unit, y + 12.5F * unit, x + 9.5F * unit, y + 17.5F * unit, stroke,
              color);
    draw_line(list, x + 9.5F * unit, y + 17.5F * unit, x + 19.5F * unit, y + 6.5F * unit, stroke,
              color);
}

static void badge(struct draw_list *list, struct rect tile, float radius)
{
    float x = tile.x + tile.w + 10 - radius, y = tile.y - 14 + radius, tick = radius * 15 / 13;
    draw_disc(list, x, y, radius, COLOR_GOLD, COLOR_PAPER, 4);
    widget_tick(list, x - tick / 2, y - tick / 2, tick, COLOR_INK);
}

void widget_badge(struct draw_list *list, struct rect tile)
{
    badge(list, tile, 26);
}

static void answer_part(struct draw_list *list, const struct widget *widget, float radius)
{
    struct part *part =
        draw_part(list, ROLE_ANSWER, widget->key, widget->name, widget->rect, radius);
    part->off = widget->off;
}

static void tile_end(struct draw_list *list, const struct widget *widget, const struct tile *tile)
{
    if (tile->on)
        badge(list, tile->face, widget->size == TEXT_LARGEST ? 30 : 26);
}

// The widest word of a text whose words stand apart. Lao has no spaces; ICU knows its words.
static float widest_word(struct draw_list *list, const struct text_style *style, const char *text)
{
    float widest = 0;
    if (style->tongue == TONGUE_LO)
        return 0;
    for (const char *at = text; *at != '\0';) {
        char word[128];
        size_t bytes = strcspn(at, " ");
        size_t kept = bytes < sizeof word - 1 ? bytes : sizeof word - 1;
        memcpy(word, at, kept);
        word[kept] = '\0';
        if (kept == bytes && bytes > 0)
            widest = fmaxf(widest, fonts_width(list->fonts, list->canvas.s, style, word));
        at += bytes + strspn(at + bytes, " ");
    }
    return widest;
}

static float last_line_width(struct draw_list *list, const struct text_style *style,
                             const char *text, float width, int lines)
{
    size_t start, end;
    char line[256];
    bool found =
        fonts_line(list->fonts, list->canvas.s, style, text, width, lines - 1, &start, &end);
    if (!found || end <= start || end - start >= sizeof line)
        return width;
    memcpy(line, text + start, end - start);
    line[end - start] = '\0';
    return fonts_width(list->fonts, list->canvas.s, style, line);
}

// A short word alone on the last line takes the one before it along ("Prefer not / to say", never
// "Prefer not to / say"), as long as that needs no further line.
static struct rect balanced(struct draw_list *list, const struct text_style *style,
                            const char *text, struct rect rect)
{
    float s = list->canvas.s, width = rect.w, least = widest_word(list, style, text);
    struct text_size_used used = fonts_measure(list->fonts, s, style, text, width);
    for (int lines = used.lines, tries = 0; lines > 1 && tries < 4; tries++) {
        if (last_line_width(list, style, text, width, lines) >= used.width * 0.4F)
            break;
        float narrower = floorf(used.width) - 1;
        used = fonts_measure(list->fonts, s, style, text, narrower);
        if (narrower <= least || used.lines > lines || used.width > narrower)
            break;
        width = narrower;
    }
    float left = style->align == ALIGN_CENTER ? rect.x + (rect.w - width) / 2 : rect.x;
    return rect_of(left, rect.y, width, rect.h);
}

enum {
    TILE_RADIUS = 24
};

void widget_tile(struct draw_list *list, const struct widget *widget, float radius)
{
    answer_part(list, widget, radius);
    struct tile tile = tile_begin(list, widget, radius);
    if (widget->text != NULL) {
        struct text_style style = label_style(widget, TYPE_H3, tile.text);
        style.align = ALIGN_CENTER;
        draw_text(list, rect_inset(tile.face, 12), &style, widget->text);
    }
    tile_end(list, widget, &tile);
}

enum {
    CHOICE_LEFT = 32,
    CHOICE_DISC = 92,
    CHOICE_GAP = 26,
    CHOICE_RIGHT = 16
};

static struct text_style choice_style(const struct widget *widget, enum color color)
{
    struct text_style style = label_style(widget, TYPE_H3, color);
    if (widget->size == TEXT_LARGE) {
        style.size = 30;
        style.line = widget->tongue == TONGUE_LO ? 48 : 40;
    } else if (widget->size == TEXT_LARGEST && widget->tongue != TONGUE_LO) {
        style.line = roundf(style.size * 50 / 42);
    }
    if (widget->word_size > 0) {
        style.line = roundf(style.line * widget->word_size / style.size);
        style.size = widget->word_size;
    }
    return style;
}

// A tile lower than its disc and some air has a smaller one, and loses less to its sides.
static float choice_disc(struct rect rect)
{
    return fminf(CHOICE_DISC, rect.h - 24);
}

static struct rect choice_words(const struct widget *widget, struct rect face)
{
    float disc = widget->icon != NULL ? choice_disc(face) + CHOICE_GAP : 0;
    bool large = widget->size == TEXT_LARGE;
    float left = face.x + (large ? CHOICE_LEFT : 20) + disc - (large || disc == 0 ? 0 : 8);
    // Three lines of smaller words come up to the check's badge.
    float right = CHOICE_RIGHT + (large ? 0 : widget->word_size > 0 ? 8 : -8);
    return rect_of(left, face.y, face.x + face.w - right - left, face.h);
}

bool widget_choice_fits(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    struct text_style style = choice_style(widget, COLOR_INK);
    struct rect words = choice_words(widget, widget->rect);
    struct text_size_used used =
        fonts_measure(list->fonts, list->canvas.s, &style, widget->text, words.w);
    return widest_word(list, &style, widget->text) <= words.w && used.width <= words.w &&
           used.height <= words.h - (widget->word_size > 0 ? 12 : 4);
}

void widget_choice(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    answer_part(list, widget, TILE_RADIUS);
    struct tile tile = tile_begin(list, widget, TILE_RADIUS);
    if (widget->icon != NULL) {
        float disc = choice_disc(tile.face), icon = disc * 54 / 92;
        float x = tile.face.x + (widget->size == TEXT_LARGE ? CHOICE_LEFT : 20) + disc / 2;
        float y = tile.face.y + tile.face.h / 2;
        draw_disc(list, x, y, disc / 2, tile.on ? COLOR_SURFACE : COLOR_PINE_T, COLOR_NONE, 0);
        draw_icon(list, widget->icon, x - icon / 2, y - icon / 2, icon, COLOR_PINE);
    }
    struct text_style style = choice_style(widget, tile.text);
    struct rect words = choice_words(widget, tile.face);
    draw_text(list, balanced(list, &style, widget->text, words), &style, widget->text);
    tile_end(list, widget, &tile);
}

// Where the picture and the words of an answer's tile stand: under each other in a tall tile, side by
// side in one that is wider than high (3 x 2 in the larger text sizes).
struct tile_place {
    float x, y;  // middle of the picture
    float scale; // of the picture, 1 in a tall tile
    struct rect words;
};

enum {
    TALL_WORDS = 72, // box of the words of a tall tile, its middle 228 px down of 296
    WIDE_ART = 118,  // widest picture beside words
    WIDE_LEFT = 20,
};

static struct tile_place tile_place(struct rect face, float line)
{
    if (face.w <= face.h * 1.2F) {
        float height = fmaxf(TALL_WORDS, 2 * line);
        float words = fminf(face.y + face.h * 228 / 296, face.y + face.h - 8 - height / 2);
        float art = fminf(face.y + face.h * 106 / 296, words - height / 2 - 66);
        return (struct tile_place){face.x + face.w / 2, art, 1,
                                   rect_of(face.x + 8, words - height / 2, face.w - 16, height)};
    }
    float art = fminf(WIDE_ART, face.h - 24);
    float words = face.x + WIDE_LEFT + art + 16;
    return (struct tile_place){face.x + WIDE_LEFT + art / 2, face.y + face.h / 2, art / 132,
                               rect_of(words, face.y, face.x + face.w - 8 - words, face.h)};
}

static struct text_style answer_style(const struct widget *widget, enum color color, bool tall)
{
    struct text_style style = label_style(widget, TYPE_H3, color);
    style.align = tall ? ALIGN_CENTER : ALIGN_LEFT;
    if (style.size <= 28)
        style.line = widget->tongue == TONGUE_LO ? 46 : 36;
    if (widget->size == TEXT_LARGEST && widget->tongue != TONGUE_LO)
        style.line = roundf(style.size * 50 / 42); // closer than buttons: tiles take two lines
    if (widget->word_size > 0)
        style.size = widget->word_size;
    return style;
}

bool widget_answer_fits(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    struct rect rect = widget->rect;
    bool tall = rect.w <= rect.h * 1.2F;
    struct text_style style = answer_style(widget, COLOR_INK, tall);
    struct tile_place place = tile_place(rect, style.line);
    struct text_size_used used =
        fonts_measure(list->fonts, list->canvas.s, &style, widget->text, place.words.w);
    return widest_word(list, &style, widget->text) <= place.words.w && used.lines <= 2 &&
           used.width <= place.words.w && used.height <= rect.h - 4;
}

static void tile_words(struct draw_list *list, const struct widget *widget, const struct tile *tile,
                       const struct tile_place *place)
{
    bool tall = tile->face.w <= tile->face.h * 1.2F;
    struct text_style style = answer_style(widget, tile->text, tall);
    draw_text(list, balanced(list, &style, widget->text, place->words), &style, widget->text);
}

static float tile_line(const struct widget *widget)
{
    return answer_style(widget, COLOR_INK, true).line;
}

void widget_face(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL && widget->icon != NULL);
    answer_part(list, widget, TILE_RADIUS);
    struct tile tile = tile_begin(list, widget, TILE_RADIUS);
    struct tile_place place = tile_place(tile.face, tile_line(widget));
    float x = place.x, y = place.y, size = 132 * place.scale;
    // The drawn circle is 60/132 of the picture; the white disc of a chosen face is 8 % larger.
    // It is always there, so that a chosen face is painted in as many pieces as anything chosen.
    draw_disc(list, x, y, size / 2, tile.on ? COLOR_SURFACE : tile.fill, COLOR_NONE, 0);
    draw_picture(list, widget->icon, x - size / 2, y - size / 2, size);
    tile_words(list, widget, &tile, &place);
    tile_end(list, widget, &tile);
}

void widget_steps(struct draw_list *list, const struct widget *widget, int filled)
{
    check(widget->text != NULL);
    check(filled >= 0 && filled <= 4);
    static const float HEIGHTS[] = {34, 54, 74, 94};
    answer_part(list, widget, TILE_RADIUS);
    struct tile tile = tile_begin(list, widget, TILE_RADIUS);
    struct tile_place place = tile_place(tile.face, tile_line(widget));
    float scale = place.scale;
    float left = place.x - 57.5F * scale, bottom = place.y + 49 * scale;
    for (int i = 0; i < 4; i++) {
        struct rect bar = {left + (float)i * 31 * scale, bottom - HEIGHTS[i] * scale, 22 * scale,
                           HEIGHTS[i] * scale};
        enum color fill = tile.on ? COLOR_SURFACE : COLOR_PINE;
        enum color ground = tile.on                              ? COLOR_PINE
                            : draw_is_pressed(list, widget->key) ? COLOR_PINE_T
                            : widget->read                       ? COLOR_GOLD_T
                                                                 : COLOR_SURFACE;
        if (i < filled)
            draw_rect(list, bar, 6, fill);
        else
            draw_box(list, bar, 6, ground, tile.on ? COLOR_SURFACE : COLOR_EDGE, 3);
    }
    tile_words(list, widget, &tile, &place);
    tile_end(list, widget, &tile);
}

void widget_pass_tall(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL);
    answer_part(list, widget, TILE_RADIUS);
    struct tile tile = tile_begin(list, widget, TILE_RADIUS);
    struct tile_place place = tile_place(tile.face, tile_line(widget));
    float x = place.x, y = place.y, scale = place.scale;
    float disc = scale == 1 ? 56 : 66 * scale - 5; // 108 beside a face of 118
    draw_disc(list, x, y, disc, tile.on ? COLOR_SURFACE : COLOR_PINE_T, COLOR_NONE, 0);
    draw_icon(list, widget->icon != NULL ? widget->icon : "pass", x - 31 * scale, y - 31 * scale,
              62 * scale, COLOR_PINE);
    tile_words(list, widget, &tile, &place);
    tile_end(list, widget, &tile);
}

void widget_picture_tile(struct draw_list *list, const struct widget *widget)
{
    check(widget->text != NULL && widget->icon != NULL);
    struct part *part = draw_part(list, ROLE_BUTTON, widget->key, widget->name, widget->rect, 20);
    part->off = widget->off;
    struct tile tile = tile_begin(list, widget, 20);
    float size = fminf(82, tile.face.h - 60);
    draw_picture(list, widget->icon, tile.face.x + (tile.face.w - size) / 2, tile.face.y + 14,
                 size);
    struct text_style style = label_style(widget, TYPE_TOOL, tile.text);
    style.align = ALIGN_CENTER;
    float line = style.line;
    draw_text(
        list,
        rect_of(tile.face.x + 1, tile.face.y + tile.face.h - line - 10, tile.face.w - 2, line),
        &style, widget->text);
}

void widget_key(struct draw_list *list, const struct widget *widget)
{
    bool pressed = draw_is_pressed(list, widget->key);
    struct part *part = draw_part(list, ROLE_KEY, widget->key, widget->name, widget->rect, 16);
    part->off = widget->off;
    struct rect face = face_with_lip(list, widget->rect, 16, KEY_LIP, pressed, COLOR_LINE);
    bool on = widget->chosen && !pressed;
    draw_box(list, face, 16,
             on        ? COLOR_PINE
             : pressed ? COLOR_PINE_T
                       : COLOR_SURFACE,
             on || pressed ? COLOR_PINE : COLOR_EDGE, 2);
    enum color color = on ? COLOR_SURFACE : COLOR_INK;
    if (widget->icon != NULL) {
        float icon = widget->word_size > 0 ? widget->word_size : 38;
        draw_icon(list, widget->icon, face.x + (face.w - icon) / 2, face.y + (face.h - icon) / 2,
                  icon, color);
        return;
    }
    // Letters are 34; whole words ("space", "A-Z") smaller, as the caller says.
    check(widget->text != NULL);
    struct text_style style = text_style_of(TYPE_H2, TEXT_LARGE, widget->tongue, color);
    style.bold = false;
    if (widget->word_size > 0)
        style.size = widget->word_size;
    style.middle = true;
    style.align = ALIGN_CENTER;
    draw_text(list, face, &style, widget->text);
}

void widget_slot(struct draw_list *list, struct rect rect, int number, const char *picture,
                 bool check_it)
{
    check(number >= 1 && number <= 6);
    if (picture == NULL) {
        char digit[2] = {(char)('0' + number), '\0'};
        draw_dashed(list, rect, 16, COLOR_SUNKEN, COLOR_EDGE, 2);
        struct text_style style = text_style_of(TYPE_H2, TEXT_LARGE, TONGUE_EN, COLOR_INK2);
        style.middle = true;
        style.align = ALIGN_CENTER;
        draw_text(list, rect, &style, digit);
        return;
    }
    draw_box(list, rect, 16, COLOR_GOLD_T, check_it ? COLOR_CLAY : COLOR_INK, 3);
    float size = fminf(rect.w, rect.h) * 72 / 92;
    draw_picture(list, picture, rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2, size);
}

void widget_card_face(struct draw_list *list, float x, float y, float size, const char *shape)
{
    check(shape != NULL);
    draw_disc(list, x + size / 2, y + size / 2, size / 2, COLOR_PINE_T, COLOR_NONE, 0);
    float icon = size * 28 / 44;
    draw_icon(list, shape, x + (size - icon) / 2, y + (size - icon) / 2, icon, COLOR_PINE);
}
