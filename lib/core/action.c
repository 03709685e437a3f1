#include "core/action.h"

#include "base/check.h"
#include "base/utf8.h"

#include <string.h>

// The rest of a line, read word by word.
struct reader {
    const char *at;
};

typedef const char *parse_function(struct reader *reader, struct command *command);

struct action {
    enum command_kind kind; // its name is command_kind_name(kind)
    const char *arguments;
    const char *help;
    parse_function *parse; // NULL: nothing may follow; else returns what is wrong, or NULL
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_space(struct reader *reader)
{
    while (is_space(*reader->at))
        reader->at++;
}

// The next word, not copied: its length, 0 at the end of the line.
static size_t next_word(struct reader *reader, const char **out_word)
{
    skip_space(reader);
    *out_word = reader->at;
    while (*reader->at != '\0' && !is_space(*reader->at))
        reader->at++;
    return (size_t)(reader->at - *out_word);
}

static bool word_is(const char *word, size_t size, const char *expected)
{
    return strlen(expected) == size && memcmp(word, expected, size) == 0;
}

// The next word if it is the expected one; else the reader stays.
static bool take(struct reader *reader, const char *expected)
{
    struct reader ahead = *reader;
    const char *word;
    size_t size = next_word(&ahead, &word);
    if (!word_is(word, size, expected))
        return false;
    *reader = ahead;
    return true;
}

// Decimal digits up to UINT16_MAX, ended by a space, the end or the given mark.
static bool take_number(struct reader *reader, char mark, uint16_t *out_number)
{
    skip_space(reader);
    const char *at = reader->at;
    uint32_t number = 0;
    if (*at < '0' || *at > '9')
        return false;
    for (; *at >= '0' && *at <= '9'; at++) {
        number = number * 10 + (uint32_t)(*at - '0');
        if (number > UINT16_MAX)
            return false;
    }
    if (mark != '\0' ? *at != mark : *at != '\0' && !is_space(*at))
        return false;
    reader->at = mark != '\0' ? at + 1 : at;
    *out_number = (uint16_t)number;
    return true;
}

// All that is left, without spaces around it.
static const char *take_text(struct reader *reader, char *field, size_t size)
{
    skip_space(reader);
    size_t used = strlen(reader->at);
    while (used > 0 && is_space(reader->at[used - 1]))
        used--;
    enum err err = text_set(field, size, (struct span){(const uint8_t *)reader->at, used});
    reader->at += strlen(reader->at);
    if (err == ERR_TOO_LONG)
        return "the text is too long";
    return err == OK ? NULL : "the text holds a character that is not allowed";
}

static const char *parse_number(struct reader *reader, struct command *command)
{
    return take_number(reader, '\0', &command->number) ? NULL : "give a number";
}

static const char *parse_people(struct reader *reader, struct command *command)
{
    return take_number(reader, '\0', &command->amount) ? NULL : "give a number of people";
}

static const char *parse_rename(struct reader *reader, struct command *command)
{
    if (!take_number(reader, '\0', &command->number))
        return "give the number of a step, then its new words";
    const char *problem = take_text(reader, command->text, sizeof command->text);
    if (problem == NULL && command->text[0] == '\0')
        return "give the new words after the number";
    return problem;
}

static const char *parse_two_numbers(struct reader *reader, struct command *command)
{
    if (!take_number(reader, '\0', &command->number) ||
        !take_number(reader, '\0', &command->amount))
        return "give two numbers";
    return NULL;
}

static const char *parse_open(struct reader *reader, struct command *command)
{
    if (!take_number(reader, '\0', &command->number))
        return "give the number of a prompt";
    if (!take(reader, "class"))
        return NULL;
    static const enum privacy_class classes[] = {CLASS_PLAIN, CLASS_PERSONAL, CLASS_SENSITIVE};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (take(reader, privacy_class_name(classes[i]))) {
            command->class = classes[i];
            return NULL;
        }
    return "the class is plain, personal or sensitive";
}

static const char *parse_close(struct reader *reader, struct command *command)
{
    command->show = take(reader, "show");
    if (command->show || take(reader, "hold"))
        return NULL;
    return "say whether to show or to hold the result";
}

// "phrase 2; a walk after lunch": lines apart by semicolons. What may be shown is the session's to judge.
static const char *parse_approve(struct reader *reader, struct command *command)
{
    if (take(reader, "none"))
        return NULL;
    while (skip_space(reader), *reader->at != '\0') {
        if (command->line_count == TEXT_LINES_MAX)
            return "at most eight lines can be shown";
        struct text_line *line = &command->lines[command->line_count++];
        size_t size = 0;
        while (reader->at[size] != '\0' && reader->at[size] != ';')
            size++;
        struct span words = {(const uint8_t *)reader->at, size};
        struct reader phrase = *reader;
        uint16_t number = 0;
        if (take(&phrase, "phrase") && take_number(&phrase, '\0', &number) && number <= UINT8_MAX) {
            line->phrase = (uint8_t)number;
        } else {
            while (words.size > 0 && is_space((char)words.at[words.size - 1]))
                words.size--;
            if (text_set(line->text, sizeof line->text, words) != OK)
                return "a line is too long, or holds a character that is not allowed";
        }
        reader->at += size + (reader->at[size] == ';');
    }
    return command->line_count > 0 ? NULL : "give the lines to show, or none";
}

static const char *parse_text(struct reader *reader, struct command *command)
{
    return take_text(reader, command->text, sizeof command->text);
}

static const char *parse_technique(struct reader *reader, struct command *command)
{
    for (int i = TECHNIQUE_HOPE_AND_PRAISE; i <= TECHNIQUE_LAST; i++)
        if (take(reader, technique_name((enum technique)i))) {
            command->technique = (enum technique)i;
            return NULL;
        }
    return "there is no technique of this name";
}

// "8/9": 8 of 9.
static bool take_count(struct reader *reader, struct finish_count *count)
{
    uint16_t done;
    uint16_t of;
    if (!take_number(reader, '/', &done) || is_space(*reader->at) ||
        !take_number(reader, '\0', &of) || done > UINT8_MAX || of > UINT8_MAX)
        return false;
    *count = (struct finish_count){.known = true, .done = (uint8_t)done, .of = (uint8_t)of};
    return true;
}

static const char *parse_goals_open(struct reader *reader, struct command *command)
{
    command->show = take(reader, "new");
    return NULL;
}

static const char *parse_count(struct reader *reader, struct command *command)
{
    for (int i = MEASURE_ATTENDANCE; i <= MEASURE_LAST; i++) {
        if (!take(reader, measure_name((enum measure)i)))
            continue;
        struct finish_count count;
        if (!take_count(reader, &count))
            return "give a count as 8/9, for 8 of 9";
        command->number = (uint16_t)i;
        command->amount = count.done;
        command->of = count.of;
        return NULL;
    }
    return "nothing is counted under this name";
}

static const char *parse_finish(struct reader *reader, struct command *command)
{
    struct finish *finish = &command->finish;
    const struct {
        const char *name;
        struct finish_count *count;
    } counts[] = {{"people", &finish->people_here},
                  {"goals", &finish->goals_followed_up},
                  {"reviewed", &finish->practice_reviewed},
                  {"set", &finish->practice_set}};
    for (;;) {
        if (take(reader, "note"))
            return take_text(reader, finish->note, sizeof finish->note);
        if (take(reader, "words")) {
            finish->words_copied = true;
            continue;
        }
        size_t i = 0;
        while (i < sizeof counts / sizeof counts[0] && !take(reader, counts[i].name))
            i++;
        if (i == sizeof counts / sizeof counts[0])
            return NULL; // what is left over, if anything, is the caller's to refuse
        if (!take_count(reader, counts[i].count))
            return "give a count as 8/9, for 8 of 9";
    }
}

static const struct action actions[] = {
    {COMMAND_SLIDE_NEXT, "", "the slide after this one", NULL},
    {COMMAND_SLIDE_BACK, "", "the slide before this one", NULL},
    {COMMAND_SLIDE_FIRST, "", "the first slide", NULL},
    {COMMAND_SLIDE_LAST, "", "the last slide", NULL},
    {COMMAND_SLIDE_GO, "N", "slide N", parse_number},
    {COMMAND_SLIDE_TAKE_BACK, "", "the last change of slide was a slip", NULL},
    {COMMAND_STEP_NEXT, "", "this step is done, the next begins", NULL},
    {COMMAND_STEP_GO, "N", "step N of the plan begins", parse_number},
    {COMMAND_STEP_SKIP, "N", "step N will not happen today", parse_number},
    {COMMAND_STEP_RENAME, "N WORDS", "step N gets a new name", parse_rename},
    {COMMAND_STEP_RESIZE, "N MINUTES", "step N gets so many minutes", parse_two_numbers},
    {COMMAND_STEP_MOVE, "N PLACE", "step N moves to a place in the plan", parse_two_numbers},
    {COMMAND_PEOPLE, "N", "N people are present", parse_people},
    {COMMAND_PROMPT_OPEN, "N [class plain|personal|sensitive]", "open prompt N on all screens",
     parse_open},
    {COMMAND_PROMPT_CLOSE, "show|hold", "close the prompt; 20 s later its result is there",
     parse_close},
    {COMMAND_PROMPT_PAUSE, "", "pause the open prompt", NULL},
    {COMMAND_PROMPT_WAKE, "", "let the paused prompt go on", NULL},
    {COMMAND_PROMPT_VOID, "", "throw all answers away unseen", NULL},
    {COMMAND_PROMPT_APPROVE, "none|LINE; LINE; ...",
     "show these lines of a text prompt: phrase N, or words; none: hold it back", parse_approve},
    {COMMAND_PROMPT_SHOW, "", "put the last result back on the screens", NULL},
    {COMMAND_PROMPT_HIDE, "", "take the result off the screens", NULL},
    {COMMAND_SCREENS_PAUSE, "", "a short pause on all screens", NULL},
    {COMMAND_SCREENS_WAKE, "", "the screens come back", NULL},
    {COMMAND_ROOM_BLANK, "", "the room screen shows nothing", NULL},
    {COMMAND_ROOM_SHOW, "", "the room screen comes back", NULL},
    {COMMAND_MARK, "[WORDS]", "mark this moment", parse_text},
    {COMMAND_TAG, "TECHNIQUE", "this technique was used", parse_technique},
    {COMMAND_UNTAG, "TECHNIQUE", "this technique was not used after all", parse_technique},
    {COMMAND_GOALS_OPEN, "[new]", "open goals on the screens; new: new cards may be made",
     parse_goals_open},
    {COMMAND_GOALS_CLOSE, "", "close goals; a minute later they are closed", NULL},
    {COMMAND_COUNT, "MEASURE N/N", "so many of so many, as attendance 8/9", parse_count},
    {COMMAND_END, "", "end the group; all screens clear", NULL},
    {COMMAND_FINISH, "[people N/N] [goals N/N] [reviewed N/N] [set N/N] [words] [note WORDS]",
     "save and finish", parse_finish},
};
enum {
    ACTION_COUNT = sizeof actions / sizeof actions[0]
};

// Takes all words of a name from the reader, or none.
static bool take_name(struct reader *reader, const char *name)
{
    struct reader line = *reader;
    struct reader names = {name};
    const char *word;
    for (size_t size = next_word(&names, &word); size > 0; size = next_word(&names, &word)) {
        const char *given;
        size_t given_size = next_word(&line, &given);
        if (given_size != size || memcmp(given, word, size) != 0)
            return false;
    }
    *reader = line;
    return true;
}

static bool first_word_is_ours(struct reader reader)
{
    const char *given;
    size_t given_size = next_word(&reader, &given);
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        struct reader names = {command_kind_name(actions[i].kind)};
        const char *word;
        size_t size = next_word(&names, &word);
        if (size == given_size && memcmp(word, given, size) == 0)
            return true;
    }
    return false;
}

bool action_parse(const char *line, struct command *out_command, const char **out_problem)
{
    struct reader reader = {line};
    *out_problem = NULL;
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        if (!take_name(&reader, command_kind_name(actions[i].kind)))
            continue;
        struct command command = {.kind = actions[i].kind};
        if (actions[i].parse != NULL)
            *out_problem = actions[i].parse(&reader, &command);
        skip_space(&reader);
        if (*out_problem == NULL && *reader.at != '\0')
            *out_problem = "there is more on the line than this command takes";
        if (*out_problem != NULL)
            return false;
        *out_command = command;
        return true;
    }
    if (first_word_is_ours(reader))
        *out_problem = "no command is called this; the help lists them all";
    return false;
}

void action_help(struct out *out)
{
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        out_text(out, command_kind_name(actions[i].kind));
        if (actions[i].arguments[0] != '\0') {
            out_text(out, " ");
            out_text(out, actions[i].arguments);
        }
        out_text(out, ": ");
        out_text(out, actions[i].help);
        out_text(out, "\n");
    }
}
