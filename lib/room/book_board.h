#pragma once
// What goals that have closed bring into the group book: who has a new card, and the next step of those
// who share it. Pure.
#include "room/book.h"
#include "room/hub.h"

// The step that is next on a person's shared lines: the first that is not done, else the short-term
// goal; NULL: they share neither.
const struct goal_line *board_next_step(const struct goal_board *board, struct goal_handle handle);
// Takes it all over; the same board again changes nothing. Whoever is here and shares nothing now has no
// next step in the book any more. True if the book has changed.
bool book_take_board(struct book *book, const struct book_session *session,
                     const struct goal_board *board);
