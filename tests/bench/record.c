// The record of a 3-hour meeting: open and verify against a plain sealed scan of as many bytes in as many frames, seek after open, what one
// append with its sync costs against a plain append and fdatasync, and what the resume image costs.
#include "base/check.h"
#include "core/scene.h"
#include "made_meeting.h"
#include "seal/resume.h"
#include "supervisor/shelf.h"
#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FULL_BYTES = 3000 * 1000,
    OPEN_ROUNDS = 40,
    SEEK_ROUNDS = 4000,
    APPEND_ROUNDS = 300,
    SHELF_RECORDS = 5000,
    SHELF_ROUNDS = 9,
    FRAME_BYTES = 512,
    PLAIN_BYTES = 300,
    SIZE_BYTES = 4,
    BESIDE_BYTES = 40,
};

// --- The plain sealed scan: the same secretstream, the same frame sizes, nothing else.

struct plain_file {
    char path[BENCH_PATH_BYTES + 32];
    uint8_t *bytes;
    size_t size;
    uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    uint8_t header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

static uint8_t *read_all(const char *path, size_t *out_size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    check(file >= 0 && fstat(file, &status) == 0);
    uint8_t *bytes = malloc((size_t)status.st_size + 1);
    check(bytes != NULL);
    size_t size = 0;
    for (ssize_t got = 1; got > 0; size += (size_t)got)
        got = read(file, bytes + size, (size_t)status.st_size - size);
    close(file);
    *out_size = size;
    return bytes;
}

static uint32_t frame_size(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static void plain_make(struct plain_file *plain, const char *folder, const char *record)
{
    static const uint8_t nothing[FRAME_BYTES_MAX], beside[BESIDE_BYTES];
    plain->bytes = read_all(record, &plain->size);
    crypto_secretstream_xchacha20poly1305_keygen(plain->key);
    crypto_secretstream_xchacha20poly1305_state stream;
    int begun = crypto_secretstream_xchacha20poly1305_init_push(&stream, plain->header, plain->key);
    check(begun == 0);
    for (size_t at = RECORD_HEADER_BYTES; at + SIZE_BYTES < plain->size;) {
        uint32_t size = frame_size(plain->bytes + at);
        check(size >= FRAME_BYTES && size <= FRAME_BYTES_MAX &&
              at + SIZE_BYTES + size <= plain->size);
        int sealed = crypto_secretstream_xchacha20poly1305_push(
            &stream, plain->bytes + at + SIZE_BYTES, NULL, nothing,
            size - crypto_secretstream_xchacha20poly1305_ABYTES, beside, sizeof beside,
            crypto_secretstream_xchacha20poly1305_TAG_REKEY);
        check(sealed == 0);
        at += SIZE_BYTES + size;
    }
    snprintf(plain->path, sizeof plain->path, "%s/plain-%zu", folder, plain->size);
    FILE *file = fopen(plain->path, "w");
    check(file != NULL);
    size_t wrote = fwrite(plain->bytes, 1, plain->size, file);
    check(wrote == plain->size && fclose(file) == 0);
}

static void plain_scan(const struct plain_file *plain, const uint8_t *bytes)
{
    static const uint8_t beside[BESIDE_BYTES];
    uint8_t out[FRAME_BYTES_MAX];
    crypto_secretstream_xchacha20poly1305_state stream;
    int begun = crypto_secretstream_xchacha20poly1305_init_pull(&stream, plain->header, plain->key);
    check(begun == 0);
    for (size_t at = RECORD_HEADER_BYTES; at + SIZE_BYTES < plain->size;) {
        uint32_t size = frame_size(bytes + at);
        unsigned char tag;
        int opened = crypto_secretstream_xchacha20poly1305_pull(
            &stream, out, NULL, &tag, bytes + at + SIZE_BYTES, size, beside, sizeof beside);
        check(opened == 0);
        at += SIZE_BYTES + size;
    }
}

static double plain_ms(const struct plain_file *plain, bool from_file)
{
    const double from_us = bench_now_us();
    size_t size = 0;
    uint8_t *bytes = from_file ? read_all(plain->path, &size) : NULL;
    plain_scan(plain, from_file ? bytes : plain->bytes);
    free(bytes);
    return (bench_now_us() - from_us) / 1000;
}

static double record_ms(const struct house *house, const char *path, double *out_heads_ms,
                        uint64_t *out_frames)
{
    struct record_reader *reader = NULL;
    const double from_us = bench_now_us();
    enum err err = record_open(disk_posix(), path, house->reviewer, &reader);
    check(err == OK);
    struct span plain;
    while (record_next(reader, &plain))
        continue;
    const double ms = (bench_now_us() - from_us) / 1000;
    struct record_end end;
    record_reader_end(reader, &end);
    check(end.verdict == RECORD_COMPLETE);
    uint8_t head[HASH_BYTES];
    const double heads_us = bench_now_us();
    record_reader_head(reader, end.frames, head);
    *out_heads_ms = (bench_now_us() - heads_us) / 1000;
    *out_frames = end.frames;
    record_reader_close(reader);
    return ms;
}

static double meeting_ms(const struct house *house, const char *path)
{
    struct meeting *meeting = NULL;
    const double from_us = bench_now_us();
    enum err err = meeting_open(disk_posix(), path, house->reviewer, &meeting);
    const double ms = (bench_now_us() - from_us) / 1000;
    check(err == OK && meeting_verdict(meeting)->verdict == RECORD_COMPLETE);
    meeting_close(meeting);
    return ms;
}

static void pair(struct bench *bench, const char *size, const char *what, struct samples *product,
                 const char *against, struct samples *yardstick, double goal)
{
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "%s.%s", size, what);
    figure_print(bench,
                 &(struct figure){.name = name,
                                  .unit = "ms",
                                  .product = samples_at(product, 0.5),
                                  .against = against,
                                  .yardstick = yardstick != NULL ? samples_at(yardstick, 0.5) : 0,
                                  .kind = goal > 0 ? GOAL_RATIO_MOST : GOAL_NONE,
                                  .goal = goal});
}

static void measure_open(struct bench *bench, const struct house *house, const char *size,
                         const char *path)
{
    struct plain_file plain = {0};
    plain_make(&plain, house->folder, path);
    struct samples opened, heads, meeting, scan, scan_memory;
    size_t rounds = bench_rounds(bench, OPEN_ROUNDS);
    samples_init(&opened, rounds);
    samples_init(&heads, rounds);
    samples_init(&meeting, rounds);
    samples_init(&scan, rounds);
    samples_init(&scan_memory, rounds);
    uint64_t frames = 0;
    for (size_t i = 0; i < rounds; i++) {
        double heads_ms = 0;
        samples_add(&opened, record_ms(house, path, &heads_ms, &frames));
        samples_add(&scan, plain_ms(&plain, true));
        samples_add(&heads, heads_ms);
        samples_add(&scan_memory, plain_ms(&plain, false));
        samples_add(&meeting, meeting_ms(house, path));
    }
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "%s.bytes", size);
    figure_print(bench,
                 &(struct figure){.name = name, .unit = "bytes", .product = (double)plain.size});
    snprintf(name, sizeof name, "%s.frames", size);
    figure_print(bench,
                 &(struct figure){.name = name, .unit = "frames", .product = (double)frames});
    pair(bench, size, "open-and-verify", &opened, "sealed scan with the file's read", &scan, 1.1);
    pair(bench, size, "open-and-verify-memory", &opened, "sealed scan in memory", &scan_memory, 0);
    pair(bench, size, "heads", &heads, "sealed scan in memory", &scan_memory, 0);
    pair(bench, size, "meeting-open", &meeting, "sealed scan with the file's read", &scan, 0);
    samples_finish(&opened);
    samples_finish(&heads);
    samples_finish(&meeting);
    samples_finish(&scan);
    samples_finish(&scan_memory);
    free(plain.bytes);
}

