// t09: a person's own words, on the keyboard of the screen; and the head that it shares with t31, the
// phrases (view_question.c). What is being written is drawn as a secret, once, from where it lies.
#include "participant/view_parts.h"

#include "base/check.h"
#include "base/out.h"
#include <math.h>
#include <string.h>

enum {
    HEAD_LEFT = 36,
    HEAD_WIDTH = 1208,
    HEAD_TOP = 18,
    HEAD_TOP_LEAST = 2,
    HEAD_ICON = 26,
    HEAD_GAP = 24, // least between the question and the line beside it
    SAFETY_TOP = 78,
    PAGE_LEFT = 32,
    PAGE_WIDTH = 1216,
    FIELD_HEIGHT = 86,
    FIELD_GAP = 16,
    KEYS_TOP = 304,
};

static struct prompt_view prompt_of(const struct terminal_view *view)
{
    return (struct prompt_view){.deck = view->deck,
                                .strings = view->strings,
                                .prompt = view->turn->prompt,
                                .language = view->table.language};
}

static bool is_writing(const struct terminal_view *view)
{
    return view->turn->state == TURN_WRITING;
}

// --- The head.

static struct text_style question_style(const struct terminal_view *view,
                                        const struct prompt_view *prompt)
{
    struct text_style style = view_style(view, TYPE_H2, COLOR_INK);
    style.tongue = show_prompt_tongue(prompt);
    return style;
}

static struct text_style line_style(const struct terminal_view *view)
{
    return view_style(view, TYPE_NOTE, view->table.size == TEXT_LARGEST ? COLOR_INK : COLOR_INK2);
}

static float line_width(struct draw_list *list, const struct terminal_view *view, const char *text)
{
    struct text_style style = line_style(view);
    return ceilf(fonts_width(list->fonts, list->canvas.s, &style, text)) + 1 + HEAD_ICON + 12;
}

static struct widget safety_of(const struct terminal_view *view, char second[VIEW_TEXT_BYTES])
{
    bool own = view->deck != NULL && view->deck->help_line[0] != '\0';
    view_fill(view, "safety.2", "help",
              own ? view->deck->help_line : view_words(view, "safety.help"), second);
    return (struct widget){.name = "safety",
                           .rect = {PAGE_LEFT, 0, PAGE_WIDTH, 0},
                           .text = view_words(view, "safety.1"),
                           .size = view->table.size,
                           .tongue = view_tongue(view)};
}

// Beside the question if both stand on one line; else, where the answers are, under it.
static void place_line(struct draw_list *list, const struct terminal_view *view,
                       const struct prompt_view *prompt, struct text_head *head)
{
    struct text_style style = question_style(view, prompt), line = line_style(view);
    float wide = fonts_width(list->fonts, list->canvas.s, &style, show_prompt_question(prompt));
    const char *words[] = {view_words(view, is_writing(view) ? "text.names" : "privacy.line"),
                           is_writing(view) ? NULL : view_words(view, "privacy.short")};
    for (int i = 0; i < 2 && words[i] != NULL; i++) {
        float width = line_width(list, view, words[i]);
        if (wide + HEAD_GAP + width > HEAD_WIDTH)
            continue;
        head->question =
            view_at(list, HEAD_LEFT, HEAD_TOP, HEAD_WIDTH - width, fmaxf(style.line, 46));
        head->line = view_at(list, HEAD_LEFT + HEAD_WIDTH - width,
                             HEAD_TOP + (head->question.h - line.line) / 2, width, line.line);
        head->line_words = words[i];
        return;
    }
    float high = view_height(list, &style, show_prompt_question(prompt), HEAD_WIDTH);
    head->question = view_at(list, HEAD_LEFT, HEAD_TOP_LEAST, HEAD_WIDTH, high);
    if (is_writing(view))
        return;
    head->line_words = words[1];
    head->line = view_at(list, HEAD_LEFT, HEAD_TOP_LEAST + high, HEAD_WIDTH, line.line);
}

