#include "room/profile.h"

#include "base/check.h"
#include "base/out.h"
#include "room/lines.h"
#include "room/wall.h"
#include <stdlib.h>
#include <string.h>

enum {
    MARKER_BYTES_MAX = 64,
    TERMINAL_LINE_BYTES_MAX = 128,
    KEYS_BYTES_MAX = 1024,
};

enum err profile_path(const char *folder, const char *name, char out_path[ROOM_PATH_BYTES])
{
    struct out out = out_into(out_path, ROOM_PATH_BYTES);
    out_text(&out, folder);
    out_text(&out, "/");
    out_text(&out, name);
    return out.full ? ERR_TOO_LONG : OK;
}

enum err profile_folder_default(bool practice, char out_path[ROOM_PATH_BYTES])
{
    const char *name = practice ? "imr-room-practice" : "imr-room";
    const char *data = getenv("XDG_DATA_HOME");
    if (data != NULL && data[0] == '/')
        return profile_path(data, name, out_path);
    const char *home = getenv("HOME");
    if (home == NULL || home[0] != '/')
        return ERR_NOT_FOUND;
    char share[ROOM_PATH_BYTES];
    enum err err = profile_path(home, ".local/share", share);
    return err == OK ? profile_path(share, name, out_path) : err;
}

// Makes a folder and those above it, where they are missing.
static enum err folder_make(const struct disk *disk, const char *path)
{
    enum err err = disk->make_folder(disk->self, path);
    if (err != ERR_NOT_FOUND)
        return err;
    char part[ROOM_PATH_BYTES];
    size_t size = strlen(path);
    check(size < sizeof part);
    for (size_t i = 1; i < size; i++) {
        if (path[i] != '/')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        err = disk->make_folder(disk->self, part);
        if (err != OK)
            return err;
    }
    return disk->make_folder(disk->self, path);
}

enum err profile_kind_of(const struct disk *disk, const char *root, bool *out_practice)
{
    char path[ROOM_PATH_BYTES];
    enum err err = profile_path(root, "profile", path);
    if (err != OK)
        return err;
    uint8_t bytes[MARKER_BYTES_MAX];
    size_t size = 0;
    err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err != OK)
        return err;
    struct span text = {bytes, size}, line = {0};
    struct span word = {0};
    if (!line_take(&text, &line) || !word_take(&line, &word))
        return ERR_MALFORMED;
    if (!word_is(word, "practice") && !word_is(word, "real"))
        return ERR_MALFORMED;
    *out_practice = word_is(word, "practice");
    return OK;
}

static enum err marker_settle(const struct disk *disk, const char *root, bool practice)
{
    bool found = false;
    enum err err = profile_kind_of(disk, root, &found);
    if (err == OK)
        return found == practice ? OK : ERR_PROFILE;
    if (err != ERR_NOT_FOUND)
        return err;
    char path[ROOM_PATH_BYTES];
    err = profile_path(root, "profile", path);
    const char *text = practice ? "practice\n" : "real\n";
    return err == OK ? disk_write_file(disk, path, text, strlen(text)) : err;
}

static enum err folders_make(struct profile *profile)
{
    const struct folder {
        const char *name;
        char *path;
    } folders[] = {
        {"keys", profile->keys},     {"live", profile->live},   {"sessions", profile->sessions},
        {"groups", profile->groups}, {"decks", profile->decks}, {"sheets", profile->sheets},
    };
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        enum err err = profile_path(profile->root, folders[i].name, folders[i].path);
        if (err == OK)
            err = profile->disk->make_folder(profile->disk->self, folders[i].path);
        if (err != OK)
            return err;
    }
    return OK;
}

// A console and a terminal may share a folder, two of a kind may not; a supervisor only reads.
static enum err folder_lock(struct profile *profile)
{
    switch (profile->program) {
    case PROFILE_FACILITATOR:
        return disk_lock(profile->disk, profile->live, &profile->lock);
    case PROFILE_PARTICIPANT:
        return disk_lock(profile->disk, profile->keys, &profile->lock);
    case PROFILE_SUPERVISOR:
        break;
    }
    return OK;
}

enum err profile_open(const struct disk *disk, const char *root, enum profile_program program,
                      bool practice, struct profile *out_profile)
{
    check(disk != NULL && root != NULL);
    struct profile profile = {.disk = disk, .program = program, .practice = practice, .lock = -1};
    size_t size = strlen(root);
    if (size == 0 || size >= sizeof profile.root)
        return ERR_TOO_LONG;
    memcpy(profile.root, root, size);
    enum err err = folder_make(disk, root);
    if (err == OK)
        err = marker_settle(disk, root, practice);
    if (err == OK)
        err = folders_make(&profile);
    if (err == OK)
        err = folder_lock(&profile);
    if (err == OK)
        *out_profile = profile;
    return err;
}

