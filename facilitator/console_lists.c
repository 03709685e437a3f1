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
        .practice = console->profile.practice,
        .ring = console->config.ring,
        .ring_self = console->config.ring_self,
    };
    enum err err = profile_reviewers_path(&console->profile, config.reviewers);
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

bool console_reviewer_turn(struct console *console, const uint8_t public_key[KEY32_BYTES], bool on)
{
    return console->ledger != NULL && ledger_turn(console->ledger, public_key, on, wall_today());
}

bool console_reviewer_turned(struct console *console, enum err *out_err)
{
    return console->ledger != NULL && ledger_turned(console->ledger, out_err);
}

size_t console_reviewer_names(const struct console *console, const char *out_names[RECIPIENTS_MAX])
{
    for (uint8_t i = 0; i < console->recipient_count; i++)
        out_names[i] = console->recipients[i].name;
    return console->recipient_count;
}
