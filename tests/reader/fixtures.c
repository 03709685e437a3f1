// Writes records, whole and broken in every way that the format knows, into folders of their own, and
// prints for each: folder, tab, what to say to a reader, tab, what ours says of it. tests/reader/agree
// then asks the other reader. Usage: reader-fixtures FOLDER
#include "base/check.h"
#include "fake_disk.h"
#include "seal/witness.h"
#include "supervisor/meeting.h"
#include "supervisor_help.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    FRAMES_MAX = 256,
    ARGUMENT_BYTES = 256,
};
static const char base[] = "s/2026-11-04-07070707";

struct fixture {
    const char *folder; // where all of them go
    char name[64];
    struct fake_disk *fake;
    struct help_record *record;
    char arguments[ARGUMENT_BYTES];
    struct witness_book heard; // what the arguments say of witnesses
    const char *words;
};

static char *part_path(char path[256], unsigned part)
{
    snprintf(path, 256, "%s.%u.imrlog", base, part);
    return path;
}

static void begin(struct fixture *fixture, const char *folder, const char *format, ...)
{
    va_list arguments;
    memset(fixture, 0, sizeof *fixture);
    fixture->folder = folder;
    va_start(arguments, format);
    vsnprintf(fixture->name, sizeof fixture->name, format, arguments);
    va_end(arguments);
    fixture->fake = fake_disk_create();
    fixture->record = help_record_make(fake_disk_of(fixture->fake), "s", "review.key", 7);
}

// --- Giving them away.

static void write_file(const struct fixture *fixture, const char *name)
{
    char path[512];
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(fixture->fake, name, &size);
    snprintf(path, sizeof path, "%s/%s/%s", fixture->folder, fixture->name, name);
    FILE *file = fopen(path, "wb");
    check(file != NULL);
    check(fwrite(bytes, 1, size, file) == size);
    check(fclose(file) == 0);
}

static void write_record(void *context, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "s/%s", name);
    write_file(context, path);
}

static void say_refused(enum err err)
{
    printf("refused: %s\n", err == ERR_KEY         ? "key"
                            : err == ERR_VERSION   ? "version"
                            : err == ERR_SEAL      ? "header"
                            : err == ERR_TRUNCATED ? "cut"
                                                   : "not a record");
}

static void say(const struct fixture *fixture, const struct reviewer_key *key, unsigned part)
{
    char path[256], words[SIX_WORDS_BYTES];
    struct meeting *meeting = NULL;
    enum err err = meeting_open(fake_disk_of(fixture->fake), part_path(path, part), key, &meeting);
    if (err != OK) {
        say_refused(err);
        return;
    }
    (void)meeting_hear(meeting, fixture->heard.of, fixture->heard.count);
    if (fixture->words != NULL)
        (void)meeting_hear_words(meeting, fixture->words);
    const struct meeting_verdict *verdict = meeting_verdict(meeting);
    meeting_end_words(meeting, words);
    printf("%s part %u frame %llu offset %llu left %llu facts %zu deck %s %s\n",
           record_verdict_text(verdict->verdict), (unsigned)verdict->segment + 1,
           (unsigned long long)verdict->frame, (unsigned long long)verdict->offset,
           (unsigned long long)verdict->trailing_bytes, meeting_replay(meeting)->fact_count,
           meeting_deck(meeting) != NULL ? "whole" : "none", words);
    meeting_close(meeting);
}

static void make_folder(const char *format, const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, format, folder, name);
    check(mkdir(path, 0700) == 0);
}

// Writes everything and says what ours says, the record named by one of its parts.
static void finish_with(struct fixture *fixture, const struct reviewer_key *key, unsigned part)
{
    const struct disk *disk = fake_disk_of(fixture->fake);
    char path[256];
    make_folder("%s/%s", fixture->folder, fixture->name);
    make_folder("%s/%s/s", fixture->folder, fixture->name);
    enum err err = disk->list(disk->self, "s", write_record, fixture);
    check(err == OK);
    write_file(fixture, "review.key");
    if (fixture->heard.count > 0) {
        err = witness_save(disk, "witness", &fixture->heard);
        check(err == OK);
        write_file(fixture, "witness");
    }
    printf("%s\t%s%s\t", fixture->name, part_path(path, part), fixture->arguments);
    say(fixture, key, part);
    help_record_free(fixture->record);
    fake_disk_destroy(fixture->fake);
}

