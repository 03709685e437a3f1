// The JSON document, member by member as docs/export.schema.json says.
#include "show/results.h"
#include "supervisor/export_text.h"
#include <stdlib.h>

struct export_into { // one session on its way into the text
    const struct export_source *source;
    const struct export_session *session;
    struct words words;
    struct export_text *text;
};

static void count_member(struct export_text *text, enum measure measure,
                         const struct review_count *count)
{
    json_key(text, measure_name(measure));
    text_add(text, "{");
    json_number(text, "done", count->done);
    json_number(text, "of", count->of);
    json_bool(text, "confirmed", count->confirmed);
    text_add(text, "}");
}

static void head(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    struct export_text *text = into->text;
    json_text(text, "record", into->session->name);
    json_text(text, "verdict", record_verdict_text(evidence->verdict));
    json_text(text, "group", evidence->group);
    json_text(text, "leader", evidence->leader);
    json_bool(text, "practice_profile", evidence->practice_profile);
    json_text(text, "meeting", evidence->meeting == MEETING_GROUP ? "group" : "individual");
    json_key(text, "module");
    text_add(text, "{");
    json_text(text, "key", evidence->module);
    json_text(text, "title", evidence->module_title);
    json_number(text, "session", evidence->session_number);
    json_number(text, "sessions", evidence->session_count);
    json_text(text, "topic", evidence->topic);
    text_add(text, "}");
    json_date(text, "date", evidence->wall_day);
    json_time(text, "start", evidence, &(struct review_moment){.known = true});
    json_number(text, "minutes", evidence->minutes);
    json_number(text, "plan_minutes", evidence->plan_minutes);
    json_bool(text, "ended", evidence->ended);
    json_key(text, "people");
    text_add(text, "{");
    json_number(text, "here", evidence->people);
    json_number(text, "most", evidence->people_most);
    json_number(text, "joined", evidence->people_joined);
    text_add(text, "}");
}

static const char *step_state(const struct review_step *step)
{
    return step->skipped ? "skipped" : step->done ? "done" : step->begun ? "begun" : "not-begun";
}

static void steps(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    struct export_text *text = into->text;
    json_key(text, "steps");
    text_add(text, "[");
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct review_step *step = &evidence->steps[i];
        json_comma(text);
        text_add(text, "{");
        json_text(text, "key", step->key);
        json_text(text, "title", words_step(&into->words, step->key, step->title));
        json_number(text, "plan_minutes", step->plan_minutes);
        json_number(text, "minutes", (int64_t)((step->spent_ms + MINUTE_MS / 2) / MINUTE_MS));
        json_text(text, "state", step_state(step));
        json_time(text, "at", evidence, &step->moment);
        text_add(text, "}");
    }
    text_add(text, "]");
}

static void counts(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    json_key(into->text, "counts");
    text_add(into->text, "{");
    for (int measure = MEASURE_ATTENDANCE; measure <= MEASURE_LAST; measure++)
        if (evidence->counts[measure].known)
            count_member(into->text, (enum measure)measure, &evidence->counts[measure]);
    text_add(into->text, "}");
}

static void techniques(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    struct export_text *text = into->text;
    json_key(text, "techniques");
    text_add(text, "[");
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        json_comma(text);
        text_add(text, "{");
        json_text(text, "name", technique_name(used->technique));
        json_text(text, "family", technique_family_name(technique_family_of(used->technique)));
        if (used->after)
            json_null(text, "at");
        else
            json_time(text, "at", evidence, &used->moment);
        text_add(text, "}");
    }
    text_add(text, "]");
}

static void band_rows(struct export_into *into, const struct review_prompt *prompt)
{
    const struct deck *deck = into->session->deck;
    const struct release *release = &prompt->release;
    struct export_text *text = into->text;
    bool named = deck != NULL && prompt->prompt <= deck->prompt_count;
    struct result_view view = {
        .prompt = {deck, into->source->strings, prompt->prompt, into->source->language},
        .release = release};
    json_key(text, "rows");
    text_add(text, "[");
    for (uint8_t place = 0; place < release->row_count; place++) {
        char label[RESULT_TEXT_BYTES];
        uint8_t row = named ? show_result_row(&view, place) : place;
        json_comma(text);
        text_add(text, "{");
        json_text(text, "label", named ? show_result_label(&view, row, label) : "");
        json_text(text, "band", band_name(release->bands[row]));
        text_add(text, "}");
    }
    text_add(text, "]");
}

