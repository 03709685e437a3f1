#include "supervisor_help.h"
#include "base/check.h"
#include "base/out.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static void put(char *field, size_t size, const char *text)
{
    check(strlen(text) < size);
    memcpy(field, text, strlen(text) + 1);
}
#define PUT(field, text) put(field, sizeof(field), text)

static void deck_cards(struct deck_slide_words *words, const char *title,
                       const char *const cards[][3], uint8_t count)
{
    words->present = true;
    PUT(words->title, title);
    words->card_count = count;
    for (uint8_t i = 0; i < count; i++) {
        PUT(words->cards[i].icon, cards[i][0]);
        PUT(words->cards[i].head, cards[i][1]);
        PUT(words->cards[i].text, cards[i][2]);
    }
}

static struct deck_prompt *deck_prompt(struct deck *deck, const char *key, enum prompt_kind kind,
                                       enum privacy_class class, const char *question)
{
    struct deck_prompt *prompt = &deck->prompts[deck->prompt_count++];
    PUT(prompt->key, key);
    prompt->kind = kind;
    prompt->class = class;
    prompt->slide = 7;
    prompt->words[LANGUAGE_EN].present = true;
    PUT(prompt->words[LANGUAGE_EN].question, question);
    return prompt;
}

static void deck_option(struct deck_prompt *prompt, const char *key, const char *icon,
                        const char *text)
{
    uint8_t at = prompt->option_count++;
    PUT(prompt->option_keys[at], key);
    PUT(prompt->option_icons[at], icon);
    PUT(prompt->words[LANGUAGE_EN].options[at], text);
}

static void deck_fill(struct deck *deck)
{
    static const char *const stress[][3] = {
        {"body", "In the body", "Tired, tense, headaches"},
        {"cloud", "In our mood", "Worry, quick to anger"},
        {"mind", "In our thinking", "Hard to focus"},
        {"walk", "In what we do", "Poor sleep, staying away from people"},
    };
    PUT(deck->key, "coping-with-stress-2");
    PUT(deck->module, "coping-with-stress");
    PUT(deck->licence, "CC-BY-4.0");
    deck->session_number = 2;
    deck->session_count = 7;
    struct deck_language *english = &deck->languages[LANGUAGE_EN];
    english->present = true;
    PUT(english->title, "Signs of stress");
    PUT(english->module_title, "Coping with stress");
    PUT(english->reviewer, "A. Reader");
    deck->slide_count = 14;
    for (uint8_t i = 0; i < deck->slide_count; i++) {
        struct deck_slide *slide = &deck->slides[i];
        struct out key = out_into(slide->key, sizeof slide->key);
        out_text(&key, "slide-");
        out_number(&key, i + 1);
        slide->layout = LAYOUT_CARDS;
        deck_cards(&slide->words[LANGUAGE_EN],
                   i == 6 ? "Stress shows up in many ways" : "Signs to watch for", stress, 4);
    }
    struct deck_prompt *feel =
        deck_prompt(deck, "feel-now", PROMPT_FACES, CLASS_PERSONAL, "How do you feel right now?");
    static const char *const faces[] = {"Very bad", "Bad", "OK", "Good", "Very good"};
    static const char *const keys[] = {"very-bad", "bad", "ok", "good", "very-good"};
    for (size_t i = 0; i < 5; i++)
        deck_option(feel, keys[i], "", faces[i]);
    PUT(feel->words[LANGUAGE_EN].low, "Bad or very bad");
    PUT(feel->words[LANGUAGE_EN].middle, "OK");
    PUT(feel->words[LANGUAGE_EN].high, "Good or very good");
    struct deck_prompt *next =
        deck_prompt(deck, "topic-next", PROMPT_SINGLE, CLASS_PLAIN, "Which topic next?");
    deck_option(next, "sleep", "bed", "Sleeping better");
    deck_option(next, "friends", "people", "Making friends");
    deck_option(next, "calm", "breath", "Staying calm");
    struct deck_prompt *early = deck_prompt(deck, "early-signs", PROMPT_CHOOSE_ALL, CLASS_SENSITIVE,
                                            "Which early signs do you know?");
    deck_option(early, "sleep", "bed", "Poor sleep");
    deck_option(early, "worry", "cloud", "More worry");
}

static void deck_make(struct help_record *record)
{
    record->deck = calloc(1, sizeof *record->deck);
    record->deck_bytes = malloc(DECK_BYTES_MAX);
    void *block = malloc(DECK_SCRATCH_BYTES);
    check(record->deck != NULL && record->deck_bytes != NULL && block != NULL);
    deck_fill(record->deck);
    struct arena scratch;
    arena_init(&scratch, block, DECK_SCRATCH_BYTES);
    enum err err =
        deck_encode(record->deck, &scratch, record->deck_bytes, DECK_BYTES_MAX, &record->deck_size);
    check(err == OK);
    free(block);
}

