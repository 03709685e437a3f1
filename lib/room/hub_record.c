// What is kept of a session while it runs and how a restart takes it up: the resume image first,
// then the record's frame (docs/ARCHITECTURE.md, "One step of the hub").
#include "room/hub_internal.h"

#include "base/check.h"
#include "base/out.h"
#include "room/profile.h"
#include <stdlib.h>
#include <string.h>

// The promise in words: whatever touches answers or the end of a session is safely on the disk before
// anybody sees that it happened. A slide or a step shows at once, and is synced within half a second;
// until then the resume image, which is always synced first, holds its frame.
static const bool synced_first[FACT_LAST + 1] = {
    [FACT_BEGUN] = true,          [FACT_RESUMED] = true,       [FACT_PEOPLE] = true,
    [FACT_PROMPT_OPENED] = true,  [FACT_PROMPT_PAUSED] = true, [FACT_PROMPT_WOKEN] = true,
    [FACT_PROMPT_CLOSING] = true, [FACT_PROMPT_CLOSED] = true, [FACT_PROMPT_VOIDED] = true,
    [FACT_RESULT_SHOWN] = true,   [FACT_RESULT_HIDDEN] = true, [FACT_ENDED] = true,
    [FACT_FINISHED] = true,       [FACT_PROMPT_REVIEW] = true, [FACT_GOALS_OPENED] = true,
    [FACT_GOALS_CLOSING] = true,  [FACT_GOALS_CLOSED] = true,
};

bool hub_fact_synced_first(enum fact_kind kind)
{
    check(kind >= FACT_BEGUN && kind <= FACT_LAST);
    return synced_first[kind];
}

enum {
    IMAGE_VERSION = 2
};

// One visitor writes and reads the image.
static void image_codec(struct codec *codec, struct hub_image *image)
{
    uint16_t version = IMAGE_VERSION;
    codec_u16(codec, &version);
    if (version != IMAGE_VERSION && codec->err == OK)
        codec->err = ERR_VERSION;
    codec_bytes(codec, image->session_id, sizeof image->session_id);
    codec_u32(codec, &image->segment);
    codec_u32(codec, &image->first_day);
    codec_u16(codec, &image->retain_days);
    codec_bool(codec, &image->notice);
    codec_bool(codec, &image->practice);
    codec_u16(codec, &image->speed);
    codec_u32(codec, &image->deck_chunks);
    codec_bool(codec, &image->deck_whole);
    codec_u32(codec, &image->phase_count);
    codec_u32(codec, &image->wall_day);
    codec_u16(codec, &image->wall_minute);
    codec_u32(codec, &image->head.segment);
    codec_u64(codec, &image->head.frame);
    codec_bytes(codec, image->head.hash, sizeof image->head.hash);
    codec_text(codec, image->path, sizeof image->path);
    codec_u16(codec, &image->state_bytes);
    if (image->state_bytes > sizeof image->state && codec->err == OK)
        codec->err = ERR_RANGE;
    if (codec->err == OK)
        codec_bytes(codec, image->state, image->state_bytes);
    codec_u8(codec, &image->pending_count);
    codec_u16(codec, &image->pending_bytes);
    if ((image->pending_count > HUB_PENDING_MAX || image->pending_bytes > HUB_PENDING_BYTES) &&
        codec->err == OK)
        codec->err = ERR_RANGE;
    for (size_t i = 0; codec->err == OK && i < image->pending_count; i++) {
        codec_u64(codec, &image->pending[i].offset);
        codec_u32(codec, &image->pending[i].size);
    }
    if (codec->err == OK)
        codec_bytes(codec, image->frames, image->pending_bytes);
}

// Of the state that the image holds.
static enum err image_flush(struct hub *hub)
{
    struct hub_image *image = &hub->record.image;
    hub->world.clock.wall(hub->world.clock.self, &image->wall_day, &image->wall_minute);
    struct codec codec = codec_writer(hub->payload, sizeof hub->payload);
    image_codec(&codec, image);
    check(codec.err == OK);
    return resume_write(hub->record.resume, (struct span){hub->payload, codec.used});
}

static enum err image_write(struct hub *hub, const struct session *after)
{
    struct hub_image *image = &hub->record.image;
    struct session copy = *after;
    struct codec state = codec_writer(image->state, sizeof image->state);
    session_codec(&state, &copy);
    check(state.err == OK && state.used <= sizeof image->state);
    image->state_bytes = (uint16_t)state.used;
    return image_flush(hub);
}

