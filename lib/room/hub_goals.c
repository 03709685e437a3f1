// Goals in the hub: the group's rows follow the session's phases.
#include "room/hub_internal.h"

#include "base/check.h"
#include <string.h>

enum {
    DAYS_A_WEEK = 7
};

static uint32_t today(const struct hub *hub)
{
    uint32_t day = 0;
    uint16_t minute = 0;
    hub->world.clock.wall(hub->world.clock.self, &day, &minute);
    return day;
}

uint64_t hub_goals_closing_ms(const struct hub *hub)
{
    return hub->goals_closing ? (hub_now_ms(hub) - hub->goals_since_ms) * hub->config.speed : 0;
}

enum refusal hub_goals_refused(struct hub *hub, const struct command *command)
{
    if (command->kind != COMMAND_GOALS_OPEN || hub->session.phase != SESSION_RUNNING ||
        hub->session.goals_state != GOALS_IDLE)
        return ALLOWED;
    enum err err = goals_load(hub->goals, hub->session.begin.group);
    if (err != OK)
        return err == ERR_VERSION ? REFUSED_GOALS_NEWER : REFUSED_DISK;
    return goals_are_locked(hub->goals, today(hub)) ? REFUSED_GOALS_LOCKED : ALLOWED;
}

// Goals that are about to open get their keys and their rows before the fact is kept, as a prompt its
// box; and so do those that a restart finds open.
enum err hub_goals_prepare(struct hub *hub)
{
    if (hub->next.goals_state == GOALS_IDLE || goals_are_open(hub->goals))
        return OK;
    struct goals_phase phase = {.again = hub->session.goals_state != GOALS_IDLE, .day = today(hub)};
    memcpy(phase.session_id, hub->record.image.session_id, sizeof phase.session_id);
    enum err err = goals_load(hub->goals, hub->next.begin.group);
    if (err != OK)
        return err;
    phase.id = ++hub->record.image.phase_count;
    return goals_open(hub->goals, &phase, hub->tick);
}

void hub_goals_taking(struct hub *hub)
{
    const struct session_phase *phase = &hub->phase;
    bool closing = phase->goals_state == GOALS_CLOSING;
    bool taking = hub->record.err == OK && !hub->session.paused &&
                  (phase->goals_state == GOALS_OPEN ||
                   (closing && hub_goals_closing_ms(hub) + HUB_LAST_CALL_MS < GOALS_CLOSING_MS));
    goals_taking(hub->goals, taking, phase->new_cards && !closing);
}

void hub_goals_follow(struct hub *hub)
{
    enum goals_state state = hub->phase.goals_state;
    if (state == GOALS_IDLE && goals_are_open(hub->goals)) {
        goals_close(hub->goals);
        hub->board_changes++;
    }
    if (state == GOALS_CLOSING && !hub->goals_closing)
        hub->goals_since_ms = hub_now_ms(hub);
    hub->goals_closing = state == GOALS_CLOSING;
    hub_goals_taking(hub);
}

enum err hub_goals_commit(struct hub *hub)
{
    uint16_t misses = goals_misses(hub->goals);
    enum err err = goals_commit(hub->goals, hub->tick, today(hub));
    if (misses != goals_misses(hub->goals))
        hub->changes++;
    return err;
}

void hub_goals_show(struct hub *hub)
{
    if (!goals_are_open(hub->goals))
        return;
    goals_show(hub->goals, &hub->envelope);
    hub->envelope.goal_week = today(hub) / DAYS_A_WEEK;
}

const struct goals_gathered *hub_goals_gathered(struct hub *hub)
{
    return goals_are_open(hub->goals) ? goals_gathered(hub->goals) : NULL;
}

// After a restart: what the closed phases of the session brought. Rows that cannot be read now say so
// when goals are to be opened.
void hub_goals_take_up(struct hub *hub)
{
    if (hub->session.goals_state != GOALS_IDLE ||
        goals_load(hub->goals, hub->session.begin.group) != OK)
        return;
    hub->board_changes++;
}

// The group that is chosen before a session: how its cards stand is told before goals open, and a file
// that did not open is named. Whatever else is wrong with them is said when goals are to be opened.
void hub_goals_welcome(struct hub *hub, const char *group)
{
    bool before = hub->session.phase != SESSION_RUNNING && hub->session.phase != SESSION_ENDED;
    if (before && goals_known(hub->goals, group) && goals_load(hub->goals, group) == OK)
        hub->changes++;
}

enum err hub_goals_finish(struct hub *hub)
{
    hub->board_changes++;
    return goals_finish(hub->goals);
}

void hub_goal_board(const struct hub *hub, struct goal_board *out_board)
{
    goals_board(hub->goals, hub->record.image.session_id, out_board);
}

uint64_t hub_board_changes(const struct hub *hub)
{
    return hub->board_changes;
}

enum err hub_goals_reset(struct hub *hub, const char *group)
{
    if (goals_are_open(hub->goals))
        return ERR_BUSY;
    if (!goals_known(hub->goals, group))
        return ERR_NOT_FOUND;
    enum err err = goals_load(hub->goals, group);
    if (err == OK)
        err = goals_reset(hub->goals);
    if (err == OK)
        hub->changes++;
    return err;
}

void hub_goals_health(const struct hub *hub, struct hub_health *health)
{
    health->goal_misses = goals_misses(hub->goals);
    health->goals_resting = goals_are_resting(hub->goals, today(hub));
    health->goals_locked = goals_are_locked(hub->goals, today(hub));
    health->renewal = goals_renewal(hub->goals, today(hub));
    const char *bad = goals_bad_path(hub->goals);
    size_t size = strlen(bad);
    if (size < sizeof health->goals_bad)
        memcpy(health->goals_bad, bad, size);
}