struct text_head view_text_head(struct draw_list *list, const struct terminal_view *view,
                                const struct prompt_view *prompt)
{
    struct text_head head = {.line_words = NULL};
    place_line(list, view, prompt, &head);
    float bottom =
        fmaxf(head.question.y + head.question.h, head.line.y + head.line.h); // 0 without a line
    char second[VIEW_TEXT_BYTES];
    struct widget safety = safety_of(view, second);
    bool high = head.question.y < HEAD_TOP; // the room is needed below
    head.safety =
        view_at(list, PAGE_LEFT, !high && bottom + 14 <= SAFETY_TOP ? SAFETY_TOP : bottom + 6,
                PAGE_WIDTH, widget_safety_height(list, &safety, second));
    return head;
}

void view_text_head_draw(struct draw_list *list, const struct terminal_view *view,
                         const struct prompt_view *prompt, const struct text_head *head)
{
    draw_part(list, ROLE_QUESTION, PART_QUESTION, "question", head->question, 12);
    struct text_style style = question_style(view, prompt);
    style.middle = true;
    draw_text(list, head->question, &style, show_prompt_question(prompt));
    if (head->line_words != NULL) {
        struct text_style line = line_style(view);
        struct rect rect = head->line;
        draw_icon(list, "lock", rect.x, rect.y + (rect.h - HEAD_ICON) / 2, HEAD_ICON, line.color);
        rect = rect_of(rect.x + HEAD_ICON + 12, rect.y, rect.w - HEAD_ICON - 12, rect.h);
        draw_text(list, rect, &line, head->line_words);
        draw_area(list, is_writing(view) ? "names" : "privacy", head->line);
    }
    char second[VIEW_TEXT_BYTES];
    struct widget safety = safety_of(view, second);
    safety.rect = head->safety;
    widget_safety(list, &safety, second);
}

// --- Where things stand while somebody writes.

struct writing_place {
    struct text_head head;
    struct rect field, note;
    char note_words[VIEW_TEXT_BYTES]; // under the field; may be empty
    bool names_in_field;              // "No names" stands in the field while it is empty
    struct board board;
};

static const struct board BOARD = {KEYS_TOP, 84, 82, 13};
static const struct board BOARD_LOW = {350, 74, 74, 11}; // where larger words need the room

// What the head had no room for, and that few may write this language; or that time is running out.
static void note_of(const struct terminal_view *view, struct writing_place *place, bool with_names)
{
    struct out out = out_into(place->note_words, sizeof place->note_words);
    bool names = place->head.line_words == NULL, few = view->table.language != LANGUAGE_EN;
    place->names_in_field = names && (!with_names || view->closing);
    if (view->closing) {
        out_text(&out, view_words(view, "closing.line"));
        return;
    }
    names = names && with_names;
    out_text(&out, names ? view_words(view, "text.names") : "");
    out_text(&out, names && few ? "  " : "");
    out_text(&out, few ? view_words(view, "text.few") : "");
}

static bool place_on(struct draw_list *list, const struct terminal_view *view,
                     struct writing_place *place, const struct board *board, float gap,
                     float field_height)
{
    struct text_style style = line_style(view);
    float top = place->head.safety.y + place->head.safety.h + gap, left = PAGE_LEFT;
    float width = PAGE_WIDTH;
    place->field = view_at(list, left, top, width, field_height);
    float icon = view->closing ? HEAD_ICON + 12 : 0;
    float high = place->note_words[0] != '\0'
                     ? view_height(list, &style, place->note_words, width - 60 - icon)
                     : 0;
    place->note = view_at(list, left + 30, top + field_height + 2, width - 60, high);
    place->board = *board;
    return top + field_height + 2 + high + (high > 0 ? 4 : 0) <= board->top;
}

