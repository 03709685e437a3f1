// What the parts of the review do: they change the desk, and one of two buttons sends what was decided.
#include "facilitator/stage_private.h"
#include "seal/random.h"

static void send_lines(struct stage *stage, const struct scene *scene)
{
    struct command wish;
    const struct review *review = &stage->desk->review;
    if (!review_command(review, scene, &wish)) {
        bool many = review_count(review, scene) > TEXT_LINES_MAX;
        stage_toast(stage, many ? "refusal.lines" : "refusal.review");
        return;
    }
    if (console_command(stage->console, &wish) == 0)
        stage_toast(stage, "con.busy");
    seal_wipe(&wish, sizeof wish);
}

static void choose_line(struct stage *stage, uint8_t line, enum line_choice choice)
{
    struct view view;
    struct review *review = &stage->desk->review;
    stage_view(stage, &view);
    review_choose(review, line, choice, view_review_words(&view, line));
    if (review->editing != 0)
        hand_focus(&stage->hand, PART_LINE_FIELD, false);
}

bool act_review(struct stage *stage, const struct scene *scene, uint32_t part)
{
    if (scene->prompt_state != PROMPT_REVIEW)
        return false;
    if (part >= PART_LINE && part < PART_LINE + LINE_CHOICES * (uint32_t)scene->review_count) {
        uint32_t at = part - PART_LINE;
        choose_line(stage, (uint8_t)(at / LINE_CHOICES + 1),
                    (enum line_choice)(LINE_SHOW + at % LINE_CHOICES));
        return true;
    }
    switch (part) {
    case PART_LINES_MORE:
        review_stop(&stage->desk->review);
        stage->desk->review.page++;
        return true;
    case PART_LINES_SHOW:
        send_lines(stage, scene);
        return true;
    case PART_LINES_NONE:
        stage_command(stage, COMMAND_PROMPT_APPROVE, 0, 0); // without a line: held back
        return true;
    default:
        return false;
    }
}
