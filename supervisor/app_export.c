// Files for others, from the sheet's buttons: the report on paper, the tables, and all of them. They go
// into a folder of the record's own among the exports; printing hands the report to the machine's lp.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/app.h"
#include "supervisor/export_give.h"
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
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

static void say_fault(struct app *app, const struct export_fault *fault)
{
    char text[NOTE_BYTES];
    struct out out = out_into(text, sizeof text);
    out_text(&out, fault->what);
    out_text(&out, ": ");
    out_text(&out, fault->which);
    app_note(app, NOTE_BAD, "review.notsaved", text);
}

static enum paper_size paper_of(const struct supervisor_options *options)
{
    const char *named = options->review.paper;
    return named != NULL && strcmp(named, "letter") == 0 ? PAPER_LETTER : PAPER_A4;
}

// Gives one kind of file into the record's own folder of the exports. False after saying why not.
static bool give(struct app *app, enum export_what what, char out_folder[DISK_PATH_BYTES])
{
    struct export_session session;
    session_of(app, &session);
    struct export_job job = {.what = what,
                             .folder = out_folder,
                             .source = {.sessions = &session,
                                        .count = 1,
                                        .strings = app_words(app),
                                        .language = app->language},
                             .paper = paper_of(app->options),
                             .notice_path = app->options->review.notice,
                             .log_path = app->options->review.export_log,
                             .supervisor = reviewer_key_public(app->key)->name,
                             .at_s = (int64_t)time(NULL)};
    uint16_t minute;
    app_wall_now(&job.source.day, &minute);
    struct export_fault fault = {.what = "it cannot be written"};
    enum err err = app->disk->make_folder(app->disk->self, app->exports);
    if (err == OK)
        err = disk_join(out_folder, app->exports, session.name);
    if (err == OK)
        err = export_give(app->disk, &job, &fault);
    else
        memcpy(fault.which, app->exports, strlen(app->exports) + 1);
    if (err == OK)
        return true;
    say_fault(app, &fault);
    return false;
}

// The report's path, in the folder that give() named.
static bool report_path(const struct app *app, const char *folder, char out_path[DISK_PATH_BYTES])
{
    char name[SHELF_NAME_BYTES];
    struct export_session session;
    session_of(app, &session);
    struct out out = out_into(name, sizeof name);
    out_text(&out, session.name);
    out_text(&out, ".pdf");
    return !out.full && disk_join(out_path, folder, name) == OK;
}

enum {
    SETTINGS = 5,
    SETTING_BYTES = 2048
};

// Of the environment lp is given what it needs to find the printer, and no more.
static char **settings_for_lp(char memory[SETTINGS][SETTING_BYTES],
                              char *out_settings[SETTINGS + 1])
{
    static const char *const names[SETTINGS] = {"PATH", "HOME", "CUPS_SERVER", "LPDEST", "PRINTER"};
    int count = 0;
    for (int i = 0; i < SETTINGS; i++) {
        const char *value = getenv(names[i]);
        struct out out = out_into(memory[count], SETTING_BYTES);
        if (value == NULL)
            continue;
        out_text(&out, names[i]);
        out_text(&out, "=");
        out_text(&out, value);
        if (!out.full) {
            out_settings[count] = memory[count];
            count++;
        }
    }
    out_settings[count] = NULL;
    return out_settings;
}

// Hands a file to the machine's printer and waits until it is taken over.
static bool print_file(const char *path)
{
    char memory[SETTINGS][SETTING_BYTES], *settings[SETTINGS + 1];
    char program[] = "lp", end_of_options[] = "--", file[DISK_PATH_BYTES];
    memcpy(file, path, strlen(path) + 1);
    char *arguments[] = {program, end_of_options, file, NULL};
    pid_t child;
    if (posix_spawnp(&child, program, NULL, NULL, arguments, settings_for_lp(memory, settings)) !=
        0)
        return false;
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void app_export(struct app *app, enum view_part part)
{
    char folder[DISK_PATH_BYTES] = "", path[DISK_PATH_BYTES] = "";
    if (app->meeting == NULL || app->exports[0] == '\0')
        return;
    app->screen = SCREEN_SHEET; // where it is said what became of it
    switch (part) {
    case PART_PDF:
    case PART_PRINT:
        if (!give(app, EXPORT_REPORT, folder) || !report_path(app, folder, path))
            return;
        if (part == PART_PDF)
            app_note(app, NOTE_GOOD, "review.saved", path);
        else if (print_file(path))
            app_note(app, NOTE_GOOD, "review.printed", path);
        else
            app_note(app, NOTE_BAD, "review.noprinter", path);
        return;
    case PART_CSV:
        if (give(app, EXPORT_CSV, folder))
            app_note(app, NOTE_GOOD, "review.saved", folder);
        return;
    case PART_EXPORT:
        if (give(app, EXPORT_REPORT, folder) && give(app, EXPORT_CSV, folder) &&
            give(app, EXPORT_JSON, folder))
            app_note(app, NOTE_GOOD, "review.saved", folder);
        return;
    default:
        check_never("only these four parts give files");
    }
}
