#include "twin.h"

#include "base/check.h"
#include "base/out.h"
#include "base/utf8.h"
#include "core/transcript.h"
#include "wire/deck.h"
#include <stdlib.h>
#include <string.h>

enum {
    TWIN_DAY = 20000,
    TWIN_MINUTE = 14 * 60,
    TEXT_BYTES = 64 * 1024,
    STARTS_MAX = 8,
};

// --- The disk.

static bool is_record(const char *path)
{
    static const char tail[] = ".imrlog";
    size_t size = strlen(path);
    return size > sizeof tail && strcmp(path + size - (sizeof tail - 1), tail) == 0;
}

static const struct disk *below(void *self)
{
    struct twin *twin = self;
    return fake_disk_of(twin->fake);
}

static enum err twin_open(void *self, const char *path, bool create, int *out_handle)
{
    struct twin *twin = self;
    enum err err = below(self)->open(below(self)->self, path, create, out_handle);
    if (err == OK) {
        check(*out_handle >= 0 && *out_handle < 64);
        uint64_t bit = UINT64_C(1) << *out_handle;
        twin->record_handles =
            is_record(path) ? twin->record_handles | bit : twin->record_handles & ~bit;
    }
    return err;
}

static enum err twin_read_at(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                             size_t *out_read)
{
    return below(self)->read_at(below(self)->self, handle, offset, bytes, size, out_read);
}

static enum err twin_write_at(void *self, int handle, uint64_t offset, const void *bytes,
                              size_t size)
{
    struct twin *twin = self;
    bool now = false;
    if ((twin->record_handles >> handle & 1) != 0 && !fake_disk_is_dark(twin->fake))
        now = ++twin->record_writes == twin->kill.nth;
    if (now && twin->kill.how == 0)
        fake_disk_cut(twin->fake, 1);
    if (now && twin->kill.how == 1)
        fake_disk_tear(twin->fake, 1, size / 2);
    enum err err = below(self)->write_at(below(self)->self, handle, offset, bytes, size);
    if (now && twin->kill.how == 2)
        fake_disk_cut(twin->fake, 1);
    return err;
}

static enum err twin_truncate(void *self, int handle, uint64_t size)
{
    return below(self)->truncate(below(self)->self, handle, size);
}

static enum err twin_sync(void *self, int handle)
{
    return below(self)->sync(below(self)->self, handle);
}

static enum err twin_size(void *self, int handle, uint64_t *out_size)
{
    return below(self)->size(below(self)->self, handle, out_size);
}

static void twin_close(void *self, int handle)
{
    below(self)->close(below(self)->self, handle);
}

static enum err twin_rename(void *self, const char *from, const char *to)
{
    return below(self)->rename(below(self)->self, from, to);
}

static enum err twin_remove(void *self, const char *path)
{
    return below(self)->remove(below(self)->self, path);
}

static enum err twin_make_folder(void *self, const char *path)
{
    return below(self)->make_folder(below(self)->self, path);
}

static enum err twin_list(void *self, const char *path,
                          void (*each)(void *context, const char *name), void *context)
{
    return below(self)->list(below(self)->self, path, each, context);
}

static enum err twin_lock(void *self, const char *folder, int *out_handle)
{
    return below(self)->lock(below(self)->self, folder, out_handle);
}

// --- The world.

static uint64_t twin_monotonic(void *self)
{
    const struct twin *twin = self;
    return twin->now_ms;
}

static void twin_wall(void *self, uint32_t *out_day, uint16_t *out_minute)
{
    const struct twin *twin = self;
    uint64_t minutes = TWIN_MINUTE + twin->now_ms / 60000;
    *out_day = (uint32_t)(twin->wall_day + minutes / (24 * 60));
    *out_minute = (uint16_t)(minutes % (24 * 60));
}

static enum err twin_publish(void *self, struct span envelope)
{
    struct twin *twin = self;
    if (twin->published != NULL)
        twin->published(twin->published_context, envelope);
    return twin->real_net.publish(twin->real_net.self, envelope);
}

static bool twin_take_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    struct twin *twin = self;
    return twin->real_net.take_cell(twin->real_net.self, out_cell);
}

