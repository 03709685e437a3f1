#include "room/link.h"

#include "base/check.h"
#include "room/link_goals.h"
#include "room/receipt.h"
#include "seal/care.h"
#include "seal/cell.h"
#include <stdlib.h>
#include <string.h>

enum {
    LINK_CONTROLS_A_ROUND = 64,
    HELLO_MS = 250, // until welcomed
    // Health goes with an envelope where one comes in time, so that a terminal at rest is woken once a
    // tick and not twice: from so long before it is due, and so long after if none came.
    HEALTH_EARLY_MS = 500,
    HEALTH_LATE_MS = 250,
    CHUNKS_MAX = (DECK_BYTES_MAX + DECK_CHUNK_BYTES - 1) / DECK_CHUNK_BYTES,
    ROOM_KEY_TRIES =
        20, // envelopes in a row that want the room's key, and nothing came of bringing it
};

// One deck on its way. count is 0 until the first chunk has told how many there are.
struct fetch {
    bool on;
    uint8_t hash[HASH_BYTES];
    uint8_t *bytes;
    uint32_t total_bytes;
    uint32_t count;
    uint32_t got_count;
    bool got[CHUNKS_MAX];
    bool asked[CHUNKS_MAX];
    uint64_t asked_at_ms[CHUNKS_MAX];
};

// What must not be swapped out or left behind.
struct mailbox {
    bool full;
    struct cell_body answer;
    struct cell_body dummy;
    uint8_t body[CELL_BODY_BYTES];
};
struct secrets {
    struct mailbox mailbox;
    struct link_goals goals;
    bool room_key_held;
    uint8_t room_key_tries;
    uint8_t room_key[KEY32_BYTES];
};

struct link {
    struct link_config config;
    struct link_world world;
    struct secrets *secrets;
    struct mailbox *mailbox; // the one in .secrets
    enum link_state state;
    enum control_reason reason;
    uint16_t screen;
    bool welcomed;
    bool enrolled;
    bool heard_any; // an envelope, ever
    uint64_t heard_at_ms;
    uint64_t say_at_ms; // next hello or health
    uint64_t unsent;
    struct fetch fetch;
    uint8_t held[HASH_BYTES]; // deck that the app has; zeros: none
    enum language language, language2;
    bool two_languages;
    uint8_t power;
    // What the app has not taken yet.
    bool tell_state, tell_enrolled, tell_envelope, tell_deck;
    uint8_t *deck;
    size_t deck_bytes;
    struct envelope envelope;
    struct envelope incoming;
    struct control control;
    uint8_t message[CONTROL_BYTES_MAX];
    uint8_t wire[ENVELOPE_OPEN_BYTES];
};

static uint64_t now_of(const struct link *link)
{
    return link->world.clock.monotonic_ms(link->world.clock.self);
}

enum err link_create(const struct link_config *config, const struct link_world *world,
                     struct link **out_link)
{
    struct link *link = calloc(1, sizeof *link);
    if (link == NULL)
        return ERR_MEMORY;
    link->secrets = seal_secret_create(sizeof *link->secrets);
    if (link->secrets == NULL) {
        free(link);
        return ERR_MEMORY;
    }
    memset(link->secrets, 0, sizeof *link->secrets);
    link->mailbox = &link->secrets->mailbox;
    link_goals_init(&link->secrets->goals);
    link->config = *config;
    link->world = *world;
    link->power = 255;
    link->say_at_ms = now_of(link);
    *out_link = link;
    return OK;
}

void link_destroy(struct link *link)
{
    if (link == NULL)
        return;
    free(link->fetch.bytes);
    free(link->deck);
    seal_secret_destroy(link->secrets);
    seal_wipe(link, sizeof *link);
    free(link);
}

void link_event_finish(struct link_event *event)
{
    free(event->deck);
    event->deck = NULL;
    event->deck_bytes = 0;
}

