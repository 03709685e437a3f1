#pragma once
// Private to view_replay.c and its two parts, view_moment.c and view_timeline.c.
#include "supervisor/view_parts.h"

struct replay_layout {
    struct rect slide, bands, notes, timeline;
    float track_left, track_width; // of the time
};
struct replay_layout view_replay_layout(const struct canvas *canvas);

// What happened up to now, the newest lines that fit.
void view_moment(struct draw_list *list, const struct view_frame *frame,
                 const struct replay_view *view, struct rect panel);
// The comments, and the one that is being written.
void view_talking(struct draw_list *list, const struct view_frame *frame,
                  const struct replay_view *view, struct rect panel);
size_t view_talking_fit(float height); // lines in a panel of a height
// The controls, the plan, the steps as they went, and the events.
void view_timeline(struct draw_list *list, const struct view_frame *frame,
                   const struct replay_view *view, const struct replay_layout *layout);
// Which of the design's tints a step has, wherever it is drawn.
int view_step_tint(const char *key);
