#include "unit/wire/samples.h"
#include "base/check.h"
#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill(char *field, size_t size, const char *text)
{
    check(text_set(field, size, span_of_string(text)) == OK);
}
#define FILL(field, text) fill(field, sizeof(field), text)

// A text as long as its field allows.
static void fill_whole(char *field, size_t size)
{
    memset(field, 'm', size - 1);
    field[size - 1] = '\0';
}
#define FILL_WHOLE(field) fill_whole(field, sizeof(field))

// Sixty code points of four bytes.
static void own_words_fill(char text[OWN_WORDS_BYTES])
{
    for (size_t i = 0; i < OWN_WORDS_POINTS; i++)
        memcpy(text + 4 * i, "\xf0\x9f\x98\x80", 4);
}

struct release sample_release(enum release_kind kind)
{
    // Wiped whole, padding too, so that tests may compare with memcmp.
    struct release release;
    memset(&release, 0, sizeof release);
    release.kind = kind;
    if (kind == RELEASE_COUNTS) {
        release.row_count = 4;
        release.counts[1] = 3;
        release.counts[2] = PEOPLE_MAX;
    } else if (kind == RELEASE_BANDS) {
        release.row_count = 3;
        release.joined = true;
        release.bands[0] = BAND_FEW;
        release.bands[1] = BAND_HALF;
        release.bands[2] = BAND_MOST;
        release.few_most = 3;
        release.half_least = 4;
        release.half_most = 4;
        release.most_least = 5;
        release.most_most = 8;
    } else if (kind == RELEASE_LINES) {
        release.line_count = TEXT_LINES_MAX;
        release.lines[0].phrase = PHRASES_MAX;
        for (size_t i = 1; i < TEXT_LINES_MAX; i++)
            own_words_fill(release.lines[i].text);
    }
    return release;
}

static void sample_begin(struct begin *begin)
{
    memset(begin->session_id, 9, sizeof begin->session_id);
    FILL_WHOLE(begin->group);
    FILL_WHOLE(begin->leader);
    FILL_WHOLE(begin->edition);
    begin->meeting = MEETING_GROUP;
    begin->practice = true;
    begin->speed = 60;
    begin->people = PEOPLE_MAX;
    begin->people_joined = UINT8_MAX;
    begin->step_count = STEPS_MAX;
    for (uint8_t i = 0; i < STEPS_MAX; i++) {
        FILL_WHOLE(begin->steps[i].key);
        FILL_WHOLE(begin->steps[i].title);
        begin->steps[i].minutes = 180;
    }
    struct deck_outline *deck = &begin->deck;
    memset(deck->deck_hash, 8, sizeof deck->deck_hash);
    FILL_WHOLE(deck->module);
    FILL_WHOLE(deck->module_title);
    FILL_WHOLE(deck->title);
    deck->session_number = 2;
    deck->session_count = UINT8_MAX;
    deck->slide_count = SLIDES_MAX;
    deck->prompt_count = PROMPTS_MAX;
    for (uint8_t i = 0; i < PROMPTS_MAX; i++) {
        FILL_WHOLE(deck->prompts[i].key);
        const bool text = i % PROMPT_KIND_LAST + 1 == PROMPT_TEXT;
        deck->prompts[i].kind = (enum prompt_kind)(i % PROMPT_KIND_LAST + 1);
        deck->prompts[i].class = text ? CLASS_PERSONAL : (enum privacy_class)(CLASS_PLAIN + i % 3);
        deck->prompts[i].option_count = text ? PHRASES_MAX : OPTIONS_MAX;
        deck->prompts[i].slide = SLIDES_MAX;
    }
}

static void sample_finish(struct finish *finish)
{
    finish->people_here = (struct finish_count){true, 6, 8};
    finish->practice_set = (struct finish_count){true, 0, 0};
    finish->words_copied = true;
    FILL_WHOLE(finish->note);
}

