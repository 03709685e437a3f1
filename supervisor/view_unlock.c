// The passphrase of the review key, asked once when the program starts (as design f12).
#include "base/check.h"
#include "supervisor/view_parts.h"
#include <string.h>

enum {
    DOTS_MAX = 26
};

static void field(struct draw_list *list, const struct view_frame *frame,
                  const struct unlock_view *view, struct rect rect)
{
    draw_part(list, ROLE_FIELD, PART_PASSPHRASE, "passphrase", rect, 14);
    draw_box(list, rect, 14, COLOR_SURFACE, COLOR_PINE, 3);
    float x = rect.x + 22;
    if (view->show) {
        struct text_style style =
            text_style_of(TYPE_S_H2, TEXT_LARGE, view_tongue(frame), COLOR_INK);
        style.middle = true;
        style.secret = true;
        style.lines_max = 1;
        float width = fonts_width(list->fonts, list->canvas.s, &style, view->typed);
        // What is typed last is what a person looks at.
        struct draw_item *item =
            draw_text(list,
                      rect_of(width > rect.w - 44 ? rect.x + rect.w - 22 - width : x, rect.y,
                              width + 1, rect.h),
                      &style, view->typed[0] == '\0' ? " " : view->typed);
        item->cut = true;
        item->cut_to = rect_inset(rect, 6);
        draw_touch_up(list, item);
        x += width < rect.w - 44 ? width : rect.w - 44;
    } else {
        // The number of dots stops growing, so that a long passphrase's length is not told.
        size_t size = strlen(view->typed);
        for (size_t i = 0; i < size && i < DOTS_MAX; i++, x += 20)
            draw_disc(list, x + 7, rect.y + rect.h / 2, 6.5F, COLOR_INK, COLOR_NONE, 0);
    }
    if (!view->opening)
        draw_rect(list, rect_of(x + 2, rect.y + 18, 2, rect.h - 36), 0, COLOR_PINE);
}

void view_unlock(struct draw_list *list, const struct view_frame *frame,
                 const struct unlock_view *view)
{
    check(view->typed != NULL);
    view_begin(list, frame, SCREEN_UNLOCK);
    view_top(list, frame, view_word(frame, "replay.title"), view_word(frame, "unlock.locked"),
             list->canvas.w - 24);
    struct rect panel = view_at(list, 270, 164, 740, 480);
    draw_area(list, "unlock", panel);
    staff_panel(list, panel);
    float x = panel.x + 44, w = panel.w - 88;
    view_text(list, frame, rect_of(x, 200, w, 44), TYPE_S_H0, COLOR_INK, ALIGN_LEFT,
              view_word(frame, "review.key.title"));
    view_sized(list, frame, rect_of(x, 252, w, 56), 18, 27, false, COLOR_INK2,
               view_word(frame, "review.key.body"));
    view_text(list, frame, rect_of(x, 318, w, 26), TYPE_S_BOLD,
              view->wrong ? COLOR_CLAY_I : COLOR_INK, ALIGN_LEFT,
              view_word(frame, view->wrong ? "unlock.check" : "unlock.field"));
    struct widget show = {.key = PART_SHOW,
                          .name = "show",
                          .rect = {0, 350, 0, 68},
                          .text = view_word(frame, view->show ? "unlock.hide" : "unlock.show"),
                          .icon = view->show ? "eye-off" : "eye",
                          .tongue = view_tongue(frame)};
    float show_w = staff_button_width(list, &show, STAFF_PLAIN, NULL);
    field(list, frame, view, rect_of(x, 350, w - show_w - 12, 68));
    show.rect.x = x + w - show_w;
    staff_button(list, &show, STAFF_PLAIN, NULL);
    view_sized(list, frame, rect_of(x, 434, w, 56), 16, 23, false, COLOR_INK2,
               view_word(frame, "unlock.note"));
    struct widget quit = {.key = PART_QUIT,
                          .name = "quit",
                          .rect = {x, 540, 0, 60},
                          .text = view_word(frame, "unlock.quit"),
                          .tongue = view_tongue(frame)};
    staff_button(list, &quit, STAFF_PLAIN, NULL);
    struct widget go = {.key = PART_UNLOCK,
                        .name = "unlock-go",
                        .rect = {0, 540, 0, 60},
                        .text = view_word(frame, view->opening ? "unlock.opening" : "unlock.go"),
                        .icon = "lock",
                        .off = view->opening || view->typed[0] == '\0',
                        .tongue = view_tongue(frame)};
    go.rect.x = x + w - staff_button_width(list, &go, STAFF_MAIN, NULL);
    staff_button(list, &go, STAFF_MAIN, NULL);
    draw_end(list);
}
