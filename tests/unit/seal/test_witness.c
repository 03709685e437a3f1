// A terminal's book of witnesses: what it keeps, what it gives up, and how its file reads.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "seal/witness.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct record_witness witness_of(uint32_t session, uint32_t segment, uint64_t frames)
{
    struct record_witness witness = {.segment = segment, .frames = frames};
    memcpy(witness.session_id, &session, sizeof session);
    memset(witness.session_id + 4, 0x5a, 12);
    memset(witness.head, (int)(frames % 251), sizeof witness.head);
    return witness;
}

static void take(struct witness_book *book, uint32_t session, uint32_t segment, uint64_t frames,
                 bool changes)
{
    struct record_witness witness = witness_of(session, segment, frames);
    assert_int_equal(witness_take(book, &witness), changes);
}

static void a_head_only_grows(void **state)
{
    (void)state;
    struct witness_book *book = calloc(1, sizeof *book);
    take(book, 1, 0, 5, true);
    take(book, 1, 0, 9, true);
    take(book, 1, 0, 9, false);
    take(book, 1, 0, 8, false); // a console that was turned back
    take(book, 1, 1, 1, true);
    take(book, 1, 0, 20, false);
    assert_int_equal(book->count, 1);
    assert_int_equal(book->of[0].segment, 1);
    assert_int_equal(book->of[0].frames, 1);
    free(book);
}

static void the_oldest_makes_room(void **state)
{
    (void)state;
    struct witness_book *book = calloc(1, sizeof *book);
    for (uint32_t i = 0; i < WITNESSES_MAX; i++)
        take(book, i, 0, 1, true);
    take(book, 0, 0, 2, true); // heard again: it is not the oldest any more
    take(book, WITNESSES_MAX, 0, 1, true);
    assert_int_equal(book->count, WITNESSES_MAX);
    struct record_witness second = witness_of(1, 0, 1), first = witness_of(0, 0, 2);
    for (size_t i = 0; i < book->count; i++)
        assert_memory_not_equal(book->of[i].session_id, second.session_id, 16);
    assert_memory_equal(book->of[WITNESSES_MAX - 2].session_id, first.session_id, 16);
    free(book);
}

static void what_is_saved_is_loaded(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    struct witness_book *book = calloc(1, sizeof *book), *loaded = calloc(1, sizeof *loaded);
    assert_int_equal(witness_load(fake_disk_of(fake), "witness", loaded), ERR_NOT_FOUND);
    for (size_t count = 0; count <= WITNESSES_MAX; count += 64) {
        while (book->count < count)
            take(book, (uint32_t)book->count, (uint32_t)count, 3 * book->count + 1, true);
        assert_int_equal(witness_save(fake_disk_of(fake), "witness", book), OK);
        size_t size = 0;
        assert_non_null(fake_disk_bytes(fake, "witness", &size));
        assert_int_equal(size, 64 * (count + 1));
        assert_int_equal(witness_load(fake_disk_of(fake), "witness", loaded), OK);
        assert_memory_equal(loaded, book, sizeof *book);
    }
    free(book);
    free(loaded);
    fake_disk_destroy(fake);
}

static void the_file_has_one_form(void **state)
{
    (void)state;
    struct fake_disk *fake = fake_disk_create();
    struct witness_book *book = calloc(1, sizeof *book);
    take(book, 1, 0, 5, true);
    take(book, 2, 0, 7, true);
    assert_int_equal(witness_save(fake_disk_of(fake), "witness", book), OK);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fake, "witness", &size);
    assert_int_equal(witness_parse((struct span){bytes, size}, book), OK);
    for (size_t cut = 0; cut < size; cut++)
        assert_int_equal(witness_parse((struct span){bytes, cut}, book) == OK,
                         cut % 64 == 0 && cut);
    bytes[6] = '2';
    assert_int_equal(witness_parse((struct span){bytes, size}, book), ERR_VERSION);
    bytes[6] = '1';
    bytes[63] = 1; // after the magic
    assert_int_equal(witness_parse((struct span){bytes, size}, book), ERR_MALFORMED);
    bytes[63] = 0;
    bytes[127] = 1; // after an entry
    assert_int_equal(witness_parse((struct span){bytes, size}, book), ERR_MALFORMED);
    bytes[127] = 0;
    memcpy(bytes + 128, bytes + 64, 64); // one session twice
    assert_int_equal(witness_parse((struct span){bytes, size}, book), ERR_MALFORMED);
    free(book);
    fake_disk_destroy(fake);
}

static void a_cut_leaves_the_old_or_the_new(void **state)
{
    (void)state;
    struct witness_book *book = calloc(1, sizeof *book), *loaded = calloc(1, sizeof *loaded);
    for (uint64_t nth = 1, more = 1; more; nth++) {
        struct fake_disk *fake = fake_disk_create();
        book->count = 0;
        take(book, 1, 0, 5, true);
        assert_int_equal(witness_save(fake_disk_of(fake), "witness", book), OK);
        take(book, 2, 0, 7, true);
        fake_disk_cut(fake, nth);
        enum err err = witness_save(fake_disk_of(fake), "witness", book);
        more = fake_disk_is_dark(fake);
        fake_disk_restart(fake, FAKE_CRASH_SECTORS, nth);
        assert_int_equal(witness_load(fake_disk_of(fake), "witness", loaded), OK);
        assert_true(loaded->count == 2 || (loaded->count == 1 && err != OK));
        fake_disk_destroy(fake);
    }
    free(book);
    free(loaded);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_only_grows),
        cmocka_unit_test(the_oldest_makes_room),
        cmocka_unit_test(what_is_saved_is_loaded),
        cmocka_unit_test(the_file_has_one_form),
        cmocka_unit_test(a_cut_leaves_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
