// C42: meetings of which nobody planned a step, one from each seed, recorded as a console records
// them; then the sealed record alone, read as a supervisor reads it, shows every scene that was shown,
// for every audience, byte by byte. Of some of them every part ends in the middle.
// Usage: replays [--meetings N] [--from SEED]. The failing seed is printed.
#include "base/check.h"
#include "core/scene.h"
#include "fake_disk.h"
#include "seal/random.h"
#include "supervisor/meeting.h"
#include "supervisor_help.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHOWN_MAX = 512,
    STEPS_LEAST = 20,
    STEPS_MOST = 120,
    AUDIENCES = AUDIENCE_SUPERVISOR + 1,
};

struct shown { // after one fact
    uint8_t scenes[AUDIENCES][HASH_BYTES];
};

struct play {
    uint64_t seed, state;
    struct fake_disk *fake;
    struct help_record *record;
    uint64_t now_ms, closing_ms, review_ms, goals_closing_ms; // when they began; 0: they have not
    struct box box;
    struct goals_gathered goals;
    struct scene scene; // scratch
    size_t count;
    struct shown shown[SHOWN_MAX];
};

static uint32_t draw(struct play *play, uint32_t below)
{
    play->state ^= play->state << 13;
    play->state ^= play->state >> 7;
    play->state ^= play->state << 17;
    return (uint32_t)(play->state >> 33) % below;
}

static void must(const struct play *play, bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "seed %llu: not so: %s\n", (unsigned long long)play->seed, what);
    exit(1);
}

static void scenes_hash(const struct session *session, struct scene *scratch,
                        struct shown *out_shown)
{
    for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++) {
        scene_of(session, NULL, (enum audience)audience, scratch);
        seal_hash(scratch, sizeof *scratch, out_shown->scenes[audience]);
    }
}

static void applied(void *self, const struct session *session)
{
    struct play *play = self;
    must(play, play->count < SHOWN_MAX, "a meeting ends before its memory does");
    scenes_hash(session, &play->scene, &play->shown[play->count++]);
}

// --- What happens.

static void box_fill(struct play *play)
{
    struct session_phase phase;
    session_phase_of(&play->record->session, &phase);
    play->box = (struct box){.kind = phase.kind,
                             .class = phase.class,
                             .option_count = phase.option_count,
                             .places = phase.places};
    uint32_t answers = draw(play, phase.places + 1u);
    for (uint32_t i = 0; i < answers; i++) {
        struct box_slot slot = {.id = {(uint8_t)(i + 1)}};
        slot.order[0] = (uint8_t)(i * 37 + draw(play, 256));
        slot.order[1] = (uint8_t)i;
        slot.pass = draw(play, 5) == 0;
        if (!slot.pass)
            slot.choice = (uint8_t)(1u << draw(play, phase.option_count));
        (void)box_put(&play->box, &slot);
    }
}

static void goals_fill(struct play *play)
{
    play->goals = (struct goals_gathered){.cards = (uint8_t)draw(play, 9)};
    play->goals.line_count = play->goals.cards > 0 ? (uint8_t)draw(play, 4) : 0;
    for (uint8_t i = 0; i < play->goals.line_count; i++) {
        struct goal_line *line = &play->goals.lines[i];
        line->kind = GOAL_STEP;
        line->status = GOAL_DID;
        snprintf(line->text, sizeof line->text, "Walk %u", (unsigned)draw(play, 100));
    }
}

static void command_draw(struct play *play, struct command *command)
{
    static const enum command_kind kinds[] = {
        COMMAND_SLIDE_NEXT,   COMMAND_SLIDE_NEXT,    COMMAND_SLIDE_NEXT,   COMMAND_SLIDE_BACK,
        COMMAND_SLIDE_GO,     COMMAND_SLIDE_FIRST,   COMMAND_SLIDE_LAST,   COMMAND_SLIDE_TAKE_BACK,
        COMMAND_STEP_NEXT,    COMMAND_STEP_NEXT,     COMMAND_STEP_GO,      COMMAND_STEP_SKIP,
        COMMAND_STEP_RENAME,  COMMAND_STEP_RESIZE,   COMMAND_STEP_MOVE,    COMMAND_PEOPLE,
        COMMAND_PROMPT_OPEN,  COMMAND_PROMPT_OPEN,   COMMAND_PROMPT_CLOSE, COMMAND_PROMPT_CLOSE,
        COMMAND_PROMPT_PAUSE, COMMAND_PROMPT_WAKE,   COMMAND_PROMPT_VOID,  COMMAND_PROMPT_SHOW,
        COMMAND_PROMPT_HIDE,  COMMAND_SCREENS_PAUSE, COMMAND_SCREENS_WAKE, COMMAND_ROOM_BLANK,
        COMMAND_ROOM_SHOW,    COMMAND_MARK,          COMMAND_TAG,          COMMAND_UNTAG,
        COMMAND_SCREEN_FOUND, COMMAND_SCREEN_LOST,   COMMAND_GOALS_OPEN,   COMMAND_GOALS_CLOSE,
        COMMAND_COUNT,        COMMAND_CLOCK,         COMMAND_CLOCK,        COMMAND_CLOCK,
    };
    static const uint16_t most[] = {4, 9, 15};
    *command = (struct command){.kind = kinds[draw(play, sizeof kinds / sizeof kinds[0])]};
    command->number = (uint16_t)(1 + draw(play, most[draw(play, 3)]));
    command->amount = (uint16_t)(1 + draw(play, 9));
    command->of = (uint16_t)(command->amount + draw(play, 4));
    command->show = draw(play, 2) == 0;
    command->technique = (enum technique)(1 + draw(play, TECHNIQUE_LAST));
    if (command->kind == COMMAND_MARK || command->kind == COMMAND_STEP_RENAME)
        snprintf(command->text, sizeof command->text, "Words %u", (unsigned)draw(play, 1000));
}

