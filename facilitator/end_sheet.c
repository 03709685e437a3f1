#include "facilitator/end_sheet.h"
#include "base/check.h"
#include "facilitator/view_parts.h"
#include <string.h>

// --------------------------------------------------------------------------------------- filling

static void fill_steps(const struct view *view, struct end_sheet *sheet)
{
    const struct scene *scene = view->scene;
    sheet->step_count = scene->step_count;
    for (uint8_t i = 0; i < scene->step_count; i++) {
        const struct scene_step *step = &scene->steps[i];
        struct out title = out_into(sheet->steps[i].title, sizeof sheet->steps[i].title);
        out_text(&title, words_step(&sheet->words, step->key, step->title));
        sheet->steps[i].spent = (uint16_t)page_step_minutes(view, step);
        sheet->steps[i].planned = step->skipped ? 0 : step->plan_minutes;
    }
}

// A module's title in the view's language where an edition of the start page has it, else its key.
static const char *module_title(const struct view *view, const char *module)
{
    const struct begin *begin = &view->scene->begin;
    if (strcmp(begin->deck.module, module) == 0)
        return begin->deck.module_title;
    const struct edition *edition = view->start != NULL ? start_edition(view->start) : NULL;
    const struct edition_module *known =
        edition != NULL ? edition_find_module(edition, module) : NULL;
    return known != NULL ? edition_module_title(known, view->language) : module;
}

static void fill_next(const struct view *view, struct end_sheet *sheet)
{
    if (view->book == NULL || strcmp(view->book->group, view->scene->begin.group) != 0)
        return;
    const struct book_place *carried = &view->book->carried;
    sheet->knows_next = true;
    if (carried->module[0] == '\0')
        return;
    struct out title = out_into(sheet->next.title, sizeof sheet->next.title);
    out_text(&title, module_title(view, carried->module));
    sheet->next.number = carried->number;
    sheet->next.slide = carried->slide;
}

void end_sheet_fill(const struct view *view, enum paper_size paper, struct end_sheet *out_sheet)
{
    const struct scene *scene = view->scene;
    check(scene != NULL && scene->phase == SCENE_ENDED);
    struct end_sheet *sheet = out_sheet;
    *sheet = (struct end_sheet){.words = {view->strings, view->language},
                                .paper = paper,
                                .session_number = scene->begin.deck.session_number,
                                .day = scene->wall_day,
                                .minute = scene->wall_minute,
                                .minutes = (uint32_t)(view->session_ms / 60000),
                                .finish = view->desk->finish};
    memcpy(sheet->group, scene->group, sizeof sheet->group);
    memcpy(sheet->module_title, scene->begin.deck.module_title, sizeof sheet->module_title);
    memcpy(sheet->tagged, scene->tagged, sizeof sheet->tagged);
    if (view->health != NULL)
        memcpy(sheet->end_words, view->health->words, sizeof sheet->end_words);
    size_t note = strlen(view->desk->note.text);
    check(note < sizeof sheet->finish.note);
    memset(sheet->finish.note, 0, sizeof sheet->finish.note);
    memcpy(sheet->finish.note, view->desk->note.text, note);
    fill_steps(view, sheet);
    fill_next(view, sheet);
}

// -------------------------------------------------------------------------------------- painting

enum {
    WORDS = 6,
    WORDS_HEIGHT = 136,
    ROW_HEIGHT = 19,
    ROW_HEIGHT_LEAST = 14, // of more steps than STEPS_APART
    STEPS_APART = 9,
    COLUMN_GAP = 28,
    TITLE_SHARE = 70,   // hundredths of a column: what a number is of
    LINES_TO_WRITE = 4, // where no note was typed
    LINE_PITCH = 22,
};

static const struct paper_text group_text = {
    .size = 20, .bold = true, .color = COLOR_INK, .lines = 2};
static const struct paper_text title_text = {
    .size = 11.5, .bold = true, .color = COLOR_INK, .lines = 1};
static const struct paper_text body_text = {.size = 10.5, .color = COLOR_INK};
static const struct paper_text row_text = {.size = 10.5, .color = COLOR_INK, .lines = 1};
static const struct paper_text quiet_text = {.size = 10, .color = COLOR_INK2, .lines = 2};

static double text_down(struct paper *paper, const struct paper_text *style, const char *text)
{
    double height =
        paper_draw(paper, paper->left, paper->y, paper->right - paper->left, style, text);
    paper->y += height;
    return height;
}

