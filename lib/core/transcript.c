#include "core/transcript.h"

#include "base/check.h"

#include <string.h>

static const char *const phase_names[] = {
    [SCENE_WAITING] = "waiting",
    [SCENE_RUNNING] = "running",
    [SCENE_ENDED] = "ended",
    [SCENE_FINISHED] = "finished",
};

static const char *phase_name(enum scene_phase phase)
{
    check(phase <= SCENE_FINISHED);
    return phase_names[phase];
}

static bool for_staff(const struct scene *scene)
{
    return scene->audience == AUDIENCE_FACILITATOR || scene->audience == AUDIENCE_SUPERVISOR;
}

// ---- as readable text: a head line, then one indented line for each thing there is to say

static void number(struct out *out, const char *before, uint64_t value)
{
    out_text(out, before);
    out_number(out, (int64_t)value);
}

// A quoted text, escaped as in JSON so that one line stays one line.
static void quoted(struct out *out, const char *before, const char *text)
{
    out_text(out, before);
    out_json(out, text);
}

static void range(struct out *out, const char *before, uint8_t least, uint8_t most)
{
    number(out, before, least);
    number(out, "-", most);
}

static void text_release(struct out *out, const struct release *release)
{
    if (release->kind == RELEASE_NONE)
        return;
    out_text(out, "  release ");
    out_text(out, release_kind_name(release->kind));
    if (release->joined)
        out_text(out, " joined");
    for (uint8_t row = 0; row < release->row_count; row++) {
        if (release->kind == RELEASE_COUNTS) {
            number(out, " ", release->counts[row]);
        } else {
            out_text(out, " ");
            out_text(out, band_name(release->bands[row]));
        }
    }
    for (uint8_t i = 0; i < release->line_count; i++) {
        const struct text_line *line = &release->lines[i];
        if (line->phrase != 0)
            number(out, " phrase ", line->phrase);
        else
            quoted(out, " ", line->text);
    }
    if (release->kind == RELEASE_BANDS) {
        range(out, "; few ", 0, release->few_most);
        if (release->half_least <= release->half_most)
            range(out, ", half ", release->half_least, release->half_most);
        range(out, ", most ", release->most_least, release->most_most);
    }
    out_text(out, "\n");
}

static void text_prompt(struct out *out, const struct scene *scene)
{
    if (scene->prompt == 0)
        return;
    number(out, "  prompt ", scene->prompt);
    out_text(out, " ");
    out_text(out, prompt_state_name(scene->prompt_state));
    out_text(out, " ");
    out_text(out, privacy_class_name(scene->prompt_class));
    if (scene->places != 0)
        number(out, " places ", scene->places);
    if (scene->box_full)
        out_text(out, " box full");
    out_text(out, scene->result_on ? " result on\n" : "\n");
    text_release(out, &scene->release);
}

static void text_step(struct out *out, uint8_t place, const struct scene_step *step)
{
    number(out, "  step ", place);
    out_text(out, step->current ? " now" : "");
    out_text(out, step->done ? " done" : "");
    out_text(out, step->skipped ? " skipped" : "");
    number(out, " ", step->plan_minutes);
    number(out, " min, spent ", step->spent_ms);
    out_text(out, " ms");
    if (step->current)
        number(out, ", since ", step->since_ms);
    quoted(out, " ", step->key);
    quoted(out, " ", step->title);
    out_text(out, "\n");
}

static void text_goals(struct out *out, const struct scene *scene)
{
    if (scene->goals_state != GOALS_IDLE) {
        out_text(out, "  goals ");
        out_text(out, goals_state_name(scene->goals_state));
        out_text(out, scene->new_cards ? " new cards\n" : "\n");
    }
    const struct goals_release *goals = &scene->goals;
    if (goals->banded || scene->goals_lines != 0) {
        out_text(out, "  goals opened ");
        out_text(out, goals->banded ? band_name(goals->opened) : "untold");
        if (goals->banded)
            number(out, " of ", goals->most_most);
        number(out, ", lines ", scene->goals_lines);
        out_text(out, "\n");
    }
}

static void text_measures(struct out *out, const struct scene *scene)
{
    for (int i = MEASURE_ATTENDANCE; i <= MEASURE_LAST; i++) {
        const struct measure_count *count = &scene->counts[i];
        if (!count->known)
            continue;
        out_text(out, "  counted ");
        out_text(out, measure_name((enum measure)i));
        number(out, " ", count->done);
        number(out, "/", count->of);
        out_text(out, "\n");
    }
}

