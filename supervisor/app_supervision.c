// A supervision that was held: filled in from today and from who is concerned, corrected by a few touches, and
// kept in one's own review file.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/app.h"
#include <string.h>

enum {
    MINUTES_FIRST = 30,
    MINUTES_STEP = 5,
    MINUTES_MOST = 240,
};

void app_supervision_open(struct app *app)
{
    struct supervision *held = &app->review.held;
    uint16_t minute;
    uint32_t today;
    app_wall_now(&today, &minute);
    *held = (struct supervision){
        .day = today, .minutes = MINUTES_FIRST, .method = SUPERVISION_IN_PERSON};
    struct out people = out_into(held->people, sizeof held->people);
    out_text(&people, reviewer_key_public(app->key)->name);
    if (app->review.evidence->leader[0] != '\0') {
        out_text(&people, ", ");
        out_text(&people, app->review.evidence->leader);
    }
    app->review.trouble[0] = '\0';
    app->playing = false;
    app->screen = SCREEN_SUPERVISION;
}

static void keep(struct app *app)
{
    struct app_review *review = &app->review;
    if (review->held.people[0] == '\0') {
        hand_focus(&app->hand, PART_HELD_PEOPLE, true);
        return;
    }
    enum err err = comments_supervised(review->comments, &review->held);
    if (err != OK) {
        app_note(app, NOTE_BAD, "review.notkept", err_text(err));
        memcpy(review->trouble, review->note, sizeof review->trouble);
        return;
    }
    if (!app_review_save(app)) // what is not on the disk is not shown as if it were
        review->comments->mine.supervision_count--;
    hand_reset(&app->hand);
}

bool app_supervision_act(struct app *app, uint32_t part)
{
    struct supervision *held = &app->review.held;
    uint16_t minute;
    uint32_t today;
    app_wall_now(&today, &minute);
    if (part >= PART_HELD_METHOD &&
        part <= PART_HELD_METHOD + SUPERVISION_METHOD_LAST - SUPERVISION_IN_PERSON) {
        held->method = (enum supervision_method)(part - PART_HELD_METHOD + SUPERVISION_IN_PERSON);
        return true;
    }
    switch (part) {
    case PART_SUPERVISION:
        app_supervision_open(app);
        return true;
    case PART_HELD_DAY:
        held->day -= held->day > 1;
        return true;
    case PART_HELD_DAY + 1:
        held->day += held->day < today;
        return true;
    case PART_HELD_MINUTES:
        held->minutes =
            (uint16_t)(held->minutes - (held->minutes > MINUTES_STEP ? MINUTES_STEP : 0));
        return true;
    case PART_HELD_MINUTES + 1:
        held->minutes =
            (uint16_t)(held->minutes + (held->minutes < MINUTES_MOST ? MINUTES_STEP : 0));
        return true;
    case PART_HELD_PEOPLE:
        hand_focus(&app->hand, part, true);
        return true;
    case PART_HELD_KEEP:
        keep(app);
        return true;
    default:
        return false;
    }
}

void app_supervision_draw(struct app *app, const struct view_frame *frame)
{
    const struct app_review *review = &app->review;
    const struct review_book *mine = &review->comments->mine;
    struct supervision_view view = {.evidence = review->evidence,
                                    .held = &review->held,
                                    .typing = app->hand.focused == PART_HELD_PEOPLE,
                                    .kept = mine->supervisions,
                                    .kept_count = mine->supervision_count,
                                    .trouble = review->trouble};
    uint16_t minute;
    app_wall_now(&view.today, &minute);
    view_supervision(app->list, frame, &view);
}
