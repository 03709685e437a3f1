// What the supervisor says about the open record: scores, the comment for the leader, comments at
// moments and answers to them. Everything is kept beside the record as soon as it is said.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/app.h"
#include <stdlib.h>
#include <string.h>

void app_note(struct app *app, enum note_tone tone, const char *id, const char *why)
{
    const struct strings_value value = {"why", why};
    struct out out = out_into(app->review.note, sizeof app->review.note);
    strings_fill(&out, strings_get(&app->strings, app->language, id), &value, 1);
    app->review.tone = tone;
}

// ------------------------------------------------------------------------------------- the comments

// One's own comment about the meeting as a whole is what stands on the sheet for the leader.
static struct review_comment *leader_comment(struct app *app)
{
    struct review_book *mine = &app->review.comments->mine;
    for (uint8_t i = 0; i < mine->comment_count; i++)
        if (!mine->comments[i].timed && mine->comments[i].to_id == 0)
            return &mine->comments[i];
    return NULL;
}

static void view_lines_of(struct app_review *review)
{
    review->line_count = comments_thread(review->comments, review->lines, REVIEW_LINES_ALL);
    const struct review_comment *about = NULL; // what the answers behind it answer
    for (size_t i = 0; i < review->line_count; i++) {
        const struct review_line *line = &review->lines[i];
        if (!line->answer)
            about = line->comment;
        const struct review_comment *moment = about != NULL ? about : line->comment;
        review->comment_views[i] =
            (struct comment_view){.at_ms = moment->at_ms,
                                  .timed = moment->timed,
                                  .who = line->book->author.name,
                                  .text = line->comment->text,
                                  .live = line->comment->live,
                                  .answer = line->answer,
                                  .own = line->book == &review->comments->mine};
    }
}

static void add_talk(struct app_review *review, const struct talk_view *talk)
{
    size_t at = review->talk_count++;
    uint64_t time = talk->timed ? talk->at_ms : UINT64_MAX;
    while (at > 0 && review->talks[at - 1].timed && review->talks[at - 1].at_ms > time) {
        review->talks[at] = review->talks[at - 1];
        at--;
    }
    review->talks[at] = *talk;
}

// Marks of the leader's, and what is to be discussed live.
static void list_talks(struct app_review *review)
{
    review->talk_count = 0;
    const struct evidence *evidence = review->evidence;
    for (size_t i = 0; i < review->line_count; i++) {
        const struct comment_view *view = &review->comment_views[i];
        if (view->live && view->timed)
            add_talk(review, &(struct talk_view){true, view->at_ms, view->who, view->text});
    }
    for (uint8_t i = 0; i < evidence->mark_count; i++)
        add_talk(review, &(struct talk_view){evidence->marks[i].moment.known,
                                             evidence->marks[i].moment.at_ms, NULL,
                                             evidence->marks[i].text});
    for (size_t i = 0; i < review->line_count; i++) {
        const struct comment_view *view = &review->comment_views[i];
        if (view->live && !view->timed)
            add_talk(review, &(struct talk_view){false, 0, view->who, view->text});
    }
}

static void list_again(struct app_review *review)
{
    view_lines_of(review);
    list_talks(review);
    review->answering = -1;
    if (review->talking_first >= review->line_count)
        review->talking_first = 0;
}

// Writes one's own file. What went wrong stands on the sheet and under the draft.
bool app_review_save(struct app *app)
{
    struct app_review *review = &app->review;
    enum err err = review->readable
                       ? comments_save(app->disk, app->meeting, app->key, review->comments)
                       : ERR_IO;
    list_again(review);
    memset(review->trouble, 0, sizeof review->trouble);
    if (err == OK) {
        app_note(app, NOTE_GOOD, "review.kept", "");
        return true;
    }
    app_note(app, NOTE_BAD, "review.notkept", err_text(err));
    memcpy(review->trouble, review->note, sizeof review->trouble);
    return false;
}

void app_review_open(struct app *app)
{
    struct app_review *review = &app->review;
    evidence_of(meeting_replay(app->meeting), app->timeline, meeting_verdict(app->meeting)->verdict,
                review->evidence);
    struct trend_summary summary;
    shelf_summary(&app->shelf, review->evidence->group, &summary);
    trend_summary_evidence(&summary, review->evidence);
    review->readable = comments_load(app->disk, app->meeting, app->key, review->comments) == OK;
    review->sheet = SHEET_INTEGRITY;
    review->rated = 0;
    review->tone = NOTE_NONE;
    review->talking = false;
    review->talking_first = 0;
    review->draft_live = false;
    review->leader_changed = false;
    memset(review->leader_text, 0, sizeof review->leader_text);
    memset(review->draft, 0, sizeof review->draft);
    memset(review->trouble, 0, sizeof review->trouble);
    const struct review_comment *comment = leader_comment(app);
    if (comment != NULL)
        memcpy(review->leader_text, comment->text, sizeof review->leader_text);
    review->leader_live = comment != NULL && comment->live;
    list_again(review);
    // A file that cannot be believed is named; one's own is moved aside when a new one is written.
    if (review->comments->problem_count > 0)
        app_note(app, NOTE_BAD, "review.problem", review->comments->problems[0].name);
    else if (!review->readable)
        app_note(app, NOTE_BAD, "review.unreadable", "");
}

