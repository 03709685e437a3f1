// 64 screens, a console that dies, and a network that loses, repeats, reorders, delays and is cut, all
// from one seed. What must hold at every step:
//   C7, C17  every saved answer is counted, none twice, never more than there are places
//   C13      nothing of a result leaves the console before the prompt is closed
//   and: envelopes have their two sizes, revisions never go back, and once the network is whole again
//   every screen shows what the console shows, and the record replays to what was seen.
// Usage: sim [--seeds N] [--from SEED] [--seconds N]. The failing seed is printed.
#include "twin.h"

#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCREENS = 64,
    PEOPLE = 64,
    CALM_MS = 15000,
    OPTIONS = 3
};

struct person {
    uint8_t choice; // bit of one option; 0: prefers not to say
    bool sent;
    bool counted; // in .sent below
    bool gone;
};

struct sim {
    uint64_t seed;
    uint64_t state; // of the draw
    struct twin *twin;
    struct person people[SCREENS]; // who stands at each screen
    uint32_t phase_id;             // that the tallies are about
    uint32_t sent[OPTIONS], saved[OPTIONS];
    uint32_t closed;      // prompts whose result was checked
    uint32_t saved_total; // answers that a screen said were saved
    bool console_on;
    uint64_t console_back_at_ms;
    // Of the envelopes that left the console.
    uint8_t session_id[16];
    uint32_t revision;
    struct envelope envelope;
    struct scene scene;
};

static uint32_t draw(struct sim *sim, uint32_t below)
{
    sim->state ^= sim->state << 13;
    sim->state ^= sim->state >> 7;
    sim->state ^= sim->state << 17;
    return (uint32_t)(sim->state >> 33) % below;
}

static void must(const struct sim *sim, bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "seed %llu, %llu ms: not so: %s\n", (unsigned long long)sim->seed,
            (unsigned long long)sim->twin->now_ms, what);
    exit(1);
}

// --- Every envelope that leaves the console.

static void published(void *context, struct span bytes)
{
    struct sim *sim = context;
    struct envelope *envelope = &sim->envelope;
    enum err err = envelope_decode(bytes, envelope);
    must(sim, err == OK, "an envelope decodes");
    must(sim, bytes.size == (envelope->open ? ENVELOPE_OPEN_BYTES : ENVELOPE_IDLE_BYTES),
         "an envelope has one of its two sizes");
    if (envelope->open) {
        must(sim, envelope->scene.release.kind == RELEASE_NONE && !envelope->scene.result_on,
             "no result before the close (C13)");
    }
    if (memcmp(envelope->session_id, sim->session_id, sizeof sim->session_id) != 0) {
        memcpy(sim->session_id, envelope->session_id, sizeof sim->session_id);
        sim->revision = 0;
    }
    must(sim, envelope->scene.revision >= sim->revision, "revisions never go back");
    sim->revision = envelope->scene.revision;
}

// --- The practitioner.

static enum refusal tell(struct sim *sim, enum command_kind kind, uint16_t number)
{
    struct command *command = calloc(1, sizeof *command);
    check(command != NULL);
    command->kind = kind;
    command->number = number;
    command->show = true;
    bool died = false;
    enum refusal refusal = twin_command(sim->twin, command, &died);
    free(command);
    must(sim, !died, "the disk stays");
    return refusal;
}

static void tallies_clear(struct sim *sim)
{
    memset(sim->sent, 0, sizeof sim->sent);
    memset(sim->saved, 0, sizeof sim->saved);
    memset(sim->people, 0, sizeof sim->people);
    for (size_t i = 0; i < SCREENS; i++)
        sim->people[i].choice = (uint8_t)(draw(sim, 8) == 0 ? 0 : 1u << draw(sim, OPTIONS));
}

static void look(struct sim *sim)
{
    hub_scene(sim->twin->hub, AUDIENCE_FACILITATOR, &sim->scene);
}

