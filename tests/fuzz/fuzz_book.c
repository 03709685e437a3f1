// links: imr_room
// A group book's bytes: whatever is accepted is a book that can be asked, and encodes to the same bytes.
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "room/book_figures.h"
#include <string.h>

static void ask(struct book *book)
{
    struct book_figures figures;
    book_figures(book, 0, UINT32_MAX, &figures);
    uint16_t missed[4];
    uint8_t order[BOOK_MEMBERS_MAX];
    for (int i = 0; i < book->member_count; i++)
        check(book_missed(book, i, SHARE_WHOLE, missed, 4) <= book->session_count);
    int with = book_round_order(book, NULL, book->arrivals_day, order);
    check(with == book_joined(book, book->arrivals_day));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct book book;
    struct codec reader = codec_reader(data, size);
    book_codec(&reader, &book);
    if (reader.err != OK)
        return 0;
    static uint8_t again[BOOK_BYTES_MAX];
    struct codec writer = codec_writer(again, sizeof again);
    book_codec(&writer, &book);
    check(writer.err == OK && writer.used == reader.used);
    check(memcmp(again, data, writer.used) == 0);
    ask(&book);
    return 0;
}
