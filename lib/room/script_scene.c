// The fields of a scene that scripts can ask for, by name.
#include "room/script.h"

#include "base/check.h"
#include <string.h>

typedef void field_function(const struct scene *scene, struct out *out);

static void out_flag(struct out *out, bool flag)
{
    out_text(out, flag ? "yes" : "no");
}

static void field_phase(const struct scene *scene, struct out *out)
{
    switch (scene->phase) {
    case SCENE_WAITING:
        out_text(out, "waiting");
        return;
    case SCENE_RUNNING:
        out_text(out, "running");
        return;
    case SCENE_ENDED:
        out_text(out, "ended");
        return;
    case SCENE_FINISHED:
        out_text(out, "finished");
        return;
    }
}

static void field_slide(const struct scene *scene, struct out *out)
{
    out_number(out, scene->slide);
}

static void field_slides(const struct scene *scene, struct out *out)
{
    out_number(out, scene->slide_count);
}

static void field_prompt(const struct scene *scene, struct out *out)
{
    out_number(out, scene->prompt);
}

static void field_prompt_state(const struct scene *scene, struct out *out)
{
    out_text(out, prompt_state_name(scene->prompt_state));
}

static void field_class(const struct scene *scene, struct out *out)
{
    out_text(out, scene->prompt_class == 0 ? "none" : privacy_class_name(scene->prompt_class));
}

static void field_result(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->result_on);
}

// "counts:1,4,0", "bands:few,most", or the name of a release without rows.
static void field_release(const struct scene *scene, struct out *out)
{
    const struct release *release = &scene->release;
    out_text(out, release_kind_name(release->kind));
    if (release->kind != RELEASE_COUNTS && release->kind != RELEASE_BANDS)
        return;
    for (uint8_t i = 0; i < release->row_count; i++) {
        out_text(out, i == 0 ? ":" : ",");
        if (release->kind == RELEASE_COUNTS)
            out_number(out, release->counts[i]);
        else
            out_text(out, band_name(release->bands[i]));
    }
}

// "review:4" for the practitioner while lines wait, else how many are shown.
static void field_lines(const struct scene *scene, struct out *out)
{
    bool review = scene->prompt_state == PROMPT_REVIEW;
    if (review)
        out_text(out, "review:");
    out_number(out, review ? scene->review_count : scene->release.line_count);
}

static void field_people(const struct scene *scene, struct out *out)
{
    out_number(out, scene->people);
}

static void field_step(const struct scene *scene, struct out *out)
{
    out_number(out, scene->step);
}

static void field_step_key(const struct scene *scene, struct out *out)
{
    check(scene->step <= STEPS_MAX);
    out_text(out, scene->step == 0 ? "none" : scene->steps[scene->step - 1].key);
}

static void field_steps_done(const struct scene *scene, struct out *out)
{
    int done = 0;
    for (uint8_t i = 0; i < scene->step_count && i < STEPS_MAX; i++)
        done += scene->steps[i].done;
    out_number(out, done);
}

static void field_warned(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->warned);
}

static void field_paused(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->paused);
}

static void field_blank(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->blank);
}

static void field_box(const struct scene *scene, struct out *out)
{
    out_text(out, box_state_name(scene->box_state));
}

static void field_box_count(const struct scene *scene, struct out *out)
{
    if (scene->box_count_known)
        out_number(out, scene->box_count);
    else
        out_text(out, "hidden");
}

static void field_box_full(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->box_full);
}

static void field_closing(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->prompt_state == PROMPT_CLOSING);
}

static void field_lost(const struct scene *scene, struct out *out)
{
    out_number(out, scene->screens_lost);
}

static void field_marks(const struct scene *scene, struct out *out)
{
    out_number(out, scene->mark_count);
}

static void field_tags(const struct scene *scene, struct out *out)
{
    int tags = 0;
    for (size_t i = 1; i <= TECHNIQUE_LAST; i++)
        tags += scene->tagged[i];
    out_number(out, tags);
}

static void field_revision(const struct scene *scene, struct out *out)
{
    out_number(out, scene->revision);
}

static void field_disk_failed(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->disk_failed);
}

static void field_finished(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->phase == SCENE_FINISHED);
}

static void field_meeting(const struct scene *scene, struct out *out)
{
    out_text(out, scene->meeting == MEETING_INDIVIDUAL ? "individual" : "group");
}

static void field_goals(const struct scene *scene, struct out *out)
{
    out_text(out, goals_state_name(scene->goals_state));
}

static void field_new_cards(const struct scene *scene, struct out *out)
{
    out_flag(out, scene->new_cards);
}

static void field_goals_lines(const struct scene *scene, struct out *out)
{
    out_number(out, scene->goals_lines);
}

static void field_goals_opened(const struct scene *scene, struct out *out)
{
    out_text(out, scene->goals.banded ? band_name(scene->goals.opened) : "none");
}

static const struct field {
    const char *name;
    field_function *write;
} fields[] = {
    {"phase", field_phase},
    {"slide", field_slide},
    {"slides", field_slides},
    {"prompt", field_prompt},
    {"prompt-state", field_prompt_state},
    {"class", field_class},
    {"result", field_result},
    {"release", field_release},
    {"lines", field_lines},
    {"people", field_people},
    {"step", field_step},
    {"step-key", field_step_key},
    {"steps-done", field_steps_done},
    {"warned", field_warned},
    {"paused", field_paused},
    {"blank", field_blank},
    {"box", field_box},
    {"box-count", field_box_count},
    {"box-full", field_box_full},
    {"closing", field_closing},
    {"lost", field_lost},
    {"marks", field_marks},
    {"tags", field_tags},
    {"revision", field_revision},
    {"disk-failed", field_disk_failed},
    {"finished", field_finished},
    {"meeting", field_meeting},
    {"goals", field_goals},
    {"new-cards", field_new_cards},
    {"goals-lines", field_goals_lines},
    {"goals-opened", field_goals_opened},
};

bool script_scene_field(const struct scene *scene, const char *name, struct out *out)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            fields[i].write(scene, out);
            return true;
        }
    }
    return false;
}

void script_scene_fields(struct out *out)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        out_text(out, i == 0 ? "" : " ");
        out_text(out, fields[i].name);
    }
    out_text(out, "\n");
}
