#pragma once
// What a practitioner decides about the lines of a text prompt, as words on one line of a script, made
// into the one command that carries the result. The window makes the same command from its buttons.
// Pure but for what it is given.
#include "wire/command.h"
#include "wire/scene.h"

// Steps apart by semicolons, in the order in which the lines will be shown: "1 3", "all" (keep),
// "shorten N WORDS", "theme WORDS"; "none" alone. Line numbers count from 1 as scene->review stands;
// what is not named is dropped. Returns NULL, or what is wrong.
const char *approve_parse(const char *steps, const struct scene *scene,
                          struct command *out_command);
