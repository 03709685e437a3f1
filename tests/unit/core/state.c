// The encoding of a session: what is damaged is not read, and the largest one fits.
#include "core/session.h"
#include "help.h"
#include "test.h"

#include <string.h>

static struct session session;
static const uint8_t eight[8] = {1, 2, 4, 8, 16, 16, 8, 0};

static enum refusal do_command(struct command command)
{
    struct moment moment = help_moment(session.now_ms);
    return help_do(&session, &command, &moment);
}

static void test_damaged_state_is_not_read(void **state)
{
    (void)state;
    static uint8_t bytes[SESSION_BYTES_MAX];
    help_start(&session);
    help_run_prompt(&session, PERSONAL_FACES, eight, 8, true);
    struct codec writer = codec_writer(bytes, sizeof bytes);
    session_codec(&writer, &session);
    static struct session waiting;
    static struct session read;
    for (size_t size = 0; size < writer.used; size++) {
        struct codec reader = codec_reader(bytes, size);
        session_codec(&reader, &read);
        assert_int_not_equal(reader.err, OK);
        assert_memory_equal(&read, &waiting, sizeof read);
    }
    // A changed byte is refused or reads as another whole state; either way nothing breaks.
    for (size_t i = 0; i < writer.used; i++) {
        uint8_t kept = bytes[i];
        bytes[i] ^= 0xff;
        struct codec reader = codec_reader(bytes, writer.used);
        session_codec(&reader, &read);
        if (reader.err == OK)
            help_round_trip(&read);
        else
            assert_memory_equal(&read, &waiting, sizeof read);
        bytes[i] = kept;
    }
}

static void fill(char *text, size_t size)
{
    memset(text, 'w', size - 1);
    text[size - 1] = '\0';
}

// Every text as long as it may be, every list full: still one fact, one frame, one state.
static void test_the_largest_session_fits(void **state)
{
    (void)state;
    memset(&session, 0, sizeof session);
    struct begin begin = help_begin();
    fill(begin.group, sizeof begin.group);
    fill(begin.leader, sizeof begin.leader);
    fill(begin.edition, sizeof begin.edition);
    begin.people = PEOPLE_MAX;
    begin.step_count = STEPS_MAX;
    for (uint8_t i = 0; i < STEPS_MAX; i++) {
        fill(begin.steps[i].key, sizeof begin.steps[i].key);
        fill(begin.steps[i].title, sizeof begin.steps[i].title);
        begin.steps[i].minutes = STEP_MINUTES_MAX;
    }
    fill(begin.deck.module, sizeof begin.deck.module);
    fill(begin.deck.module_title, sizeof begin.deck.module_title);
    fill(begin.deck.title, sizeof begin.deck.title);
    begin.deck.slide_count = SLIDES_MAX;
    begin.deck.prompt_count = PROMPTS_MAX;
    for (uint8_t i = 0; i < PROMPTS_MAX; i++) {
        begin.deck.prompts[i] = begin.deck.prompts[i == TEXT - 1 ? TEXT - 1 : 0];
        fill(begin.deck.prompts[i].key, sizeof begin.deck.prompts[i].key);
        begin.deck.prompts[i].key[0] = (char)('a' + i); // one key each
    }
    assert_int_equal(do_command((struct command){.kind = COMMAND_BEGIN, .begin = begin}), ALLOWED);
    struct command mark = {.kind = COMMAND_MARK};
    fill(mark.text, SESSION_TEXT_BYTES_MAX / MARKS_MAX + 1);
    while (session.mark_count < MARKS_MAX)
        assert_int_equal(do_command(mark), ALLOWED);
    // A result of eight lines, each as long as it may be; they leave before the note comes.
    static struct box box;
    static const char *const words[5] = {"a", "b", "c", "d", "e"};
    help_write(&session, words, 5, &box);
    struct command approve = {.kind = COMMAND_PROMPT_APPROVE, .line_count = TEXT_LINES_MAX};
    for (size_t i = 0; i < TEXT_LINES_MAX; i++)
        for (size_t k = 0; k < OWN_WORDS_POINTS; k++)
            memcpy(approve.lines[i].text + 4 * k, "\xf0\x9f\x98\x80", 4);
    assert_int_equal(do_command(approve), ALLOWED);
    assert_int_equal(session.release.line_count, TEXT_LINES_MAX);
    help_round_trip(&session);
    assert_int_equal(help_now(&session, COMMAND_END, 0), ALLOWED);
    struct command finish = {.kind = COMMAND_FINISH};
    fill(finish.finish.note, sizeof finish.finish.note);
    assert_int_equal(do_command(finish), ALLOWED);
    help_round_trip(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damaged_state_is_not_read),
        cmocka_unit_test(test_the_largest_session_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