static void state_set(struct link *link, enum link_state state, enum control_reason reason)
{
    if (link->state == state && link->reason == reason)
        return;
    link->state = state;
    link->reason = reason;
    link->tell_state = true;
}

// --- The mailbox and the cells.

void link_answer(struct link *link, const struct cell_body *answer)
{
    check(answer->kind == CELL_ANSWER);
    link->mailbox->answer = *answer;
    link->mailbox->full = true;
}

void link_goal(struct link *link, const struct goal_request *request)
{
    link_goals_start(&link->secrets->goals, link->world.random, request);
}

void link_forget(struct link *link)
{
    seal_wipe(link->mailbox, sizeof *link->mailbox);
    link_goals_forget(&link->secrets->goals);
    seal_wipe(link->envelope.ids, sizeof link->envelope.ids);
    seal_wipe_stack(); // of every cell that was made of it
}

uint32_t link_cell_period_ms(const struct link *link)
{
    if (!link->welcomed || !link->envelope.open || link->state == LINK_REFUSED)
        return 0;
    uint32_t period_ms = LINK_CELL_MS / (link->envelope.speed > 0 ? link->envelope.speed : 1u);
    return period_ms > 0 ? period_ms : 1;
}

static void body_send(struct link *link)
{
    uint8_t cell[CELL_BYTES];
    cell_seal(link->mailbox->body, link->envelope.phase_key, cell);
    seal_wipe(link->mailbox->body, sizeof link->mailbox->body);
    if (link->world.net.send_cell(link->world.net.self, cell) != OK)
        link->unsent++;
}

// A dummy costs what an answer costs: the same draw, the same encoding, the same seal, the same send.
void link_cell(struct link *link)
{
    if (link_cell_period_ms(link) == 0)
        return;
    struct mailbox *mailbox = link->mailbox;
    uint32_t phase_id = link->envelope.phase_id;
    if (envelope_has_goals(&link->envelope)) {
        link_goals_cell(&link->secrets->goals, phase_id, mailbox->body);
        body_send(link);
        return;
    }
    mailbox->dummy = (struct cell_body){.kind = CELL_DUMMY};
    bool real = mailbox->full && mailbox->answer.phase_id == phase_id;
    const struct cell_body *choice[2] = {&mailbox->dummy, &mailbox->answer};
    cell_body_encode(choice[real], mailbox->body);
    body_send(link);
}

uint64_t link_cells_unsent(const struct link *link)
{
    return link->unsent;
}

// Turns the receipt of our own answer, if it is there, into the answer's id, and keeps the order.
static void receipt_find(struct link *link, struct envelope *envelope)
{
    struct mailbox *mailbox = link->mailbox;
    uint8_t receipt[SUBMISSION_ID_BYTES];
    receipt_of(envelope->phase_key, envelope->tick, mailbox->answer.id, receipt);
    if (!mailbox->full || mailbox->answer.phase_id != envelope->phase_id ||
        !envelope_has(envelope, receipt))
        return;
    size_t at = 0;
    while (memcmp(envelope->ids[at], receipt, sizeof receipt) != 0)
        at++;
    for (; at + 1 < PEOPLE_MAX &&
           memcmp(envelope->ids[at + 1], mailbox->answer.id, SUBMISSION_ID_BYTES) < 0;
         at++)
        memcpy(envelope->ids[at], envelope->ids[at + 1], SUBMISSION_ID_BYTES);
    for (; at > 0 && memcmp(envelope->ids[at - 1], mailbox->answer.id, SUBMISSION_ID_BYTES) > 0;
         at--)
        memcpy(envelope->ids[at], envelope->ids[at - 1], SUBMISSION_ID_BYTES);
    memcpy(envelope->ids[at], mailbox->answer.id, SUBMISSION_ID_BYTES);
}

// --- Decks.

static void fetch_stop(struct link *link)
{
    free(link->fetch.bytes);
    memset(&link->fetch, 0, sizeof link->fetch);
}

