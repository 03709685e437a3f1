#include "ui/lint.h"

#include "base/check.h"
#include <math.h>
#include <string.h>

struct lint {
    const struct draw_list *list;
    enum lint_for lint_for;
    enum text_size text_size;
    struct lint_finding *findings;
    int count;
};

static void report(struct lint *lint, struct lint_finding finding)
{
    if (lint->count < LINT_FINDINGS_MAX)
        lint->findings[lint->count] = finding;
    lint->count++;
}

// Whether an item covers a point with one flat colour.
static enum color fill_at(const struct draw_item *item, float x, float y)
{
    if (item->fill == COLOR_NONE || (item->cut && !rect_holds(item->cut_to, x, y)))
        return COLOR_NONE;
    if (item->kind == DRAW_RECT)
        return rect_holds(item->rect, x, y) ? item->fill : COLOR_NONE;
    if (item->kind != DRAW_ELLIPSE)
        return COLOR_NONE;
    float rx = item->rect.w / 2, ry = item->rect.h / 2;
    float dx = (x - item->rect.x - rx) / rx, dy = (y - item->rect.y - ry) / ry;
    return rx > 0 && ry > 0 && dx * dx + dy * dy <= 1 ? item->fill : COLOR_NONE;
}

static enum color ground_under(const struct draw_list *list, int item, float x, float y)
{
    for (int i = item - 1; i >= 0; i--) {
        enum color fill = fill_at(&list->items[i], x, y);
        if (fill != COLOR_NONE)
            return fill;
    }
    return list->ground;
}

// What of a text shows, without the room its rectangle leaves around it.
static struct rect text_extent(const struct draw_list *list, const struct draw_item *item)
{
    struct text_size_used used = fonts_measure(list->fonts, list->canvas.s, &item->style,
                                               draw_item_text(list, item), item->rect.w);
    int lines = item->style.lines_max > 0 && used.lines > item->style.lines_max
                    ? item->style.lines_max
                    : used.lines;
    float h = item->style.line * (float)lines, spare = item->rect.w - used.width;
    struct rect extent = {item->rect.x, item->rect.y, used.width, h};
    if (item->style.align != ALIGN_LEFT)
        extent.x += item->style.align == ALIGN_CENTER ? spare / 2 : spare;
    if (item->style.middle)
        extent.y += (item->rect.h - h) / 2;
    return extent;
}

static void lint_contrast(struct lint *lint, int index, struct rect extent, float wanted)
{
    const struct draw_item *item = &lint->list->items[index];
    // Both ends and the middle: a text that runs over an edge lies on two grounds.
    float worst = 21;
    for (int i = 0; i < 3; i++) {
        float x = extent.x + extent.w * (0.02F + 0.48F * (float)i), y = extent.y + extent.h / 2;
        enum color ground = ground_under(lint->list, index, x, y);
        worst = fminf(worst, color_contrast(item->fill, ground));
    }
    // The measured table is rounded to one place, and so is the rule.
    if (worst < wanted - 0.05F)
        report(lint, (struct lint_finding){LINT_CONTRAST, index, -1, worst, wanted});
}

static float text_floor(const struct lint *lint)
{
    if (lint->lint_for == LINT_STAFF)
        return 15;
    bool largest = lint->lint_for == LINT_TERMINAL && lint->text_size == TEXT_LARGEST;
    return largest ? 32 : 22;
}

static void lint_fit(struct lint *lint, int index)
{
    const struct draw_list *list = lint->list;
    const struct draw_item *item = &list->items[index];
    const char *text = draw_item_text(list, item);
    struct text_size_used used =
        fonts_measure(list->fonts, list->canvas.s, &item->style, text, item->rect.w);
    float slack = 1.5F / list->canvas.s;
    if (item->rect.w > 0 && used.width > item->rect.w + slack)
        report(lint, (struct lint_finding){LINT_CLIPPED, index, -1, used.width, item->rect.w});
    float high = item->rect.h > 0 ? item->rect.h : item->style.line;
    bool too_many = item->style.lines_max > 0 && used.lines > item->style.lines_max;
    // One line may be taller than a key cap or chip: its letters are not.
    bool too_tall = used.lines > 1 && used.height > high + slack;
    if (used.lines == 1 && item->style.size * 1.1F > high + slack)
        too_tall = true;
    if (too_many || too_tall)
        report(lint, (struct lint_finding){LINT_CLIPPED, index, -1, used.height, high});
}