void profile_close(struct profile *profile)
{
    if (profile->disk != NULL && profile->lock >= 0)
        profile->disk->close(profile->disk->self, profile->lock);
    memset(profile, 0, sizeof *profile);
    profile->lock = -1;
}

void profile_hub_paths(const struct profile *profile, struct hub_config *config)
{
    memcpy(config->live_folder, profile->live, sizeof config->live_folder);
    memcpy(config->sessions_folder, profile->sessions, sizeof config->sessions_folder);
    memcpy(config->decks_folder, profile->decks, sizeof config->decks_folder);
    memcpy(config->goals_folder, profile->groups, sizeof config->goals_folder);
    enum err err = profile_path(profile->keys, "terminals.allow", config->terminals_path);
    check(err == OK || config->terminals_path[0] != '\0');
    err = profile_reviewers_path(profile, config->reviewers_path);
    check(err == OK || config->reviewers_path[0] != '\0');
}

// --- terminals.allow

static bool terminal_parse(struct span line, struct paired_terminal *out_terminal)
{
    struct span word = {0};
    uint64_t number = 0;
    struct paired_terminal terminal = {0};
    if (!word_take(&line, &word) || !word_is(word, "screen"))
        return false;
    if (!word_take(&line, &word) || !word_number(word, TERMINALS_MAX, &number) || number == 0)
        return false;
    terminal.terminal.screen = (uint16_t)number;
    if (!word_take(&line, &word) ||
        !word_hex(word, terminal.terminal.public_key, sizeof terminal.terminal.public_key))
        return false;
    if (word_take(&line, &word)) {
        if (!word_is(word, "until") || !word_take(&line, &word) ||
            !word_number(word, UINT32_MAX, &number) || number == 0 || word_take(&line, &word))
            return false;
        terminal.expires_day = (uint32_t)number;
    }
    *out_terminal = terminal;
    return true;
}

static enum err terminals_parse(struct span text, uint32_t today,
                                struct paired_terminal *out_terminals, size_t *out_count)
{
    size_t count = 0;
    struct span line = {0};
    while (line_take(&text, &line)) {
        struct paired_terminal terminal;
        struct span word = {0}, rest = line;
        if (!word_take(&rest, &word))
            continue;
        if (!terminal_parse(line, &terminal))
            return ERR_MALFORMED;
        if (terminal.expires_day != 0 && terminal.expires_day < today)
            continue;
        if (count == TERMINALS_MAX)
            return ERR_TOO_LONG;
        for (size_t i = 0; i < count; i++)
            if (out_terminals[i].terminal.screen == terminal.terminal.screen)
                return ERR_MALFORMED;
        out_terminals[count++] = terminal;
    }
    *out_count = count;
    return OK;
}

enum err terminals_load(const struct disk *disk, const char *path, uint32_t today,
                        struct paired_terminal *out_terminals, size_t *out_count)
{
    size_t most = (size_t)TERMINALS_MAX * TERMINAL_LINE_BYTES_MAX;
    uint8_t *bytes = malloc(most);
    if (bytes == NULL)
        return ERR_MEMORY;
    size_t size = 0;
    enum err err = disk_read_file(disk, path, bytes, most, &size);
    if (err == ERR_NOT_FOUND) {
        *out_count = 0;
        err = OK;
    } else if (err == OK) {
        err = terminals_parse((struct span){bytes, size}, today, out_terminals, out_count);
    }
    free(bytes);
    return err;
}

enum err terminals_save(const struct disk *disk, const char *path,
                        const struct paired_terminal *terminals, size_t count)
{
    check(count <= TERMINALS_MAX);
    size_t most = (size_t)TERMINALS_MAX * TERMINAL_LINE_BYTES_MAX;
    char *text = malloc(most);
    if (text == NULL)
        return ERR_MEMORY;
    struct out out = out_into(text, most);
    for (size_t i = 0; i < count; i++) {
        out_text(&out, "screen ");
        out_number(&out, terminals[i].terminal.screen);
        out_text(&out, " ");
        out_hex(&out, terminals[i].terminal.public_key, KEY32_BYTES);
        if (terminals[i].expires_day != 0) {
            out_text(&out, " until ");
            out_number(&out, terminals[i].expires_day);
        }
        out_text(&out, "\n");
    }
    check(!out.full);
    enum err err = disk_write_file(disk, path, text, out.used);
    free(text);
    return err;
}

enum err profile_terminals(const struct profile *profile, uint32_t today,
                           struct paired_terminal out_terminals[TERMINALS_MAX], size_t *out_count)
{
    char path[ROOM_PATH_BYTES];
    enum err err = profile_path(profile->keys, "terminals.allow", path);
    return err == OK ? terminals_load(profile->disk, path, today, out_terminals, out_count) : err;
}

// --- recipients.list

enum err profile_reviewers_path(const struct profile *profile, char out_path[ROOM_PATH_BYTES])
{
    return profile_path(profile->keys, "recipients.list", out_path);
}