// A band, and sixteen lines as long as a line may be.
static struct goals_release sample_goals(void)
{
    struct goals_release goals;
    memset(&goals, 0, sizeof goals);
    goals.banded = true;
    goals.opened = BAND_MOST;
    goals.few_most = 3;
    goals.half_least = 4;
    goals.half_most = 4;
    goals.most_least = 5;
    goals.most_most = 8;
    goals.line_count = GOAL_LINES_MAX;
    for (size_t i = 0; i < GOAL_LINES_MAX; i++) {
        struct goal_line *line = &goals.lines[i];
        line->kind = (enum goal_line_kind)(GOAL_LONG_TERM + i % GOAL_LINE_KIND_LAST);
        if (line->kind == GOAL_STEP || line->kind == GOAL_PRACTICE)
            line->status = GOAL_HELP;
        for (size_t k = 0; k < OWN_WORDS_POINTS; k++)
            memcpy(line->text + 3 * k, "\xe0\xba\x81", 3);
    }
    return goals;
}

// Sets what this kind holds and nothing else.
struct fact sample_fact(enum fact_kind kind)
{
    struct fact fact;
    memset(&fact, 0, sizeof fact);
    fact.kind = kind;
    fact.revision = 7;
    fact.at_ms = 120000;
    switch (kind) {
    case FACT_BEGUN:
        sample_begin(&fact.begin);
        fact.wall_day = 20000;
        fact.wall_minute = 1439;
        break;
    case FACT_RESUMED:
        fact.gap_minutes = 3;
        break;
    case FACT_STEP_RENAMED:
        fact.number = STEPS_MAX;
        FILL_WHOLE(fact.text);
        break;
    case FACT_STEP_RESIZED:
        fact.number = 2;
        fact.amount = 0;
        break;
    case FACT_STEP_MOVED:
        fact.number = 2;
        fact.amount = STEPS_MAX;
        break;
    case FACT_PEOPLE:
        fact.amount = PEOPLE_MAX;
        break;
    case FACT_PROMPT_OPENED:
        fact.number = PROMPTS_MAX;
        fact.class = CLASS_SENSITIVE;
        fact.amount = 8;
        break;
    case FACT_PROMPT_CLOSING:
        fact.show = true;
        break;
    case FACT_PROMPT_CLOSED:
        fact.number = 1;
        fact.release = sample_release(RELEASE_BANDS);
        break;
    case FACT_MARKED:
        FILL(fact.text, "Good talk ຂອບໃຈ");
        break;
    case FACT_TAGGED:
    case FACT_UNTAGGED:
        fact.technique = TECHNIQUE_LAST;
        break;
    case FACT_SLIDE_SHOWN:
    case FACT_SLIDE_TAKEN_BACK:
    case FACT_STEP_BEGUN:
    case FACT_STEP_SKIPPED:
    case FACT_SCREEN_FOUND:
    case FACT_SCREEN_LOST:
        fact.number = 1;
        break;
    case FACT_FINISHED:
        sample_finish(&fact.finish);
        break;
    case FACT_PROMPT_PAUSED:
    case FACT_PROMPT_WOKEN:
    case FACT_PROMPT_VOIDED:
    case FACT_RESULT_SHOWN:
    case FACT_RESULT_HIDDEN:
    case FACT_SCREENS_PAUSED:
    case FACT_SCREENS_WOKEN:
    case FACT_ROOM_BLANKED:
    case FACT_ROOM_SHOWN:
    case FACT_WARNED:
    case FACT_DISK_FAILED:
    case FACT_ENDED:
    case FACT_PROMPT_REVIEW:
    case FACT_GOALS_CLOSING:
        break;
    case FACT_GOALS_OPENED:
        fact.amount = PEOPLE_MAX;
        fact.show = true;
        break;
    case FACT_GOALS_CLOSED:
        fact.goals = sample_goals();
        break;
    case FACT_COUNTED:
        fact.number = MEASURE_LAST;
        fact.amount = 0;
        fact.of = UINT8_MAX;
        break;
    case FACT_COVERED:
        FILL(fact.text, "coping-with-stress 2: slides 1-4, 6 of 9, at 6");
        break;
    }
    return fact;
}

struct scene sample_scene(enum audience audience)
{
    struct scene scene = {.audience = audience,
                          .revision = UINT32_MAX,
                          .phase = SCENE_RUNNING,
                          .session_ms = UINT64_C(1) << 48,
                          .slide = SLIDES_MAX,
                          .slide_count = SLIDES_MAX,
                          .paused = true,
                          .blank = true,
                          .meeting = MEETING_INDIVIDUAL,
                          .practice = true,
                          .prompt_state = PROMPT_SHOWN,
                          .prompt = PROMPTS_MAX,
                          .prompt_class = CLASS_SENSITIVE,
                          .box_full = true,
                          .result_on = true,
                          .release = sample_release(RELEASE_BANDS)};
    memset(scene.deck_hash, 5, sizeof scene.deck_hash);
    if (audience == AUDIENCE_ROOM)
        FILL_WHOLE(scene.group);
    return scene;
}