void hub_digest(struct session *session, uint8_t out_digest[HASH_BYTES])
{
    uint8_t bytes[SESSION_BYTES_MAX];
    struct codec codec = codec_writer(bytes, sizeof bytes);
    session_codec(&codec, session);
    check(codec.err == OK);
    seal_hash(bytes, codec.used, out_digest);
}

// --- Frames.

static void pending_clear(struct hub *hub)
{
    hub->record.image.pending_count = 0;
    hub->record.image.pending_bytes = 0;
    hub->record.written_count = 0;
    hub->record.unsynced = false;
}

// The frame that stands at a place of the pending ones, into hub->frame. False if the image lies.
static bool pending_frame(struct hub *hub, size_t index)
{
    const struct hub_image *image = &hub->record.image;
    size_t at = 0;
    for (size_t i = 0; i < index; i++)
        at += image->pending[i].size;
    uint32_t size = image->pending[index].size;
    if (size > sizeof hub->frame.bytes || at + size > image->pending_bytes)
        return false;
    hub->frame.offset = image->pending[index].offset;
    hub->frame.size = size;
    memcpy(hub->frame.bytes, image->frames + at, size);
    return true;
}

static enum err second_go(struct hub *hub, enum err why);

enum err hub_record_sync(struct hub *hub)
{
    check(hub->record.written_count == hub->record.image.pending_count);
    enum err err = record_sync(hub->record.writer);
    if (err == OK)
        pending_clear(hub);
    return err == OK ? OK : second_go(hub, err);
}

enum err hub_record_batch(struct hub *hub)
{
    check(hub->record.writer != NULL && hub->record.err == OK);
    check(hub->record.written_count == hub->record.image.pending_count);
    const struct hub_image *image = &hub->record.image;
    if (image->pending_bytes <= HUB_PENDING_LEFT)
        return OK;
    return hub_record_sync(hub);
}

void hub_record_add(struct hub *hub, bool result, bool final)
{
    struct hub_record *record = &hub->record;
    struct hub_image *image = &record->image;
    size_t size = record_event_encode(&hub->event, hub->plain);
    record_seal(record->writer, (struct span){hub->plain, size}, result ? FRAME_BYTES_MAX : 0,
                final, &hub->frame);
    seal_wipe(hub->plain, sizeof hub->plain);
    check(image->pending_count < HUB_PENDING_MAX);
    check(image->pending_bytes + hub->frame.size <= HUB_PENDING_BYTES);
    image->pending[image->pending_count++] =
        (struct hub_pending){hub->frame.offset, hub->frame.size};
    memcpy(image->frames + image->pending_bytes, hub->frame.bytes, hub->frame.size);
    image->pending_bytes = (uint16_t)(image->pending_bytes + hub->frame.size);
    image->head.segment = image->segment;
    record_head_of(record->writer, &image->head.frame, image->head.hash);
    record->final = final;
}

// Those that were added and are not yet in the file.
static enum err frames_write(struct hub *hub)
{
    struct hub_record *record = &hub->record;
    enum err err = OK;
    while (err == OK && record->written_count < record->image.pending_count) {
        bool whole = pending_frame(hub, record->written_count);
        check(whole);
        err = record_write(record->writer, &hub->frame, false);
        record->written_count++;
    }
    return err;
}

enum err hub_record_commit(struct hub *hub, const struct session *after, bool sync)
{
    struct hub_record *record = &hub->record;
    enum err err = image_write(hub, after);
    if (err != OK)
        return err;
    err = frames_write(hub);
    if (err != OK)
        return second_go(hub, err);
    if (sync)
        return hub_record_sync(hub);
    if (!record->unsynced) {
        record->unsynced = true;
        record->sync_due_ms = hub_now_ms(hub) + HUB_SYNC_WITHIN_MS;
    }
    return OK;
}

// One frame that no fact goes with.
static enum err append_alone(struct hub *hub)
{
    enum err err = hub_record_batch(hub);
    if (err != OK)
        return err;
    hub_record_add(hub, false, false);
    return hub_record_commit(hub, &hub->session, true);
}

