// The canonical encoding of a session. Texts are a length and their bytes, so that the state fits a
// frame of the record whatever people write; everything else has a fixed width. What is read is
// checked as strictly as what is applied.
#include "base/check.h"
#include "base/utf8.h"
#include "core/release.h"
#include "core/session_parts.h"

#include <string.h>

enum {
    VERSION = 2,
    BEGIN_BYTES = 16 + 2 * NAME_BYTES + KEY_BYTES + 7 + STEPS_MAX * (KEY_BYTES + NAME_BYTES + 2) +
                  HASH_BYTES + KEY_BYTES + 2 * NAME_BYTES + 4 + PROMPTS_MAX * (KEY_BYTES + 4),
    STEPS_BYTES = STEPS_MAX * (1 + 1 + 1 + 2 + 8 + 1 + 1),
    MARKS_BYTES = MARKS_MAX * (8 + 1),
    FINISH_BYTES = 4 * 3 + 1 + 1 + NOTE_BYTES,
    RELEASE_BYTES = 2 + 2 * OPTIONS_MAX + 6,
    LINES_BYTES = 1 + TEXT_LINES_MAX * (1 + OWN_WORDS_BYTES),
    REST_BYTES = 1 + 1 + 4 + 8 + 4 + 2 + 2 + SLIDE_HISTORY_MAX + 9 + 3 + 16 + PROMPTS_MAX + 3 +
                 TECHNIQUE_LAST + 1 + 2 * TERMINALS_MAX / 8,
    GOALS_BYTES = 1 + 1 + 1 + 1 + 5 + 1 + MEASURE_LAST * (1 + 1 + 1 + 8) + 8,
};
// Lines leave the state when the session ends, and its note comes after that: never both.
_Static_assert(BEGIN_BYTES + STEPS_BYTES + MARKS_BYTES + FINISH_BYTES + RELEASE_BYTES + REST_BYTES +
                       GOALS_BYTES + SESSION_TEXT_BYTES_MAX + (int)LINES_BYTES - NOTE_BYTES <=
                   SESSION_BYTES_MAX,
               "the largest session fits its limit");

// A text as its length and its bytes.
static void code_text(struct codec *codec, char *text, size_t size)
{
    uint16_t used = codec->reading ? 0 : (uint16_t)strlen(text);
    if (size > 256) {
        codec_u16(codec, &used);
    } else {
        uint8_t small = (uint8_t)used;
        codec_u8(codec, &small);
        used = small;
    }
    if (codec->err == OK && used >= size)
        codec->err = ERR_TOO_LONG;
    if (codec->err != OK)
        return;
    if (codec->reading)
        memset(text, 0, size);
    codec_bytes(codec, text, used);
    if (codec->reading && codec->err == OK)
        codec->err = text_ok((struct span){(const uint8_t *)text, used});
}

// A count from 0 to most. Reading something larger is an error and leaves 0, so that a loop over
// it stays inside its array.
static void code_count(struct codec *codec, uint8_t *count, uint8_t most)
{
    codec_u8(codec, count);
    if (codec->err == OK && *count > most)
        codec->err = ERR_RANGE;
    if (codec->reading && codec->err != OK)
        *count = 0;
}

static void code_deck(struct codec *codec, struct deck_outline *deck)
{
    codec_bytes(codec, deck->deck_hash, sizeof deck->deck_hash);
    code_text(codec, deck->module, sizeof deck->module);
    code_text(codec, deck->module_title, sizeof deck->module_title);
    code_text(codec, deck->title, sizeof deck->title);
    codec_u8(codec, &deck->session_number);
    codec_u8(codec, &deck->session_count);
    codec_u8(codec, &deck->slide_count);
    code_count(codec, &deck->prompt_count, PROMPTS_MAX);
    for (uint8_t i = 0; i < deck->prompt_count; i++) {
        struct prompt_outline *prompt = &deck->prompts[i];
        code_text(codec, prompt->key, sizeof prompt->key);
        codec_enum(codec, &prompt->kind, PROMPT_KIND_LAST);
        codec_enum(codec, &prompt->class, CLASS_SENSITIVE);
        codec_u8(codec, &prompt->option_count);
        codec_u8(codec, &prompt->slide);
    }
}

