#include "facilitator/review.h"
#include "base/check.h"
#include "base/utf8.h"
#include "seal/random.h"
#include <string.h>

void review_init(struct review *review)
{
    seal_wipe(review, sizeof *review);
    review->field.bytes_max = OWN_WORDS_BYTES;
    review->field.points_max = OWN_WORDS_POINTS;
}

static char *place_of(struct review *review, uint8_t line)
{
    check(line >= 1 && line <= PEOPLE_MAX);
    return review->shortened[line - 1];
}

void review_stop(struct review *review)
{
    if (review->editing == 0)
        return;
    char *place = place_of(review, review->editing);
    size_t bytes = strlen(review->field.text);
    check(bytes < OWN_WORDS_BYTES);
    memset(place, 0, OWN_WORDS_BYTES);
    memcpy(place, review->field.text, bytes);
    field_clear(&review->field);
    review->editing = 0;
}

void review_choose(struct review *review, uint8_t line, enum line_choice choice, const char *words)
{
    check(choice >= LINE_SHOW && choice <= LINE_LEAVE);
    bool was_typed = review->editing == line;
    review_stop(review);
    char *place = place_of(review, line);
    review->choices[line - 1] = choice;
    if (choice != LINE_SHORTEN || was_typed)
        return;
    field_set(&review->field, place[0] != '\0' ? place : words);
    review->editing = line;
}

const char *review_typed(const struct review *review, uint8_t line)
{
    check(line >= 1 && line <= PEOPLE_MAX);
    return review->editing == line ? review->field.text : review->shortened[line - 1];
}

bool review_line(const struct review *review, const struct scene *scene, uint8_t line,
                 struct text_line *out_line)
{
    check(line >= 1 && line <= scene->review_count && scene->review_count <= PEOPLE_MAX);
    switch (review->choices[line - 1]) {
    case LINE_UNDECIDED:
    case LINE_LEAVE:
        return false;
    case LINE_SHOW:
        *out_line = scene->review[line - 1];
        return true;
    case LINE_SHORTEN:
        break;
    }
    struct span words = span_of_string(review_typed(review, line));
    while (words.size > 0 && words.at[0] == ' ')
        words = span_from(words, 1);
    while (words.size > 0 && words.at[words.size - 1] == ' ')
        words.size--;
    struct text_line made = {0};
    if (text_set(made.text, sizeof made.text, words) != OK || !own_words_ok(made.text))
        return false;
    *out_line = made;
    return true;
}

uint8_t review_count(const struct review *review, const struct scene *scene)
{
    struct text_line line;
    uint8_t count = 0;
    for (uint8_t i = 1; i <= scene->review_count; i++)
        count = (uint8_t)(count + review_line(review, scene, i, &line));
    seal_wipe(&line, sizeof line);
    return count;
}

bool review_command(const struct review *review, const struct scene *scene,
                    struct command *out_command)
{
    uint8_t count = review_count(review, scene);
    if (count == 0 || count > TEXT_LINES_MAX)
        return false;
    *out_command = (struct command){.kind = COMMAND_PROMPT_APPROVE};
    for (uint8_t i = 1; i <= scene->review_count; i++)
        if (review_line(review, scene, i, &out_command->lines[out_command->line_count]))
            out_command->line_count++;
    check(out_command->line_count == count);
    return true;
}