static struct record_info info_now(const struct hub *hub, const uint8_t prev_head[HASH_BYTES])
{
    const struct hub_image *image = &hub->record.image;
    struct record_info info = {
        .segment = image->segment,
        .day = image->first_day,
        .retain_days = image->retain_days,
        .notice = image->notice,
        .practice = image->practice,
        .recipient_count = hub->config.recipient_count,
    };
    memcpy(info.session_id, image->session_id, sizeof info.session_id);
    memcpy(info.prev_head, prev_head, sizeof info.prev_head);
    memcpy(info.sign_public, hub->config.keys->sign_public, sizeof info.sign_public);
    return info;
}

void hub_record_add_checkpoint(struct hub *hub)
{
    struct record_event *event = &hub->event;
    memset(event, 0, sizeof *event);
    event->kind = RECORD_CHECKPOINT;
    event->head = hub->record.image.head;
    struct record_info info = info_now(hub, event->head.hash);
    record_sign_head(hub->config.keys->sign_secret, &info, event->head.frame, event->head.hash,
                     event->signature);
    hub_record_add(hub, false, false);
}

// Who is enrolled, turned on, turned off or removed while the console runs counts from the next
// segment on. A list that cannot be read leaves those of the console's start.
static void recipients_follow(struct hub *hub)
{
    struct hub_config *config = &hub->config;
    struct reviewer reviewers[REVIEWERS_MAX];
    struct recipient recipients[RECIPIENTS_MAX];
    size_t count = 0;
    uint32_t day = 0;
    uint16_t minute = 0;
    if (config->reviewers_path[0] == '\0')
        return;
    hub->world.clock.wall(hub->world.clock.self, &day, &minute);
    enum err err = reviewers_load(hub->world.disk, config->reviewers_path, config->practice, day,
                                  reviewers, &count);
    uint8_t on = err == OK ? reviewers_recipients(reviewers, count, day, recipients) : 0;
    if (on == 0)
        return;
    memcpy(config->recipients, recipients, sizeof recipients);
    config->recipient_count = on;
}

static enum err segment_create_in(struct hub *hub, const char *folder,
                                  const uint8_t prev_head[HASH_BYTES])
{
    struct hub_record *record = &hub->record;
    recipients_follow(hub);
    struct record_info info = info_now(hub, prev_head);
    enum err err =
        record_create(hub->world.disk, hub->world.random, folder, &info, hub->config.recipients,
                      hub->config.keys->sign_secret, &record->writer);
    if (err != OK)
        return err;
    record->final = false;
    struct out path = out_into(record->image.path, sizeof record->image.path);
    memset(record->image.path, 0, sizeof record->image.path);
    out_text(&path, record_path(record->writer));
    check(!path.full);
    record->image.head.segment = record->image.segment;
    record_head_of(record->writer, &record->image.head.frame, record->image.head.hash);
    pending_clear(hub);
    return OK;
}

// --- The second folder.

// Whether the record may go on elsewhere: there is a second folder, we are not in it, and it is the
// disk that refuses.
static bool second_helps(const struct hub *hub, enum err err)
{
    bool disk =
        err == ERR_IO || err == ERR_NO_SPACE || err == ERR_READ_ONLY || err == ERR_NOT_FOUND;
    return disk && hub->config.second_folder[0] != '\0' && hub->record.first_err == OK;
}

static enum err second_folder_make(struct hub *hub)
{
    return hub->world.disk->make_folder(hub->world.disk->self, hub->config.second_folder);
}

static enum err segment_create(struct hub *hub, const uint8_t prev_head[HASH_BYTES])
{
    enum err err = segment_create_in(hub, hub->config.sessions_folder, prev_head);
    if (!second_helps(hub, err))
        return err;
    enum err second = second_folder_make(hub);
    if (second == OK)
        second = segment_create_in(hub, hub->config.second_folder, prev_head);
    if (second != OK)
        return err;
    hub->record.first_err = err;
    return OK;
}

static void continued_add(struct hub *hub)
{
    const struct hub_image *image = &hub->record.image;
    struct record_event *event = &hub->event;
    memset(event, 0, sizeof *event);
    event->kind = RECORD_CONTINUED;
    event->state_bytes = image->state_bytes;
    memcpy(event->state, image->state, image->state_bytes);
    hub_record_add(hub, false, false);
}

