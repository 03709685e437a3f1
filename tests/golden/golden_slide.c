// The slides of one deck and its results as terminals and staff see them, without the bars around
// them: those belong to the programs.
#include "core/box.h"
#include "core/release.h"
#include "golden.h"
#include "show/results.h"
#include "show/slide.h"

enum {
    PROMPT_FEEL = 1,
    PROMPT_TRY = 3,
    PROMPT_TOPIC
};

static void begin(struct golden *golden)
{
    struct canvas canvas = canvas_participant(golden->pixels_w, golden->pixels_h);
    draw_begin(golden->list, &canvas, golden->fonts, NULL, COLOR_PAPER);
}

static struct slide_view slide_of(struct golden *golden, uint8_t slide, enum language language)
{
    return (struct slide_view){
        .deck = golden->deck, .strings = golden->strings, .slide = slide, .language = language};
}

static void draw_slide(struct golden *golden, uint8_t slide, enum language language)
{
    struct slide_view view = slide_of(golden, slide, language);
    begin(golden);
    show_slide(golden->list, rect_of(50, 20, 1180, 666), SLIDE_ON_TERMINAL, "slide", &view);
    draw_end(golden->list);
}

static void draw_title(struct golden *golden)
{
    draw_slide(golden, 1, LANGUAGE_EN);
}

static void draw_picture_slide(struct golden *golden)
{
    draw_slide(golden, 2, LANGUAGE_EN);
}

static void draw_text_slide(struct golden *golden)
{
    draw_slide(golden, 6, LANGUAGE_EN);
}

static void draw_cards(struct golden *golden)
{
    draw_slide(golden, 7, LANGUAGE_EN);
}

static void draw_cards_spanish(struct golden *golden)
{
    draw_slide(golden, 7, LANGUAGE_ES);
}

static void draw_cards_lao(struct golden *golden)
{
    draw_slide(golden, 7, LANGUAGE_LO);
}

static void draw_rows(struct golden *golden)
{
    draw_slide(golden, 4, LANGUAGE_EN);
}

static void draw_talk(struct golden *golden)
{
    draw_slide(golden, 8, LANGUAGE_EN);
}

static void draw_two(struct golden *golden, uint8_t slide)
{
    struct slide_view spanish = slide_of(golden, slide, LANGUAGE_ES);
    struct slide_view lao = slide_of(golden, slide, LANGUAGE_LO);
    begin(golden);
    show_slide_half(golden->list, rect_of(32, 24, 596, 656), &spanish);
    show_slide_half(golden->list, rect_of(652, 24, 596, 656), &lao);
    draw_end(golden->list);
}

static void draw_two_cards(struct golden *golden)
{
    draw_two(golden, 7);
}

static void draw_two_talk(struct golden *golden)
{
    draw_two(golden, 8);
}

static void draw_two_text(struct golden *golden)
{
    draw_two(golden, 6);
}

static void draw_staff(struct golden *golden)
{
    struct slide_view now = slide_of(golden, 7, LANGUAGE_EN);
    struct slide_view next = slide_of(golden, 8, LANGUAGE_EN);
    struct slide_view draft = slide_of(golden, 7, LANGUAGE_ES);
    now.staff = next.staff = draft.staff = true;
    begin(golden);
    show_slide(golden->list, rect_of(304, 130, 640, 361), SLIDE_ON_STAFF, "slide", &now);
    show_slide(golden->list, rect_of(960, 130, 300, 169), SLIDE_ON_STAFF, "next-slide", &next);
    show_slide(golden->list, rect_of(960, 330, 300, 169), SLIDE_ON_STAFF, "draft-slide", &draft);
    draw_end(golden->list);
}

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

static struct result_view result_of(struct golden *golden, uint8_t prompt,
                                    const struct release *release, enum language language)
{
    return (struct result_view){.prompt = {.deck = golden->deck,
                                           .strings = golden->strings,
                                           .prompt = prompt,
                                           .language = language},
                                .release = release};
}