// In Largest the switch's letters keep their size: they are pictures of the sizes.
static bool is_size_letter(const struct draw_list *list, const struct draw_item *item)
{
    return strcmp(draw_item_text(list, item), "A") == 0;
}

static bool inside_canvas(const struct draw_list *list, struct rect rect)
{
    return rect.x >= -1 && rect.y >= -1 && rect.x + rect.w <= list->canvas.w + 1 &&
           rect.y + rect.h <= list->canvas.h + 1;
}

static void lint_text(struct lint *lint, int index)
{
    const struct draw_list *list = lint->list;
    const struct draw_item *item = &list->items[index];
    if (item->text_bytes == 0)
        return;
    struct rect extent = text_extent(list, item);
    lint_contrast(lint, index, extent, lint->lint_for == LINT_TERMINAL ? 7.0F : 5.0F);
    if (!inside_canvas(list, extent))
        report(lint,
               (struct lint_finding){LINT_OUTSIDE, index, -1, extent.x + extent.w, list->canvas.w});
    lint_fit(lint, index);
    float least = text_floor(lint);
    if (!item->miniature && item->style.size < least - 0.01F && !is_size_letter(list, item))
        report(lint, (struct lint_finding){LINT_TEXT_SIZE, index, -1, item->style.size, least});
}

// Whether something opaque was painted over a text after it: then it does not count any more.
static bool is_covered(const struct draw_list *list, int index, struct rect extent)
{
    for (int i = index + 1; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        bool covers = item->kind == DRAW_RECT && item->fill != COLOR_NONE && !item->cut;
        if (covers && item->rect.x <= extent.x && item->rect.y <= extent.y &&
            item->rect.x + item->rect.w >= extent.x + extent.w &&
            item->rect.y + item->rect.h >= extent.y + extent.h)
            return true;
    }
    return false;
}

// The box that the first letter stands in; NULL: the bare ground.
static const struct draw_item *box_under(const struct draw_list *list, int index, float x, float y)
{
    for (int i = index - 1; i >= 0; i--) {
        const struct draw_item *item = &list->items[i];
        if (item->kind == DRAW_RECT && fill_at(item, x, y) != COLOR_NONE)
            return item;
    }
    return NULL;
}

static void lint_edge(struct lint *lint, int index, struct rect extent)
{
    const struct draw_item *item = &lint->list->items[index];
    const float air = item->style.line * 0.2F;
    const struct draw_item *box = box_under(lint->list, index, extent.x + 2, extent.y + air + 2);
    if (box == NULL)
        return;
    float bottom = extent.y + extent.h - air, right = extent.x + extent.w;
    float box_bottom = box->rect.y + box->rect.h, box_right = box->rect.x + box->rect.w;
    if (bottom > box_bottom + 1)
        report(lint, (struct lint_finding){LINT_EDGE, index, -1, bottom, box_bottom});
    else if (right > box_right + 1)
        report(lint, (struct lint_finding){LINT_EDGE, index, -1, right, box_right});
}

static void lint_overlap(struct lint *lint, int first, struct rect extent)
{
    const struct draw_list *list = lint->list;
    for (int i = first + 1; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        if (item->kind != DRAW_TEXT || item->text_bytes == 0)
            continue;
        struct rect other = text_extent(list, item);
        // Line boxes may meet; letters may not. A fifth of a line above and below is air.
        float air = fminf(item->style.line, list->items[first].style.line) * 0.2F;
        struct rect a = {extent.x, extent.y + air, extent.w, extent.h - 2 * air};
        struct rect b = {other.x, other.y + air, other.w, other.h - 2 * air};
        if (rect_overlaps(a, b) && !is_covered(list, i, other))
            report(lint, (struct lint_finding){LINT_OVERLAP, i, -1, 0, 0});
    }
}

