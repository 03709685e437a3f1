// links: test-fake-disk imr_seal
// The record's reader. The first byte of the input chooses how the rest is used, because nothing
// random ever gets past a signature and a seal: as a whole file, as changes to a header that is then
// signed again, or as damage to a whole record. What opens must be what was written.
#include "fuzz/fuzz.h"
#include "seal/record_private.h"
#include "unit/seal/seal_test.h"
#include <stdlib.h>

enum {
    FRAMES = 6,
    FILE_MAX = 64 * 1024
};

struct room {
    struct fixture fixture;
    uint8_t file[FILE_MAX]; // a whole record
    size_t file_size;
    uint8_t changed[FILE_MAX];
};

static struct room *room_of_all_runs(void)
{
    static struct room *room;
    if (room != NULL)
        return room;
    room = calloc(1, sizeof *room);
    check(room != NULL);
    fixture_init(&room->fixture, 2);
    fixture_write(&room->fixture, FRAMES, true);
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(room->fixture.fake, fixture_path, &size);
    check(size <= FILE_MAX);
    memcpy(room->file, bytes, size);
    room->file_size = size;
    return room;
}

// Each four bytes of the input: what to do, where (of 65,536 parts of the file), and with what.
static size_t damage(struct room *room, const uint8_t *input, size_t input_size)
{
    uint8_t *bytes = room->changed;
    size_t size = room->file_size;
    memcpy(bytes, room->file, size);
    for (; input_size >= 4 && size > 0; input += 4, input_size -= 4) {
        size_t place = ((size_t)input[1] << 8 | input[2]) % size;
        size_t length = (size_t)(input[3] + 1) * 4;
        length = length < size - place ? length : size - place;
        switch (input[0] % 5) {
        case 0:
            bytes[place] ^= input[3];
            break;
        case 1:
            size = place;
            break;
        case 2:
            memset(bytes + place, 0, length);
            break;
        case 3:
            memmove(bytes, bytes + place, length);
            break;
        default:
            if (size + length <= FILE_MAX) {
                memcpy(bytes + size, bytes + place, length);
                size += length;
            }
        }
    }
    return size;
}

// Each three bytes: where in the header, and what to put there; then a signature that fits.
static size_t change_header(struct room *room, const uint8_t *input, size_t input_size)
{
    memcpy(room->changed, room->file, room->file_size);
    for (; input_size >= 3; input += 3, input_size -= 3)
        room->changed[((size_t)input[0] << 8 | input[1]) % RECORD_SIGNED_BYTES] = input[2];
    crypto_sign_detached(room->changed + RECORD_SIGNED_BYTES, NULL, room->changed,
                         RECORD_SIGNED_BYTES, room->fixture.sign_secret);
    return room->file_size;
}

static void read_all(struct room *room, size_t size)
{
    const struct disk *disk = room->fixture.disk;
    struct record_info info;
    enum err known = record_info_of(disk, fixture_path, &info);
    struct record_reader *reader = NULL;
    enum err err = record_open(disk, fixture_path, &room->fixture.reviewer, &reader);
    if (err != OK)
        return;
    check(known == OK);
    struct span got;
    uint64_t number = 0;
    for (; record_next(reader, &got); number++) {
        uint8_t plain[RECORD_PLAIN_MAX];
        size_t wanted = fixture_plain(number, plain);
        check(got.size == wanted && memcmp(got.at, plain, wanted) == 0);
    }
    struct record_end end;
    record_reader_end(reader, &end);
    check(end.frames == number && number <= FRAMES);
    check(end.offset + end.trailing_bytes == size);
    check(end.verdict != RECORD_COMPLETE || (number == FRAMES && end.trailing_bytes == 0));
    uint8_t head[32], same[32];
    record_reader_head(reader, number, head);
    check(record_head_at(disk, fixture_path, number, same) == OK);
    check(memcmp(head, same, sizeof head) == 0);
    record_reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct room *room = room_of_all_runs();
    if (size == 0 || size > FILE_MAX)
        return 0;
    const uint8_t *rest = data + 1;
    size_t file_size = size - 1;
    if (data[0] % 3 == 0)
        memcpy(room->changed, rest, file_size);
    else if (data[0] % 3 == 1)
        file_size = change_header(room, rest, size - 1);
    else
        file_size = damage(room, rest, size - 1);
    fake_disk_put(room->fixture.fake, fixture_path, room->changed, file_size);
    read_all(room, file_size);
    return 0;
}
