// What an export writes into a folder, and the plain texts of an evidence bundle.
#include "base/check.h"
#include "supervisor/export_text.h"
#include <stdlib.h>
#include <string.h>

static void notice_lines(const struct export_source *source, struct export_text *text)
{
    if (source->notice == NULL)
        return;
    text_add(text, source->notice);
    text_add(text, "\n\n");
}

static void session_head(const struct export_source *source, const struct export_session *session,
                         struct export_text *text)
{
    const struct words words = {source->strings, source->language};
    char line[EXPORT_PIECE_BYTES];
    struct out out = out_into(line, sizeof line);
    words_date(&out, &words, session->evidence->wall_day);
    out_text(&out, ", ");
    out_text(&out, session->evidence->module_title);
    out_text(&out, ", ");
    words_two(&out, &words, "evidence.minutes", session->evidence->minutes,
              session->evidence->plan_minutes);
    out_text(&out, "\n");
    text_add(text, line);
}

static void goal_lines(const struct export_source *source, const struct review_goals *goals,
                       struct export_text *text)
{
    const struct words words = {source->strings, source->language};
    for (uint8_t i = 0; i < goals->release.line_count; i++) {
        const struct goal_line *line = &goals->release.lines[i];
        text_add(text, "  ");
        text_add(text, words_named(&words, "goalline.", goal_line_kind_name(line->kind)));
        text_add(text, ": ");
        text_add(text, line->text);
        if (line->status != GOAL_STATUS_NONE) {
            text_add(text, " (");
            text_add(text, words_named(&words, "goalstatus.", goal_status_name(line->status)));
            text_add(text, ")");
        }
        text_add(text, "\n");
    }
}

void export_goals(const struct export_source *source, struct export_text *out_text)
{
    notice_lines(source, out_text);
    text_add(out_text, strings_get(source->strings, source->language, "bundle.goals"));
    text_add(out_text, "\n");
    for (size_t i = 0; i < source->count; i++) {
        const struct export_session *session = &source->sessions[i];
        text_add(out_text, "\n");
        session_head(source, session, out_text);
        for (uint8_t k = 0; k < session->evidence->goals_count; k++)
            goal_lines(source, &session->evidence->goals[k], out_text);
    }
}

void export_notes(const struct export_source *source, struct export_text *out_text)
{
    notice_lines(source, out_text);
    text_add(out_text, strings_get(source->strings, source->language, "bundle.notes"));
    text_add(out_text, "\n");
    size_t first = source->count > EXPORT_NOTES ? source->count - EXPORT_NOTES : 0;
    for (size_t i = first; i < source->count; i++) {
        const struct export_session *session = &source->sessions[i];
        text_add(out_text, "\n");
        session_head(source, session, out_text);
        text_add(out_text, "  ");
        text_add(out_text, session->evidence->note[0] != '\0'
                               ? session->evidence->note
                               : strings_get(source->strings, source->language, "bundle.nonote"));
        text_add(out_text, "\n");
    }
}

static void readme(const struct export_source *source, struct export_text *text)
{
    notice_lines(source, text);
    text_add(text, strings_get(source->strings, source->language, "bundle.readme"));
    text_add(text, "\n");
    text_add(text, strings_get(source->strings, source->language, "review.files"));
    text_add(text, "\n");
    text_add(text, strings_get(source->strings, source->language, "bundle.readfirst"));
    text_add(text, "\n");
}

static enum err folder_make(const struct disk *disk, const char *folder)
{
    return disk->make_folder(disk->self, folder);
}

// Takes the text: it is freed whatever comes of it.
static enum err file_write(const struct disk *disk, const char *folder, const char *name,
                           struct export_text *take_text)
{
    char path[DISK_PATH_BYTES];
    enum err err = take_text->err;
    if (err == OK)
        err = disk_join(path, folder, name);
    if (err == OK)
        err = disk_write_file(disk, path, take_text->at, take_text->size);
    free(take_text->at);
    *take_text = (struct export_text){0};
    return err;
}

enum err export_write_json(const struct disk *disk, const char *folder,
                           const struct export_source *source)
{
    struct export_text text = {0};
    enum err err = folder_make(disk, folder);
    if (err != OK)
        return err;
    export_json(source, &text);
    return file_write(disk, folder, "export.json", &text);
}

static enum err table_write(const struct disk *disk, const char *folder,
                            const struct export_source *source, enum export_table table)
{
    struct export_text text = {0};
    export_csv(source, table, &text);
    return file_write(disk, folder, export_table_name(table), &text);
}

enum err export_write_csv(const struct disk *disk, const char *folder,
                          const struct export_source *source)
{
    enum err err = folder_make(disk, folder);
    for (int table = 0; err == OK && table < EXPORT_TABLES; table++)
        err = table_write(disk, folder, source, (enum export_table)table);
    return err;
}

enum err export_write_report(const struct disk *disk, const char *folder, const char *name,
                             const struct report *report)
{
    char path[DISK_PATH_BYTES], file[DISK_PATH_BYTES];
    struct out out = out_into(file, sizeof file);
    out_text(&out, name);
    out_text(&out, ".pdf");
    enum err err = out.full ? ERR_TOO_LONG : folder_make(disk, folder);
    if (err == OK)
        err = disk_join(path, folder, file);
    return err == OK ? report_pdf_write(disk, path, report) : err;
}

// The last session's page, without comments and without the leader's name.
static enum err bundle_report(const struct disk *disk, const char *folder,
                              const struct export_source *source, const struct trends *trends)
{
    const struct export_session *last = &source->sessions[source->count - 1];
    struct evidence *evidence = malloc(sizeof *evidence);
    if (evidence == NULL)
        return ERR_MEMORY;
    *evidence = *last->evidence;
    evidence->leader[0] = '\0';
    struct report report = {.strings = source->strings,
                            .language = source->language,
                            .evidence = evidence,
                            .deck = last->deck,
                            .trends = trends,
                            .notice = source->notice,
                            .supervisor = "",
                            .day = source->day};
    enum err err = export_write_report(disk, folder, "review", &report);
    free(evidence);
    return err;
}

// A review is of one group: the last session's.
static size_t same_group(const struct export_source *source,
                         struct export_session out_sessions[EXPORT_SESSIONS_MAX])
{
    const char *group = source->sessions[source->count - 1].evidence->group;
    size_t count = 0;
    for (size_t i = 0; i < source->count; i++)
        if (strcmp(source->sessions[i].evidence->group, group) == 0)
            out_sessions[count++] = source->sessions[i];
    return count;
}

enum err export_write_bundle(const struct disk *disk, const char *folder,
                             const struct export_source *all, const struct trends *trends)
{
    check(all->count > 0 && all->count <= EXPORT_SESSIONS_MAX);
    struct export_session sessions[EXPORT_SESSIONS_MAX];
    struct export_source of_group = *all;
    const struct export_source *source = &of_group;
    of_group.count = same_group(all, sessions);
    of_group.sessions = sessions;
    struct export_text text = {0};
    enum err err = folder_make(disk, folder);
    if (err != OK)
        return err;
    readme(source, &text);
    err = file_write(disk, folder, "README.txt", &text);
    if (err == OK) {
        export_goals(source, &text);
        err = file_write(disk, folder, "goals.txt", &text);
    }
    if (err == OK) {
        export_notes(source, &text);
        err = file_write(disk, folder, "notes.txt", &text);
    }
    if (err == OK)
        err = table_write(disk, folder, source, EXPORT_ITEMS);
    if (err == OK)
        err = bundle_report(disk, folder, source, trends);
    return err;
}
