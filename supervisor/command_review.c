// The page that a review begins with, as lines: numbers, flags, both sheets with their evidence, and
// what was written. It also writes: scores, a comment, a supervision that was held.
#include "base/check.h"
#include "supervisor/command_words.h"
#include "supervisor/evidence_words.h"
#include "supervisor/export_text.h"
#include "supervisor/open_record.h"
#include "supervisor/review.h"
#include "supervisor/review_key.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_TEXT_BYTES = 8 * 1024
};

// A whole number from text, ended by one of the ends (its NUL counts as one).
static bool take_number(const char **text, const char *ends, unsigned long most,
                        unsigned long *out_number)
{
    char *end = NULL;
    if (**text < '0' || **text > '9')
        return false;
    errno = 0;
    unsigned long number = strtoul(*text, &end, 10);
    if (errno != 0 || number > most || strchr(ends, *end) == NULL)
        return false;
    *out_number = number;
    *text = *end == '\0' ? end : end + 1;
    return true;
}

// ------------------------------------------------------------------------------------- writing

static bool write_score(struct comments *comments, const char *said)
{
    const char *at = strchr(said, ':');
    char name[16];
    enum sheet sheet;
    unsigned long item = 0, score = 0;
    bool fine = at != NULL && (size_t)(at - said) < sizeof name;
    if (fine) {
        memcpy(name, said, (size_t)(at - said));
        name[at - said] = '\0';
        at++;
        fine = sheet_find(name, &sheet) && take_number(&at, "=", sheet_item_count(sheet), &item) &&
               item > 0 && take_number(&at, "", SCORE_MOST, &score);
    }
    if (!fine) {
        complain("is no score", said, "say --score fidelity:1=5 or integrity:16=0");
        return false;
    }
    comments_score(comments, sheet, (uint8_t)(item - 1), (uint8_t)score);
    return true;
}

static bool write_answer(struct comments *comments, const char *which,
                         struct review_comment *comment)
{
    unsigned long number = 0;
    const char *at = which;
    struct review_line *lines = malloc(REVIEW_LINES_ALL * sizeof *lines);
    if (lines == NULL) {
        complain("no memory", which, "close other programs");
        return false;
    }
    size_t count = comments_thread(comments, lines, REVIEW_LINES_ALL);
    bool fine = take_number(&at, "", count, &number) && number > 0;
    if (fine) {
        const struct review_line *to = &lines[number - 1];
        memcpy(comment->to, to->book->author.sign_public, sizeof comment->to);
        comment->to_id = to->comment->id;
    } else {
        complain("no such comment", which, "say the number that review prints before it");
    }
    free(lines);
    return fine;
}

static bool write_comment(struct review *review, const struct review_options *said,
                          const struct command_now *now)
{
    struct review_comment comment = {.live = said->live, .day = now->day, .minute = now->minute};
    unsigned long minute = 0;
    const char *at = said->at;
    if (at != NULL && !take_number(&at, "", review->timeline.last_ms / MINUTE_MS, &minute)) {
        complain("is no minute of this meeting", said->at, "count from its beginning");
        return false;
    }
    comment.timed = said->at != NULL;
    comment.at_ms = (uint64_t)minute * MINUTE_MS;
    if (said->answer != NULL && !write_answer(&review->comments, said->answer, &comment))
        return false;
    uint32_t id = 0;
    size_t size = strlen(said->comment);
    enum err err = size < sizeof comment.text ? OK : ERR_TOO_LONG;
    if (err == OK) {
        memcpy(comment.text, said->comment, size + 1);
        err = comments_add(&review->comments, &comment, &id);
    }
    if (err != OK)
        complain(err == ERR_NO_SPACE ? "there are as many comments as may be" : err_text(err),
                 "--comment", "write one line of plain text, up to 511 bytes");
    return err == OK;
}

// "2026-11-06 45 in-person J. Ortiz, M. Reyes"
static bool write_supervision(struct comments *comments, const char *said)
{
    unsigned long year = 0, month = 0, day = 0, minutes = 0;
    struct supervision held = {0};
    const char *at = said;
    bool fine = take_number(&at, "-", 2999, &year) && take_number(&at, "-", 12, &month) &&
                take_number(&at, " ", 31, &day) && take_number(&at, " ", 999, &minutes) &&
                command_day((int)year, (int)month, (int)day, &held.day);
    const char *space = fine ? strchr(at, ' ') : NULL;
    char method[16];
    fine = space != NULL && (size_t)(space - at) < sizeof method &&
           strlen(space + 1) < sizeof held.people;
    if (fine) {
        memcpy(method, at, (size_t)(space - at));
        method[space - at] = '\0';
        memcpy(held.people, space + 1, strlen(space + 1) + 1);
        held.minutes = (uint16_t)minutes;
        fine = supervision_method_find(method, &held.method) &&
               comments_supervised(comments, &held) == OK;
    }
    if (!fine)
        complain("is no supervision that was held", said,
                 "say 'DATE MINUTES METHOD PEOPLE', METHOD in-person, phone or video");
    return fine;
}

