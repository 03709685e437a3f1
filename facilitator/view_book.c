// What the views share about the group book: faces, days, labels.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <stdio.h>
#include <string.h>

// The civil date of a day since 1970-01-01 (days are counted from March, so that leap days come last).
static void date_of(uint32_t day, int *out_year, int *out_month, int *out_day)
{
    int64_t days = (int64_t)day + 719468;
    int64_t era = days / 146097;
    int64_t of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    *out_day = (int)(of_year - (153 * month + 2) / 5 + 1);
    *out_month = (int)(month < 10 ? month + 3 : month - 9);
    *out_year = (int)(year + era * 400 + (*out_month <= 2));
}

static const char *date(const struct page *page, char buffer[WORDS_BYTES], uint32_t when,
                        const char *id)
{
    int year, month, day;
    date_of(when, &year, &month, &day);
    char weekday_id[24], month_id[24], number[16], whole[24];
    // 1970-01-01 was a Thursday, the fourth day from Monday.
    snprintf(weekday_id, sizeof weekday_id, "date.day.%d", (int)((when + 3) % 7 + 1));
    snprintf(month_id, sizeof month_id, "date.month.%d", month);
    snprintf(number, sizeof number, "%d", day);
    snprintf(whole, sizeof whole, "%d", year);
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

// The file of the group that the page is about.
static const struct group_plan *group_of(const struct view *view)
{
    const struct start *start = view->start;
    if (start == NULL)
        return NULL;
    for (size_t i = 0; view->book != NULL && i < start->group_count; i++)
        if (strcmp(start->groups[i].name, view->book->group) == 0)
            return &start->groups[i];
    return start_group(start);
}

const char *page_label(const struct page *page, const char *key, const char *id)
{
    const struct group_plan *group = group_of(page->view);
    for (uint8_t i = 0; group != NULL && i < group->word_count; i++)
        if (strcmp(group->words[i].key, key) == 0)
            return group->words[i].text;
    return page_word(page, id);
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
