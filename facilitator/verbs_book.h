#pragma once
// The script verbs of the group book: the same taps as the roster's, with card faces as "wave-27".
#include "room/script.h"

enum script_step verb_group(void *program, const char *rest, struct out *out_problem);
enum script_step verb_member(void *program, const char *rest, struct out *out_problem);
enum script_step verb_here(void *program, const char *rest, struct out *out_problem);
enum script_step verb_away(void *program, const char *rest, struct out *out_problem);
enum script_step verb_round(void *program, const char *rest, struct out *out_problem);
enum script_step verb_goal_set(void *program, const char *rest, struct out *out_problem);
enum script_step verb_look_back(void *program, const char *rest, struct out *out_problem);
enum script_step verb_home_practice(void *program, const char *rest, struct out *out_problem);
enum script_step verb_caught_up(void *program, const char *rest, struct out *out_problem);
// What "expect NAME VALUE" may ask of the book; false if it is no name of ours. The text of what is so.
bool book_holds(void *program, const char *name, struct out *out_text_of);
