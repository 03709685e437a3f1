#pragma once
// How the files of the session fit together; nobody outside lib/core includes this. A command has a
// check and a make, a fact has an apply; session.c holds the two tables that name them. A check may
// look at anything, a make may only add facts, an apply returns false for a fact that cannot follow
// (it may have changed its session by then: session_apply works on a copy).
#include "core/session.h"

struct want { // what a command is judged by
    const struct session *session;
    const struct command *command;
    const struct moment *moment;
};

// Adds a zeroed fact of a kind. session_decide fills in revision and time afterwards.
struct fact *facts_add(struct facts *facts, enum fact_kind kind);

// Whether a fixed field holds NUL-terminated acceptable text.
bool text_field_ok(const char *text, size_t size);
// Copies NUL-terminated text and zeroes the rest, so that equal texts are equal bytes.
void text_field_copy(char *to, const char *from, size_t size);
// Whether everything behind the NUL is zero, as a decoded fact has it.
bool text_field_tidy(const char *text, size_t size);
// Bytes of marks and new names of steps, against SESSION_TEXT_BYTES_MAX.
size_t session_text_bytes(const struct session *session);
bool session_phase_is_open(const struct session *session);
// Whether people may be at the screens with something of their own: an open prompt, or goals.
bool session_screens_in_use(const struct session *session);

// session_begin.c
enum refusal begin_check(const struct begin *begin);
void begin_copy(struct begin *to, const struct begin *from);
enum refusal check_begin(const struct want *want);
void make_begin(const struct want *want, struct facts *facts);
bool apply_begun(struct session *session, const struct fact *fact);

// session_slides.c
enum refusal check_slide_next(const struct want *want);
enum refusal check_slide_back(const struct want *want);
enum refusal check_slide_go(const struct want *want);
enum refusal check_slide_take_back(const struct want *want);
void make_slide_next(const struct want *want, struct facts *facts);
void make_slide_back(const struct want *want, struct facts *facts);
void make_slide_first(const struct want *want, struct facts *facts);
void make_slide_last(const struct want *want, struct facts *facts);
void make_slide_go(const struct want *want, struct facts *facts);
void make_slide_take_back(const struct want *want, struct facts *facts);
bool apply_slide_shown(struct session *session, const struct fact *fact);
bool apply_slide_taken_back(struct session *session, const struct fact *fact);

// session_agenda.c
enum refusal check_step_next(const struct want *want);
enum refusal check_step_go(const struct want *want);
enum refusal check_step_skip(const struct want *want);
enum refusal check_step_rename(const struct want *want);
enum refusal check_step_resize(const struct want *want);
enum refusal check_step_move(const struct want *want);
void make_step_next(const struct want *want, struct facts *facts);
void make_step_go(const struct want *want, struct facts *facts);
void make_step_skip(const struct want *want, struct facts *facts);
void make_step_rename(const struct want *want, struct facts *facts);
void make_step_resize(const struct want *want, struct facts *facts);
void make_step_move(const struct want *want, struct facts *facts);
void make_warning(const struct want *want, struct facts *facts); // part of COMMAND_CLOCK
bool apply_step_begun(struct session *session, const struct fact *fact);
bool apply_step_skipped(struct session *session, const struct fact *fact);
bool apply_step_renamed(struct session *session, const struct fact *fact);
bool apply_step_resized(struct session *session, const struct fact *fact);
bool apply_step_moved(struct session *session, const struct fact *fact);
bool apply_warned(struct session *session, const struct fact *fact);
// The current step, if any, is over now; its time is counted.
void agenda_close_step(struct session *session);

