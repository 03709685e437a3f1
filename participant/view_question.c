// t06 to t08, t21, t23, t24, t31: one question, up to five answers and "Prefer not to say", Send. Choosing
// and looking over are one screen, and every option is painted by the same lines: whatever is chosen,
// there are the same parts, in the same places, in the same states.
#include "participant/view_parts.h"

#include "base/check.h"
#include "base/out.h"
#include "core/session.h"
#include <math.h>
#include <string.h>

enum {
    ANSWERS_MAX = OPTIONS_MAX + 1, // a text prompt has at most four phrases, and "my own words"
    TALL_HEIGHT = 296,
    TALL_LEAST = 240,
    TILE_HEIGHT = 166,
    TILE_HEIGHT_LARGEST = 176,
    SEND_WIDTH = 372,
    SEND_WIDTH_LARGEST = 560,
    CLOSING_RING = 84,
};

// Where everything stands, found before anything is drawn.
struct place {
    float left, width;
    struct rect question, privacy, answers, actions;
    struct text_head text; // of a text prompt, in place of question and privacy
    int columns, rows;
    float gap_x, gap_y;
    float tile_w, tile_h;
    float word_size; // of the words under pictures; 0: that of the text size
};

static struct prompt_view prompt_of(const struct terminal_view *view)
{
    return (struct prompt_view){.deck = view->deck,
                                .strings = view->strings,
                                .prompt = view->turn->prompt,
                                .language = view->table.language};
}

static bool is_text(const struct prompt_view *prompt)
{
    return show_prompt(prompt)->kind == PROMPT_TEXT;
}

static int answers_of(const struct prompt_view *prompt)
{
    return show_prompt(prompt)->option_count + (is_text(prompt) ? 2 : 1);
}

static bool is_pass(const struct prompt_view *prompt, int place)
{
    return place == answers_of(prompt) - 1;
}

// "Write my own words", after the phrases.
static bool is_own(const struct prompt_view *prompt, int place)
{
    return is_text(prompt) && place == show_prompt(prompt)->option_count;
}

static void answer_name(const struct prompt_view *prompt, int place, char name[PART_NAME_BYTES])
{
    struct out out = out_into(name, PART_NAME_BYTES);
    if (is_pass(prompt, place)) {
        out_text(&out, "prefer-not-to-say");
        return;
    }
    if (is_own(prompt, place)) {
        out_text(&out, "own-words");
        return;
    }
    switch (show_prompt(prompt)->kind) {
    case PROMPT_FACES:
        out_text(&out, "face-");
        out_number(&out, place + 1);
        return;
    case PROMPT_FIVE_STEPS:
        out_text(&out, "scale-");
        break;
    case PROMPT_SINGLE:
    case PROMPT_CHOOSE_ALL:
        out_text(&out, "choice-");
        break;
    case PROMPT_TEXT:
        out_text(&out, "preset-");
        out_number(&out, place + 1);
        return;
    }
    out_number(&out, place);
}

static struct rect tile_rect(const struct place *place, int index)
{
    int column = index % place->columns, row = index / place->columns;
    return rect_of(place->answers.x + (float)column * (place->tile_w + place->gap_x),
                   place->answers.y + (float)row * (place->tile_h + place->gap_y), place->tile_w,
                   place->tile_h);
}

static struct widget answer_of(const struct terminal_view *view, const struct prompt_view *prompt,
                               const struct place *place, int index)
{
    const struct turn *turn = view->turn;
    bool pass = is_pass(prompt, index), own = is_own(prompt, index);
    struct widget widget = {
        .key = PART_ANSWER + (pass  ? (uint32_t)TURN_PASS
                              : own ? (uint32_t)TURN_OWN
                                    : (uint32_t)index),
        .rect = tile_rect(place, index),
        .chosen = pass  ? turn->pass
                  : own ? turn->own
                        : (turn->choice >> index & 1) != 0,
        .urged = view->urged,
        .word_size = place->word_size,
        .size = view->table.size,
        .tongue = pass || own ? view_tongue(view) : show_prompt_tongue(prompt),
    };
    if (pass) {
        widget.icon = "pass";
        widget.text = view_words(view, "q.nosay");
        return widget;
    }
    if (own) {
        widget.icon = "keyboard";
        widget.text = view_words(view, "text.own");
        return widget;
    }
    widget.icon = show_prompt_art(prompt, (uint8_t)index);
    if (widget.icon != NULL && widget.icon[0] == '\0')
        widget.icon = "dot";
    widget.text = show_prompt_option(prompt, (uint8_t)index);
    return widget;
}