static void find_place(struct draw_list *list, const struct terminal_view *view,
                       const struct prompt_view *prompt, struct writing_place *place)
{
    place->head = view_text_head(list, view, prompt);
    for (int with_names = 1; with_names >= 0; with_names--) {
        note_of(view, place, with_names == 1);
        if (place_on(list, view, place, &BOARD, FIELD_GAP, FIELD_HEIGHT) ||
            place_on(list, view, place, &BOARD, 6, 76) ||
            place_on(list, view, place, &BOARD_LOW, 8, 76) ||
            place_on(list, view, place, &BOARD_LOW, 3, 68))
            return;
    }
}

// "Prefer not to say" is as large as Send, is chosen first, and then sent.
static void answers(struct draw_list *list, const struct terminal_view *view, struct rect rect)
{
    const struct turn *turn = view->turn;
    bool ready = turn->pass || turn->text[0] != '\0';
    struct widget widget = {.key = PART_ANSWER + TURN_PASS,
                            .name = "prefer-not-to-say",
                            .rect = rect,
                            .text = view_words(view, "q.nosay"),
                            .icon = "pass",
                            .chosen = turn->pass,
                            .word_size = view->table.size == TEXT_LARGEST ? 32 : 26,
                            .size = view->table.size,
                            .tongue = view_tongue(view)};
    widget_second(list, &widget);
    widget.key = PART_SEND;
    widget.name = "send";
    widget.rect.x += BOARD_WIDE + BOARD_GAP;
    widget.text = view_words(view, "q.send");
    widget.icon = "arrow-right";
    widget.icon_last = true;
    widget.chosen = false;
    widget.not_ready = !ready;
    widget_main(list, &widget);
}

// --- The rest.

static void field(struct draw_list *list, const struct terminal_view *view,
                  const struct writing_place *place)
{
    const char *text = view->turn->text;
    size_t bytes = strnlen(text, OWN_WORDS_BYTES - 1);
    unsigned points = 0;
    for (size_t i = 0; i < bytes; i++)
        points += ((unsigned char)text[i] & 0xc0) != 0x80;
    char count[VIEW_TEXT_BYTES];
    view_fill_number(view, "text.count", "n", points, count);
    widget_field(list,
                 &(struct widget){.key = PART_FIELD,
                                  .name = "field",
                                  .rect = place->field,
                                  .text = text,
                                  .secret = true,
                                  .size = view->table.size,
                                  .tongue = view_tongue(view)},
                 (int)bytes, count);
    if (!place->names_in_field || bytes > 0)
        return;
    struct text_style style = line_style(view);
    style.middle = true;
    const float count_room = 280, left = place->field.x + 50;
    draw_text(list, rect_of(left, place->field.y, place->field.w - 50 - count_room, place->field.h),
              &style, view_words(view, "text.names"));
}

static void note(struct draw_list *list, const struct terminal_view *view,
                 const struct writing_place *place)
{
    if (place->note_words[0] == '\0')
        return;
    struct text_style style = line_style(view);
    struct rect rect = place->note;
    if (view->closing) {
        style.color = COLOR_INK;
        draw_icon(list, "clock", rect.x, rect.y + (style.line - HEAD_ICON) / 2, HEAD_ICON,
                  COLOR_AMBER_I);
        rect = rect_of(rect.x + HEAD_ICON + 12, rect.y, rect.w - HEAD_ICON - 12, rect.h);
    }
    draw_text(list, rect, &style, place->note_words);
    draw_area(list, view->closing ? "closing" : "note", place->note);
}

void view_writing(struct draw_list *list, const struct terminal_view *view)
{
    struct prompt_view prompt = prompt_of(view);
    struct writing_place place;
    find_place(list, view, &prompt, &place);
    view_text_head_draw(list, view, &prompt, &place.head);
    field(list, view, &place);
    note(list, view, &place);
    answers(list, view, view_board(list, view, &view->turn->keyboard, &place.board));
    view_bar(list, view, true);
}
