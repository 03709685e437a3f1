// The book's one encoding (docs/RECORD-FORMAT.md). Marks are two bytes each, and only for members and
// sessions that there are.
#include "room/book.h"

#include "base/check.h"
#include <string.h>

enum {
    BOOK_VERSION = 1,
    MARK_BITS = 12,
};

static void range(struct codec *codec, uint64_t value, uint64_t least, uint64_t most)
{
    if (codec->err == OK && (value < least || value > most))
        codec->err = ERR_RANGE;
}

// One field of a mark's two bytes.
static unsigned field(uint16_t *bits, unsigned *shift, unsigned width, unsigned value, bool reading)
{
    unsigned mask = (1U << width) - 1;
    if (reading)
        value = (unsigned)(*bits >> *shift) & mask;
    else
        *bits = (uint16_t)(*bits | (value & mask) << *shift);
    *shift += width;
    return value;
}

static void visit_mark(struct codec *codec, struct book_mark *mark)
{
    uint16_t bits = 0;
    unsigned shift = 0;
    bool reading = codec->reading;
    if (reading)
        codec_u16(codec, &bits);
    mark->here = field(&bits, &shift, 1, mark->here, reading) != 0;
    mark->goal_set = field(&bits, &shift, 1, mark->goal_set, reading) != 0;
    mark->caught_up = field(&bits, &shift, 1, mark->caught_up, reading) != 0;
    unsigned round = field(&bits, &shift, 2, mark->round, reading);
    unsigned review = field(&bits, &shift, 2, mark->review, reading);
    unsigned practice = field(&bits, &shift, 2, mark->practice, reading);
    unsigned obstacle = field(&bits, &shift, 3, mark->obstacle, reading);
    check(shift == MARK_BITS);
    range(codec, practice, 0, HOME_LAST);
    range(codec, obstacle, 0, OBSTACLE_LAST);
    range(codec, bits, 0, (1U << MARK_BITS) - 1);
    if (!reading)
        codec_u16(codec, &bits);
    if (codec->err != OK)
        return;
    mark->round = (enum book_round)round;
    mark->review = (enum book_review)review;
    mark->practice = (enum book_home)practice;
    mark->obstacle = (enum book_obstacle)obstacle;
}

static void visit_member(struct codec *codec, struct book_member *member)
{
    codec_enum(codec, &member->handle.shape, SHAPE_LAST);
    codec_u8(codec, &member->handle.number);
    codec_u32(codec, &member->joined_day);
    codec_u32(codec, &member->left_day);
    codec_text(codec, member->next_step, sizeof member->next_step);
    if (codec->err == OK && !book_handle_ok(member->handle))
        codec->err = ERR_RANGE;
}

static void visit_session(struct codec *codec, struct book_session *session, uint8_t members)
{
    codec_bytes(codec, session->id, sizeof session->id);
    codec_u32(codec, &session->day);
    codec_u16(codec, &session->minute);
    codec_enum(codec, &session->meeting, MEETING_INDIVIDUAL);
    codec_bool(codec, &session->ended);
    codec_bool(codec, &session->not_today);
    codec_text(codec, session->module, sizeof session->module);
    codec_u8(codec, &session->number);
    codec_u8(codec, &session->slide_count);
    codec_u8(codec, &session->from);
    codec_u8(codec, &session->slide_first);
    codec_u8(codec, &session->slide_last);
    codec_u8(codec, &session->people);
    range(codec, session->slide_count, 0, SLIDES_MAX);
    range(codec, session->from, 0, session->slide_count);
    range(codec, session->slide_last, session->slide_first, session->slide_count);
    for (uint8_t i = 0; i < members; i++)
        visit_mark(codec, &session->marks[i]);
}

static void visit_deck(struct codec *codec, struct book_deck *deck)
{
    codec_text(codec, deck->module, sizeof deck->module);
    codec_u8(codec, &deck->number);
    codec_u8(codec, &deck->slide_count);
    codec_u64(codec, &deck->shown);
    codec_u8(codec, &deck->meetings);
    range(codec, deck->slide_count, 0, SLIDES_MAX);
}

static void visit_today(struct codec *codec, struct book *book)
{
    codec_text(codec, book->carried.module, sizeof book->carried.module);
    codec_u8(codec, &book->carried.number);
    codec_u8(codec, &book->carried.slide);
    range(codec, book->carried.slide, 0, SLIDES_MAX);
    codec_u8(codec, &book->step_count);
    range(codec, book->step_count, 0, STEPS_MAX);
    for (uint8_t i = 0; codec->err == OK && i < book->step_count; i++) {
        codec_text(codec, book->steps[i].key, sizeof book->steps[i].key);
        codec_text(codec, book->steps[i].title, sizeof book->steps[i].title);
        codec_u16(codec, &book->steps[i].minutes);
    }
    codec_u32(codec, &book->note_day);
    codec_text(codec, book->note, sizeof book->note);
    codec_u32(codec, &book->arrivals_day);
    for (uint8_t i = 0; codec->err == OK && i < book->member_count; i++)
        codec_bool(codec, &book->arrivals[i]);
}

void book_codec(struct codec *codec, struct book *book)
{
    uint16_t version = BOOK_VERSION;
    if (codec->reading)
        memset(book, 0, sizeof *book);
    codec_u16(codec, &version);
    if (codec->err == OK && version != BOOK_VERSION)
        codec->err = ERR_VERSION;
    codec_text(codec, book->group, sizeof book->group);
    codec_u8(codec, &book->member_count);
    range(codec, book->member_count, 0, BOOK_MEMBERS_MAX);
    for (uint8_t i = 0; codec->err == OK && i < book->member_count; i++)
        visit_member(codec, &book->members[i]);
    codec_u16(codec, &book->session_count);
    range(codec, book->session_count, 0, BOOK_SESSIONS_MAX);
    for (uint16_t i = 0; codec->err == OK && i < book->session_count; i++)
        visit_session(codec, &book->sessions[i], book->member_count);
    codec_u8(codec, &book->deck_count);
    range(codec, book->deck_count, 0, BOOK_DECKS_MAX);
    for (uint8_t i = 0; codec->err == OK && i < book->deck_count; i++)
        visit_deck(codec, &book->decks[i]);
    visit_today(codec, book);
}