struct envelope sample_envelope(bool open)
{
    struct envelope envelope = {.tick = UINT64_MAX,
                                .now_ms = 123456,
                                .speed = UINT16_MAX,
                                .head = {.segment = 3, .frame = UINT64_MAX},
                                .scene = sample_scene(AUDIENCE_TERMINAL),
                                .open = open};
    memset(envelope.session_id, 1, sizeof envelope.session_id);
    memset(envelope.head.hash, 2, sizeof envelope.head.hash);
    if (!open)
        return envelope;
    envelope.phase_id = UINT32_MAX;
    memset(envelope.phase_key, 4, sizeof envelope.phase_key);
    memset(envelope.room_key, 5, sizeof envelope.room_key);
    for (size_t i = 0; i < PEOPLE_MAX; i++)
        memset(envelope.ids[i], (int)(3 * i + 1), SUBMISSION_ID_BYTES);
    return envelope;
}

struct cell_body sample_cell(enum cell_kind kind)
{
    struct cell_body body = {.kind = kind};
    if (kind == CELL_ANSWER) {
        body.phase_id = 3;
        memset(body.id, 0xab, sizeof body.id);
        body.choice = 1U << 4 | 1U;
    }
    return body;
}

struct cell_body sample_cell_words(void)
{
    struct cell_body body = sample_cell(CELL_ANSWER);
    body.choice = 0;
    own_words_fill(body.text);
    return body;
}

struct envelope sample_envelope_lines(void)
{
    struct envelope envelope = sample_envelope(false);
    envelope.scene.release = sample_release(RELEASE_LINES);
    return envelope;
}

struct envelope sample_envelope_goals(void)
{
    struct envelope envelope = sample_envelope(true);
    struct scene *scene = &envelope.scene;
    scene->prompt_state = PROMPT_HELD;
    scene->result_on = false;
    scene->box_full = false;
    scene->goals_state = GOALS_CLOSING;
    scene->new_cards = true;
    memset(&scene->release, 0, sizeof scene->release);
    memset(envelope.goal_salt, 7, sizeof envelope.goal_salt);
    envelope.goal_week = UINT32_MAX;
    memset(envelope.goal_reply, 8, sizeof envelope.goal_reply);
    return envelope;
}

struct goal_cell sample_goal_cell(enum goal_cell_kind kind)
{
    struct goal_cell cell;
    memset(&cell, 0, sizeof cell);
    cell.kind = kind;
    if (kind == GOAL_CELL_DUMMY)
        return cell;
    cell.phase_id = UINT32_MAX;
    memset(cell.id, 0xab, sizeof cell.id);
    if (kind != GOAL_CELL_SHARE)
        memset(cell.find, 0xcd, sizeof cell.find);
    if (kind == GOAL_CELL_GET || kind == GOAL_CELL_NEW)
        memset(cell.key, 0xef, sizeof cell.key);
    if (kind == GOAL_CELL_PUT || kind == GOAL_CELL_SHARE) {
        cell.byte_count = kind == GOAL_CELL_PUT ? GOAL_ROW_CHUNK_BYTES : GOAL_SHARE_CHUNK_BYTES;
        memset(cell.bytes, 0x55, cell.byte_count);
        cell.chunk = 3;
    }
    if (kind == GOAL_CELL_PUT) {
        cell.version = UINT32_MAX;
        cell.share_chunks = GOAL_SHARE_CHUNKS;
    }
    return cell;
}

// Sixty code points of three bytes.
static void goal_words_fill(char text[OWN_WORDS_BYTES])
{
    for (size_t i = 0; i < OWN_WORDS_POINTS; i++)
        memcpy(text + 3 * i, "\xe0\xba\x81", 3);
}

static void goal_line_fill(struct goal_words *words)
{
    goal_words_fill(words->text);
    words->share = true;
}