static void text_count(struct out *out, const char *name, const struct finish_count *count)
{
    out_text(out, name);
    if (!count->known) {
        out_text(out, " not counted");
        return;
    }
    number(out, " ", count->done);
    number(out, "/", count->of);
}

static void text_begin(struct out *out, const struct scene *scene)
{
    const struct begin *begin = &scene->begin;
    quoted(out, "  led by ", begin->leader);
    quoted(out, ", edition ", begin->edition);
    quoted(out, ", module ", begin->deck.module);
    number(out, ", session ", begin->deck.session_number);
    number(out, " of ", begin->deck.session_count);
    number(out, ", day ", scene->wall_day);
    number(out, " minute ", scene->wall_minute);
    if (begin->speed > 1)
        number(out, ", speed ", begin->speed);
    number(out, "\n  people ", scene->people);
    if (scene->begin.people_joined != 0)
        number(out, " of ", scene->begin.people_joined);
    if (scene->screens_lost != 0)
        number(out, ", screens lost ", scene->screens_lost);
    out_text(out, scene->can_take_back ? ", can take back" : "");
    out_text(out, scene->warned ? ", warned" : "");
    out_text(out, scene->disk_failed ? ", disk failed" : "");
    out_text(out, "\n");
}

static void text_used(struct out *out, const struct scene *scene)
{
    for (uint8_t i = 0; i < PROMPTS_MAX; i++)
        if (scene->prompts_used[i])
            number(out, "  used prompt ", i + 1u);
    for (int i = TECHNIQUE_HOPE_AND_PRAISE; i <= TECHNIQUE_LAST; i++) {
        if (!scene->tagged[i])
            continue;
        out_text(out, "  tag ");
        out_text(out, technique_name((enum technique)i));
    }
}

static void text_staff(struct out *out, const struct scene *scene)
{
    text_begin(out, scene);
    for (uint8_t i = 0; i < scene->step_count; i++)
        text_step(out, (uint8_t)(i + 1), &scene->steps[i]);
    for (uint8_t i = 0; i < scene->mark_count; i++) {
        number(out, "  mark at ", scene->marks[i].at_ms);
        quoted(out, " ", scene->marks[i].text);
        out_text(out, "\n");
    }
    text_measures(out, scene);
    size_t before = out->used;
    text_used(out, scene);
    if (out->used != before)
        out_text(out, "\n");
    if (scene->audience == AUDIENCE_FACILITATOR && scene->places != 0) {
        out_text(out, "  box ");
        out_text(out, box_state_name(scene->box_state));
        if (scene->box_count_known)
            number(out, " with ", scene->box_count);
        out_text(out, "\n");
    }
    if (!scene->finished)
        return;
    text_count(out, "  finish people", &scene->finish.people_here);
    text_count(out, " goals", &scene->finish.goals_followed_up);
    text_count(out, " reviewed", &scene->finish.practice_reviewed);
    text_count(out, " set", &scene->finish.practice_set);
    out_text(out, scene->finish.words_copied ? " words" : "");
    quoted(out, " note ", scene->finish.note);
    out_text(out, "\n");
}

void transcript_scene(struct out *out, const struct scene *scene)
{
    out_text(out, audience_name(scene->audience));
    number(out, " revision ", scene->revision);
    number(out, " at ", scene->session_ms);
    out_text(out, " ");
    out_text(out, phase_name(scene->phase));
    if (scene->phase != SCENE_WAITING) {
        number(out, " slide ", scene->slide);
        number(out, "/", scene->slide_count);
        out_text(out, scene->meeting == MEETING_INDIVIDUAL ? " individual" : "");
        out_text(out, scene->practice ? " practice" : "");
        out_text(out, scene->paused ? " paused" : "");
        out_text(out, scene->blank ? " blank" : "");
        if (scene->group[0] != '\0')
            quoted(out, " ", scene->group);
        out_text(out, "\n  deck ");
        out_hex(out, scene->deck_hash, sizeof scene->deck_hash);
    }
    out_text(out, "\n");
    text_prompt(out, scene);
    text_goals(out, scene);
    if (for_staff(scene) && scene->phase != SCENE_WAITING)
        text_staff(out, scene);
}

// ---- as one line of JSON: every field its audience may see is always there

