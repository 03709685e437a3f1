// The same as tables, one line for each thing: a session, a step, a row of a check-in, a technique, an
// item of a sheet, a comment, a supervision. Each line begins with record and date, so that tables
// can be joined, and ends with the notice where there is one.
#include "base/check.h"
#include "show/results.h"
#include "supervisor/export_text.h"
#include <stdlib.h>

const char *export_table_name(enum export_table table)
{
    static const char *const names[EXPORT_TABLES] = {"sessions.csv",   "steps.csv", "checkins.csv",
                                                     "techniques.csv", "items.csv", "comments.csv",
                                                     "supervision.csv"};
    check(table < EXPORT_TABLES);
    return names[table];
}

struct csv {
    const struct export_source *source;
    const struct export_session *session;
    struct words words;
    struct export_text *text;
};

static void line_begin(struct csv *csv)
{
    char date[24];
    struct out out = out_into(date, sizeof date);
    words_date_iso(&out, csv->session->evidence->wall_day);
    csv_text(csv->text, csv->session->name);
    csv_text(csv->text, date);
}

static void line_end(struct csv *csv)
{
    if (csv->source->notice != NULL)
        csv_text(csv->text, csv->source->notice);
    csv_end(csv->text);
}

static void heading(struct csv *csv, const char *const *names)
{
    csv_text(csv->text, "record");
    csv_text(csv->text, "date");
    for (; *names != NULL; names++)
        csv_text(csv->text, *names);
    if (csv->source->notice != NULL)
        csv_text(csv->text, "notice");
    csv_end(csv->text);
}

static void csv_time(struct csv *csv, const struct review_moment *moment)
{
    char time[24] = "";
    struct out out = out_into(time, sizeof time);
    if (moment->known)
        words_time(&out, csv->session->evidence->wall_minute, moment->at_ms);
    csv_text(csv->text, time);
}

static void csv_count(struct csv *csv, enum measure measure)
{
    const struct review_count *count = &csv->session->evidence->counts[measure];
    if (count->known) {
        csv_number(csv->text, count->done);
        csv_number(csv->text, count->of);
    } else {
        csv_text(csv->text, "");
        csv_text(csv->text, "");
    }
}

static const enum measure measured[] = {MEASURE_ATTENDANCE, MEASURE_GOALS_SET,
                                        MEASURE_GOALS_FOLLOWED_UP, MEASURE_PRACTICE_REVIEWED,
                                        MEASURE_PRACTICE_SET};
enum {
    MEASURED = sizeof measured / sizeof measured[0]
};

static void session_line(struct csv *csv)
{
    const struct evidence *evidence = csv->session->evidence;
    struct export_text *text = csv->text;
    line_begin(csv);
    csv_text(text, evidence->group);
    csv_text(text, evidence->leader);
    csv_text(text, evidence->module);
    csv_number(text, evidence->session_number);
    csv_text(text, record_verdict_text(evidence->verdict));
    csv_number(text, evidence->minutes);
    csv_number(text, evidence->plan_minutes);
    csv_number(text, evidence->steps_done);
    csv_number(text, evidence->step_count);
    csv_number(text, evidence->people_most);
    csv_number(text, evidence->people_joined);
    for (size_t i = 0; i < MEASURED; i++)
        csv_count(csv, measured[i]);
    csv_text(text, evidence->practised ? "yes" : "no");
    csv_number(text, evidence->lost_count);
    csv_text(text, evidence->covered);
    csv_text(text, evidence->note);
    line_end(csv);
}

static void step_lines(struct csv *csv)
{
    const struct evidence *evidence = csv->session->evidence;
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct review_step *step = &evidence->steps[i];
        line_begin(csv);
        csv_text(csv->text, step->key);
        csv_text(csv->text, words_step(&csv->words, step->key, step->title));
        csv_number(csv->text, step->plan_minutes);
        csv_number(csv->text, (int64_t)((step->spent_ms + MINUTE_MS / 2) / MINUTE_MS));
        csv_text(csv->text, step->skipped ? "skipped" : step->done ? "done" : "");
        csv_time(csv, &step->moment);
        line_end(csv);
    }
}

