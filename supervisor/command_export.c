// Files from records: report, tables, JSON, evidence bundle.
#include "supervisor/command_words.h"
#include "supervisor/export_give.h"
#include "supervisor/open_record.h"
#include "supervisor/review.h"
#include "supervisor/review_key.h"
#include <stdlib.h>
#include <string.h>

struct exporting {
    struct review *reviews[EXPORT_SESSIONS_MAX];
    size_t count;
    struct trends trends;
    struct export_session sessions[EXPORT_SESSIONS_MAX];
};

static bool is_there(const struct exporting *exporting, const struct review *review)
{
    for (size_t i = 0; i < exporting->count; i++)
        if (memcmp(meeting_info(exporting->reviews[i]->meeting)->session_id,
                   meeting_info(review->meeting)->session_id, 16) == 0)
            return true;
    return false;
}

// Oldest first. Any part of a record leads to all of it, so a session named twice is there once.
static void insert(struct exporting *exporting, struct review *review)
{
    size_t at = exporting->count++;
    while (at > 0) {
        const struct evidence *before = &exporting->reviews[at - 1]->evidence;
        if (before->wall_day < review->evidence.wall_day ||
            (before->wall_day == review->evidence.wall_day &&
             before->wall_minute <= review->evidence.wall_minute))
            break;
        exporting->reviews[at] = exporting->reviews[at - 1];
        at--;
    }
    exporting->reviews[at] = review;
}

static bool open_all(const struct supervisor_options *options, const struct reviewer_key *key,
                     struct exporting *exporting)
{
    for (int i = 0; i < options->operand_count; i++) {
        struct review *review = NULL;
        enum err err = review_open(disk_posix(), options->operands[i], key, &review);
        if (err != OK) {
            open_record_complain(err, options->operands[i]);
            return false;
        }
        if (is_there(exporting, review) || exporting->count == EXPORT_SESSIONS_MAX)
            review_close(review);
        else
            insert(exporting, review);
    }
    return true;
}

// What the records show together goes into each one's evidence too.
static bool make_trends(struct exporting *exporting)
{
    enum err err = OK;
    for (size_t i = 0; err == OK && i < exporting->count; i++)
        err = trends_add(&exporting->trends, exporting->reviews[i]->name,
                         &exporting->reviews[i]->evidence);
    if (err != OK) {
        complain(err == ERR_PROFILE ? "practice and real records are not exported together"
                                    : err_text(err),
                 "export", "export them apart");
        return false;
    }
    for (size_t i = 0; i < exporting->count; i++) {
        trends_evidence(&exporting->trends, &exporting->reviews[i]->evidence);
        review_session(exporting->reviews[i], &exporting->sessions[i]);
    }
    return true;
}

static bool give(const struct supervisor_options *options, const struct exporting *exporting,
                 struct export_job *job, enum export_what what)
{
    struct export_fault fault;
    job->what = what;
    job->trends = exporting->trends.count > 1 ? &exporting->trends : NULL;
    if (export_give(disk_posix(), job, &fault) == OK)
        return true;
    complain(fault.what, fault.which,
             options->review.notice == NULL ? "see --notice, --export-log and --out"
                                            : "check the file and the folder");
    return false;
}

static bool give_all(const struct supervisor_options *options, const struct exporting *exporting,
                     struct export_job *job)
{
    const struct review_options *said = &options->review;
    return (!said->pdf || give(options, exporting, job, EXPORT_REPORT)) &&
           (!said->csv || give(options, exporting, job, EXPORT_CSV)) &&
           (!options->json || give(options, exporting, job, EXPORT_JSON)) &&
           (!said->bundle || give(options, exporting, job, EXPORT_BUNDLE));
}

static bool options_fine(const struct supervisor_options *options, enum paper_size *out_paper)
{
    const struct review_options *said = &options->review;
    if (!said->pdf && !said->csv && !options->json && !said->bundle) {
        complain("needs what to write", "export", "say --pdf, --csv, --json or --bundle");
        return false;
    }
    if (options->out_path == NULL) {
        complain("needs a folder to write to", "export", "say --out DIR");
        return false;
    }
    const char *paper = said->paper == NULL ? "a4" : said->paper;
    if (strcmp(paper, "a4") != 0 && strcmp(paper, "letter") != 0) {
        complain("no such paper", paper, "say a4 or letter");
        return false;
    }
    *out_paper = strcmp(paper, "a4") == 0 ? PAPER_A4 : PAPER_LETTER;
    return true;
}

static int verdict_code(const struct exporting *exporting)
{
    for (size_t i = 0; i < exporting->count; i++)
        if (exporting->reviews[i]->evidence.verdict != RECORD_COMPLETE)
            return EXIT_INCOMPLETE;
    return EXIT_DONE;
}

int command_export(const struct supervisor_options *options)
{
    struct export_job job = {.folder = options->out_path,
                             .notice_path = options->review.notice,
                             .log_path = options->review.export_log};
    struct command_words words;
    struct command_now now;
    if (!options_fine(options, &job.paper) || !command_now(&now) ||
        !command_words_load(options, &words))
        return EXIT_USE;
    int code = EXIT_USE;
    struct reviewer_key *key = review_key_of(options);
    struct exporting *exporting = calloc(1, sizeof *exporting);
    if (key == NULL || exporting == NULL || !open_all(options, key, exporting) ||
        !make_trends(exporting))
        goto done;
    job.source = (struct export_source){
        .sessions = exporting->sessions,
        .count = exporting->count,
        .strings = command_words_of(&words, exporting->sessions, exporting->count),
        .language = words.language,
        .day = now.day};
    job.supervisor = reviewer_key_public(key)->name;
    job.at_s = now.at_s;
    if (give_all(options, exporting, &job))
        code = verdict_code(exporting);
done:
    for (size_t i = 0; exporting != NULL && i < exporting->count; i++)
        review_close(exporting->reviews[i]);
    if (exporting != NULL)
        trends_finish(&exporting->trends);
    free(exporting);
    reviewer_key_destroy(key);
    command_words_free(&words);
    return code;
}