static bool twin_take_control(void *self, struct net_peer *out_peer, uint8_t *buffer,
                              size_t *out_size)
{
    struct twin *twin = self;
    return twin->real_net.take_control(twin->real_net.self, out_peer, buffer, out_size);
}

static enum err twin_send_control(void *self, struct net_peer peer, struct span message)
{
    struct twin *twin = self;
    return twin->real_net.send_control(twin->real_net.self, peer, message);
}

static uint64_t twin_dropped(void *self)
{
    struct twin *twin = self;
    return twin->real_net.dropped(twin->real_net.self);
}

static enum err twin_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    struct twin *twin = self;
    return twin->real_net.allow(twin->real_net.self, terminals, count);
}

// --- The test deck: ten slides and five prompts, one of each class and kind.

static void deck_fill(struct deck *deck)
{
    static const struct {
        const char *key;
        enum prompt_kind kind;
        enum privacy_class class;
        uint8_t options;
    } prompts[] = {
        {"which-next", PROMPT_SINGLE, CLASS_PLAIN, 3},
        {"mood", PROMPT_FACES, CLASS_PERSONAL, 5},
        {"what-helps", PROMPT_CHOOSE_ALL, CLASS_PERSONAL, 4},
        {"medicine", PROMPT_SINGLE, CLASS_SENSITIVE, 2},
        {"one-thing", PROMPT_TEXT, CLASS_PERSONAL, 3},
    };
    strcpy(deck->key, "coping-with-stress-2");
    strcpy(deck->module, "coping-with-stress");
    strcpy(deck->licence, "CC-BY-4.0");
    deck->session_number = 2;
    deck->session_count = 4;
    deck->languages[LANGUAGE_EN].present = true;
    strcpy(deck->languages[LANGUAGE_EN].title, "Signs of stress");
    strcpy(deck->languages[LANGUAGE_EN].module_title, "Coping with stress");
    strcpy(deck->languages[LANGUAGE_EN].reviewer, "A. Reader");
    deck->slide_count = TWIN_SLIDES;
    for (uint8_t i = 0; i < TWIN_SLIDES; i++) {
        struct deck_slide *slide = &deck->slides[i];
        struct out key = out_into(slide->key, sizeof slide->key);
        out_text(&key, "slide-");
        out_number(&key, i + 1);
        slide->layout = LAYOUT_TEXT;
        slide->words[LANGUAGE_EN].present = true;
        strcpy(slide->words[LANGUAGE_EN].title, "A slide");
        slide->words[LANGUAGE_EN].note_count = NOTES_MAX;
        for (size_t k = 0; k < NOTES_MAX; k++) {
            struct deck_note *note = &slide->words[LANGUAGE_EN].notes[k];
            note->kind = NOTE_SAY;
            // Long notes, so that the deck needs several chunks and several frames.
            memset(note->text, 'a' + (char)k, LINE_BYTES);
        }
    }
    deck->prompt_count = sizeof prompts / sizeof prompts[0];
    for (uint8_t i = 0; i < deck->prompt_count; i++) {
        struct deck_prompt *prompt = &deck->prompts[i];
        strcpy(prompt->key, prompts[i].key);
        prompt->kind = prompts[i].kind;
        prompt->class = prompts[i].class;
        prompt->slide = (uint8_t)(i + 2);
        prompt->option_count = prompts[i].options;
        prompt->words[LANGUAGE_EN].present = true;
        strcpy(prompt->words[LANGUAGE_EN].question, "A question?");
        for (uint8_t k = 0; k < prompt->option_count; k++) {
            struct out key = out_into(prompt->option_keys[k], KEY_BYTES);
            out_text(&key, "option-");
            out_number(&key, k + 1);
            strcpy(prompt->words[LANGUAGE_EN].options[k], "An answer");
        }
        if (prompt->kind == PROMPT_FACES) {
            strcpy(prompt->words[LANGUAGE_EN].low, "low");
            strcpy(prompt->words[LANGUAGE_EN].middle, "middle");
            strcpy(prompt->words[LANGUAGE_EN].high, "high");
        }
    }
}

