#include "room/hub_internal.h"

#include "base/check.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

uint64_t hub_now_ms(const struct hub *hub)
{
    return hub->world.clock.monotonic_ms(hub->world.clock.self);
}

uint64_t hub_session_ms(const struct hub *hub)
{
    if (hub->session.phase == SESSION_WAITING)
        return 0;
    uint64_t now_ms = hub_now_ms(hub);
    check(now_ms >= hub->base_ms);
    return hub->base_session_ms + (now_ms - hub->base_ms) * hub->config.speed;
}

static uint64_t closing_ms(const struct hub *hub)
{
    return hub->closing ? (hub_now_ms(hub) - hub->closing_since_ms) * hub->config.speed : 0;
}

static uint64_t review_ms(const struct hub *hub)
{
    return hub->review ? (hub_now_ms(hub) - hub->review_since_ms) * hub->config.speed : 0;
}

static uint64_t tick_period_ms(const struct hub *hub)
{
    uint64_t period_ms = hub->phase.open || hub->phase.goals_state != GOALS_IDLE ? HUB_TICK_OPEN_MS
                                                                                 : HUB_TICK_IDLE_MS;
    period_ms /= hub->config.speed;
    return period_ms > 0 ? period_ms : 1;
}

// --- Showing.

void hub_scene(const struct hub *hub, enum audience audience, struct scene *out_scene)
{
    scene_of(&hub->session, cells_are_open(hub->cells) ? &hub->view : NULL, audience, out_scene);
}

static void publish(struct hub *hub)
{
    struct envelope *envelope = &hub->envelope;
    memset(envelope, 0, sizeof *envelope);
    hub_scene(hub, AUDIENCE_TERMINAL, &envelope->scene);
    memcpy(envelope->session_id, hub->record.image.session_id, sizeof envelope->session_id);
    envelope->tick = hub->tick;
    envelope->now_ms = hub_session_ms(hub);
    envelope->speed = hub->config.speed;
    envelope->head = hub->record.image.head;
    if (envelope->scene.phase == SCENE_WAITING) {
        memcpy(envelope->welcome_group, hub->welcome_group, sizeof envelope->welcome_group);
        envelope->starts_known = hub->starts_minute != HUB_MINUTE_UNKNOWN;
        envelope->starts_minute = envelope->starts_known ? hub->starts_minute : 0;
    }
    envelope->room_key_wanted = hub->answers_locked;
    if (cells_are_open(hub->cells))
        cells_room_key(hub->cells, envelope->room_key);
    // In a review the box is kept, but no cell is asked for any more.
    if (hub->phase.open && cells_are_open(hub->cells)) {
        envelope->open = true;
        envelope->phase_id = cells_phase(hub->cells);
        cells_public_key(hub->cells, envelope->phase_key);
        uint64_t receipts_tick = 0;
        cells_receipts(hub->cells, &receipts_tick, envelope->ids);
        check(receipts_tick == envelope->tick);
    }
    hub_goals_show(hub);
    size_t size = envelope_encode(envelope, hub->wire);
    // What one envelope does not bring, the next tick's does.
    (void)hub->world.net.publish(hub->world.net.self, (struct span){hub->wire, size});
    seal_wipe(envelope->room_key, sizeof envelope->room_key);
    seal_wipe(hub->wire, sizeof hub->wire);
    hub->unpublished = false;
    uint64_t now_ms = hub_now_ms(hub);
    uint64_t again_ms = HUB_JOIN_MS + hub->terminal_count / HUB_JOIN_SCREENS;
    hub->show_at_ms = now_ms < hub->joining_until_ms ? now_ms + again_ms : 0;
}

void hub_joining(struct hub *hub)
{
    uint64_t now_ms = hub_now_ms(hub);
    hub->joining_until_ms = now_ms + HUB_JOINING_MS;
    if (hub->show_at_ms == 0)
        hub->show_at_ms = now_ms;
}

