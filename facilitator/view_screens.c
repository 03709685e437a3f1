// The list of screens: how each machine is, never that a person is at one.
#include "facilitator/view_parts.h"
#include <math.h>
#include <stdio.h>

struct row_words {
    enum screen_state state;
    char word[WORDS_BYTES];
    char language[96];
    enum tongue tongue;
};

static void words_of(const struct page *page, const struct watch_row *row, struct row_words *out)
{
    const struct view *view = page->view;
    const struct scene *scene = view->scene;
    char time[16];
    out->tongue = page->tongue;
    out->language[0] = '\0';
    if (row->state == WATCH_NEVER) {
        out->state = SCREEN_CABLE;
        snprintf(out->word, sizeof out->word, "%s",
                 page_word(page, row->enrolling ? "connect.waiting" : "con.screen.cable"));
        return;
    }
    out->tongue = (enum tongue)row->language;
    snprintf(out->language, sizeof out->language, "%s%s%s", language_own_name(row->language),
             row->two_languages ? " + " : "",
             row->two_languages ? language_own_name(row->language2) : "");
    if (row->state == WATCH_LOST) {
        uint64_t lost = view->now_ms > row->heard_at_ms ? view->now_ms - row->heard_at_ms : 0;
        out->state = SCREEN_LOST;
        page_fill(page, out->word, "con.screen.lost",
                  (struct fill){"time", page_seconds(time, lost / 1000), 0}, (struct fill){0});
        draw_wake(page->list, (int)(1000 - lost % 1000));
        return;
    }
    bool open = scene != NULL &&
                (scene->prompt_state == PROMPT_OPEN || scene->prompt_state == PROMPT_CLOSING);
    out->state = SCREEN_GOOD;
    const char *id = open ? "con.screen.open" : "con.screen.slide";
    if (scene != NULL && (scene->paused || scene->prompt_state == PROMPT_PAUSED)) {
        out->state = SCREEN_PAUSED;
        id = "con.screen.paused";
    }
    snprintf(out->word, sizeof out->word, "%s", page_word(page, id));
}

// Screens that need somebody come first when there is no room for all.
static size_t in_order(const struct hub_health *health, bool all, size_t place)
{
    size_t count =
        health->screen_count < SCREENS_SHOWN_MAX ? health->screen_count : SCREENS_SHOWN_MAX;
    if (all)
        return place;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++)
            if ((health->screens[i].state != WATCH_HERE) == (pass == 0) && place-- == 0)
                return i;
    return 0;
}

void view_screens(const struct page *page, struct rect rect, float first_row, float row)
{
    const struct hub_health *health = page->view->health;
    struct draw_list *list = page->list;
    draw_area(list, "screens", rect);
    staff_panel(list, rect);
    float x = rect.x + 19, width = rect.w - 38;
    struct press connect = {.part = PART_CONNECT,
                            .name = "connect",
                            .rect = {0, rect.y + 11, 0, 36},
                            .text = page_word(page, "con.connect"),
                            .kind = STAFF_GHOST};
    bool offers = view_screen(page->view) == VIEW_LIVE;
    connect.rect.w = fminf(page_press_width(page, &connect), width * 0.5F);
    connect.rect.x = rect.x + rect.w - 9 - connect.rect.w;
    page_line(page,
              rect_of(x, rect.y + (offers ? 13 : 10), width - (offers ? connect.rect.w : 0), 32),
              TYPE_S_BOLD, COLOR_INK, page_word(page, "con.screens"));
    if (offers)
        page_press(page, &connect);
    size_t count = health == NULL ? 0 : health->screen_count;
    if (count == 0) {
        page_say(page,
                 &(struct say){.rect = {x, rect.y + first_row, width, 60},
                               .type = TYPE_S_NOTE,
                               .color = COLOR_INK2,
                               .top = true},
                 page_word(page, "connect.none"));
        return;
    }
    float room = rect.h - first_row - 13;
    size_t most = (size_t)(room / 34);
    bool all = count <= most;
    size_t shown = all ? count : most - 1;
    if (shown > SCREENS_SHOWN_MAX)
        shown = SCREENS_SHOWN_MAX;
    float each = fminf(row, room / (float)(shown + (all ? 0 : 1)));
    for (size_t i = 0; i < shown; i++) {
        const struct watch_row *watched = &health->screens[in_order(health, all, i)];
        struct row_words words;
        char name[PART_NAME_BYTES];
        words_of(page, watched, &words);
        snprintf(name, sizeof name, "screen-%u", (unsigned)watched->screen);
        // The language gives way to how the machine is: it is the longer of the two in some languages.
        float word = page_width(page, TYPE_S_CHIP, words.word) + 74;
        if (word + page_width(page, TYPE_S_BODY, words.language) > width)
            snprintf(words.language, sizeof words.language, "%s%s%s",
                     language_name(watched->language), watched->two_languages ? " + " : "",
                     watched->two_languages ? language_name(watched->language2) : "");
        if (word + page_width(page, TYPE_S_BODY, words.language) > width)
            words.language[0] = '\0';
        staff_screen_row(list, &(struct screen_row){
                                   .name = name,
                                   .rect = {x, rect.y + first_row + each * (float)i, width, each},
                                   .number = watched->screen,
                                   .state = words.state,
                                   .tongue = words.tongue,
                                   .language = words.language,
                                   .word = words.word});
    }
    if (!all) {
        char more[WORDS_BYTES];
        page_line(page, rect_of(x, rect.y + first_row + each * (float)shown, width, each),
                  TYPE_S_NOTE, COLOR_INK2,
                  page_number(page, more, "con.screens.more", "n", (int64_t)(count - shown)));
    }
}
