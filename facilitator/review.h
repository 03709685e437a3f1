#pragma once
// What the practitioner has decided so far about the lines of a text prompt: nothing of it is sent
// before one button is touched, and then as the one command that carries the result. A line that
// nobody has decided about is not shown. It holds what people wrote, so it lives in the desk's locked
// memory and is wiped when the lines are no longer read. Pure.
#include "facilitator/field.h"
#include "wire/command.h"
#include "wire/scene.h"

enum line_choice {
    LINE_UNDECIDED,
    LINE_SHOW,
    LINE_SHORTEN, // or a theme in its place: whatever is typed
    LINE_LEAVE,
    LINE_CHOICES = 3,
};

struct review {
    enum line_choice choices[PEOPLE_MAX];
    char shortened[PEOPLE_MAX][OWN_WORDS_BYTES];
    struct field field; // of the line that is being typed
    uint8_t editing;    // 1 to scene->review_count; 0: none
    uint8_t page;       // of rows; counts on, the view takes what there is
};

void review_init(struct review *review); // overwrites everything
// Decides about a line, 1 to PEOPLE_MAX. words: what it says now. To shorten opens it for typing, and
// once more ends that; every other choice ends any typing.
void review_choose(struct review *review, uint8_t line, enum line_choice choice, const char *words);
void review_stop(struct review *review); // ends typing; what was typed stays
// What was typed for a line, being typed or done.
const char *review_typed(const struct review *review, uint8_t line);
// Whether a line will be shown, and how: blanks at its ends are gone.
bool review_line(const struct review *review, const struct scene *scene, uint8_t line,
                 struct text_line *out_line);
uint8_t review_count(const struct review *review, const struct scene *scene); // of those shown
// The command that carries them. False, and untouched, if there are none or more than may be shown.
bool review_command(const struct review *review, const struct scene *scene,
                    struct command *out_command);