struct help_record *help_record_make(const struct disk *disk, const char *folder,
                                     const char *key_path, uint8_t who)
{
    check(seal_start() == OK);
    struct help_record *record = calloc(1, sizeof *record);
    check(record != NULL);
    record->disk = disk;
    record->folder = folder;
    random_seeded_init(&record->random, who);
    enum err err = disk->make_folder(disk->self, folder);
    check(err == OK);
    struct span passphrase = span_of_string("practice");
    err = reviewer_key_make(disk, key_path, passphrase, VAULT_PRACTICE, "A. Supervisor",
                            &record->recipients[0]);
    check(err == OK || err == ERR_EXISTS);
    err = reviewer_key_load(disk, key_path, passphrase, &record->key);
    check(err == OK);
    help_recipients(record, 1);
    uint8_t seed[32] = {who};
    crypto_sign_seed_keypair(record->info.sign_public, record->sign_secret, seed);
    memset(record->info.session_id, who, sizeof record->info.session_id);
    record->info.day = HELP_DAY;
    record->info.retain_days = 90;
    record->info.notice = 1;
    record->info.practice = true;
    deck_make(record);
    return record;
}

void help_record_free(struct help_record *record)
{
    if (record == NULL)
        return;
    record_close(record->writer);
    reviewer_key_destroy(record->key);
    free(record->deck);
    free(record->deck_bytes);
    free(record);
}

static void write_event(struct help_record *record, bool result, bool final)
{
    uint8_t plain[RECORD_EVENT_BYTES_MAX];
    struct record_frame frame;
    size_t size = record_event_encode(&record->event, plain);
    record_seal(record->writer, (struct span){plain, size}, result ? FRAME_BYTES_MAX : 0, final,
                &frame);
    enum err err = record_write(record->writer, &frame, false);
    check(err == OK);
    record_head_of(record->writer, &record->frames, record->head);
}

static size_t session_bytes(const struct session *session, uint8_t bytes[SESSION_BYTES_MAX])
{
    struct session copy = *session;
    struct codec codec = codec_writer(bytes, SESSION_BYTES_MAX);
    session_codec(&codec, &copy);
    check(codec.err == OK);
    return codec.used;
}

static void write_deck(struct help_record *record)
{
    uint8_t hash[HASH_BYTES];
    seal_hash(record->deck_bytes, record->deck_size, hash);
    size_t count = (record->deck_size + DECK_CHUNK_BYTES - 1) / DECK_CHUNK_BYTES;
    for (size_t chunk = 0; chunk < count; chunk++) {
        struct record_event *event = &record->event;
        memset(event, 0, sizeof *event);
        size_t at = chunk * DECK_CHUNK_BYTES;
        size_t left = record->deck_size - at;
        event->kind = RECORD_DECK_CHUNK;
        memcpy(event->deck_hash, hash, HASH_BYTES);
        event->chunk = (uint32_t)chunk;
        event->chunk_count = (uint32_t)count;
        event->total_bytes = (uint32_t)record->deck_size;
        event->chunk_bytes = (uint16_t)(left < DECK_CHUNK_BYTES ? left : DECK_CHUNK_BYTES);
        memcpy(event->bytes, record->deck_bytes + at, event->chunk_bytes);
        write_event(record, false, false);
    }
}

void help_recipients(struct help_record *record, uint8_t count)
{
    check(count >= 1 && count <= RECIPIENTS_MAX);
    for (uint8_t i = 0; i < count; i++) {
        uint8_t seed[32] = {(uint8_t)(200 + i)}, secret[32];
        record->recipients[i] = *reviewer_key_public(record->key);
        if (i + 1 < count)
            crypto_box_seed_keypair(record->recipients[i].public_key, secret, seed);
    }
    record->info.recipient_count = count;
}

void help_part_begin(struct help_record *record)
{
    check(record->writer == NULL);
    memcpy(record->info.prev_head, record->head, HASH_BYTES);
    enum err err =
        record_create(record->disk, &record->random.source, record->folder, &record->info,
                      record->recipients, record->sign_secret, &record->writer);
    check(err == OK);
    record_head_of(record->writer, &record->frames, record->head);
    if (record->info.segment == 0) {
        write_deck(record);
        return;
    }
    struct record_event *event = &record->event;
    memset(event, 0, sizeof *event);
    event->kind = RECORD_CONTINUED;
    event->state_bytes = (uint16_t)session_bytes(&record->session, event->state);
    write_event(record, false, false);
}

