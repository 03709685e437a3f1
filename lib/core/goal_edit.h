#pragma once
// What a person does to their sheet: answers, words, ticks, home practice, rungs. Changes the sheet of a
// turn and never its state. Called by core/goal_turn.c and nobody else. Pure.
#include "core/goal_turn.h"

// Begins to look at the sheet: which step is asked about, and what comes first.
void goal_edit_look(struct goal_turn *turn);
void goal_edit_ask(struct goal_turn *turn, uint8_t ask);
void goal_edit_answer(struct goal_turn *turn, uint8_t answer);
void goal_edit_next_short(struct goal_turn *turn);
void goal_edit_share(struct goal_turn *turn, uint8_t slot);
// Writing, of a line or of a part of the home practice.
void goal_edit_key(struct goal_turn *turn, const struct board_key *key);
void goal_edit_field(struct goal_turn *turn, enum goal_field field);
void goal_edit_next_line(struct goal_turn *turn);
// The home practice being chosen.
void goal_edit_choose(struct goal_turn *turn, uint8_t preset);
void goal_edit_nothing(struct goal_turn *turn);
void goal_edit_rung(struct goal_turn *turn, uint8_t rung);
