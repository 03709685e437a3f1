// What the console keeps beside the session: the group book, and who may replay.
#include "base/check.h"
#include "facilitator/console_private.h"
#include "room/book_board.h"
#include "room/book_figures.h"
#include "room/wall.h"
#include "seal/random.h"
#include <string.h>

enum err console_open_ledger(struct console *console, const struct opened *opened)
{
    struct ledger_config config = {
        .place = {disk_posix(), console->profile.groups, opened->key},
        .world = {.disk = disk_posix(), .practice = console->profile.practice},
        .ring = console->config.ring,
        .ring_self = console->config.ring_self,
    };
    enum err err = profile_reviewers_path(&console->profile, config.world.reviewers);
    memcpy(config.world.own, console->profile.root, sizeof config.world.own);
    errand_sticks(&config.world);
    return err == OK ? ledger_create(&config, &console->ledger) : err;
}

static void tell_count(struct console *console, enum measure measure, struct finish_count count)
{
    const struct measure_count *shown = &console->scene.counts[measure];
    struct measure_count *told = &console->told[measure];
    bool new = count.known && (!shown->known || shown->done != count.done || shown->of != count.of);
    bool gone = !count.known && shown->known && shown->done != 0;
    if (!new && !gone)
        return;
    uint8_t done = count.known ? count.done : 0, of = count.known ? count.of : shown->of;
    if (told->known && told->done == done && told->of == of)
        return; // on its way, or refused: it is not asked for twice
    struct command wish = {
        .kind = COMMAND_COUNT, .number = (uint16_t)measure, .amount = done, .of = of};
    if (console_command(console, &wish) != 0)
        *told = (struct measure_count){.known = true, .done = done, .of = of};
}

// Tells the session's numbers wherever the book has others than the scene: after a mark, and after a
// restart in which one was saved and the other not.
static void tell_counts(struct console *console)
{
    const struct scene *scene = console_scene(console);
    const struct book_session *session = console_book_session(console);
    if (session == NULL || scene->phase != SCENE_RUNNING)
        return;
    if (memcmp(console->told_session, session->id, sizeof session->id) != 0) {
        memset(console->told, 0, sizeof console->told);
        memcpy(console->told_session, session->id, sizeof session->id);
    }
    struct book_counts counts;
    book_count(console_book(console), session, &counts);
    const struct finish_count not_today = {session->not_today, session->not_today, 1};
    tell_count(console, MEASURE_ATTENDANCE, counts.here);
    tell_count(console, MEASURE_GOALS_SET, counts.set);
    tell_count(console, MEASURE_GOALS_FOLLOWED_UP, counts.followed_up);
    tell_count(console, MEASURE_GOALS_DEFERRED, counts.deferred);
    tell_count(console, MEASURE_GOALS_NOT_DUE, counts.not_due);
    tell_count(console, MEASURE_PRACTICE_REVIEWED, counts.reviewed);
    tell_count(console, MEASURE_PRACTICE_SET, counts.practice_set);
    tell_count(console, MEASURE_PRACTICE_NOTHING, counts.nothing);
    tell_count(console, MEASURE_ROUND_NOT_TODAY, not_today);
}

// The book goes with the scene: the group that runs is the one whose book is open.
void console_keep_book(struct console *console)
{
    const struct scene *scene = console_scene(console);
    if (scene == NULL || scene->phase == SCENE_WAITING)
        return;
    if (scene->phase != SCENE_FINISHED)
        ledger_choose(console->ledger, scene->begin.group);
    struct book *book = ledger_book(console->ledger);
    if (book != NULL && book_follow(book, scene))
        ledger_changed(console->ledger);
    if (scene->phase == SCENE_FINISHED) {
        seal_wipe(console->board, sizeof *console->board);
        console->has_board = false;
    }
    const struct book_session *session = console_book_session(console);
    if (console->has_board && session != NULL && book_take_board(book, session, console->board))
        ledger_changed(console->ledger);
    tell_counts(console);
}

struct book *console_book(struct console *console)
{
    return console->ledger != NULL ? ledger_book(console->ledger) : NULL;
}

struct book_session *console_book_session(struct console *console)
{
    struct book *book = console_book(console);
    const struct scene *scene = console_scene(console);
    bool today = book != NULL && scene != NULL && scene->phase != SCENE_FINISHED;
    return today ? book_session_of(book, scene) : NULL;
}

uint32_t console_day(const struct console *console)
{
    const struct scene *scene = console_scene(console);
    bool runs = scene != NULL && (scene->phase == SCENE_RUNNING || scene->phase == SCENE_ENDED);
    return runs ? scene->wall_day : wall_today();
}

void console_book_changed(struct console *console)
{
    ledger_changed(console->ledger);
    tell_counts(console);
}

const struct goal_board *console_board(const struct console *console)
{
    return console->has_board ? console->board : NULL;
}

const struct ledger *console_ledger(const struct console *console)
{
    return console->ledger;
}

// Keeps the old ones where the list cannot be read: the hub does the same.
static enum err reviewers_follow(struct console *console, enum err err)
{
    struct recipient recipients[RECIPIENTS_MAX];
    uint8_t count = 0;
    if (err == OK && profile_recipients(&console->profile, recipients, &count) == OK) {
        memcpy(console->recipients, recipients, sizeof recipients);
        console->recipient_count = count;
    }
    return err;
}