static void code_begin(struct codec *codec, struct begin *begin)
{
    codec_bytes(codec, begin->session_id, sizeof begin->session_id);
    code_text(codec, begin->group, sizeof begin->group);
    code_text(codec, begin->leader, sizeof begin->leader);
    code_text(codec, begin->edition, sizeof begin->edition);
    codec_enum(codec, &begin->meeting, MEETING_INDIVIDUAL);
    codec_bool(codec, &begin->practice);
    codec_u16(codec, &begin->speed);
    codec_u8(codec, &begin->people);
    codec_u8(codec, &begin->people_joined);
    code_count(codec, &begin->step_count, STEPS_MAX);
    for (uint8_t i = 0; i < begin->step_count; i++) {
        code_text(codec, begin->steps[i].key, sizeof begin->steps[i].key);
        code_text(codec, begin->steps[i].title, sizeof begin->steps[i].title);
        codec_u16(codec, &begin->steps[i].minutes);
    }
    code_deck(codec, &begin->deck);
}

static void code_agenda(struct codec *codec, struct session *session)
{
    codec_u8(codec, &session->step);
    codec_u64(codec, &session->step_since_ms);
    codec_bool(codec, &session->warned);
    for (uint8_t i = 0; i < session->begin.step_count; i++) {
        struct session_step *step = &session->steps[i];
        codec_u8(codec, &step->origin);
        codec_bool(codec, &step->renamed);
        code_text(codec, step->title, sizeof step->title);
        codec_u16(codec, &step->minutes);
        codec_u64(codec, &step->spent_ms);
        codec_bool(codec, &step->done);
        codec_bool(codec, &step->skipped);
    }
}

static void code_release(struct codec *codec, struct release *release)
{
    codec_enum(codec, &release->kind, RELEASE_KIND_LAST);
    codec_u8(codec, &release->row_count);
    for (uint8_t i = 0; i < OPTIONS_MAX; i++) {
        codec_u8(codec, &release->counts[i]);
        codec_enum(codec, &release->bands[i], BAND_MOST);
    }
    codec_bool(codec, &release->joined);
    codec_u8(codec, &release->few_most);
    codec_u8(codec, &release->half_least);
    codec_u8(codec, &release->half_most);
    codec_u8(codec, &release->most_least);
    codec_u8(codec, &release->most_most);
    code_count(codec, &release->line_count, TEXT_LINES_MAX);
    for (uint8_t i = 0; i < release->line_count; i++) {
        codec_u8(codec, &release->lines[i].phrase);
        code_text(codec, release->lines[i].text, sizeof release->lines[i].text);
    }
}

static void code_prompt(struct codec *codec, struct session *session)
{
    codec_enum(codec, &session->prompt_state, PROMPT_STATE_LAST);
    codec_u8(codec, &session->prompt);
    codec_enum(codec, &session->prompt_class, CLASS_SENSITIVE);
    codec_u64(codec, &session->prompt_since_ms);
    codec_u8(codec, &session->places);
    codec_bool(codec, &session->closing_show);
    codec_bool(codec, &session->result_on);
    code_release(codec, &session->release);
    for (uint8_t i = 0; i < PROMPTS_MAX; i++)
        codec_bool(codec, &session->prompts_used[i]);
    codec_bool(codec, &session->disk_failed);
}

static void code_goals(struct codec *codec, struct session *session)
{
    codec_enum(codec, &session->goals_state, GOALS_STATE_LAST);
    codec_bool(codec, &session->new_cards);
    codec_bool(codec, &session->goals.banded);
    codec_enum(codec, &session->goals.opened, BAND_MOST);
    codec_u8(codec, &session->goals.few_most);
    codec_u8(codec, &session->goals.half_least);
    codec_u8(codec, &session->goals.half_most);
    codec_u8(codec, &session->goals.most_least);
    codec_u8(codec, &session->goals.most_most);
    codec_u8(codec, &session->goals_lines);
    for (uint8_t i = MEASURE_ATTENDANCE; i <= MEASURE_LAST; i++) {
        codec_bool(codec, &session->counts[i].known);
        codec_u8(codec, &session->counts[i].done);
        codec_u8(codec, &session->counts[i].of);
        codec_u64(codec, &session->counts[i].at_ms);
    }
    codec_u64(codec, &session->slides_shown);
}

