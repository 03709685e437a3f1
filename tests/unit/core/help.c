#include "help.h"

#include "test.h"

#include <string.h>

static void add_prompt(struct deck_outline *deck, const char *key, enum prompt_kind kind,
                       enum privacy_class class, uint8_t options)
{
    struct prompt_outline *prompt = &deck->prompts[deck->prompt_count++];
    strcpy(prompt->key, key);
    prompt->kind = kind;
    prompt->class = class;
    prompt->option_count = options;
    prompt->slide = 2;
}

struct begin help_begin(void)
{
    struct begin begin = {.meeting = MEETING_GROUP,
                          .speed = 1,
                          .people = 8,
                          .people_joined = 9,
                          .step_count = HELP_STEPS};
    static const char *const keys[HELP_STEPS] = {"welcome", "look-back", "practice", "goals",
                                                 "agenda",  "topic",     "new-home", "close"};
    static const uint16_t minutes[HELP_STEPS] = {5, 10, 10, 15, 5, 30, 10, 5};
    memset(begin.session_id, 7, sizeof begin.session_id);
    strcpy(begin.group, "Tuesday Recovery Group");
    strcpy(begin.leader, "A. Leader");
    strcpy(begin.edition, "third");
    for (uint8_t i = 0; i < HELP_STEPS; i++) {
        strcpy(begin.steps[i].key, keys[i]);
        begin.steps[i].minutes = minutes[i];
    }
    memset(begin.deck.deck_hash, 3, sizeof begin.deck.deck_hash);
    strcpy(begin.deck.module, "coping-with-stress");
    strcpy(begin.deck.module_title, "Coping with stress");
    strcpy(begin.deck.title, "Session 2");
    begin.deck.session_number = 2;
    begin.deck.session_count = 4;
    begin.deck.slide_count = HELP_SLIDES;
    add_prompt(&begin.deck, "topic-next", PROMPT_SINGLE, CLASS_PLAIN, 4);
    add_prompt(&begin.deck, "feel-now", PROMPT_FACES, CLASS_PERSONAL, 5);
    add_prompt(&begin.deck, "took-meds", PROMPT_CHOOSE_ALL, CLASS_SENSITIVE, 3);
    add_prompt(&begin.deck, "will-try", PROMPT_SINGLE, CLASS_PERSONAL, 5);
    add_prompt(&begin.deck, "one-thing", PROMPT_TEXT, CLASS_PERSONAL, 3);
    return begin;
}

struct command help_command(enum command_kind kind, uint16_t number, uint16_t amount)
{
    struct command command = {.kind = kind, .number = number, .amount = amount};
    return command;
}

struct moment help_moment(uint64_t session_ms)
{
    return (struct moment){.session_ms = session_ms, .wall_day = 20000, .wall_minute = 600};
}

enum refusal help_do(struct session *session, const struct command *command,
                     const struct moment *moment)
{
    static struct facts facts;
    static struct session before;
    memcpy(&before, session, sizeof before);
    enum refusal refusal = session_decide(session, command, moment, &facts);
    assert_memory_equal(&before, session, sizeof before);
    if (refusal != ALLOWED)
        return refusal;
    for (uint8_t i = 0; i < facts.count; i++) {
        uint8_t bytes[FACT_BYTES_MAX];
        struct fact decoded;
        size_t size = fact_encode(&facts.items[i], bytes);
        assert_int_equal(fact_decode((struct span){bytes, size}, &decoded), OK);
        assert_int_equal(session_apply(session, &decoded), OK);
    }
    return ALLOWED;
}

enum refusal help_now(struct session *session, enum command_kind kind, uint16_t number)
{
    struct command command = help_command(kind, number, number);
    struct moment moment = help_moment(session->now_ms);
    return help_do(session, &command, &moment);
}