// The prompt is asked again and again: thrown away unseen, or closed and then another session's deck
// would be needed, so a closed one ends the round.
static void practitioner(struct sim *sim)
{
    look(sim);
    switch (sim->scene.prompt_state) {
    case PROMPT_IDLE:
        if (draw(sim, 100) == 0 && tell(sim, COMMAND_PROMPT_OPEN, 1) == ALLOWED)
            tallies_clear(sim);
        break;
    case PROMPT_OPEN:
        if (draw(sim, 3000) == 0)
            (void)tell(sim, COMMAND_PROMPT_VOID, 0);
        else if (draw(sim, 1200) == 0)
            (void)tell(sim, COMMAND_PROMPT_CLOSE, 0);
        else if (draw(sim, 1500) == 0)
            (void)tell(sim, COMMAND_PROMPT_PAUSE, 0);
        break;
    case PROMPT_PAUSED:
        // Also after a stop, with all saved answers: a disk that kept what it synced keeps the box.
        if (draw(sim, 50) == 0)
            must(sim, tell(sim, COMMAND_PROMPT_WAKE, 0) != REFUSED_ANSWERS_GONE,
                 "a stop loses no saved answer (C6)");
        break;
    case PROMPT_CLOSING:
    case PROMPT_OPENING:
    case PROMPT_SHOWN:
    case PROMPT_HELD:
    case PROMPT_WITHHELD:
    case PROMPT_REVIEW: // no text is asked for here
        break;
    }
    if (draw(sim, 150) == 0)
        (void)tell(sim, draw(sim, 3) == 0 ? COMMAND_SLIDE_BACK : COMMAND_SLIDE_NEXT, 0);
}

// Saved answers are in the result, and nothing is in it that nobody sent: so none is lost and none is
// counted twice.
static void result_check(struct sim *sim)
{
    const struct release *release = &sim->scene.release;
    uint32_t total = 0;
    if (release->kind == RELEASE_WITHHELD) {
        for (size_t i = 0; i < OPTIONS; i++)
            total += sim->saved[i];
        must(sim, total < 4, "only too few are withheld");
    } else {
        must(sim, release->kind == RELEASE_COUNTS, "a plain prompt shows counts");
        for (size_t i = 0; i < OPTIONS; i++) {
            must(sim, release->counts[i] >= sim->saved[i], "no saved answer is lost");
            must(sim, release->counts[i] <= sim->sent[i], "no answer is counted twice (C7)");
            total += release->counts[i];
        }
        must(sim, total <= PEOPLE, "never more than there are places (C17)");
    }
    sim->closed++;
}

// --- The people.

static void person_step(struct sim *sim, size_t screen)
{
    struct person *person = &sim->people[screen];
    if (person->gone || draw(sim, 8) != 0)
        return;
    int became = twin_answer(sim->twin, screen, person->choice, person->choice == 0, &person->sent);
    size_t option = 0;
    while (person->choice >> option > 1)
        option++;
    if (person->sent && !person->counted && person->choice != 0) {
        person->counted = true;
        sim->sent[option]++;
    }
    if (became == 1)
        sim->saved_total++;
    if (became == 1 && person->choice != 0)
        sim->saved[option]++;
    if (became == 0)
        return;
    if (became < 0) {
        person->gone = true; // the box is full, or the prompt was closed before
        return;
    }
    // The next person, who may find that there is no place left.
    *person = (struct person){.choice = (uint8_t)(1u << draw(sim, OPTIONS))};
}

// --- The world.

static void network(struct sim *sim)
{
    if (draw(sim, 200) == 0) {
        struct loopback_faults faults = {.loss_per_mille = (uint16_t)draw(sim, 300),
                                         .repeat_per_mille = (uint16_t)draw(sim, 300),
                                         .reorder_per_mille = (uint16_t)draw(sim, 300),
                                         .delay_ms_most = draw(sim, 400)};
        loopback_faults_set(sim->twin->loopback, &faults);
    }
    if (draw(sim, 40) == 0)
        loopback_cut(sim->twin->loopback, draw(sim, SCREENS), draw(sim, 3) == 0);
}

static void console(struct sim *sim)
{
    if (sim->console_on && draw(sim, 2500) == 0) {
        look(sim);
        bool power = draw(sim, 2) == 0;
        twin_console_off(sim->twin, power, (enum fake_crash)draw(sim, 3));
        sim->console_on = false;
        sim->console_back_at_ms = sim->twin->now_ms + 200 + draw(sim, 6000);
    } else if (!sim->console_on && sim->twin->now_ms >= sim->console_back_at_ms) {
        must(sim, twin_console_on(sim->twin), "the console starts again");
        sim->console_on = true;
        hub_scene(sim->twin->hub, AUDIENCE_FACILITATOR, &sim->scene);
    }
}

