// The room screen in each of its states, on a projector's 1920 x 1080.
#include "core/box.h"
#include "core/release.h"
#include "golden.h"
#include "show/room.h"
#include <string.h>

enum {
    PROMPT_FEEL = 1,
    PROMPT_SIGNS,
    PROMPT_TRY,
    PROMPT_TOPIC
};

static struct scene running(struct golden *golden)
{
    struct scene scene = {.audience = AUDIENCE_ROOM,
                          .phase = SCENE_RUNNING,
                          .slide = 7,
                          .slide_count = golden->deck->slide_count};
    return scene;
}

static void draw(struct golden *golden, const struct scene *scene)
{
    const struct room_view view = {
        .scene = scene, .deck = golden->deck, .strings = golden->strings, .language = LANGUAGE_EN};
    bool asked = golden->pixels_w != CANVAS_WIDTH || golden->pixels_h != CANVAS_HEIGHT;
    show_room(golden->list, golden->fonts, asked ? golden->pixels_w : 1920,
              asked ? golden->pixels_h : 1080, &view);
}

static void draw_slide(struct golden *golden)
{
    struct scene scene = running(golden);
    draw(golden, &scene);
}

static void draw_prompt(struct golden *golden)
{
    struct scene scene = running(golden);
    scene.prompt = PROMPT_FEEL;
    scene.prompt_state = PROMPT_OPEN;
    draw(golden, &scene);
}

static void draw_choice(struct golden *golden)
{
    struct scene scene = running(golden);
    scene.prompt = PROMPT_SIGNS;
    scene.prompt_state = PROMPT_CLOSING;
    draw(golden, &scene);
}

static void draw_full(struct golden *golden)
{
    struct scene scene = running(golden);
    scene.prompt = PROMPT_FEEL;
    scene.prompt_state = PROMPT_OPEN;
    scene.box_full = true;
    draw(golden, &scene);
}

// What a box with so many answers for each option would release.
static struct release release_by(struct golden *golden, uint8_t prompt, const uint8_t *answers)
{
    const struct deck_prompt *from = &golden->deck->prompts[prompt - 1];
    struct box box = {.kind = from->kind, .class = from->class, .option_count = from->option_count};
    for (uint8_t option = 0; option < from->option_count; option++)
        for (uint8_t i = 0; i < answers[option]; i++)
            box.slots[box.count++].choice = (uint8_t)(1u << option);
    struct release release;
    release_of(&box, true, &release);
    return release;
}

static void draw_result(struct golden *golden, uint8_t prompt, const uint8_t *answers)
{
    struct scene scene = running(golden);
    scene.prompt = prompt;
    scene.result_on = true;
    scene.release = release_by(golden, prompt, answers);
    scene.prompt_state = scene.release.kind == RELEASE_WITHHELD ? PROMPT_WITHHELD : PROMPT_SHOWN;
    draw(golden, &scene);
}

static void draw_bands(struct golden *golden)
{
    static const uint8_t ANSWERS[] = {4, 2, 1, 1, 0};
    draw_result(golden, PROMPT_TRY, ANSWERS);
}

static void draw_joined(struct golden *golden)
{
    static const uint8_t ANSWERS[] = {0, 1, 2, 3, 1};
    draw_result(golden, PROMPT_FEEL, ANSWERS);
}

static void draw_counts(struct golden *golden)
{
    static const uint8_t ANSWERS[] = {4, 2, 1, 0};
    draw_result(golden, PROMPT_TOPIC, ANSWERS);
}

// The lines of a text prompt come all at once.
static void draw_lines(struct golden *golden)
{
    static const char *const LINES[] = {"music", "a walk after lunch", "tea with a neighbor",
                                        "my cat", "praying in the morning"};
    struct scene scene = running(golden);
    scene.prompt = PROMPT_TRY;
    scene.prompt_state = PROMPT_SHOWN;
    scene.result_on = true;
    scene.release.kind = RELEASE_LINES;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        memcpy(scene.release.lines[scene.release.line_count++].text, LINES[i],
               strlen(LINES[i]) + 1);
    draw(golden, &scene);
}

static void draw_too_few(struct golden *golden)
{
    static const uint8_t ANSWERS[] = {1, 1, 1, 1, 0};
    draw_result(golden, PROMPT_FEEL, ANSWERS);
}

static void draw_blank(struct golden *golden)
{
    struct scene scene = running(golden);
    scene.blank = true;
    draw(golden, &scene);
}

static void draw_pause(struct golden *golden)
{
    struct scene scene = running(golden);
    scene.paused = true;
    draw(golden, &scene);
}

static void draw_promise(struct golden *golden)
{
    struct scene scene = running(golden);
    scene.slide = 0;
    draw(golden, &scene);
}

static void draw_named_promise(struct golden *golden, const char *const *names, size_t count)
{
    struct scene scene = running(golden);
    scene.slide = 0;
    struct room_view view = {.scene = &scene,
                             .deck = golden->deck,
                             .strings = golden->strings,
                             .reviewers = names,
                             .reviewer_count = count};
    show_room(golden->list, golden->fonts, golden->pixels_w, golden->pixels_h, &view);
}

static void draw_promise_replay(struct golden *golden)
{
    static const char *const NAMES[] = {"J. Ortiz", "M. Reyes", "Recovery key"};
    draw_named_promise(golden, NAMES, 3);
}

static void draw_promise_eight(struct golden *golden)
{
    static const char LONG[] = "A. Name As Long As Names Are Allowed To Be On The Whole List Of Us";
    static const char *const NAMES[] = {LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG};
    draw_named_promise(golden, NAMES, 8);
}

static void draw_welcome(struct golden *golden)
{
    struct scene scene = {.audience = AUDIENCE_ROOM, .phase = SCENE_WAITING};
    draw(golden, &scene);
}

static void draw_ended(struct golden *golden)
{
    struct scene scene = {.audience = AUDIENCE_ROOM, .phase = SCENE_ENDED};
    draw(golden, &scene);
}

static const struct golden_screen SCREENS[] = {
    {"room-slide", draw_slide},
    {"room-prompt", draw_prompt},
    {"room-choice", draw_choice},
    {"room-full", draw_full},
    {"room-bands", draw_bands},
    {"room-joined", draw_joined},
    {"room-counts", draw_counts},
    {"room-lines", draw_lines},
    {"room-too-few", draw_too_few},
    {"room-blank", draw_blank},
    {"room-pause", draw_pause},
    {"room-promise", draw_promise},
    {"room-promise-replay", draw_promise_replay},
    {"room-promise-eight", draw_promise_eight},
    {"room-welcome", draw_welcome},
    {"room-ended", draw_ended},
};

int main(int argc, char **argv)
{
    return golden_main(argc, argv, SCREENS, sizeof SCREENS / sizeof SCREENS[0]);
}