static void key(struct out *out, const char *name)
{
    char last = out->used == 0 ? '{' : out->at[out->used - 1];
    if (last != '{' && last != '[')
        out_text(out, ",");
    out_text(out, "\"");
    out_text(out, name);
    out_text(out, "\":");
}

static void key_number(struct out *out, const char *name, uint64_t value)
{
    key(out, name);
    out_number(out, (int64_t)value);
}

static void key_bool(struct out *out, const char *name, bool value)
{
    key(out, name);
    out_text(out, value ? "true" : "false");
}

static void key_text(struct out *out, const char *name, const char *text)
{
    key(out, name);
    out_json(out, text);
}

static void key_hex(struct out *out, const char *name, const void *bytes, size_t size)
{
    key(out, name);
    out_text(out, "\"");
    out_hex(out, bytes, size);
    out_text(out, "\"");
}

// Before an element of a list that has no key.
static void element(struct out *out, bool first)
{
    if (!first)
        out_text(out, ",");
}

// A phrase is a number, since everybody reads it in their own language; own words are a text.
static void json_lines(struct out *out, const struct release *release)
{
    key(out, "lines");
    out_text(out, "[");
    for (uint8_t i = 0; i < release->line_count; i++) {
        element(out, i == 0);
        if (release->lines[i].phrase != 0)
            out_number(out, release->lines[i].phrase);
        else
            out_json(out, release->lines[i].text);
    }
    out_text(out, "]");
}

static void json_release(struct out *out, const struct release *release)
{
    key(out, "release");
    out_text(out, "{");
    key_text(out, "kind", release_kind_name(release->kind));
    key_bool(out, "joined", release->joined);
    key(out, "rows");
    out_text(out, "[");
    for (uint8_t row = 0; row < release->row_count; row++) {
        element(out, row == 0);
        if (release->kind == RELEASE_COUNTS)
            out_number(out, release->counts[row]);
        else
            out_json(out, band_name(release->bands[row]));
    }
    out_text(out, "]");
    if (release->kind == RELEASE_LINES)
        json_lines(out, release);
    if (release->kind == RELEASE_BANDS) {
        key_number(out, "few_most", release->few_most);
        key_number(out, "half_least", release->half_least);
        key_number(out, "half_most", release->half_most);
        key_number(out, "most_least", release->most_least);
        key_number(out, "most_most", release->most_most);
    }
    out_text(out, "}");
}

static void json_prompt(struct out *out, const struct scene *scene)
{
    key_text(out, "prompt_state", prompt_state_name(scene->prompt_state));
    key_number(out, "prompt", scene->prompt);
    key_text(out, "prompt_class",
             scene->prompt_class == 0 ? "" : privacy_class_name(scene->prompt_class));
    key_bool(out, "box_full", scene->box_full);
    key_bool(out, "result_on", scene->result_on);
    json_release(out, &scene->release);
}

static void json_steps(struct out *out, const struct scene *scene)
{
    key_number(out, "step", scene->step);
    key(out, "steps");
    out_text(out, "[");
    for (uint8_t i = 0; i < scene->step_count; i++) {
        const struct scene_step *step = &scene->steps[i];
        element(out, i == 0);
        out_text(out, "{");
        key_text(out, "key", step->key);
        key_text(out, "title", step->title);
        key_number(out, "plan_minutes", step->plan_minutes);
        key_number(out, "spent_ms", step->spent_ms);
        key_number(out, "since_ms", step->since_ms);
        key_bool(out, "done", step->done);
        key_bool(out, "current", step->current);
        key_bool(out, "skipped", step->skipped);
        out_text(out, "}");
    }
    out_text(out, "]");
}

static void json_lists(struct out *out, const struct scene *scene)
{
    bool first = true;
    key(out, "prompts_used");
    out_text(out, "[");
    for (uint8_t i = 0; i < PROMPTS_MAX; i++) {
        if (!scene->prompts_used[i])
            continue;
        element(out, first);
        out_number(out, i + 1);
        first = false;
    }
    out_text(out, "]");
    key(out, "marks");
    out_text(out, "[");
    for (uint8_t i = 0; i < scene->mark_count; i++) {
        element(out, i == 0);
        out_text(out, "{");
        key_number(out, "at_ms", scene->marks[i].at_ms);
        key_text(out, "text", scene->marks[i].text);
        out_text(out, "}");
    }
    out_text(out, "]");
    key(out, "tags");
    out_text(out, "[");
    first = true;
    for (int i = TECHNIQUE_HOPE_AND_PRAISE; i <= TECHNIQUE_LAST; i++) {
        if (!scene->tagged[i])
            continue;
        element(out, first);
        out_json(out, technique_name((enum technique)i));
        first = false;
    }
    out_text(out, "]");
}