// Every frame that is not known to be synced, as it should stand at the end of the segment.
static enum err rest_put_aside(struct hub *hub)
{
    const struct hub_image *image = &hub->record.image;
    enum err err = second_folder_make(hub);
    if (err != OK || image->pending_count == 0)
        return err;
    return record_rest_write(hub->world.disk, hub->config.second_folder, image->path,
                             image->pending[0].offset,
                             (struct span){image->frames, image->pending_bytes});
}

// The disk of the record refused a write or a sync, and nothing it says of this file can be believed
// any more. The resume image was synced before, with all frames that this disk may have lost: they
// are put aside in the second folder, and there the next segment begins.
static enum err second_go(struct hub *hub, enum err why)
{
    struct hub_record *record = &hub->record;
    struct hub_image *image = &record->image;
    if (!second_helps(hub, why) || rest_put_aside(hub) != OK)
        return why;
    bool final = record->final;
    uint8_t prev_head[HASH_BYTES];
    memcpy(prev_head, image->head.hash, sizeof prev_head);
    record_close(record->writer);
    record->writer = NULL;
    record->first_err = why;
    hub->changes++;
    if (final) { // the record is whole: nothing follows it
        pending_clear(hub);
        return OK;
    }
    image->segment++;
    enum err err = segment_create_in(hub, hub->config.second_folder, prev_head);
    if (err != OK)
        return err;
    continued_add(hub);
    err = image_flush(hub);
    if (err == OK)
        err = frames_write(hub);
    if (err == OK)
        err = record_sync(record->writer);
    if (err == OK)
        pending_clear(hub);
    return err;
}

// --- The deck: kept beside the resume image while its session runs, and once in the record.

static enum err deck_path(const struct hub *hub, const uint8_t hash[HASH_BYTES],
                          char out_path[ROOM_PATH_BYTES])
{
    char name[2 * HASH_BYTES + 8];
    struct out out = out_into(name, sizeof name);
    out_hex(&out, hash, HASH_BYTES);
    out_text(&out, ".deck");
    check(!out.full);
    return profile_path(hub->config.decks_folder, name, out_path);
}

static enum err deck_keep(struct hub *hub, const uint8_t hash[HASH_BYTES])
{
    char path[ROOM_PATH_BYTES];
    enum err err = deck_path(hub, hash, path);
    if (err != OK)
        return err;
    struct span deck = hub_deck(hub, hash);
    return disk_write_file(hub->world.disk, path, deck.at, deck.size);
}

static enum err deck_load(struct hub *hub, const uint8_t hash[HASH_BYTES])
{
    char path[ROOM_PATH_BYTES];
    enum err err = deck_path(hub, hash, path);
    uint8_t *bytes = err == OK ? malloc(DECK_BYTES_MAX) : NULL;
    if (err == OK && bytes == NULL)
        err = ERR_MEMORY;
    size_t size = 0;
    uint8_t found[HASH_BYTES];
    if (err == OK)
        err = disk_read_file(hub->world.disk, path, bytes, DECK_BYTES_MAX, &size);
    if (err == OK) {
        seal_hash(bytes, size, found);
        err = memcmp(found, hash, HASH_BYTES) == 0 ? OK : ERR_MALFORMED;
    }
    if (err == OK)
        err = hub_deck_add(hub, (struct span){bytes, size}, NULL);
    free(bytes);
    return err;
}

enum err hub_record_deck(struct hub *hub)
{
    struct hub_image *image = &hub->record.image;
    const uint8_t *hash = hub->session.begin.deck.deck_hash;
    struct span deck = hub_deck(hub, hash);
    if (image->deck_whole || deck.size == 0)
        return OK;
    uint32_t count = (uint32_t)((deck.size + DECK_CHUNK_BYTES - 1) / DECK_CHUNK_BYTES);
    for (uint32_t chunk = image->deck_chunks; chunk < count; chunk++) {
        size_t at = (size_t)chunk * DECK_CHUNK_BYTES;
        size_t left = deck.size - at;
        struct record_event *event = &hub->event;
        memset(event, 0, sizeof *event);
        event->kind = RECORD_DECK_CHUNK;
        memcpy(event->deck_hash, hash, HASH_BYTES);
        event->chunk = chunk;
        event->chunk_count = count;
        event->total_bytes = (uint32_t)deck.size;
        event->chunk_bytes = (uint16_t)(left < DECK_CHUNK_BYTES ? left : DECK_CHUNK_BYTES);
        memcpy(event->bytes, deck.at + at, event->chunk_bytes);
        image->deck_chunks = chunk + 1;
        image->deck_whole = chunk + 1 == count;
        enum err err = append_alone(hub);
        if (err != OK)
            return err;
    }
    return OK;
}