static void measure_seek(struct bench *bench, const struct house *house, const char *size,
                         const char *path)
{
    struct meeting *meeting = NULL;
    struct session *session = malloc(sizeof *session);
    struct scene *scene = malloc(sizeof *scene);
    check(session != NULL && scene != NULL);
    enum err err = meeting_open(disk_posix(), path, house->reviewer, &meeting);
    check(err == OK);
    const struct replay *replay = meeting_replay(meeting);
    struct samples seek;
    size_t rounds = bench->quick ? 100 : SEEK_ROUNDS;
    samples_init(&seek, rounds);
    for (size_t i = 0; i < rounds; i++) {
        const uint32_t at = randombytes_uniform((uint32_t)replay->fact_count + 1);
        const double from_us = bench_now_us();
        replay_state(replay, at, session);
        scene_of(session, NULL, AUDIENCE_SUPERVISOR, scene);
        samples_add(&seek, bench_now_us() - from_us);
    }
    char name[BENCH_NAME_BYTES];
    snprintf(name, sizeof name, "%s.seek.p50", size);
    figure_print(bench,
                 &(struct figure){.name = name, .unit = "us", .product = samples_at(&seek, 0.5)});
    snprintf(name, sizeof name, "%s.seek.p99", size);
    figure_print(bench, &(struct figure){.name = name,
                                         .unit = "us",
                                         .product = samples_at(&seek, 0.99),
                                         .kind = GOAL_MOST,
                                         .goal = 1000});
    samples_finish(&seek);
    meeting_close(meeting);
    free(scene);
    free(session);
}