// --- Finding the places.

static bool is_tall(const struct place *place)
{
    return place->columns == ANSWERS_MAX;
}

static void arrange(struct place *place, const struct prompt_view *prompt, int columns,
                    enum text_size size)
{
    bool scale = show_prompt_is_scale(prompt), largest = size == TEXT_LARGEST;
    float standard = largest ? TILE_HEIGHT_LARGEST : TILE_HEIGHT;
    place->columns = columns;
    place->rows = (answers_of(prompt) + columns - 1) / columns;
    place->gap_x = columns == ANSWERS_MAX ? 16 : largest ? 20 : 22;
    place->gap_y = largest ? 18 : is_text(prompt) ? 20 : 22;
    float rows = (float)place->rows;
    if (rows > 2)
        place->gap_y = 10;
    place->tile_w =
        (place->answers.w - (float)(columns - 1) * place->gap_x) / (float)place->columns;
    // In Largest the tiles of the design are 387 wide with gaps of about 20.
    float height = (place->answers.h - (rows - 1) * place->gap_y) / rows;
    place->tile_h = fminf(height, is_tall(place) && scale ? TALL_HEIGHT : standard);
}

static bool answers_fit(struct draw_list *list, const struct terminal_view *view,
                        const struct prompt_view *prompt, const struct place *place)
{
    bool scale = show_prompt_is_scale(prompt);
    if (is_tall(place) && place->tile_h < TALL_LEAST)
        return false;
    for (int i = 0; i < answers_of(prompt); i++) {
        struct widget widget = answer_of(view, prompt, place, i);
        bool fits = scale ? widget_answer_fits(list, &widget) : widget_choice_fits(list, &widget);
        if (!fits)
            return false;
    }
    return true;
}

// The first of the design's arrangements in which all words stand whole: six in a row (scales), then
// 3 x 2, then 2 x 3.
static bool find_arrangement(struct draw_list *list, const struct terminal_view *view,
                             const struct prompt_view *prompt, struct place *place)
{
    static const int COLUMNS[] = {ANSWERS_MAX, 3, 2};
    bool scale = show_prompt_is_scale(prompt);
    for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++) {
        if (COLUMNS[i] == ANSWERS_MAX && (!scale || view->table.size == TEXT_LARGEST))
            continue;
        arrange(place, prompt, COLUMNS[i], view->table.size);
        place->word_size = 0;
        if (answers_fit(list, view, prompt, place))
            return true;
        // Six in a row of the smallest text size may have words a little smaller, all of them alike.
        static const float SMALLER[] = {26, 24};
        for (size_t j = 0; is_tall(place) && view->table.size == TEXT_LARGE && j < 2; j++) {
            place->word_size = SMALLER[j];
            if (answers_fit(list, view, prompt, place))
                return true;
        }
        place->word_size = 0;
    }
    // With the safety line above them, the phrases of the largest size may be as large as its notes.
    static const float PHRASES[] = {36, 32};
    arrange(place, prompt, 3, view->table.size);
    for (size_t i = 0; is_text(prompt) && view->table.size == TEXT_LARGEST && i < 2; i++) {
        place->word_size = PHRASES[i];
        if (answers_fit(list, view, prompt, place))
            return true;
    }
    return false;
}

static const char *privacy_words(const struct terminal_view *view)
{
    return view_words(view, view->table.size == TEXT_LARGEST ? "privacy.short" : "privacy.line");
}

static struct text_style privacy_style(const struct terminal_view *view)
{
    return view_style(view, TYPE_PRIVACY,
                      view->table.size == TEXT_LARGEST ? COLOR_INK : COLOR_INK2);
}

