#include "base/check.h"
#include "facilitator/console_private.h"
#include "facilitator/paperwork.h"
#include "net/address.h"
#include "room/wall.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err problem(struct console_problem *out_problem, enum err err, const char *what,
                        const char *which, const char *next)
{
    out_problem->what = what;
    out_problem->next = next;
    snprintf(out_problem->which, sizeof out_problem->which, "%s", which);
    return err;
}

static enum err open_profile(struct console *console, struct console_problem *out_problem)
{
    const struct console_config *config = &console->config;
    char root[ROOM_PATH_BYTES];
    if (config->data == NULL && profile_folder_default(config->practice, root) != OK)
        return problem(out_problem, ERR_NOT_FOUND, "no home folder is set", "HOME",
                       "say --data DIR");
    if (config->data != NULL) {
        if (strlen(config->data) >= sizeof root)
            return problem(out_problem, ERR_TOO_LONG, "the path is too long", "--data",
                           "choose a shorter one");
        memcpy(root, config->data, strlen(config->data) + 1);
    }
    enum err err =
        profile_open(disk_posix(), root, PROFILE_FACILITATOR, config->practice, &console->profile);
    switch (err) {
    case OK:
        return OK;
    case ERR_PROFILE:
        return problem(out_problem, err,
                       config->practice ? "this folder holds real groups"
                                        : "this folder holds practice groups",
                       root, config->practice ? "choose another folder" : "add --practice");
    case ERR_BUSY:
        return problem(out_problem, err, "another console is running on this folder", root,
                       "close that one first");
    case ERR_NO_SPACE:
        return problem(out_problem, err, "the disk is full", root, "make room and start again");
    default:
        return problem(out_problem, err, "the data folder cannot be written", root,
                       "choose another with --data DIR or change its permissions");
    }
}

static enum err choose_address(struct console *console, struct console_problem *out_problem)
{
    const char *bind = console->config.bind;
    enum err err;
    if (bind != NULL) {
        err = net_address_parse(bind, &console->address);
        if (err == OK && !net_address_private(&console->address, true))
            err = ERR_RANGE;
        return err == OK ? OK
                         : problem(out_problem, err, "is not an address of a private network", bind,
                                   "say this machine's own, for example --bind 192.168.1.10");
    }
    struct net_address found[NET_ADDRESSES_MAX];
    size_t count = 0;
    // Practice works on a machine that has no network at all.
    err = net_addresses(console->config.practice, found, NET_ADDRESSES_MAX, &count);
    if (err == OK)
        err = net_address_choose(found, count, &console->address);
    if (err == ERR_EXISTS)
        return problem(out_problem, err, "this machine is in several networks", found[0].text,
                       "say which with --bind ADDRESS");
    if (err != OK)
        return problem(out_problem, err, "this machine is in no private network", "network",
                       "connect it to the room's network, or say --bind 127.0.0.1");
    return OK;
}

static void follow_wait(struct console *console)
{
    uint32_t wait_s = unlock_wait_s(&console->profile);
    console->unlock_at_ms = monotonic_now_ms() + (uint64_t)wait_s * 1000;
}

static enum err read_settings(struct console *console, struct console_problem *out_problem)
{
    unsigned line = 0;
    char which[ROOM_PATH_BYTES];
    const char *second = console->config.second_path;
    char *folder = console->settings.second_folder;
    enum err err = settings_load(&console->profile, &console->settings, &line);
    if (err != OK) {
        snprintf(which, sizeof which, "%.400s/settings, line %u", console->profile.root, line);
        return problem(out_problem, err, "a rule that cannot be understood", which,
                       "write it as imr-facilitator(1) says, or take it out");
    }
    if (second == NULL)
        return OK;
    if (second[0] != '/' || strlen(second) >= sizeof console->settings.second_folder)
        return problem(out_problem, ERR_RANGE, "is no whole path of a folder", "--second-path",
                       "say one that begins with /");
    memcpy(folder, second, strlen(second) + 1);
    return OK;
}

static enum err open_paperwork(struct console *console)
{
    const struct paperwork_config config = {.disk = disk_posix(),
                                            .folder = console->profile.sheets,
                                            .assets = console->config.assets,
                                            .ring = console->config.ring,
                                            .ring_self = console->config.ring_self};
    return paperwork_create(&config, &console->paperwork);
}

