#include "room/approve.h"

#include "base/check.h"
#include "base/utf8.h"
#include "room/lines.h"
#include <string.h>

static const char *add(struct command *command, const struct text_line *line)
{
    if (command->line_count == TEXT_LINES_MAX)
        return "at most eight lines can be shown";
    command->lines[command->line_count++] = *line;
    return NULL;
}

static const char *add_words(struct command *command, struct span words)
{
    struct text_line line = {0};
    while (words.size > 0 && words.at[0] == ' ')
        words = span_from(words, 1);
    while (words.size > 0 && words.at[words.size - 1] == ' ')
        words.size--;
    if (text_set(line.text, sizeof line.text, words) != OK || !own_words_ok(line.text))
        return "write up to 60 letters";
    return add(command, &line);
}

static const char *add_kept(struct command *command, const struct scene *scene, struct span word)
{
    uint64_t number = 0;
    if (!word_number(word, scene->review_count, &number) || number == 0)
        return "there is no line of this number";
    return add(command, &scene->review[number - 1]);
}

static const char *add_step(struct command *command, const struct scene *scene, struct span step)
{
    struct span word = {0};
    if (!word_take(&step, &word))
        return "say none, all, line numbers, shorten N WORDS or theme WORDS";
    if (word_is(word, "theme"))
        return add_words(command, step);
    if (word_is(word, "shorten")) {
        uint64_t number = 0;
        if (!word_take(&step, &word) || !word_number(word, scene->review_count, &number) ||
            number == 0)
            return "there is no line of this number";
        return add_words(command, step);
    }
    const char *problem = NULL;
    if (word_is(word, "all")) {
        for (uint8_t i = 0; i < scene->review_count && problem == NULL; i++)
            problem = add(command, &scene->review[i]);
        return problem;
    }
    do
        problem = add_kept(command, scene, word);
    while (problem == NULL && word_take(&step, &word));
    return problem;
}

const char *approve_parse(const char *steps, const struct scene *scene, struct command *out_command)
{
    check(scene->review_count <= PEOPLE_MAX);
    struct command command = {.kind = COMMAND_PROMPT_APPROVE};
    const char *problem = NULL;
    if (!word_is(span_of_string(steps), "none")) {
        const char *at = steps;
        do {
            size_t size = strcspn(at, ";");
            problem = add_step(&command, scene, (struct span){(const uint8_t *)at, size});
            at += size + (at[size] == ';');
        } while (problem == NULL && *at != '\0');
    }
    if (problem == NULL)
        *out_command = command;
    return problem;
}