// --- Beginning, finishing, taking up.

void hub_keep(struct hub *hub, const struct hub_keeping *keeping)
{
    check(hub != NULL && keeping != NULL && keeping->retain_days > 0);
    hub->record.keeping = *keeping;
}

enum err hub_record_begin(struct hub *hub, const struct begin *begin)
{
    struct hub_record *record = &hub->record;
    check(record->writer == NULL);
    memset(&record->image, 0, sizeof record->image);
    memset(hub->words, 0, sizeof hub->words);
    struct hub_image *image = &record->image;
    memcpy(image->session_id, begin->session_id, sizeof image->session_id);
    bool said = record->keeping.retain_days > 0;
    image->retain_days = said ? record->keeping.retain_days : hub->config.retain_days;
    image->notice = said && record->keeping.notice;
    record->keeping = (struct hub_keeping){0};
    record->first_err = OK;
    image->practice = hub->config.practice;
    image->speed = hub->config.speed;
    uint16_t minute = 0;
    hub->world.clock.wall(hub->world.clock.self, &image->first_day, &minute);
    enum err err = deck_keep(hub, begin->deck.deck_hash);
    if (err != OK)
        return err;
    static const uint8_t no_head[HASH_BYTES] = {0};
    return segment_create(hub, no_head);
}

static enum err deck_forget(struct hub *hub)
{
    char path[ROOM_PATH_BYTES];
    enum err err = deck_path(hub, hub->session.begin.deck.deck_hash, path);
    if (err == OK)
        err = hub->world.disk->remove(hub->world.disk->self, path);
    return err == ERR_NOT_FOUND ? OK : err;
}

enum err hub_record_finish(struct hub *hub)
{
    struct hub_record *record = &hub->record;
    record_close(record->writer);
    record->writer = NULL;
    pending_clear(hub);
    enum err err = resume_erase(record->resume);
    return err == OK ? deck_forget(hub) : err;
}

// Takes the file's end off, down to where the pending frames begin: a power cut may have left holes
// between them. They are written again from the image, the same bytes at the same place; where
// anything stands behind them nothing is touched.
static enum err tail_cut(struct hub *hub)
{
    const struct hub_image *image = &hub->record.image;
    const struct disk *disk = hub->world.disk;
    if (image->pending_count == 0)
        return OK;
    uint64_t from = image->pending[0].offset, to = from + image->pending_bytes, size = 0;
    int handle = -1;
    enum err err = disk->open(disk->self, image->path, false, &handle);
    if (err != OK)
        return err;
    err = disk->size(disk->self, handle, &size);
    if (err == OK && size > from && size <= to)
        err = disk->truncate(disk->self, handle, from);
    disk->close(disk->self, handle);
    return err;
}

// Frames that were written, or were about to be, stand whole in the record afterwards. Where more
// than a cut is wrong with the file it stays as it is: the session goes on in the next segment, and
// the reader says what is missing.
static enum err pending_finish(struct hub *hub)
{
    const struct hub_image *image = &hub->record.image;
    enum err err = tail_cut(hub);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    for (size_t i = 0; i < image->pending_count; i++) {
        if (!pending_frame(hub, i))
            return ERR_MALFORMED;
        err = record_finish_frame(hub->world.disk, image->path, &hub->frame);
        if (err != OK && err != ERR_TRUNCATED && err != ERR_MALFORMED && err != ERR_NOT_FOUND)
            return err;
    }
    return OK;
}

// The same, or where this disk refuses: what it may have lost is put aside in the second folder.
static enum err pending_settle(struct hub *hub)
{
    enum err err = pending_finish(hub);
    return second_helps(hub, err) && rest_put_aside(hub) == OK ? OK : err;
}

