// Files for others, from the buttons: the report on paper, the tables, all of them, and the evidence bundle of a
// group. They are made beside the window (exporting.h), in a folder of the record's own among the exports.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/app.h"
#include "supervisor/exporting.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

bool app_name_exports(struct app *app)
{
    const char *named = app->options->out_path, *home = getenv("HOME");
    bool practice = reviewer_key_public(app->key)->practice;
    struct out out = out_into(app->exports, sizeof app->exports);
    if (named != NULL) {
        out_text(&out, named);
    } else if (home != NULL && home[0] == '/') {
        out_text(&out, home);
        out_text(&out, practice ? "/imr-room-practice-exports" : "/imr-room-exports");
    }
    if (out.full)
        memset(app->exports, 0, sizeof app->exports);
    return app->exports[0] != '\0';
}

static void session_of(const struct app *app, struct export_session *session)
{
    const char *base = meeting_base(app->meeting);
    const char *slash = strrchr(base, '/');
    *session = (struct export_session){.name = slash == NULL ? base : slash + 1,
                                       .evidence = app->review.evidence,
                                       .comments = app->review.comments,
                                       .deck = meeting_deck(app->meeting),
                                       .info = meeting_info(app->meeting)};
    meeting_end_words(app->meeting, session->end_words);
}

static enum paper_size paper_of(const struct supervisor_options *options)
{
    const char *named = options->review.paper;
    return named != NULL && strcmp(named, "letter") == 0 ? PAPER_LETTER : PAPER_A4;
}

static bool ring(void *ui)
{
    ui_bell_ring(ui);
    return true;
}

// The group's records of the list up to the open one's day, the newest that a bundle has room for.
static size_t records_of_group(const struct app *app, char (*out_records)[EXPORTING_PATH_BYTES])
{
    const struct evidence *open = app->review.evidence;
    size_t count = 1;
    struct out first = out_into(out_records[0], EXPORTING_PATH_BYTES);
    out_text(&first, meeting_base(app->meeting)); // any part leads to all of it
    out_text(&first, ".");
    out_number(&first, meeting_part_at(app->meeting, 0)->segment);
    out_text(&first, ".imrlog");
    for (size_t i = 0; i < app->shelf.count && count < EXPORT_SESSIONS_MAX; i++) {
        const struct shelf_row *row = &app->shelf.rows[i];
        if (row->state == SHELF_OPENED && row->day <= open->wall_day &&
            strcmp(row->group, open->group) == 0 &&
            shelf_path(&app->shelf, row, out_records[count]) == OK)
            count++;
    }
    return count;
}

static void say_fault(struct app *app, const struct export_fault *fault)
{
    char text[NOTE_BYTES];
    struct out out = out_into(text, sizeof text);
    out_text(&out, fault->what);
    out_text(&out, ": ");
    out_text(&out, fault->which);
    app_note(app, NOTE_BAD, "review.notsaved", text);
}

static void say_end(struct app *app, const struct exporting_end *end)
{
    if (end->made != OK)
        say_fault(app, &end->fault);
    else if (end->kind != EXPORTING_PRINT)
        app_note(app, NOTE_GOOD, "review.saved", end->path);
    else if (end->sent == OK)
        app_note(app, NOTE_GOOD, "review.printed", end->path);
    else
        app_note(app, NOTE_BAD, "review.noprinter", end->path);
}

bool app_export_take(struct app *app)
{
    struct exporting_end end;
    if (app->exporting == NULL || !exporting_take(app->exporting, &end))
        return false;
    exporting_destroy(app->exporting);
    app->exporting = NULL;
    say_end(app, &end);
    return true;
}

static enum exporting_kind kind_of(enum view_part part)
{
    switch (part) {
    case PART_PDF:
        return EXPORTING_PDF;
    case PART_CSV:
        return EXPORTING_CSV;
    case PART_PRINT:
        return EXPORTING_PRINT;
    case PART_EXPORT:
        return EXPORTING_ALL;
    case PART_BUNDLE:
        return EXPORTING_BUNDLE;
    default:
        check_never("only these five parts give files");
    }
}

// Without a window there is nobody to go on meanwhile.
static void wait_for_it(struct app *app)
{
    struct pollfd ended = {.fd = exporting_fd(app->exporting), .events = POLLIN};
    while (!app_export_take(app))
        (void)poll(&ended, 1, -1);
}

static enum err start(struct app *app, enum exporting_kind kind)
{
    char(*records)[EXPORTING_PATH_BYTES] = NULL;
    struct exporting_wish wish = {
        .kind = kind,
        .disk = app->disk,
        .key = app->key,
        .folder = app->exports,
        .job = {.source = {.strings = app_words(app), .language = app->language},
                .paper = paper_of(app->options),
                .notice_path = app->options->review.notice,
                .log_path = app->options->review.export_log,
                .supervisor = reviewer_key_public(app->key)->name,
                .at_s = (int64_t)time(NULL)},
        .ring = app->beside ? ring : NULL,
        .ring_self = app->ui};
    uint16_t minute;
    app_wall_now(&wish.job.source.day, &minute);
    session_of(app, &wish.session);
    if (kind == EXPORTING_BUNDLE) {
        records = calloc(EXPORT_SESSIONS_MAX, sizeof *records);
        if (records == NULL)
            return ERR_MEMORY;
        wish.record_count = records_of_group(app, records);
        wish.records = (const char(*)[EXPORTING_PATH_BYTES])records;
    }
    enum err err = exporting_start(&wish, &app->exporting);
    free(records);
    return err;
}

void app_export(struct app *app, enum view_part part)
{
    if (app->meeting == NULL || app->exports[0] == '\0')
        return;
    app->screen = SCREEN_SHEET; // where it is said what became of it
    if (app->exporting != NULL) {
        app_note(app, NOTE_BAD, "review.stillbusy", "");
        return;
    }
    enum err err = start(app, kind_of(part));
    if (err != OK)
        app_note(app, NOTE_BAD, "review.notsaved", err_text(err));
    else if (app->beside)
        app_note(app, NOTE_BUSY, "review.busy", "");
    else
        wait_for_it(app);
}