static void code_room(struct codec *codec, struct session *session)
{
    codec_u8(codec, &session->people);
    codec_bool(codec, &session->paused);
    codec_bool(codec, &session->blank);
    code_count(codec, &session->mark_count, MARKS_MAX);
    for (uint8_t i = 0; i < session->mark_count; i++) {
        codec_u64(codec, &session->marks[i].at_ms);
        code_text(codec, session->marks[i].text, sizeof session->marks[i].text);
    }
    for (uint8_t i = 0; i <= TECHNIQUE_LAST; i++)
        codec_bool(codec, &session->tagged[i]);
    codec_bytes(codec, session->screens_here, sizeof session->screens_here);
    codec_bytes(codec, session->screens_lost, sizeof session->screens_lost);
}

static void code_finish_count(struct codec *codec, struct finish_count *count)
{
    codec_bool(codec, &count->known);
    codec_u8(codec, &count->done);
    codec_u8(codec, &count->of);
}

static void code_session(struct codec *codec, struct session *session)
{
    uint8_t version = VERSION;
    codec_u8(codec, &version);
    if (codec->err == OK && version != VERSION)
        codec->err = ERR_VERSION;
    codec_enum(codec, &session->phase, SESSION_PHASE_LAST);
    codec_u32(codec, &session->revision);
    codec_u64(codec, &session->now_ms);
    codec_u32(codec, &session->wall_day);
    codec_u16(codec, &session->wall_minute);
    code_begin(codec, &session->begin);
    codec_u8(codec, &session->slide);
    code_count(codec, &session->history_count, SLIDE_HISTORY_MAX);
    codec_bytes(codec, session->history, sizeof session->history);
    code_agenda(codec, session);
    code_prompt(codec, session);
    code_goals(codec, session);
    code_room(codec, session);
    code_finish_count(codec, &session->finish.people_here);
    code_finish_count(codec, &session->finish.goals_followed_up);
    code_finish_count(codec, &session->finish.practice_reviewed);
    code_finish_count(codec, &session->finish.practice_set);
    codec_bool(codec, &session->finish.words_copied);
    code_text(codec, session->finish.note, sizeof session->finish.note);
}

static bool slides_valid(const struct session *session)
{
    uint8_t slides = session->begin.deck.slide_count;
    if (session->slide > slides)
        return false;
    for (uint8_t i = 0; i < SLIDE_HISTORY_MAX; i++) {
        uint8_t slide = session->history[i];
        if (i < session->history_count ? slide < 1 || slide > slides : slide != 0)
            return false;
    }
    return slides == SLIDES_MAX || session->slides_shown >> slides == 0;
}

static bool agenda_valid(const struct session *session)
{
    uint32_t origins = 0;
    if (session->step > session->begin.step_count || session->step_since_ms > session->now_ms)
        return false;
    for (uint8_t i = 0; i < session->begin.step_count; i++) {
        const struct session_step *step = &session->steps[i];
        if (step->origin < 1 || step->origin > session->begin.step_count ||
            (origins >> step->origin & 1) != 0)
            return false;
        origins |= 1u << step->origin;
        if (step->minutes > STEP_MINUTES_MAX || step->spent_ms > session->now_ms ||
            step->renamed != (step->title[0] != '\0') || (step->done && step->skipped))
            return false;
        if (i + 1 == session->step && (step->done || step->skipped))
            return false;
    }
    return true;
}

static bool release_valid(const struct session *session)
{
    static const struct release none;
    if (session->prompt == 0 || session_phase_is_open(session) ||
        session->prompt_state == PROMPT_REVIEW)
        return session->release.line_count == 0 &&
               memcmp(&session->release.counts, &none.counts, sizeof none.counts) == 0 &&
               session->release.kind == RELEASE_NONE && session->release.row_count == 0;
    const struct prompt_outline *outline = &session->begin.deck.prompts[session->prompt - 1];
    const struct release_terms terms = {outline->kind,
                                        session->prompt_class,
                                        outline->option_count,
                                        PEOPLE_MAX,
                                        session->prompt_state != PROMPT_HELD,
                                        session->release.kind == RELEASE_LINES};
    if (session->release.kind == RELEASE_LINES && session->phase != SESSION_RUNNING)
        return session->prompt_state == PROMPT_SHOWN && session->release.line_count == 0;
    return release_can_be(&session->release, &terms);
}