// --- The step: decide, record, apply.

void hub_view_follow(struct hub *hub)
{
    struct box_view view = {0};
    if (cells_are_open(hub->cells))
        box_view_of(cells_box(hub->cells), &view);
    // On a failed disk nothing could come of reading the lines.
    if (hub->phase.review && hub->record.err == OK)
        view.review = cells_box(hub->cells);
    if (view.review != hub->view.review || view.state != hub->view.state ||
        view.count_known != hub->view.count_known || view.count != hub->view.count)
        hub->changes++;
    hub->view = view;
}

// Whether answers are taken now: while the prompt is open, and while it closes up to the last call.
void hub_taking_follow(struct hub *hub)
{
    bool taking =
        hub->record.err == OK &&
        (hub->phase.state == PROMPT_OPEN ||
         (hub->phase.state == PROMPT_CLOSING && closing_ms(hub) + HUB_LAST_CALL_MS < CLOSING_MS));
    cells_taking(hub->cells, hub->phase.open && taking);
}

struct cells_phase hub_cells_phase(const struct hub *hub, const struct session_phase *phase)
{
    struct cells_phase of = {.id = hub->record.image.phase_count,
                             .kind = phase->kind,
                             .class = phase->class,
                             .option_count = phase->option_count,
                             .places = phase->places,
                             .room_key = hub_wants_room_key(hub, phase->class)};
    memcpy(of.session_id, hub->record.image.session_id, sizeof of.session_id);
    return of;
}

// A prompt that is about to open gets its keys and its box before the fact is kept: a session that says
// "open" always has a box on the disk, and one without leaves keys that nobody was ever told.
static enum err box_prepare(struct hub *hub)
{
    struct session_phase phase;
    session_phase_of(&hub->next, &phase);
    if (!phase.open || cells_are_open(hub->cells) || hub_answers_missing(hub))
        return OK;
    hub->record.image.phase_count++;
    struct cells_phase of = hub_cells_phase(hub, &phase);
    return cells_open(hub->cells, &of, hub->tick);
}

// Box and clocks follow the session's phase. When it is over, keys and box are destroyed: what came
// of it stands synced in the record by now.
static enum err phase_follow(struct hub *hub)
{
    bool was_open = hub->phase.open;
    enum goals_state goals = hub->phase.goals_state;
    session_phase_of(&hub->session, &hub->phase);
    const struct session_phase *phase = &hub->phase;
    enum err err = OK;
    if (phase->open || phase->review) {
        check(cells_are_open(hub->cells) || hub_answers_missing(hub));
        cells_places(hub->cells, phase->places);
    } else if (cells_are_open(hub->cells) || hub_answers_missing(hub)) {
        err = cells_close(hub->cells);
        hub->answers_gone = false;
        hub->answers_locked = false;
    }
    bool closing = phase->state == PROMPT_CLOSING;
    if (closing && !hub->closing)
        hub->closing_since_ms = hub_now_ms(hub);
    hub->closing = closing;
    if (phase->review && !hub->review)
        hub->review_since_ms = hub_now_ms(hub);
    hub->review = phase->review;
    hub_goals_follow(hub);
    if (phase->open != was_open || (phase->goals_state == GOALS_IDLE) != (goals == GOALS_IDLE))
        hub->next_tick_ms = hub_now_ms(hub) + tick_period_ms(hub);
    hub_taking_follow(hub);
    hub_view_follow(hub);
    return err;
}

// One fact on its way: its bytes go into hub->event, and what comes out of those bytes is applied to
// hub->next, which becomes the session once the bytes are kept.
static void fact_apply(struct hub *hub, const struct fact *fact)
{
    struct record_event *event = &hub->event;
    memset(event, 0, sizeof *event);
    event->kind = RECORD_FACT;
    hub_digest(&hub->next, event->digest_before);
    event->fact_bytes = (uint16_t)fact_encode(fact, event->fact);
    enum err err = fact_decode((struct span){event->fact, event->fact_bytes}, &hub->fact);
    check(err == OK);
    err = session_apply(&hub->next, &hub->fact);
    check(err == OK);
}

