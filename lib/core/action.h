#pragma once
// Commands as a constant table: name, syntax, help, how its words become a command. Scripts, the
// windows' keys and the help page all read this table. Pure.
#include "base/out.h"
#include "wire/command.h"

// Parses one script line ("prompt open 2 class sensitive") into a command. false if the line is not
// a session command; *out_problem then tells what is wrong, or is NULL if the word is unknown here
// (the program may have commands of its own, such as "wait" or "connect").
bool action_parse(const char *line, struct command *out_command, const char **out_problem);
// Writes the table as help text, one line a command.
void action_help(struct out *out);
