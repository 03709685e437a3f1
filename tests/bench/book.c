// What opening the group book costs, three years of it: 150 sessions of 12 people, read, opened and
// checked, against reading as many bytes and no more; and saving it, as one tap does on the worker,
// against a plain write of as many bytes with its fdatasync and rename.
#include "base/check.h"
#include "bench.h"
#include "room/book_figures.h"
#include "room/book_file.h"
#include "seal/random.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ROUNDS = 200,
    SESSIONS = 150,
    PEOPLE = 12,
    BYTES_MAX = BOOK_BYTES_MAX + VAULT_OVERHEAD,
};

static void fill(struct book *book)
{
    static struct scene scene;
    book_init(book, "Tuesday Recovery Group");
    for (uint8_t i = 0; i < PEOPLE; i++)
        check(book_join(book, (struct goal_handle){(uint8_t)(1 + i % 6), (uint8_t)(20 + i)},
                        20000) >= 0);
    for (uint32_t week = 0; week < SESSIONS; week++) {
        memset(&scene, 0, sizeof scene);
        scene.phase = SCENE_RUNNING;
        scene.begin.session_id[0] = (uint8_t)(week + 1);
        scene.wall_day = 20000 + 7 * week;
        memcpy(scene.begin.group, book->group, sizeof scene.begin.group);
        memcpy(scene.begin.deck.module, "coping-with-stress", sizeof "coping-with-stress");
        scene.begin.deck.session_number = (uint8_t)(1 + week % 60);
        scene.begin.deck.slide_count = 14;
        scene.slide = 9;
        scene.slides_shown = 0x1FF;
        (void)book_follow(book, &scene);
        struct book_session *session = book_session_of(book, &scene);
        for (uint32_t i = 0; i < PEOPLE; i++)
            session->marks[i] = (struct book_mark){.here = (week + i) % 4 != 0,
                                                   .round = (enum book_round)((week + i) % 4),
                                                   .practice = (enum book_home)(i % 3)};
    }
}

static size_t read_plain(struct bench *bench, const char *path, uint8_t *bytes)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = file >= 0 ? read(file, bytes, BYTES_MAX) : -1;
    if (size <= 0)
        bench_fail(bench, "the plain file could not be read");
    close(file);
    return (size_t)size;
}

static void write_plain(struct bench *bench, const char *path, const uint8_t *bytes, size_t size)
{
    char next[BENCH_PATH_BYTES + 32];
    snprintf(next, sizeof next, "%s.new", path);
    int file = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool done = file >= 0 && write(file, bytes, size) == (ssize_t)size && fdatasync(file) == 0;
    if (!done || close(file) != 0 || rename(next, path) != 0)
        bench_fail(bench, "the plain file could not be written");
}

int main(int argc, char **argv)
{
    struct bench bench;
    bench_start(&bench, "book", argc, argv);
    struct unlock_key *key = NULL;
    enum err err = seal_start();
    if (err == OK)
        err = vault_make(disk_posix(), bench.folder, span_of_string("practice"), VAULT_PRACTICE,
                         &key);
    struct book *book = seal_secret_create(sizeof *book);
    struct book *back = seal_secret_create(sizeof *back);
    uint8_t *bytes = calloc(1, BYTES_MAX);
    if (err != OK || book == NULL || back == NULL || bytes == NULL)
        bench_fail(&bench, "no keys or no memory");
    fill(book);
    const struct book_place_on_disk place = {disk_posix(), bench.folder, key};
    char plain[BENCH_PATH_BYTES + 16];
    snprintf(plain, sizeof plain, "%s/plain", bench.folder);
    size_t rounds = bench_rounds(&bench, ROUNDS);
    struct codec codec = codec_writer(bytes, BYTES_MAX);
    book_codec(&codec, book);
    size_t size = codec.used + VAULT_OVERHEAD;
    write_plain(&bench, plain, bytes, size);
    struct samples open_ours, open_theirs, save_ours, save_theirs;
    samples_init(&open_ours, rounds);
    samples_init(&open_theirs, rounds);
    samples_init(&save_ours, rounds);
    samples_init(&save_theirs, rounds);
    for (size_t round = 0; round < rounds; round++) {
        double from_us = bench_now_us();
        if (book_save(&place, book) != OK)
            bench_fail(&bench, "the book could not be saved");
        samples_add(&save_ours, (bench_now_us() - from_us) / 1000);
        from_us = bench_now_us();
        write_plain(&bench, plain, bytes, size);
        samples_add(&save_theirs, (bench_now_us() - from_us) / 1000);
        struct book_opened opened;
        from_us = bench_now_us();
        if (book_load(&place, book->group, back, &opened) != OK)
            bench_fail(&bench, "the book could not be opened");
        samples_add(&open_ours, (bench_now_us() - from_us) / 1000);
        check(memcmp(book, back, sizeof *book) == 0);
        from_us = bench_now_us();
        (void)read_plain(&bench, plain, bytes);
        samples_add(&open_theirs, (bench_now_us() - from_us) / 1000);
    }
    figure_pair(&bench, "open", "ms", &open_ours, "a plain read of as many bytes", &open_theirs, 0,
                0);
    const struct figure most = {.name = "open.most",
                                .unit = "ms",
                                .product = samples_at(&open_ours, 1),
                                .kind = GOAL_MOST,
                                .goal = 100};
    figure_print(&bench, &most);
    figure_pair(&bench, "save", "ms", &save_ours, "a plain write, fdatasync and rename",
                &save_theirs, 0, 0);
    samples_finish(&open_ours);
    samples_finish(&open_theirs);
    samples_finish(&save_ours);
    samples_finish(&save_theirs);
    seal_secret_destroy(book);
    seal_secret_destroy(back);
    unlock_key_destroy(key);
    free(bytes);
    bench_finish(&bench);
    return 0;
}