// All facts of one command, and with them the checkpoint that some ask for, as one batch.
static enum err facts_record(struct hub *hub)
{
    enum err err = hub_record_batch(hub);
    if (err != OK)
        return err;
    bool sync = false;
    for (uint8_t i = 0; i < hub->facts.count; i++) {
        fact_apply(hub, &hub->facts.items[i]);
        enum fact_kind kind = hub->fact.kind;
        hub_record_add(hub, kind == FACT_PROMPT_CLOSED, kind == FACT_FINISHED);
        if (kind == FACT_PROMPT_CLOSED || kind == FACT_ENDED)
            hub_record_add_checkpoint(hub);
        sync = sync || hub_fact_synced_first(kind);
    }
    err = box_prepare(hub);
    if (err == OK)
        err = hub_goals_prepare(hub);
    return err == OK ? hub_record_commit(hub, &hub->next, sync) : err;
}

// Tells whoever writes a transcript of each fact that was kept, one by one, as a replay will see them:
// the same bytes are applied once more, now that they are safe.
static void facts_tell(struct hub *hub)
{
    if (hub->config.applied == NULL)
        return;
    hub->next = hub->session;
    for (uint8_t i = 0; i < hub->facts.count; i++) {
        fact_apply(hub, &hub->facts.items[i]);
        hub->config.applied(hub->config.applied_self, &hub->next);
    }
}

// What was kept becomes the state. An error: what came after it, on the disk, could not be done.
static enum err facts_show(struct hub *hub)
{
    bool began = hub->session.phase == SESSION_WAITING;
    hub->session = hub->next;
    hub->changes++;
    hub->unpublished = true;
    if (began) {
        hub->base_ms = hub_now_ms(hub);
        hub->base_session_ms = hub->session.now_ms;
    }
    return phase_follow(hub);
}

static void words_follow(struct hub *hub)
{
    if (hub->session.phase == SESSION_ENDED)
        six_words(hub->record.image.head.hash, hub->words);
}

static struct moment moment_now(struct hub *hub)
{
    struct moment moment = {.session_ms = hub_session_ms(hub),
                            .closing_ms = closing_ms(hub),
                            .review_ms = review_ms(hub),
                            .goals_closing_ms = hub_goals_closing_ms(hub),
                            .goals = hub_goals_gathered(hub)};
    hub->world.clock.wall(hub->world.clock.self, &moment.wall_day, &moment.wall_minute);
    if (hub->closing)
        moment.box = cells_box(hub->cells);
    return moment;
}

// A write error is final: the phase stops, and nothing is promised on a disk that lied (C12).
void hub_disk_failed(struct hub *hub, enum err err)
{
    check(err != OK && hub->record.err == OK);
    hub->record.err = err;
    hub->changes++;
    cells_stop(hub->cells, err);
    goals_stop(hub->goals, err);
    struct moment moment = moment_now(hub);
    hub->own = (struct command){.kind = COMMAND_DISK_FAILED};
    hub->next = hub->session;
    // The one fact that no disk takes: it is applied from its bytes like any other and lost at a stop.
    if (session_decide(&hub->session, &hub->own, &moment, &hub->facts) == ALLOWED) {
        for (uint8_t i = 0; i < hub->facts.count; i++)
            fact_apply(hub, &hub->facts.items[i]);
        (void)facts_show(hub); // what a box that has been stopped says is known already
    }
    hub_taking_follow(hub);
}

static enum refusal refused_without_answers(const struct hub *hub, enum command_kind kind)
{
    if (!hub_answers_missing(hub))
        return ALLOWED;
    if (kind != COMMAND_PROMPT_WAKE && kind != COMMAND_PROMPT_CLOSE)
        return ALLOWED;
    return hub->answers_gone ? REFUSED_ANSWERS_GONE : REFUSED_ANSWERS_LOCKED;
}

