#include "base/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
    SIZE = 3 * 4096 + 100
};

static void pages_come_zeroed(void **state)
{
    (void)state;
    uint8_t *pages = pages_take(SIZE);
    assert_non_null(pages);
    for (size_t i = 0; i < SIZE; i++)
        assert_int_equal(pages[i], 0);
    memset(pages, 0xA5, SIZE);
    pages_give(pages, SIZE);
    pages_give(NULL, SIZE);
}

static void a_copy_is_whole(void **state)
{
    (void)state;
    uint8_t *from = pages_take(SIZE), *to = pages_take(SIZE);
    assert_non_null(from);
    assert_non_null(to);
    // One byte in the first page, none in the second, the last byte of the short last one.
    from[17] = 1;
    from[2 * 4096] = 2;
    from[SIZE - 1] = 3;
    pages_copy(to, from, SIZE);
    assert_memory_equal(to, from, SIZE);
    pages_give(from, SIZE);
    pages_give(to, SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_come_zeroed),
        cmocka_unit_test(a_copy_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