static void finish(struct fixture *fixture)
{
    finish_with(fixture, fixture->record->key, 0);
}

// --- Breaking them.

struct file {
    uint8_t *bytes;
    size_t size;
    size_t frames;
    size_t starts[FRAMES_MAX + 1];
};

static struct file file_of(struct fixture *fixture, unsigned part)
{
    char path[256];
    struct file file = {0};
    const uint8_t *lent = fake_disk_bytes(fixture->fake, part_path(path, part), &file.size);
    check(lent != NULL);
    file.bytes = malloc(2 * file.size);
    check(file.bytes != NULL);
    memcpy(file.bytes, lent, file.size);
    size_t at = RECORD_HEADER_BYTES;
    while (at < file.size && file.frames < FRAMES_MAX) {
        file.starts[file.frames++] = at;
        at += 4 + (size_t)(file.bytes[at] | file.bytes[at + 1] << 8);
    }
    file.starts[file.frames] = at;
    return file;
}

// Puts it back, and is done with it.
static void put(struct fixture *fixture, unsigned part, struct file *file)
{
    char path[256];
    fake_disk_put(fixture->fake, part_path(path, part), file->bytes, file->size);
    free(file->bytes);
}

static void remove_part(struct fixture *fixture, unsigned part)
{
    char path[256];
    const struct disk *disk = fake_disk_of(fixture->fake);
    enum err err = disk->remove(disk->self, part_path(path, part));
    check(err == OK);
}

// --- The kinds.

static void whole_ones(const char *folder)
{
    struct fixture fixture;
    for (unsigned recipients = 1; recipients <= RECIPIENTS_MAX; recipients++)
        for (unsigned parts = 1; parts <= 2; parts++) {
            begin(&fixture, folder, "whole-%u-%u", recipients, parts);
            help_recipients(fixture.record, (uint8_t)recipients);
            help_meeting(fixture.record, parts);
            finish_with(&fixture, fixture.record->key, parts - 1);
        }
    begin(&fixture, folder, "open");
    help_begin(fixture.record, "Group", "Leader");
    help_say(fixture.record, 1000, COMMAND_SLIDE_GO, 3);
    help_part_end(fixture.record);
    finish(&fixture);
}

static void cut_ones(const char *folder)
{
    struct fixture fixture;
    for (unsigned i = 0; i < 12; i++) {
        begin(&fixture, folder, "cut-%u", i);
        help_meeting(fixture.record, 1);
        struct file file = file_of(&fixture, 0);
        size_t frame = file.frames - 1 - i * 3;
        size_t into[] = {0, 1, 3, 4, 5, 300};
        file.size = file.starts[frame] + into[i % 6];
        put(&fixture, 0, &file);
        finish(&fixture);
    }
    for (unsigned size = 0; size < RECORD_HEADER_BYTES; size += 2047) {
        begin(&fixture, folder, "cut-header-%u", size);
        help_meeting(fixture.record, 1);
        struct file file = file_of(&fixture, 0);
        file.size = size;
        put(&fixture, 0, &file);
        finish(&fixture);
    }
    for (unsigned i = 0; i < 8; i++) { // a sector that never reached the disk, here and there
        begin(&fixture, folder, "hole-%u", i);
        help_meeting(fixture.record, 1);
        struct file file = file_of(&fixture, 0);
        size_t from = (file.starts[file.frames - 9 + i] / 512 + i % 2) * 512;
        memset(file.bytes + from, 0, 512);
        put(&fixture, 0, &file);
        finish(&fixture);
    }
}

static void changed_ones(const char *folder)
{
    struct fixture fixture;
    for (unsigned i = 0; i < 24; i++) {
        begin(&fixture, folder, "flip-%u", i);
        help_meeting(fixture.record, 2);
        struct file file = file_of(&fixture, i % 2);
        size_t bit = (file.size - 1) * 8 * i / 24 + i % 8;
        file.bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        put(&fixture, i % 2, &file);
        finish(&fixture);
    }
    for (unsigned i = 0; i < 6; i++) { // two frames change places, one is lost, one comes twice
        begin(&fixture, folder, "order-%u", i);
        help_meeting(fixture.record, 1);
        struct file file = file_of(&fixture, 0);
        size_t frame = 5 + i * 4;
        while (file.starts[frame + 2] - file.starts[frame + 1] !=
               file.starts[frame + 1] - file.starts[frame])
            frame++;
        uint8_t *at = file.bytes + file.starts[frame];
        size_t size = file.starts[frame + 1] - file.starts[frame];
        size_t behind = file.size - file.starts[frame] - size;
        if (i % 3 == 0) {
            uint8_t kept[8196];
            memcpy(kept, at, size);
            memcpy(at, at + size, size);
            memcpy(at + size, kept, size);
        } else if (i % 3 == 1) {
            memmove(at, at + size, behind);
            file.size -= size;
        } else {
            memmove(at + size, at, size + behind);
            file.size += size;
        }
        put(&fixture, 0, &file);
        finish(&fixture);
    }
    for (unsigned i = 0; i < 3; i++) {
        begin(&fixture, folder, "behind-%u", i);
        help_meeting(fixture.record, 1);
        struct file file = file_of(&fixture, 0);
        memset(file.bytes + file.size, i == 2 ? 0 : 7, 600);
        file.size += i == 0 ? 1 : 600;
        put(&fixture, 0, &file);
        finish(&fixture);
    }
}