static void deck_make(struct twin *twin)
{
    struct deck *deck = calloc(1, sizeof *deck);
    uint8_t *block = malloc(DECK_SCRATCH_BYTES);
    twin->deck_bytes = malloc(DECK_BYTES_MAX);
    check(deck != NULL && block != NULL && twin->deck_bytes != NULL);
    struct arena scratch;
    arena_init(&scratch, block, DECK_SCRATCH_BYTES);
    deck_fill(deck);
    enum err err = deck_encode(deck, &scratch, twin->deck_bytes, DECK_BYTES_MAX, &twin->deck_size);
    check(err == OK && twin->deck_size > (size_t)2 * DECK_CHUNK_BYTES);
    uint8_t hash[HASH_BYTES];
    seal_hash(twin->deck_bytes, twin->deck_size, hash);
    deck_outline_of(deck, hash, &twin->outline);
    free(block);
    free(deck);
}

// --- Making a room.

static void keys_make(struct twin *twin)
{
    const struct disk *disk = fake_disk_of(twin->fake);
    struct span passphrase = span_of_string("practice");
    enum err err = disk->make_folder(disk->self, "room");
    check(err == OK);
    err = disk->make_folder(disk->self, "room/keys");
    check(err == OK);
    err = vault_make(disk, "room/keys", passphrase, VAULT_PRACTICE, &twin->unlock);
    check(err == OK);
    err = host_keys_make(disk, "room/keys", twin->unlock, &twin->keys);
    check(err == OK);
    err = reviewer_key_make(disk, "room/keys/review.key", passphrase, VAULT_PRACTICE, "Reviewer",
                            &twin->config.recipients[0]);
    check(err == OK);
    err = reviewer_key_load(disk, "room/keys/review.key", passphrase, &twin->reviewer);
    check(err == OK);
    twin->config.recipient_count = 1;
}

static void screens_make(struct twin *twin, size_t screens)
{
    twin->screen_count = screens;
    twin->screens = calloc(screens, sizeof *twin->screens);
    check(twin->screens != NULL);
    for (size_t i = 0; i < screens; i++) {
        struct twin_screen *screen = &twin->screens[i];
        struct link_config config = {.screen = (uint16_t)(i + 1), .practice = true};
        struct link_world world = {.random = &twin->random.source,
                                   .net = loopback_link(twin->loopback, i),
                                   .clock = {.self = twin, .monotonic_ms = twin_monotonic}};
        enum err err = link_create(&config, &world, &screen->link);
        check(err == OK);
        turn_init(&screen->turn, twin->now_ms);
        twin->terminals[i].terminal.screen = (uint16_t)(i + 1);
    }
}

struct twin *twin_create(uint64_t seed, size_t screens)
{
    enum err err = seal_start();
    check(err == OK);
    struct twin *twin = calloc(1, sizeof *twin);
    check(twin != NULL);
    twin->fake = fake_disk_create();
    twin->disk = (struct disk){.self = twin,
                               .open = twin_open,
                               .read_at = twin_read_at,
                               .write_at = twin_write_at,
                               .truncate = twin_truncate,
                               .sync = twin_sync,
                               .size = twin_size,
                               .close = twin_close,
                               .rename = twin_rename,
                               .remove = twin_remove,
                               .make_folder = twin_make_folder,
                               .list = twin_list,
                               .lock = twin_lock};
    twin->now_ms = 1000;
    twin->wall_day = TWIN_DAY;
    random_seeded_init(&twin->random, seed);
    strcpy(twin->config.live_folder, "room/live");
    strcpy(twin->config.sessions_folder, "room/sessions");
    strcpy(twin->config.decks_folder, "room/decks");
    twin->config.practice = true;
    twin->config.speed = 1;
    twin->config.retain_days = 90;
    keys_make(twin);
    twin->config.unlock_key = twin->unlock;
    twin->config.keys = &twin->keys;
    deck_make(twin);
    err = loopback_create(seed, screens, &twin->loopback);
    check(err == OK);
    loopback_clock(twin->loopback, twin->now_ms);
    twin->real_net = loopback_hub(twin->loopback);
    loopback_hub_down(twin->loopback, true);
    screens_make(twin, screens);
    return twin;
}