static uint64_t since(uint64_t now_ms, uint64_t began_ms)
{
    return began_ms != 0 ? now_ms - began_ms : 0;
}

// What is due is kept beside the session, as the hub does it.
static void follow(struct play *play)
{
    const struct session *session = &play->record->session;
    struct session_phase phase;
    session_phase_of(session, &phase);
    bool closing = session->prompt_state == PROMPT_CLOSING;
    if (closing && play->closing_ms == 0)
        box_fill(play);
    play->closing_ms = !closing ? 0 : play->closing_ms != 0 ? play->closing_ms : play->now_ms;
    play->review_ms = !phase.review ? 0 : play->review_ms != 0 ? play->review_ms : play->now_ms;
    bool goals = session->goals_state == GOALS_CLOSING;
    play->goals_closing_ms = !goals                        ? 0
                             : play->goals_closing_ms != 0 ? play->goals_closing_ms
                                                           : play->now_ms;
}

static void step(struct play *play, const struct command *command)
{
    play->now_ms += 1 + draw(play, 3) * draw(play, 60000);
    const struct session *session = &play->record->session;
    struct moment moment = {
        .session_ms = play->now_ms,
        .closing_ms = since(play->now_ms, play->closing_ms),
        .review_ms = since(play->now_ms, play->review_ms),
        .wall_day = HELP_DAY,
        .wall_minute = HELP_START,
        .box = play->closing_ms != 0 ? &play->box : NULL,
        .gap_minutes = 2,
        .goals_closing_ms = since(play->now_ms, play->goals_closing_ms),
        .goals = session->goals_state != GOALS_IDLE ? &play->goals : NULL,
    };
    (void)help_try(play->record, &moment, command);
    follow(play);
}

static void part_end(struct play *play)
{
    struct command back = {.kind = COMMAND_RESUMED};
    help_part_end(play->record);
    help_part_begin(play->record);
    step(play, &back);
}

static void meeting(struct play *play)
{
    play->record->applied = applied;
    play->record->applied_self = play;
    help_begin(play->record, "Group", "Leader");
    uint32_t steps = STEPS_LEAST + draw(play, STEPS_MOST - STEPS_LEAST);
    bool breaks = draw(play, 4) == 0;
    for (uint32_t i = 0; i < steps; i++) {
        struct command command;
        command_draw(play, &command);
        if (draw(play, 8) == 0)
            goals_fill(play);
        step(play, &command);
        if (breaks && draw(play, 40) == 0)
            part_end(play);
    }
    // One in five never ends, as with a flat battery.
    if (draw(play, 5) != 0) {
        struct command end = {.kind = COMMAND_END}, finish = {.kind = COMMAND_FINISH};
        step(play, &end);
        step(play, &finish);
    }
    help_part_end(play->record);
}

// --- And again.

static size_t replayed(struct play *play)
{
    char path[64];
    struct meeting *again = NULL;
    uint8_t first = play->record->info.session_id[0];
    snprintf(path, sizeof path, "s/2026-11-04-%02x%02x%02x%02x.0.imrlog", first, first, first,
             first);
    enum err err = meeting_open(fake_disk_of(play->fake), path, play->record->key, &again);
    must(play, err == OK, "the record opens");
    const struct meeting_verdict *verdict = meeting_verdict(again);
    bool finished = play->record->session.phase == SESSION_FINISHED;
    must(play, verdict->verdict == (finished ? RECORD_COMPLETE : RECORD_UNCLOSED),
         "the verdict is right");
    const struct replay *replay = meeting_replay(again);
    must(play, replay->fact_count == play->count, "every fact is there");
    struct session session = replay->first;
    for (size_t i = 0; i < replay->fact_count; i++) {
        struct fact fact;
        struct shown shown;
        replay_forward(replay, i, &session, &fact);
        scenes_hash(&session, &play->scene, &shown);
        for (int audience = AUDIENCE_TERMINAL; audience <= AUDIENCE_SUPERVISOR; audience++)
            must(play,
                 memcmp(shown.scenes[audience], play->shown[i].scenes[audience], HASH_BYTES) == 0,
                 "the same scene is shown");
    }
    size_t count = replay->fact_count;
    meeting_close(again);
    return count;
}

static size_t one(struct play *play, uint64_t seed)
{
    memset(play, 0, sizeof *play);
    play->seed = seed;
    play->state = (seed + 1) * UINT64_C(0x9e3779b97f4a7c15);
    play->fake = fake_disk_create();
    play->record = help_record_make(fake_disk_of(play->fake), "s", "review.key", 7);
    meeting(play);
    size_t facts = replayed(play);
    help_record_free(play->record);
    fake_disk_destroy(play->fake);
    return facts;
}

int main(int argc, char **argv)
{
    unsigned long long meetings = 500, from = 1, facts = 0;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--meetings") == 0)
            meetings = strtoull(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--from") == 0)
            from = strtoull(argv[i + 1], NULL, 10);
        else
            return 2;
    }
    struct play *play = malloc(sizeof *play);
    check(play != NULL);
    for (unsigned long long i = 0; i < meetings; i++)
        facts += one(play, from + i);
    free(play);
    printf("%llu meetings, %llu facts, %llu scenes: live and replay agree\n", meetings, facts,
           facts * 4);
    // A meeting of which nearly every wish is refused would show nothing.
    return facts / (meetings > 0 ? meetings : 1) >= 20 ? 0 : 1;
}
