// The check of a record: the screens' witnesses beside it, and the check as a file.
#include "base/check.h"
#include "base/date.h"
#include "base/out.h"
#include "seal/witness.h"
#include "supervisor/app.h"
#include <stdlib.h>
#include <string.h>

enum {
    CHECK_BYTES = 8 * 1024
};

struct hearing {
    struct app *app;
    struct witness_book *book;
};

// A file that is no book of witnesses has nothing to say: the command line names it, a list passes it.
static void hear_file(struct hearing *hearing, const char *path)
{
    struct app *app = hearing->app;
    if (witness_load(app->disk, path, hearing->book) != OK)
        return;
    struct meeting_heard said = meeting_hear(app->meeting, hearing->book->of, hearing->book->count);
    app->heard.heard += said.heard;
    app->heard.fit += said.fit;
}

static void hear_beside(void *context, const char *name)
{
    static const char tail[] = ".witnesses";
    struct hearing *hearing = context;
    size_t size = strlen(name);
    char path[DISK_PATH_BYTES];
    if (size >= sizeof tail && strcmp(name + size - (sizeof tail - 1), tail) == 0 &&
        disk_join(path, hearing->app->shelf.folder, name) == OK)
        hear_file(hearing, path);
}

void app_hear(struct app *app)
{
    check(app->meeting != NULL);
    memset(&app->heard, 0, sizeof app->heard);
    app->check_saved = NOTE_NONE;
    struct hearing hearing = {app, malloc(sizeof *hearing.book)};
    if (hearing.book == NULL)
        return;
    for (int i = 0; i < app->options->witness_count; i++)
        hear_file(&hearing, app->options->witnesses[i]);
    enum err err = app->disk->list(app->disk->self, app->shelf.folder, hear_beside, &hearing);
    (void)err; // a folder that cannot be listed has no list of records either
    free(hearing.book);
}

// While the words are the beginning of those that fit, somebody is still typing: no alarm for that.
static bool still_typing(const struct app *app, const char *typed)
{
    char words[SIX_WORDS_BYTES];
    size_t size = strlen(typed);
    meeting_end_words(app->meeting, words);
    return size < strlen(words) && strncmp(words, typed, size) == 0;
}

void app_weigh_words(struct app *app)
{
    char typed[SHEET_WORDS * SHEET_WORD_BYTES] = "", words[SIX_WORDS_BYTES];
    app->words_fit = SHEET_TYPING;
    app->check_saved = NOTE_NONE; // what was saved said something else
    if (app->meeting == NULL)
        return;
    struct out out = out_into(typed, sizeof typed);
    for (int i = 0; i < SHEET_WORDS; i++) {
        out_text(&out, i > 0 ? " " : "");
        out_text(&out, app->words[i]);
    }
    app->verdict = *meeting_verdict(app->meeting);
    if (!six_words_tidy(typed, words) || still_typing(app, words))
        return;
    bool fit = meeting_weigh_words(app->meeting, words, &app->verdict);
    app->words_fit = fit ? SHEET_FITS : SHEET_FITS_NOT;
}

static void check_text(struct app *app, struct out *out)
{
    struct meeting_part parts[MEETING_SEGMENTS_MAX];
    struct verify_view view = app_verify_view(app, parts);
    struct view_frame frame = app_frame(app);
    struct verify_reasons *reasons = calloc(1, sizeof *reasons);
    uint32_t day;
    uint16_t minute;
    unsigned day_of, month, year;
    check(reasons != NULL);
    app_wall_now(&day, &minute);
    date_of_day(day, &day_of, &month, &year);
    const char *base = meeting_base(app->meeting), *slash = strrchr(base, '/');
    out_text(out, slash == NULL ? base : slash + 1);
    out_text(out, "\n");
    out_text(out, record_verdict_text(view.verdict->verdict));
    if (view.verdict->place[0] != '\0') {
        out_text(out, ": ");
        out_text(out, view.verdict->place);
    }
    out_text(out, "\n");
    view_verify_reasons(&frame, &view, reasons);
    for (size_t i = 0; i < reasons->count; i++) {
        out_text(out, reasons->of[i].good ? "+ " : "- ");
        out_text(out, reasons->of[i].text);
        out_text(out, "\n");
    }
    if (view.fit != SHEET_TYPING) {
        out_text(out, view.fit == SHEET_FITS ? "+ " : "- ");
        out_text(out, strings_get(&app->strings, app->language, "verify.words"));
        out_text(out, ": ");
        out_text(out, strings_get(&app->strings, app->language,
                                  view.fit == SHEET_FITS ? "verify.fit" : "verify.notfit"));
        out_text(out, "\n");
    }
    out_number(out, year);
    out_text(out, "-");
    out_padded(out, month, 2);
    out_text(out, "-");
    out_padded(out, day_of, 2);
    out_text(out, " ");
    out_text(out, frame.supervisor);
    out_text(out, "\n");
    free(reasons);
}

void app_save_check(struct app *app)
{
    char name[SHELF_NAME_BYTES], path[DISK_PATH_BYTES] = "";
    if (app->meeting == NULL || app->exports[0] == '\0')
        return;
    char *text = malloc(CHECK_BYTES);
    const char *base = meeting_base(app->meeting), *slash = strrchr(base, '/');
    struct out file = out_into(name, sizeof name);
    out_text(&file, slash == NULL ? base : slash + 1);
    out_text(&file, ".check.txt");
    enum err err = text == NULL || file.full ? ERR_MEMORY : OK;
    if (err == OK)
        err = app->disk->make_folder(app->disk->self, app->exports);
    if (err == OK)
        err = disk_join(path, app->exports, name);
    if (err == OK) {
        struct out out = out_into(text, CHECK_BYTES);
        check_text(app, &out);
        err = disk_write_file(app->disk, path, text, strlen(text));
    }
    free(text);
    app->check_saved = err == OK ? NOTE_GOOD : NOTE_BAD;
    struct out out = out_into(app->check_note, sizeof app->check_note);
    const struct strings_value value = {"why", err == OK ? name : err_text(err)};
    strings_fill(
        &out,
        strings_get(&app->strings, app->language, err == OK ? "review.saved" : "review.notsaved"),
        &value, 1);
}

void app_check(struct app *app)
{
    app->playing = false;
    if (app->meeting == NULL) {
        const struct shelf_row *row = NULL;
        for (size_t i = 0; i < app->chosen_count; i++)
            if (app->chosen[i]->state == SHELF_OPENED &&
                (row == NULL || app->chosen[i]->key == app->selected))
                row = app->chosen[i];
        if (row != NULL)
            (void)app_open_row(app, row);
    }
    app->screen = SCREEN_VERIFY;
}
