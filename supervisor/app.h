#pragma once
// The state of the window: what is opened, where the replay stands, what is typed. The views are made
// of it afresh whenever something has changed. One thread.
#include "base/arena.h"
#include "deck/labels.h"
#include "seal/random.h"
#include "supervisor/command.h"
#include "supervisor/comments.h"
#include "supervisor/evidence.h"
#include "supervisor/view.h"
#include "ui/ui.h"

// What is said about the open record: the review page, the sheets, the comments.
struct app_review {
    struct evidence *evidence;
    struct comments *comments;
    bool readable; // the review files could be read; only then may one be written
    struct review_line *lines;
    struct comment_view *comment_views; // one for each line
    size_t line_count;
    struct talk_view *talks;
    size_t talk_count;

    enum sheet sheet;
    uint32_t rated; // bits: items that were not tried and are to be rated all the same
    char leader_text[COMMENT_BYTES];
    bool leader_live;
    bool leader_changed; // not yet kept
    enum note_tone tone;
    char note[NOTE_BYTES];

    bool talking;
    size_t talking_first;
    int answering;
    char draft[COMMENT_BYTES];
    bool draft_live;
    char trouble[NOTE_BYTES];

    struct supervision held; // being filled in
};

enum {
    PLACES_MAX = 8
};
struct app_place {
    char folder[SHELF_PATH_BYTES];
    char name[NAME_BYTES]; // of the stick; empty for the folder that the window began with
};

struct exporting;
struct app {
    const struct supervisor_options *options;
    const struct disk *disk;
    const struct random_source *random;
    void *strings_block;
    struct strings strings;
    struct labelled *labelled; // the same, as the group of the open record says them
    enum language language;
    struct ui *ui;
    struct canvas canvas;
    struct hand hand;
    struct draw_list *list;
    struct reviewer_key *key; // NULL until it is opened
    bool quit;

    enum view_screen screen;
    struct shelf shelf;
    unsigned listings; // how often a folder was listed: what was read of one before is passed over
    struct app_place places[PLACES_MAX];
    size_t place_count, place;
    struct shelf_filter filter;
    const struct shelf_row **chosen; // shelf.count of them: what the filter lets through
    size_t chosen_count;
    size_t first;
    uint32_t selected;

    struct meeting *meeting; // NULL: none is open
    struct shelf_row open_row;
    struct timeline *timeline;
    struct session *session;
    struct scene *scene;
    size_t facts;   // of the meeting, that the scene shows; SIZE_MAX: none yet
    uint64_t at_ms; // session time
    uint64_t slide_since_ms;
    uint64_t closed_ms;
    bool playing;
    int speed;             // 0 to 2
    uint64_t played_at_ms; // monotonic: up to when at_ms has been moved on
    struct replay_segment segment;

    struct app_review review;
    char exports[DISK_PATH_BYTES]; // folder for files; empty: none is known
    struct exporting *exporting;   // NULL: nothing is being written
    bool beside;                   // files are written beside a window that goes on

    const struct shelf_row **checked; // shelf.count of them: those that were opened
    size_t checked_count;
    size_t checked_first;
    char words[SHEET_WORDS][SHEET_WORD_BYTES];
    enum sheet_fit words_fit;
    struct meeting_heard heard;     // of the open record, by the screens' witnesses
    struct meeting_verdict verdict; // of the open record, by witnesses and typed words
    enum note_tone check_saved;
    char check_note[SHELF_PATH_BYTES];
};