static void json_count(struct out *out, const char *name, const struct finish_count *count)
{
    key(out, name);
    if (!count->known) {
        out_text(out, "null");
        return;
    }
    out_text(out, "[");
    out_number(out, count->done);
    out_text(out, ",");
    out_number(out, count->of);
    out_text(out, "]");
}

static void json_goals(struct out *out, const struct scene *scene)
{
    const struct goals_release *goals = &scene->goals;
    key_text(out, "goals_opened", goals->banded ? band_name(goals->opened) : "");
    key_number(out, "goals_people", goals->most_most);
    key_number(out, "goals_lines", scene->goals_lines);
    key(out, "measures");
    out_text(out, "{");
    for (int i = MEASURE_ATTENDANCE; i <= MEASURE_LAST; i++) {
        const struct measure_count *count = &scene->counts[i];
        const struct finish_count told = {count->known, count->done, count->of};
        json_count(out, measure_name((enum measure)i), &told);
    }
    out_text(out, "}");
}

static void json_staff(struct out *out, const struct scene *scene)
{
    const struct begin *begin = &scene->begin;
    key_hex(out, "session_id", begin->session_id, sizeof begin->session_id);
    key_text(out, "leader", begin->leader);
    key_text(out, "edition", begin->edition);
    key_text(out, "module", begin->deck.module);
    key_number(out, "session_number", begin->deck.session_number);
    key_number(out, "session_count", begin->deck.session_count);
    key_number(out, "speed", begin->speed);
    key_number(out, "wall_day", scene->wall_day);
    key_number(out, "wall_minute", scene->wall_minute);
    key_number(out, "people", scene->people);
    key_number(out, "people_joined", begin->people_joined);
    json_steps(out, scene);
    key_bool(out, "warned", scene->warned);
    key_number(out, "prompt_since_ms", scene->prompt_since_ms);
    key_number(out, "places", scene->places);
    key_bool(out, "can_take_back", scene->can_take_back);
    json_lists(out, scene);
    json_goals(out, scene);
    key_number(out, "screens_lost", scene->screens_lost);
    key_bool(out, "disk_failed", scene->disk_failed);
    if (scene->audience == AUDIENCE_FACILITATOR) {
        key_text(out, "box", box_state_name(scene->box_state));
        if (scene->box_count_known)
            key_number(out, "box_count", scene->box_count);
    }
    key_bool(out, "finished", scene->finished);
    json_count(out, "people_here", &scene->finish.people_here);
    json_count(out, "goals_followed_up", &scene->finish.goals_followed_up);
    json_count(out, "practice_reviewed", &scene->finish.practice_reviewed);
    json_count(out, "practice_set", &scene->finish.practice_set);
    key_bool(out, "words_copied", scene->finish.words_copied);
    key_text(out, "note", scene->finish.note);
}

void transcript_scene_json(struct out *out, const struct scene *scene)
{
    out_text(out, "{\"scene\":{");
    key_text(out, "audience", audience_name(scene->audience));
    key_number(out, "revision", scene->revision);
    key_number(out, "session_ms", scene->session_ms);
    key_text(out, "phase", phase_name(scene->phase));
    if (scene->phase != SCENE_WAITING) {
        key_hex(out, "deck", scene->deck_hash, sizeof scene->deck_hash);
        key_number(out, "slide", scene->slide);
        key_number(out, "slide_count", scene->slide_count);
        key_text(out, "meeting", scene->meeting == MEETING_INDIVIDUAL ? "individual" : "group");
        key_bool(out, "practice", scene->practice);
        key_bool(out, "paused", scene->paused);
        key_bool(out, "blank", scene->blank);
        json_prompt(out, scene);
        key_text(out, "goals_state", goals_state_name(scene->goals_state));
        key_bool(out, "new_cards", scene->new_cards);
        if (scene->audience != AUDIENCE_TERMINAL)
            key_text(out, "group", scene->group);
        if (for_staff(scene))
            json_staff(out, scene);
    }
    out_text(out, "}}\n");
}
