// links: imr-supervisor-app imr_seal
// Review files: odd first byte, what stands inside one, past its seal and signature; even, the file
// itself. What is read must be written again as it was, byte for byte.
#include "base/check.h"
#include "fuzz/fuzz.h"
#include "supervisor/comments.h"
#include <stdlib.h>
#include <string.h>

static void fuzz_book(struct span bytes)
{
    static struct review_book book;
    static uint8_t again[REVIEW_BOOK_BYTES_MAX];
    if (review_book_decode(bytes, &book) != OK)
        return;
    size_t size = review_book_encode(&book, again, sizeof again);
    check(size == bytes.size && memcmp(again, bytes.at, size) == 0);
}

static void fuzz_file(struct span bytes)
{
    static uint8_t plain[REVIEW_PLAIN_MAX];
    struct review_ring ring = {.count = 1};
    struct review_author author;
    size_t size = 0;
    memset(ring.session_id, 7, sizeof ring.session_id);
    // Nobody can sign what a fuzzer makes; the shape is all that it reaches.
    check(review_file_open(bytes, &ring, &author, plain, &size) != OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct span bytes = {data + 1, size - 1};
    if (data[0] % 2 == 1)
        fuzz_book(bytes);
    else
        fuzz_file(bytes);
    return 0;
}