static void lines(struct export_into *into, const struct review_prompt *prompt)
{
    const struct deck *deck = into->session->deck;
    const struct release *release = &prompt->release;
    struct export_text *text = into->text;
    bool named = deck != NULL && prompt->prompt <= deck->prompt_count;
    json_key(text, "lines");
    text_add(text, "[");
    for (uint8_t i = 0; i < release->line_count; i++) {
        const struct text_line *line = &release->lines[i];
        const char *words = line->text;
        if (line->phrase > 0)
            words = named && line->phrase <= deck->prompts[prompt->prompt - 1].option_count
                        ? deck_prompt_words(deck, prompt->prompt, into->source->language)
                              ->options[line->phrase - 1]
                        : "";
        json_comma(text);
        json_string(text, words);
    }
    text_add(text, "]");
}

static void checkins(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    struct export_text *text = into->text;
    json_key(text, "checkins");
    text_add(text, "[");
    for (uint8_t i = 0; i < evidence->prompt_count; i++) {
        const struct review_prompt *prompt = &evidence->prompts[i];
        json_comma(text);
        text_add(text, "{");
        json_text(text, "prompt", prompt->key);
        json_text(text, "kind", prompt_kind_name(prompt->kind));
        json_text(text, "class", privacy_class_name(prompt->class));
        json_time(text, "ended", evidence, &prompt->ended);
        json_text(text, "result", review_prompt_result(prompt));
        if (prompt->release.kind == RELEASE_BANDS)
            band_rows(into, prompt);
        if (prompt->release.kind == RELEASE_LINES)
            lines(into, prompt);
        text_add(text, "}");
    }
    text_add(text, "]");
}

static void goals(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    struct export_text *text = into->text;
    json_key(text, "goals");
    text_add(text, "[");
    for (uint8_t i = 0; i < evidence->goals_count; i++) {
        const struct review_goals *goals = &evidence->goals[i];
        json_comma(text);
        text_add(text, "{");
        json_time(text, "opened", evidence, &goals->opened);
        if (goals->release.banded)
            json_text(text, "cards", band_name(goals->release.opened));
        else
            json_null(text, "cards");
        json_key(text, "lines");
        text_add(text, "[");
        for (uint8_t k = 0; k < goals->release.line_count; k++) {
            const struct goal_line *line = &goals->release.lines[k];
            json_comma(text);
            text_add(text, "{");
            json_text(text, "kind", goal_line_kind_name(line->kind));
            json_text(text, "status", goal_status_name(line->status));
            json_text(text, "text", line->text);
            text_add(text, "}");
        }
        text_add(text, "]}");
    }
    text_add(text, "]");
}

static void marks_and_flags(struct export_into *into)
{
    const struct evidence *evidence = into->session->evidence;
    struct export_text *text = into->text;
    json_key(text, "marks");
    text_add(text, "[");
    for (uint8_t i = 0; i < evidence->mark_count; i++) {
        json_comma(text);
        text_add(text, "{");
        json_time(text, "at", evidence, &evidence->marks[i].moment);
        json_text(text, "text", evidence->marks[i].text);
        text_add(text, "}");
    }
    text_add(text, "]");
    json_key(text, "flags");
    text_add(text, "[");
    for (uint8_t i = 0; i < evidence->flag_count; i++) {
        char words[EXPORT_PIECE_BYTES];
        struct out out = out_into(words, sizeof words);
        review_flag_words(&out, &into->words, evidence, &evidence->flags[i]);
        json_comma(text);
        text_add(text, "{");
        json_text(text, "name", review_flag_name(evidence->flags[i].kind));
        json_text(text, "words", words);
        text_add(text, "}");
    }
    text_add(text, "]");
    json_number(text, "screens_lost", evidence->lost_count);
    json_text(text, "covered", evidence->covered);
    json_text(text, "note", evidence->note);
}