static void lint_items(struct lint *lint)
{
    const struct draw_list *list = lint->list;
    for (int i = 0; i < list->item_count; i++) {
        const struct draw_item *item = &list->items[i];
        if (item->kind == DRAW_ICON && !is_covered(list, i, item->rect))
            lint_contrast(lint, i, item->rect, 3.0F);
        if (item->kind != DRAW_TEXT || item->text_bytes == 0)
            continue;
        struct rect extent = text_extent(list, item);
        if (is_covered(list, i, extent))
            continue;
        lint_text(lint, i);
        lint_edge(lint, i, extent);
        lint_overlap(lint, i, extent);
    }
}

static bool touchable(const struct part *part)
{
    return part->role != ROLE_AREA && part->role != ROLE_QUESTION && !part->off;
}

static void lint_target(struct lint *lint, int index)
{
    const struct part *part = &lint->list->parts[index];
    struct rect touch = part->touch.w > 0 ? part->touch : part->rect;
    float least = lint->lint_for == LINT_STAFF ? 34 : 68;
    float least_touch = least;
    if (lint->lint_for == LINT_TERMINAL && part->role == ROLE_TOOL)
        least_touch = 96;
    if (lint->lint_for == LINT_TERMINAL && part->role == ROLE_ACTION)
        least = 88;
    // A tick belongs to a line that is touched as a whole; five scores stand in one row of 30.
    float height = part->role == ROLE_CHECK ? touch.h : part->rect.h;
    if (lint->lint_for == LINT_STAFF && (part->role == ROLE_CHECK || part->rect.h >= 30))
        least = least_touch = 30;
    if (height < least - 0.5F)
        report(lint, (struct lint_finding){LINT_TARGET, -1, index, height, least});
    else if (touch.h < least_touch - 0.5F)
        report(lint, (struct lint_finding){LINT_TARGET, -1, index, touch.h, least_touch});
    if (!inside_canvas(lint->list, part->rect))
        report(lint, (struct lint_finding){LINT_OUTSIDE, -1, index, part->rect.y + part->rect.h,
                                           lint->list->canvas.h});
}

static float gap_between(struct rect a, struct rect b)
{
    float across = fmaxf(a.x - b.x - b.w, b.x - a.x - a.w);
    float down = fmaxf(a.y - b.y - b.h, b.y - a.y - a.h);
    return fmaxf(across, down);
}

static void lint_gap(struct lint *lint, int index)
{
    const struct draw_list *list = lint->list;
    const struct part *part = &list->parts[index];
    if (part->role == ROLE_ROW || part->role == ROLE_CHECK || lint->lint_for != LINT_TERMINAL)
        return;
    for (int i = index + 1; i < list->part_count; i++) {
        const struct part *other = &list->parts[i];
        if (!touchable(other) || other->role == ROLE_ROW || other->role == ROLE_CHECK)
            continue;
        float gap = gap_between(part->rect, other->rect);
        // The three parts of the size switch are one control.
        bool one_control = part->role == ROLE_TOOL && other->key == part->key + 1;
        if (gap < 7.5F && !one_control)
            report(lint, (struct lint_finding){LINT_GAP, -1, i, gap, 8});
    }
}

static void lint_identity(struct lint *lint, int index)
{
    const struct draw_list *list = lint->list;
    const struct part *part = &list->parts[index];
    if (part->role != ROLE_AREA && (part->key == 0 || part->name[0] == '\0'))
        report(lint, (struct lint_finding){LINT_IDENTITY, -1, index, 0, 0});
    for (int i = index + 1; i < list->part_count; i++) {
        const struct part *other = &list->parts[i];
        bool same_key = part->key != 0 && other->key == part->key;
        bool same_name = part->name[0] != '\0' && strcmp(part->name, other->name) == 0;
        if (same_key || same_name)
            report(lint, (struct lint_finding){LINT_IDENTITY, -1, i, (float)part->key, 0});
    }
}

