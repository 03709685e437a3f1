#pragma once
// What staff tap about people, by window or script: each is written into the group book at once, and
// what follows from it for the session is asked of the hub. Every function is false, and nothing has
// changed, where it does not apply: no book is open, nobody is that member, no session runs.
#include "facilitator/console.h"

// A person joins: with this face, or with a free one that is drawn (NULL). Their index, or -1.
int marks_join(struct console *console, const struct goal_handle *handle);
bool marks_leave(struct console *console, int member);  // and back again
bool marks_return(struct console *console, int member); // false if another has that face now
// The same person with another card. If that face had just joined by itself it becomes this person.
bool marks_new_card(struct console *console, int member, struct goal_handle handle);

// People present go with it while a group runs.
bool marks_here(struct console *console, int member, bool here);
// The same mark again takes it back.
bool marks_round(struct console *console, int member, enum book_round round);
bool marks_goal_set(struct console *console, int member);
bool marks_review(struct console *console, int member, enum book_review review);
bool marks_obstacle(struct console *console, int member, enum book_obstacle obstacle);
bool marks_practice(struct console *console, int member, enum book_home practice);
bool marks_not_today(struct console *console); // the goal round does not happen
// What a session showed has been told to whoever missed it. session: its index in the book.
bool marks_caught_up(struct console *console, int member, uint16_t session, bool caught_up);

// Whether the step "goals" is being left with nobody marked: it asks once.
bool marks_round_is_left(struct console *console);