void help_start(struct session *session)
{
    memset(session, 0, sizeof *session);
    struct command command = {.kind = COMMAND_BEGIN, .begin = help_begin()};
    struct moment moment = help_moment(0);
    assert_int_equal(help_do(session, &command, &moment), ALLOWED);
}

void help_box(const struct session *session, const uint8_t *choices, uint8_t count,
              struct box *out_box)
{
    struct session_phase phase;
    session_phase_of(session, &phase);
    assert_true(phase.open);
    memset(out_box, 0, sizeof *out_box);
    out_box->kind = phase.kind;
    out_box->class = phase.class;
    out_box->option_count = phase.option_count;
    out_box->places = phase.places;
    for (uint8_t i = 0; i < count; i++) {
        struct box_slot slot = {.choice = choices[i], .pass = choices[i] == 0};
        slot.id[0] = (uint8_t)(i + 1);
        slot.order[0] = (uint8_t)(i * 37 + 11);
        assert_int_equal(box_put(out_box, &slot), BOX_PUT);
    }
}

void help_run_prompt(struct session *session, uint16_t number, const uint8_t *choices,
                     uint8_t count, bool show)
{
    struct box box;
    assert_int_equal(help_now(session, COMMAND_PROMPT_OPEN, number), ALLOWED);
    help_box(session, choices, count, &box);
    struct command close = {.kind = COMMAND_PROMPT_CLOSE, .show = show};
    struct moment moment = help_moment(session->now_ms);
    assert_int_equal(help_do(session, &close, &moment), ALLOWED);
    struct command clock = {.kind = COMMAND_CLOCK};
    moment.box = &box;
    moment.session_ms += CLOSING_MS;
    moment.closing_ms = CLOSING_MS;
    assert_int_equal(help_do(session, &clock, &moment), ALLOWED);
}

void help_write(struct session *session, const char *const *words, uint8_t count,
                struct box *out_box)
{
    assert_int_equal(help_now(session, COMMAND_PROMPT_OPEN, TEXT), ALLOWED);
    help_box(session, NULL, 0, out_box);
    for (uint8_t i = 0; i < count; i++) {
        struct box_slot slot = {.pass = words[i] == NULL};
        slot.id[0] = (uint8_t)(i + 1);
        slot.order[0] = (uint8_t)(i * 37 + 11);
        if (words[i] != NULL)
            strcpy(slot.text, words[i]);
        assert_int_equal(box_put(out_box, &slot), BOX_PUT);
    }
    struct command close = {.kind = COMMAND_PROMPT_CLOSE, .show = true};
    struct moment moment = help_moment(session->now_ms);
    assert_int_equal(help_do(session, &close, &moment), ALLOWED);
    struct command clock = {.kind = COMMAND_CLOCK};
    moment.box = out_box;
    moment.closing_ms = CLOSING_MS;
    assert_int_equal(help_do(session, &clock, &moment), ALLOWED);
}

void help_round_trip(const struct session *session)
{
    static uint8_t first[SESSION_BYTES_MAX];
    static uint8_t second[SESSION_BYTES_MAX];
    static struct session copy;
    static struct session decoded;
    memcpy(&copy, session, sizeof copy);
    struct codec writer = codec_writer(first, sizeof first);
    session_codec(&writer, &copy);
    assert_int_equal(writer.err, OK);
    assert_memory_equal(&copy, session, sizeof copy);
    struct codec reader = codec_reader(first, writer.used);
    memset(&decoded, 0x55, sizeof decoded);
    session_codec(&reader, &decoded);
    assert_int_equal(reader.err, OK);
    assert_int_equal(reader.used, writer.used);
    struct codec again = codec_writer(second, sizeof second);
    session_codec(&again, &decoded);
    assert_int_equal(again.err, OK);
    assert_int_equal(again.used, writer.used);
    assert_memory_equal(first, second, writer.used);
}

uint32_t help_random(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)(*seed * UINT64_C(2685821657736338717) >> 32);
}