void twin_destroy(struct twin *twin)
{
    if (twin == NULL)
        return;
    hub_destroy(twin->hub);
    for (size_t i = 0; i < twin->screen_count; i++)
        link_destroy(twin->screens[i].link);
    for (size_t i = 0; i < TWIN_REVISIONS_MAX; i++)
        free(twin->seen[i]);
    free(twin->screens);
    loopback_destroy(twin->loopback);
    reviewer_key_destroy(twin->reviewer);
    unlock_key_destroy(twin->unlock);
    fake_disk_destroy(twin->fake);
    free(twin->deck_bytes);
    free(twin);
}

void twin_console_off(struct twin *twin, bool power_cut, enum fake_crash crash)
{
    if (power_cut && !fake_disk_is_dark(twin->fake))
        fake_disk_cut(twin->fake, 1);
    hub_destroy(twin->hub);
    twin->hub = NULL;
    loopback_hub_down(twin->loopback, true);
    if (power_cut)
        fake_disk_restart(twin->fake, crash, twin->now_ms);
    twin->restarts++;
}

bool twin_console_on(struct twin *twin)
{
    struct hub_world world = {
        .disk = &twin->disk,
        .random = &twin->random.source,
        .net = {.self = twin,
                .publish = twin_publish,
                .take_cell = twin_take_cell,
                .take_control = twin_take_control,
                .send_control = twin_send_control,
                .dropped = twin_dropped,
                .allow = twin_allow},
        .clock = {.self = twin, .monotonic_ms = twin_monotonic, .wall = twin_wall},
    };
    check(twin->hub == NULL);
    for (size_t i = 0; i < STARTS_MAX; i++) {
        enum err err =
            hub_create(&twin->config, &world, twin->terminals, twin->screen_count, &twin->hub);
        if (err == OK && !fake_disk_is_dark(twin->fake)) {
            loopback_hub_down(twin->loopback, false);
            err = hub_deck_add(twin->hub, (struct span){twin->deck_bytes, twin->deck_size}, NULL);
            return err == OK;
        }
        if (!fake_disk_is_dark(twin->fake))
            return false;
        hub_destroy(twin->hub);
        twin->hub = NULL;
        fake_disk_restart(twin->fake, twin->kill.crash, twin->now_ms + i);
        twin->restarts++;
    }
    return false;
}

// --- What is shown.

// box_full is the one thing on a terminal's screen that is never recorded: it is in no transcript that
// a replay could be held against.
static void scene_text(struct out *out, struct scene *scene)
{
    scene->box_full = false;
    transcript_scene(out, scene);
}

char *twin_transcript(const struct session *session)
{
    static const enum audience audiences[TWIN_AUDIENCES] = {AUDIENCE_SUPERVISOR, AUDIENCE_ROOM,
                                                            AUDIENCE_TERMINAL};
    char *text = malloc(TEXT_BYTES);
    struct scene *scene = malloc(sizeof *scene);
    check(text != NULL && scene != NULL);
    struct out out = out_into(text, TEXT_BYTES);
    for (size_t i = 0; i < TWIN_AUDIENCES; i++) {
        scene_of(session, NULL, audiences[i], scene);
        scene_text(&out, scene);
    }
    check(!out.full);
    free(scene);
    return text;
}

static void shown_keep(struct twin *twin)
{
    static const enum audience audiences[TWIN_AUDIENCES] = {AUDIENCE_SUPERVISOR, AUDIENCE_ROOM,
                                                            AUDIENCE_TERMINAL};
    if (twin->hub == NULL || fake_disk_is_dark(twin->fake) ||
        hub_changes(twin->hub) == twin->seen_changes)
        return;
    twin->seen_changes = hub_changes(twin->hub);
    struct scene *scene = malloc(sizeof *scene);
    char *text = malloc(TEXT_BYTES);
    check(scene != NULL && text != NULL);
    struct out out = out_into(text, TEXT_BYTES);
    for (size_t i = 0; i < TWIN_AUDIENCES; i++) {
        hub_scene(twin->hub, audiences[i], scene);
        scene_text(&out, scene);
    }
    check(!out.full && scene->revision < TWIN_REVISIONS_MAX);
    if (scene->revision > 0 && twin->seen[scene->revision] == NULL) {
        twin->seen[scene->revision] = text;
        twin->seen_count++;
        text = NULL;
    }
    free(text);
    free(scene);
}

// --- Time.