static void fetch_want(struct link *link, const uint8_t hash[HASH_BYTES])
{
    static const uint8_t none[HASH_BYTES] = {0};
    if (link->config.no_deck || memcmp(hash, none, HASH_BYTES) == 0 ||
        memcmp(hash, link->held, HASH_BYTES) == 0)
        return;
    if (link->fetch.on && memcmp(hash, link->fetch.hash, HASH_BYTES) == 0)
        return;
    fetch_stop(link);
    link->fetch.on = true;
    memcpy(link->fetch.hash, hash, HASH_BYTES);
}

// Asks for what is missing, at most LINK_CHUNKS_OUT at a time; what has not come in time again.
static void fetch_ask(struct link *link, uint64_t now_ms)
{
    struct fetch *fetch = &link->fetch;
    if (!fetch->on || !link->welcomed)
        return;
    uint32_t most = fetch->count > 0 ? fetch->count : 1;
    uint32_t out = 0;
    for (uint32_t i = 0; i < most && out < LINK_CHUNKS_OUT; i++) {
        if (fetch->got[i])
            continue;
        out++;
        if (fetch->asked[i] && now_ms < fetch->asked_at_ms[i] + LINK_CHUNK_AGAIN_MS)
            continue;
        link->control =
            (struct control){.kind = CONTROL_DECK_GET, .version = PROTOCOL_VERSION, .chunk = i};
        memcpy(link->control.hash, fetch->hash, HASH_BYTES);
        size_t size = control_encode(&link->control, link->message);
        fetch->asked[i] = true;
        fetch->asked_at_ms[i] = now_ms;
        (void)link->world.net.send_control(link->world.net.self,
                                           (struct span){link->message, size});
    }
}

static bool chunk_fits(const struct fetch *fetch, const struct control *chunk)
{
    if (!fetch->on || memcmp(chunk->hash, fetch->hash, HASH_BYTES) != 0)
        return false;
    if (chunk->total_bytes == 0 || chunk->total_bytes > DECK_BYTES_MAX)
        return false;
    uint32_t count = (chunk->total_bytes + DECK_CHUNK_BYTES - 1) / DECK_CHUNK_BYTES;
    if (chunk->chunk_count != count || chunk->chunk >= count)
        return false;
    uint32_t left = chunk->total_bytes - chunk->chunk * DECK_CHUNK_BYTES;
    uint32_t want = left < DECK_CHUNK_BYTES ? left : DECK_CHUNK_BYTES;
    return chunk->chunk_bytes == want &&
           (fetch->count == 0 || fetch->total_bytes == chunk->total_bytes);
}

static void fetch_done(struct link *link)
{
    struct fetch *fetch = &link->fetch;
    uint8_t hash[HASH_BYTES];
    seal_hash(fetch->bytes, fetch->total_bytes, hash);
    if (memcmp(hash, fetch->hash, HASH_BYTES) != 0) {
        fetch_stop(link); // the next envelope asks for it anew
        return;
    }
    free(link->deck);
    link->deck = fetch->bytes;
    link->deck_bytes = fetch->total_bytes;
    memcpy(link->held, hash, HASH_BYTES);
    fetch->bytes = NULL;
    fetch_stop(link);
    link->tell_deck = true;
}

static void chunk_take(struct link *link, uint64_t now_ms)
{
    struct fetch *fetch = &link->fetch;
    const struct control *chunk = &link->control;
    if (!chunk_fits(fetch, chunk) || fetch->got[chunk->chunk])
        return;
    if (fetch->bytes == NULL) {
        fetch->bytes = malloc(chunk->total_bytes);
        if (fetch->bytes == NULL)
            return; // asked again in a second
        fetch->total_bytes = chunk->total_bytes;
        fetch->count = chunk->chunk_count;
    }
    memcpy(fetch->bytes + (size_t)chunk->chunk * DECK_CHUNK_BYTES, chunk->bytes,
           chunk->chunk_bytes);
    fetch->got[chunk->chunk] = true;
    fetch->got_count++;
    if (fetch->got_count == fetch->count)
        fetch_done(link);
    else
        fetch_ask(link, now_ms);
}