static void step(struct sim *sim)
{
    console(sim);
    network(sim);
    enum prompt_state before = PROMPT_IDLE;
    if (sim->console_on) {
        practitioner(sim);
        look(sim);
        before = sim->scene.prompt_state;
    }
    must(sim, !twin_step(sim->twin), "the disk stays");
    if (sim->console_on) {
        look(sim);
        must(sim, !sim->scene.box_count_known || sim->scene.box_count <= sim->scene.places,
             "the quota is never exceeded (C17)");
        bool done =
            sim->scene.prompt_state == PROMPT_SHOWN || sim->scene.prompt_state == PROMPT_WITHHELD;
        if (before == PROMPT_CLOSING && done)
            result_check(sim);
    }
    for (size_t i = 0; i < SCREENS; i++)
        person_step(sim, i);
}

static void calm(struct sim *sim)
{
    loopback_faults_set(sim->twin->loopback, &(struct loopback_faults){0});
    for (size_t i = 0; i < SCREENS; i++)
        loopback_cut(sim->twin->loopback, i, false);
    if (!sim->console_on)
        must(sim, twin_console_on(sim->twin), "the console starts again");
    sim->console_on = true;
    for (size_t i = 0; i < CALM_MS / TWIN_STEP_MS; i++)
        must(sim, !twin_step(sim->twin), "the disk stays");
    static uint8_t want[SCENE_BYTES_MAX], got[SCENE_BYTES_MAX];
    hub_scene(sim->twin->hub, AUDIENCE_TERMINAL, &sim->scene);
    size_t size = scene_encode(&sim->scene, want);
    for (size_t i = 0; i < SCREENS; i++) {
        const struct twin_screen *screen = &sim->twin->screens[i];
        must(sim, screen->any && screen->state == LINK_HERE, "every screen is back");
        must(sim,
             scene_encode(&screen->envelope.scene, got) == size && memcmp(want, got, size) == 0,
             "every screen shows what the console shows");
        must(sim, screen->deck, "every screen has the deck");
    }
}

static uint32_t run(uint64_t seed, uint32_t seconds, uint32_t *saved)
{
    struct sim *sim = calloc(1, sizeof *sim);
    check(sim != NULL);
    sim->seed = seed;
    sim->state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    sim->twin = twin_create(seed, SCREENS);
    sim->twin->published = published;
    sim->twin->published_context = sim;
    must(sim, twin_console_on(sim->twin), "the console starts");
    sim->console_on = true;
    struct command *begin = malloc(sizeof *begin);
    check(begin != NULL);
    twin_begin(sim->twin, PEOPLE, begin);
    bool died = false;
    must(sim, twin_command(sim->twin, begin, &died) == ALLOWED && !died, "a session begins");
    free(begin);
    for (uint64_t i = 0; i < (uint64_t)seconds * 1000 / TWIN_STEP_MS; i++)
        step(sim);
    calm(sim);
    must(sim, tell(sim, COMMAND_END, 0) == ALLOWED, "a session ends");
    must(sim, tell(sim, COMMAND_FINISH, 0) == ALLOWED, "a session is finished");
    uint32_t compared = twin_replay_check(sim->twin, true);
    must(sim, compared == sim->twin->seen_count, "the record replays to what was seen");
    uint32_t closed = sim->closed;
    *saved += sim->saved_total;
    twin_destroy(sim->twin);
    free(sim);
    return closed;
}

int main(int count, char **arguments)
{
    unsigned long seeds = 4, from = 1, seconds = 120;
    for (int i = 1; i + 1 < count; i += 2) {
        unsigned long number = strtoul(arguments[i + 1], NULL, 10);
        if (strcmp(arguments[i], "--seeds") == 0)
            seeds = number;
        else if (strcmp(arguments[i], "--from") == 0)
            from = number;
        else if (strcmp(arguments[i], "--seconds") == 0)
            seconds = number;
    }
    uint32_t closed = 0, saved = 0;
    for (unsigned long seed = from; seed < from + seeds; seed++)
        closed += run(seed, (uint32_t)seconds, &saved);
    printf("%lu seeds, %u answers saved, %u results checked\n", seeds, (unsigned)saved,
           (unsigned)closed);
    // A simulation in which no answer was saved and no prompt closed has shown nothing.
    return closed > 0 && saved > 0 ? 0 : 1;
}