// hub->facts, which a command made of hub->session, are kept and become the session.
static enum refusal facts_keep(struct hub *hub, const struct command *command)
{
    if (hub->facts.count == 0)
        return ALLOWED;
    hub->next = hub->session;
    bool begins = command->kind == COMMAND_BEGIN, finishes = command->kind == COMMAND_FINISH;
    enum err err = begins ? hub_record_begin(hub, &command->begin) : OK;
    if (err == OK)
        err = facts_record(hub);
    if (err == OK)
        facts_tell(hub);
    if (err == OK)
        err = facts_show(hub);
    if (err == OK && begins)
        err = hub_record_deck(hub);
    if (err == OK && finishes)
        err = hub_record_finish(hub);
    if (err == OK && finishes)
        err = hub_goals_finish(hub);
    if (err != OK) {
        hub_disk_failed(hub, err);
        return REFUSED_DISK;
    }
    words_follow(hub);
    return ALLOWED;
}

static enum refusal step_at(struct hub *hub, const struct command *command,
                            const struct moment *moment)
{
    if (hub->record.err != OK)
        return REFUSED_DISK;
    enum refusal refusal = refused_without_answers(hub, command->kind);
    if (refusal == ALLOWED)
        refusal = hub_goals_refused(hub, command);
    if (refusal == ALLOWED)
        refusal = session_decide(&hub->session, command, moment, &hub->facts);
    if (refusal != ALLOWED)
        return refusal;
    return facts_keep(hub, command);
}

enum refusal hub_step(struct hub *hub, const struct command *command)
{
    struct moment moment = moment_now(hub);
    return step_at(hub, command, &moment);
}

// A finished session gives way to the next one; to one that cannot begin it does not.
static enum refusal begin(struct hub *hub, const struct command *command)
{
    if (hub_deck(hub, command->begin.deck.deck_hash).size == 0)
        return REFUSED_NO_SUCH_SLIDE;
    hub->begin = *command;
    struct begin *want = &hub->begin.begin;
    hub->world.random->fill(hub->world.random->self, want->session_id, sizeof want->session_id);
    want->practice = hub->config.practice;
    want->speed = hub->config.speed;
    struct session before = hub->session;
    if (before.phase == SESSION_FINISHED)
        memset(&hub->session, 0, sizeof hub->session);
    enum refusal refusal = hub_step(hub, &hub->begin);
    if (refusal != ALLOWED && hub->session.phase == SESSION_WAITING)
        hub->session = before;
    return refusal;
}

enum refusal hub_command(struct hub *hub, const struct command *command)
{
    check(hub != NULL && command != NULL);
    enum refusal refusal =
        command->kind == COMMAND_BEGIN ? begin(hub, command) : hub_step(hub, command);
    if (hub->unpublished)
        publish(hub);
    return refusal;
}

enum err hub_speed(struct hub *hub, uint16_t speed)
{
    if (!hub->config.practice)
        return ERR_PROFILE;
    if (speed < 1 || speed > HUB_SPEED_MAX)
        return ERR_RANGE;
    if (hub->session.phase == SESSION_RUNNING || hub->session.phase == SESSION_ENDED)
        return ERR_BUSY;
    hub->base_session_ms = hub_session_ms(hub);
    hub->base_ms = hub_now_ms(hub);
    hub->config.speed = speed;
    hub->next_tick_ms = hub_now_ms(hub);
    return OK;
}

enum err hub_welcome(struct hub *hub, const char *group, uint16_t minute)
{
    char name[NAME_BYTES];
    enum err err = text_set(name, sizeof name, span_of_string(group));
    if (err != OK)
        return err;
    if (minute != HUB_MINUTE_UNKNOWN && minute >= 24 * 60)
        return ERR_RANGE;
    memcpy(hub->welcome_group, name, sizeof hub->welcome_group);
    hub->starts_minute = minute;
    hub->unpublished = true;
    hub_goals_welcome(hub, hub->welcome_group);
    return OK;
}