// The memory that one app needs; false if there is not enough. Released with it, and on zeros too.
bool app_lend_memory(struct app *app);
void app_release_memory(struct app *app);
// app_places.c. Looks for sticks with records in them; under one root, for tests.
void app_look_for_places(struct app *app);
void app_find_places(struct app *app, const char *root);
void app_next_place(struct app *app);
// What has been plugged in, or recorded, since.
void app_list_again(struct app *app);
// Lists the folder, in place of the one before. Complains by itself and returns false; then the one
// before is still listed.
bool app_list(struct app *app, const char *folder);
// The day and the minute of the wall's clock here.
void app_wall_now(uint32_t *out_day, uint16_t *out_minute);
// Chooses anew what the list shows; call after the filter or a row has changed.
void app_choose(struct app *app);
// The narrowest of 3 weeks, 12 weeks and all dates that shows something.
void app_choose_dates(struct app *app);
// Opens a record by its row, or by a path: its review page comes first, and the replay stands at 0.
// False if it cannot be opened.
bool app_open_row(struct app *app, const struct shelf_row *row);
enum err app_open_path(struct app *app, const char *path) MUST_USE;
void app_close_meeting(struct app *app);
// Moves the replay to a session time, kept within the meeting.
void app_seek(struct app *app, uint64_t at_ms);
void app_play(struct app *app, bool on, uint64_t now_ms);
// Draws 15 minutes at random and goes to their beginning; a play that began in them ends with them.
void app_draw_segment(struct app *app);
// Lets the play move on to now; false if nothing is to be drawn for it.
bool app_play_on(struct app *app, uint64_t now_ms);
// How long until the picture of a play changes; -1 when it stands still.
int app_play_wait_ms(const struct app *app);
// app_check.c. Asks the screens' witnesses that are known about the open record: those that were named
// and those that lie beside the records.
void app_hear(struct app *app);
// Weighs the six words that are typed; call when they or the open record have changed.
void app_weigh_words(struct app *app);
// Writes the check of the open record as text among the exports.
void app_save_check(struct app *app);
// Goes to the check; the open record is the one that is shown.
void app_check(struct app *app);
// Builds the list of the present screen.
void app_draw(struct app *app);

// app_review.c. Reads what the record shows and what was written about it.
void app_review_open(struct app *app);
// Keeps what was typed for the leader, if it changed.
void app_review_keep(struct app *app);
// 1 to 5; the score that is there already is taken back.
void app_review_score(struct app *app, uint8_t item, uint8_t score);
void app_review_live(struct app *app);
// A comment at the replay's moment, or the answer that was begun; keeps what is drafted.
void app_review_say(struct app *app);
void app_review_answer(struct app *app, size_t line);
void app_review_remove(struct app *app, size_t line);
// The next comment's moment, or the one before; false if there is none.
bool app_review_event(const struct app *app, int way, uint64_t *out_ms);
// Where a part of the review page or of a sheet leads; false if nowhere.
bool app_review_moment(const struct app *app, uint32_t part, uint64_t *out_ms);
// What became of the last thing that was asked for, in place of the sheet's note; {why} in its words.
void app_note(struct app *app, enum note_tone tone, const char *id, const char *why);
// Writes one's own review file; false after saying why not.
bool app_review_save(struct app *app);
// app_supervision.c. Its page, with what is likely filled in; its parts, false if it is none of them.
void app_supervision_open(struct app *app);
bool app_supervision_act(struct app *app, uint32_t part);
void app_supervision_draw(struct app *app, const struct view_frame *frame);
// app_export.c. The folder that was named, or one in the person's own; false if none is known.
bool app_name_exports(struct app *app);
// PART_PDF, PART_CSV, PART_PRINT, PART_BUNDLE, or PART_EXPORT for all files at once. Beside a window it only
// begins; without one it waits until the files are there.
void app_export(struct app *app, enum view_part part);
// Takes what came of it, to be shown; false if nothing has ended.
bool app_export_take(struct app *app);
// app_draw.c. The replay as it is shown now.
struct replay_view app_replay_view(const struct app *app);
// The check as it is shown now; lends the parts from the caller.
struct verify_view app_verify_view(struct app *app,
                                   struct meeting_part parts[MEETING_SEGMENTS_MAX]);
// The words of the open record: those of its deck, as the room saw them. Where no record is open, or
// lists and trends over many groups are shown, the interface's own.
const struct strings *app_words(const struct app *app);
struct view_frame app_frame(const struct app *app);

// app_keys.c: what a part, a key or a typed text means.
void app_act(struct app *app, uint32_t part, const struct ui_input *input);
void app_key(struct app *app, const struct ui_input *input);
void app_text(struct app *app, const char *text);
bool app_takes_text(const struct app *app); // whether letters are typed now, or are keys
void app_wheel(struct app *app, float rows);

// app_script.c. Runs one line of a script; false after complaining.
bool app_script_line(struct app *app, char *line, unsigned number);
