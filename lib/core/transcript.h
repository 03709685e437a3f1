#pragma once
// A scene as readable text and as one line of JSON. Live runs, replay and golden tests print with
// the same code, so that they can be compared byte for byte. Pure.
#include "base/out.h"
#include "wire/scene.h"

// Several lines, everything the audience may see, numbers and stable names, no words of a deck.
void transcript_scene(struct out *out, const struct scene *scene);
// One line: {"scene":{...}}.
void transcript_scene_json(struct out *out, const struct scene *scene);
