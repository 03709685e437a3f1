#pragma once
// The words of assets/strings for commands without a window. Complains by itself.
#include "deck/labels.h"
#include "supervisor/command.h"
#include "supervisor/export.h"

struct command_words {
    void *block;
    struct strings strings;
    struct labelled *labelled; // the same, as the group of a record says them
    enum language language;
};
// False after complaining.
bool command_words_load(const struct supervisor_options *options, struct command_words *out_words);
// The words of these sessions: what their group calls things, where all of them call it the same; else
// the interface's own. Lent with the words.
const struct strings *command_words_of(const struct command_words *words,
                                       const struct export_session *sessions, size_t count);
void command_words_free(struct command_words *words);
// Local date, minute and seconds since 1970 of now.
struct command_now {
    int64_t at_s;
    uint32_t day;
    uint16_t minute;
};
bool command_now(struct command_now *out_now); // false after complaining
// A day since 1970-01-01 of a date of the calendar; false if there is no such date.
bool command_day(int year, int month, int day, uint32_t *out_day);
