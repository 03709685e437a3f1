#pragma once
// A scene is all that one audience may see, whole, at one revision. Made by scene_of (core/scene.h)
// and nowhere else. Sent to terminals as imr.v1.Scene inside an envelope. Views are functions of it.
// Fields of the facilitator's part are zero for other audiences.
#include "base/err.h"
#include "base/span.h"
#include "wire/fact.h"

enum scene_phase {
    SCENE_WAITING, // no session yet: welcome
    SCENE_RUNNING,
    SCENE_ENDED, // cleared
    SCENE_FINISHED,
};

// One row of the plan as the facilitator and the supervisor see it.
struct scene_step {
    char key[KEY_BYTES];
    char title[NAME_BYTES];
    uint16_t plan_minutes;
    uint32_t spent_ms; // of closed spans; the current step adds session time - since_ms
    uint64_t since_ms; // when the current span began; 0 unless current
    bool done;
    bool current;
    bool skipped;
};

// A measure of the session as it was last counted.
struct measure_count {
    bool known;
    uint8_t done;
    uint8_t of;
    uint64_t at_ms;
};

struct scene_mark {
    uint64_t at_ms;
    char text[LINE_BYTES];
};

struct scene {
    // For every audience.
    enum audience audience;
    uint32_t revision; // counts facts
    enum scene_phase phase;
    uint64_t session_ms; // session time of this scene's last fact
    uint8_t deck_hash[HASH_BYTES];
    uint8_t slide; // 1 to slide_count; 0 when none
    uint8_t slide_count;
    bool paused; // a short pause on every terminal
    bool blank;  // the room screen shows nothing
    enum meeting_kind meeting;
    bool practice;
    enum prompt_state prompt_state;
    uint8_t prompt; // 1 to prompt count of the deck; 0 when none
    enum privacy_class prompt_class;
    bool box_full;          // everyone has had a turn
    bool result_on;         // the release below is on the screens
    struct release release; // of .prompt, once closed; held and withheld tell only that
    enum goals_state goals_state;
    bool new_cards;         // while goals are open: new cards may be made
    char group[NAME_BYTES]; // room, facilitator, supervisor; a terminal never learns it

    // Facilitator and supervisor.
    struct begin begin; // who, which deck, the plan as it was at the start
    uint32_t wall_day;
    uint16_t wall_minute; // of the start, local
    uint8_t people;
    uint8_t step_count;
    uint8_t step; // the current one, 1 to step_count; 0 when none
    struct scene_step steps[STEPS_MAX];
    bool warned;                    // the last two steps' time is being eaten
    bool prompts_used[PROMPTS_MAX]; // closed in this session
    uint64_t prompt_since_ms;
    uint8_t places; // in the box of the open prompt
    bool can_take_back;
    uint8_t mark_count;
    struct scene_mark marks[MARKS_MAX];
    bool tagged[TECHNIQUE_LAST + 1];
    uint16_t screens_lost; // screens lost and not yet found, as recorded
    bool disk_failed;
    bool finished;
    struct finish finish;
    struct measure_count counts[MEASURE_LAST + 1]; // by enum measure
    uint64_t slides_shown; // bit n - 1: slide n has been shown and was not a slip
    // Of the last goal phase, without its lines: they stand in its fact, and the facilitator has them
    // with their handles (hub_goals_board). goals_lines says how many there were.
    struct goals_release goals;
    uint8_t goals_lines;

    // Facilitator only, from the box, never recorded.
    enum box_state box_state;
    bool box_count_known; // a plain prompt
    uint8_t box_count;
    // Facilitator only, in PROMPT_REVIEW: the lines to approve, in the box's order, which is random.
    uint8_t review_count;
    struct text_line review[PEOPLE_MAX];
};

// Encodes a terminal's or the room's scene (check()ed); returns the bytes, at most SCENE_BYTES_MAX;
// a scene of zeros, of a console that waits, takes none. The lines of a release are not among them:
// they stand in the envelope's own place for lines.
size_t scene_encode(const struct scene *scene, uint8_t buffer[SCENE_BYTES_MAX]);
enum err scene_decode(struct span bytes, struct scene *out_scene) MUST_USE;