static bool prompt_valid(const struct session *session)
{
    bool open = session_phase_is_open(session);
    bool idle = session->prompt_state == PROMPT_IDLE;
    if (session->prompt_state == PROMPT_OPENING ||
        session->prompt > session->begin.deck.prompt_count)
        return false;
    if (idle != (session->prompt == 0) || idle != (session->prompt_class == 0))
        return false;
    bool review = session->prompt_state == PROMPT_REVIEW;
    if (review ? session->places < 1 || session->places > PEOPLE_MAX
               : session->places != (open ? session->people : 0))
        return false;
    if (review && (session->begin.deck.prompts[session->prompt - 1].kind != PROMPT_TEXT ||
                   session->phase != SESSION_RUNNING))
        return false;
    bool text = !idle && session->begin.deck.prompts[session->prompt - 1].kind == PROMPT_TEXT;
    if (text && session->prompt_class != CLASS_PERSONAL)
        return false;
    if (open && session->begin.meeting == MEETING_INDIVIDUAL)
        return false;
    if (!open && !idle && !session->prompts_used[session->prompt - 1])
        return false;
    if (open && session->prompts_used[session->prompt - 1])
        return false;
    bool result = session->prompt_state == PROMPT_SHOWN || session->prompt_state == PROMPT_WITHHELD;
    if (session->result_on && !result)
        return false;
    if (session->closing_show && session->prompt_state != PROMPT_CLOSING)
        return false;
    if (session->paused && session->prompt_state == PROMPT_CLOSING)
        return false;
    return release_valid(session);
}

// People present may change after a band was made, so its own legend says for how many.
static bool goals_valid(const struct session *session)
{
    bool open = session->goals_state != GOALS_IDLE;
    if (open && (session_phase_is_open(session) || session->prompt_state == PROMPT_REVIEW ||
                 session->result_on || session->phase != SESSION_RUNNING))
        return false;
    if (session->goals_state == GOALS_CLOSING && session->paused)
        return false;
    if ((session->new_cards && !open) || session->goals_lines > GOAL_LINES_MAX ||
        (open && (session->goals_lines != 0 || session->goals.banded)))
        return false;
    uint8_t people = session->goals.banded ? session->goals.most_most : session->people;
    return people <= PEOPLE_MAX && goals_release_can_be(&session->goals, people);
}

static bool counts_valid(const struct session *session)
{
    for (uint8_t i = MEASURE_ATTENDANCE; i <= MEASURE_LAST; i++) {
        const struct measure_count *count = &session->counts[i];
        if (!count->known && (count->done != 0 || count->of != 0 || count->at_ms != 0))
            return false;
        if (count->done > count->of || count->at_ms > session->now_ms)
            return false;
    }
    return true;
}

static bool screens_valid(const struct session *session)
{
    for (size_t i = 0; i < sizeof session->screens_here; i++)
        if ((session->screens_here[i] & session->screens_lost[i]) != 0)
            return false;
    return true;
}

static bool session_valid(const struct session *session)
{
    if (session->now_ms > SESSION_MS_MAX || session->wall_day > WALL_DAY_MAX ||
        session->wall_minute > 24 * 60 - 1)
        return false;
    if (session->phase == SESSION_WAITING)
        return session->revision == 0 && session->begin.step_count == 0 &&
               session->begin.deck.prompt_count == 0 && session->slide == 0 &&
               session->history_count == 0 && session->step == 0 && session->prompt == 0 &&
               session->prompt_state == PROMPT_IDLE && session->mark_count == 0 &&
               session->goals_state == GOALS_IDLE && session->slides_shown == 0;
    if (begin_check(&session->begin) != ALLOWED || session->people < 1 ||
        session->people > PEOPLE_MAX)
        return false;
    for (uint8_t i = 0; i < session->mark_count; i++)
        if (session->marks[i].at_ms > session->now_ms)
            return false;
    return slides_valid(session) && agenda_valid(session) && prompt_valid(session) &&
           goals_valid(session) && counts_valid(session) && screens_valid(session) &&
           session_text_bytes(session) <= SESSION_TEXT_BYTES_MAX && finish_ok(&session->finish) &&
           !session->tagged[0];
}

void session_codec(struct codec *codec, struct session *session)
{
    if (codec->reading)
        memset(session, 0, sizeof *session);
    code_session(codec, session);
    if (codec->reading && codec->err == OK && !session_valid(session))
        codec->err = ERR_RANGE;
    if (codec->reading && codec->err != OK)
        memset(session, 0, sizeof *session); // a session that waits, never half of one
    check(codec->reading || codec->used <= SESSION_BYTES_MAX || codec->err != OK);
}
