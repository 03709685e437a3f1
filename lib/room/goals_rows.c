#include "room/goals_rows.h"

#include "base/check.h"
#include "base/codec.h"
#include <string.h>

enum {
    VERSION = 2,
    VERSION_ONE_KEY = 1, // one key for ever: read, and written as the newest
    HEAD_BYTES = 1 + 32 + GOAL_SALT_BYTES + 16 + 2 + GOAL_MISS_DAYS * 6 + 1 + 4 + 1 + 4 + 32 +
                 (GOAL_HANDLES + 7) / 8,
    // As much as shared lines can be; what follows in GOAL_SHARE_BYTES is zeros and is not kept.
    SHARE_KEPT_BYTES = GOAL_SHARED_MAX * (3 + GOAL_WORDS_BYTES_MOST),
    SLOT_BYTES = 1 + GOAL_TAG_BYTES + 4 + 1 + 1 + 3 + SUBMISSION_ID_BYTES + SHARE_KEPT_BYTES +
                 GOAL_ROW_BYTES + 1 + 32,
};
_Static_assert((int)HEAD_BYTES <= (int)GOAL_ROWS_HEAD_BYTES, "the head fits");
_Static_assert((int)SHARE_KEPT_BYTES <= (int)GOAL_SHARE_BYTES, "all of them fit");
_Static_assert((int)SLOT_BYTES <= (int)GOAL_SLOT_BYTES, "a card fits its slot");
_Static_assert((int)GOAL_HANDLES > (int)GOAL_CARDS_MAX, "there is always a free handle");

static void fill(const struct random_source *random, void *bytes, size_t size)
{
    random->fill(random->self, bytes, size);
}

void goal_cards_make(struct goal_cards *cards, const struct random_source *random)
{
    memset(cards, 0, sizeof *cards);
    fill(random, cards->group_key, sizeof cards->group_key);
    fill(random, cards->salt, sizeof cards->salt);
    cards->salt[0] |= 1; // an envelope tells an absent salt by its zeros
}

// --- Handles. One that a card has had stays away from others while there are free ones: the group book
// may still know a person by it.

static size_t handle_place(struct goal_handle handle)
{
    return (size_t)(handle.shape - SHAPE_WAVE) * GOAL_NUMBERS + handle.number -
           GOAL_HANDLE_NUMBER_LEAST;
}

static void handle_give(struct goal_cards *cards, struct goal_handle handle)
{
    size_t place = handle_place(handle);
    cards->given[place / 8] |= (uint8_t)(1U << place % 8);
}

static bool handle_was_given(const struct goal_cards *cards, struct goal_handle handle)
{
    size_t place = handle_place(handle);
    return (cards->given[place / 8] >> place % 8 & 1) != 0;
}

// The first from a random place on that nobody has had.
static bool handle_try(const struct goal_cards *cards, uint32_t dice,
                       struct goal_handle *out_handle)
{
    for (uint32_t i = 0; i < GOAL_HANDLES; i++) {
        uint32_t at = (dice % GOAL_HANDLES + i) % GOAL_HANDLES;
        out_handle->shape = (enum goal_shape)(SHAPE_WAVE + at / GOAL_NUMBERS);
        out_handle->number = (uint8_t)(GOAL_HANDLE_NUMBER_LEAST + at % GOAL_NUMBERS);
        if (!handle_was_given(cards, *out_handle))
            return true;
    }
    return false;
}

static struct goal_handle handle_draw(struct goal_cards *cards, const struct random_source *random)
{
    uint32_t dice = 0;
    struct goal_handle handle = {0};
    fill(random, &dice, sizeof dice);
    if (!handle_try(cards, dice, &handle)) {
        // All of them: only those of cards that there are count now.
        memset(cards->given, 0, sizeof cards->given);
        for (uint8_t i = 0; i < cards->count; i++)
            handle_give(cards, cards->rows[i].handle);
        bool found = handle_try(cards, dice, &handle);
        check(found);
    }
    handle_give(cards, handle);
    return handle;
}

// --- The image. One visitor writes and reads each part.

// Returns the version that it is of.
static uint8_t head_visit(struct codec *codec, struct goal_cards *cards)
{
    uint8_t version = VERSION;
    codec_u8(codec, &version);
    if (codec->err == OK && (version < VERSION_ONE_KEY || version > VERSION))
        codec->err = ERR_VERSION;
    codec_bytes(codec, cards->group_key, sizeof cards->group_key);
    codec_bytes(codec, cards->salt, sizeof cards->salt);
    codec_bytes(codec, cards->session_id, sizeof cards->session_id);
    codec_u16(codec, &cards->misses);
    for (size_t i = 0; i < GOAL_MISS_DAYS; i++) {
        codec_u32(codec, &cards->miss_days[i].day);
        codec_u16(codec, &cards->miss_days[i].count);
    }
    codec_u8(codec, &cards->count);
    if (version == VERSION_ONE_KEY)
        return version;
    codec_u32(codec, &cards->key_day);
    codec_u8(codec, &cards->overlap.weeks);
    codec_u32(codec, &cards->overlap.week);
    codec_bytes(codec, cards->overlap.key, sizeof cards->overlap.key);
    codec_bytes(codec, cards->given, sizeof cards->given);
    return version;
}

