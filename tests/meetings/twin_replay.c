// The record of a twin's session, read as a supervisor's program would and held against what was seen.
#include "twin.h"

#include "base/check.h"
#include "core/replay.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEGMENTS_MAX = 64,
    FACTS_KEPT_MAX = 2048,
    SNAPSHOTS_MAX = FACTS_KEPT_MAX / REPLAY_SNAPSHOT_FACTS + 1,
    FACT_BYTES_KEPT_MAX = 1024 * 1024,
};

struct reading {
    struct twin *twin;
    char paths[SEGMENTS_MAX][ROOM_PATH_BYTES]; // by segment number
    uint32_t segment_count;
    struct replay replay;
    bool begun;
    bool finished;
    uint8_t *deck;
    size_t deck_got;
    uint32_t compared;
    struct record_event event;
};

static void segment_found(void *context, const char *name)
{
    struct reading *reading = context;
    char path[ROOM_PATH_BYTES];
    int size = snprintf(path, sizeof path, "%s/%s", reading->twin->config.sessions_folder, name);
    check(size > 0 && (size_t)size < sizeof path);
    if (strstr(name, ".imrlog") == NULL)
        return; // what a failed disk may have lost; the reader finds it by itself
    struct record_info info;
    enum err err = record_info_of(fake_disk_of(reading->twin->fake), path, &info);
    if (err == ERR_TRUNCATED)
        return; // a console that died while it made this header; the next one took its place
    check(err == OK && info.segment < SEGMENTS_MAX && reading->paths[info.segment][0] == '\0');
    memcpy(reading->paths[info.segment], path, sizeof path);
    reading->segment_count++;
}

static void digest_of(const struct session *session, uint8_t out_digest[HASH_BYTES])
{
    static uint8_t bytes[SESSION_BYTES_MAX];
    struct session copy = *session;
    struct codec codec = codec_writer(bytes, sizeof bytes);
    session_codec(&codec, &copy);
    check(codec.err == OK);
    seal_hash(bytes, codec.used, out_digest);
}

// What the room saw at this revision is what the replay shows.
static void compare(struct reading *reading)
{
    const struct session *session = &reading->replay.last;
    char *seen = reading->twin->seen[session->revision];
    if (seen == NULL)
        return;
    char *again = twin_transcript(session);
    if (strcmp(seen, again) != 0) {
        fprintf(stderr, "revision %u was shown as\n%s\nand is replayed as\n%s\n",
                (unsigned)session->revision, seen, again);
        check(!"live and replay agree");
    }
    free(again);
    reading->compared++;
}

static void fact_take(struct reading *reading)
{
    const struct record_event *event = &reading->event;
    uint8_t digest[HASH_BYTES];
    digest_of(&reading->replay.last, digest);
    check(memcmp(digest, event->digest_before, sizeof digest) == 0);
    enum err err = replay_add(&reading->replay, (struct span){event->fact, event->fact_bytes});
    check(err == OK);
    reading->begun = true;
    compare(reading);
}

static void deck_take(struct reading *reading)
{
    const struct record_event *event = &reading->event;
    check(event->total_bytes == reading->twin->deck_size);
    check(event->chunk * (size_t)DECK_CHUNK_BYTES == reading->deck_got); // in order, each once
    memcpy(reading->deck + reading->deck_got, event->bytes, event->chunk_bytes);
    reading->deck_got += event->chunk_bytes;
}

// A later segment begins with the state that the one before ended with.
static void continued_take(struct reading *reading)
{
    const struct record_event *event = &reading->event;
    static uint8_t bytes[SESSION_BYTES_MAX];
    struct session copy = reading->replay.last;
    struct codec codec = codec_writer(bytes, sizeof bytes);
    session_codec(&codec, &copy);
    check(codec.err == OK && codec.used == event->state_bytes);
    check(memcmp(bytes, event->state, codec.used) == 0);
}

static void segment_read(struct reading *reading, uint32_t segment, uint8_t prev_head[HASH_BYTES])
{
    const struct disk *disk = fake_disk_of(reading->twin->fake);
    struct record_reader *reader = NULL;
    enum err err = record_open(disk, reading->paths[segment], reading->twin->reviewer, &reader);
    check(err == OK);
    const struct record_info *info = record_reader_info(reader);
    check(memcmp(info->prev_head, prev_head, HASH_BYTES) == 0);
    struct span plain;
    uint64_t frames = 0;
    while (record_next(reader, &plain)) {
        err = record_event_decode(plain, &reading->event);
        check(err == OK);
        check((reading->event.kind == RECORD_CONTINUED) == (segment > 0 && frames == 0));
        uint8_t head[HASH_BYTES];
        record_reader_head(reader, frames, head);
        switch (reading->event.kind) {
        case RECORD_FACT:
            fact_take(reading);
            break;
        case RECORD_DECK_CHUNK:
            deck_take(reading);
            break;
        case RECORD_CHECKPOINT:
            check(memcmp(head, reading->event.head.hash, HASH_BYTES) == 0);
            check(
                record_check_head(info->sign_public, info, frames, head, reading->event.signature));
            break;
        case RECORD_CONTINUED:
            continued_take(reading);
            break;
        }
        frames++;
    }
    struct record_end end;
    record_reader_end(reader, &end);
    check(end.trailing_bytes == 0);
    bool last = segment + 1 == reading->segment_count;
    check(end.verdict == (last && reading->finished ? RECORD_COMPLETE : RECORD_UNCLOSED));
    record_reader_head(reader, end.frames, prev_head);
    record_reader_close(reader);
}

uint32_t twin_replay_check(struct twin *twin, bool finished)
{
    struct reading *reading = calloc(1, sizeof *reading);
    check(reading != NULL);
    reading->twin = twin;
    reading->finished = finished;
    reading->deck = malloc(DECK_BYTES_MAX);
    struct replay_memory memory = {.facts = calloc(FACTS_KEPT_MAX, sizeof(struct replay_fact)),
                                   .fact_max = FACTS_KEPT_MAX,
                                   .bytes = malloc(FACT_BYTES_KEPT_MAX),
                                   .byte_max = FACT_BYTES_KEPT_MAX,
                                   .snapshots = calloc(SNAPSHOTS_MAX, sizeof(struct session)),
                                   .snapshot_max = SNAPSHOTS_MAX};
    check(reading->deck != NULL && memory.facts != NULL && memory.bytes != NULL &&
          memory.snapshots != NULL);
    replay_init(&reading->replay, &memory);
    const struct disk *disk = fake_disk_of(twin->fake);
    enum err err = disk->list(disk->self, twin->config.sessions_folder, segment_found, reading);
    check(err == OK && reading->segment_count > 0);
    uint8_t prev_head[HASH_BYTES] = {0};
    for (uint32_t i = 0; i < reading->segment_count; i++)
        segment_read(reading, i, prev_head);
    check(reading->begun && reading->deck_got == twin->deck_size);
    check(memcmp(reading->deck, twin->deck_bytes, twin->deck_size) == 0);
    uint32_t compared = reading->compared;
    free(memory.facts);
    free(memory.bytes);
    free(memory.snapshots);
    free(reading->deck);
    free(reading);
    return compared;
}
