#pragma once
// State to what one audience may see, written once. Pure.
#include "core/session.h"
#include "wire/scene.h"

// box may be NULL (nothing open, or replay). It reaches only the facilitator's scene; terminals and
// the room learn at most that the box is full.
void scene_of(const struct session *session, const struct box_view *box, enum audience audience,
              struct scene *out_scene);