static void slot_visit(struct codec *codec, struct goal_row *row, uint8_t version)
{
    codec_bool(codec, &row->used);
    codec_bytes(codec, row->tag, sizeof row->tag);
    codec_u32(codec, &row->version);
    codec_enum(codec, &row->handle.shape, SHAPE_LAST);
    codec_u8(codec, &row->handle.number);
    codec_bool(codec, &row->opened);
    codec_bool(codec, &row->shared);
    codec_bool(codec, &row->made);
    codec_bytes(codec, row->last_id, sizeof row->last_id);
    codec_bytes(codec, row->share,
                version == VERSION_ONE_KEY ? (size_t)GOAL_SHARE_BYTES : (size_t)SHARE_KEPT_BYTES);
    codec_bytes(codec, row->row, sizeof row->row);
    if (version == VERSION_ONE_KEY)
        return;
    codec_bool(codec, &row->old);
    codec_bytes(codec, row->shift, sizeof row->shift);
}

void goal_cards_put(const struct goal_cards *cards, const struct random_source *random,
                    struct goal_rows_content *content)
{
    memset(content, 0, sizeof *content);
    struct codec head = codec_writer(content->head, sizeof content->head);
    (void)head_visit(&head, (struct goal_cards *)cards); // a writer changes nothing
    check(head.err == OK);
    for (size_t i = 0; i < GOAL_CARDS_MAX; i++) {
        if (i >= cards->count) {
            fill(random, content->slots[i] + 1, GOAL_SLOT_BYTES - 1); // the first byte says unused
            continue;
        }
        struct codec codec = codec_writer(content->slots[i], sizeof content->slots[i]);
        slot_visit(&codec, (struct goal_row *)&cards->rows[i], VERSION);
        check(codec.err == OK);
    }
}

static enum err slot_take(struct goal_cards *cards, size_t at, uint8_t version,
                          const uint8_t slot[GOAL_SLOT_BYTES])
{
    struct goal_row *row = &cards->rows[at];
    struct codec codec = codec_reader(slot, GOAL_SLOT_BYTES);
    slot_visit(&codec, row, version);
    if (codec.err != OK)
        return codec.err;
    if (!row->used || !goal_handle_ok(&row->handle) || (row->old && cards->overlap.weeks == 0))
        return ERR_MALFORMED;
    if (at > 0 && memcmp(cards->rows[at - 1].tag, row->tag, sizeof row->tag) >= 0)
        return ERR_MALFORMED;
    if (version == VERSION_ONE_KEY) {
        handle_give(cards, row->handle);
        memset(row->share + SHARE_KEPT_BYTES, 0, GOAL_SHARE_BYTES - SHARE_KEPT_BYTES);
    }
    return OK;
}

enum err goal_cards_take(struct goal_cards *cards, const struct goal_rows_content *content)
{
    memset(cards, 0, sizeof *cards);
    struct codec head = codec_reader(content->head, sizeof content->head);
    uint8_t version = head_visit(&head, cards);
    enum err err = head.err;
    if (err == OK && (cards->count > GOAL_CARDS_MAX || cards->overlap.weeks > GOAL_OVERLAP_WEEKS))
        err = ERR_MALFORMED;
    for (size_t i = 0; err == OK && i < cards->count; i++)
        err = slot_take(cards, i, version, content->slots[i]);
    if (err != OK)
        seal_wipe(cards, sizeof *cards);
    return err;
}

// --- Tags, shares, rows.

// BLAKE2b-256, keyed, over a context and bytes behind it.
static void keyed(const uint8_t key[KEY32_BYTES], const char *context, const uint8_t *bytes,
                  size_t size, uint8_t out_hash[HASH_BYTES])
{
    uint8_t input[16 + HASH_BYTES];
    size_t context_bytes = strlen(context);
    check(context_bytes <= 16 && size <= HASH_BYTES);
    memcpy(input, context, context_bytes);
    memcpy(input + context_bytes, bytes, size);
    seal_hash_keyed(key, (struct span){input, context_bytes + size}, out_hash);
    seal_wipe(input, sizeof input);
}

static void tag_of(const uint8_t key[KEY32_BYTES], const uint8_t find[HASH_BYTES],
                   uint8_t out_tag[GOAL_TAG_BYTES])
{
    uint8_t hash[HASH_BYTES];
    keyed(key, "goal-tag", find, HASH_BYTES, hash);
    memcpy(out_tag, hash, GOAL_TAG_BYTES);
    seal_wipe(hash, sizeof hash);
}

// The same work whether there is a key before or not.
void goal_cards_tags(const struct goal_cards *cards, const uint8_t find[HASH_BYTES],
                     struct goal_tags *out_tags)
{
    tag_of(cards->group_key, find, out_tags->now);
    tag_of(cards->overlap.key, find, out_tags->before);
}