// --- Writing.

static double append_product(struct record_writer *writer)
{
    static const uint8_t plain[PLAIN_BYTES] = {1};
    struct record_frame frame;
    const double from_us = bench_now_us();
    record_seal(writer, (struct span){plain, sizeof plain}, 0, false, &frame);
    enum err err = record_write(writer, &frame, true);
    check(err == OK);
    return bench_now_us() - from_us;
}

static double append_plain(int file, uint64_t *bytes, size_t size, unsigned copies)
{
    static const uint8_t nothing[2 * RESUME_PAYLOAD_BYTES];
    const double from_us = bench_now_us();
    for (unsigned i = 0; i < copies; i++) {
        ssize_t wrote = pwrite(file, nothing, size, (off_t)*bytes);
        int synced = fdatasync(file);
        check(wrote == (ssize_t)size && synced == 0);
    }
    if (copies == 1)
        *bytes += size; // grows; else written over in place
    return bench_now_us() - from_us;
}

static int file_make(const struct house *house, const char *name)
{
    char path[BENCH_PATH_BYTES + 32];
    snprintf(path, sizeof path, "%s/%s", house->folder, name);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    check(file >= 0);
    return file;
}

static void measure_write(struct bench *bench, const struct house *house)
{
    struct record_info info = {.session_id = {1},
                               .day = 20000,
                               .retain_days = 1,
                               .practice = true,
                               .recipient_count = house->config.recipient_count};
    memcpy(info.sign_public, house->keys.sign_public, sizeof info.sign_public);
    struct record_writer *writer = NULL;
    enum err err = record_create(disk_posix(), random_system(), house->folder, &info,
                                 house->config.recipients, house->keys.sign_secret, &writer);
    check(err == OK);
    struct resume *resume = NULL;
    err = resume_open(disk_posix(), random_system(), house->folder, house->unlock, &resume);
    check(err == OK);
    int appended = file_make(house, "appended"), over = file_make(house, "over");
    static const uint8_t payload[RESUME_PAYLOAD_BYTES] = {1};
    uint64_t appended_bytes = 0, over_bytes = 0;
    struct samples product, yardstick, image, plain_image;
    size_t rounds = bench_rounds(bench, APPEND_ROUNDS);
    samples_init(&product, rounds);
    samples_init(&yardstick, rounds);
    samples_init(&image, rounds);
    samples_init(&plain_image, rounds);
    for (size_t i = 0; i < rounds; i++) {
        samples_add(&product, append_product(writer));
        samples_add(&yardstick,
                    append_plain(appended, &appended_bytes, SIZE_BYTES + FRAME_BYTES, 1));
        const double from_us = bench_now_us();
        err = resume_write(resume, (struct span){payload, sizeof payload});
        check(err == OK);
        samples_add(&image, bench_now_us() - from_us);
        samples_add(&plain_image, append_plain(over, &over_bytes, sizeof payload, 2));
    }
    figure_pair(bench, "append-synced", "us", &product, "append and fdatasync, unsealed",
                &yardstick, 1.2, 0);
    figure_pair(bench, "resume-image", "us", &image, "two writes and fdatasyncs", &plain_image, 0,
                0);
    samples_finish(&product);
    samples_finish(&yardstick);
    samples_finish(&image);
    samples_finish(&plain_image);
    close(appended);
    close(over);
    resume_close(resume);
    record_close(writer);
}

