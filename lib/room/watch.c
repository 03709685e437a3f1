#include "room/watch.h"

#include "base/check.h"
#include <string.h>

static int compare_rows(const struct watch_row *a, const struct watch_row *b)
{
    return a->screen < b->screen ? -1 : a->screen > b->screen;
}

static void insert(struct watch *watch, const struct watch_row *row)
{
    check(watch->count < TERMINALS_MAX);
    size_t at = watch->count;
    while (at > 0 && compare_rows(&watch->rows[at - 1], row) > 0) {
        watch->rows[at] = watch->rows[at - 1];
        at--;
    }
    watch->rows[at] = *row;
    watch->count++;
}

void watch_screens(struct watch *watch, const struct net_terminal *terminals, size_t count)
{
    check(count <= TERMINALS_MAX);
    // Rows that are no longer on the list go, the others stay as they are.
    size_t kept = 0;
    for (size_t i = 0; i < watch->count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (terminals[k].screen == watch->rows[i].screen) {
                watch->rows[kept++] = watch->rows[i];
                break;
            }
        }
    }
    watch->count = (uint16_t)kept;
    for (size_t k = 0; k < count; k++) {
        if (watch_find(watch, terminals[k].screen) == NULL) {
            struct watch_row row = {.screen = terminals[k].screen, .power = 255};
            insert(watch, &row);
        }
    }
}

struct watch_row *watch_find(struct watch *watch, uint16_t screen)
{
    size_t low = 0, high = watch->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (watch->rows[middle].screen == screen)
            return &watch->rows[middle];
        if (watch->rows[middle].screen < screen)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool watch_hear(struct watch *watch, uint16_t screen, const struct control *control,
                uint64_t now_ms)
{
    struct watch_row *row = watch_find(watch, screen);
    if (row == NULL)
        return false;
    struct watch_row before = *row;
    row->state = WATCH_HERE;
    row->heard_at_ms = now_ms;
    if (control->kind == CONTROL_HEALTH) {
        row->deck_whole = control->deck_whole;
        memcpy(row->deck_hash, control->hash, HASH_BYTES);
        row->language = control->language;
        row->two_languages = control->two_languages;
        row->language2 = control->two_languages ? control->language2 : LANGUAGE_EN;
        row->power = control->power;
    }
    return before.state != row->state || before.deck_whole != row->deck_whole ||
           memcmp(before.deck_hash, row->deck_hash, HASH_BYTES) != 0 ||
           before.language != row->language || before.two_languages != row->two_languages ||
           before.language2 != row->language2 || before.power != row->power;
}

bool watch_time(struct watch *watch, uint64_t now_ms, uint64_t lost_ms)
{
    bool any = false;
    for (size_t i = 0; i < watch->count; i++) {
        struct watch_row *row = &watch->rows[i];
        if (row->state == WATCH_HERE && now_ms >= row->heard_at_ms + lost_ms) {
            row->state = WATCH_LOST;
            any = true;
        }
    }
    return any;
}

const char *watch_state_name(enum watch_state state)
{
    switch (state) {
    case WATCH_NEVER:
        return "never";
    case WATCH_HERE:
        return "here";
    case WATCH_LOST:
        return "lost";
    }
    return "unknown";
}