static void effect_follow(struct twin_screen *screen, const struct turn_effect *effect)
{
    if (effect->send)
        link_answer(screen->link, &effect->answer);
    if (effect->forget)
        link_forget(screen->link);
}

static void screen_events(struct twin *twin, struct twin_screen *screen)
{
    struct link_event *event = malloc(sizeof *event);
    check(event != NULL);
    while (link_take(screen->link, event)) {
        screen->state = event->state;
        if (event->kind == LINK_EVENT_DECK) {
            check(event->deck_bytes == twin->deck_size);
            check(memcmp(event->deck, twin->deck_bytes, twin->deck_size) == 0);
            screen->deck = true;
        }
        if (event->kind == LINK_EVENT_GOAL)
            screen->goal = event->goal;
        if (event->kind == LINK_EVENT_ENVELOPE) {
            screen->envelope = event->envelope;
            screen->any = true;
            struct turn_event scene = {
                .input = TURN_IN_SCENE, .now_ms = twin->now_ms, .envelope = &screen->envelope};
            struct turn_effect effect;
            enum turn_state before = screen->turn.state;
            turn_step(&screen->turn, &scene, &effect);
            if (before == TURN_SENDING && screen->turn.state == TURN_SAVED)
                screen->saved++;
            effect_follow(screen, &effect);
        }
        link_event_finish(event);
    }
    free(event);
}

static void screen_step(struct twin *twin, struct twin_screen *screen)
{
    link_net(screen->link);
    link_tick(screen->link);
    uint32_t period_ms = link_cell_period_ms(screen->link);
    if (period_ms == 0) {
        screen->cell_due_ms = 0;
    } else if (screen->cell_due_ms == 0) {
        screen->cell_due_ms = twin->now_ms + period_ms;
    } else if (twin->now_ms >= screen->cell_due_ms) {
        screen->cell_due_ms += period_ms;
        link_cell(screen->link);
    }
    screen_events(twin, screen);
    if (twin->now_ms >= turn_due_ms(&screen->turn)) {
        struct turn_event time = {.input = TURN_IN_TIME, .now_ms = twin->now_ms};
        struct turn_effect effect;
        turn_step(&screen->turn, &time, &effect);
        effect_follow(screen, &effect);
    }
}

bool twin_step(struct twin *twin)
{
    twin->now_ms += TWIN_STEP_MS;
    loopback_clock(twin->loopback, twin->now_ms);
    if (twin->hub != NULL) {
        while (hub_net(twin->hub))
            continue;
        hub_tick(twin->hub);
        shown_keep(twin);
    }
    for (size_t i = 0; i < twin->screen_count; i++)
        screen_step(twin, &twin->screens[i]);
    return fake_disk_is_dark(twin->fake);
}

enum refusal twin_command(struct twin *twin, const struct command *command, bool *out_died)
{
    check(twin->hub != NULL);
    enum refusal refusal = hub_command(twin->hub, command);
    shown_keep(twin);
    *out_died = fake_disk_is_dark(twin->fake);
    return refusal;
}

void twin_begin(const struct twin *twin, uint8_t people, struct command *out_command)
{
    static const struct {
        const char *key;
        uint16_t minutes;
    } steps[] = {{"welcome", 5}, {"look-back", 5}, {"home-practice", 10}, {"goals", 10},
                 {"agenda", 5},  {"topic", 25},    {"new-practice", 10},  {"close", 5}};
    memset(out_command, 0, sizeof *out_command);
    out_command->kind = COMMAND_BEGIN;
    struct begin *begin = &out_command->begin;
    strcpy(begin->group, "Tuesday Recovery Group");
    strcpy(begin->leader, "M. Ortiz");
    strcpy(begin->edition, "third-edition-2011");
    begin->meeting = people == 1 ? MEETING_INDIVIDUAL : MEETING_GROUP;
    begin->people = people;
    begin->people_joined = people == 1 ? 1 : 9;
    begin->step_count = sizeof steps / sizeof steps[0];
    for (uint8_t i = 0; i < begin->step_count; i++) {
        strcpy(begin->steps[i].key, steps[i].key);
        begin->steps[i].minutes = steps[i].minutes;
    }
    begin->deck = twin->outline;
}

