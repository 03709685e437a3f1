#include "room/pair_file.h"

#include "base/check.h"
#include "base/out.h"
#include "net/curve.h"
#include "room/lines.h"
#include "room/link.h"
#include "room/wall.h"
#include <stdlib.h>
#include <string.h>

enum {
    PAIR_VERSION = 1,
    JOIN_TURN_MS = 4000, // with one key, before the other is tried
    // The console says yes first and rebuilds its sockets half a second later; a key that knocks
    // before that is turned away and would wait for longer.
    JOIN_SETTLE_MS = 1000,
};

void pair_file_make(const struct host_keys *keys, const char *address, uint16_t port,
                    uint16_t screen, bool practice, uint32_t today, struct pair_file *out_file)
{
    check(screen >= 1 && screen <= TERMINALS_MAX && strlen(address) < sizeof out_file->address);
    memset(out_file, 0, sizeof *out_file);
    out_file->practice = practice;
    out_file->screen = screen;
    memcpy(out_file->address, address, strlen(address));
    out_file->port = port;
    memcpy(out_file->host_key, keys->curve_public, KEY32_BYTES);
    memcpy(out_file->host_sign_key, keys->sign_public, KEY32_BYTES);
    curve_keypair(out_file->key_public, out_file->key_secret);
    out_file->expires_day = today + PAIR_FILE_DAYS;
}

struct paired_terminal pair_file_terminal(const struct pair_file *file)
{
    struct paired_terminal terminal = {.terminal = {.screen = file->screen},
                                       .expires_day = file->expires_day};
    memcpy(terminal.terminal.public_key, file->key_public, KEY32_BYTES);
    return terminal;
}

// --- The file's text. Each field is one "name = value" line; the order is fixed.

static void out_field(struct out *out, const char *name, const char *value)
{
    out_text(out, name);
    out_text(out, " = ");
    out_text(out, value);
    out_text(out, "\n");
}

static void out_field_number(struct out *out, const char *name, uint32_t value)
{
    out_text(out, name);
    out_text(out, " = ");
    out_number(out, value);
    out_text(out, "\n");
}

static void out_field_key(struct out *out, const char *name, const uint8_t key[KEY32_BYTES])
{
    out_text(out, name);
    out_text(out, " = ");
    out_hex(out, key, KEY32_BYTES);
    out_text(out, "\n");
}

static void file_print(struct out *out, const struct pair_file *file)
{
    out_text(out, "# Pairs one screen with one console. Good for one day. Both sides erase it.\n");
    out_field_number(out, "imr-pair", PAIR_VERSION);
    out_field(out, "profile", file->practice ? "practice" : "real");
    out_field_number(out, "screen", file->screen);
    out_field(out, "address", file->address);
    out_field_number(out, "port", file->port);
    out_field_key(out, "host-key", file->host_key);
    out_field_key(out, "host-sign-key", file->host_sign_key);
    out_field_key(out, "key-public", file->key_public);
    out_field_key(out, "key-secret", file->key_secret);
    out_field_number(out, "expires-day", file->expires_day);
}

// The value of the next line that is not a comment, if it bears this name.
static bool field(struct span *text, const char *name, struct span *out_value)
{
    struct span line = {0}, word = {0}, rest = {0};
    do {
        if (!line_take(text, &line))
            return false;
        rest = line;
    } while (!word_take(&rest, &word) || word.at[0] == '#');
    struct span equals = {0}, extra = {0};
    return word_is(word, name) && word_take(&rest, &equals) && word_is(equals, "=") &&
           word_take(&rest, out_value) && !word_take(&rest, &extra);
}

static bool field_number(struct span *text, const char *name, uint64_t most, uint64_t *out_number)
{
    struct span value = {0};
    return field(text, name, &value) && word_number(value, most, out_number);
}

static bool field_key(struct span *text, const char *name, uint8_t out_key[KEY32_BYTES])
{
    struct span value = {0};
    return field(text, name, &value) && word_hex(value, out_key, KEY32_BYTES);
}

