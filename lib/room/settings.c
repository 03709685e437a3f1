#include "room/settings.h"
#include "base/check.h"
#include "room/lines.h"
#include <string.h>

enum {
    SETTINGS_BYTES_MAX = 4096,
};

static bool retain_read(struct span *line, struct settings *settings)
{
    struct span kind = {0}, days = {0};
    uint64_t number = 0;
    if (!word_take(line, &kind) || !word_take(line, &days) ||
        !word_number(days, RETAIN_DAYS_MOST, &number) || number == 0)
        return false;
    uint16_t *field = word_is(kind, "group")        ? &settings->retain_group_days
                      : word_is(kind, "individual") ? &settings->retain_individual_days
                      : word_is(kind, "practice")   ? &settings->retain_practice_days
                                                    : NULL;
    if (field != NULL)
        *field = (uint16_t)number;
    return field != NULL;
}

// The rest of the line, blanks inside it included: folders have them.
static bool folder_read(struct span *line, struct settings *settings)
{
    while (line->size > 0 && (line->at[0] == ' ' || line->at[0] == '\t'))
        *line = span_from(*line, 1);
    while (line->size > 0 && (line->at[line->size - 1] == ' ' || line->at[line->size - 1] == '/'))
        line->size--;
    if (line->size == 0 || line->at[0] != '/' || line->size >= sizeof settings->second_folder ||
        memchr(line->at, '\0', line->size) != NULL)
        return false;
    memset(settings->second_folder, 0, sizeof settings->second_folder);
    memcpy(settings->second_folder, line->at, line->size);
    line->size = 0;
    return true;
}

static bool line_read(struct span line, struct settings *settings)
{
    struct span word = {0}, more = {0};
    if (!word_take(&line, &word) || word.at[0] == '#')
        return true;
    bool read = word_is(word, "retain")        ? retain_read(&line, settings)
                : word_is(word, "second-path") ? folder_read(&line, settings)
                                               : false;
    return read && !word_take(&line, &more);
}

enum err settings_load(const struct profile *profile, struct settings *out_settings,
                       unsigned *out_line)
{
    check(profile != NULL && out_settings != NULL && out_line != NULL);
    struct settings settings = {.retain_group_days = RETAIN_DAYS_DEFAULT,
                                .retain_individual_days = RETAIN_DAYS_DEFAULT,
                                .retain_practice_days = RETAIN_DAYS_DEFAULT};
    char path[ROOM_PATH_BYTES];
    uint8_t bytes[SETTINGS_BYTES_MAX];
    size_t size = 0;
    enum err err = profile_path(profile->root, "settings", path);
    if (err == OK)
        err = disk_read_file(profile->disk, path, bytes, sizeof bytes, &size);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    struct span text = {bytes, size}, line = {0};
    for (unsigned number = 1; line_take(&text, &line); number++)
        if (!line_read(line, &settings)) {
            *out_line = number;
            return ERR_MALFORMED;
        }
    *out_settings = settings;
    return OK;
}

uint16_t settings_retain_days(const struct settings *settings, bool practice,
                              enum meeting_kind meeting)
{
    if (practice)
        return settings->retain_practice_days;
    return meeting == MEETING_INDIVIDUAL ? settings->retain_individual_days
                                         : settings->retain_group_days;
}
