// The keyboard of t09 and t27: its rows of keys, and the place beside space for two wide ones.
#include "participant/view_parts.h"

#include "base/check.h"
#include "base/out.h"
#include "base/utf8.h"

enum {
    PAGE_LEFT = 32,
    PAGE_WIDTH = 1216,
    KEYS_GAP = 10,
    KEYS_INSET = 56,
    WIDE_KEY = 150, // shift and delete
    LAYER_KEY = 108,
    MARK_KEY = 84,
    NAMED_SIZE = 27, // of words on keys
    NAMED_SIZE_LARGEST = 32,
    DELETE_ICON = 42,
};

// What stands on a key, and what it is called.
static void label_key(const struct terminal_view *view, const struct keyboard *keyboard,
                      const struct board_key *key, struct out *label, struct out *name)
{
    char letter[8] = "";
    switch (key->kind) {
    case BOARD_LETTER:
        letter[utf8_encode(key->point, letter)] = '\0';
        out_text(label, letter);
        out_text(name, key->point == '\'' ? "key-apos" : "key-");
        out_text(name, key->point == '\'' ? "" : letter);
        return;
    case BOARD_SHIFT:
        out_text(name, "key-shift");
        return;
    case BOARD_DELETE:
        out_text(name, "key-back");
        return;
    case BOARD_LAYER:
        out_text(label, view_words(view, keyboard->numbers ? "text.letters" : "text.numbers"));
        out_text(name, "key-123");
        return;
    case BOARD_ORDER:
        out_text(label, view_words(view, "text.order"));
        out_text(name, "key-az");
        return;
    case BOARD_SPACE:
        out_text(label, view_words(view, "text.space"));
        out_text(name, "key-space");
        return;
    case BOARD_NONE:
        break;
    }
    check(false && "a key of the keyboard does something");
}

static void draw_key(struct draw_list *list, const struct terminal_view *view,
                     const struct keyboard *keyboard, const struct board_key *key, struct rect rect)
{
    char words[VIEW_TEXT_BYTES], part[PART_NAME_BYTES];
    struct out label = out_into(words, sizeof words), name = out_into(part, sizeof part);
    label_key(view, keyboard, key, &label, &name);
    bool letter = key->kind == BOARD_LETTER, largest = view->table.size == TEXT_LARGEST;
    struct widget widget = {.key = letter ? PART_LETTER + key->point
                                          : PART_BOARD + (uint32_t)key->kind,
                            .name = part,
                            .rect = rect,
                            .text = words,
                            .tongue = view_tongue(view)};
    if (key->kind == BOARD_SHIFT) {
        widget.icon = "shift";
        widget.chosen = keyboard->shift;
    } else if (key->kind == BOARD_DELETE) {
        widget.icon = "backspace";
        widget.word_size = DELETE_ICON;
    } else if (!letter) {
        widget.word_size = largest ? NAMED_SIZE_LARGEST : NAMED_SIZE;
        widget.chosen = key->kind == BOARD_ORDER && keyboard->by_letter;
    }
    widget_key(list, &widget);
}

static bool is_wide(const struct board_key *key)
{
    return key->kind == BOARD_SHIFT || key->kind == BOARD_DELETE;
}

// A row of letters: twelve are alike; else shift and delete are wide and the letters share the rest.
static void letter_row(struct draw_list *list, const struct terminal_view *view,
                       const struct keyboard *keyboard, const struct keyboard_row *row, float inset,
                       struct rect rect)
{
    int wide = 0;
    for (uint8_t i = 0; i < row->count; i++)
        wide += row->count < KEYBOARD_KEYS_MAX && is_wide(&row->keys[i]);
    float room = rect.w - 2 * inset - (float)(row->count - 1) * KEYS_GAP - (float)wide * WIDE_KEY;
    float letter = room / (float)(row->count - wide), x = rect.x + inset;
    for (uint8_t i = 0; i < row->count; i++) {
        float w = wide > 0 && is_wide(&row->keys[i]) ? (float)WIDE_KEY : letter;
        draw_key(list, view, keyboard, &row->keys[i], rect_of(x, rect.y, w, rect.h));
        x += w + KEYS_GAP;
    }
}

static float last_row_width(const struct board_key *key)
{
    return key->kind == BOARD_SPACE ? 0 : key->kind == BOARD_LETTER ? MARK_KEY : LAYER_KEY;
}

// The row of space: space takes what the others leave. Returns where the two answers begin.
static float last_row(struct draw_list *list, const struct terminal_view *view,
                      const struct keyboard *keyboard, const struct keyboard_row *row,
                      struct rect rect)
{
    float space = rect.w - (float)row->count * KEYS_GAP - 2 * BOARD_WIDE - KEYS_GAP, x = rect.x;
    for (uint8_t i = 0; i < row->count; i++)
        space -= last_row_width(&row->keys[i]);
    for (uint8_t i = 0; i < row->count; i++) {
        float w = row->keys[i].kind == BOARD_SPACE ? space : last_row_width(&row->keys[i]);
        draw_key(list, view, keyboard, &row->keys[i], rect_of(x, rect.y, w, rect.h));
        x += w + KEYS_GAP;
    }
    return x;
}

struct rect view_board(struct draw_list *list, const struct terminal_view *view,
                       const struct keyboard *keyboard, const struct board *board)
{
    const int rows = KEYBOARD_ROWS;
    struct rect wide = {0, 0, 0, 0};
    float pitch = board->high + board->gap;
    draw_area(list, "keyboard",
              view_at(list, PAGE_LEFT, board->top, PAGE_WIDTH, (float)rows * pitch - board->gap));
    for (uint8_t i = 0; i < rows; i++) {
        struct keyboard_row row;
        keyboard_row(keyboard, view->table.language, i, &row);
        struct rect rect =
            view_at(list, PAGE_LEFT, board->top + (float)i * pitch, PAGE_WIDTH, board->high);
        if (i < rows - 1) {
            letter_row(list, view, keyboard, &row, i == 1 && row.count == 9 ? KEYS_INSET : 0, rect);
            continue;
        }
        rect.h = board->last_high;
        float x = last_row(list, view, keyboard, &row, rect);
        wide = rect_of(x, rect.y, BOARD_WIDE, board->high);
    }
    return wide;
}