size_t console_reviewers(struct console *console, struct reviewer out_reviewers[REVIEWERS_MAX])
{
    char path[ROOM_PATH_BYTES];
    size_t count = 0;
    enum err err = profile_reviewers_path(&console->profile, path);
    if (err == OK)
        err = reviewers_load(disk_posix(), path, console->profile.practice, wall_today(),
                             out_reviewers, &count);
    err = reviewers_follow(console, err);
    return err == OK ? count : 0;
}

static bool ask_of(struct console *console, enum errand_kind kind, const struct recipient *who,
                   enum reviewer_role role, bool on)
{
    struct errand errand = {
        .kind = kind, .recipient = *who, .role = role, .on = on, .today = wall_today()};
    return console->ledger != NULL && ledger_ask(console->ledger, &errand);
}

bool console_reviewer_turn(struct console *console, const struct recipient *who, bool on)
{
    return ask_of(console, ERRAND_TURN, who, REVIEWER_SUPERVISOR, on);
}

bool console_reviewer_add(struct console *console, const struct recipient *who,
                          enum reviewer_role role)
{
    return ask_of(console, ERRAND_ADD, who, role, true);
}

bool console_reviewer_remove(struct console *console, const struct recipient *who)
{
    return ask_of(console, ERRAND_REMOVE, who, REVIEWER_SUPERVISOR, false);
}

bool console_reviewer_changed(struct console *console, struct console_change *out_change)
{
    bool changed = console->change.what != CHANGE_NONE;
    if (changed)
        *out_change = console->change;
    console->change = (struct console_change){0};
    return changed;
}

bool console_find_keys(struct console *console)
{
    static const struct recipient nobody;
    bool asked = ask_of(console, ERRAND_FIND, &nobody, REVIEWER_SUPERVISOR, false);
    console->keys.searching = console->keys.searching || asked;
    return asked;
}

const struct console_keys *console_keys(const struct console *console)
{
    return &console->keys;
}

bool console_pair(struct console *console, const char *path, uint16_t screen, enum err *out_err)
{
    *out_err = ERR_CLOSED;
    if (console->opened.hub == NULL || screen == 0 || screen > TERMINALS_MAX)
        return false;
    *out_err = ERR_TOO_LONG;
    if (strlen(path) >= ROOM_PATH_BYTES)
        return false;
    struct errand errand = {.kind = ERRAND_PAIR};
    memcpy(errand.path, path, strlen(path) + 1);
    pair_file_make(console->opened.keys, console->address.text,
                   hub_thread_port(console->opened.hub), screen, console->profile.practice,
                   wall_today(), &errand.pair);
    bool asked = console->pairing.state != PAIRING_BUSY && ledger_ask(console->ledger, &errand);
    seal_wipe(&errand, sizeof errand);
    *out_err = asked ? OK : ERR_BUSY;
    if (asked)
        console->pairing = (struct console_pairing){.state = PAIRING_BUSY, .screen = screen};
    return asked;
}

const struct console_pairing *console_pairing(const struct console *console)
{
    return &console->pairing;
}

// The file is written: now its one-day key may come in. The oldest that is to be wiped is forgotten.
static void take_pair(struct console *console, const struct errand *errand)
{
    struct console_pairing *pairing = &console->pairing;
    pairing->state = PAIRING_DONE;
    pairing->err = errand->err;
    if (errand->err != OK)
        return;
    struct paired_terminal terminal = pair_file_terminal(&errand->pair);
    pairing->serial =
        console->opened.hub != NULL ? hub_thread_pair(console->opened.hub, &terminal) : 0;
    if (pairing->serial == 0)
        pairing->err = ERR_BUSY;
    struct pair_written *written =
        &console->pair_written[console->pair_written_next++ % PAIR_FILES_KEPT];
    *written = (struct pair_written){.screen = errand->pair.screen};
    memcpy(written->path, errand->path, sizeof written->path);
}

void console_wipe_pair_files(struct console *console, uint16_t screen)
{
    for (size_t i = 0; i < PAIR_FILES_KEPT; i++) {
        struct pair_written *written = &console->pair_written[i];
        if (written->screen != screen)
            continue;
        struct errand errand = {.kind = ERRAND_WIPE};
        memcpy(errand.path, written->path, sizeof errand.path);
        if (ledger_ask(console->ledger, &errand))
            written->screen = 0; // else it is asked for again when the screen comes again
    }
}

static void take_errand(struct console *console, const struct errand *errand)
{
    switch (errand->kind) {
    case ERRAND_TURN:
        console->change = (struct console_change){CHANGE_TURNED, errand->err};
        return;
    case ERRAND_ADD:
        console->change = (struct console_change){CHANGE_ADDED, errand->err};
        return;
    case ERRAND_REMOVE:
        console->change = (struct console_change){CHANGE_REMOVED, errand->err};
        return;
    case ERRAND_FIND:
        console->keys.searching = false;
        console->keys.count = errand->found_count;
        memcpy(console->keys.found, errand->found, sizeof console->keys.found);
        return;
    case ERRAND_PAIR:
        take_pair(console, errand);
        return;
    case ERRAND_WIPE:
        return; // the screen has wiped the file that it read, which was perhaps this one
    }
    check_never("an errand is of a known kind");
}

bool console_take_errands(struct console *console)
{
    struct errand errand;
    bool any = false;
    while (ledger_done(console->ledger, &errand)) {
        take_errand(console, &errand);
        seal_wipe(&errand, sizeof errand);
        any = true;
    }
    return any;
}

size_t console_reviewer_names(const struct console *console, const char *out_names[RECIPIENTS_MAX])
{
    for (uint8_t i = 0; i < console->recipient_count; i++)
        out_names[i] = console->recipients[i].name;
    return console->recipient_count;
}
