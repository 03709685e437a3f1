#pragma once
// What the deck tests share: a right deck to break, a list to find faults in, a folder to write to.
// Included by one test program each, so the functions are static.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "deck/deck_load.h"
#include "deck/files.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char ENGLISH[] = "---\n"
                              "deck: signs-1\n"
                              "module: coping-with-stress\n"
                              "session: 1\n"
                              "sessions: 5\n"
                              "language: en\n"
                              "title: Signs of stress\n"
                              "module-title: Coping with stress\n"
                              "licence: CC BY 4.0, IMR Room\n"
                              "status: reviewed by Ana Lee\n"
                              "---\n"
                              "\n"
                              "# Stress shows up in many ways\n"
                              "`slide: signs` `layout: cards`\n"
                              "\n"
                              "- `icon: body` **In the body**: Tired, tense\n"
                              "- `icon: cloud` **In our mood**: Worry\n"
                              "\n"
                              "> Say: Stress is normal.\n"
                              ">\n"
                              "> Ask: Which of these have you seen?\n"
                              "\n"
                              "# What helps you?\n"
                              "`slide: helps` `layout: talk`\n"
                              "\n"
                              "- `icon: chat` Talk\n"
                              "- `icon: music` Music\n"
                              "\n"
                              "## Prompt: How do you feel right now?\n"
                              "`prompt: feel-now` `kind: faces` `class: personal`\n"
                              "\n"
                              "- `very-bad` Very bad\n"
                              "- `bad` Bad\n"
                              "- `ok` OK\n"
                              "- `good` Good\n"
                              "- `very-good` Very good\n"
                              "\n"
                              "`low` Bad or very bad\n"
                              "`middle` OK\n"
                              "`high` Good or very good\n"
                              "\n"
                              "## Prompt: Which topic next?\n"
                              "`prompt: next-topic` `kind: single` `class: plain`\n"
                              "\n"
                              "- `sleep` `icon: moon` Sleeping better\n"
                              "- `friends` Making friends\n"
                              "\n"
                              "`help` Touch one.\n"
                              "\n"
                              "## Home practice ideas\n"
                              "- Take a walk on three days.\n";

enum {
    WORK_BYTES = 2 * DECK_LOAD_ARENA_BYTES,
    TEXT_BYTES = 64 * 1024,
    MADE_MAX = 64
};

struct fixture {
    struct arena arena;
    struct deck_art art;
    struct diagnostics found;
    struct deck deck;
    char text[TEXT_BYTES];
    char folder[PATH_BYTES];
    size_t made_count; // files and folders to remove again, in the order they were made
    char made[MADE_MAX][PATH_BYTES];
};

static int fixture_make(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return 1;
    arena_init(&fixture->arena, malloc(WORK_BYTES), WORK_BYTES);
    (void)snprintf(fixture->folder, sizeof fixture->folder, "deck-test-XXXXXX");
    *state = fixture;
    if (fixture->arena.block == NULL || mkdtemp(fixture->folder) == NULL)
        return 1;
    return deck_art_read(TEST_ASSETS, &fixture->art) == OK ? 0 : 1;
}

static int fixture_drop(void **state)
{
    struct fixture *fixture = *state;
    while (fixture->made_count > 0)
        (void)remove(fixture->made[--fixture->made_count]);
    (void)rmdir(fixture->folder);
    free(fixture->arena.block);
    free(fixture);
    return 0;
}

// Forgets what was found and everything in the arena.
static inline void fixture_reset(struct fixture *fixture)
{
    arena_reset(&fixture->arena);
    diagnostics_init(&fixture->found);
}

static inline void remember(struct fixture *fixture, const char *path)
{
    for (size_t i = 0; i < fixture->made_count; i++)
        if (strcmp(fixture->made[i], path) == 0)
            return;
    assert_true(fixture->made_count < MADE_MAX);
    memcpy(fixture->made[fixture->made_count++], path, strlen(path) + 1);
}

// A folder in the test's own folder; its parents first.
static inline void make_folder(struct fixture *fixture, const char *name)
{
    char path[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, name, path), OK);
    assert_int_equal(mkdir(path, 0700), 0);
    remember(fixture, path);
}

static inline void write_file(struct fixture *fixture, const char *name, const char *text)
{
    char path[PATH_BYTES];
    assert_int_equal(path_join(fixture->folder, name, path), OK);
    remember(fixture, path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

// The line in which part first stands in text.
static inline uint32_t line_of(const char *text, const char *part)
{
    const char *at = strstr(text, part);
    assert_non_null(at);
    uint32_t line = 1;
    for (const char *c = text; c < at; c++)
        line += *c == '\n' ? 1 : 0;
    return line;
}

// text with the first from replaced by to, into the fixture's own buffer.
static inline const char *altered(struct fixture *fixture, const char *text, const char *from,
                                  const char *to)
{
    const char *at = strstr(text, from);
    if (at == NULL)
        fail_msg("the text has no \"%s\"", from);
    else
        (void)snprintf(fixture->text, sizeof fixture->text, "%.*s%s%s", (int)(at - text), text, to,
                       at + strlen(from));
    return fixture->text;
}

static inline const struct diagnostic *
find_fault(const struct diagnostics *found, enum severity severity, uint32_t line, const char *part)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];
        if (item->severity == severity && item->line == line && strstr(item->text, part) != NULL)
            return item;
    }
    return NULL;
}

static inline void print_found(const struct diagnostics *found)
{
    for (size_t i = 0; i < found->count; i++) {
        char line[1024];
        struct out out = out_into(line, sizeof line);
        diagnostic_format(&found->items[i], &out);
        print_message("    %s\n", line);
    }
}

static inline void expect_fault(const struct diagnostics *found, enum severity severity,
                                uint32_t line, const char *part)
{
    if (find_fault(found, severity, line, part) == NULL) {
        print_found(found);
        fail_msg("no %s in line %u with \"%s\"", severity == SEVERITY_ERROR ? "error" : "warning",
                 (unsigned)line, part);
    }
}

static inline void expect_clean(const struct diagnostics *found)
{
    print_found(found);
    assert_int_equal(found->errors, 0);
    assert_int_equal(found->warnings, 0);
}