void sample_goal_sheet(struct goal_sheet *out_sheet)
{
    memset(out_sheet, 0, sizeof *out_sheet);
    out_sheet->handle = (struct goal_handle){SHAPE_RING, GOAL_HANDLE_NUMBER_MOST};
    goal_line_fill(&out_sheet->long_term);
    goal_line_fill(&out_sheet->why);
    out_sheet->short_count = GOAL_SHORTS_MAX;
    for (size_t i = 0; i < GOAL_SHORTS_MAX; i++) {
        struct goal_short *term = &out_sheet->shorts[i];
        goal_line_fill(&term->words);
        term->step_count = GOAL_STEPS_MAX;
        for (size_t k = 0; k < GOAL_STEPS_MAX; k++) {
            goal_line_fill(&term->steps[k].words);
            term->steps[k].status = GOAL_HELP;
            term->steps[k].week = 3000;
        }
    }
    struct goal_practice *practice = &out_sheet->practice;
    practice->kind = PRACTICE_SET;
    for (size_t i = 0; i < PRACTICE_PARTS; i++)
        goal_words_fill(practice->parts[i].own);
    practice->share = true;
    practice->tried = TRIED_SOME;
    practice->obstacle = 5;
    practice->week = 3000;
    out_sheet->week_count = GOAL_WEEKS_MAX;
    for (uint8_t i = 0; i < GOAL_WEEKS_MAX; i++)
        out_sheet->weeks[i] = (struct goal_rung){2975U + i, GOAL_RUNGS};
}

void sample_control(enum control_kind kind, struct control *out_control)
{
    memset(out_control, 0, sizeof *out_control);
    out_control->kind = kind;
    const bool greets = kind == CONTROL_HELLO || kind == CONTROL_WELCOME;
    const bool names_deck =
        kind == CONTROL_HEALTH || kind == CONTROL_DECK_GET || kind == CONTROL_DECK_CHUNK;
    if (greets || kind == CONTROL_REFUSED)
        out_control->version = PROTOCOL_VERSION;
    if (greets) {
        out_control->screen = TERMINALS_MAX;
        out_control->practice = true;
    }
    if (kind == CONTROL_REFUSED)
        out_control->reason = REASON_UNPAIRED;
    if (names_deck)
        memset(out_control->hash, 6, sizeof out_control->hash);
    if (kind == CONTROL_HEALTH) {
        out_control->deck_whole = true;
        out_control->language = LANGUAGE_SO;
        out_control->two_languages = true;
        out_control->language2 = LANGUAGE_LO;
        out_control->power = UINT8_MAX;
    }
    if (kind == CONTROL_DECK_GET || kind == CONTROL_DECK_CHUNK)
        out_control->chunk = 1;
    if (kind == CONTROL_DECK_CHUNK) {
        out_control->chunk_count = 66;
        out_control->total_bytes = DECK_BYTES_MAX;
        out_control->chunk_bytes = DECK_CHUNK_BYTES;
        memset(out_control->bytes, 0xcd, sizeof out_control->bytes);
    }
    if (kind == CONTROL_ENROL || kind == CONTROL_ROOM_KEY)
        memset(out_control->key, 7, sizeof out_control->key);
}

void sample_record_event(enum record_event_kind kind, struct record_event *out_event)
{
    memset(out_event, 0, sizeof *out_event);
    out_event->kind = kind;
    if (kind == RECORD_FACT) {
        const struct fact fact = sample_fact(FACT_BEGUN);
        memset(out_event->digest_before, 1, sizeof out_event->digest_before);
        out_event->fact_bytes = (uint16_t)fact_encode(&fact, out_event->fact);
    } else if (kind == RECORD_DECK_CHUNK) {
        memset(out_event->deck_hash, 6, sizeof out_event->deck_hash);
        out_event->chunk = 65;
        out_event->chunk_count = 66;
        out_event->total_bytes = DECK_BYTES_MAX;
        out_event->chunk_bytes = DECK_BYTES_MAX - 65 * DECK_CHUNK_BYTES;
        memset(out_event->bytes, 0xcd, out_event->chunk_bytes);
    } else if (kind == RECORD_CHECKPOINT) {
        out_event->head = (struct record_head){.segment = 1, .frame = 99};
        memset(out_event->head.hash, 3, sizeof out_event->head.hash);
        memset(out_event->signature, 4, sizeof out_event->signature);
    } else {
        out_event->state_bytes = sizeof out_event->state;
        memset(out_event->state, 5, sizeof out_event->state);
    }
}

