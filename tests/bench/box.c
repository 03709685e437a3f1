// What a tick costs while a prompt is open: the product's own intake seals the whole box and writes and
// syncs both of its copies, against two plain writes of as many bytes, each with its fdatasync, on the
// same disk in the same minute. How many ticks a second that would sustain, and how many bytes an open
// minute writes, answers or not.
#include "base/check.h"
#include "bench.h"
#include "room/cells.h"
#include "room/hub.h"
#include "wire/message.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    TICK_ROUNDS = 400,
    PLACES = 12,
    TICKS_A_MINUTE = 60000 / HUB_TICK_OPEN_MS,
};

struct plain { // what anybody would do who only had to keep as many bytes safe
    int files[2];
    uint8_t bytes[BOX_IMAGE_BYTES];
};

static void plain_open(struct bench *bench, struct plain *plain)
{
    static const char *const names[] = {"plain-a", "plain-b"};
    for (size_t i = 0; i < 2; i++) {
        char path[BENCH_PATH_BYTES + 16];
        int size = snprintf(path, sizeof path, "%s/%s", bench->folder, names[i]);
        check(size > 0 && (size_t)size < sizeof path);
        plain->files[i] = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (plain->files[i] < 0)
            bench_fail(bench, "a plain file could not be made");
    }
    random_system()->fill(random_system()->self, plain->bytes, sizeof plain->bytes);
}

static void plain_tick(struct bench *bench, const struct plain *plain)
{
    for (size_t i = 0; i < 2; i++)
        if (pwrite(plain->files[i], plain->bytes, sizeof plain->bytes, 0) !=
                (ssize_t)sizeof plain->bytes ||
            fdatasync(plain->files[i]) != 0)
            bench_fail(bench, "a plain file could not be written");
}

static struct cells *cells_begin(struct bench *bench, struct unlock_key **out_unlock)
{
    static const struct cells_phase phase = {.session_id = {1},
                                             .id = 1,
                                             .kind = PROMPT_SINGLE,
                                             .class = CLASS_PERSONAL,
                                             .option_count = 4,
                                             .places = PLACES};
    struct cells *cells = NULL;
    enum err err = vault_make(disk_posix(), bench->folder, span_of_string("practice"),
                              VAULT_PRACTICE, out_unlock);
    if (err == OK)
        err = cells_create(disk_posix(), random_system(), bench->folder, *out_unlock, &cells);
    if (err == OK)
        err = cells_open(cells, &phase, 1);
    if (err != OK)
        bench_fail(bench, "the box could not be opened");
    cells_taking(cells, true);
    return cells;
}

static void answer(struct cells *cells)
{
    struct cell_body body = {.kind = CELL_ANSWER, .phase_id = 1, .choice = 2};
    uint8_t bytes[CELL_BODY_BYTES], cell[CELL_BYTES], key[KEY32_BYTES];
    random_system()->fill(random_system()->self, body.id, sizeof body.id);
    cells_public_key(cells, key);
    cell_body_encode(&body, bytes);
    cell_seal(bytes, key, cell);
    cells_take(cells, cell);
}

int main(int argc, char **argv)
{
    struct bench bench;
    bench_start(&bench, "box", argc, argv);
    if (seal_start() != OK)
        bench_fail(&bench, "libsodium does not start");
    struct plain *plain = calloc(1, sizeof *plain);
    check(plain != NULL);
    plain_open(&bench, plain);
    struct unlock_key *unlock = NULL;
    struct cells *cells = cells_begin(&bench, &unlock);

    size_t rounds = bench_rounds(&bench, TICK_ROUNDS);
    struct samples ours, theirs;
    samples_init(&ours, rounds);
    samples_init(&theirs, rounds);
    double all_us = 0, cpu_us = 0;
    for (size_t round = 0; round < rounds; round++) {
        if (round < PLACES)
            answer(cells);
        double from_us = bench_now_us(), cpu_from_us = bench_cpu_us();
        enum err err = cells_commit(cells, round + 2);
        double took_us = bench_now_us() - from_us;
        cpu_us += bench_cpu_us() - cpu_from_us;
        if (err != OK)
            bench_fail(&bench, "a tick could not be written");
        all_us += took_us;
        samples_add(&ours, took_us / 1000);
        from_us = bench_now_us();
        plain_tick(&bench, plain);
        samples_add(&theirs, (bench_now_us() - from_us) / 1000);
    }
    check(cells_box(cells)->count == (rounds < PLACES ? rounds : PLACES));
    figure_pair(&bench, "tick", "ms", &ours, "two plain writes with fdatasync", &theirs, 1.5, 0);
    const struct figure figures[] = {
        {.name = "ticks",
         .unit = "ticks/s",
         .product = (double)rounds * 1e6 / all_us,
         .kind = GOAL_LEAST,
         .goal = 10 * 1000.0 / HUB_TICK_OPEN_MS},
        {.name = "cpu", .unit = "us/tick", .product = cpu_us / (double)rounds},
        {.name = "minute",
         .unit = "bytes",
         .product = 2.0 * BOX_IMAGE_BYTES * TICKS_A_MINUTE,
         .kind = GOAL_MOST,
         .goal = 20e6},
    };
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        figure_print(&bench, &figures[i]);

    samples_finish(&ours);
    samples_finish(&theirs);
    cells_destroy(cells);
    unlock_key_destroy(unlock);
    close(plain->files[0]);
    close(plain->files[1]);
    free(plain);
    bench_finish(&bench);
    return 0;
}