static bool wants_writing(const struct review_options *said)
{
    return said->score_count > 0 || said->comment != NULL || said->supervised != NULL;
}

static bool write_all(const struct supervisor_options *options, struct review *review,
                      const struct reviewer_key *key)
{
    const struct review_options *said = &options->review;
    struct command_now now;
    bool fine = command_now(&now);
    if (fine && said->score_count > REVIEW_SCORES_MAX) {
        complain("more scores than can be given at once", "--score", "give up to 32");
        fine = false;
    }
    for (int i = 0; fine && i < said->score_count; i++)
        fine = write_score(&review->comments, said->scores[i]);
    if (fine && said->comment != NULL)
        fine = write_comment(review, said, &now);
    if (fine && said->supervised != NULL)
        fine = write_supervision(&review->comments, said->supervised);
    if (!fine)
        return false;
    enum err err = comments_save(disk_posix(), review->meeting, key, &review->comments);
    if (err != OK)
        complain(err == ERR_BUSY ? "another program has written its review file just now"
                                 : err_text(err),
                 review->name, "try again, or make room where the record is");
    return err == OK;
}

// ------------------------------------------------------------------------------------ printing

static void print_line(struct out *line)
{
    printf("%s\n", line->at);
    *line = out_into(line->at, line->size);
}

static void print_head(struct out *line, const struct words *words, const struct evidence *evidence)
{
    out_text(line, evidence->group);
    out_text(line, ", ");
    words_date(line, words, evidence->wall_day);
    out_text(line, ", ");
    out_text(line, evidence->module_title);
    out_text(line, ", ");
    out_text(line, evidence->leader);
    print_line(line);
    out_text(line, "record: ");
    out_text(line, record_verdict_text(evidence->verdict));
    print_line(line);
    out_text(line, "time: ");
    words_two(line, words, "evidence.minutes", evidence->minutes, evidence->plan_minutes);
    print_line(line);
    out_text(line, "people: ");
    out_number(line, evidence->people_most);
    if (evidence->people_joined > 0) {
        out_text(line, " of ");
        out_number(line, evidence->people_joined);
    }
    print_line(line);
}

static void print_steps(struct out *line, const struct words *words,
                        const struct evidence *evidence)
{
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct review_step *step = &evidence->steps[i];
        out_text(line, "step: ");
        out_text(line, words_step(words, step->key, step->title));
        out_text(line, ", ");
        words_two(line, words, "evidence.minutes",
                  (int64_t)((step->spent_ms + MINUTE_MS / 2) / MINUTE_MS), step->plan_minutes);
        out_text(line, step->skipped ? ", skipped" : step->done ? "" : ", not done");
        print_line(line);
    }
}

static void print_counts(struct out *line, const struct words *words,
                         const struct evidence *evidence)
{
    for (int measure = MEASURE_ATTENDANCE; measure <= MEASURE_LAST; measure++) {
        const struct review_count *count = &evidence->counts[measure];
        if (!count->known)
            continue;
        out_text(line, measure_name((enum measure)measure));
        out_text(line, ": ");
        words_two(line, words, "replay.of", count->done, count->of);
        print_line(line);
    }
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        out_text(line, "technique: ");
        if (!used->after) {
            words_time(line, evidence->wall_minute, used->moment.at_ms);
            out_text(line, " ");
        }
        out_text(line, words_named(words, "technique.", technique_name(used->technique)));
        print_line(line);
    }
    for (uint8_t i = 0; i < evidence->prompt_count; i++) {
        const struct review_prompt *prompt = &evidence->prompts[i];
        out_text(line, "prompt: ");
        out_text(line, prompt->key);
        out_text(line, ", ");
        out_text(line, review_prompt_result(prompt));
        print_line(line);
    }
}

static void print_marks(struct out *line, const struct words *words,
                        const struct evidence *evidence)
{
    for (uint8_t i = 0; i < evidence->mark_count; i++) {
        out_text(line, "mark: ");
        words_time(line, evidence->wall_minute, evidence->marks[i].moment.at_ms);
        out_text(line, " ");
        out_text(line, evidence->marks[i].text);
        print_line(line);
    }
    for (uint8_t i = 0; i < evidence->flag_count; i++) {
        out_text(line, "flag: ");
        review_flag_words(line, words, evidence, &evidence->flags[i]);
        print_line(line);
    }
}

