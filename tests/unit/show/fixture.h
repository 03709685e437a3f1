#pragma once
// What the tests of lib/show share: the decks of the curriculum, and rulers for a list.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/check.h"
#include "golden/golden.h"
#include "ui/lint.h"
#include <stdlib.h>
#include <string.h>

enum {
    DECKS = 3
};

struct world {
    struct golden golden;
    struct deck *decks[DECKS];
};

static struct world world;

static inline int open_world(void **state)
{
    static const struct {
        const char *module;
        int session;
    } PLACES[DECKS] = {
        {"coping-with-stress", 1}, {"coping-with-stress", 2}, {"recovery-strategies", 1}};
    (void)state;
    golden_open(&world.golden);
    for (int i = 0; i < DECKS; i++) {
        world.decks[i] = calloc(1, sizeof *world.decks[i]);
        check(world.decks[i] != NULL);
        golden_load_deck(PLACES[i].module, PLACES[i].session, world.decks[i]);
    }
    return 0;
}

static inline int close_world(void **state)
{
    (void)state;
    for (int i = 0; i < DECKS; i++)
        free(world.decks[i]);
    golden_close(&world.golden);
    return 0;
}

static inline void begin_terminal(struct draw_list *list)
{
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(list, &canvas, world.golden.fonts, NULL, COLOR_PAPER);
}

// The drawn list has no finding. what says where we are.
static inline void expect_clean(const struct draw_list *list, enum lint_for lint_for,
                                enum text_size size, const char *what)
{
    static struct lint_finding findings[LINT_FINDINGS_MAX];
    int count = lint_list(list, lint_for, size, findings);
    if (count == 0)
        return;
    char text[512];
    struct out out = out_into(text, sizeof text);
    lint_explain(list, &findings[0], &out);
    fail_msg("%s: %d findings, first %s", what, count, text);
}

// Everything that a list holds lies within a rectangle, but for a pixel of rounding.
static inline void expect_within(const struct draw_list *list, struct rect rect, const char *what)
{
    struct rect room = rect_inset(rect, -1.5F);
    for (int i = 0; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        struct rect at = item->rect;
        if (at.x < room.x || at.y < room.y || at.x + at.w > room.x + room.w ||
            at.y + at.h > room.y + room.h)
            fail_msg("%s: item %d (%s) at %.0f %.0f %.0f %.0f leaves its frame", what, i,
                     item->kind == DRAW_TEXT ? draw_item_text(list, item) : item->art, (double)at.x,
                     (double)at.y, (double)at.w, (double)at.h);
    }
}

// A named part within 2 px of where the design has it.
static inline void expect_part(const struct draw_list *list, const char *name, struct rect wanted)
{
    const struct part *part = draw_find_name(list, name);
    if (part == NULL)
        fail_msg("no part %s", name);
    float off[] = {part->rect.x - wanted.x, part->rect.y - wanted.y, part->rect.w - wanted.w,
                   part->rect.h - wanted.h};
    for (int i = 0; i < 4; i++)
        if (off[i] > 2 || off[i] < -2)
            fail_msg("%s is at %.1f %.1f %.1f %.1f", name, (double)part->rect.x,
                     (double)part->rect.y, (double)part->rect.w, (double)part->rect.h);
}

static inline const struct draw_item *find_text(const struct draw_list *list, const char *text)
{
    for (int i = 0; i < list->item_count; i++)
        if (list->items[i].kind == DRAW_TEXT &&
            strcmp(draw_item_text(list, &list->items[i]), text) == 0)
            return &list->items[i];
    return NULL;
}