static void checkin_line(struct csv *csv, const struct review_prompt *prompt, const char *label,
                         const char *band)
{
    line_begin(csv);
    csv_text(csv->text, prompt->key);
    csv_text(csv->text, prompt_kind_name(prompt->kind));
    csv_text(csv->text, privacy_class_name(prompt->class));
    csv_text(csv->text, review_prompt_result(prompt));
    csv_text(csv->text, label);
    csv_text(csv->text, band);
    line_end(csv);
}

static void checkin_lines(struct csv *csv)
{
    const struct evidence *evidence = csv->session->evidence;
    const struct deck *deck = csv->session->deck;
    for (uint8_t i = 0; i < evidence->prompt_count; i++) {
        const struct review_prompt *prompt = &evidence->prompts[i];
        if (prompt->release.kind != RELEASE_BANDS) {
            checkin_line(csv, prompt, "", "");
            continue;
        }
        bool named = deck != NULL && prompt->prompt <= deck->prompt_count;
        struct result_view view = {
            .prompt = {deck, csv->source->strings, prompt->prompt, csv->source->language},
            .release = &prompt->release};
        for (uint8_t place = 0; place < prompt->release.row_count; place++) {
            char label[RESULT_TEXT_BYTES];
            uint8_t row = named ? show_result_row(&view, place) : place;
            checkin_line(csv, prompt, named ? show_result_label(&view, row, label) : "",
                         band_name(prompt->release.bands[row]));
        }
    }
}

static void technique_lines(struct csv *csv)
{
    static const struct review_moment after = {0};
    const struct evidence *evidence = csv->session->evidence;
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        line_begin(csv);
        csv_text(csv->text, technique_name(used->technique));
        csv_text(csv->text, technique_family_name(technique_family_of(used->technique)));
        csv_time(csv, used->after ? &after : &used->moment);
        line_end(csv);
    }
}

static void item_line(struct csv *csv, enum sheet sheet, uint8_t index)
{
    const struct evidence *evidence = csv->session->evidence;
    const struct evidence_item *item = evidence_item_of(evidence, sheet, index);
    const struct review_book *book =
        csv->session->comments != NULL ? comments_scores(csv->session->comments) : NULL;
    char words[EXPORT_PIECE_BYTES];
    struct out out = out_into(words, sizeof words);
    for (uint8_t i = 0; i < item->chip_count; i++) {
        out_text(&out, i > 0 ? "; " : "");
        evidence_chip_words(&out, &csv->words, evidence, &item->chips[i]);
    }
    out_text(&out, evidence_state_words(&csv->words, item->state));
    line_begin(csv);
    csv_text(csv->text, sheet_name(sheet));
    csv_number(csv->text, index + 1);
    csv_text(csv->text, sheet_item_name(sheet, index));
    csv_text(csv->text, evidence_state_name(item->state));
    csv_text(csv->text, words);
    if (book != NULL && book->scores[sheet][index] != 0)
        csv_number(csv->text, book->scores[sheet][index]);
    else
        csv_text(csv->text, "");
    line_end(csv);
}

static void item_lines(struct csv *csv)
{
    for (int sheet = 0; sheet < SHEETS; sheet++)
        for (uint8_t i = 0; i < sheet_item_count((enum sheet)sheet); i++)
            item_line(csv, (enum sheet)sheet, i);
}