enum err console_create(const struct console_config *config, struct console **out_console,
                        struct console_problem *out_problem)
{
    struct console *console = calloc(1, sizeof *console);
    if (console == NULL)
        return problem(out_problem, ERR_MEMORY, "no memory", "console", "close other programs");
    console->config = *config;
    console->profile.lock = -1;
    console->board = seal_secret_create(sizeof *console->board);
    if (console->board == NULL) {
        free(console);
        return problem(out_problem, ERR_MEMORY, "no memory", "console", "close other programs");
    }
    enum err err = open_profile(console, out_problem);
    if (err == OK) {
        err = library_create(config->assets, &console->profile, &console->library);
        if (err != OK)
            problem(out_problem, err, "the words and icons cannot be read", config->assets,
                    "say --assets DIR");
    }
    if (err == OK) {
        err = profile_recipients(&console->profile, console->recipients, &console->recipient_count);
        if (err == ERR_NOT_FOUND)
            err = OK;
        if (err != OK)
            problem(out_problem, err, err_text(err), "keys/recipients.list",
                    "enrol the review keys again with --add-reviewer");
    }
    if (err == OK)
        err = read_settings(console, out_problem);
    if (err == OK)
        err = choose_address(console, out_problem);
    if (err == OK) {
        err = open_paperwork(console);
        if (err != OK)
            problem(out_problem, err, "no memory", "console", "close other programs");
    }
    if (err != OK) {
        console_destroy(console);
        return err;
    }
    char salt[ROOM_PATH_BYTES];
    int handle;
    console->is_new = true;
    if (profile_path(console->profile.keys, "unlock.salt", salt) == OK &&
        disk_posix()->open(disk_posix()->self, salt, false, &handle) == OK) {
        disk_posix()->close(disk_posix()->self, handle);
        console->is_new = false;
    }
    follow_wait(console);
    *out_console = console;
    return OK;
}

void console_destroy(struct console *console)
{
    if (console == NULL)
        return;
    opening_destroy(console->opening);
    paperwork_destroy(console->paperwork);
    ledger_destroy(console->ledger);
    opened_close(&console->opened);
    library_destroy(console->library);
    profile_close(&console->profile);
    seal_secret_destroy(console->board);
    free(console->deck);
    seal_wipe(&console->event, sizeof console->event);
    free(console);
}

static enum err trouble(struct console *console, enum err err, const char *what, const char *which,
                        const char *next)
{
    return problem(&console->trouble, err, what, which, next);
}

uint32_t console_unlock_wait_s(const struct console *console)
{
    uint64_t now_ms = monotonic_now_ms();
    return now_ms >= console->unlock_at_ms
               ? 0
               : (uint32_t)((console->unlock_at_ms - now_ms + 999) / 1000);
}

static const char *after_the_wait(struct console *console)
{
    uint32_t wait_s = console_unlock_wait_s(console);
    if (wait_s == 0)
        return "type it again";
    snprintf(console->unlock_next, sizeof console->unlock_next, "wait %u seconds and try again",
             (unsigned)wait_s);
    return console->unlock_next;
}

static enum err too_soon(struct console *console)
{
    console->passphrase_wrong = true;
    return trouble(console, ERR_WAIT, "too many wrong tries in a row", "passphrase",
                   after_the_wait(console));
}

enum err console_unlock(struct console *console, const char *passphrase)
{
    check(console->state == CONSOLE_LOCKED);
    if (console_unlock_wait_s(console) > 0)
        return too_soon(console);
    if (strlen(passphrase) == 0 || strlen(passphrase) >= PASSPHRASE_BYTES_MAX)
        return trouble(console, ERR_RANGE, "a passphrase has 1 to 1,023 bytes", "passphrase",
                       "type it again");
    if (console->recipient_count == 0)
        return trouble(console, ERR_KEY, "nobody may replay yet, so no record can be kept",
                       "keys/recipients.list",
                       "make a key with imr-supervisor key new and enrol it with --add-reviewer");
    static struct paired_terminal terminals[TERMINALS_MAX]; // large; the UI thread's only
    size_t terminal_count = 0;
    enum err err = profile_terminals(&console->profile, wall_today(), terminals, &terminal_count);
    if (err != OK && err != ERR_NOT_FOUND)
        return trouble(console, err, err_text(err), "keys/terminals.allow",
                       "move that file away and pair the screens again");

