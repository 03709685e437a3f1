#include "show/prompt_words.h"

#include "base/check.h"
#include "show/block.h"

_Static_assert((int)LANGUAGE_EN == (int)TONGUE_EN && (int)LANGUAGE_ES == (int)TONGUE_ES &&
                   (int)LANGUAGE_HMN == (int)TONGUE_HMN && (int)LANGUAGE_LO == (int)TONGUE_LO &&
                   (int)LANGUAGE_SO == (int)TONGUE_SO,
               "languages and tongues have the same order");

enum tongue show_tongue(enum language language)
{
    check((unsigned)language < LANGUAGES);
    return (enum tongue)language;
}

const struct deck_prompt *show_prompt(const struct prompt_view *view)
{
    check(view->deck != NULL);
    check(view->prompt >= 1 && view->prompt <= view->deck->prompt_count);
    return &view->deck->prompts[view->prompt - 1];
}

bool show_prompt_falls_back(const struct prompt_view *view)
{
    check((unsigned)view->language < LANGUAGES);
    return !show_prompt(view)->words[view->language].present;
}

enum tongue show_prompt_tongue(const struct prompt_view *view)
{
    return show_prompt_falls_back(view) ? TONGUE_EN : show_tongue(view->language);
}

static const struct deck_prompt_words *words_of(const struct prompt_view *view)
{
    return deck_prompt_words(view->deck, view->prompt, view->language);
}

const char *show_prompt_question(const struct prompt_view *view)
{
    return words_of(view)->question;
}

const char *show_prompt_help(const struct prompt_view *view)
{
    const struct deck_prompt_words *words = words_of(view);
    if (words->help[0] != '\0')
        return words->help;
    bool all = show_prompt(view)->kind == PROMPT_CHOOSE_ALL;
    return strings_get(view->strings, view->language, all ? "q.touchall" : "q.touchone");
}

const char *show_prompt_option(const struct prompt_view *view, uint8_t option)
{
    check(option < show_prompt(view)->option_count);
    return words_of(view)->options[option];
}

const char *show_prompt_result_title(const struct prompt_view *view)
{
    const struct deck_prompt_words *words = words_of(view);
    return words->result_title[0] != '\0' ? words->result_title : words->question;
}

bool show_prompt_is_scale(const struct prompt_view *view)
{
    enum prompt_kind kind = show_prompt(view)->kind;
    return kind == PROMPT_FACES || kind == PROMPT_FIVE_STEPS;
}

const char *show_prompt_art(const struct prompt_view *view, uint8_t option)
{
    static const char *const FACES[OPTIONS_MAX] = {"face-1", "face-2", "face-3", "face-4",
                                                   "face-5"};
    const struct deck_prompt *prompt = show_prompt(view);
    check(option < prompt->option_count);
    switch (prompt->kind) {
    case PROMPT_FACES:
        return FACES[option];
    case PROMPT_FIVE_STEPS:
        return NULL;
    case PROMPT_SINGLE:
    case PROMPT_CHOOSE_ALL:
    case PROMPT_TEXT:
        break;
    }
    return prompt->option_icons[option];
}

// The four bars of a step, in a square as large as a face.
static void draw_steps(struct draw_list *list, float x, float y, float size, int filled)
{
    static const float HEIGHTS[] = {34, 54, 74, 94};
    float unit = size / 124;
    float left = x - 57.5F * unit, bottom = y + 48 * unit;
    for (int i = 0; i < 4; i++) {
        struct rect bar = {left + (float)i * 31 * unit, bottom - HEIGHTS[i] * unit, 22 * unit,
                           HEIGHTS[i] * unit};
        if (i < filled)
            draw_rect(list, bar, 6 * unit, COLOR_PINE);
        else
            draw_box(list, bar, 6 * unit, COLOR_SURFACE, COLOR_EDGE, 3 * unit);
    }
}

static void draw_disc_icon(struct draw_list *list, float x, float y, float size, const char *icon)
{
    float art = size * 0.58F;
    draw_disc(list, x, y, size / 2, COLOR_PINE_T, COLOR_NONE, 0);
    draw_icon(list, icon, x - art / 2, y - art / 2, art, COLOR_PINE);
}

void show_prompt_picture(struct draw_list *list, float x, float y, float size,
                         const struct prompt_view *view, uint8_t option)
{
    check(size > 0);
    const char *art = show_prompt_art(view, option);
    if (art == NULL)
        draw_steps(list, x, y, size, option);
    else if (show_prompt(view)->kind == PROMPT_FACES)
        draw_picture(list, art, x - size / 2, y - size / 2, size);
    else
        draw_disc_icon(list, x, y, size, art[0] != '\0' ? show_art_name(art) : "dot");
}

void show_pass_picture(struct draw_list *list, float x, float y, float size)
{
    check(size > 0);
    draw_disc_icon(list, x, y, size, "pass");
}
