#include "wire/scene.h"
#include "base/check.h"
#include "scene.pb-c.h"
#include "wire/map_private.h"
#include "words.pb-c.h"

_Static_assert((int)SCENE_FINISHED == (int)IMR__V1__SCENE_PHASE__SCENE_PHASE_FINISHED, "numbers");
_Static_assert((int)PROMPT_STATE_LAST == (int)IMR__V1__PROMPT_STATE__PROMPT_STATE_REVIEW,
               "numbers");
_Static_assert((int)GOALS_STATE_LAST == (int)IMR__V1__GOALS_STATE__GOALS_STATE_CLOSING, "numbers");

static const struct map_field fields[] = {
    MAP_ENUM(1, struct scene, audience, AUDIENCE_TERMINAL, AUDIENCE_ROOM),
    MAP_NUMBER(2, struct scene, revision, 0, UINT32_MAX),
    MAP_ENUM(3, struct scene, phase, SCENE_WAITING, SCENE_FINISHED),
    MAP_NUMBER(4, struct scene, session_ms, 0, MAP_TIME_MS_MAX),
    MAP_HASH(5, struct scene, deck_hash),
    MAP_NUMBER(6, struct scene, slide, 0, SLIDES_MAX),
    MAP_NUMBER(7, struct scene, slide_count, 0, SLIDES_MAX),
    MAP_BOOL(8, struct scene, paused),
    MAP_BOOL(9, struct scene, blank),
    MAP_ENUM(10, struct scene, meeting, MEETING_GROUP, MEETING_INDIVIDUAL),
    MAP_BOOL(11, struct scene, practice),
    MAP_ENUM(12, struct scene, prompt_state, PROMPT_IDLE, PROMPT_STATE_LAST),
    MAP_NUMBER(13, struct scene, prompt, 0, PROMPTS_MAX),
    MAP_ENUM(14, struct scene, prompt_class, 0, CLASS_SENSITIVE),
    MAP_BOOL(15, struct scene, box_full),
    MAP_BOOL(16, struct scene, result_on),
    MAP_MESSAGE(17, struct scene, release, &shown_release_map),
    MAP_TEXT(18, struct scene, group),
    MAP_ENUM(19, struct scene, goals_state, GOALS_IDLE, GOALS_STATE_LAST),
    MAP_BOOL(20, struct scene, new_cards),
};
enum {
    ALL_FIELDS = (1 << 20) - 1,
    GROUP_FIELD = 1 << 17,
};

static uint32_t uses(uint64_t audience)
{
    // A terminal stands among people who may not know each other: it never learns the group.
    return audience == AUDIENCE_ROOM ? ALL_FIELDS : ALL_FIELDS & ~GROUP_FIELD;
}

static enum err rules(const void *plain)
{
    const struct scene *scene = plain;
    if (scene->slide > scene->slide_count)
        return ERR_RANGE;
    if (scene->prompt == 0 && scene->prompt_state != PROMPT_IDLE)
        return ERR_RANGE;
    if (scene->result_on && scene->release.kind == RELEASE_NONE)
        return ERR_RANGE;
    const bool prompt_open =
        scene->prompt_state >= PROMPT_OPENING && scene->prompt_state <= PROMPT_CLOSING;
    // Goals and answers never share a phase, and a result leaves the screens before goals open.
    if (scene->goals_state != GOALS_IDLE && (prompt_open || scene->result_on))
        return ERR_RANGE;
    return scene->new_cards && scene->goals_state == GOALS_IDLE ? ERR_RANGE : OK;
}

const struct map scene_map = {
    .descriptor = &imr__v1__scene__descriptor,
    .fields = fields,
    .field_count = sizeof fields / sizeof fields[0],
    .size = sizeof(struct scene),
    .uses = uses,
    .rules = rules,
};

size_t scene_encode(const struct scene *scene, uint8_t buffer[SCENE_BYTES_MAX])
{
    check(scene->audience == AUDIENCE_TERMINAL || scene->audience == AUDIENCE_ROOM);
    // The scene of a console that waits is all defaults, and an encoding without any bytes.
    return message_encode(&scene_map, scene, buffer, SCENE_BYTES_MAX);
}

enum err scene_decode(struct span bytes, struct scene *out_scene)
{
    check(out_scene != NULL);
    return message_decode(&scene_map, bytes, SCENE_BYTES_MAX, out_scene);
}