void link_deck_held(struct link *link, const uint8_t hash[HASH_BYTES])
{
    memcpy(link->held, hash, HASH_BYTES);
    if (link->fetch.on && memcmp(hash, link->fetch.hash, HASH_BYTES) == 0)
        fetch_stop(link);
}

void link_table(struct link *link, enum language language, bool two, enum language language2,
                uint8_t power)
{
    link->language = language;
    link->two_languages = two;
    link->language2 = two ? language2 : LANGUAGE_EN;
    link->power = power;
}

// --- Envelopes.

// Whether an envelope is newer than the last. Within one session the revision never goes back, and
// the tick only when the console was started anew; what was silent for long is believed.
static bool is_newer(const struct link *link, const struct envelope *envelope, uint64_t now_ms)
{
    const struct envelope *last = &link->envelope;
    if (!link->heard_any || now_ms >= link->heard_at_ms + LINK_SILENT_MS)
        return true;
    if (memcmp(last->session_id, envelope->session_id, sizeof last->session_id) != 0)
        return true;
    if (envelope->scene.revision != last->scene.revision)
        return envelope->scene.revision > last->scene.revision;
    return envelope->tick > last->tick;
}

// Whether the app is told of an envelope. At rest a tick alone is no news and wakes nobody; while a
// phase is open every tick counts.
static bool is_news(const struct envelope *last, const struct envelope *envelope)
{
    return envelope->open || last->open || envelope->phase_id != last->phase_id ||
           envelope->scene.revision != last->scene.revision ||
           envelope->scene.phase != last->scene.phase || envelope->speed != last->speed ||
           memcmp(envelope->session_id, last->session_id, sizeof last->session_id) != 0 ||
           envelope->starts_known != last->starts_known ||
           envelope->starts_minute != last->starts_minute ||
           memcmp(envelope->welcome_group, last->welcome_group, sizeof last->welcome_group) != 0;
}

static void say(struct link *link, const struct control *control)
{
    size_t size = control_encode(control, link->message);
    (void)link->world.net.send_control(link->world.net.self, (struct span){link->message, size});
}

static void bring_room_key(struct link *link)
{
    link->control = (struct control){.kind = CONTROL_ROOM_KEY, .version = PROTOCOL_VERSION};
    memcpy(link->control.key, link->secrets->room_key, KEY32_BYTES);
    say(link, &link->control);
    seal_wipe(link->control.key, sizeof link->control.key);
    seal_wipe(link->message, sizeof link->message);
}

// Keeps the room's key while the hub gives one, and brings it back where a hub that stopped wants it.
// True: it was brought, and until the hub has opened its box with it this envelope is no news; the
// person in the middle of an answer sees at most that the screen is paused. A key of no use is let
// go of after a while, like one of a phase that is over.
static bool room_key_follow(struct link *link, struct envelope *incoming)
{
    static const uint8_t none[KEY32_BYTES] = {0};
    struct secrets *secrets = link->secrets;
    bool same_session =
        memcmp(link->envelope.session_id, incoming->session_id, sizeof incoming->session_id) == 0;
    if (incoming->room_key_wanted && same_session && secrets->room_key_held &&
        secrets->room_key_tries < ROOM_KEY_TRIES) {
        secrets->room_key_tries++;
        bring_room_key(link);
        return true;
    }
    memcpy(secrets->room_key, incoming->room_key, KEY32_BYTES);
    secrets->room_key_held = !seal_equal(secrets->room_key, none, KEY32_BYTES);
    secrets->room_key_tries = 0;
    seal_wipe(incoming->room_key, sizeof incoming->room_key);
    return false;
}

static void heard(struct link *link, uint64_t now_ms)
{
    link->heard_at_ms = now_ms;
    state_set(link, LINK_HERE, REASON_NONE);
    if (now_ms + HEALTH_EARLY_MS >= link->say_at_ms)
        link->say_at_ms = now_ms;
}

