#pragma once
// How the verbs of a script read their words and say what is wrong with them: one reader for all programs
// (room/script.h). And the verbs that every program has. Pure but for "say". App's thread.
#include "room/script.h"

// Splits off the first word of *rest, and the blanks behind it. False if there is none or it is too long;
// *rest is as it was then.
bool script_take_word(const char **rest, char *word, size_t size);
bool script_number(const char *word, long least, long most, long *out_number);
// The place of a word in a list that ends with NULL; -1: it is none of them.
int script_word_of(const char *word, const char *const words[]);
// Writes both into the problem, and is SCRIPT_WRONG.
enum script_step script_wrong(struct out *problem, const char *text, const char *what);

// "say TEXT": a line on standard output, for whoever started the program. "stay": no further line.
enum script_step script_say(void *program, const char *rest, struct out *problem);
enum script_step script_stay(void *program, const char *rest, struct out *problem);