// --- A shelf of thousands: the names at once, then every record opened, judged and closed again.

// The same bytes under so many names; the reader takes each for a record of its own.
static void shelf_fill(const char *folder, const char *record, size_t records)
{
    int made = mkdir(folder, 0700);
    check(made == 0);
    for (size_t i = 0; i < records; i++) {
        char path[BENCH_PATH_BYTES + 64];
        snprintf(path, sizeof path, "%s/2026-%02zu-%02zu-%08zx.0.imrlog", folder, i / 28 % 12 + 1,
                 i % 28 + 1, i + 1);
        int linked = link(record, path);
        check(linked == 0);
    }
}

static double folder_ms(const char *folder, size_t records)
{
    const double from_us = bench_now_us();
    DIR *names = opendir(folder);
    check(names != NULL);
    size_t seen = 0;
    for (struct dirent *entry; (entry = readdir(names)) != NULL;)
        seen += entry->d_name[0] != '.';
    closedir(names);
    check(seen == records);
    return (bench_now_us() - from_us) / 1000;
}

static void measure_list(struct bench *bench, const struct house *house, const char *record)
{
    char folder[BENCH_PATH_BYTES + 32];
    size_t records = bench->quick ? 50 : SHELF_RECORDS;
    snprintf(folder, sizeof folder, "%s/shelf", house->folder);
    shelf_fill(folder, record, records);
    struct samples names, yardstick;
    samples_init(&names, SHELF_ROUNDS);
    samples_init(&yardstick, SHELF_ROUNDS);
    struct shelf shelf = {0};
    for (size_t i = 0; i < SHELF_ROUNDS; i++) {
        samples_add(&yardstick, folder_ms(folder, records));
        shelf_close(&shelf);
        const double from_us = bench_now_us();
        enum err err = shelf_open(disk_posix(), folder, &shelf);
        check(err == OK && shelf.count == records);
        samples_add(&names, (bench_now_us() - from_us) / 1000);
    }
    figure_pair(bench, "list.names", "ms", &names, "reading the folder's names", &yardstick, 0, 0);
    // In time of the processor: thousands of files are read, and others want the machine too.
    double from_us = bench_cpu_us();
    for (size_t i = 0; i < SHELF_ROUNDS; i++)
        (void)meeting_ms(house, record);
    const double alone_ms = (bench_cpu_us() - from_us) / 1000 / SHELF_ROUNDS;
    from_us = bench_cpu_us();
    while (shelf_look(&shelf, house->reviewer))
        continue;
    const double all_ms = (bench_cpu_us() - from_us) / 1000;
    check(shelf.rows[0].state == SHELF_OPENED);
    figure_print(bench, &(struct figure){.name = "list.each.cpu",
                                         .unit = "ms",
                                         .product = all_ms / (double)records,
                                         .against = "the same record opened alone",
                                         .yardstick = alone_ms});
    figure_print(bench, &(struct figure){.name = "list.all.cpu", .unit = "ms", .product = all_ms});
    shelf_close(&shelf);
    samples_finish(&names);
    samples_finish(&yardstick);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        unsigned minutes;
        uint64_t at_least;
    } sizes[] = {
        {"hour", 60, 0}, {"meeting", MEETING_MINUTES, 0}, {"full", MEETING_MINUTES, FULL_BYTES}};
    struct bench bench;
    bench_start(&bench, "record", argc, argv);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char folder[BENCH_PATH_BYTES + 16];
        struct made_meeting *made = calloc(1, sizeof *made);
        struct house house;
        check(made != NULL);
        snprintf(folder, sizeof folder, "%s/%s", bench.folder, sizes[i].name);
        house_make(&house, folder, 1);
        meeting_make(made, &house, sizes[i].minutes, bench.quick ? 0 : sizes[i].at_least);
        measure_open(&bench, &house, sizes[i].name, made->path);
        measure_seek(&bench, &house, sizes[i].name, made->path);
        if (i == 0) {
            measure_list(&bench, &house, made->path);
            measure_write(&bench, &house);
        }
        house_finish(&house);
        free(made);
    }
    bench_finish(&bench);
    return 0;
}