static enum err file_parse(struct span text, struct pair_file *file)
{
    uint64_t version = 0, screen = 0, port = 0, day = 0;
    struct span profile = {0}, address = {0};
    if (!field_number(&text, "imr-pair", UINT16_MAX, &version))
        return ERR_MALFORMED;
    if (version != PAIR_VERSION)
        return ERR_VERSION;
    if (!field(&text, "profile", &profile) ||
        (!word_is(profile, "practice") && !word_is(profile, "real")))
        return ERR_MALFORMED;
    file->practice = word_is(profile, "practice");
    if (!field_number(&text, "screen", UINT16_MAX, &screen) || !field(&text, "address", &address) ||
        !field_number(&text, "port", UINT16_MAX, &port))
        return ERR_MALFORMED;
    if (screen < 1 || screen > TERMINALS_MAX || port == 0)
        return ERR_RANGE;
    if (address.size >= sizeof file->address)
        return ERR_TOO_LONG;
    memcpy(file->address, address.at, address.size);
    file->screen = (uint16_t)screen;
    file->port = (uint16_t)port;
    if (!field_key(&text, "host-key", file->host_key) ||
        !field_key(&text, "host-sign-key", file->host_sign_key) ||
        !field_key(&text, "key-public", file->key_public) ||
        !field_key(&text, "key-secret", file->key_secret) ||
        !field_number(&text, "expires-day", UINT32_MAX, &day))
        return ERR_MALFORMED;
    file->expires_day = (uint32_t)day;
    return OK;
}

static enum err bytes_write(const struct disk *disk, const char *path, bool create,
                            const void *bytes, size_t size)
{
    int handle = -1;
    enum err err = disk->open(disk->self, path, create, &handle);
    if (err != OK)
        return err;
    err = disk->write_at(disk->self, handle, 0, bytes, size);
    if (err == OK)
        err = disk->sync(disk->self, handle);
    disk->close(disk->self, handle);
    return err;
}

enum err pair_file_write(const struct disk *disk, const char *path, const struct pair_file *file)
{
    char text[PAIR_FILE_BYTES_MAX];
    struct out out = out_into(text, sizeof text);
    file_print(&out, file);
    check(!out.full);
    enum err err = bytes_write(disk, path, true, text, out.used);
    seal_wipe(text, sizeof text);
    return err;
}

enum err pair_file_read(const struct disk *disk, const char *path, struct pair_file *out_file)
{
    uint8_t bytes[PAIR_FILE_BYTES_MAX];
    size_t size = 0;
    struct pair_file file = {0};
    enum err err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err == OK)
        err = file_parse((struct span){bytes, size}, &file);
    if (err == OK)
        *out_file = file;
    seal_wipe(bytes, sizeof bytes);
    seal_wipe(&file, sizeof file);
    return err;
}

enum err pair_file_wipe(const struct disk *disk, const char *path)
{
    static const uint8_t zeros[PAIR_FILE_BYTES_MAX] = {0};
    enum err err = bytes_write(disk, path, false, zeros, sizeof zeros);
    if (err == OK)
        err = disk->remove(disk->self, path);
    return err == ERR_NOT_FOUND ? OK : err;
}

// --- The terminal's part.

struct join {
    const struct profile *profile;
    struct pair_file file;
    struct terminal_keys keys; // the terminal's own
    char candidate_path[ROOM_PATH_BYTES];
    struct link_event event;
};

static uint64_t clock_monotonic(void *self)
{
    (void)self;
    return monotonic_now_ms();
}

// The terminal's own key is kept before it is sent, so that a crash between the console's yes and our
// own note of it locks nobody out: the same key is tried again. It lies beside host.pin under the
// name of its console, as the half-made pairing it is.
static enum err candidate_keep(struct join *join)
{
    uint8_t bytes[3 * KEY32_BYTES];
    size_t size = 0;
    const struct disk *disk = join->profile->disk;
    enum err err = disk_read_file(disk, join->candidate_path, bytes, sizeof bytes, &size);
    if (err == OK && size == sizeof bytes && memcmp(bytes, join->file.host_key, KEY32_BYTES) == 0) {
        memcpy(join->keys.public_key, bytes + KEY32_BYTES, KEY32_BYTES);
        memcpy(join->keys.secret_key, bytes + (size_t)2 * KEY32_BYTES, KEY32_BYTES);
    } else if (err == OK || err == ERR_NOT_FOUND || err == ERR_TOO_LONG) {
        curve_keypair(join->keys.public_key, join->keys.secret_key);
        memcpy(bytes, join->file.host_key, KEY32_BYTES);
        memcpy(bytes + KEY32_BYTES, join->keys.public_key, KEY32_BYTES);
        memcpy(bytes + (size_t)2 * KEY32_BYTES, join->keys.secret_key, KEY32_BYTES);
        err = disk_write_file(disk, join->candidate_path, bytes, sizeof bytes);
    }
    seal_wipe(bytes, sizeof bytes);
    return err;
}

static void settle(struct curve_link *net)
{
    uint64_t until_ms = monotonic_now_ms() + JOIN_SETTLE_MS;
    for (uint64_t now_ms = monotonic_now_ms(); now_ms < until_ms; now_ms = monotonic_now_ms())
        (void)curve_link_wait(net, -1, -1, (int)(until_ms - now_ms));
}