// --- Time.

static bool screen_differs(const struct hub *hub, const struct watch_row *row, uint64_t now_ms)
{
    // A restart gives screens the time to come back before it calls them lost.
    if (row->state == WATCH_NEVER && now_ms < hub->started_at_ms + WATCH_LOST_MS)
        return false;
    return session_screen_here(&hub->session, row->screen) != (row->state == WATCH_HERE);
}

// What the session says to one screen found or lost, after what it says to those before it. Nothing:
// not now.
static void screen_add(struct hub *hub, const struct watch_row *row, const struct moment *moment)
{
    hub->own = (struct command){.kind = row->state == WATCH_HERE ? COMMAND_SCREEN_FOUND
                                                                 : COMMAND_SCREEN_LOST,
                                .number = row->screen};
    if (session_decide(&hub->session, &hub->own, moment, &hub->screen_facts) != ALLOWED ||
        hub->screen_facts.count == 0)
        return;
    check(hub->screen_facts.count == 1);
    struct fact *fact = &hub->facts.items[hub->facts.count++];
    *fact = hub->screen_facts.items[0];
    fact->revision = hub->session.revision + hub->facts.count;
}

// Screens found and lost go through the same door; the session remembers them, or, while answers are
// being given, leaves them to be told again on the next tick. Several are kept at once, and no tick
// spends long on them: when hundreds come back together, the disk must not keep them from the door.
static void screens_tell(struct hub *hub, uint64_t now_ms)
{
    if (watch_time(&hub->watch, now_ms, WATCH_LOST_MS))
        hub->changes++;
    const uint64_t until_ms = hub_now_ms(hub) + HUB_SCREENS_MS;
    size_t at = 0;
    while (hub->session.phase == SESSION_RUNNING && hub->record.err == OK &&
           at < hub->watch.count && hub_now_ms(hub) < until_ms) {
        struct moment moment = moment_now(hub);
        hub->facts.count = 0;
        for (; at < hub->watch.count && hub->facts.count < FACTS_MAX; at++)
            if (screen_differs(hub, &hub->watch.rows[at], now_ms))
                screen_add(hub, &hub->watch.rows[at], &moment);
        (void)facts_keep(hub, &hub->own); // a disk that failed has been told of
    }
}

static void sync_if_due(struct hub *hub, uint64_t now_ms)
{
    if (!hub->record.unsynced || hub->record.err != OK || now_ms < hub->record.sync_due_ms)
        return;
    enum err err = hub_record_sync(hub);
    if (err != OK)
        hub_disk_failed(hub, err);
}

// Cells dropped since the last tick make one piece of news, however many they were.
static void drops_tell(struct hub *hub)
{
    uint64_t dropped = cells_dropped(hub->cells) + goals_dropped(hub->goals);
    if (dropped != hub->told_dropped)
        hub->changes++;
    hub->told_dropped = dropped;
}

static void tick(struct hub *hub, uint64_t now_ms)
{
    hub->tick++;
    hub_taking_follow(hub);
    // In a review nothing can have come.
    enum err err = hub->phase.open ? cells_commit(hub->cells, hub->tick) : OK;
    hub_goals_taking(hub);
    if (err == OK)
        err = hub_goals_commit(hub);
    if (err != OK && hub->record.err == OK)
        hub_disk_failed(hub, err);
    hub_view_follow(hub);
    hub->own = (struct command){.kind = COMMAND_CLOCK};
    (void)hub_step(hub, &hub->own);
    screens_tell(hub, now_ms);
    drops_tell(hub);
    hub_room_key_overdue(hub, now_ms);
    publish(hub);
    uint64_t period_ms = tick_period_ms(hub);
    hub->next_tick_ms += period_ms;
    if (hub->next_tick_ms <= now_ms)
        hub->next_tick_ms = now_ms + period_ms; // the machine slept: ticks are not made up for
}