    struct opening_request request = {
        .profile = &console->profile,
        .cost = console->profile.practice ? VAULT_PRACTICE : VAULT_UNLOCK,
        .passphrase = passphrase,
        .hub = {.hub = {.recipient_count = console->recipient_count,
                        .practice = console->profile.practice,
                        .speed = 1,
                        .retain_days = RETAIN_DAYS_DEFAULT,
                        .room_key = console->config.room_key,
                        .applied = console->config.applied,
                        .applied_self = console->config.applied_self},
                .disk = disk_posix(),
                .address = console->address.text,
                .port = console->config.port,
                .terminals = terminals,
                .terminal_count = terminal_count,
                .ring = console->config.ring,
                .ring_self = console->config.ring_self},
        .ring = console->config.ring,
        .ring_self = console->config.ring_self,
    };
    memcpy(request.hub.hub.recipients, console->recipients, sizeof console->recipients);
    memcpy(request.hub.hub.second_folder, console->settings.second_folder,
           sizeof console->settings.second_folder);
    err = opening_start(&request, &console->opening);
    if (err != OK)
        return trouble(console, err, err_text(err), "unlocking", "close other programs");
    console->trouble = (struct console_problem){0};
    console->passphrase_wrong = false;
    console->state = CONSOLE_OPENING;
    return OK;
}

static void opening_failed(struct console *console, const struct opening_result *result)
{
    char port[NET_ADDRESS_TEXT_BYTES + 32];
    snprintf(port, sizeof port, "%s, ports %u to %u", console->address.text,
             (unsigned)console->config.port, (unsigned)console->config.port + 2);
    switch (result->err) {
    case ERR_SEAL:
        console->passphrase_wrong = strcmp(result->step, "opening the keys") == 0;
        follow_wait(console);
        (void)trouble(console, result->err, "the passphrase does not fit", "passphrase",
                      after_the_wait(console));
        break;
    case ERR_WAIT:
        follow_wait(console);
        (void)too_soon(console);
        break;
    case ERR_BUSY:
        (void)trouble(console, result->err, "in use by another program", port,
                      "close it, or say --port N");
        break;
    case ERR_NOT_FOUND:
        (void)trouble(console, result->err, "not an address of this machine", console->address.text,
                      "say another with --bind");
        break;
    case ERR_NO_SPACE:
        (void)trouble(console, result->err, "the disk is full", console->profile.root,
                      "make room and start again");
        break;
    default:
        (void)trouble(console, result->err, err_text(result->err), result->step,
                      "start again; if it stays so, keep this line for whoever helps you");
    }
}

// Finds the deck of the running session: kept beside the session by its hash, so that a restart
// needs no copy of the curriculum.
static void load_deck(struct console *console, const uint8_t hash[HASH_BYTES])
{
    char name[HASH_BYTES * 2 + 8];
    char path[ROOM_PATH_BYTES];
    struct out out = out_into(name, sizeof name);
    out_hex(&out, hash, HASH_BYTES);
    out_text(&out, ".deck");
    uint8_t *bytes = malloc(DECK_BYTES_MAX);
    void *block = malloc(DECK_SCRATCH_BYTES);
    struct deck *deck = calloc(1, sizeof *deck);
    size_t size = 0;
    uint8_t own[HASH_BYTES];
    if (bytes != NULL && block != NULL && deck != NULL &&
        profile_path(console->profile.decks, name, path) == OK &&
        disk_read_file(disk_posix(), path, bytes, DECK_BYTES_MAX, &size) == OK) {
        struct arena scratch;
        arena_init(&scratch, block, DECK_SCRATCH_BYTES);
        seal_hash(bytes, size, own);
        struct span encoded = {.at = bytes, .size = size};
        if (memcmp(own, hash, HASH_BYTES) == 0 && deck_decode(encoded, &scratch, deck) == OK) {
            free(console->deck);
            console->deck = deck;
            memcpy(console->deck_hash, hash, HASH_BYTES);
            deck = NULL;
        }
    }
    free(deck);
    free(block);
    free(bytes);
}

