// links: test-fake-disk imr_room
// The small files of keys and their keepers, by the first byte of the input: a reviewer's key, a
// recipient's line, a console's list of reviewers, a terminal's witnesses, the agency's settings. What
// is accepted has one form: written again it is the same, or reads the same.
#include "base/check.h"
#include "fake_disk.h"
#include "fuzz/fuzz.h"
#include "room/settings.h"
#include "seal/witness.h"
#include <stdlib.h>
#include <string.h>

enum {
    KDF_AT = 8,      // passes u32, memory u64
    MEMORY_BYTE = 2, // of the memory's eight bytes, those from here on are zero: under 64 KiB
    PASSES_MOST = 3,
};

static const struct disk *disk_with(const uint8_t *bytes, size_t size, struct fake_disk **out_fake)
{
    *out_fake = fake_disk_create();
    check(*out_fake != NULL);
    fake_disk_put(*out_fake, "file", bytes, size);
    return fake_disk_of(*out_fake);
}

// Argon2id at the cost that the file names: only where that is little.
static bool is_cheap(const uint8_t *bytes, size_t size)
{
    if (size < KDF_AT + 12 || bytes[KDF_AT] > PASSES_MOST)
        return false;
    for (size_t i = 1; i < 4; i++)
        if (bytes[KDF_AT + i] != 0)
            return false;
    for (size_t i = MEMORY_BYTE; i < 8; i++)
        if (bytes[KDF_AT + 4 + i] != 0)
            return false;
    return true;
}

static void key_file(const uint8_t *bytes, size_t size)
{
    struct fake_disk *fake;
    const struct disk *disk = disk_with(bytes, size, &fake);
    struct recipient looked;
    struct reviewer_key *key = NULL;
    enum err err = reviewer_key_look(disk, "file", &looked);
    if (is_cheap(bytes, size) &&
        reviewer_key_load(disk, "file", span_of_string("practice"), &key) == OK) {
        check(err == OK);
        check(memcmp(reviewer_key_public(key), &looked, sizeof looked) == 0);
        reviewer_key_destroy(key);
    }
    fake_disk_destroy(fake);
}

static void recipient_line(const uint8_t *bytes, size_t size)
{
    struct recipient recipient;
    char line[RECIPIENT_LINE_BYTES];
    if (recipient_parse((struct span){bytes, size}, &recipient) != OK)
        return;
    recipient_print(&recipient, line);
    check(strlen(line) <= size && memcmp(line, bytes, strlen(line)) == 0);
}

static void reviewers_list(const uint8_t *bytes, size_t size)
{
    struct fake_disk *fake;
    const struct disk *disk = disk_with(bytes, size, &fake);
    static struct reviewer all[REVIEWERS_MAX], again[REVIEWERS_MAX];
    size_t count = 0, count_again = 0;
    struct recipient none = {.practice = true};
    if (reviewers_load(disk, "file", true, 20000, all, &count) == OK && count < REVIEWERS_MAX) {
        check(count <= REVIEWERS_MAX);
        memset(none.public_key, 0xa5, sizeof none.public_key);
        if (reviewers_add(disk, "file", true, 20000, &none, REVIEWER_OWN) == OK) {
            enum err err = reviewers_load(disk, "file", true, 20000, again, &count_again);
            check(err == OK && count_again >= count);
            check(memcmp(again, all, count * sizeof all[0]) == 0 || count_again == count);
        }
    }
    fake_disk_destroy(fake);
}

static void witness_book(const uint8_t *bytes, size_t size)
{
    struct fake_disk *fake = fake_disk_create();
    static struct witness_book book;
    check(fake != NULL);
    if (witness_parse((struct span){bytes, size}, &book) == OK) {
        size_t written = 0;
        enum err err = witness_save(fake_disk_of(fake), "file", &book);
        check(err == OK);
        const uint8_t *same = fake_disk_bytes(fake, "file", &written);
        check(written == size && memcmp(same, bytes, size) == 0);
    }
    fake_disk_destroy(fake);
}

static void settings(const uint8_t *bytes, size_t size)
{
    struct fake_disk *fake;
    const struct disk *disk = disk_with((const uint8_t *)"", 0, &fake);
    struct profile profile = {.disk = disk, .root = "data"};
    struct settings read;
    unsigned line = 0;
    fake_disk_put(fake, "data/settings", bytes, size);
    if (settings_load(&profile, &read, &line) == OK)
        check(read.retain_group_days >= 1 && read.retain_group_days <= RETAIN_DAYS_MOST &&
              (read.second_folder[0] == '\0' || read.second_folder[0] == '/'));
    fake_disk_destroy(fake);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool started;
    if (!started)
        started = seal_start() == OK;
    if (size == 0)
        return 0;
    switch (data[0] % 5) {
    case 0:
        key_file(data + 1, size - 1);
        break;
    case 1:
        recipient_line(data + 1, size - 1);
        break;
    case 2:
        reviewers_list(data + 1, size - 1);
        break;
    case 3:
        witness_book(data + 1, size - 1);
        break;
    default:
        settings(data + 1, size - 1);
    }
    return 0;
}