static const uint8_t FEEL[] = {0, 1, 2, 3, 2}, TRY[] = {4, 2, 1, 1, 0}, TOPIC[] = {4, 2, 1, 0},
                     FEW[] = {1, 1, 1, 1, 0};

static void draw_result(struct golden *golden, uint8_t prompt, const uint8_t *answers)
{
    struct release release = release_by(golden, prompt, answers);
    struct result_view view = result_of(golden, prompt, &release, LANGUAGE_EN);
    begin(golden);
    show_result_terminal(golden->list, &view);
    draw_end(golden->list);
}

static void draw_bands(struct golden *golden)
{
    draw_result(golden, PROMPT_FEEL, FEEL);
}

static void draw_choice(struct golden *golden)
{
    draw_result(golden, PROMPT_TRY, TRY);
}

static void draw_counts(struct golden *golden)
{
    draw_result(golden, PROMPT_TOPIC, TOPIC);
}

static void draw_too_few(struct golden *golden)
{
    draw_result(golden, PROMPT_FEEL, FEW);
}

static void draw_two_results(struct golden *golden)
{
    struct release release = release_by(golden, PROMPT_FEEL, FEEL);
    struct result_view english = result_of(golden, PROMPT_FEEL, &release, LANGUAGE_EN);
    struct result_view lao = result_of(golden, PROMPT_FEEL, &release, LANGUAGE_LO);
    begin(golden);
    show_result_half(golden->list, rect_of(32, 24, 596, 656), &english);
    show_result_half(golden->list, rect_of(652, 24, 596, 656), &lao);
    draw_end(golden->list);
}

static void draw_staff_results(struct golden *golden)
{
    static const uint8_t PROMPTS[] = {PROMPT_FEEL, PROMPT_TRY, PROMPT_TOPIC, PROMPT_FEEL};
    static const uint8_t *const ANSWERS[] = {FEEL, TRY, TOPIC, FEW};
    begin(golden);
    for (int i = 0; i < 4; i++) {
        struct release release = release_by(golden, PROMPTS[i], ANSWERS[i]);
        struct result_view view = result_of(golden, PROMPTS[i], &release, LANGUAGE_EN);
        struct rect panel = {40 + (float)i * 310, 84, 296, 384};
        draw_box(golden->list, panel, 16, COLOR_SURFACE, COLOR_LINE, 1);
        show_result_staff(golden->list, rect_of(panel.x + 21, 168, 254, 283), &view);
    }
    struct release release = release_by(golden, PROMPT_TRY, TRY);
    struct result_view view = result_of(golden, PROMPT_TRY, &release, LANGUAGE_EN);
    draw_box(golden->list, rect_of(40, 500, 640, 280), 16, COLOR_SURFACE, COLOR_LINE, 1);
    show_result_staff(golden->list, rect_of(60, 520, 600, 0), &view);
    draw_end(golden->list);
}

static const struct golden_screen SCREENS[] = {
    {"slide-title", draw_title},
    {"slide-picture", draw_picture_slide},
    {"slide-text", draw_text_slide},
    {"slide-cards", draw_cards},
    {"slide-cards-es", draw_cards_spanish},
    {"slide-cards-lo", draw_cards_lao},
    {"slide-rows", draw_rows},
    {"slide-talk", draw_talk},
    {"slide-two-cards", draw_two_cards},
    {"slide-two-talk", draw_two_talk},
    {"slide-two-text", draw_two_text},
    {"slide-staff", draw_staff},
    {"slide-result-bands", draw_bands},
    {"slide-result-choice", draw_choice},
    {"slide-result-counts", draw_counts},
    {"slide-result-too-few", draw_too_few},
    {"slide-result-two", draw_two_results},
    {"slide-result-staff", draw_staff_results},
};

int main(int argc, char **argv)
{
    return golden_main(argc, argv, SCREENS, sizeof SCREENS / sizeof SCREENS[0]);
}