static float privacy_icon(enum text_size size)
{
    return size == TEXT_LARGEST ? 40 : 30;
}

// The head from a top: where it ends. A text prompt's is the same on both of its screens.
static float place_text_head(struct draw_list *list, const struct terminal_view *view,
                             const struct prompt_view *prompt, struct place *place)
{
    place->text = view_text_head(list, view, prompt);
    return place->text.safety.y + place->text.safety.h;
}

static float place_head(struct draw_list *list, const struct terminal_view *view,
                        const struct prompt_view *prompt, struct place *place, float top, float gap)
{
    struct text_style question = view_style(view, TYPE_H1, COLOR_INK);
    question.tongue = show_prompt_tongue(prompt);
    struct text_style privacy = privacy_style(view);
    float high = view_height(list, &question, show_prompt_question(prompt), place->width);
    float words = place->width - privacy_icon(view->table.size) - 12;
    float line = view_height(list, &privacy, privacy_words(view), words);
    place->question = view_at(list, place->left, top, place->width, high);
    place->privacy = view_at(list, place->left, top + high + gap, place->width, line);
    return top + high + gap + line;
}

static struct place find_place(struct draw_list *list, const struct terminal_view *view,
                               const struct prompt_view *prompt)
{
    enum text_size size = view->table.size;
    bool largest = size == TEXT_LARGEST, scale = show_prompt_is_scale(prompt);
    float margin = largest ? 40 : 48, action = action_height(size);
    struct place place = {.left = margin, .width = CANVAS_WIDTH - 2 * margin};
    bool text = is_text(prompt);
    float answers = text ? 190 : largest ? 160 : scale ? 192 : 174;
    float head = text ? place_text_head(list, view, prompt, &place)
                      : place_head(list, view, prompt, &place, largest ? 16 : 40, largest ? 2 : 12);
    if (head > answers - 8 && !text)
        head = place_head(list, view, prompt, &place, 8, 2);
    answers = fmaxf(answers, head + (text ? 14.0F : 8.0F)); // a badge stands over its tile
    // The design's place for the actions; lower, down to the bar, if the answers need the room.
    const float standard = largest ? 556 : text ? 570 : 564;
    for (float actions = standard;; actions += 8) {
        float last = BAR_TOP - 14 - action;
        actions = fminf(actions, last);
        place.actions = view_at(list, margin, actions, place.width, action);
        place.answers = view_at(list, margin, answers, place.width,
                                actions - answers - (largest ? 18.0F : 20.0F));
        if (find_arrangement(list, view, prompt, &place) || actions >= last)
            break;
    }
    float rows = (float)place.rows;
    place.answers.h = rows * place.tile_h + (rows - 1) * place.gap_y;
    return place;
}

// --- Drawing.

static void head(struct draw_list *list, const struct terminal_view *view,
                 const struct prompt_view *prompt, const struct place *place)
{
    if (is_text(prompt)) {
        view_text_head_draw(list, view, prompt, &place->text);
        return;
    }
    draw_part(list, ROLE_QUESTION, PART_QUESTION, "question", place->question, 12);
    struct text_style style = view_style(view, TYPE_H1, COLOR_INK);
    style.tongue = show_prompt_tongue(prompt);
    draw_text(list, place->question, &style, show_prompt_question(prompt));
    struct text_style line = privacy_style(view);
    float icon = privacy_icon(view->table.size);
    struct rect rect = place->privacy;
    draw_icon(list, "lock", rect.x, rect.y + (line.line - icon) / 2, icon, line.color);
    draw_text(list, rect_of(rect.x + icon + 12, rect.y, rect.w - icon - 12, rect.h), &line,
              privacy_words(view));
    draw_area(list, "privacy", rect);
}

