// The sessions of a folder side by side, one line each.
#include "base/out.h"
#include "supervisor/command_words.h"
#include "supervisor/evidence_words.h"
#include "supervisor/export_text.h"
#include "supervisor/review_key.h"
#include "supervisor/trends_folder.h"
#include <stdlib.h>
#include <string.h>

static void print_share(const char *name, const struct trend_count *count)
{
    if (count->known)
        printf("; %s %u of %u", name, (unsigned)count->done, (unsigned)count->of);
}

static void print_session(const struct trend_session *session)
{
    char date[24];
    struct out out = out_into(date, sizeof date);
    words_date_iso(&out, session->day);
    printf("%s  %s; %s, session %u; %u min, %+d; %u people", date, session->group,
           session->module_title, (unsigned)session->session_number, (unsigned)session->minutes,
           (int)trend_drift(session->minutes, session->plan_minutes),
           (unsigned)session->numbers.people_most);
    print_share("goals set", &session->numbers.counts[MEASURE_GOALS_SET]);
    print_share("followed up", &session->numbers.counts[MEASURE_GOALS_FOLLOWED_UP]);
    print_share("practice reviewed", &session->numbers.counts[MEASURE_PRACTICE_REVIEWED]);
    print_share("practice set", &session->numbers.counts[MEASURE_PRACTICE_SET]);
    for (int technique = 1; technique <= TECHNIQUE_LAST; technique++)
        if (session->tagged[technique])
            printf("; %s", technique_name((enum technique)technique));
    for (uint8_t i = 0; i < session->numbers.checkin_count; i++) {
        const struct trend_checkin *checkin = &session->numbers.checkins[i];
        printf("; %s", checkin->key);
        if (checkin->release != RELEASE_BANDS)
            printf(" %s", release_kind_name(checkin->release));
        for (uint8_t row = 0; row < checkin->row_count; row++)
            printf("%c%s", row == 0 ? ' ' : ',', band_name(checkin->bands[row]));
    }
    printf("\n");
}

static void session_json(struct export_text *text, const struct trend_session *session)
{
    json_comma(text);
    text_add(text, "\n{");
    json_text(text, "record", session->name);
    json_date(text, "date", session->day);
    json_text(text, "group", session->group);
    json_text(text, "module", session->numbers.module);
    json_number(text, "session", session->session_number);
    json_text(text, "verdict", record_verdict_text(session->verdict));
    json_number(text, "minutes", session->minutes);
    json_number(text, "drift_minutes", trend_drift(session->minutes, session->plan_minutes));
    json_number(text, "people", session->numbers.people_most);
    json_number(text, "people_joined", session->people_joined);
    json_key(text, "steps");
    text_add(text, "[");
    for (uint8_t i = 0; i < session->step_count; i++) {
        json_comma(text);
        text_add(text, "{");
        json_text(text, "key", session->steps[i].key);
        json_number(text, "drift_minutes", trend_step_drift(&session->steps[i]));
        text_add(text, "}");
    }
    text_add(text, "]");
    json_key(text, "counts");
    text_add(text, "{");
    for (int measure = MEASURE_ATTENDANCE; measure <= MEASURE_LAST; measure++) {
        const struct trend_count *count = &session->numbers.counts[measure];
        if (!count->known)
            continue;
        json_key(text, measure_name((enum measure)measure));
        text_add(text, "{");
        json_number(text, "done", count->done);
        json_number(text, "of", count->of);
        text_add(text, "}");
    }
    text_add(text, "}");
    json_key(text, "techniques");
    text_add(text, "[");
    for (int technique = 1; technique <= TECHNIQUE_LAST; technique++) {
        if (!session->tagged[technique])
            continue;
        json_comma(text);
        json_string(text, technique_name((enum technique)technique));
    }
    text_add(text, "]");
    json_key(text, "checkins");
    text_add(text, "[");
    for (uint8_t i = 0; i < session->numbers.checkin_count; i++) {
        const struct trend_checkin *checkin = &session->numbers.checkins[i];
        json_comma(text);
        text_add(text, "{");
        json_text(text, "prompt", checkin->key);
        json_text(text, "result", release_kind_name(checkin->release));
        json_key(text, "bands");
        text_add(text, "[");
        for (uint8_t row = 0; row < checkin->row_count; row++) {
            json_comma(text);
            json_string(text, band_name(checkin->bands[row]));
        }
        text_add(text, "]}");
    }
    text_add(text, "]}");
}

static void print_json(const struct trends *trends)
{
    struct export_text text = {0};
    text_add(&text, "{");
    json_key(&text, "trends");
    text_add(&text, "[");
    for (size_t i = 0; i < trends->count; i++)
        session_json(&text, &trends->sessions[i]);
    text_add(&text, "]}\n");
    if (text.err == OK)
        fputs(text.at, stdout);
    free(text.at);
}

int command_trends(const struct supervisor_options *options)
{
    struct reviewer_key *key = review_key_of(options);
    if (key == NULL)
        return EXIT_USE;
    struct trends trends = {0};
    size_t passed_over = 0;
    enum err err = trends_of_folder(disk_posix(), options->operands[0], key, &trends, &passed_over);
    reviewer_key_destroy(key);
    if (err != OK)
        return complain(err == ERR_NOT_FOUND ? "no such folder" : err_text(err),
                        options->operands[0], "check the path");
    if (options->json)
        print_json(&trends);
    else
        for (size_t i = 0; i < trends.count; i++)
            print_session(&trends.sessions[i]);
    trends_finish(&trends);
    if (passed_over > 0) {
        fprintf(stderr, "imr-supervisor: %s: %zu records could not be opened; see list\n",
                options->operands[0], passed_over);
        return EXIT_INCOMPLETE;
    }
    return EXIT_DONE;
}