// session_prompt.c
enum refusal check_prompt_open(const struct want *want);
enum refusal check_prompt_close(const struct want *want);
enum refusal check_prompt_pause(const struct want *want);
enum refusal check_prompt_wake(const struct want *want);
enum refusal check_prompt_void(const struct want *want);
enum refusal check_result_show(const struct want *want);
enum refusal check_result_hide(const struct want *want);
void make_prompt_open(const struct want *want, struct facts *facts);
void make_prompt_close(const struct want *want, struct facts *facts);
void make_prompt_pause(const struct want *want, struct facts *facts);
void make_prompt_wake(const struct want *want, struct facts *facts);
void make_prompt_void(const struct want *want, struct facts *facts);
void make_prompt_closed(const struct want *want, struct facts *facts); // part of COMMAND_CLOCK
void make_review_over(const struct want *want, struct facts *facts);   // part of COMMAND_CLOCK
enum refusal check_prompt_approve(const struct want *want);
void make_prompt_approve(const struct want *want, struct facts *facts);
void make_review_held(const struct want *want, struct facts *facts); // part of COMMAND_END
bool apply_prompt_review(struct session *session, const struct fact *fact);
void make_result_show(const struct want *want, struct facts *facts);
void make_result_hide(const struct want *want, struct facts *facts);
bool apply_prompt_opened(struct session *session, const struct fact *fact);
bool apply_prompt_paused(struct session *session, const struct fact *fact);
bool apply_prompt_woken(struct session *session, const struct fact *fact);
bool apply_prompt_closing(struct session *session, const struct fact *fact);
bool apply_prompt_closed(struct session *session, const struct fact *fact);
bool apply_prompt_voided(struct session *session, const struct fact *fact);
bool apply_result_shown(struct session *session, const struct fact *fact);
bool apply_result_hidden(struct session *session, const struct fact *fact);

// session_goals.c: goals on the screens, counts, coverage
enum refusal check_goals_open(const struct want *want);
enum refusal check_goals_close(const struct want *want);
enum refusal check_count(const struct want *want);
void make_goals_open(const struct want *want, struct facts *facts);
void make_goals_close(const struct want *want, struct facts *facts);
void make_goals_closed(const struct want *want, struct facts *facts); // part of COMMAND_CLOCK
void make_goals_over(const struct want *want, struct facts *facts);   // part of COMMAND_END
void make_count(const struct want *want, struct facts *facts);
void make_covered(const struct want *want, struct facts *facts); // part of COMMAND_END
bool apply_goals_opened(struct session *session, const struct fact *fact);
bool apply_goals_closing(struct session *session, const struct fact *fact);
bool apply_goals_closed(struct session *session, const struct fact *fact);
bool apply_counted(struct session *session, const struct fact *fact);
bool apply_covered(struct session *session, const struct fact *fact);

// session_room.c: people, screens, the room, marks, tags
enum refusal check_people(const struct want *want);
enum refusal check_screens_pause(const struct want *want);
enum refusal check_screens_wake(const struct want *want);
enum refusal check_room_blank(const struct want *want);
enum refusal check_room_show(const struct want *want);
enum refusal check_mark(const struct want *want);
enum refusal check_tag(const struct want *want);
enum refusal check_untag(const struct want *want);
void make_people(const struct want *want, struct facts *facts);
void make_screens_pause(const struct want *want, struct facts *facts);
void make_screens_wake(const struct want *want, struct facts *facts);
void make_room_blank(const struct want *want, struct facts *facts);
void make_room_show(const struct want *want, struct facts *facts);
void make_mark(const struct want *want, struct facts *facts);
void make_tag(const struct want *want, struct facts *facts);
void make_untag(const struct want *want, struct facts *facts);
void make_screen_found(const struct want *want, struct facts *facts);
void make_screen_lost(const struct want *want, struct facts *facts);
bool apply_people(struct session *session, const struct fact *fact);
bool apply_screens_paused(struct session *session, const struct fact *fact);
bool apply_screens_woken(struct session *session, const struct fact *fact);
bool apply_room_blanked(struct session *session, const struct fact *fact);
bool apply_room_shown(struct session *session, const struct fact *fact);
bool apply_marked(struct session *session, const struct fact *fact);
bool apply_tagged(struct session *session, const struct fact *fact);
bool apply_untagged(struct session *session, const struct fact *fact);
bool apply_screen_found(struct session *session, const struct fact *fact);
bool apply_screen_lost(struct session *session, const struct fact *fact);

// session_end.c: restart, disk, end, finish
enum refusal check_finish(const struct want *want);
void make_resumed(const struct want *want, struct facts *facts);
void make_disk_failed(const struct want *want, struct facts *facts);
void make_end(const struct want *want, struct facts *facts);
void make_finish(const struct want *want, struct facts *facts);
bool apply_resumed(struct session *session, const struct fact *fact);
bool apply_disk_failed(struct session *session, const struct fact *fact);
bool apply_ended(struct session *session, const struct fact *fact);
bool apply_finished(struct session *session, const struct fact *fact);
bool finish_ok(const struct finish *finish);
