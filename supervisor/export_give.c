#include "supervisor/export_give.h"
#include "base/check.h"
#include <stdlib.h>
#include <string.h>

static enum err fault(struct export_fault *out_fault, enum err err, const char *what,
                      const char *which)
{
    struct out out = out_into(out_fault->which, sizeof out_fault->which);
    out_fault->what = what;
    out_text(&out, which);
    return err;
}

static bool wants_notice(const struct export_source *source)
{
    for (size_t i = 0; i < source->count; i++)
        if (notice_wanted(source->sessions[i].info))
            return true;
    return false;
}

static enum err profiles_agree(const struct export_job *job, struct export_fault *out_fault)
{
    const struct export_source *source = &job->source;
    for (size_t i = 1; i < source->count; i++)
        if (source->sessions[i].info->practice != source->sessions[0].info->practice)
            return fault(out_fault, ERR_PROFILE,
                         "practice and real records are not exported together",
                         source->sessions[i].name);
    return OK;
}

static enum err notice_get(const struct disk *disk, const struct export_job *job,
                           char out_text_bytes[NOTICE_BYTES], struct export_fault *out_fault)
{
    char path[DISK_PATH_BYTES];
    const char *from = job->notice_path;
    if (from == NULL) {
        enum err err = notice_default_path(path);
        if (err != OK)
            return fault(out_fault, err, "the agency's notice has no place", "XDG_DATA_HOME");
        from = path;
    }
    enum err err = notice_text(disk, from, out_text_bytes);
    if (err != OK)
        return fault(out_fault, err, "this record needs the agency's notice, and it cannot be read",
                     from);
    return OK;
}

static const char *const whats[] = {"report", "csv", "json", "evidence"};

// Every record that asks for it has its line, before anything is given away.
static enum err list(const struct disk *disk, const struct export_job *job, const char *notice,
                     struct export_fault *out_fault)
{
    char path[DISK_PATH_BYTES];
    const char *log = job->log_path;
    if (log == NULL) {
        enum err err = export_log_default_path(path);
        if (err != OK)
            return fault(out_fault, err, "the list of exports has no place", "XDG_DATA_HOME");
        log = path;
    }
    for (size_t i = 0; i < job->source.count; i++) {
        const struct export_session *session = &job->source.sessions[i];
        if (!notice_wanted(session->info))
            continue;
        const struct export_entry entry = {.at_s = job->at_s,
                                           .what = whats[job->what],
                                           .record = session->name,
                                           .info = session->info,
                                           .by = job->supervisor,
                                           .to = job->folder,
                                           .notice = notice};
        enum err err = export_log_add(disk, log, &entry);
        if (err != OK)
            return fault(out_fault, err, "the export cannot be listed", log);
    }
    return OK;
}

static enum err reports_write(const struct disk *disk, const struct export_job *job,
                              const struct export_source *source)
{
    enum err err = OK;
    for (size_t i = 0; err == OK && i < source->count; i++) {
        const struct export_session *session = &source->sessions[i];
        const struct report report = {.strings = source->strings,
                                      .language = source->language,
                                      .paper = job->paper,
                                      .evidence = session->evidence,
                                      .comments = session->comments,
                                      .deck = session->deck,
                                      .trends = job->trends,
                                      .end_words = session->end_words,
                                      .notice = source->notice,
                                      .supervisor = job->supervisor,
                                      .day = source->day};
        err = export_write_report(disk, job->folder, session->name, &report);
    }
    return err;
}

static enum err files_write(const struct disk *disk, const struct export_job *job,
                            const struct export_source *source)
{
    switch (job->what) {
    case EXPORT_REPORT:
        return reports_write(disk, job, source);
    case EXPORT_CSV:
        return export_write_csv(disk, job->folder, source);
    case EXPORT_JSON:
        return export_write_json(disk, job->folder, source);
    case EXPORT_BUNDLE:
        return export_write_bundle(disk, job->folder, source, job->trends);
    }
    check_never("an export is of a known kind");
}

enum err export_give(const struct disk *disk, const struct export_job *job,
                     struct export_fault *out_fault)
{
    check(disk != NULL && job != NULL && out_fault != NULL);
    check(job->source.count > 0 && job->supervisor != NULL && job->folder != NULL);
    struct export_source source = job->source;
    source.notice = NULL;
    char *notice = NULL;
    enum err err = profiles_agree(job, out_fault);
    if (err == OK && wants_notice(&source)) {
        notice = calloc(1, NOTICE_BYTES);
        err = notice == NULL ? fault(out_fault, ERR_MEMORY, "no memory", job->folder)
                             : notice_get(disk, job, notice, out_fault);
        source.notice = notice;
        if (err == OK)
            err = list(disk, job, notice, out_fault);
    }
    if (err == OK) {
        err = files_write(disk, job, &source);
        if (err != OK)
            (void)fault(out_fault, err, "it cannot be written", job->folder);
    }
    free(notice);
    return err;
}
