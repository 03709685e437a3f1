// What the window shows of the app's state: each screen's view filled in.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/app.h"
#include <string.h>

static int word_in_focus(const struct app *app)
{
    uint32_t focused = app->hand.focused;
    bool word = focused >= PART_WORD && focused < PART_WORD + SHEET_WORDS;
    return word ? (int)(focused - PART_WORD) : -1;
}

static void draw_sessions(struct app *app, const struct view_frame *frame)
{
    bool typing = app->hand.focused == PART_FIND;
    struct sessions_view view = {.rows = app->chosen,
                                 .row_count = app->chosen_count,
                                 .first = app->first,
                                 .selected = app->selected,
                                 .filter = &app->filter,
                                 .caret = typing ? (int)strlen(app->filter.find) : -1,
                                 .shelf_empty = app->shelf.count == 0,
                                 .places = app->place_count > 1,
                                 .place = app->places[app->place].name};
    view_sessions(app->list, frame, &view);
}

struct replay_view app_replay_view(const struct app *app)
{
    const struct app_review *review = &app->review;
    return (struct replay_view){
        .scene = app->scene,
        .deck = meeting_deck(app->meeting),
        .timeline = app->timeline,
        .verdict = app->verdict.verdict,
        .at_ms = app->at_ms,
        .slide_since_ms = app->slide_since_ms,
        .closed_ms = app->closed_ms,
        .behind_minutes = timeline_behind(app->timeline, app->session, app->at_ms),
        .playing = app->playing,
        .speed = app->speed,
        .segment = app->segment,
        .exports = app->exports[0] != '\0',
        .comments = review->comment_views,
        .comment_count = review->line_count,
        .talking = {.on = review->talking,
                    .first = review->talking_first,
                    .answering = review->answering,
                    .draft = review->draft,
                    .typing = app->hand.focused == PART_DRAFT,
                    .live = review->draft_live,
                    .trouble = review->trouble[0] == '\0' ? NULL : review->trouble}};
}

static void draw_replay(struct app *app, const struct view_frame *frame)
{
    struct replay_view view = app_replay_view(app);
    view_replay(app->list, frame, &view);
}

static void draw_overview(struct app *app, const struct view_frame *frame)
{
    const struct app_review *review = &app->review;
    struct overview_view view = {.evidence = review->evidence,
                                 .talks = review->talks,
                                 .talk_count = review->talk_count,
                                 .exports = app->exports[0] != '\0'};
    view_overview(app->list, frame, &view);
}

static void draw_sheet(struct app *app, const struct view_frame *frame)
{
    const struct app_review *review = &app->review;
    const struct review_book *scores = comments_scores(review->comments);
    bool own = scores == &review->comments->mine;
    struct sheet_view view = {.evidence = review->evidence,
                              .scores = scores->scores[review->sheet],
                              .scorer = own ? NULL : scores->author.name,
                              .sheet = review->sheet,
                              .rated = review->rated,
                              .comment = review->leader_text,
                              .typing = app->hand.focused == PART_COMMENT,
                              .live = review->leader_live,
                              .exports = app->exports[0] != '\0',
                              .tone = review->tone,
                              .note = review->note};
    view_sheet(app->list, frame, &view);
}

struct verify_view app_verify_view(struct app *app, struct meeting_part parts[MEETING_SEGMENTS_MAX])
{
    struct verify_view view = {.rows = app->checked,
                               .row_count = app->checked_count,
                               .first = app->checked_first,
                               .words = app->words,
                               .heard = app->heard,
                               .saves = app->exports[0] != '\0',
                               .saved = app->check_saved,
                               .note = app->check_note,
                               .word = word_in_focus(app)};
    if (app->meeting != NULL) {
        view.row = &app->open_row;
        for (size_t i = 0; i < app->checked_count; i++)
            if (app->checked[i]->key == app->selected)
                view.row = app->checked[i];
        view.part_count = meeting_part_count(app->meeting);
        for (uint32_t i = 0; i < view.part_count; i++)
            parts[i] = *meeting_part_at(app->meeting, i);
        view.parts = parts;
        view.verdict = &app->verdict;
        view.deck_whole = meeting_deck(app->meeting) != NULL;
        view.fit = app->words_fit;
    }
    return view;
}

static void draw_verify(struct app *app, const struct view_frame *frame)
{
    struct meeting_part parts[MEETING_SEGMENTS_MAX];
    struct verify_view view = app_verify_view(app, parts);
    view_verify(app->list, frame, &view);
}

const struct strings *app_words(const struct app *app)
{
    const struct deck *deck = app->meeting != NULL ? meeting_deck(app->meeting) : NULL;
    bool of_many = app->screen == SCREEN_SESSIONS || app->screen == SCREEN_TRENDS;
    return labelled_strings(app->labelled, deck != NULL && !of_many ? deck->labels : NULL);
}

struct view_frame app_frame(const struct app *app)
{
    return (struct view_frame){.canvas = &app->canvas,
                               .fonts = ui_fonts(app->ui),
                               .hand = &app->hand,
                               .strings = app_words(app),
                               .language = app->language,
                               .supervisor = reviewer_key_public(app->key)->name};
}

void app_draw(struct app *app)
{
    struct view_frame frame = app_frame(app);
    switch (app->screen) {
    case SCREEN_SESSIONS:
        draw_sessions(app, &frame);
        return;
    case SCREEN_REPLAY:
        draw_replay(app, &frame);
        return;
    case SCREEN_VERIFY:
        draw_verify(app, &frame);
        return;
    case SCREEN_OVERVIEW:
        draw_overview(app, &frame);
        return;
    case SCREEN_SHEET:
        draw_sheet(app, &frame);
        return;
    case SCREEN_TRENDS:
        view_trends(app->list, &frame,
                    &(struct trends_view){.rows = app->chosen,
                                          .row_count = app->chosen_count,
                                          .filter = &app->filter});
        return;
    case SCREEN_SUPERVISION:
        app_supervision_draw(app, &frame);
        return;
    case SCREEN_UNLOCK:
        break;
    }
    check_never("the key is asked for before the window has a list");
}