void help_part_end(struct help_record *record)
{
    record_close(record->writer);
    record->writer = NULL;
    record->info.segment++;
}

void help_checkpoint(struct help_record *record)
{
    struct record_event *event = &record->event;
    memset(event, 0, sizeof *event);
    event->kind = RECORD_CHECKPOINT;
    event->head.segment = record->info.segment;
    event->head.frame = record->frames;
    memcpy(event->head.hash, record->head, HASH_BYTES);
    record_sign_head(record->sign_secret, &record->info, record->frames, record->head,
                     event->signature);
    write_event(record, false, false);
}

static void write_fact(struct help_record *record, const struct fact *fact)
{
    struct record_event *event = &record->event;
    uint8_t state[SESSION_BYTES_MAX];
    memset(event, 0, sizeof *event);
    event->kind = RECORD_FACT;
    seal_hash(state, session_bytes(&record->session, state), event->digest_before);
    event->fact_bytes = (uint16_t)fact_encode(fact, event->fact);
    struct fact decoded;
    enum err err = fact_decode((struct span){event->fact, event->fact_bytes}, &decoded);
    check(err == OK);
    err = session_apply(&record->session, &decoded);
    check(err == OK);
    if (record->lie) {
        decoded.number = (uint16_t)(1 + (decoded.number + 5) % 14);
        event->fact_bytes = (uint16_t)fact_encode(&decoded, event->fact);
    }
    record->lie = false;
    write_event(record, fact->kind == FACT_PROMPT_CLOSED, fact->kind == FACT_FINISHED);
    record->facts++;
    if (record->applied != NULL)
        record->applied(record->applied_self, &record->session);
    if (!record->mute && (fact->kind == FACT_PROMPT_CLOSED || fact->kind == FACT_ENDED))
        help_checkpoint(record);
}

bool help_try(struct help_record *record, const struct moment *moment,
              const struct command *command)
{
    struct facts facts = {0};
    if (session_decide(&record->session, command, moment, &facts) != ALLOWED)
        return false;
    for (uint8_t i = 0; i < facts.count; i++)
        write_fact(record, &facts.items[i]);
    return true;
}

static void decide(struct help_record *record, const struct moment *moment,
                   const struct command *command)
{
    bool allowed = help_try(record, moment, command);
    check(allowed);
}

void help_do(struct help_record *record, uint64_t at_ms, const struct command *command)
{
    struct moment moment = {
        .session_ms = at_ms, .wall_day = HELP_DAY, .wall_minute = HELP_START, .gap_minutes = 2};
    decide(record, &moment, command);
}

void help_say(struct help_record *record, uint64_t at_ms, enum command_kind kind, uint16_t number)
{
    struct command command = {.kind = kind, .number = number};
    help_do(record, at_ms, &command);
}

void help_mark(struct help_record *record, uint64_t at_ms, const char *text)
{
    struct command command = {.kind = COMMAND_MARK};
    PUT(command.text, text);
    help_do(record, at_ms, &command);
}

void help_tag(struct help_record *record, uint64_t at_ms, enum technique technique)
{
    struct command command = {.kind = COMMAND_TAG, .technique = technique};
    help_do(record, at_ms, &command);
}

void help_prompt(struct help_record *record, uint64_t open_ms, uint64_t close_ms, uint16_t prompt,
                 const uint8_t *answers, uint8_t count)
{
    help_say(record, open_ms, COMMAND_PROMPT_OPEN, prompt);
    struct session_phase phase;
    session_phase_of(&record->session, &phase);
    check(phase.open);
    struct box box = {.kind = phase.kind,
                      .class = phase.class,
                      .option_count = phase.option_count,
                      .places = phase.places};
    for (uint8_t i = 0; i < count; i++) {
        struct box_slot slot = {.choice = answers[i], .pass = answers[i] == 0};
        slot.id[0] = (uint8_t)(i + 1);
        slot.order[0] = (uint8_t)(i * 37 + 11);
        enum box_put put = box_put(&box, &slot);
        check(put == BOX_PUT);
    }
    struct command close = {.kind = COMMAND_PROMPT_CLOSE, .show = true};
    help_do(record, close_ms - CLOSING_MS, &close);
    struct command clock = {.kind = COMMAND_CLOCK};
    struct moment moment = {.session_ms = close_ms,
                            .closing_ms = CLOSING_MS,
                            .wall_day = HELP_DAY,
                            .wall_minute = HELP_START,
                            .box = &box};
    decide(record, &moment, &clock);
    check(record->session.result_on);
}