// The first disk failed, and the rest was put aside.
static void rest_ones(const char *folder)
{
    struct fixture fixture;
    for (unsigned i = 0; i < 8; i++) {
        begin(&fixture, folder, "rest-%u", i);
        help_meeting(fixture.record, 2);
        char path[256];
        struct file file = file_of(&fixture, i / 4);
        size_t from = file.starts[file.frames - 4];
        struct span frames = {file.bytes + from, file.size - from};
        if (i % 4 == 2)
            file.bytes[from + 100] ^= 1; // not what was there
        enum err err = record_rest_write(fake_disk_of(fixture.fake), "s", part_path(path, i / 4),
                                         from, frames);
        check(err == OK);
        file.bytes[from + 100] ^= i % 4 == 2;
        file.size = i % 4 == 0 ? from + 77 : i % 4 == 1 ? from - 1 : file.size;
        put(&fixture, i / 4, &file);
        finish(&fixture);
    }
}

static void no_records(const char *folder)
{
    static const struct {
        const char *name;
        size_t at;
        uint8_t is;
    } cases[] = {
        {"no-record", 0, 'X'}, {"later-format", 6, '2'}, {"later-suite", 8, 2},
        {"no-seals", 9, 0},    {"nine-seals", 9, 9},     {"hidden-byte", 1983, 1},
    };
    struct fixture fixture;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(&fixture, folder, "%s", cases[i].name);
        help_meeting(fixture.record, 1);
        struct file file = file_of(&fixture, 0);
        file.bytes[cases[i].at] = cases[i].is;
        put(&fixture, 0, &file);
        finish(&fixture);
    }
}

// Three parts: the middle one says nothing but that it went on.
static void three_parts(struct help_record *record)
{
    help_begin(record, "Group", "Leader");
    help_say(record, 1000, COMMAND_SLIDE_GO, 3);
    help_part_end(record);
    help_part_begin(record);
    help_say(record, 2000, COMMAND_SLIDE_GO, 4);
    help_part_end(record);
    help_part_begin(record);
    help_say(record, 3000, COMMAND_SLIDE_GO, 5);
    help_end(record, 4000);
    help_finish(record, 5000);
    help_part_end(record);
}

static void part_ones(const char *folder)
{
    struct fixture fixture;
    for (unsigned part = 0; part < 3; part++) {
        begin(&fixture, folder, "without-part-%u", part);
        three_parts(fixture.record);
        remove_part(&fixture, part);
        finish_with(&fixture, fixture.record->key, part == 0 ? 2 : 0);
        begin(&fixture, folder, "part-cut-%u", part);
        three_parts(fixture.record);
        struct file file = file_of(&fixture, part);
        file.size = file.starts[file.frames - 1];
        put(&fixture, part, &file);
        finish(&fixture);
        for (unsigned size = 2047; size <= 2048; size++) {
            begin(&fixture, folder, "part-bare-%u-%u", part, size);
            three_parts(fixture.record);
            file = file_of(&fixture, part);
            file.size = size;
            put(&fixture, part, &file);
            finish_with(&fixture, fixture.record->key, 2);
        }
    }
    begin(&fixture, folder, "fork");
    struct help_record *record = fixture.record;
    help_begin(record, "Group", "Leader");
    uint8_t head[HASH_BYTES];
    memcpy(head, record->head, sizeof head);
    struct session session = record->session;
    help_say(record, 1000, COMMAND_SLIDE_GO, 3);
    help_part_end(record);
    memcpy(record->head, head, sizeof head);
    record->session = session;
    help_part_begin(record);
    help_say(record, 2000, COMMAND_SLIDE_GO, 4);
    help_part_end(record);
    finish(&fixture);
    begin(&fixture, folder, "after-end");
    help_meeting(fixture.record, 1);
    help_part_begin(fixture.record);
    help_part_end(fixture.record);
    finish(&fixture);
}