static void answers(struct draw_list *list, const struct terminal_view *view,
                    const struct prompt_view *prompt, const struct place *place)
{
    draw_area(list, "answers", place->answers);
    for (int i = 0; i < answers_of(prompt); i++) {
        char name[PART_NAME_BYTES];
        answer_name(prompt, i, name);
        struct widget widget = answer_of(view, prompt, place, i);
        widget.name = name;
        if (!show_prompt_is_scale(prompt))
            widget_choice(list, &widget);
        else if (is_pass(prompt, i))
            widget_pass_tall(list, &widget);
        else if (show_prompt(prompt)->kind == PROMPT_FACES)
            widget_face(list, &widget);
        else
            widget_steps(list, &widget, i);
    }
}

// "You can change it before you send.", or what to do where one may touch several.
static const char *hint(const struct terminal_view *view, const struct prompt_view *prompt)
{
    bool several = show_prompt(prompt)->kind == PROMPT_CHOOSE_ALL;
    if (several || deck_prompt_words(view->deck, prompt->prompt, view->table.language)->help[0])
        return show_prompt_help(prompt);
    return view->turn->state == TURN_CHOSEN ? view_words(view, "q.change") : NULL;
}

// Twenty seconds are left: said calmly, with the ring, in the place of the hint.
static void closing(struct draw_list *list, const struct terminal_view *view, struct rect room)
{
    struct rect ring = {room.x, room.y + (room.h - CLOSING_RING) / 2, CLOSING_RING, CLOSING_RING};
    view_ring(list, view, ring, 9, view->closing_ms, CLOSING_MS, 34, true);
    draw_area(list, "closing", ring);
    const char *text = view_words(view, "closing.line");
    struct rect words = {ring.x + ring.w + 20, room.y, room.w - ring.w - 20, room.h};
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK);
    style.middle = true;
    if (view_height(list, &style, text, words.w) > room.h)
        style = view_style(view, TYPE_NOTE, COLOR_INK);
    style.middle = true;
    float high = view_height(list, &style, text, words.w);
    if (high > room.h + 12) // the lines of tall letters may stand closer, not overlap
        style.line = fmaxf(style.size * 1.25F, floorf(style.line * (room.h + 12) / high));
    draw_text(list, words, &style, text);
}

static void actions(struct draw_list *list, const struct terminal_view *view,
                    const struct prompt_view *prompt, const struct place *place)
{
    bool ready = view->turn->state == TURN_CHOSEN, largest = view->table.size == TEXT_LARGEST;
    struct rect rect = place->actions;
    draw_area(list, "actions", rect);
    struct widget send = {.key = PART_SEND,
                          .name = "send",
                          .text = view_words(view, view->turn->own ? "text.next"
                                                   : ready         ? "q.send"
                                                                   : "q.first"),
                          .icon = ready ? "arrow-right" : NULL,
                          .icon_last = true,
                          .not_ready = !ready,
                          .size = view->table.size,
                          .tongue = view_tongue(view)};
    float width =
        fmaxf(largest ? SEND_WIDTH_LARGEST : SEND_WIDTH, widget_button_width(list, &send));
    // Its dashed edge stands outside the padding.
    width += !ready && width > SEND_WIDTH && !largest ? 4 : 0;
    send.rect = rect_of(rect.x + rect.w - width, rect.y, width, rect.h);
    struct rect room = {rect.x, rect.y, rect.w - width - 24, rect.h};
    const char *text = hint(view, prompt);
    struct text_style style = view_style(view, TYPE_BODY, COLOR_INK2);
    style.middle = true;
    // In Largest there is no room beside Send but for what one must know.
    bool several = show_prompt(prompt)->kind == PROMPT_CHOOSE_ALL;
    if (view->closing)
        closing(list, view, room);
    else if (text != NULL && (!largest || several) &&
             view_height(list, &style, text, room.w) <= room.h)
        draw_text(list, room, &style, text);
    widget_main(list, &send);
}

void view_question(struct draw_list *list, const struct terminal_view *view)
{
    struct prompt_view prompt = prompt_of(view);
    check(answers_of(&prompt) <= ANSWERS_MAX);
    struct place place = find_place(list, view, &prompt);
    head(list, view, &prompt, &place);
    answers(list, view, &prompt, &place);
    actions(list, view, &prompt, &place);
    view_bar(list, view, true);
}