static void envelope_take(struct link *link, uint64_t now_ms)
{
    size_t size = 0;
    if (!link->world.net.take_envelope(link->world.net.self, link->wire, &size))
        return;
    struct envelope *incoming = &link->incoming;
    enum err err = envelope_decode((struct span){link->wire, size}, incoming);
    seal_wipe(link->wire, sizeof link->wire); // the room's key may be in it
    if (err != OK || !link->welcomed || link->state == LINK_REFUSED ||
        !is_newer(link, incoming, now_ms)) {
        seal_wipe(incoming->room_key, sizeof incoming->room_key);
        return;
    }
    if (room_key_follow(link, incoming)) {
        heard(link, now_ms);
        return;
    }
    // Phases are counted anew in each session: an answer of one must not get into another's box.
    bool other_session =
        memcmp(link->envelope.session_id, incoming->session_id, sizeof incoming->session_id) != 0;
    if (link->mailbox->full &&
        (other_session || link->mailbox->answer.phase_id != incoming->phase_id))
        link_forget(link);
    // A request outlives a restart of the hub and a disk that failed, and no more.
    struct link_goals *goals = &link->secrets->goals;
    if (other_session || incoming->scene.goals_state == GOALS_IDLE)
        link_goals_forget(goals);
    if (envelope_has_goals(incoming))
        link_goals_hear(goals, link->world.random, incoming);
    else if (incoming->open)
        receipt_find(link, incoming);
    memset(incoming->goal_reply, 0, sizeof incoming->goal_reply);
    if (!link->heard_any || link->state != LINK_HERE || is_news(&link->envelope, incoming))
        link->tell_envelope = true;
    link->envelope = *incoming;
    seal_wipe(incoming->ids, sizeof incoming->ids); // ours may be among them
    link->heard_any = true;
    heard(link, now_ms);
    fetch_want(link, link->envelope.scene.deck_hash);
    fetch_ask(link, now_ms);
}

// --- Control.

static void welcome(struct link *link)
{
    if (link->control.version != PROTOCOL_VERSION) {
        state_set(link, LINK_REFUSED, REASON_VERSION);
    } else if (link->control.practice != link->config.practice) {
        // A practice terminal shows nothing of a real group, and the reverse.
        state_set(link, LINK_REFUSED, REASON_PROFILE);
    } else {
        link->welcomed = true;
        link->screen = link->control.screen;
        if (link->state == LINK_REFUSED)
            state_set(link, LINK_WAITING, REASON_NONE);
        // What tells the hub that the deck is missing need not wait a second.
        link->say_at_ms = now_of(link);
    }
}

static void control_take(struct link *link, uint64_t now_ms)
{
    switch (link->control.kind) {
    case CONTROL_WELCOME:
        if (!link->welcomed)
            welcome(link);
        return;
    case CONTROL_DECK_CHUNK:
        chunk_take(link, now_ms);
        return;
    case CONTROL_ENROLLED:
        if (link->config.enrol && !link->enrolled) {
            link->enrolled = true;
            link->tell_enrolled = true;
        }
        return;
    case CONTROL_REFUSED:
        link->welcomed = false;
        state_set(link, LINK_REFUSED, link->control.reason);
        return;
    case CONTROL_HELLO:
    case CONTROL_HEALTH:
    case CONTROL_DECK_GET:
    case CONTROL_ENROL:
    case CONTROL_ROOM_KEY:
        return; // only a terminal says these
    }
}

void link_net(struct link *link)
{
    uint64_t now_ms = now_of(link);
    for (size_t i = 0; i < LINK_CONTROLS_A_ROUND; i++) {
        size_t size = 0;
        if (!link->world.net.take_control(link->world.net.self, link->message, &size))
            break;
        if (control_decode((struct span){link->message, size}, &link->control) == OK)
            control_take(link, now_ms);
    }
    envelope_take(link, now_ms);
}

