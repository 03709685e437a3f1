#include "ui/input.h"

#include "base/check.h"
#include <math.h>
#include <string.h>

void hand_init(struct hand *hand, bool arrows_move)
{
    check(hand != NULL);
    *hand = (struct hand){.arrows_move = arrows_move, .repeat_ms = HAND_REPEAT_MS};
}

void hand_reset(struct hand *hand)
{
    check(hand->repeat_ms >= 0);
    hand->pressed = hand->down_on = 0;
    hand->down = false;
    hand->focused = 0;
    hand->focus_visible = false;
    hand->acted = 0;
    hand->acted_at_ms = 0;
}

void hand_screen(struct hand *hand, const struct draw_list *list, uint64_t now_ms)
{
    if (!hand->has_screen || hand->screen != list->screen) {
        bool first = !hand->has_screen;
        hand->has_screen = true;
        hand->screen = list->screen;
        hand->screen_at_ms = now_ms;
        hand->pressed = hand->down_on = 0;
        hand->acted = 0;
        if (!first)
            hand->focused = 0;
        return;
    }
    // A part that is gone cannot stay held down or focused.
    if (hand->down_on != 0 && draw_find(list, hand->down_on) == NULL)
        hand->pressed = hand->down_on = 0;
    if (hand->focused != 0 && draw_find(list, hand->focused) == NULL)
        hand->focused = 0;
}

static bool focusable(const struct part *part)
{
    return part->role != ROLE_AREA && !part->off && !part->skip_focus;
}

void hand_focus(struct hand *hand, uint32_t key, bool visible)
{
    hand->focused = key;
    hand->focus_visible = visible && key != 0;
}

void hand_step(struct hand *hand, const struct draw_list *list, int step)
{
    check(step == 1 || step == -1);
    int count = list->part_count, at = step > 0 ? -1 : count;
    for (int i = 0; i < count; i++)
        if (hand->focused != 0 && list->parts[i].key == hand->focused)
            at = i;
    for (int tries = 0; tries < count; tries++) {
        at += step;
        at = at < 0 ? count - 1 : at >= count ? 0 : at;
        if (focusable(&list->parts[at])) {
            hand_focus(hand, list->parts[at].key, true);
            return;
        }
    }
}

// How far a part lies in a direction; sideways distance counts three times. Negative: not there.
static float distance(struct rect from, struct rect to, int dx, int dy)
{
    float along = dx != 0 ? (to.x + to.w / 2 - from.x - from.w / 2) * (float)dx
                          : (to.y + to.h / 2 - from.y - from.h / 2) * (float)dy;
    float reach = dx != 0 ? fminf(from.w, to.w) / 2 : fminf(from.h, to.h) / 2;
    float aside = dx != 0 ? fmaxf(0, fmaxf(from.y - to.y - to.h, to.y - from.y - from.h))
                          : fmaxf(0, fmaxf(from.x - to.x - to.w, to.x - from.x - from.w));
    float center = dx != 0 ? fabsf(to.y + to.h / 2 - from.y - from.h / 2)
                           : fabsf(to.x + to.w / 2 - from.x - from.w / 2);
    return along < reach ? -1 : along + 3 * aside + center / 8;
}

void hand_arrow(struct hand *hand, const struct draw_list *list, int dx, int dy)
{
    check((dx == 0) != (dy == 0));
    const struct part *from = draw_find(list, hand->focused), *best = NULL;
    if (from == NULL) {
        hand_step(hand, list, 1);
        return;
    }
    float nearest = 0;
    for (int i = 0; i < list->part_count; i++) {
        const struct part *part = &list->parts[i];
        float far = part != from && focusable(part) ? distance(from->rect, part->rect, dx, dy) : -1;
        if (far >= 0 && (best == NULL || far < nearest)) {
            best = part;
            nearest = far;
        }
    }
    hand_focus(hand, best != NULL ? best->key : from->key, true);
}

static struct hand_result shows(bool changed)
{
    return (struct hand_result){.does = changed ? HAND_SHOW : HAND_NOTHING};
}

// Whether the part rests: the same part again too soon, or the screen has only just changed.
static bool rests(const struct hand *hand, const struct part *part, uint64_t now_ms)
{
    if (hand->has_screen && now_ms < hand->screen_at_ms + HAND_SCREEN_MS)
        return true;
    uint64_t rest = part->role == ROLE_KEY ? HAND_KEY_REPEAT_MS : (uint64_t)hand->repeat_ms;
    return hand->acted == part->key && now_ms < hand->acted_at_ms + rest;
}

static struct hand_result act(struct hand *hand, uint32_t key, uint64_t now_ms, bool by_touch)
{
    hand->acted = key;
    hand->acted_at_ms = now_ms;
    return (struct hand_result){HAND_ACT, key, by_touch};
}

static struct hand_result press(struct hand *hand, const struct ui_input *input,
                                const struct draw_list *list)
{
    bool had_ring = hand->focus_visible;
    hand->focus_visible = false;
    hand->down = true;
    hand->pressed = hand->down_on = 0;
    const struct part *part = draw_hit(list, input->x, input->y, 0);
    // A resting part does not take the press at all, so its lift-off does nothing either.
    if (part == NULL || rests(hand, part, input->at_ms))
        return shows(had_ring);
    hand->pressed = hand->down_on = part->key;
    return shows(true);
}

