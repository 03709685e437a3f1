#pragma once
// Private to lib/show: the room screen's larger pieces.
#include "show/block.h"
#include "show/prompt_words.h"
#include "show/room.h"

enum {
    ROOM_MARGIN = 96,
    ROOM_INNER = ROOM_WIDTH - 2 * ROOM_MARGIN
};

// A type of the room screen: sizes that are nowhere else, so they are given with their lines.
struct text_style room_style(enum tongue tongue, enum color color, float size, float line,
                             bool bold);
const char *room_string(const struct room_view *view, const char *id);

// The open question with its answers (f09).
void room_prompt_draw(struct draw_list *list, const struct room_view *view);
// "How we keep answers private" (t30, for the room).
void room_promise_draw(struct draw_list *list, const struct room_view *view);
