#include "core/scene.h"

#include "base/check.h"
#include "core/session_parts.h"

#include <string.h>

// What everybody may see. A terminal and the room see a result only while it is on, and nothing of
// a session that has ended: all screens are clear then.
static void for_every_audience(const struct session *session, struct scene *scene)
{
    bool staff = scene->audience == AUDIENCE_FACILITATOR || scene->audience == AUDIENCE_SUPERVISOR;
    scene->revision = session->revision;
    scene->phase = (enum scene_phase)session->phase;
    scene->session_ms = session->now_ms;
    if (session->phase == SESSION_WAITING)
        return;
    memcpy(scene->deck_hash, session->begin.deck.deck_hash, sizeof scene->deck_hash);
    scene->slide_count = session->begin.deck.slide_count;
    scene->meeting = session->begin.meeting;
    scene->practice = session->begin.practice;
    if (session->phase != SESSION_RUNNING && !staff)
        return;
    scene->slide = session->slide;
    scene->paused = session->paused;
    scene->blank = session->blank;
    scene->prompt_state = session->prompt_state;
    scene->prompt = session->prompt;
    scene->prompt_class = session->prompt_class;
    scene->result_on = session->result_on;
    scene->goals_state = session->goals_state;
    scene->new_cards = session->new_cards;
    if (session->result_on || staff)
        scene->release = session->release;
}

// The lines to approve are for one pair of eyes.
static void for_review(const struct session *session, const struct box_view *box,
                       struct scene *scene)
{
    if (box == NULL || box->review == NULL || session->prompt_state != PROMPT_REVIEW ||
        scene->audience != AUDIENCE_FACILITATOR)
        return;
    scene->review_count = box_lines(box->review, scene->review);
}

static void for_box(const struct session *session, const struct box_view *box, struct scene *scene)
{
    if (box == NULL || !session_phase_is_open(session) || scene->audience == AUDIENCE_SUPERVISOR)
        return;
    scene->box_full = box->state == BOX_FULL;
    if (scene->audience != AUDIENCE_FACILITATOR)
        return;
    scene->box_state = box->state;
    if (session->prompt_class == CLASS_PLAIN && box->count_known) {
        scene->box_count_known = true;
        scene->box_count = box->count;
    }
}

static void for_staff_plan(const struct session *session, struct scene *scene)
{
    scene->step_count = session->begin.step_count;
    scene->step = session->step;
    scene->warned = session->warned;
    for (uint8_t i = 0; i < session->begin.step_count; i++) {
        const struct session_step *from = &session->steps[i];
        const struct plan_step *origin = &session->begin.steps[from->origin - 1];
        struct scene_step *to = &scene->steps[i];
        text_field_copy(to->key, origin->key, sizeof to->key);
        text_field_copy(to->title, from->renamed ? from->title : origin->title, sizeof to->title);
        to->plan_minutes = from->minutes;
        to->spent_ms = from->spent_ms > UINT32_MAX ? UINT32_MAX : (uint32_t)from->spent_ms;
        to->current = i + 1 == session->step;
        to->since_ms = to->current ? session->step_since_ms : 0;
        to->done = from->done;
        to->skipped = from->skipped;
    }
}

static uint16_t count_lost(const struct session *session)
{
    uint16_t count = 0;
    for (uint16_t bit = 0; bit < TERMINALS_MAX; bit++)
        count = (uint16_t)(count + (session->screens_lost[bit / 8] >> (bit % 8) & 1));
    return count;
}

static void for_staff(const struct session *session, struct scene *scene)
{
    scene->begin = session->begin;
    scene->wall_day = session->wall_day;
    scene->wall_minute = session->wall_minute;
    scene->people = session->people;
    for_staff_plan(session, scene);
    memcpy(scene->prompts_used, session->prompts_used, sizeof scene->prompts_used);
    scene->prompt_since_ms = session->prompt_since_ms;
    scene->places = session_phase_is_open(session) ? session->places : 0;
    scene->can_take_back = session->history_count > 0;
    scene->mark_count = session->mark_count;
    for (uint8_t i = 0; i < session->mark_count; i++) {
        scene->marks[i].at_ms = session->marks[i].at_ms;
        text_field_copy(scene->marks[i].text, session->marks[i].text, sizeof scene->marks[i].text);
    }
    memcpy(scene->tagged, session->tagged, sizeof scene->tagged);
    scene->screens_lost = count_lost(session);
    scene->disk_failed = session->disk_failed;
    scene->finished = session->phase == SESSION_FINISHED;
    scene->finish = session->finish;
    memcpy(scene->counts, session->counts, sizeof scene->counts);
    scene->slides_shown = session->slides_shown;
    scene->goals = session->goals;
    scene->goals_lines = session->goals_lines;
}

void scene_of(const struct session *session, const struct box_view *box, enum audience audience,
              struct scene *out_scene)
{
    check(audience <= AUDIENCE_SUPERVISOR);
    memset(out_scene, 0, sizeof *out_scene);
    out_scene->audience = audience;
    for_every_audience(session, out_scene);
    for_box(session, box, out_scene);
    for_review(session, box, out_scene);
    if (session->phase == SESSION_WAITING)
        return;
    switch (audience) {
    case AUDIENCE_TERMINAL:
        break;
    case AUDIENCE_ROOM:
        memcpy(out_scene->group, session->begin.group, sizeof out_scene->group);
        break;
    case AUDIENCE_FACILITATOR:
    case AUDIENCE_SUPERVISOR:
        memcpy(out_scene->group, session->begin.group, sizeof out_scene->group);
        for_staff(session, out_scene);
        break;
    }
}