// The name of the segment after the image's, without its folder.
static enum err next_name(const struct hub_image *image, struct out *out)
{
    static const char tail[] = ".imrlog";
    const char *slash = strrchr(image->path, '/'), *name = slash != NULL ? slash + 1 : image->path;
    size_t size = strlen(name);
    if (size < sizeof tail + 2)
        return ERR_MALFORMED;
    size_t at = size - (sizeof tail - 1); // of the dot after the segment's number
    while (at > 0 && name[at - 1] != '.')
        at--;
    for (size_t i = 0; i < at; i++)
        out_text(out, (const char[2]){name[i], '\0'});
    out_number(out, (int64_t)image->segment + 1);
    out_text(out, tail);
    return out->full ? ERR_TOO_LONG : OK;
}

// A segment that no resume image knows holds a header and nothing else: a start that died at once,
// or the first disk failing and then the power.
static enum err orphan_remove(struct hub *hub)
{
    const char *folders[] = {hub->config.sessions_folder, hub->config.second_folder};
    char name[ROOM_PATH_BYTES], path[ROOM_PATH_BYTES];
    struct out out = out_into(name, sizeof name);
    enum err err = next_name(&hub->record.image, &out);
    for (size_t i = 0; i < 2 && err == OK; i++) {
        if (folders[i][0] == '\0')
            continue;
        err = profile_path(folders[i], name, path);
        if (err == OK)
            err = hub->world.disk->remove(hub->world.disk->self, path);
        // A disk that refuses is found out when the segment is made.
        if (err != ERR_TOO_LONG)
            err = OK;
    }
    return err;
}

static uint32_t gap_of(const struct hub *hub)
{
    const struct hub_image *image = &hub->record.image;
    uint32_t day = 0;
    uint16_t minute = 0;
    hub->world.clock.wall(hub->world.clock.self, &day, &minute);
    int64_t gap = ((int64_t)day - image->wall_day) * 24 * 60 + minute - image->wall_minute;
    // A clock that was set in between says nothing; no group's break is longer than a day.
    return gap < 0 || gap > 24 * 60 ? 0 : (uint32_t)gap;
}

static enum err image_read(struct hub *hub)
{
    size_t size = 0;
    enum err err = resume_read(hub->record.resume, hub->payload, &size);
    if (err != OK)
        return err;
    struct codec codec = codec_reader(hub->payload, size);
    image_codec(&codec, &hub->record.image);
    if (codec.err == OK && codec.used != size)
        codec.err = ERR_MALFORMED;
    if (codec.err != OK)
        return codec.err;
    if (hub->record.image.practice != hub->config.practice)
        return ERR_PROFILE;
    struct codec state = codec_reader(hub->record.image.state, hub->record.image.state_bytes);
    session_codec(&state, &hub->session);
    return state.err;
}

static enum err continue_record(struct hub *hub)
{
    struct hub_image *image = &hub->record.image;
    uint8_t prev_head[HASH_BYTES];
    memcpy(prev_head, image->head.hash, sizeof prev_head);
    enum err err = orphan_remove(hub);
    if (err != OK)
        return err;
    image->segment++;
    err = segment_create(hub, prev_head);
    if (err != OK)
        return err;
    continued_add(hub);
    return hub_record_commit(hub, &hub->session, true);
}

enum err hub_record_resume(struct hub *hub, bool *out_found, uint32_t *out_gap_minutes)
{
    struct hub_image *image = &hub->record.image;
    *out_found = false;
    enum err err = image_read(hub);
    if (err == OK)
        err = pending_settle(hub);
    if (err == OK && hub->session.phase == SESSION_FINISHED) {
        // Everything stands in the record; only the erasing was cut.
        err = hub_record_finish(hub);
        if (err == OK)
            err = ERR_NOT_FOUND;
    }
    if (err == ERR_NOT_FOUND) {
        memset(&hub->session, 0, sizeof hub->session);
        memset(image, 0, sizeof *image);
        return OK;
    }
    if (err != OK)
        return err;
    hub->config.speed = image->speed;
    *out_gap_minutes = gap_of(hub);
    // Without the deck's file slides cannot be served until somebody brings it; the session goes on.
    err = deck_load(hub, hub->session.begin.deck.deck_hash);
    if (err != OK && err != ERR_NOT_FOUND && err != ERR_MALFORMED)
        return err;
    err = continue_record(hub);
    if (err == OK)
        err = hub_record_deck(hub);
    *out_found = err == OK;
    return err;
}