static void deck_heads(struct deck *deck)
{
    FILL(deck->key, "coping-with-stress-2");
    FILL(deck->module, "coping-with-stress");
    FILL(deck->licence, "CC BY 4.0");
    FILL(deck->help_line, "988");
    for (int i = 0; i < LANGUAGES; i += 3) { // English and Lao
        deck->labels[i].present = true;
        FILL(deck->labels[i].words[LABEL_HOME_PRACTICE], i > 0 ? "ວຽກບ້ານ" : "homework");
    }
    deck->session_number = 2;
    deck->session_count = 3;
}

void sample_deck(struct deck *out_deck)
{
    struct deck *deck = out_deck;
    memset(deck, 0, sizeof *deck);
    deck_heads(deck);
    for (int i = 0; i < LANGUAGES; i += 3) { // English and Lao
        deck->languages[i].present = true;
        deck->languages[i].draft = i > 0;
        FILL(deck->languages[i].title, i > 0 ? "ຄວາມ ຄຽດ" : "Stress");
        FILL(deck->languages[i].module_title, "Coping with stress");
        deck->languages[i].idea_count = 1;
        FILL(deck->languages[i].ideas[0], "Take a walk");
    }
    deck->slide_count = 2;
    for (int s = 0; s < 2; s++) {
        struct deck_slide *slide = &deck->slides[s];
        FILL(slide->key, s == 0 ? "start" : "signs");
        slide->layout = s == 0 ? LAYOUT_PICTURE : LAYOUT_CARDS;
        if (s == 0)
            FILL(slide->picture, "boat");
        struct deck_slide_words *words = &slide->words[LANGUAGE_EN];
        words->present = true;
        FILL(words->title, "Signs of stress");
        words->card_count = 2;
        FILL(words->cards[0].icon, "body");
        FILL(words->cards[0].text, "A tight chest");
        words->note_count = 1;
        words->notes[0].kind = NOTE_ASK;
        FILL(words->notes[0].text, "Where do you feel it?");
    }
    deck->slides[1].words[LANGUAGE_LO] = deck->slides[1].words[LANGUAGE_EN];
    // A line break, as translators of Lao write it.
    check(text_ok_deck(span_of_string("ຄວາມ\u200bຄຽດ")) == OK);
    strcpy(deck->slides[1].words[LANGUAGE_LO].title, "ຄວາມ\u200bຄຽດ");
    deck->prompt_count = 2;
    for (int p = 0; p < 2; p++) {
        struct deck_prompt *prompt = &deck->prompts[p];
        FILL(prompt->key, p == 0 ? "today" : "helps");
        prompt->kind = p == 0 ? PROMPT_FACES : PROMPT_CHOOSE_ALL;
        prompt->class = p == 0 ? CLASS_PERSONAL : CLASS_PLAIN;
        prompt->slide = 2;
        prompt->option_count = p == 0 ? OPTIONS_MAX : 3;
        struct deck_prompt_words *words = &prompt->words[LANGUAGE_EN];
        words->present = true;
        FILL(words->question, "How are you today?");
        for (uint8_t i = 0; p == 1 && i < 3; i++) {
            FILL(prompt->option_keys[i], "option");
            FILL(words->options[i], "Walking");
        }
        if (p == 1)
            FILL(prompt->option_icons[1], "walk"); // the first has none, and keeps its place
    }
}

static void fill_size(char *field, size_t size, size_t text_bytes)
{
    memset(field, 'd', text_bytes < size ? text_bytes : size - 1);
}

void sample_deck_full(struct deck *out_deck, uint8_t slide_count, size_t text_bytes)
{
    memset(out_deck, 0, sizeof *out_deck);
    deck_heads(out_deck);
    out_deck->slide_count = slide_count;
    for (int i = 0; i < LANGUAGES; i++) {
        out_deck->languages[i].present = true;
        out_deck->languages[i].idea_count = PRACTICE_IDEAS_MAX;
        for (uint8_t s = 0; s < slide_count; s++) {
            out_deck->slides[s].layout = LAYOUT_TEXT;
            struct deck_slide_words *words = &out_deck->slides[s].words[i];
            words->present = true;
            words->card_count = CARDS_MAX;
            for (uint8_t c = 0; c < CARDS_MAX; c++)
                fill_size(words->cards[c].text, sizeof words->cards[c].text, text_bytes);
            words->note_count = NOTES_MAX;
            for (uint8_t n = 0; n < NOTES_MAX; n++) {
                words->notes[n].kind = NOTE_SAY;
                fill_size(words->notes[n].text, sizeof words->notes[n].text, text_bytes);
            }
        }
    }
}