// The order of Tab on a terminal: question, answers, actions, tools.
static int focus_rank(enum role role)
{
    switch (role) {
    case ROLE_QUESTION:
        return 0;
    case ROLE_ANSWER:
        return 1;
    case ROLE_TOOL:
        return 3;
    case ROLE_AREA:
    case ROLE_ACTION:
    case ROLE_BUTTON:
    case ROLE_FIELD:
    case ROLE_KEY:
    case ROLE_ROW:
    case ROLE_CHECK:
    case ROLES:
        return 2;
    }
    return 2;
}

static void lint_focus(struct lint *lint)
{
    const struct draw_list *list = lint->list;
    int rank = 0, answers = 0;
    for (int i = 0; i < list->part_count; i++) {
        const struct part *part = &list->parts[i];
        if (part->role == ROLE_AREA || part->off)
            continue;
        answers += part->role == ROLE_ANSWER;
        int mine = focus_rank(part->role);
        bool back = mine < rank && lint->lint_for == LINT_TERMINAL && mine != 2;
        // What Tab skips must be reached another way: only the parts inside another part may.
        bool lost = part->skip_focus && draw_hit(list, part->rect.x - 2, part->rect.y, 4) == NULL;
        if (back || lost)
            report(lint, (struct lint_finding){LINT_FOCUS, -1, i, (float)mine, (float)rank});
        rank = mine > rank ? mine : rank;
    }
    if (answers > 6)
        report(lint, (struct lint_finding){LINT_ANSWERS, -1, -1, (float)answers, 6});
}

int lint_list(const struct draw_list *list, enum lint_for lint_for, enum text_size text_size,
              struct lint_finding out_findings[LINT_FINDINGS_MAX])
{
    check(list->hash != 0);
    check(list->fonts != NULL);
    struct lint lint = {list, lint_for, text_size, out_findings, 0};
    lint_items(&lint);
    for (int i = 0; i < list->part_count; i++) {
        lint_identity(&lint, i);
        if (!touchable(&list->parts[i]))
            continue;
        lint_target(&lint, i);
        lint_gap(&lint, i);
    }
    lint_focus(&lint);
    return lint.count;
}

const char *lint_name(enum lint_rule rule)
{
    static const char *const NAMES[LINT_RULES] = {
        [LINT_CONTRAST] = "contrast", [LINT_TEXT_SIZE] = "text size", [LINT_CLIPPED] = "clipped",
        [LINT_OVERLAP] = "overlap",   [LINT_TARGET] = "target",       [LINT_GAP] = "gap",
        [LINT_OUTSIDE] = "outside",   [LINT_FOCUS] = "focus order",   [LINT_IDENTITY] = "identity",
        [LINT_ANSWERS] = "answers",   [LINT_EDGE] = "over the edge",
    };
    check(rule < LINT_RULES);
    return NAMES[rule];
}

static void out_tenth(struct out *out, float value)
{
    long tenths = lrintf(value * 10);
    out_number(out, tenths / 10);
    out_text(out, ".");
    out_number(out, tenths < 0 ? -(tenths % 10) : tenths % 10);
}

void lint_explain(const struct draw_list *list, const struct lint_finding *finding, struct out *out)
{
    out_text(out, lint_name(finding->rule));
    out_text(out, ": found ");
    out_tenth(out, finding->found);
    out_text(out, ", wanted ");
    out_tenth(out, finding->wanted);
    if (finding->item >= 0) {
        const struct draw_item *item = &list->items[finding->item];
        out_text(out, ", ");
        if (item->kind == DRAW_TEXT)
            out_json(out, item->style.secret ? "(secret)" : draw_item_text(list, item));
        else
            out_text(out, item->art);
    }
    if (finding->part >= 0) {
        out_text(out, ", part ");
        out_text(out, list->parts[finding->part].name);
    }
}
