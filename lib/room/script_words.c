#include "room/script_words.h"

#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool script_take_word(const char **rest, char *word, size_t size)
{
    check(rest != NULL && *rest != NULL && size > 1);
    const char *at = *rest + strspn(*rest, " ");
    size_t length = strcspn(at, " ");
    if (length == 0 || length >= size)
        return false;
    memcpy(word, at, length);
    word[length] = '\0';
    *rest = at + length + strspn(at + length, " ");
    return true;
}

bool script_number(const char *word, long least, long most, long *out_number)
{
    char *end;
    long number = strtol(word, &end, 10);
    if (end == word || *end != '\0' || number < least || number > most)
        return false;
    *out_number = number;
    return true;
}

int script_word_of(const char *word, const char *const words[])
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

enum script_step script_wrong(struct out *problem, const char *text, const char *what)
{
    out_text(problem, text);
    out_text(problem, what);
    return SCRIPT_WRONG;
}

enum script_step script_say(void *program, const char *rest, struct out *problem)
{
    (void)program, (void)problem;
    puts(rest);
    fflush(stdout);
    return SCRIPT_DONE;
}

enum script_step script_stay(void *program, const char *rest, struct out *problem)
{
    (void)program, (void)rest, (void)problem;
    return SCRIPT_AGAIN;
}