void help_goals(struct help_record *record, uint64_t open_ms, uint64_t closed_ms,
                const struct goals_gathered *gathered)
{
    help_say(record, open_ms, COMMAND_GOALS_OPEN, 0);
    help_say(record, closed_ms - GOALS_CLOSING_MS, COMMAND_GOALS_CLOSE, 0);
    struct command clock = {.kind = COMMAND_CLOCK};
    struct moment moment = {.session_ms = closed_ms,
                            .goals_closing_ms = GOALS_CLOSING_MS,
                            .wall_day = HELP_DAY,
                            .wall_minute = HELP_START,
                            .goals = gathered};
    decide(record, &moment, &clock);
    check(record->session.goals_state == GOALS_IDLE);
}

void help_count(struct help_record *record, uint64_t at_ms, enum measure measure, uint8_t done,
                uint8_t of)
{
    struct command count = {
        .kind = COMMAND_COUNT, .number = (uint16_t)measure, .amount = done, .of = of};
    help_do(record, at_ms, &count);
}

void help_begin(struct help_record *record, const char *group, const char *leader)
{
    static const struct {
        const char *key;
        uint16_t minutes;
    } plan[] = {{"welcome", 5}, {"look-back", 4}, {"practice-review", 6}, {"goals", 8},
                {"agenda", 2},  {"topic", 25},    {"new-practice", 6},    {"close", 4}};
    help_part_begin(record);
    struct command command = {.kind = COMMAND_BEGIN};
    struct begin *begin = &command.begin;
    memcpy(begin->session_id, record->info.session_id, sizeof begin->session_id);
    PUT(begin->group, group);
    PUT(begin->leader, leader);
    PUT(begin->edition, "third");
    begin->meeting = MEETING_GROUP;
    begin->practice = true;
    begin->speed = 1;
    begin->people = 8;
    begin->people_joined = 8;
    begin->step_count = sizeof plan / sizeof plan[0];
    for (uint8_t i = 0; i < begin->step_count; i++) {
        PUT(begin->steps[i].key, plan[i].key);
        begin->steps[i].minutes = plan[i].minutes;
    }
    uint8_t hash[HASH_BYTES];
    seal_hash(record->deck_bytes, record->deck_size, hash);
    deck_outline_of(record->deck, hash, &begin->deck);
    help_do(record, 0, &command);
}

void help_end(struct help_record *record, uint64_t at_ms)
{
    help_say(record, at_ms, COMMAND_END, 0);
}

void help_finish(struct help_record *record, uint64_t at_ms)
{
    struct command command = {.kind = COMMAND_FINISH};
    command.finish.words_copied = true;
    PUT(command.finish.note, "A calm meeting.");
    help_do(record, at_ms, &command);
}

static uint64_t minutes(double count)
{
    return (uint64_t)(count * MINUTE_MS);
}

void help_meeting(struct help_record *record, unsigned parts)
{
    static const uint8_t feel[] = {8, 8, 16, 8, 4, 4, 1, 2};
    static const uint8_t next[] = {1, 1, 2, 4, 4, 4, 4, 0};
    static const uint8_t early[] = {1, 3, 2, 1, 1, 3, 0, 1};
    help_begin(record, "Tuesday Recovery Group", "M. Reyes");
    help_say(record, minutes(0.2), COMMAND_SLIDE_GO, 1);
    help_prompt(record, minutes(3), minutes(4), HELP_PROMPT_PLAIN, next, 8);
    help_say(record, minutes(6), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(10), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(16), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(17), COMMAND_SLIDE_GO, 6);
    help_say(record, minutes(22), COMMAND_SLIDE_GO, 7);
    if (parts > 1) {
        help_part_end(record);
        help_part_begin(record);
        struct command back = {.kind = COMMAND_RESUMED};
        help_do(record, minutes(22), &back);
    }
    help_say(record, minutes(25), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(27), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(30), COMMAND_SCREEN_FOUND, 5);
    help_mark(record, minutes(31), "strong talk about sleep.");
    help_say(record, minutes(34), COMMAND_SCREEN_LOST, 5);
    help_say(record, minutes(35), COMMAND_SCREEN_FOUND, 5);
    help_prompt(record, minutes(37), minutes(38), HELP_PROMPT, feel, 8);
    help_tag(record, minutes(44), TECHNIQUE_ROLE_PLAY);
    help_say(record, minutes(52), COMMAND_STEP_NEXT, 0);
    help_say(record, minutes(58), COMMAND_STEP_NEXT, 0);
    help_prompt(record, minutes(60), minutes(61), HELP_PROMPT_SENSITIVE, early, 8);
    help_end(record, minutes(62));
    help_tag(record, minutes(63), TECHNIQUE_SAY_IT_BACK);
    help_finish(record, minutes(64));
    help_part_end(record);
}