static void item(struct export_into *into, enum sheet sheet, uint8_t index)
{
    const struct evidence *evidence = into->session->evidence;
    const struct evidence_item *from = evidence_item_of(evidence, sheet, index);
    const struct review_book *book =
        into->session->comments != NULL ? comments_scores(into->session->comments) : NULL;
    struct export_text *text = into->text;
    json_comma(text);
    text_add(text, "{");
    json_number(text, "item", index + 1);
    json_text(text, "name", sheet_item_name(sheet, index));
    json_text(text, "state", evidence_state_name(from->state));
    json_key(text, "evidence");
    text_add(text, "[");
    for (uint8_t i = 0; i < from->chip_count; i++) {
        char words[EXPORT_PIECE_BYTES];
        struct out out = out_into(words, sizeof words);
        evidence_chip_words(&out, &into->words, evidence, &from->chips[i]);
        json_comma(text);
        json_string(text, words);
    }
    text_add(text, "]");
    if (book != NULL && book->scores[sheet][index] != 0)
        json_number(text, "score", book->scores[sheet][index]);
    else
        json_null(text, "score");
    text_add(text, "}");
}

static void sheets(struct export_into *into)
{
    const struct comments *comments = into->session->comments;
    struct export_text *text = into->text;
    json_key(text, "sheets");
    text_add(text, "{");
    if (comments != NULL)
        json_text(text, "scores_by", comments_scores(comments)->author.name);
    else
        json_null(text, "scores_by");
    for (int sheet = 0; sheet < SHEETS; sheet++) {
        json_key(text, sheet_name((enum sheet)sheet));
        text_add(text, "[");
        for (uint8_t i = 0; i < sheet_item_count((enum sheet)sheet); i++)
            item(into, (enum sheet)sheet, i);
        text_add(text, "]");
    }
    text_add(text, "}");
}

static void comment(struct export_into *into, const struct review_line *line)
{
    const struct review_comment *from = line->comment;
    struct export_text *text = into->text;
    json_comma(text);
    text_add(text, "{");
    json_text(text, "by", line->book->author.name);
    json_time(text, "at", into->session->evidence,
              &(struct review_moment){.known = from->timed, .at_ms = from->at_ms});
    json_date(text, "date", from->day);
    json_bool(text, "answer", line->answer);
    json_bool(text, "discuss_live", from->live);
    json_text(text, "text", from->text);
    text_add(text, "}");
}

static void conversation(struct export_into *into)
{
    const struct comments *comments = into->session->comments;
    struct export_text *text = into->text;
    struct review_line *thread = malloc(REVIEW_LINES_ALL * sizeof *thread);
    if (thread == NULL) {
        text->err = ERR_MEMORY;
        return;
    }
    size_t count = comments != NULL ? comments_thread(comments, thread, REVIEW_LINES_ALL) : 0;
    json_key(text, "comments");
    text_add(text, "[");
    for (size_t i = 0; i < count; i++)
        comment(into, &thread[i]);
    text_add(text, "]");
    free(thread);
    json_key(text, "supervision");
    text_add(text, "[");
    for (unsigned b = 0; comments != NULL && b <= comments->other_count; b++) {
        const struct review_book *book = comments_book(comments, b);
        for (uint8_t i = 0; i < book->supervision_count; i++) {
            const struct supervision *held = &book->supervisions[i];
            json_comma(text);
            text_add(text, "{");
            json_date(text, "date", held->day);
            json_number(text, "minutes", held->minutes);
            json_text(text, "method", supervision_method_name(held->method));
            json_text(text, "people", held->people);
            json_text(text, "by", book->author.name);
            text_add(text, "}");
        }
    }
    text_add(text, "]");
}

static void session(struct export_into *into)
{
    json_comma(into->text);
    text_add(into->text, "\n{");
    head(into);
    steps(into);
    counts(into);
    techniques(into);
    checkins(into);
    goals(into);
    marks_and_flags(into);
    sheets(into);
    conversation(into);
    text_add(into->text, "}");
}

void export_json(const struct export_source *source, struct export_text *out_text)
{
    struct export_into into = {
        .source = source, .words = {source->strings, source->language}, .text = out_text};
    text_add(out_text, "{");
    json_text(out_text, "format", "imr-export");
    json_number(out_text, "version", 1);
    json_date(out_text, "made", source->day);
    if (source->notice != NULL)
        json_text(out_text, "notice", source->notice);
    else
        json_null(out_text, "notice");
    json_key(out_text, "sessions");
    text_add(out_text, "[");
    for (size_t i = 0; i < source->count; i++) {
        into.session = &source->sessions[i];
        session(&into);
    }
    text_add(out_text, "]}\n");
}
