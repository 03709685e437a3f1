// Arenas, spans, the words of errors, and that check() stops the program.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
// cmocka.h needs the ones above.
#include <cmocka.h>

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/span.h"
#include <signal.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void an_arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    uint8_t block[256];
    for (size_t shift = 0; shift < alignof(max_align_t); shift++) {
        memset(block, 0xff, sizeof block);
        struct arena arena;
        arena_init(&arena, block + shift, 128);
        for (;;) {
            const uint8_t *taken = arena_take(&arena, 5);
            if (taken == NULL)
                break;
            assert_int_equal((uintptr_t)taken % alignof(max_align_t), 0);
            assert_memory_equal(taken, "\0\0\0\0\0", 5);
            assert_true(taken >= block + shift && taken + 5 <= block + shift + 128);
        }
        assert_in_range(arena.used, 100, 128);
        for (size_t i = shift + 128; i < sizeof block; i++)
            assert_int_equal(block[i], 0xff);
    }
}

static void an_arena_stops_at_its_cap(void **state)
{
    (void)state;
    alignas(max_align_t) uint8_t block[64];
    struct arena arena;
    arena_init(&arena, block, sizeof block);
    assert_null(arena_take(&arena, 65));
    assert_null(arena_take(&arena, SIZE_MAX));
    assert_null(arena_take_array(&arena, SIZE_MAX / 2, 3));
    assert_null(arena_copy(&arena, "x", SIZE_MAX));
    assert_int_equal(arena.used, 0);
    const void *first = arena_take(&arena, 64);
    assert_ptr_equal(first, block);
    assert_null(arena_take(&arena, 1));
    assert_null(arena_take(&arena, 0));
    arena_reset(&arena);
    assert_ptr_equal(arena_take_array(&arena, 4, 16), block);
    arena_reset(&arena);
    assert_string_equal(arena_copy(&arena, "text", 3), "tex");
    const void *nothing = arena_take(&arena, 0);
    const void *after = arena_take(&arena, 0);
    assert_non_null(nothing);
    assert_ptr_not_equal(nothing, after);
}

static void spans_compare_and_shorten(void **state)
{
    (void)state;
    const struct span text = span_of_string("abc");
    assert_int_equal(text.size, 3);
    assert_true(span_equal(text, span_of_string("abc")));
    assert_false(span_equal(text, span_of_string("abd")));
    assert_false(span_equal(text, span_of_string("ab")));
    assert_true(span_equal((struct span){0}, span_of_string("")));
    assert_true(span_equal(span_from(text, 1), span_of_string("bc")));
    assert_int_equal(span_from(text, 3).size, 0);
    assert_int_equal(span_from(text, SIZE_MAX).size, 0);
}

static void every_error_has_words_of_its_own(void **state)
{
    (void)state;
    for (int i = OK; i <= ERR_CLOSED; i++) {
        assert_true(strlen(err_text((enum err)i)) > 4);
        for (int j = OK; j < i; j++)
            assert_string_not_equal(err_text((enum err)i), err_text((enum err)j));
    }
}

static void check_aborts_and_says_where(void **state)
{
    (void)state;
    check(1 + 1 == 2);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        check(1 + 1 == 3);
        _exit(0);
    }
    close(ends[1]);
    char said[512] = {0};
    size_t used = 0;
    for (ssize_t got = 1; got > 0 && used < sizeof said - 1; used += (size_t)(got > 0 ? got : 0))
        got = read(ends[0], said + used, sizeof said - 1 - used);
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    assert_non_null(strstr(said, "test_memory.c:"));
    assert_non_null(strstr(said, "1 + 1 == 3"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(an_arena_stops_at_its_cap),
        cmocka_unit_test(spans_compare_and_shorten),
        cmocka_unit_test(every_error_has_words_of_its_own),
        cmocka_unit_test(check_aborts_and_says_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
