// Opening a goal card, from the sixth picture to the readable sheet: Argon2id of the pictures as a real
// profile has it, the terminal's next cell, the hub's next tick with both copies of all rows written and
// synced, the reply, the row. Cells and ticks keep their real cadence and begin anywhere in it. Argon2id's
// share is printed beside it, and what a tick of a goal phase costs.
#include "base/check.h"
#include "bench.h"
#include "room/goals.h"
#include "room/link.h"
#include "room/link_goals.h"
#include "seal/cell.h"
#include "seal/goal_card.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    ROUNDS = 15,
    PICTURES = 6,
};

struct stage {
    struct bench bench;
    struct unlock_key *unlock;
    struct goals *goals;
    struct link_goals link;
    struct envelope envelope;
    uint64_t tick;
    int cells, ticks; // clocks: when the next is due
    struct samples tick_ms;
};

static void must(struct stage *stage, bool ok, const char *what)
{
    if (!ok)
        bench_fail(&stage->bench, what);
}

static void stage_open(struct stage *stage)
{
    static const struct goals_phase phase = {.session_id = {1}, .id = 1};
    enum err err = vault_make(disk_posix(), stage->bench.folder, span_of_string("practice"),
                              VAULT_PRACTICE, &stage->unlock);
    if (err == OK)
        err = goals_create(disk_posix(), random_system(), stage->bench.folder, stage->unlock,
                           &stage->goals);
    if (err == OK)
        err = goals_load(stage->goals, "A group");
    if (err == OK)
        err = goals_open(stage->goals, &phase, ++stage->tick);
    must(stage, err == OK, "goals could not be opened");
    stage->envelope.scene.goals_state = GOALS_OPEN;
    goals_show(stage->goals, &stage->envelope);
    link_goals_init(&stage->link);
    stage->cells = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    stage->ticks = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    must(stage, stage->cells >= 0 && stage->ticks >= 0, "there is no clock");
}

// A clock that goes off every so often, from some moment of its first round on.
static void clock_set(struct stage *stage, int clock, uint32_t every_ms, uint32_t dice)
{
    uint32_t first_us = 1 + dice % (every_ms * 1000);
    const struct itimerspec spec = {
        .it_value = {.tv_sec = first_us / 1000000, .tv_nsec = first_us % 1000000 * 1000},
        .it_interval = {.tv_sec = every_ms / 1000, .tv_nsec = every_ms % 1000 * 1000000}};
    must(stage, timerfd_settime(clock, 0, &spec, NULL) == 0, "a clock could not be set");
}

// Whether it went off since it was asked last.
static bool clock_rang(struct stage *stage, const struct pollfd *clock)
{
    uint64_t times = 0;
    if ((clock->revents & POLLIN) == 0)
        return false;
    must(stage, read(clock->fd, &times, sizeof times) == (ssize_t)sizeof times, "a clock stopped");
    return true;
}

static void tick(struct stage *stage)
{
    double from_us = bench_now_us();
    enum err err = goals_commit(stage->goals, ++stage->tick, 20000);
    samples_add(&stage->tick_ms, (bench_now_us() - from_us) / 1000);
    must(stage, err == OK, "a tick could not be written");
    goals_show(stage->goals, &stage->envelope);
    stage->envelope.tick = stage->tick;
    link_goals_hear(&stage->link, random_system(), &stage->envelope);
}

static void cell(struct stage *stage)
{
    uint8_t body[CELL_BODY_BYTES], sealed[CELL_BYTES];
    link_goals_cell(&stage->link, stage->envelope.phase_id, body);
    cell_seal(body, stage->envelope.phase_key, sealed);
    goals_taking(stage->goals, true, true);
    goals_take(stage->goals, sealed);
}

// The request from its start to its end, cells and ticks as the clocks say, or as fast as can be.
static struct link_goal talk(struct stage *stage, const struct goal_request *request, bool wait)
{
    struct link_goal done = {0};
    struct pollfd clocks[] = {{.fd = stage->cells, .events = POLLIN},
                              {.fd = stage->ticks, .events = POLLIN}};
    link_goals_start(&stage->link, random_system(), request);
    while (!link_goals_take(&stage->link, &done)) {
        if (wait)
            must(stage, poll(clocks, 2, -1) > 0, "the clocks stopped");
        if (!wait || clock_rang(stage, &clocks[0]))
            cell(stage);
        if (!wait || clock_rang(stage, &clocks[1]))
            tick(stage);
    }
    return done;
}

