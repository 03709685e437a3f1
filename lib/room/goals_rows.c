#include "room/goals_rows.h"

#include "base/check.h"
#include "base/codec.h"
#include <string.h>

enum {
    VERSION = 1,
    NUMBERS = GOAL_HANDLE_NUMBER_MOST - GOAL_HANDLE_NUMBER_LEAST + 1,
    HANDLES = SHAPE_LAST * NUMBERS,
    HEAD_BYTES = 1 + 32 + GOAL_SALT_BYTES + 16 + 2 + GOAL_MISS_DAYS * 6 + 1,
    SLOT_BYTES = 1 + GOAL_TAG_BYTES + 4 + 1 + 1 + 3 + SUBMISSION_ID_BYTES + GOAL_SHARE_BYTES +
                 GOAL_ROW_BYTES,
};
_Static_assert((int)HEAD_BYTES <= (int)GOAL_ROWS_HEAD_BYTES, "the head fits");
_Static_assert((int)SLOT_BYTES <= (int)GOAL_SLOT_BYTES, "a card fits its slot");
_Static_assert((int)HANDLES > (int)GOAL_CARDS_MAX, "there is always a free handle");

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

// --- The image. One visitor writes and reads each part.

static void head_visit(struct codec *codec, struct goal_cards *cards)
{
    uint8_t version = VERSION;
    codec_u8(codec, &version);
    if (codec->err == OK && version != VERSION)
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
}

static void slot_visit(struct codec *codec, struct goal_row *row)
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
    codec_bytes(codec, row->share, sizeof row->share);
    codec_bytes(codec, row->row, sizeof row->row);
}

void goal_cards_put(const struct goal_cards *cards, const struct random_source *random,
                    struct goal_rows_content *content)
{
    memset(content, 0, sizeof *content);
    struct codec head = codec_writer(content->head, sizeof content->head);
    head_visit(&head, (struct goal_cards *)cards); // a writer changes nothing
    check(head.err == OK);
    for (size_t i = 0; i < GOAL_CARDS_MAX; i++) {
        if (i >= cards->count) {
            fill(random, content->slots[i] + 1, GOAL_SLOT_BYTES - 1); // the first byte says unused
            continue;
        }
        struct codec codec = codec_writer(content->slots[i], sizeof content->slots[i]);
        slot_visit(&codec, (struct goal_row *)&cards->rows[i]);
        check(codec.err == OK);
    }
}

static enum err slot_take(struct goal_cards *cards, size_t at, const uint8_t slot[GOAL_SLOT_BYTES])
{
    struct goal_row *row = &cards->rows[at];
    struct codec codec = codec_reader(slot, GOAL_SLOT_BYTES);
    slot_visit(&codec, row);
    if (codec.err != OK)
        return codec.err;
    if (!row->used || !goal_handle_ok(&row->handle))
        return ERR_MALFORMED;
    if (at > 0 && memcmp(cards->rows[at - 1].tag, row->tag, sizeof row->tag) >= 0)
        return ERR_MALFORMED;
    return OK;
}

enum err goal_cards_take(struct goal_cards *cards, const struct goal_rows_content *content)
{
    memset(cards, 0, sizeof *cards);
    struct codec head = codec_reader(content->head, sizeof content->head);
    head_visit(&head, cards);
    enum err err = head.err;
    if (err == OK && cards->count > GOAL_CARDS_MAX)
        err = ERR_MALFORMED;
    for (size_t i = 0; err == OK && i < cards->count; i++)
        err = slot_take(cards, i, content->slots[i]);
    if (err != OK)
        memset(cards, 0, sizeof *cards);
    return err;
}

// --- Tags, shares, rows.

// BLAKE2b-256 keyed with the group's key over a context and bytes behind it.
static void keyed(const struct goal_cards *cards, const char *context, const uint8_t *bytes,
                  size_t size, uint8_t out_hash[HASH_BYTES])
{
    uint8_t input[16 + HASH_BYTES];
    size_t context_bytes = strlen(context);
    check(context_bytes <= 16 && size <= HASH_BYTES);
    memcpy(input, context, context_bytes);
    memcpy(input + context_bytes, bytes, size);
    seal_hash_keyed(cards->group_key, (struct span){input, context_bytes + size}, out_hash);
    seal_wipe(input, sizeof input);
}

void goal_cards_tag(const struct goal_cards *cards, const uint8_t find[HASH_BYTES],
                    uint8_t out_tag[GOAL_TAG_BYTES])
{
    uint8_t hash[HASH_BYTES];
    keyed(cards, "goal-tag", find, HASH_BYTES, hash);
    memcpy(out_tag, hash, GOAL_TAG_BYTES);
    seal_wipe(hash, sizeof hash);
}

void goal_cards_share(const struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES],
                      uint8_t out_share[KEY32_BYTES])
{
    keyed(cards, "goal-row", tag, GOAL_TAG_BYTES, out_share);
}

struct goal_row *goal_cards_find(struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES])
{
    struct goal_row *found = NULL;
    for (uint8_t i = 0; i < cards->count; i++)
        if (seal_equal(cards->rows[i].tag, tag, GOAL_TAG_BYTES))
            found = &cards->rows[i];
    return found;
}

static bool handle_taken(const struct goal_cards *cards, struct goal_handle handle)
{
    for (uint8_t i = 0; i < cards->count; i++)
        if (cards->rows[i].handle.shape == handle.shape &&
            cards->rows[i].handle.number == handle.number)
            return true;
    return false;
}

static struct goal_handle handle_draw(const struct goal_cards *cards,
                                      const struct random_source *random)
{
    uint32_t dice = 0;
    fill(random, &dice, sizeof dice);
    struct goal_handle handle = {0};
    for (uint32_t i = 0; i < HANDLES; i++) {
        uint32_t at = (dice % HANDLES + i) % HANDLES;
        handle.shape = (enum goal_shape)(SHAPE_WAVE + at / NUMBERS);
        handle.number = (uint8_t)(GOAL_HANDLE_NUMBER_LEAST + at % NUMBERS);
        if (!handle_taken(cards, handle))
            break;
    }
    return handle;
}

struct goal_row *goal_cards_add(struct goal_cards *cards, const uint8_t tag[GOAL_TAG_BYTES],
                                const struct random_source *random)
{
    if (cards->count == GOAL_CARDS_MAX)
        return NULL;
    struct goal_handle handle = handle_draw(cards, random);
    uint8_t at = cards->count;
    while (at > 0 && memcmp(cards->rows[at - 1].tag, tag, GOAL_TAG_BYTES) > 0) {
        cards->rows[at] = cards->rows[at - 1];
        at--;
    }
    struct goal_row *row = &cards->rows[at];
    memset(row, 0, sizeof *row);
    row->used = true;
    row->handle = handle;
    row->made = true;
    memcpy(row->tag, tag, GOAL_TAG_BYTES);
    fill(random, row->row, sizeof row->row);
    cards->count++;
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