static void take_answer(struct console *console, const struct hub_event *event)
{
    console->answers[event->serial % ANSWERS_KEPT] =
        (struct answer){event->serial, event->refusal, event->err};
    if (event->refusal != ALLOWED) {
        console->refusal = event->refusal;
        console->refusals++;
        console->refused_at_ms = monotonic_now_ms();
    }
}

static void take_scene(struct console *console, const struct hub_event *event)
{
    static const uint8_t none[HASH_BYTES];
    const struct scene *scene = &event->scene;
    if (scene->audience == AUDIENCE_ROOM) {
        console->room_scene = *scene;
        console->has_room_scene = true;
        return;
    }
    console->scene = *scene;
    console->has_scene = true;
    console->scene_session_ms = event->session_ms;
    console->scene_came_ms = monotonic_now_ms();
    if (memcmp(scene->deck_hash, none, HASH_BYTES) != 0 && console_deck(console) == NULL)
        load_deck(console, scene->deck_hash);
}

static void take_event(struct console *console)
{
    const struct hub_event *event = &console->event;
    switch (event->kind) {
    case HUB_EVENT_ANSWER:
        take_answer(console, event);
        break;
    case HUB_EVENT_SCENE:
        take_scene(console, event);
        break;
    case HUB_EVENT_HEALTH:
        console->health = event->health;
        console->has_health = true;
        break;
    case HUB_EVENT_ENROLLED:
        // The terminal has its own key now. It wipes the file it read; this wipes ours if it still stands.
        console_wipe_pair_files(console, event->screen);
        break;
    case HUB_EVENT_BOARD:
        *console->board = event->board;
        console->has_board = true;
        break;
    case HUB_EVENT_NONE:
        break;
    }
}

static void take_opening(struct console *console)
{
    struct opening_result result;
    if (!opening_take(console->opening, &result))
        return;
    opening_destroy(console->opening);
    console->opening = NULL;
    if (result.err == OK) {
        result.step = "the group book";
        result.err = console_open_ledger(console, &result.opened);
        if (result.err != OK)
            opened_close(&result.opened);
    }
    if (result.err != OK) {
        console->state = CONSOLE_LOCKED;
        opening_failed(console, &result);
        return;
    }
    console->opened = result.opened;
    console->is_new = false;
    console->state = CONSOLE_OPEN;
}

bool console_pump(struct console *console)
{
    bool changed = false;
    if (console->opening != NULL) {
        take_opening(console);
        changed = console->opening == NULL;
    }
    while (console->opened.hub != NULL && hub_thread_take(console->opened.hub, &console->event)) {
        take_event(console);
        // Scene by scene: a slide that was shown is covered, however soon the next one came.
        console_keep_book(console);
        changed = true;
    }
    if (console->ledger != NULL && ledger_pump(console->ledger)) {
        console_keep_book(console);
        changed = true;
    }
    if (console->ledger != NULL && console_take_errands(console))
        changed = true;
    return paperwork_pump(console->paperwork) || changed;
}

void console_fds(const struct console *console, int out_fds[CONSOLE_FDS])
{
    out_fds[0] = console->opening != NULL ? opening_fd(console->opening) : -1;
    out_fds[1] = console->opened.hub != NULL ? hub_thread_fd(console->opened.hub) : -1;
    out_fds[2] = console->ledger != NULL ? ledger_fd(console->ledger) : -1;
    out_fds[3] = paperwork_fd(console->paperwork);
}

uint32_t console_command(struct console *console, const struct command *command)
{
    return console->opened.hub != NULL ? hub_thread_command(console->opened.hub, command) : 0;
}

uint32_t console_speed(struct console *console, uint16_t speed)
{
    return console->opened.hub != NULL ? hub_thread_speed(console->opened.hub, speed) : 0;
}

