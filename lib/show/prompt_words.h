#pragma once
// The words and pictures of a prompt, as the terminal's question, the console's prompt panel, the
// room screen and the results all need them. Pure; pointers are lent by the deck and the strings.
// Options are counted from 0. Fallback to English is by prompt, as in wire/deck.h.
#include "deck/strings.h"
#include "ui/draw.h"
#include "wire/deck.h"

struct prompt_view {
    const struct deck *deck;
    const struct strings *strings;
    uint8_t prompt; // 1 to deck->prompt_count
    enum language language;
};

// lib/wire numbers languages as lib/ui numbers tongues.
enum tongue show_tongue(enum language language);
// The language a prompt's words are really in: the view's, or English where it lacks them. Text of
// the deck is set in this tongue, text of the strings in the view's own.
enum tongue show_prompt_tongue(const struct prompt_view *view);
bool show_prompt_falls_back(const struct prompt_view *view);

const struct deck_prompt *show_prompt(const struct prompt_view *view);
const char *show_prompt_question(const struct prompt_view *view);
// "Touch one.": the deck's own line, or the interface's for one or for all that fit.
const char *show_prompt_help(const struct prompt_view *view);
const char *show_prompt_option(const struct prompt_view *view, uint8_t option);
// The heading of the result: the deck's, or the question.
const char *show_prompt_result_title(const struct prompt_view *view);
// Faces and five steps: a scale from low to high.
bool show_prompt_is_scale(const struct prompt_view *view);
// "face-1" to "face-5" (a picture) for faces, the option's icon for choices (may be empty: then
// there is none), NULL for steps (option = how many of the four bars are filled).
const char *show_prompt_art(const struct prompt_view *view, uint8_t option);

// Paints an option's picture in a square with its middle at x, y: the face; the four bars; or the
// icon in its pineT disc. An option of a choice without an icon gets the disc with a "dot".
void show_prompt_picture(struct draw_list *list, float x, float y, float size,
                         const struct prompt_view *view, uint8_t option);
// "Prefer not to say" in the same way.
void show_pass_picture(struct draw_list *list, float x, float y, float size);