void hub_tick(struct hub *hub)
{
    uint64_t now_ms = hub_now_ms(hub);
    sync_if_due(hub, now_ms);
    hub_rebuild_if_due(hub);
    if (now_ms >= hub->next_tick_ms)
        tick(hub, now_ms);
    else if (hub->unpublished || (hub->show_at_ms != 0 && now_ms >= hub->show_at_ms))
        publish(hub);
}

uint64_t hub_deadline_ms(const struct hub *hub)
{
    uint64_t due_ms = hub->next_tick_ms;
    if (hub->record.unsynced && hub->record.err == OK && hub->record.sync_due_ms < due_ms)
        due_ms = hub->record.sync_due_ms;
    if (hub->rebuild_at_ms != 0 && hub->rebuild_at_ms < due_ms)
        due_ms = hub->rebuild_at_ms;
    if (hub->show_at_ms != 0 && hub->show_at_ms < due_ms)
        due_ms = hub->show_at_ms;
    return due_ms;
}

// --- Cells. Control messages are hub_net.c's.

bool hub_cells(struct hub *hub)
{
    hub_taking_follow(hub);
    for (size_t i = 0; i < HUB_CELLS_A_ROUND; i++) {
        uint8_t cell[CELL_BYTES];
        if (!hub->world.net.take_cell(hub->world.net.self, cell))
            return false;
        if (goals_are_open(hub->goals))
            goals_take(hub->goals, cell);
        else
            cells_take(hub->cells, cell);
    }
    return true;
}

// --- Making and unmaking.

static enum err folders_make(const struct hub *hub)
{
    const struct disk *disk = hub->world.disk;
    enum err err = disk->make_folder(disk->self, hub->config.live_folder);
    if (err == OK)
        err = disk->make_folder(disk->self, hub->config.sessions_folder);
    if (err == OK)
        err = disk->make_folder(disk->self, hub->config.decks_folder);
    return err;
}

// No tick comes twice in one phase, or two lists of receipts would share what is saved and nothing else.
// The machine's clock may have begun again, so the ticks of a run that takes up a session begin where
// chance says. Terminals believe it because the revision is higher.
static void tick_anew(struct hub *hub)
{
    uint8_t bytes[sizeof(uint32_t)];
    hub->world.random->fill(hub->world.random->self, bytes, sizeof bytes);
    uint64_t run = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        run = run << 8 | bytes[i];
    hub->tick = (run + 1) * HUB_TICKS_A_RUN;
}

static enum err take_up(struct hub *hub)
{
    bool found = false;
    uint32_t gap_minutes = 0;
    enum err err = hub_record_resume(hub, &found, &gap_minutes);
    if (err == OK && found)
        tick_anew(hub);
    if (err == OK)
        err = hub_box_take_up(hub);
    if (err != OK || !found)
        return err;
    hub->resumed = true;
    hub->base_ms = hub_now_ms(hub);
    hub->base_session_ms = hub->session.now_ms;
    // A minute more or less is only where the wall clock's hand stood.
    if (gap_minutes > 1)
        hub->base_session_ms += (uint64_t)gap_minutes * MINUTE_MS * hub->config.speed;
    struct moment moment = moment_now(hub);
    moment.gap_minutes = gap_minutes;
    hub->own = (struct command){.kind = COMMAND_RESUMED};
    enum refusal refusal = step_at(hub, &hub->own, &moment);
    if (refusal == REFUSED_DISK)
        return hub->record.err;
    check(refusal == ALLOWED);
    hub_view_follow(hub);
    hub_goals_take_up(hub);
    return OK;
}