static void print_sheet(struct out *line, const struct words *words, const struct review *review,
                        enum sheet sheet)
{
    const struct review_book *book = comments_scores(&review->comments);
    for (uint8_t i = 0; i < sheet_item_count(sheet); i++) {
        const struct evidence_item *item = evidence_item_of(&review->evidence, sheet, i);
        out_text(line, sheet_name(sheet));
        out_text(line, " ");
        out_number(line, i + 1);
        out_text(line, " ");
        out_text(line, strings_get(words->strings, words->language, sheet_item_id(sheet, i)));
        out_text(line, ": ");
        for (uint8_t k = 0; k < item->chip_count; k++) {
            out_text(line, k > 0 ? "; " : "");
            evidence_chip_words(line, words, &review->evidence, &item->chips[k]);
        }
        out_text(line, evidence_state_words(words, item->state));
        if (book->scores[sheet][i] != 0) {
            out_text(line, " [");
            out_number(line, book->scores[sheet][i]);
            out_text(line, "]");
        }
        print_line(line);
    }
}

static void print_comments(struct out *line, const struct words *words, const struct review *review)
{
    struct review_line *lines = malloc(REVIEW_LINES_ALL * sizeof *lines);
    check(lines != NULL);
    size_t count = comments_thread(&review->comments, lines, REVIEW_LINES_ALL);
    for (size_t i = 0; i < count; i++) {
        const struct review_comment *comment = lines[i].comment;
        out_text(line, lines[i].answer ? "answer " : "comment ");
        out_number(line, (int64_t)i + 1);
        out_text(line, ": ");
        if (comment->timed) {
            words_time(line, review->evidence.wall_minute, comment->at_ms);
            out_text(line, " ");
        }
        out_text(line, lines[i].book->author.name);
        out_text(line, ": ");
        out_text(line, comment->text);
        out_text(line, comment->live ? " [discuss live]" : "");
        print_line(line);
    }
    free(lines);
    for (unsigned b = 0; b <= review->comments.other_count; b++) {
        const struct review_book *book = comments_book(&review->comments, b);
        for (uint8_t i = 0; i < book->supervision_count; i++) {
            const struct supervision *held = &book->supervisions[i];
            out_text(line, "supervision: ");
            words_date_iso(line, held->day);
            out_text(line, ", ");
            words_one(line, words, "replay.minutes", held->minutes);
            out_text(line, ", ");
            out_text(line, supervision_method_name(held->method));
            out_text(line, ", ");
            out_text(line, held->people);
            print_line(line);
        }
    }
}

static void print_review(const struct review *review, const struct words *words)
{
    char text[LINE_TEXT_BYTES];
    struct out line = out_into(text, sizeof text);
    print_head(&line, words, &review->evidence);
    print_steps(&line, words, &review->evidence);
    print_counts(&line, words, &review->evidence);
    print_marks(&line, words, &review->evidence);
    for (int sheet = 0; sheet < SHEETS; sheet++)
        print_sheet(&line, words, review, (enum sheet)sheet);
    print_comments(&line, words, review);
}

static void print_review_json(const struct review *review, const struct command_words *words)
{
    struct export_session session;
    review_session(review, &session);
    struct command_now now = {0};
    (void)command_now(&now);
    const struct export_source source = {.sessions = &session,
                                         .count = 1,
                                         .strings = command_words_of(words, &session, 1),
                                         .language = words->language,
                                         .day = now.day};
    struct export_text text = {0};
    export_json(&source, &text);
    if (text.err == OK)
        fputs(text.at, stdout);
    free(text.at);
}

// A review file that was passed over is told, and is no reason to stop.
static void tell_problems(const struct review *review)
{
    for (uint8_t i = 0; i < review->comments.problem_count; i++)
        complain(review_problem_text(review->comments.problems[i].err),
                 review->comments.problems[i].name, "it was left out and is kept as it is");
}

int command_review(const struct supervisor_options *options)
{
    const char *path = options->operands[0];
    struct command_words words;
    if (!command_words_load(options, &words))
        return EXIT_USE;
    int code = EXIT_USE;
    struct review *review = NULL;
    struct reviewer_key *key = review_key_of(options);
    if (key == NULL)
        goto done;
    enum err err = review_open(disk_posix(), path, key, &review);
    if (err != OK) {
        open_record_complain(err, path);
        goto done;
    }
    tell_problems(review);
    if (wants_writing(&options->review) && !write_all(options, review, key))
        goto done;
    if (options->json)
        print_review_json(review, &words);
    else {
        struct export_session session;
        review_session(review, &session);
        print_review(review,
                     &(struct words){command_words_of(&words, &session, 1), words.language});
    }
    code = review->evidence.verdict == RECORD_COMPLETE ? EXIT_DONE : EXIT_INCOMPLETE;
done:
    review_close(review);
    reviewer_key_destroy(key);
    command_words_free(&words);
    return code;
}