static void head(struct paper *paper)
{
    const struct end_sheet *sheet = paper->self;
    char text[PAPER_TEXT_BYTES], number[WORDS_NUMBER_BYTES];
    text_down(paper, &quiet_text, paper_word(paper, "done.title"));
    text_down(paper, &group_text, sheet->group);
    struct out out = out_into(text, sizeof text);
    const struct strings_value session[] = {{"title", sheet->module_title},
                                            {"n", words_number(sheet->session_number, number)}};
    strings_fill(&out, paper_word(paper, "done.session"), session, 2);
    text_down(paper, &body_text, text);
    out = out_into(text, sizeof text);
    words_date(&out, &paper->words, sheet->day);
    out_text(&out, " \xC2\xB7 ");
    words_time(&out, sheet->minute, 0);
    out_text(&out, " \xE2\x80\x93 ");
    words_time(&out, sheet->minute, (uint64_t)sheet->minutes * 60000);
    out_text(&out, " \xC2\xB7 ");
    words_one(&out, &paper->words, "start.minutes", sheet->minutes);
    text_down(paper, &body_text, text);
    paper->y += 12;
}

// One of the six: its number in a disc, and the word, large enough to be copied without a slip.
static void end_word(struct paper *paper, int index, const char *word, double x, double y,
                     double width)
{
    const struct paper_text digit = {
        .size = 9.5, .bold = true, .color = COLOR_SURFACE, .align = PAPER_MIDDLE, .lines = 1};
    const struct paper_text large = {.size = 16, .bold = true, .color = COLOR_INK, .lines = 1};
    char number[WORDS_NUMBER_BYTES];
    paper_box(paper, x, y, width, 32, 6, COLOR_SURFACE, COLOR_NONE);
    paper_disc(paper, x + 18, y + 16, 9, COLOR_PLUM);
    words_number(index + 1, number);
    double height = paper_measure(paper, 18, &digit, number);
    paper_draw(paper, x + 9, y + 16 - height / 2, 18, &digit, number);
    height = paper_measure(paper, width - 46, &large, word);
    paper_draw(paper, x + 36, y + 16 - height / 2, width - 46, &large, word);
}

static void end_words(struct paper *paper)
{
    const struct end_sheet *sheet = paper->self;
    const struct paper_text title = {.size = 12, .bold = true, .color = COLOR_INK, .lines = 1};
    const char *at = sheet->end_words;
    if (at[0] == '\0')
        return;
    double width = paper->right - paper->left, each = (width - 2 * 12 - 2 * 8) / 3;
    paper_box(paper, paper->left, paper->y, width, WORDS_HEIGHT, 10, COLOR_PLUM_T, COLOR_NONE);
    paper_draw(paper, paper->left + 12, paper->y + 8, width - 24, &title,
               paper_word(paper, "done.words"));
    paper_draw(paper, paper->left + 12, paper->y + 26, width - 24, &quiet_text,
               paper_word(paper, "done.words.note"));
    for (int i = 0; i < WORDS; i++) {
        at += strspn(at, " ");
        size_t bytes = strcspn(at, " ");
        char word[SIX_WORDS_BYTES];
        memcpy(word, at, bytes);
        word[bytes] = '\0';
        at += bytes;
        end_word(paper, i, word, paper->left + 12 + (each + 8) * (i % 3),
                 paper->y + 50 + 40 * (i / 3), each);
    }
    paper->y += WORDS_HEIGHT;
}

// A row of a column: what, and how much, at its right end.
static void row(struct paper *paper, double x, double y, double width, const char *what,
                const char *value)
{
    struct paper_text right = row_text;
    right.align = PAPER_RIGHT;
    right.bold = true;
    double most = width * TITLE_SHARE / 100;
    paper_draw(paper, x, y, most, &row_text, what);
    paper_draw(paper, x + most, y, width - most, &right, value);
}

static double numbers(struct paper *paper, double x, double y, double width)
{
    static const char *const IDS[] = {"done.people", "done.goals", "done.reviewed", "done.set"};
    const struct end_sheet *sheet = paper->self;
    struct finish finish = sheet->finish;
    for (int i = 0; i < VIEW_COUNTS; i++, y += ROW_HEIGHT) {
        const struct finish_count *count = view_finish_count(&finish, i);
        char done[WORDS_NUMBER_BYTES], of[WORDS_NUMBER_BYTES], text[PAPER_TEXT_BYTES];
        struct out out = out_into(text, sizeof text);
        const struct strings_value values[] = {{"n", words_number(count->done, done)},
                                               {"m", words_number(count->of, of)}};
        if (count->known)
            strings_fill(&out, paper_word(paper, "done.of"), values, 2);
        else
            out_text(&out, "\xE2\x80\x93"); // not counted
        row(paper, x, y, width, paper_word(paper, IDS[i]), text);
    }
    return y;
}

// Where the group goes on, under the numbers.
static double next(struct paper *paper, double x, double y, double width)
{
    const struct end_sheet *sheet = paper->self;
    if (!sheet->knows_next)
        return y;
    char text[PAPER_TEXT_BYTES], number[WORDS_NUMBER_BYTES], slide[WORDS_NUMBER_BYTES];
    struct out out = out_into(text, sizeof text);
    const struct strings_value values[] = {{"title", sheet->next.title},
                                           {"n", words_number(sheet->next.number, number)},
                                           {"m", words_number(sheet->next.slide, slide)}};
    if (sheet->next.slide > 0)
        strings_fill(&out, paper_word(paper, "sheet.carried"), values, 3);
    else
        out_text(&out, paper_word(paper, "sheet.nothing"));
    y += HEADING_ABOVE;
    paper_draw(paper, x, y, width, &title_text, paper_word(paper, "sheet.next"));
    y += HEADING_HEIGHT;
    return y + paper_draw(paper, x, y, width, &body_text, text);
}

