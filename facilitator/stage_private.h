#pragma once
// Private to the stage: what its files share.
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
    struct strings *words;       // of the library; NULL before it is attached
    bool quit;
    bool room_lost; // its display was unplugged: it opens again with the next one

    uint32_t begun;         // serial of the request that begins a session; 0: none
    uint64_t refused_at_ms; // of the last refusal that was said
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
// Asks for a command; says so when the hub is too busy.
void stage_command(struct stage *stage, enum command_kind kind, uint16_t number, uint16_t amount);