static bool over_part(const struct draw_list *list, uint32_t key, const struct ui_input *input)
{
    const struct part *part = draw_find(list, key);
    if (part == NULL || part->off)
        return false;
    struct rect touch = part->touch.w > 0 ? part->touch : part->rect;
    return rect_holds(rect_inset(touch, -HAND_SLOP), input->x, input->y);
}

static struct hand_result cancel(struct hand *hand)
{
    bool was = hand->pressed != 0;
    hand->pressed = hand->down_on = 0;
    hand->down = false;
    return shows(was);
}

static struct hand_result move(struct hand *hand, const struct ui_input *input,
                               const struct draw_list *list)
{
    if (hand->down_on == 0 || over_part(list, hand->down_on, input))
        return shows(false);
    // Sliding off cancels for good: coming back is not a new touch.
    hand->down_on = 0;
    bool was = hand->pressed != 0;
    hand->pressed = 0;
    return shows(was);
}

static struct hand_result release(struct hand *hand, const struct ui_input *input,
                                  const struct draw_list *list)
{
    uint32_t key = hand->down_on;
    bool was = hand->pressed != 0, hit = key != 0 && over_part(list, key, input);
    hand->pressed = hand->down_on = 0;
    hand->down = false;
    if (!hit)
        return shows(was);
    const struct part *part = draw_find(list, key);
    if (!part->skip_focus)
        hand->focused = key;
    return act(hand, key, input->at_ms, true);
}

static bool move_focus(struct hand *hand, const struct ui_input *input,
                       const struct draw_list *list, bool in_field)
{
    if ((input->mods & (MOD_CTRL | MOD_ALT)) != 0)
        return false;
    if (input->key == KEY_TAB) {
        // The first Tab after a touch shows where the focus is; the next ones move it.
        if (!hand->focus_visible && hand->focused != 0)
            hand_focus(hand, hand->focused, true);
        else
            hand_step(hand, list, (input->mods & MOD_SHIFT) != 0 ? -1 : 1);
        return true;
    }
    if (!hand->arrows_move || in_field)
        return false;
    int dx = (input->key == KEY_RIGHT) - (input->key == KEY_LEFT);
    int dy = (input->key == KEY_DOWN) - (input->key == KEY_UP);
    if (dx == 0 && dy == 0)
        return false;
    hand_arrow(hand, list, dx, dy);
    return true;
}

static struct hand_result key(struct hand *hand, const struct ui_input *input,
                              const struct draw_list *list)
{
    const struct part *part = hand->focus_visible ? draw_find(list, hand->focused) : NULL;
    hand->swallow = false;
    bool in_field = part != NULL && part->role == ROLE_FIELD;
    if (move_focus(hand, input, list, in_field))
        return shows(true);
    bool activates = input->key == KEY_ENTER || input->key == ' ';
    if (part == NULL || in_field || !activates || !focusable(part))
        return (struct hand_result){.does = HAND_KEY};
    hand->swallow = true;
    // A held key does not act again and again, and nothing acts on a screen one has not seen.
    if (input->repeat || rests(hand, part, input->at_ms))
        return shows(false);
    return act(hand, part->key, input->at_ms, false);
}

struct hand_result hand_feed(struct hand *hand, const struct ui_input *input,
                             const struct draw_list *list)
{
    check(list->hash != 0);
    switch (input->kind) {
    case UI_PRESS:
        return press(hand, input, list);
    case UI_MOVE:
        return move(hand, input, list);
    case UI_RELEASE:
        return release(hand, input, list);
    case UI_CANCEL:
        return cancel(hand);
    case UI_KEY:
        return key(hand, input, list);
    case UI_TEXT:
        if (hand->swallow)
            return shows(false);
        return (struct hand_result){.does = HAND_TEXT};
    case UI_EXPOSE:
    case UI_RESIZE:
        return shows(true);
    case UI_NONE:
    case UI_WHEEL:
    case UI_KEY_UP:
    case UI_BELL:
    case UI_DISPLAYS:
    case UI_QUIT:
        return shows(false);
    }
    return shows(false);
}

enum finger_does fingers_feed(struct fingers *fingers, enum finger_event event, int64_t id)
{
    check(fingers->count >= 0);
    switch (event) {
    case FINGER_DOWN:
        fingers->count++;
        if (fingers->count == 1) {
            fingers->first = id;
            fingers->spoiled = false;
            return FINGER_PRESS;
        }
        if (fingers->spoiled)
            return FINGER_IGNORED;
        fingers->spoiled = true;
        return FINGER_CANCEL;
    case FINGER_MOTION:
        return fingers->count == 1 && !fingers->spoiled && id == fingers->first ? FINGER_MOVE
                                                                                : FINGER_IGNORED;
    case FINGER_UP: {
        bool mine = fingers->count == 1 && !fingers->spoiled && id == fingers->first;
        // A lift-off whose touch we never saw is left alone.
        fingers->count = fingers->count > 0 ? fingers->count - 1 : 0;
        if (fingers->count == 0)
            fingers->spoiled = false;
        return mine ? FINGER_RELEASE : FINGER_IGNORED;
    }
    }
    return FINGER_IGNORED;
}