static double times(struct paper *paper, double x, double y, double width)
{
    const struct end_sheet *sheet = paper->self;
    int64_t spent = 0, planned = 0;
    char text[PAPER_TEXT_BYTES];
    double pitch = sheet->step_count <= STEPS_APART ? ROW_HEIGHT : ROW_HEIGHT_LEAST;
    for (uint8_t i = 0; i < sheet->step_count; i++, y += pitch) {
        const struct end_sheet_step *step = &sheet->steps[i];
        struct out out = out_into(text, sizeof text);
        out_number(&out, step->spent);
        out_text(&out, " / ");
        out_number(&out, step->planned);
        row(paper, x, y, width, step->title, text);
        spent += step->spent;
        planned += step->planned;
    }
    struct out out = out_into(text, sizeof text);
    words_two(&out, &paper->words, "done.time.of", spent, planned);
    paper_draw(paper, x, y, width * TITLE_SHARE / 100, &row_text, paper_word(paper, "start.total"));
    struct paper_text right = row_text;
    right.align = PAPER_RIGHT;
    right.bold = true;
    paper_draw(paper, x, y, width, &right, text);
    return y + pitch;
}

static void columns(struct paper *paper)
{
    double width = (paper->right - paper->left - COLUMN_GAP) / 2;
    double second = paper->left + width + COLUMN_GAP, top = paper->y + 14;
    paper_draw(paper, paper->left, top, width, &title_text, paper_word(paper, "done.counts"));
    paper_draw(paper, second, top, width, &title_text, paper_word(paper, "done.time"));
    double one = numbers(paper, paper->left, top + HEADING_HEIGHT, width);
    one = next(paper, paper->left, one, width);
    double two = times(paper, second, top + HEADING_HEIGHT, width);
    paper->y = one > two ? one : two;
}

static void used(struct paper *paper)
{
    const struct end_sheet *sheet = paper->self;
    bool any = false;
    for (int i = 1; i <= TECHNIQUE_LAST; i++)
        any = any || sheet->tagged[i];
    if (!any)
        return;
    paper_heading(paper, paper_word(paper, "done.used"), PILL_HEIGHT);
    struct paper_row pills = {.left = paper->left,
                              .right = paper->right,
                              .x = paper->left,
                              .y = paper->y,
                              .fill = COLOR_PINE_T,
                              .color = COLOR_PINE};
    for (int i = 1; i <= TECHNIQUE_LAST; i++)
        if (sheet->tagged[i])
            paper_row_pill(
                paper, &pills,
                words_named(&paper->words, "technique.", technique_name((enum technique)i)));
    paper->y = pills.y + PILL_HEIGHT;
}

// A note of any length stays on the page: the longer it is, the smaller it stands there.
static void typed_note(struct paper *paper, const char *text)
{
    static const double SIZES[] = {10.5, 9.5, 8.5, 7.5, 6.5};
    double width = paper->right - paper->left, line = 0;
    double room = paper->height - PAPER_FOOT - 6 - paper->y;
    struct paper_text style = body_text;
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        style.size = SIZES[i];
        line = paper_measure(paper, 0, &style, text);
        if (paper_measure(paper, width, &style, text) <= room)
            break;
        if (i + 1 == sizeof SIZES / sizeof SIZES[0])
            style.lines = (int)(room / line); // whole in the record all the same
    }
    text_down(paper, &style, text);
}

// What was typed; lines to write on where nothing was.
static void note(struct paper *paper)
{
    const struct end_sheet *sheet = paper->self;
    paper->y += HEADING_ABOVE;
    text_down(paper, &title_text, paper_word(paper, "done.note"));
    paper->y += 3;
    if (sheet->finish.note[0] != '\0') {
        typed_note(paper, sheet->finish.note);
        return;
    }
    for (int i = 0; i < LINES_TO_WRITE; i++) {
        paper->y += LINE_PITCH;
        paper_rule(paper, paper->y);
    }
}

static void paint(struct paper *paper)
{
    head(paper);
    end_words(paper);
    columns(paper);
    used(paper);
    note(paper);
}

enum err end_sheet_make(const struct end_sheet *sheet, uint8_t **out_bytes, size_t *out_size)
{
    const struct paper_sheet job = {.words = sheet->words,
                                    .size = sheet->paper,
                                    .title = words_get(&sheet->words, "done.title"),
                                    .day = sheet->day,
                                    .foot = words_get(&sheet->words, "sheet.foot"),
                                    .paint = paint,
                                    .self = sheet};
    return paper_make(&job, out_bytes, out_size);
}
