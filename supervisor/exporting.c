#include "supervisor/exporting.h"
#include "base/check.h"
#include "base/out.h"
#include "paper/printing.h"
#include "supervisor/export_set.h"
#include <stdlib.h>
#include <string.h>

struct exporting {
    struct printing *printing;
    enum exporting_kind kind;
    const struct disk *disk;
    const struct reviewer_key *key;
    char exports[EXPORTING_PATH_BYTES]; // folder of all
    char folder[EXPORTING_PATH_BYTES];  // of this export
    char path[EXPORTING_PATH_BYTES];    // what is told
    char name[REVIEW_NAME_BYTES];
    struct export_job job;
    struct export_session session;
    struct evidence evidence;
    struct comments comments;
    struct deck deck;
    struct record_info info;
    size_t record_count;
    struct export_fault fault;
    char records[][EXPORTING_PATH_BYTES];
};

// ------------------------------------------------------------------------------------ on the thread

static enum err fault_of(struct exporting *exporting, enum err err, const char *what,
                         const char *which)
{
    struct out out = out_into(exporting->fault.which, sizeof exporting->fault.which);
    exporting->fault.what = what;
    out_text(&out, which);
    return err;
}

static enum err give(struct exporting *exporting, enum export_what what)
{
    exporting->job.what = what;
    return export_give(exporting->disk, &exporting->job, &exporting->fault);
}

static enum err give_bundle(struct exporting *exporting)
{
    struct export_set *set = calloc(1, sizeof *set);
    if (set == NULL)
        return fault_of(exporting, ERR_MEMORY, "no memory", exporting->folder);
    enum err err = OK;
    for (size_t i = 0; err == OK && i < exporting->record_count; i++) {
        err = export_set_add(set, exporting->disk, exporting->records[i], exporting->key);
        if (err != OK)
            (void)fault_of(exporting, err, err_text(err), exporting->records[i]);
    }
    if (err == OK) {
        err = export_set_finish(set);
        if (err != OK)
            (void)fault_of(exporting, err, err_text(err), exporting->folder);
    }
    if (err == OK) {
        exporting->job.source.sessions = set->sessions;
        exporting->job.source.count = set->count;
        exporting->job.trends = set->count > 1 ? &set->trends : NULL;
        err = give(exporting, EXPORT_BUNDLE);
    }
    export_set_close(set);
    free(set);
    return err;
}

static enum err give_all(struct exporting *exporting)
{
    enum err err = give(exporting, EXPORT_REPORT);
    if (err == OK)
        err = give(exporting, EXPORT_CSV);
    return err == OK ? give(exporting, EXPORT_JSON) : err;
}

static enum err make(void *self)
{
    struct exporting *exporting = self;
    exporting->fault.what = "it cannot be written";
    enum err err = exporting->disk->make_folder(exporting->disk->self, exporting->exports);
    if (err != OK)
        return fault_of(exporting, err, "it cannot be written", exporting->exports);
    switch (exporting->kind) {
    case EXPORTING_PDF:
    case EXPORTING_PRINT:
        return give(exporting, EXPORT_REPORT);
    case EXPORTING_CSV:
        return give(exporting, EXPORT_CSV);
    case EXPORTING_ALL:
        return give_all(exporting);
    case EXPORTING_BUNDLE:
        return give_bundle(exporting);
    }
    check_never("an export is of a known kind");
}

// ------------------------------------------------------------------------------------ on the window's

// The record's own folder among the exports; a bundle has another, since it is for somebody else.
static enum err name_paths(struct exporting *exporting)
{
    char folder[REVIEW_NAME_BYTES + 16], file[REVIEW_NAME_BYTES + 16];
    struct out in = out_into(folder, sizeof folder), of = out_into(file, sizeof file);
    out_text(&in, exporting->name);
    out_text(&in, exporting->kind == EXPORTING_BUNDLE ? "-evidence" : "");
    out_text(&of, exporting->name);
    out_text(&of, ".pdf");
    enum err err = disk_join(exporting->folder, exporting->exports, folder);
    bool file_too = exporting->kind == EXPORTING_PDF || exporting->kind == EXPORTING_PRINT;
    if (err == OK && file_too)
        err = disk_join(exporting->path, exporting->folder, file);
    else
        memcpy(exporting->path, exporting->folder, sizeof exporting->path);
    return in.full || of.full ? ERR_TOO_LONG : err;
}

static void copy_session(struct exporting *exporting, const struct export_session *session)
{
    struct out name = out_into(exporting->name, sizeof exporting->name);
    out_text(&name, session->name);
    exporting->session = *session;
    exporting->session.name = exporting->name;
    exporting->evidence = *session->evidence;
    exporting->session.evidence = &exporting->evidence;
    exporting->info = *session->info;
    exporting->session.info = &exporting->info;
    if (session->comments != NULL) {
        exporting->comments = *session->comments;
        exporting->session.comments = &exporting->comments;
    }
    if (session->deck != NULL) {
        exporting->deck = *session->deck;
        exporting->session.deck = &exporting->deck;
    }
}

enum err exporting_start(const struct exporting_wish *wish, struct exporting **out_exporting)
{
    check(wish->disk != NULL && wish->session.evidence != NULL && wish->session.info != NULL);
    size_t records = wish->kind == EXPORTING_BUNDLE ? wish->record_count : 0;
    struct exporting *exporting =
        calloc(1, sizeof *exporting + records * sizeof exporting->records[0]);
    if (exporting == NULL)
        return ERR_MEMORY;
    exporting->kind = wish->kind;
    exporting->disk = wish->disk;
    exporting->key = wish->key;
    exporting->record_count = records;
    if (records > 0)
        memcpy(exporting->records, wish->records, records * sizeof exporting->records[0]);
    struct out exports = out_into(exporting->exports, sizeof exporting->exports);
    out_text(&exports, wish->folder);
    copy_session(exporting, &wish->session);
    exporting->job = wish->job;
    exporting->job.folder = exporting->folder;
    exporting->job.source.sessions = &exporting->session;
    exporting->job.source.count = 1;
    enum err err = exports.full ? ERR_TOO_LONG : name_paths(exporting);
    const struct printing_job job = {.make = make,
                                     .self = exporting,
                                     .path = exporting->path,
                                     .send = wish->kind == EXPORTING_PRINT,
                                     .keep = true,
                                     .ring = wish->ring,
                                     .ring_self = wish->ring_self};
    if (err == OK)
        err = printing_start(&job, &exporting->printing);
    if (err != OK) {
        free(exporting);
        return err;
    }
    *out_exporting = exporting;
    return OK;
}

int exporting_fd(const struct exporting *exporting)
{
    return printing_fd(exporting->printing);
}

bool exporting_take(struct exporting *exporting, struct exporting_end *out_end)
{
    struct printing_result result;
    if (!printing_take(exporting->printing, &result))
        return false;
    *out_end = (struct exporting_end){.kind = exporting->kind,
                                      .made = result.made,
                                      .sent = result.sent,
                                      .fault = exporting->fault};
    memcpy(out_end->path, exporting->path, sizeof out_end->path);
    return true;
}

void exporting_destroy(struct exporting *exporting)
{
    if (exporting == NULL)
        return;
    printing_destroy(exporting->printing);
    free(exporting);
}
