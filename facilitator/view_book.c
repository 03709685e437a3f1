// What the views share about the group book: faces and days.
#include "base/check.h"
#include "base/date.h"
#include "facilitator/view_parts.h"
#include <stdio.h>
#include <string.h>

static const char *date(const struct page *page, char buffer[WORDS_BYTES], uint32_t when,
                        const char *id)
{
    unsigned year, month, day;
    date_of_day(when, &day, &month, &year);
    char weekday_id[24], month_id[24], number[16], whole[24];
    snprintf(weekday_id, sizeof weekday_id, "date.day.%u", date_weekday(when));
    snprintf(month_id, sizeof month_id, "date.month.%u", month);
    snprintf(number, sizeof number, "%u", day);
    snprintf(whole, sizeof whole, "%u", year);
    const struct strings_value values[] = {{"weekday", page_word(page, weekday_id)},
                                           {"day", number},
                                           {"month", page_word(page, month_id)},
                                           {"year", whole}};
    struct out out = out_into(buffer, WORDS_BYTES);
    strings_fill(&out, page_word(page, id), values, 4);
    return buffer;
}

const char *page_date(const struct page *page, char buffer[WORDS_BYTES], uint32_t day)
{
    return date(page, buffer, day, "date.full");
}

const char *page_day(const struct page *page, char buffer[WORDS_BYTES], uint32_t day)
{
    return date(page, buffer, day, "date.long");
}

struct face {
    const char *icon, *id;
    enum color tint, color;
};

static const struct face *face_of(struct goal_handle handle)
{
    static const struct face FACES[SHAPE_LAST] = {
        {"shape-wave", "shape.wave", COLOR_SKY_T, COLOR_SKY},
        {"shape-kite", "shape.kite", COLOR_PLUM_T, COLOR_PLUM},
        {"shape-arch", "shape.arch", COLOR_GOLD_T, COLOR_AMBER_I},
        {"shape-drop", "shape.drop", COLOR_PINE_T, COLOR_PINE},
        {"shape-hill", "shape.hill", COLOR_PINE_W, COLOR_PINE},
        {"shape-ring", "shape.ring", COLOR_SUNKEN, COLOR_INK2},
    };
    check(book_handle_ok(handle));
    return &FACES[handle.shape - 1];
}

void page_face(const struct page *page, float x, float y, float radius, struct goal_handle handle)
{
    const struct face *face = face_of(handle);
    float icon = radius * 1.18F;
    draw_disc(page->list, x, y, radius, face->tint, COLOR_NONE, 0);
    draw_icon(page->list, face->icon, x - icon / 2, y - icon / 2, icon, face->color);
}

const char *page_face_name(const struct page *page, char buffer[WORDS_BYTES],
                           struct goal_handle handle)
{
    snprintf(buffer, WORDS_BYTES, "%s %u", page_word(page, face_of(handle)->id),
             (unsigned)handle.number);
    return buffer;
}

enum book_share page_share(const struct view *view)
{
    return view->entry.closed ? SHARE_WHOLE : SHARE_SINCE_JOINED;
}

bool page_is_closed(const struct view *view)
{
    return view->entry.closed && view->book != NULL &&
           book_is_past(view->book, view->today, view->entry.joining_until);
}
