#include "show/room.h"

#include "base/check.h"
#include "show/results.h"
#include "show/room_parts.h"
#include "show/slide.h"
#include "ui/widget.h"

struct text_style room_style(enum tongue tongue, enum color color, float size, float line,
                             bool bold)
{
    struct text_style style = text_style_of(TYPE_BODY, TEXT_LARGE, tongue, color);
    style.size = size;
    // Marks above and below Lao letters need lines 1.65 em apart.
    style.line = tongue == TONGUE_LO && line < size * 1.65F ? size * 1.65F : line;
    style.bold = bold;
    return style;
}

const char *room_string(const struct room_view *view, const char *id)
{
    check(view->strings != NULL);
    return strings_get(view->strings, view->language, id);
}

static enum room_screen running_screen(const struct scene *scene)
{
    if (scene->blank)
        return ROOM_BLANK;
    if (scene->paused || scene->prompt_state == PROMPT_PAUSED)
        return ROOM_PAUSE;
    if (scene->result_on && scene->release.kind != RELEASE_NONE)
        return ROOM_RESULT;
    if (prompt_state_is_open(scene->prompt_state)) {
        // In the last 20 seconds the question stays: people are told that they can still send.
        bool full = scene->box_full && scene->prompt_state != PROMPT_CLOSING;
        return full ? ROOM_FULL : ROOM_PROMPT;
    }
    return scene->slide == 0 ? ROOM_PROMISE : ROOM_SLIDE;
}

enum room_screen show_room_screen(const struct scene *scene)
{
    check(scene != NULL);
    switch (scene->phase) {
    case SCENE_WAITING:
        return ROOM_WELCOME;
    case SCENE_RUNNING:
        return running_screen(scene);
    case SCENE_ENDED:
    case SCENE_FINISHED:
        break;
    }
    return ROOM_ENDED;
}

// A large line and a smaller one in the middle of the screen, with the top of the first at y.
static void draw_message(struct draw_list *list, const struct room_view *view, float y,
                         const char *title_id, const char *body_id, enum color title,
                         enum color body)
{
    enum tongue tongue = show_tongue(view->language);
    struct block block = {.head = room_string(view, title_id),
                          .text = room_string(view, body_id),
                          .head_style = room_style(tongue, title, 88, 108, true),
                          .text_style = room_style(tongue, body, 42, 58, false)};
    block.head_style.align = block.text_style.align = ALIGN_CENTER;
    block_draw(list, &block, ROOM_MARGIN, y, ROOM_INNER);
}

static void draw_welcome(struct draw_list *list, const struct room_view *view)
{
    enum {
        PICTURE = 600,
        MARK = 132
    };
    enum tongue tongue = show_tongue(view->language);
    struct block block = {.head = room_string(view, "welcome.title"),
                          .text = room_string(view, "room.soon"),
                          .head_style = room_style(tongue, COLOR_INK, 104, 128, true),
                          .text_style = room_style(tongue, COLOR_INK2, 44, 60, false)};
    float width = ROOM_WIDTH - PICTURE - 2 * ROOM_MARGIN;
    float height = MARK + 40 + block_height(list, &block, width);
    float y = (ROOM_HEIGHT - height) / 2;
    widget_hills(list, rect_of(ROOM_WIDTH - PICTURE, 0, PICTURE, ROOM_HEIGHT), false);
    widget_mark(list, ROOM_MARGIN - 8, y, MARK);
    block_draw(list, &block, ROOM_MARGIN, y + MARK + 40, width);
}

static void draw_marked_message(struct draw_list *list, const struct room_view *view,
                                const char *title_id, const char *body_id)
{
    enum {
        MARK = 240
    };
    widget_mark(list, (ROOM_WIDTH - MARK) / 2.0F, 190, MARK);
    draw_message(list, view, 190 + MARK + 60, title_id, body_id, COLOR_INK, COLOR_INK2);
}

static void draw_slide(struct draw_list *list, const struct room_view *view)
{
    const struct slide_view slide = {.deck = view->deck,
                                     .strings = view->strings,
                                     .slide = view->scene->slide,
                                     .language = view->language,
                                     .size = TEXT_LARGE};
    show_slide(list, rect_of(0, 0, ROOM_WIDTH, ROOM_HEIGHT), SLIDE_BARE, "slide", &slide);
}

static void draw_result(struct draw_list *list, const struct room_view *view)
{
    const struct result_view result = {.prompt = {.deck = view->deck,
                                                  .strings = view->strings,
                                                  .prompt = view->scene->prompt,
                                                  .language = view->language},
                                       .release = &view->scene->release,
                                       .size = TEXT_LARGE};
    show_result_room(list, &result);
}

static enum color ground_of(enum room_screen screen)
{
    switch (screen) {
    case ROOM_SLIDE:
        return COLOR_SURFACE;
    case ROOM_PAUSE:
    case ROOM_BLANK:
        return COLOR_NIGHT;
    case ROOM_WELCOME:
    case ROOM_PROMISE:
    case ROOM_PROMPT:
    case ROOM_FULL:
    case ROOM_RESULT:
    case ROOM_ENDED:
        break;
    }
    return COLOR_PAPER;
}

static void draw_screen_of(struct draw_list *list, enum room_screen screen,
                           const struct room_view *view)
{
    switch (screen) {
    case ROOM_WELCOME:
        draw_welcome(list, view);
        return;
    case ROOM_PROMISE:
        room_promise_draw(list, view);
        return;
    case ROOM_SLIDE:
        draw_slide(list, view);
        return;
    case ROOM_PROMPT:
        room_prompt_draw(list, view);
        return;
    case ROOM_FULL:
        draw_marked_message(list, view, "full.title", "full.body");
        return;
    case ROOM_RESULT:
        draw_result(list, view);
        return;
    case ROOM_PAUSE:
        widget_hills(list, rect_of(0, 0, ROOM_WIDTH, ROOM_HEIGHT), true);
        draw_message(list, view, 220, "pause.title", "room.pause", COLOR_MOON, COLOR_MOON2);
        return;
    case ROOM_BLANK:
        return;
    case ROOM_ENDED:
        draw_marked_message(list, view, "end.title", "room.next");
        return;
    }
    check(false && "the room shows one of its screens");
}

bool show_room_needs_deck(const struct scene *scene)
{
    enum room_screen screen = show_room_screen(scene);
    return screen == ROOM_SLIDE || screen == ROOM_PROMPT || screen == ROOM_RESULT;
}

void show_room(struct draw_list *list, struct fonts *fonts, int pixels_w, int pixels_h,
               const struct room_view *view)
{
    check(view->scene != NULL && view->strings != NULL);
    // Whoever hands over another audience's scene would show it to everybody.
    check(view->scene->audience == AUDIENCE_ROOM);
    enum room_screen screen = show_room_screen(view->scene);
    check(!show_room_needs_deck(view->scene) || view->deck != NULL);
    struct canvas canvas = canvas_fitted(pixels_w, pixels_h, ROOM_WIDTH, ROOM_HEIGHT);
    draw_begin(list, &canvas, fonts, NULL, ground_of(screen));
    draw_screen(list, (uint32_t)screen);
    draw_screen_of(list, screen, view);
    draw_end(list);
}