void goal_cards_share(const struct goal_cards *cards, const struct goal_row *row,
                      uint8_t out_share[KEY32_BYTES])
{
    check(out_share != row->shift);
    keyed(row->old ? cards->overlap.key : cards->group_key, "goal-row", row->tag, GOAL_TAG_BYTES,
          out_share);
    for (size_t i = 0; i < KEY32_BYTES; i++)
        out_share[i] ^= row->shift[i];
}

struct goal_row *goal_cards_find(struct goal_cards *cards, const struct goal_tags *tags)
{
    struct goal_row *found = NULL;
    for (uint8_t i = 0; i < cards->count; i++) {
        struct goal_row *row = &cards->rows[i];
        if (seal_equal(row->tag, row->old ? tags->before : tags->now, GOAL_TAG_BYTES))
            found = row;
    }
    return found;
}

// A place among the rows, which stand by tag; what stood there is one further on.
static struct goal_row *row_insert(struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES])
{
    check(cards->count < GOAL_CARDS_MAX);
    uint8_t at = cards->count;
    while (at > 0 && memcmp(cards->rows[at - 1].tag, tag, GOAL_TAG_BYTES) > 0) {
        cards->rows[at] = cards->rows[at - 1];
        at--;
    }
    cards->count++;
    memset(&cards->rows[at], 0, sizeof cards->rows[at]);
    return &cards->rows[at];
}

struct goal_row *goal_cards_add(struct goal_cards *cards, const struct goal_tags *tags,
                                const struct random_source *random)
{
    if (cards->count == GOAL_CARDS_MAX)
        return NULL;
    struct goal_handle handle = handle_draw(cards, random);
    struct goal_row *row = row_insert(cards, tags->now);
    row->used = true;
    row->handle = handle;
    row->made = true;
    memcpy(row->tag, tags->now, GOAL_TAG_BYTES);
    fill(random, row->shift, sizeof row->shift); // as a row has that was moved
    fill(random, row->row, sizeof row->row);
    return row;
}

void goal_cards_remove(struct goal_cards *cards, struct goal_row *row)
{
    size_t at = (size_t)(row - cards->rows);
    check(at < cards->count);
    memmove(row, row + 1, (cards->count - at - 1) * sizeof *row);
    cards->count--;
    seal_wipe(&cards->rows[cards->count], sizeof cards->rows[0]);
}

struct goal_row *goal_cards_move(struct goal_cards *cards, struct goal_row *row,
                                 const struct goal_tags *tags)
{
    if (!row->old)
        return row;
    uint8_t before[KEY32_BYTES], now[KEY32_BYTES];
    struct goal_row moved = *row;
    goal_cards_share(cards, row, before);
    moved.old = false;
    memcpy(moved.tag, tags->now, GOAL_TAG_BYTES);
    memset(moved.shift, 0, sizeof moved.shift);
    goal_cards_share(cards, &moved, now);
    for (size_t i = 0; i < KEY32_BYTES; i++)
        moved.shift[i] = before[i] ^ now[i];
    goal_cards_remove(cards, row);
    row = row_insert(cards, moved.tag);
    *row = moved;
    seal_wipe(&moved, sizeof moved);
    seal_wipe(before, sizeof before);
    seal_wipe(now, sizeof now);
    return row;
}

// --- Sessions, phases, misses.

void goal_cards_session(struct goal_cards *cards, const uint8_t session_id[16])
{
    if (memcmp(cards->session_id, session_id, sizeof cards->session_id) == 0)
        return;
    memcpy(cards->session_id, session_id, sizeof cards->session_id);
    cards->misses = 0;
    for (uint8_t i = 0; i < cards->count; i++) {
        cards->rows[i].made = false;
        seal_wipe(cards->rows[i].share, sizeof cards->rows[i].share);
    }
    goal_cards_phase(cards);
}

void goal_cards_phase(struct goal_cards *cards)
{
    for (uint8_t i = 0; i < cards->count; i++) {
        cards->rows[i].opened = false;
        cards->rows[i].shared = false;
    }
}

void goal_cards_miss(struct goal_cards *cards, uint32_t day)
{
    if (cards->misses < UINT16_MAX)
        cards->misses++;
    struct goal_miss_day *oldest = &cards->miss_days[0];
    for (size_t i = 0; i < GOAL_MISS_DAYS; i++) {
        struct goal_miss_day *miss = &cards->miss_days[i];
        if (miss->day == day && miss->count > 0) {
            if (miss->count < UINT16_MAX)
                miss->count++;
            return;
        }
        if (miss->count == 0 || (oldest->count != 0 && miss->day < oldest->day))
            oldest = miss;
    }
    *oldest = (struct goal_miss_day){.day = day, .count = 1};
}

// Days past this one are counted too: a clock that was set back forgives nothing.
uint32_t goal_cards_misses(const struct goal_cards *cards, uint32_t day)
{
    uint32_t count = 0;
    for (size_t i = 0; i < GOAL_MISS_DAYS; i++)
        if (cards->miss_days[i].day + GOAL_MISS_DAYS > day)
            count += cards->miss_days[i].count;
    return count;
}
