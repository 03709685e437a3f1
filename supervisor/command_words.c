#include "supervisor/command_words.h"
#include "base/date.h"
#include "seal/disk.h"
#include "supervisor/shelf.h"
#include "wire/words.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

bool command_words_load(const struct supervisor_options *options, struct command_words *out_words)
{
    struct command_words words = {.language = LANGUAGE_EN};
    if (options->language != NULL && !language_find(options->language, &words.language)) {
        complain("no such language", options->language, "say en, es, hmn, lo or so");
        return false;
    }
    char folder[DISK_PATH_BYTES];
    struct arena arena;
    struct diagnostics *diagnostics = calloc(1, sizeof *diagnostics);
    words.block = malloc(STRINGS_ARENA_BYTES);
    enum err err = words.block == NULL || diagnostics == NULL ? ERR_MEMORY : OK;
    if (err == OK)
        err = disk_join(folder, options->assets, "strings");
    if (err == OK) {
        arena_init(&arena, words.block, STRINGS_ARENA_BYTES);
        err = strings_load(folder, &arena, diagnostics, &words.strings);
    }
    free(diagnostics);
    if (err == OK) {
        *out_words = words;
        err = labelled_create(&out_words->strings, &out_words->labelled);
    }
    if (err == OK)
        return true;
    free(words.block);
    complain("the words cannot be read", options->assets, "say --assets DIR");
    return false;
}

const struct strings *command_words_of(const struct command_words *words,
                                       const struct export_session *sessions, size_t count)
{
    const struct deck *first = count > 0 ? sessions[0].deck : NULL;
    bool same = first != NULL;
    for (size_t i = 1; same && i < count; i++)
        same = sessions[i].deck != NULL &&
               memcmp(sessions[i].deck->labels, first->labels, sizeof first->labels) == 0;
    return labelled_strings(words->labelled, same ? first->labels : NULL);
}

void command_words_free(struct command_words *words)
{
    labelled_destroy(words->labelled);
    free(words->block);
}

bool command_day(int year, int month, int day, uint32_t *out_day)
{
    if (year < 1971 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    uint32_t from_march = (uint32_t)(month > 2 ? month - 3 : month + 9);
    uint32_t years = (uint32_t)(month > 2 ? year : year - 1);
    uint32_t of_year = (153 * from_march + 2) / 5 + (uint32_t)day - 1;
    uint32_t days = years * 365 + years / 4 - years / 100 + years / 400 + of_year - 719468;
    // The 31st of April would come back as the first of May.
    unsigned same_day, same_month, same_year;
    date_of_day(days, &same_day, &same_month, &same_year);
    if (same_day != (unsigned)day || same_month != (unsigned)month)
        return false;
    *out_day = days;
    return true;
}

bool command_now(struct command_now *out_now)
{
    time_t now = time(NULL);
    struct tm local;
    if (now < 0 || localtime_r(&now, &local) == NULL) {
        complain("the clock cannot be read", "time", "set the clock");
        return false;
    }
    if (!command_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &out_now->day)) {
        complain("the clock is wrong", "time", "set the clock");
        return false;
    }
    out_now->at_s = (int64_t)now;
    out_now->minute = (uint16_t)(local.tm_hour * 60 + local.tm_min);
    return true;
}