static void signed_ones(const char *folder)
{
    struct fixture fixture;
    begin(&fixture, folder, "other-checkpoint");
    help_begin(fixture.record, "Group", "Leader");
    fixture.record->head[0] ^= 1;
    help_checkpoint(fixture.record);
    help_part_end(fixture.record);
    finish(&fixture);
    begin(&fixture, folder, "unsigned-end");
    help_begin(fixture.record, "Group", "Leader");
    fixture.record->mute = true;
    help_end(fixture.record, 1000);
    help_finish(fixture.record, 2000);
    help_part_end(fixture.record);
    finish(&fixture);
    begin(&fixture, folder, "other-console");
    three_parts(fixture.record);
    struct help_record *record = fixture.record;
    uint8_t id[16];
    memcpy(id, record->info.session_id, sizeof id);
    struct help_record *other = help_record_make(fake_disk_of(fixture.fake), "s", "review.key", 9);
    memcpy(other->info.session_id, id, sizeof id);
    remove_part(&fixture, 2);
    other->info.segment = 2;
    help_part_begin(other);
    help_part_end(other);
    help_record_free(other);
    finish(&fixture);
    begin(&fixture, folder, "stranger");
    help_meeting(fixture.record, 1);
    other = help_record_make(fake_disk_of(fixture.fake), "s", "other.key", 9);
    size_t size = 0;
    const uint8_t *key = fake_disk_bytes(fixture.fake, "other.key", &size);
    fake_disk_put(fixture.fake, "review.key", key, size);
    finish_with(&fixture, other->key, 0);
    help_record_free(other);
}

static void heard_ones(const char *folder)
{
    struct fixture fixture;
    for (unsigned i = 0; i < 10; i++) {
        begin(&fixture, folder, "heard-%u", i);
        help_meeting(fixture.record, 2);
        char path[256];
        struct record_witness witness = {.segment = i % 2, .frames = 3 + i};
        memcpy(witness.session_id, fixture.record->info.session_id, 16);
        enum err err = record_head_at(fake_disk_of(fixture.fake), part_path(path, i % 2),
                                      witness.frames, witness.head);
        check(err == OK);
        witness.head[3] ^= i >= 8; // another record's
        bool fresh = i >= 4;
        struct file file = file_of(&fixture, 1);
        if (fresh)
            file.size = file.starts[i < 6 ? 2 : file.frames - 1];
        put(&fixture, 1, &file);
        (void)witness_take(&fixture.heard, &witness);
        snprintf(fixture.arguments, sizeof fixture.arguments, " --witness witness");
        finish(&fixture);
    }
    begin(&fixture, folder, "heard-lost-part");
    help_meeting(fixture.record, 1);
    struct record_witness witness = {.segment = 3, .frames = 2};
    memcpy(witness.session_id, fixture.record->info.session_id, 16);
    (void)witness_take(&fixture.heard, &witness);
    snprintf(fixture.arguments, sizeof fixture.arguments, " --witness witness");
    finish(&fixture);
    for (unsigned i = 0; i < 6; i++) {
        begin(&fixture, folder, "words-%u", i);
        help_meeting(fixture.record, 1);
        char path[256], words[SIX_WORDS_BYTES];
        uint8_t head[HASH_BYTES];
        struct file file = file_of(&fixture, 0);
        enum err err = record_head_at(fake_disk_of(fixture.fake), part_path(path, 0),
                                      file.frames - 1 - (i % 2) * 8, head);
        check(err == OK);
        six_words(head, words);
        file.size = file.starts[file.frames - i / 2 * 2 + i / 4];
        put(&fixture, 0, &file);
        fixture.words = words;
        snprintf(fixture.arguments, sizeof fixture.arguments, " --words '%s'", words);
        finish(&fixture);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    whole_ones(argv[1]);
    cut_ones(argv[1]);
    changed_ones(argv[1]);
    rest_ones(argv[1]);
    no_records(argv[1]);
    part_ones(argv[1]);
    signed_ones(argv[1]);
    heard_ones(argv[1]);
    return 0;
}
