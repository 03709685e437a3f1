#include "show/slide.h"

#include "base/check.h"
#include "show/prompt_words.h"
#include "show/slide_parts.h"
#include "ui/widget.h"
#include <math.h>
#include <stdio.h>

struct card_colors slide_card_colors(int place)
{
    static const struct card_colors COLORS_OF[SLIDE_TINTS] = {
        [TINT_PINE] = {COLOR_PINE_W, COLOR_PINE},
        [TINT_GOLD] = {COLOR_GOLD_T, COLOR_AMBER_I},
        [TINT_PLUM] = {COLOR_PLUM_T, COLOR_PLUM},
        [TINT_SKY] = {COLOR_SKY_T, COLOR_SKY},
    };
    check(place >= 0);
    return COLORS_OF[place % SLIDE_TINTS];
}

static const struct deck_slide *slide_of(const struct slide_view *view)
{
    check(view->deck != NULL && view->strings != NULL);
    check(view->slide >= 1 && view->slide <= view->deck->slide_count);
    return &view->deck->slides[view->slide - 1];
}

bool show_slide_falls_back(const struct slide_view *view)
{
    check((unsigned)view->language < LANGUAGES);
    return !slide_of(view)->words[view->language].present;
}

const char *show_slide_title(const struct slide_view *view)
{
    check(slide_of(view) != NULL);
    return deck_slide_words(view->deck, view->slide, view->language)->title;
}

struct slide_words slide_words_of(const struct slide_view *view)
{
    enum language language = show_slide_falls_back(view) ? LANGUAGE_EN : view->language;
    struct slide_words words = {
        .slide = slide_of(view),
        .words = deck_slide_words(view->deck, view->slide, language),
        .tongue = show_tongue(language),
        .foot = view->deck->languages[language].module_title,
        .size = view->size,
        .number = view->slide,
        .lao = language == LANGUAGE_LO,
    };
    words.kicker = words.words->kicker;
    if (words.slide->layout == LAYOUT_TALK && words.kicker[0] == '\0')
        words.kicker = strings_get(view->strings, language, "slide.talk");
    return words;
}

struct text_style slide_style(const struct slide_words *words, enum type type, enum color color)
{
    return text_style_of(type, TEXT_LARGE, words->tongue, color);
}

struct block slide_block(const struct slide_words *words, const struct deck_card *card)
{
    bool headed = card->head[0] != '\0';
    return (struct block){
        .head = card->head,
        .text = card->text,
        .head_style = slide_style(words, TYPE_SLIDE_HEADING, COLOR_INK),
        // Words that stand alone are what the card says, so they are as dark as a heading.
        .text_style = slide_style(words, TYPE_SLIDE_TEXT, headed ? COLOR_INK2 : COLOR_INK),
        .balanced = true,
    };
}

// --------------------------------------------------------------------------------------- frame

struct frame_look {
    float radius, border;
};

static struct frame_look look_of(enum slide_frame frame)
{
    static const struct frame_look LOOKS[] = {
        [SLIDE_BARE] = {0, 0},
        [SLIDE_ON_TERMINAL] = {26, 2},
        [SLIDE_ON_STAFF] = {14, 1},
    };
    check(frame <= SLIDE_ON_STAFF);
    return LOOKS[frame];
}

enum {
    MARK_H = 24,
    MARK_PAD = 14,
    MARK_GAP = 6,      // to the frame
    FRAME_SMALL = 300, // lower than this, the foot of a slide is lower than the mark
};

// What staff should know of the words: a small line at the slide's foot, in the frame's own pixels
// so that it can be read on the smallest copy.
static void staff_mark(struct draw_list *list, struct rect frame, const struct slide_view *view)
{
    const char *id = show_slide_falls_back(view) ? "slide.fallback" : "slide.draft";
    const char *text = strings_get(view->strings, view->language, id);
    struct text_style style =
        text_style_of(TYPE_S_FLOOR, TEXT_LARGE, show_tongue(view->language), COLOR_AMBER_I);
    style.bold = true;
    style.middle = true;
    float width = ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1;
    width = fminf(width, frame.w - 2 * MARK_PAD - 16);
    struct rect pill = {frame.x + 8, frame.y + frame.h - MARK_H - MARK_GAP, width + 2 * MARK_PAD,
                        MARK_H};
    draw_rect(list, pill, MARK_H / 2.0F, COLOR_AMBER_T);
    draw_text(list, rect_of(pill.x + MARK_PAD, pill.y, width, MARK_H), &style, text);
}

// Where the slide itself goes: small copies leave a strip to the mark.
static struct rect slide_room(struct rect frame, float border, bool marked)
{
    struct rect room = rect_inset(frame, border);
    if (marked && frame.h < FRAME_SMALL)
        room.h -= MARK_H + MARK_GAP;
    return room;
}

void show_slide(struct draw_list *list, struct rect rect, enum slide_frame frame, const char *name,
                const struct slide_view *view)
{
    check(!list->mini.on);
    check(rect.w > 0 && rect.h > 0);
    struct slide_words words = slide_words_of(view);
    struct frame_look look = look_of(frame);
    bool talk = words.slide->layout == LAYOUT_TALK;
    bool marked =
        view->staff && (show_slide_falls_back(view) || view->deck->languages[view->language].draft);
    if (name != NULL)
        draw_area(list, name, rect);
    draw_box(list, rect, look.radius, talk ? COLOR_PINE : COLOR_SURFACE,
             look.border > 0 ? COLOR_LINE : COLOR_NONE, look.border);
    if (marked)
        words.foot = ""; // the mark takes its place
    draw_mini_begin(list, slide_room(rect, look.border, marked), SLIDE_WIDTH, SLIDE_HEIGHT);
    slide_body(list, &words);
    draw_mini_end(list);
    if (marked)
        staff_mark(list, rect, view);
}
