#pragma once
// Private to the stage: what its files share.
#include "deck/labels.h"
#include "facilitator/stage.h"
#include "show/room.h"

struct stage {
    struct stage_config config;
    struct ui *ui;
    struct console *console;
    struct start *start; // made when the console is open
    struct desk *desk;   // in locked memory
    struct hand hand;
    struct draw_list *list, *room_list;
    struct draw_list *next_list; // the slide that the room will probably see next
    uint32_t prepared;           // revision of the scene it was made for; 0: none
    struct labelled *words; // of the library, as the group says them; NULL before it is attached
    bool quit;
    bool room_lost; // its display was unplugged: it opens again with the next one

    size_t reviewer_count;
    struct reviewer reviewers[REVIEWERS_MAX]; // as the list was read last
    bool book_taken;                          // the start page has what the book knows
    uint32_t begun;                       // serial of the request that begins a session; 0: none
    uint64_t refused_at_ms;               // of the last refusal that was said
    bool second_said, second_said_at_end; // that the record went on in the second folder
    enum prompt_state prompt_state;
    uint64_t phase_at_ms; // session time at which that state was first seen
    bool phase_known;
    uint32_t screen;      // the last that was painted
    uint64_t apart_since; // since when the two scenes are of different facts; 0: they are not
};

// The view of this moment.
void stage_view(struct stage *stage, struct view *out_view);
void stage_toast(struct stage *stage, const char *id);
// The parts of the review of lines; false if it is none of them.
bool act_review(struct stage *stage, const struct scene *scene, uint32_t part);
// The parts of the roster and of one person; false if it is none of them.
bool act_people(struct stage *stage, uint32_t part);
// The parts of the goals board; false if it is none of them.
bool act_board(struct stage *stage, uint32_t part);
// The parts of "Who may replay"; false if it is none of them. And what became of a change.
bool act_reviewers(struct stage *stage, uint32_t part);
void reviewers_follow_change(struct stage *stage, const struct console_change *change);
// Opens the roster with a step that is about people, and closes it after.
void people_follow(struct stage *stage, const struct scene *scene);
// Whether the goals step would be left with nobody marked, and has not been asked for before: then it
// asks. step: of LEAVE_TO_STEP.
bool people_leaves_round(struct stage *stage, enum desk_leave to, uint8_t step);
// Takes a person in, with a free face.
void people_join(struct stage *stage);
void people_not_today(struct stage *stage); // the answer: it does not happen, and on
// Asks for a command; says so when the hub is too busy.
void stage_command(struct stage *stage, enum command_kind kind, uint16_t number, uint16_t amount);