static void say_hello(struct link *link)
{
    link->control = (struct control){.kind = CONTROL_HELLO,
                                     .version = PROTOCOL_VERSION,
                                     .screen = link->config.screen,
                                     .practice = link->config.practice};
    say(link, &link->control);
}

static void say_enrol(struct link *link)
{
    link->control = (struct control){.kind = CONTROL_ENROL, .version = PROTOCOL_VERSION};
    memcpy(link->control.key, link->config.enrol_key, KEY32_BYTES);
    say(link, &link->control);
}

static void say_health(struct link *link)
{
    struct control *health = &link->control;
    *health = (struct control){.kind = CONTROL_HEALTH,
                               .version = PROTOCOL_VERSION,
                               .language = link->language,
                               .two_languages = link->two_languages,
                               .language2 = link->language2,
                               .power = link->power};
    memcpy(health->hash, link->held, HASH_BYTES);
    health->deck_whole =
        link->heard_any && memcmp(link->held, link->envelope.scene.deck_hash, HASH_BYTES) == 0;
    say(link, health);
}

void link_tick(struct link *link)
{
    uint64_t now_ms = now_of(link);
    if (link->state == LINK_HERE && now_ms >= link->heard_at_ms + LINK_SILENT_MS)
        state_set(link, LINK_RECONNECTING, REASON_NONE);
    fetch_ask(link, now_ms);
    if (now_ms < link->say_at_ms)
        return;
    bool enrolling = link->config.enrol && !link->enrolled;
    if (!link->welcomed)
        say_hello(link);
    else if (enrolling)
        say_enrol(link);
    else
        say_health(link);
    bool soon = (!link->welcomed && link->state != LINK_REFUSED) || enrolling;
    link->say_at_ms = now_ms + (soon ? HELLO_MS : LINK_HEALTH_MS + HEALTH_LATE_MS);
}

uint64_t link_deadline_ms(const struct link *link)
{
    uint64_t due_ms = link->say_at_ms;
    if (link->state == LINK_HERE && link->heard_at_ms + LINK_SILENT_MS < due_ms)
        due_ms = link->heard_at_ms + LINK_SILENT_MS;
    return due_ms; // chunks that did not come are asked for again with the next health
}

bool link_take(struct link *link, struct link_event *out_event)
{
    struct link_goals *goals = &link->secrets->goals;
    if (!link->tell_state && !link->tell_enrolled && !link->tell_deck && !link->tell_envelope &&
        !goals->done_waits)
        return false;
    memset(out_event, 0, sizeof *out_event);
    out_event->state = link->state;
    out_event->reason = link->reason;
    out_event->screen = link->screen;
    if (link->tell_state) {
        out_event->kind = LINK_EVENT_STATE;
        link->tell_state = false;
    } else if (link->tell_enrolled) {
        out_event->kind = LINK_EVENT_ENROLLED;
        link->tell_enrolled = false;
    } else if (link->tell_deck) {
        out_event->kind = LINK_EVENT_DECK;
        out_event->deck = link->deck;
        out_event->deck_bytes = link->deck_bytes;
        memcpy(out_event->deck_hash, link->held, HASH_BYTES);
        link->deck = NULL;
        link->deck_bytes = 0;
        link->tell_deck = false;
    } else if (link_goals_take(goals, &out_event->goal)) {
        out_event->kind = LINK_EVENT_GOAL;
    } else {
        out_event->kind = LINK_EVENT_ENVELOPE;
        out_event->envelope = link->envelope;
        seal_wipe(link->envelope.ids, sizeof link->envelope.ids);
        link->tell_envelope = false;
    }
    return true;
}

const char *link_state_name(enum link_state state)
{
    switch (state) {
    case LINK_WAITING:
        return "waiting";
    case LINK_HERE:
        return "here";
    case LINK_RECONNECTING:
        return "reconnecting";
    case LINK_REFUSED:
        return "refused";
    }
    return "unknown";
}