enum err profile_recipients(const struct profile *profile,
                            struct recipient out_recipients[RECIPIENTS_MAX], uint8_t *out_count)
{
    char path[ROOM_PATH_BYTES];
    struct reviewer reviewers[REVIEWERS_MAX];
    size_t count = 0;
    uint32_t today = wall_today();
    enum err err = profile_reviewers_path(profile, path);
    if (err == OK)
        err = reviewers_load(profile->disk, path, profile->practice, today, reviewers, &count);
    if (err != OK)
        return err;
    *out_count = reviewers_recipients(reviewers, count, today, out_recipients);
    return *out_count > 0 ? OK : ERR_NOT_FOUND;
}

// --- term.key and host.pin

static enum err file_read(const struct profile *profile, const char *name, uint8_t *bytes,
                          struct span *out_text)
{
    char path[ROOM_PATH_BYTES];
    size_t size = 0;
    enum err err = profile_path(profile->keys, name, path);
    if (err == OK)
        err = disk_read_file(profile->disk, path, bytes, KEYS_BYTES_MAX, &size);
    if (err == OK)
        *out_text = (struct span){bytes, size};
    return err;
}

static bool key_line(struct span *text, const char *name, uint8_t *out_key)
{
    struct span line = {0}, word = {0};
    return line_take(text, &line) && word_take(&line, &word) && word_is(word, name) &&
           word_take(&line, &word) && word_hex(word, out_key, KEY32_BYTES);
}

static bool number_line(struct span *text, const char *name, uint16_t *out_number)
{
    struct span line = {0}, word = {0};
    uint64_t number = 0;
    if (!line_take(text, &line) || !word_take(&line, &word) || !word_is(word, name) ||
        !word_take(&line, &word) || !word_number(word, UINT16_MAX, &number))
        return false;
    *out_number = (uint16_t)number;
    return true;
}

static bool text_line(struct span *text, const char *name, char *out_text, size_t size)
{
    struct span line = {0}, word = {0};
    if (!line_take(text, &line) || !word_take(&line, &word) || !word_is(word, name) ||
        !word_take(&line, &word) || word.size >= size)
        return false;
    memset(out_text, 0, size);
    memcpy(out_text, word.at, word.size);
    return true;
}

enum err profile_terminal_keys(const struct profile *profile, struct terminal_keys *out_keys)
{
    uint8_t own[KEYS_BYTES_MAX], pin[KEYS_BYTES_MAX];
    struct span own_text = {0}, pin_text = {0};
    struct terminal_keys keys = {0};
    enum err err = file_read(profile, "term.key", own, &own_text);
    if (err == OK)
        err = file_read(profile, "host.pin", pin, &pin_text);
    if (err == OK && (!key_line(&own_text, "public", keys.public_key) ||
                      !key_line(&own_text, "secret", keys.secret_key) ||
                      !key_line(&pin_text, "host-key", keys.host_key) ||
                      !key_line(&pin_text, "host-sign-key", keys.host_sign_key) ||
                      !text_line(&pin_text, "address", keys.address, sizeof keys.address) ||
                      !number_line(&pin_text, "port", &keys.port) ||
                      !number_line(&pin_text, "screen", &keys.screen)))
        err = ERR_MALFORMED;
    if (err == OK)
        *out_keys = keys;
    seal_wipe(own, sizeof own);
    seal_wipe(&keys, sizeof keys);
    return err;
}

static void key_out(struct out *out, const char *name, const uint8_t *key)
{
    out_text(out, name);
    out_text(out, " ");
    out_hex(out, key, KEY32_BYTES);
    out_text(out, "\n");
}

static enum err file_write(const struct profile *profile, const char *name, const struct out *text)
{
    char path[ROOM_PATH_BYTES];
    check(!text->full);
    enum err err = profile_path(profile->keys, name, path);
    return err == OK ? disk_write_file(profile->disk, path, text->at, text->used) : err;
}

enum err profile_terminal_keys_save(const struct profile *profile, const struct terminal_keys *keys)
{
    char text[KEYS_BYTES_MAX];
    struct out out = out_into(text, sizeof text);
    key_out(&out, "public", keys->public_key);
    key_out(&out, "secret", keys->secret_key);
    enum err err = file_write(profile, "term.key", &out);
    seal_wipe(text, sizeof text);
    if (err != OK)
        return err;
    out = out_into(text, sizeof text);
    key_out(&out, "host-key", keys->host_key);
    key_out(&out, "host-sign-key", keys->host_sign_key);
    out_text(&out, "address ");
    out_text(&out, keys->address);
    out_text(&out, "\nport ");
    out_number(&out, keys->port);
    out_text(&out, "\nscreen ");
    out_number(&out, keys->screen);
    out_text(&out, "\n");
    return file_write(profile, "host.pin", &out);
}