uint32_t console_begin(struct console *console, const char *group, const char *module,
                       uint8_t session, uint8_t people, enum meeting_kind meeting,
                       enum err *out_err)
{
    struct prepared *prepared = NULL;
    *out_err =
        library_prepare(console->library, group, module, session, people, meeting, &prepared);
    if (*out_err != OK)
        return 0;
    const struct book *book = console_book(console);
    int here = book != NULL && strcmp(book->group, prepared->begin.group) == 0
                   ? book_here(book, NULL, wall_today())
                   : 0;
    if (people == 0 && meeting == MEETING_GROUP && here > 0)
        prepared->begin.people = (uint8_t)here; // who has been marked, unless somebody counted
    uint32_t serial = console_start(console, prepared, out_err);
    prepared_destroy(prepared);
    return serial;
}

uint32_t console_start(struct console *console, const struct prepared *prepared, enum err *out_err)
{
    uint32_t serial = 0;
    struct span encoded = {.at = prepared->encoded, .size = prepared->encoded_bytes};
    if (console->opened.hub != NULL && hub_thread_deck(console->opened.hub, encoded) != 0) {
        ledger_choose(console->ledger, prepared->begin.group);
        struct hub_keeping keeping = {
            .retain_days = settings_retain_days(&console->settings, console->profile.practice,
                                                prepared->begin.meeting),
            .notice = prepared->group.part2,
        };
        serial = hub_thread_begin(console->opened.hub, &prepared->begin, &keeping);
    }
    *out_err = serial != 0 ? OK : ERR_BUSY;
    return serial;
}

uint32_t console_welcome(struct console *console, const char *group, uint16_t minute)
{
    if (console->opened.hub == NULL)
        return 0;
    ledger_choose(console->ledger, group);
    return hub_thread_welcome(console->opened.hub, group, minute);
}

uint32_t console_unpair(struct console *console, uint16_t screen)
{
    return console->opened.hub != NULL ? hub_thread_unpair(console->opened.hub, screen) : 0;
}

bool console_answer(const struct console *console, uint32_t serial, enum refusal *out_refusal,
                    enum err *out_err)
{
    const struct answer *answer = &console->answers[serial % ANSWERS_KEPT];
    if (serial == 0 || answer->serial != serial)
        return false;
    *out_refusal = answer->refusal;
    *out_err = answer->err;
    return true;
}

uint32_t console_refusals(const struct console *console)
{
    return console->refusals;
}

enum refusal console_last_refusal(const struct console *console, uint64_t *out_at_ms)
{
    *out_at_ms = console->refused_at_ms;
    return console->refusal;
}

const struct console_problem *console_trouble(const struct console *console)
{
    return &console->trouble;
}

bool console_passphrase_wrong(const struct console *console)
{
    return console->passphrase_wrong;
}

bool console_is_new(const struct console *console)
{
    return console->is_new;
}

enum console_state console_state(const struct console *console)
{
    return console->state;
}

const struct scene *console_scene(const struct console *console)
{
    return console->has_scene ? &console->scene : NULL;
}

const struct scene *console_room_scene(const struct console *console)
{
    return console->has_room_scene ? &console->room_scene : NULL;
}

const struct hub_health *console_health(const struct console *console)
{
    return console->has_health ? &console->health : NULL;
}

uint64_t console_session_ms(const struct console *console)
{
    if (!console->has_scene || console->scene.phase != SCENE_RUNNING)
        return console->scene_session_ms;
    uint16_t speed = console->scene.begin.speed > 0 ? console->scene.begin.speed : 1;
    return console->scene_session_ms + (monotonic_now_ms() - console->scene_came_ms) * speed;
}

const struct deck *console_deck(const struct console *console)
{
    bool fits = console->has_scene && console->deck != NULL &&
                memcmp(console->deck_hash, console->scene.deck_hash, HASH_BYTES) == 0;
    return fits ? console->deck : NULL;
}

struct paperwork *console_paperwork(struct console *console)
{
    return console->paperwork;
}

struct library *console_library(struct console *console)
{
    return console->library;
}

const struct profile *console_profile(const struct console *console)
{
    return &console->profile;
}

const char *console_address(const struct console *console)
{
    return console->address.text;
}

uint16_t console_port(const struct console *console)
{
    return console->opened.hub != NULL ? hub_thread_port(console->opened.hub)
                                       : console->config.port;
}