// --- People.

void twin_touch(struct twin *twin, size_t screen, enum turn_input input, uint8_t choice)
{
    check(screen < twin->screen_count);
    struct twin_screen *at = &twin->screens[screen];
    struct turn_event event = {.input = input, .now_ms = twin->now_ms, .choice = choice};
    if (at->turn.prompt > 0) {
        event.kind = twin->outline.prompts[at->turn.prompt - 1].kind;
        event.option_count = twin->outline.prompts[at->turn.prompt - 1].option_count;
    }
    twin->random.source.fill(twin->random.source.self, event.random_id, sizeof event.random_id);
    struct turn_effect effect;
    turn_step(&at->turn, &event, &effect);
    effect_follow(at, &effect);
}

static void twin_type(struct twin *twin, size_t screen, const char *words)
{
    struct twin_screen *at = &twin->screens[screen];
    struct span rest = span_of_string(words);
    while (rest.size > 0) {
        struct turn_event event = {
            .input = TURN_IN_KEY, .now_ms = twin->now_ms, .key = {.kind = BOARD_LETTER}};
        size_t size = utf8_decode(rest, &event.key.point);
        check(size > 0);
        struct turn_effect effect;
        turn_step(&at->turn, &event, &effect);
        effect_follow(at, &effect);
        rest = span_from(rest, size);
    }
}

int twin_write(struct twin *twin, size_t screen, const char *words, bool *sent)
{
    const struct turn *turn = &twin->screens[screen].turn;
    if (turn->state == TURN_QUESTION || turn->state == TURN_CHOSEN) {
        twin_touch(twin, screen, TURN_IN_CHOOSE, TURN_OWN);
        twin_touch(twin, screen, TURN_IN_SEND, 0);
        return 0;
    }
    if (turn->state != TURN_WRITING)
        return twin_answer(twin, screen, 0, true, sent);
    while (turn->text[0] != '\0') {
        struct turn_event event = {
            .input = TURN_IN_KEY, .now_ms = twin->now_ms, .key = {.kind = BOARD_DELETE}};
        struct turn_effect effect;
        turn_step(&twin->screens[screen].turn, &event, &effect);
    }
    twin_type(twin, screen, words);
    twin_touch(twin, screen, TURN_IN_SEND, 0);
    *sent = turn->state == TURN_SENDING;
    return 0;
}

int twin_answer(struct twin *twin, size_t screen, uint8_t choice, bool pass, bool *sent)
{
    const struct turn *turn = &twin->screens[screen].turn;
    switch (turn->state) {
    case TURN_WELCOME:
    case TURN_PROMISE:
        twin_touch(twin, screen, TURN_IN_START, 0);
        return 0;
    case TURN_COVER:
        if (*sent)
            return 1;
        twin_touch(twin, screen, TURN_IN_WAKE, 0);
        return 0;
    case TURN_WRITING:
        twin_touch(twin, screen, TURN_IN_BACK, 0);
        return 0;
    case TURN_QUESTION:
    case TURN_CHOSEN:
        if (pass) {
            if (!turn->pass)
                twin_touch(twin, screen, TURN_IN_CHOOSE, TURN_PASS);
        } else {
            for (uint8_t i = 0; i < OPTIONS_MAX; i++)
                if (((choice ^ turn->choice) >> i & 1) != 0 && (choice >> i & 1) != 0)
                    twin_touch(twin, screen, TURN_IN_CHOOSE, i);
        }
        twin_touch(twin, screen, TURN_IN_SEND, 0);
        *sent = turn->state == TURN_SENDING;
        return 0;
    case TURN_SAVED:
        return *sent ? 1 : 0;
    case TURN_STILL_THERE:
        twin_touch(twin, screen, TURN_IN_YES, 0);
        return 0;
    case TURN_CLEAR_ASK:
        twin_touch(twin, screen, TURN_IN_NO, 0);
        return 0;
    case TURN_BOX_FULL:
    case TURN_NOT_TAKEN:
        return -1;
    case TURN_SENDING:
    case TURN_SLIDE:
    case TURN_CLEARED:
    case TURN_RESULT:
    case TURN_PAUSED:
    case TURN_ENDED:
        return 0;
    }
    return 0;
}