enum err hub_create(const struct hub_config *config, const struct hub_world *world,
                    const struct paired_terminal *terminals, size_t terminal_count,
                    struct hub **out_hub)
{
    check(config->recipient_count >= 1 && config->recipient_count <= RECIPIENTS_MAX);
    check(config->speed >= 1 && (config->practice || config->speed == 1));
    check(terminal_count <= TERMINALS_MAX);
    struct hub *hub = calloc(1, sizeof *hub);
    if (hub == NULL)
        return ERR_MEMORY;
    hub->config = *config;
    if (config->goals_folder[0] == '\0')
        memcpy(hub->config.goals_folder, config->live_folder, sizeof hub->config.goals_folder);
    hub->starts_minute = HUB_MINUTE_UNKNOWN;
    hub->world = *world;
    if (terminal_count > 0)
        memcpy(hub->terminals, terminals, terminal_count * sizeof *terminals);
    hub->terminal_count = terminal_count;
    hub->started_at_ms = hub_now_ms(hub);
    hub->next_tick_ms = hub->started_at_ms;
    hub->joining_until_ms = hub->started_at_ms + HUB_JOINING_MS;
    // Terminals take an older tick for an old envelope, so a restart goes on counting upwards.
    hub->tick = hub->started_at_ms / HUB_TICK_OPEN_MS;
    hub_screens_follow(hub);
    enum err err = folders_make(hub);
    if (err == OK)
        err = cells_create(world->disk, world->random, hub->config.live_folder, config->unlock_key,
                           &hub->cells);
    if (err == OK)
        err = goals_create(world->disk, world->random, hub->config.goals_folder, config->unlock_key,
                           &hub->goals);
    if (err == OK)
        err = resume_open(world->disk, world->random, hub->config.live_folder, config->unlock_key,
                          &hub->record.resume);
    if (err == OK)
        err = take_up(hub);
    if (err != OK) {
        hub_destroy(hub);
        return err;
    }
    *out_hub = hub;
    return OK;
}

void hub_destroy(struct hub *hub)
{
    if (hub == NULL)
        return;
    // What this does not bring to the disk, the resume image still holds.
    enum err synced = hub->record.unsynced && hub->record.err == OK ? hub_record_sync(hub) : OK;
    (void)synced;
    record_close(hub->record.writer);
    resume_close(hub->record.resume);
    cells_destroy(hub->cells);
    goals_destroy(hub->goals);
    for (size_t i = 0; i < hub->deck_count; i++)
        free(hub->decks[i].bytes);
    seal_wipe(hub, sizeof *hub);
    free(hub);
}

uint64_t hub_changes(const struct hub *hub)
{
    return hub->changes;
}

void hub_health(const struct hub *hub, struct hub_health *out_health)
{
    memset(out_health, 0, sizeof *out_health);
    out_health->screen_count = hub->watch.count;
    for (size_t i = 0; i < hub->watch.count; i++) {
        const struct watch_row *row = &hub->watch.rows[i];
        if (i < SCREENS_SHOWN_MAX)
            out_health->screens[i] = *row;
        if (row->state == WATCH_HERE)
            out_health->here++;
        else if (row->state == WATCH_LOST)
            out_health->lost++;
    }
    out_health->cells_dropped = cells_dropped(hub->cells) + goals_dropped(hub->goals);
    hub_goals_health(hub, out_health);
    out_health->input_dropped = hub->world.net.dropped(hub->world.net.self) + hub->control_dropped;
    bool second = hub->record.first_err != OK;
    out_health->disk = hub->record.err != OK ? HUB_DISK_FAILED
                       : second              ? HUB_DISK_SECOND
                                             : HUB_DISK_FINE;
    out_health->disk_err = hub->record.err != OK ? hub->record.err : hub->record.first_err;
    out_health->resumed = hub->resumed;
    out_health->answers_gone = hub->answers_gone;
    out_health->answers_locked = hub->answers_locked && !hub->answers_gone;
    memcpy(out_health->record_path, hub->record.image.path, sizeof out_health->record_path);
    out_health->head = hub->record.image.head;
    memcpy(out_health->words, hub->words, sizeof out_health->words);
}