static void save(struct stage *stage, const struct goal_card_key *key, struct link_goal made)
{
    static struct goal_sheet sheet;
    static struct goal_request request;
    uint8_t plain[GOAL_PLAIN_BYTES];
    sheet.handle = made.handle;
    strcpy(sheet.long_term.text, "a flat of my own");
    goal_sheet_encode(&sheet, plain);
    request.kind = GOAL_REQUEST_PUT;
    goal_card_find(key, request.find);
    goal_row_seal(key, made.share, plain, request.row);
    must(stage, talk(stage, &request, false).kind == LINK_GOAL_SAVED, "a row could not be saved");
}

int main(int argc, char **argv)
{
    static struct stage stage;
    bench_start(&stage.bench, "card", argc, argv);
    must(&stage, seal_start() == OK, "libsodium does not start");
    size_t rounds = bench_rounds(&stage.bench, ROUNDS);
    struct samples opened, argon, cpu;
    samples_init(&cpu, rounds);
    samples_init(&opened, rounds);
    samples_init(&argon, rounds);
    samples_init(&stage.tick_ms, rounds * 64 + 64);
    stage_open(&stage);
    const uint8_t pictures[PICTURES] = {1, 2, 3, 4, 5, 6};
    const struct span card = {pictures, sizeof pictures};
    struct goal_card_key key;
    must(&stage, goal_card_make(card, stage.envelope.goal_salt, GOAL_CARD_REAL, &key) == OK,
         "there is no memory for Argon2id");
    struct goal_request request = {.kind = GOAL_REQUEST_NEW};
    goal_card_find(&key, request.find);
    save(&stage, &key, talk(&stage, &request, false));
    request.kind = GOAL_REQUEST_GET;
    for (size_t round = 0; round < rounds; round++) {
        uint32_t dice[2];
        random_system()->fill(random_system()->self, dice, sizeof dice);
        double from_us = bench_now_us(), cpu_from_us = bench_cpu_us();
        enum err err = goal_card_make(card, stage.envelope.goal_salt, GOAL_CARD_REAL, &key);
        double made_us = bench_now_us();
        samples_add(&cpu, (bench_cpu_us() - cpu_from_us) / 1000);
        must(&stage, err == OK, "there is no memory for Argon2id");
        clock_set(&stage, stage.cells, LINK_CELL_MS, dice[0]);
        clock_set(&stage, stage.ticks, HUB_TICK_OPEN_MS, dice[1]);
        goal_card_find(&key, request.find);
        struct link_goal found = talk(&stage, &request, true);
        uint8_t plain[GOAL_PLAIN_BYTES];
        struct goal_sheet sheet;
        must(&stage,
             found.kind == LINK_GOAL_FOUND &&
                 goal_row_open(&key, found.share, found.row, plain) == OK &&
                 goal_sheet_decode(plain, &sheet) == OK,
             "the card did not open");
        samples_add(&opened, (bench_now_us() - from_us) / 1000);
        samples_add(&argon, (made_us - from_us) / 1000);
    }
    const struct figure figures[] = {
        {.name = "open.p50",
         .unit = "ms",
         .product = samples_at(&opened, 0.5),
         .against = "Argon2id alone",
         .yardstick = samples_at(&argon, 0.5),
         .kind = GOAL_MOST,
         .goal = 2500},
        {.name = "open.most",
         .unit = "ms",
         .product = samples_at(&opened, 1),
         .against = "Argon2id alone",
         .yardstick = samples_at(&argon, 1),
         .kind = GOAL_MOST,
         .goal = 2500},
        {.name = "argon2id",
         .unit = "percent",
         .product = 100 * samples_at(&argon, 0.5) / samples_at(&opened, 0.5)},
        {.name = "argon2id.cpu", .unit = "ms", .product = samples_at(&cpu, 0.5)},
        {.name = "tick.p50", .unit = "ms", .product = samples_at(&stage.tick_ms, 0.5)},
        {.name = "tick.p99",
         .unit = "ms",
         .product = samples_at(&stage.tick_ms, 0.99),
         .kind = GOAL_MOST,
         .goal = HUB_TICK_OPEN_MS / 2},
    };
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        figure_print(&stage.bench, &figures[i]);
    samples_finish(&opened);
    samples_finish(&argon);
    samples_finish(&cpu);
    samples_finish(&stage.tick_ms);
    close(stage.cells);
    close(stage.ticks);
    goals_destroy(stage.goals);
    unlock_key_destroy(stage.unlock);
    bench_finish(&stage.bench);
    return 0;
}