void app_review_keep(struct app *app)
{
    struct app_review *review = &app->review;
    if (app->meeting == NULL || !review->leader_changed)
        return;
    review->leader_changed = false;
    const struct review_comment *old = leader_comment(app);
    enum err err = OK;
    if (review->leader_text[0] == '\0') {
        if (old == NULL)
            return;
        err = comments_remove(review->comments, old->id);
    } else if (old != NULL) {
        err = comments_change(review->comments, old->id, review->leader_text, review->leader_live);
    } else {
        uint32_t id;
        struct review_comment comment = {.live = review->leader_live};
        app_wall_now(&comment.day, &comment.minute);
        memcpy(comment.text, review->leader_text, sizeof comment.text);
        err = comments_add(review->comments, &comment, &id);
    }
    if (err != OK)
        app_note(app, NOTE_BAD, "review.notkept", err_text(err));
    else
        (void)app_review_save(app);
}

void app_review_live(struct app *app)
{
    app->review.leader_live = !app->review.leader_live;
    app->review.leader_changed = true;
    app_review_keep(app);
}

void app_review_score(struct app *app, uint8_t item, uint8_t score)
{
    struct app_review *review = &app->review;
    check(item < sheet_item_count(review->sheet));
    check(score >= 1 && score <= SCORE_MOST);
    uint8_t now = review->comments->mine.scores[review->sheet][item];
    comments_score(review->comments, review->sheet, item, now == score ? 0 : score);
    review->rated |= 1U << item; // an item that was rated stays open when its score is taken back
    (void)app_review_save(app);
}

void app_review_say(struct app *app)
{
    struct app_review *review = &app->review;
    if (review->draft[0] == '\0')
        return;
    struct review_comment comment = {
        .timed = true, .at_ms = app->at_ms, .live = review->draft_live};
    app_wall_now(&comment.day, &comment.minute);
    memcpy(comment.text, review->draft, sizeof comment.text);
    if (review->answering >= 0) {
        const struct review_line *line = &review->lines[review->answering];
        memcpy(comment.to, line->book->author.sign_public, sizeof comment.to);
        comment.to_id = line->comment->id;
        comment.timed = line->comment->timed;
        comment.at_ms = line->comment->at_ms;
    }
    uint32_t id;
    enum err err = comments_add(review->comments, &comment, &id);
    if (err != OK) {
        app_note(app, NOTE_BAD, "review.notkept", err_text(err));
        memcpy(review->trouble, review->note, sizeof review->trouble);
        return;
    }
    memset(review->draft, 0, sizeof review->draft);
    review->draft_live = false;
    (void)app_review_save(app);
    // What was just said is brought into sight.
    size_t rows = view_talking_rows(&app->canvas);
    for (size_t i = 0; i < review->line_count; i++)
        if (review->comment_views[i].own && review->lines[i].comment->id == id &&
            (i < review->talking_first || i >= review->talking_first + rows))
            review->talking_first = i + 1 > rows ? i + 1 - rows : 0;
}

void app_review_answer(struct app *app, size_t line)
{
    check(line < app->review.line_count);
    bool again = app->review.answering == (int)line;
    app->review.answering = again ? -1 : (int)line;
    hand_focus(&app->hand, PART_DRAFT, true);
}

void app_review_remove(struct app *app, size_t line)
{
    struct app_review *review = &app->review;
    check(line < review->line_count && review->comment_views[line].own);
    uint32_t id = review->lines[line].comment->id;
    const struct review_comment *leader = leader_comment(app);
    bool whole = leader != NULL && leader->id == id;
    if (comments_remove(review->comments, id) != OK)
        return;
    if (whole) {
        memset(review->leader_text, 0, sizeof review->leader_text);
        review->leader_live = false;
    }
    (void)app_review_save(app);
}

bool app_review_event(const struct app *app, int way, uint64_t *out_ms)
{
    const struct app_review *review = &app->review;
    bool found = false;
    for (size_t i = 0; i < review->line_count; i++) {
        const struct comment_view *comment = &review->comment_views[i];
        if (!comment->timed)
            continue;
        bool next = way > 0 && comment->at_ms > app->at_ms && (!found || comment->at_ms < *out_ms);
        bool before =
            way < 0 && comment->at_ms < app->at_ms && (!found || comment->at_ms > *out_ms);
        if (!next && !before)
            continue;
        *out_ms = comment->at_ms;
        found = true;
    }
    return found;
}

static const struct review_moment *moment_of(const struct app_review *review, uint32_t part)
{
    const struct evidence *evidence = review->evidence;
    uint32_t place = part & 0xFFU;
    switch (part & ~0xFFU) {
    case PART_STEP:
        return place < evidence->step_count ? &evidence->steps[place].moment : NULL;
    case PART_MEASURE:
        return &evidence->counts[view_overview_measure(place)].moment;
    case PART_TECHNIQUE:
        return place < evidence->technique_count ? &evidence->techniques[place].moment : NULL;
    case PART_FLAG:
        return place < evidence->flag_count ? &evidence->flags[place].moment : NULL;
    default:
        break;
    }
    if (part < PART_CHIP || part >= PART_CHIP + 8U * SHEET_ITEMS_MAX)
        return NULL;
    const struct evidence_item *item =
        evidence_item_of(evidence, review->sheet, (uint8_t)((part - PART_CHIP) / 8));
    uint8_t chip = (uint8_t)((part - PART_CHIP) % 8);
    return chip < item->chip_count ? &item->chips[chip].moment : NULL;
}

bool app_review_moment(const struct app *app, uint32_t part, uint64_t *out_ms)
{
    const struct app_review *review = &app->review;
    uint32_t talk = part - PART_TALK;
    if (part >= PART_TALK && talk < review->talk_count && talk < 0x100) {
        *out_ms = review->talks[talk].at_ms;
        return review->talks[talk].timed;
    }
    const struct review_moment *moment = moment_of(review, part);
    if (moment == NULL || !moment->known)
        return false;
    *out_ms = moment->at_ms;
    return true;
}