static void comment_lines(struct csv *csv)
{
    const struct comments *comments = csv->session->comments;
    if (comments == NULL)
        return;
    struct review_line *lines = malloc(REVIEW_LINES_ALL * sizeof *lines);
    if (lines == NULL) {
        csv->text->err = ERR_MEMORY;
        return;
    }
    size_t count = comments_thread(comments, lines, REVIEW_LINES_ALL);
    for (size_t i = 0; i < count; i++) {
        const struct review_comment *comment = lines[i].comment;
        char date[24];
        struct out out = out_into(date, sizeof date);
        words_date_iso(&out, comment->day);
        line_begin(csv);
        csv_text(csv->text, lines[i].book->author.name);
        csv_text(csv->text, date);
        csv_time(csv, &(struct review_moment){.known = comment->timed, .at_ms = comment->at_ms});
        csv_text(csv->text, lines[i].answer ? "answer" : "comment");
        csv_text(csv->text, comment->live ? "yes" : "no");
        csv_text(csv->text, comment->text);
        line_end(csv);
    }
    free(lines);
}

static void supervision_lines(struct csv *csv)
{
    const struct comments *comments = csv->session->comments;
    for (unsigned b = 0; comments != NULL && b <= comments->other_count; b++) {
        const struct review_book *book = comments_book(comments, b);
        for (uint8_t i = 0; i < book->supervision_count; i++) {
            const struct supervision *held = &book->supervisions[i];
            char date[24];
            struct out out = out_into(date, sizeof date);
            words_date_iso(&out, held->day);
            line_begin(csv);
            csv_text(csv->text, date);
            csv_number(csv->text, held->minutes);
            csv_text(csv->text, supervision_method_name(held->method));
            csv_text(csv->text, held->people);
            csv_text(csv->text, book->author.name);
            line_end(csv);
        }
    }
}

struct table {
    const char *const *names; // of its columns, after record and date
    void (*lines)(struct csv *csv);
};

static const char *const session_names[] = {"group",
                                            "leader",
                                            "module",
                                            "session",
                                            "verdict",
                                            "minutes",
                                            "plan_minutes",
                                            "steps_done",
                                            "steps",
                                            "people",
                                            "people_joined",
                                            "attendance",
                                            "attendance_of",
                                            "goals_set",
                                            "goals_set_of",
                                            "goals_followed_up",
                                            "goals_followed_up_of",
                                            "practice_reviewed",
                                            "practice_reviewed_of",
                                            "practice_set",
                                            "practice_set_of",
                                            "practised",
                                            "screens_lost",
                                            "covered",
                                            "note",
                                            NULL};
static const char *const step_names[] = {"key", "title", "plan_minutes", "minutes", "state",
                                         "at",  NULL};
static const char *const checkin_names[] = {"prompt", "kind", "class", "result",
                                            "row",    "band", NULL};
static const char *const technique_names[] = {"technique", "family", "at", NULL};
static const char *const item_names[] = {"sheet",    "item",  "name", "state",
                                         "evidence", "score", NULL};
static const char *const comment_names[] = {"by",           "written", "at", "kind",
                                            "discuss_live", "text",    NULL};
static const char *const supervision_names[] = {"held", "minutes", "method", "people", "by", NULL};

void export_csv(const struct export_source *source, enum export_table table,
                struct export_text *out_text)
{
    static const struct table tables[EXPORT_TABLES] = {
        [EXPORT_SESSIONS] = {session_names, session_line},
        [EXPORT_STEPS] = {step_names, step_lines},
        [EXPORT_CHECKINS] = {checkin_names, checkin_lines},
        [EXPORT_TECHNIQUES] = {technique_names, technique_lines},
        [EXPORT_ITEMS] = {item_names, item_lines},
        [EXPORT_COMMENTS] = {comment_names, comment_lines},
        [EXPORT_SUPERVISIONS] = {supervision_names, supervision_lines},
    };
    check(table < EXPORT_TABLES);
    struct csv csv = {
        .source = source, .words = {source->strings, source->language}, .text = out_text};
    heading(&csv, tables[table].names);
    for (size_t i = 0; i < source->count; i++) {
        csv.session = &source->sessions[i];
        tables[table].lines(&csv);
    }
}