// ------------------------------------------------------------------------------- all codecs

#define TRIP(function, type, decode, encode)                                                       \
    static enum err function(struct span bytes, uint8_t *out_again, size_t *out_size)              \
    {                                                                                              \
        static type value;                                                                         \
        const enum err err = decode(bytes, &value);                                                \
        if (err == OK)                                                                             \
            *out_size = encode(&value, out_again);                                                 \
        return err;                                                                                \
    }
TRIP(trip_fact, struct fact, fact_decode, fact_encode)
TRIP(trip_scene, struct scene, scene_decode, scene_encode)
TRIP(trip_envelope, struct envelope, envelope_decode, envelope_encode)
TRIP(trip_control, struct control, control_decode, control_encode)
TRIP(trip_event, struct record_event, record_event_decode, record_event_encode)

static enum err trip_cell(struct span bytes, uint8_t *out_again, size_t *out_size)
{
    struct cell_body body;
    if (bytes.size != CELL_BODY_BYTES) // a cell of another size does not open in seal
        return ERR_MALFORMED;
    const enum err err = cell_body_decode(bytes.at, &body);
    if (err == OK) {
        cell_body_encode(&body, out_again);
        *out_size = CELL_BODY_BYTES;
    }
    return err;
}

static enum err trip_goal_cell(struct span bytes, uint8_t *out_again, size_t *out_size)
{
    struct goal_cell cell;
    if (bytes.size != CELL_BODY_BYTES)
        return ERR_MALFORMED;
    const enum err err = goal_cell_decode(bytes.at, &cell);
    if (err == OK) {
        goal_cell_encode(&cell, out_again);
        *out_size = CELL_BODY_BYTES;
    }
    return err;
}

static enum err trip_goal_sheet(struct span bytes, uint8_t *out_again, size_t *out_size)
{
    static struct goal_sheet sheet;
    if (bytes.size != GOAL_PLAIN_BYTES)
        return ERR_MALFORMED;
    const enum err err = goal_sheet_decode(bytes.at, &sheet);
    if (err == OK) {
        goal_sheet_encode(&sheet, out_again);
        *out_size = GOAL_PLAIN_BYTES;
    }
    return err;
}

static enum err trip_deck(struct span bytes, uint8_t *out_again, size_t *out_size)
{
    static struct deck deck;
    uint8_t *block = malloc(DECK_SCRATCH_BYTES);
    check(block != NULL);
    struct arena scratch;
    arena_init(&scratch, block, DECK_SCRATCH_BYTES);
    const enum err err = deck_decode(bytes, &scratch, &deck);
    if (err == OK)
        check(deck_encode(&deck, &scratch, out_again, SAMPLE_BYTES_MAX, out_size) == OK);
    free(block);
    return err;
}

const struct codec_row *codec_row(enum message message)
{
    static const struct codec_row rows[MESSAGES] = {
        [MESSAGE_FACT] = {"fact", FACT_BYTES_MAX, trip_fact},
        [MESSAGE_SCENE] = {"scene", SCENE_BYTES_MAX, trip_scene},
        [MESSAGE_ENVELOPE] = {"envelope", ENVELOPE_OPEN_BYTES, trip_envelope},
        [MESSAGE_CELL] = {"cell_body", CELL_BODY_BYTES, trip_cell},
        [MESSAGE_CONTROL] = {"control", CONTROL_BYTES_MAX, trip_control},
        [MESSAGE_RECORD_EVENT] = {"record_event", RECORD_EVENT_BYTES_MAX, trip_event},
        [MESSAGE_DECK] = {"deck_wire", DECK_BYTES_MAX, trip_deck},
        [MESSAGE_GOAL_CELL] = {"goal_cell", CELL_BODY_BYTES, trip_goal_cell},
        [MESSAGE_GOAL_SHEET] = {"goal_sheet", GOAL_PLAIN_BYTES, trip_goal_sheet},
    };
    check(message < MESSAGES);
    return &rows[message];
}

