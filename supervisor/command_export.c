// Files from records: report, tables, JSON, evidence bundle.
#include "supervisor/command_words.h"
#include "supervisor/export_give.h"
#include "supervisor/export_set.h"
#include "supervisor/open_record.h"
#include "supervisor/review_key.h"
#include <stdlib.h>
#include <string.h>

static bool open_all(const struct supervisor_options *options, const struct reviewer_key *key,
                     struct export_set *set)
{
    for (int i = 0; i < options->operand_count; i++) {
        enum err err = export_set_add(set, disk_posix(), options->operands[i], key);
        if (err != OK) {
            open_record_complain(err, options->operands[i]);
            return false;
        }
    }
    enum err err = export_set_finish(set);
    if (err != OK)
        complain(err == ERR_PROFILE ? "practice and real records are not exported together"
                                    : err_text(err),
                 "export", "export them apart");
    return err == OK;
}

static bool give(const struct supervisor_options *options, const struct export_set *set,
                 struct export_job *job, enum export_what what)
{
    struct export_fault fault;
    job->what = what;
    job->trends = set->trends.count > 1 ? &set->trends : NULL;
    if (export_give(disk_posix(), job, &fault) == OK)
        return true;
    complain(fault.what, fault.which,
             options->review.notice == NULL ? "see --notice, --export-log and --out"
                                            : "check the file and the folder");
    return false;
}

static bool give_all(const struct supervisor_options *options, const struct export_set *set,
                     struct export_job *job)
{
    const struct review_options *said = &options->review;
    return (!said->pdf || give(options, set, job, EXPORT_REPORT)) &&
           (!said->csv || give(options, set, job, EXPORT_CSV)) &&
           (!options->json || give(options, set, job, EXPORT_JSON)) &&
           (!said->bundle || give(options, set, job, EXPORT_BUNDLE));
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

static int verdict_code(const struct export_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->reviews[i]->evidence.verdict != RECORD_COMPLETE)
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
    struct export_set *set = calloc(1, sizeof *set);
    if (key == NULL || set == NULL || !open_all(options, key, set))
        goto done;
    job.source =
        (struct export_source){.sessions = set->sessions,
                               .count = set->count,
                               .strings = command_words_of(&words, set->sessions, set->count),
                               .language = words.language,
                               .day = now.day};
    job.supervisor = reviewer_key_public(key)->name;
    job.at_s = now.at_s;
    if (give_all(options, set, &job))
        code = verdict_code(set);
done:
    if (set != NULL)
        export_set_close(set);
    free(set);
    reviewer_key_destroy(key);
    command_words_free(&words);
    return code;
}