// One turn with one key: enrolling with the day's key, or being welcomed with our own. OK when done,
// ERR_NET when the time is over, ERR_KEY and ERR_PROFILE when the console refuses.
static enum err turn_take(struct join *join, bool enrol, uint64_t until_ms)
{
    struct curve_link_config curve = {.address = join->file.address, .port = join->file.port};
    memcpy(curve.server_key, join->file.host_key, KEY32_BYTES);
    memcpy(curve.public_key, enrol ? join->file.key_public : join->keys.public_key, KEY32_BYTES);
    memcpy(curve.secret_key, enrol ? join->file.key_secret : join->keys.secret_key, KEY32_BYTES);
    struct curve_link *net = NULL;
    struct link *link = NULL;
    enum err err = curve_link_create(&curve, &net);
    seal_wipe(&curve, sizeof curve);
    if (err != OK)
        return err;
    struct link_config config = {.screen = join->file.screen,
                                 .practice = join->profile->practice,
                                 .enrol = enrol,
                                 .no_deck = true};
    memcpy(config.enrol_key, join->keys.public_key, KEY32_BYTES);
    struct link_world world = {.random = random_system(),
                               .net = curve_link_table(net),
                               .clock = {.monotonic_ms = clock_monotonic}};
    err = link_create(&config, &world, &link);
    bool done = false;
    while (err == OK && !done) {
        uint64_t now_ms = monotonic_now_ms();
        uint64_t due_ms = link_deadline_ms(link);
        if (due_ms > until_ms)
            due_ms = until_ms;
        if (now_ms >= until_ms) {
            err = ERR_NET;
            break;
        }
        (void)curve_link_wait(net, -1, -1, due_ms > now_ms ? (int)(due_ms - now_ms) : 0);
        link_net(link);
        link_tick(link);
        while (link_take(link, &join->event)) {
            if (join->event.kind == LINK_EVENT_ENROLLED)
                done = enrol;
            if (join->event.kind == LINK_EVENT_ENVELOPE)
                done = done || !enrol;
            if (join->event.kind == LINK_EVENT_STATE && join->event.state == LINK_REFUSED)
                err = join->event.reason == REASON_PROFILE ? ERR_PROFILE : ERR_KEY;
        }
    }
    if (err == OK && enrol)
        settle(net);
    link_destroy(link);
    curve_link_destroy(net);
    return err;
}

// Which key the console takes depends on where an earlier try was cut; both are tried in turn.
static enum err keys_try(struct join *join, uint64_t until_ms)
{
    enum err err = ERR_NET;
    for (bool enrol = true; monotonic_now_ms() < until_ms; enrol = !enrol) {
        uint64_t turn_ms = monotonic_now_ms() + JOIN_TURN_MS;
        err = turn_take(join, enrol, turn_ms < until_ms ? turn_ms : until_ms);
        if ((err == OK && !enrol) || (err != OK && err != ERR_NET))
            return err;
    }
    return err == OK ? ERR_NET : err;
}

static enum err join_finish(struct join *join, const char *path)
{
    const struct disk *disk = join->profile->disk;
    enum err err = profile_terminal_keys_save(join->profile, &join->keys);
    if (err == OK)
        err = pair_file_wipe(disk, path);
    if (err == OK)
        err = pair_file_wipe(disk, join->candidate_path);
    return err;
}

static enum err join_run(struct join *join, const char *path, uint32_t today, uint32_t limit_ms)
{
    enum err err = pair_file_read(join->profile->disk, path, &join->file);
    if (err != OK)
        return err;
    if (join->file.practice != join->profile->practice)
        return ERR_PROFILE;
    if (today > join->file.expires_day)
        return ERR_KEY;
    err = profile_path(join->profile->keys, "pairing.key", join->candidate_path);
    if (err == OK)
        err = candidate_keep(join);
    if (err != OK)
        return err;
    memcpy(join->keys.host_key, join->file.host_key, KEY32_BYTES);
    memcpy(join->keys.host_sign_key, join->file.host_sign_key, KEY32_BYTES);
    memcpy(join->keys.address, join->file.address, sizeof join->keys.address);
    join->keys.port = join->file.port;
    join->keys.screen = join->file.screen;
    err = keys_try(join, monotonic_now_ms() + limit_ms);
    return err == OK ? join_finish(join, path) : err;
}

enum err pair_join(const struct profile *profile, const char *path, uint32_t today,
                   uint32_t limit_ms, struct terminal_keys *out_keys)
{
    struct join *join = calloc(1, sizeof *join);
    if (join == NULL)
        return ERR_MEMORY;
    join->profile = profile;
    enum err err = join_run(join, path, today, limit_ms);
    if (err == OK)
        *out_keys = join->keys;
    seal_wipe(join, sizeof *join);
    free(join);
    return err;
}
