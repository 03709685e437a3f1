#include "ui/draw.h"

#include "base/check.h"
#include <math.h>

static const char *const KIND_NAMES[] = {
    [DRAW_RECT] = "rect",       [DRAW_RING] = "ring",         [DRAW_ELLIPSE] = "ellipse",
    [DRAW_LINE] = "line",       [DRAW_TRIANGLE] = "triangle", [DRAW_ICON] = "icon",
    [DRAW_PICTURE] = "picture", [DRAW_TEXT] = "text",         [DRAW_FOCUS] = "focus",
};

static const char *const ROLE_NAMES[ROLES] = {
    [ROLE_AREA] = "area",     [ROLE_QUESTION] = "question", [ROLE_ANSWER] = "answer",
    [ROLE_ACTION] = "action", [ROLE_BUTTON] = "button",     [ROLE_FIELD] = "field",
    [ROLE_KEY] = "key",       [ROLE_ROW] = "row",           [ROLE_CHECK] = "check",
    [ROLE_TOOL] = "tool",
};

const char *role_name(enum role role)
{
    check(role < ROLES);
    return ROLE_NAMES[role];
}

static void dump_number(struct out *out, float value)
{
    out_text(out, " ");
    out_number(out, (int64_t)lrintf(value));
}

static void dump_rect(struct out *out, struct rect rect)
{
    dump_number(out, rect.x);
    dump_number(out, rect.y);
    dump_number(out, rect.w);
    dump_number(out, rect.h);
}

static void dump_word(struct out *out, const char *label, const char *word)
{
    out_text(out, " ");
    out_text(out, label);
    out_text(out, word);
}

static void dump_text(const struct draw_list *list, const struct draw_item *item, struct out *out)
{
    static const char *const ALIGNS[] = {"left", "center", "right"};
    out_text(out, " size");
    dump_number(out, item->style.size);
    out_text(out, item->style.bold ? " bold " : " regular ");
    out_text(out, ALIGNS[item->style.align]);
    if (item->style.struck)
        out_text(out, " struck");
    out_text(out, " ");
    if (item->style.secret) {
        out_text(out, "secret");
        dump_number(out, (float)item->text_bytes);
    } else {
        out_json(out, draw_item_text(list, item));
    }
}

static void dump_item(const struct draw_list *list, const struct draw_item *item, struct out *out)
{
    out_text(out, item->miniature ? "  mini " : "  ");
    out_text(out, KIND_NAMES[item->kind]);
    dump_rect(out, item->rect);
    if (item->fill != COLOR_NONE)
        dump_word(out, "", color_name(item->fill));
    if (item->border != COLOR_NONE)
        dump_word(out, item->dashed ? "dashed " : "border ", color_name(item->border));
    if (item->radius > 0) {
        out_text(out, " r");
        dump_number(out, item->radius);
    }
    if (item->kind == DRAW_RING) {
        out_text(out, " of 1000");
        dump_number(out, item->from * 1000);
        dump_number(out, item->span * 1000);
    }
    if (item->art[0] != '\0')
        dump_word(out, "", item->art);
    if (item->kind == DRAW_TEXT)
        dump_text(list, item, out);
    out_text(out, "\n");
}

static void dump_part(const struct draw_list *list, const struct part *part, struct out *out)
{
    out_text(out, "  ");
    out_text(out, role_name(part->role));
    out_text(out, " ");
    out_text(out, part->name[0] != '\0' ? part->name : "-");
    dump_rect(out, part->rect);
    if (part->touch.w > 0) {
        out_text(out, " touch");
        dump_rect(out, part->touch);
    }
    if (part->off)
        out_text(out, " off");
    if (draw_is_pressed(list, part->key))
        out_text(out, " pressed");
    if (draw_is_focused(list, part->key))
        out_text(out, " focused");
    out_text(out, "\n");
}

void draw_dump(const struct draw_list *list, struct out *out)
{
    check(list->hash != 0);
    out_text(out, "screen ");
    out_number(out, list->screen);
    dump_number(out, list->canvas.w);
    dump_number(out, list->canvas.h);
    dump_word(out, "", color_name(list->ground));
    out_text(out, "\nitems\n");
    for (int i = 0; i < list->item_count; i++)
        dump_item(list, &list->items[i], out);
    out_text(out, "parts\n");
    for (int i = 0; i < list->part_count; i++)
        dump_part(list, &list->parts[i], out);
}