static void add(struct samples *samples, enum message message, const char *name, int number,
                const uint8_t *bytes, size_t size)
{
    check(samples->count < SAMPLES_MAX);
    struct sample *sample = &samples->items[samples->count++];
    sample->message = message;
    snprintf(sample->name, sizeof sample->name, "%s-%d", name, number);
    sample->size = size;
    sample->bytes = malloc(size + (size == 0));
    check(sample->bytes != NULL);
    memcpy(sample->bytes, bytes, size);
}

void samples_make(struct samples *out_samples)
{
    static uint8_t b[SAMPLE_BYTES_MAX];
    out_samples->count = 0;
    for (int i = FACT_BEGUN; i <= FACT_LAST; i++) {
        const struct fact fact = sample_fact((enum fact_kind)i);
        add(out_samples, MESSAGE_FACT, fact_kind_name(fact.kind), i, b, fact_encode(&fact, b));
    }
    for (int i = AUDIENCE_TERMINAL; i <= AUDIENCE_ROOM; i++) {
        const struct scene scene = sample_scene((enum audience)i);
        add(out_samples, MESSAGE_SCENE, audience_name(scene.audience), i, b,
            scene_encode(&scene, b));
    }
    for (int i = 0; i <= 1; i++) {
        const struct envelope envelope = sample_envelope(i == 1);
        add(out_samples, MESSAGE_ENVELOPE, "envelope", i, b, envelope_encode(&envelope, b));
        const struct cell_body body = sample_cell((enum cell_kind)i);
        cell_body_encode(&body, b);
        add(out_samples, MESSAGE_CELL, "cell", i, b, CELL_BODY_BYTES);
    }
    const struct envelope lines = sample_envelope_lines();
    add(out_samples, MESSAGE_ENVELOPE, "envelope", 2, b, envelope_encode(&lines, b));
    const struct cell_body words = sample_cell_words();
    cell_body_encode(&words, b);
    add(out_samples, MESSAGE_CELL, "cell", 2, b, CELL_BODY_BYTES);
    const struct envelope goals = sample_envelope_goals();
    add(out_samples, MESSAGE_ENVELOPE, "envelope", 3, b, envelope_encode(&goals, b));
    for (int i = GOAL_CELL_GET; i <= GOAL_CELL_LAST; i++) {
        const struct goal_cell cell = sample_goal_cell((enum goal_cell_kind)i);
        goal_cell_encode(&cell, b);
        add(out_samples, MESSAGE_GOAL_CELL, "cell", i, b, CELL_BODY_BYTES);
    }
    static struct goal_sheet sheet;
    sample_goal_sheet(&sheet);
    goal_sheet_encode(&sheet, b);
    add(out_samples, MESSAGE_GOAL_SHEET, "sheet", 1, b, GOAL_PLAIN_BYTES);
    struct fact closed = sample_fact(FACT_PROMPT_CLOSED);
    closed.release = sample_release(RELEASE_LINES);
    add(out_samples, MESSAGE_FACT, "lines", FACT_PROMPT_CLOSED, b, fact_encode(&closed, b));
    for (int i = CONTROL_HELLO; i <= CONTROL_ROOM_KEY; i++) {
        static struct control control;
        sample_control((enum control_kind)i, &control);
        add(out_samples, MESSAGE_CONTROL, "control", i, b, control_encode(&control, b));
    }
    for (int i = RECORD_FACT; i <= RECORD_CONTINUED; i++) {
        static struct record_event event;
        sample_record_event((enum record_event_kind)i, &event);
        add(out_samples, MESSAGE_RECORD_EVENT, "event", i, b, record_event_encode(&event, b));
    }
    static struct deck deck;
    static uint8_t block[DECK_SCRATCH_BYTES];
    struct arena scratch;
    arena_init(&scratch, block, sizeof block);
    size_t size = 0;
    sample_deck(&deck);
    check(deck_encode(&deck, &scratch, b, sizeof b, &size) == OK);
    add(out_samples, MESSAGE_DECK, "deck", 1, b, size);
}

void samples_free(struct samples *samples)
{
    for (size_t i = 0; i < samples->count; i++)
        free(samples->items[i].bytes);
    samples->count = 0;
}
