#pragma once
// Opens the record that the options name, with the key that they name. Complains by itself.
#include "supervisor/command.h"
#include "supervisor/meeting.h"

// NULL after complaining.
struct meeting *open_record(const struct supervisor_options *options);
// What is said of a record that could not be opened.
void open_record_complain(enum err err, const char *path);
