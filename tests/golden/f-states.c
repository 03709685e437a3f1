#include "f-states_private.h"

#include "base/check.h"
#include "deck/deck_append.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct f_state states_list[] = {
    {"f-unlock", NULL, "f12-unlock"},
    {"f-unlock-wrong", NULL, NULL},
    {"f-unlock-wait", NULL, NULL},
    {"f-unlock-opening", NULL, NULL},
    {"f-first", NULL, NULL},
    {"f-start", "f-start-wide", "f01-start-session"},
    {"f-start-alone", NULL, NULL},
    {"f-start-cards", NULL, NULL},
    {"f-start-cards-end", NULL, NULL},
    {"f-live", "f-live-wide", "f02-live-console"},
    {"f-live-over", NULL, NULL},
    {"f-live-warned", NULL, NULL},
    {"f-live-few", NULL, NULL},
    {"f-live-closing", NULL, NULL},
    {"f-live-closing-2", NULL, NULL},
    {"f-live-alone", NULL, NULL},
    {"f-live-paused", NULL, NULL},
    {"f-live-step", "f-live-step-wide", NULL},
    {"f-live-disk", NULL, NULL},
    {"f-live-disk-read-only", NULL, NULL},
    {"f-live-disk-broken", NULL, NULL},
    {"f-live-toast", NULL, NULL},
    {"f-live-many", NULL, NULL},
    {"f-result", "f-result-wide", NULL},
    {"f-result-hidden", NULL, NULL},
    {"f-result-few", NULL, NULL},
    {"f-prompt", "f-prompt-wide", "f03-prompt-open"},
    {"f-prompt-waiting", NULL, NULL},
    {"f-prompt-full", NULL, NULL},
    {"f-prompt-plain", NULL, NULL},
    {"f-prompt-closing", NULL, NULL},
    {"f-prompt-gone", "f-prompt-gone-wide", NULL},
    {"f-prompt-locked", NULL, NULL},
    {"f-prompt-stopped", NULL, NULL},
    {"f-prompt-text", NULL, NULL},
    {"f-live-text", NULL, NULL},
    {"f-result-lines", NULL, NULL},
    {"f-11", "f-11-wide", "f11-approve-lines"},
    {"f-11-start", NULL, NULL},
    {"f-11-typing", NULL, NULL},
    {"f-11-many", NULL, NULL},
    {"f-end", "f-end-wide", "f05-end-summary"},
    {"f-end-no-printer", NULL, NULL},
    {"f-board-printed", NULL, NULL},
    {"f-keys", NULL, "f07-keyboard-help"},
    {"f-ask-end", NULL, NULL},
    {"f-ask-void", NULL, NULL},
    {"f-connect", NULL, NULL},
    {"f-reviewers", NULL, NULL},
    {"f-reviewers-none", NULL, NULL},
    {"f-people-here", "f-people-here-wide", NULL},
    {"f-live-close", NULL, NULL},
    {"f-board", "f-board-wide", "f04-goals-board"},
    {"f-board-open", NULL, NULL},
    {"f-board-none", NULL, NULL},
    {"f-board-many", NULL, NULL},
    {"f-board-cards", NULL, NULL},
    {"f-board-cards-last", NULL, NULL},
    {"f-board-cards-end", NULL, NULL},
    {"f-board-bad", NULL, NULL},
    {"f-board-resting", NULL, NULL},
    {"f-people-empty", NULL, NULL},
    {"f-people-look-back", NULL, NULL},
    {"f-people-round", "f-people-round-wide", NULL},
    {"f-people-practice", NULL, NULL},
    {"f-member", NULL, NULL},
    {"f-ask-round", NULL, NULL},
    {"f-ask-join", NULL, NULL},
    {"f-people-closed", NULL, NULL},
    {"f-people-open", NULL, NULL},
};

const struct f_state *f_states_list(size_t *out_count)
{
    *out_count = sizeof states_list / sizeof states_list[0];
    return states_list;
}

struct f_states *f_states_create(const char *assets)
{
    struct f_states *states = calloc(1, sizeof *states);
    check(states != NULL);
    states->profile.practice = true;
    snprintf(states->profile.groups, sizeof states->profile.groups, "%s", "no-such-folder");
    enum err err = library_create(assets, &states->profile, &states->library);
    check(err == OK);
    err = start_create(states->library, &states->start);
    check(err == OK);
    states->book = malloc(sizeof *states->book);
    states->board = calloc(1, sizeof *states->board);
    check(states->book != NULL && states->board != NULL);
    return states;
}

void f_states_destroy(struct f_states *states)
{
    free(states->book);
    free(states->board);
    start_destroy(states->start);
    library_destroy(states->library);
    free(states);
}

static void choose(struct f_states *states, enum meeting_kind meeting, uint8_t session)
{
    struct start *start = states->start;
    if (start_ready(start) && start->session == session && start->meeting == meeting)
        return; // reading the deck again would give the same
    start->edition = 0;
    for (size_t i = 0; i < start->group_count; i++)
        if (strcmp(start->groups[i].name, "Tuesday Recovery Group") == 0)
            start_choose_group(start, i);
    const struct edition *edition = start_edition(start);
    for (size_t i = 0; i < edition->module_count; i++)
        if (strcmp(edition->modules[i].key, "coping-with-stress") == 0)
            start_choose_module(start, i);
    start_choose_session(start, session);
    start_choose_meeting(start, meeting);
    check(start_ready(start));
}

// 35 minutes into the group of the design: six minutes for five, and so on.
static void fill_scene(struct f_states *states)
{
    static const uint32_t SPENT[] = {6, 4, 6, 9, 2};
    struct scene *scene = &states->scene;
    struct start *start = states->start;
    start_fill(start);
    memset(scene, 0, sizeof *scene);
    scene->audience = AUDIENCE_FACILITATOR;
    scene->phase = SCENE_RUNNING;
    scene->begin = start->prepared->begin;
    scene->meeting = scene->begin.meeting;
    memcpy(scene->group, scene->begin.group, sizeof scene->group);
    scene->slide = 7;
    scene->slides_shown = 0x7F;
    scene->slide_count = start->prepared->deck.slide_count;
    scene->wall_minute = 10 * 60;
    scene->people = start->people;
    scene->places = 8;
    scene->step_count = start->step_count;
    scene->step = 6;
    uint64_t at = 0;
    for (uint8_t i = 0; i < scene->step_count; i++) {
        struct scene_step *step = &scene->steps[i];
        memcpy(step->key, start->steps[i].key, sizeof step->key);
        memcpy(step->title, start->steps[i].title, sizeof step->title);
        step->plan_minutes = start->steps[i].minutes;
        step->done = i < 5;
        step->current = i == 5;
        step->spent_ms = i < 5 ? SPENT[i] * 60000 : 0;
        step->since_ms = i == 5 ? at : 0;
        at += step->spent_ms;
    }
}

static void fill_health(struct f_states *states, uint16_t count, bool one_lost)
{
    static const enum language LANGUAGES_OF[] = {LANGUAGE_EN, LANGUAGE_ES, LANGUAGE_ES,
                                                 LANGUAGE_HMN, LANGUAGE_EN};
    struct hub_health *health = &states->health;
    memset(health, 0, sizeof *health);
    health->screen_count = count;
    health->here = count;
    for (uint16_t i = 0; i < count; i++) {
        struct watch_row *row = &health->screens[i];
        row->screen = (uint16_t)(i + 1);
        row->state = WATCH_HERE;
        row->language = LANGUAGES_OF[i % 5];
        row->two_languages = i % 5 == 2;
        row->language2 = LANGUAGE_LO;
        row->heard_at_ms = 100000;
    }
    if (one_lost) {
        health->screens[4].state = WATCH_LOST;
        health->screens[4].heard_at_ms = 60000;
        health->here--;
        health->lost = 1;
    }
    snprintf(health->record_path, sizeof health->record_path, "%s",
             "/media/reyes/imr-room/sessions/tuesday.imrlog");
    snprintf(health->words, sizeof health->words, "%s", "maple river candle garden window silver");
}

static uint8_t prompt_of(const struct deck *deck, enum prompt_kind kind, enum privacy_class class)
{
    for (uint8_t i = 0; i < deck->prompt_count; i++)
        if (deck->prompts[i].kind == kind && (class == 0 || deck->prompts[i].class == class))
            return (uint8_t)(i + 1);
    return 1;
}

static void open_prompt(struct f_states *states, enum prompt_state state, enum box_state box)
{
    struct scene *scene = &states->scene;
    const struct deck *deck = &states->start->prepared->deck;
    scene->prompt_state = state;
    scene->prompt = prompt_of(deck, PROMPT_FACES, 0);
    scene->prompt_class = CLASS_PERSONAL;
    scene->box_state = box;
    states->view.session_ms = 37 * 60000;
    states->view.phase_at_ms = 37 * 60000 - 84000;
    fill_health(states, 5, false);
}

static void release(struct f_states *states, bool on, enum release_kind kind)
{
    struct scene *scene = &states->scene;
    scene->prompt = prompt_of(&states->start->prepared->deck, PROMPT_FACES, 0);
    scene->prompt_state = kind == RELEASE_WITHHELD ? PROMPT_WITHHELD : PROMPT_SHOWN;
    scene->prompt_class = CLASS_PERSONAL;
    scene->result_on = on;
    scene->release = (struct release){.kind = kind};
    for (size_t i = 0; i < PROMPTS_MAX; i++)
        scene->prompts_used[i] = true;
    if (kind == RELEASE_BANDS)
        scene->release = (struct release){.kind = kind,
                                          .row_count = 3,
                                          .bands = {BAND_FEW, BAND_FEW, BAND_HALF},
                                          .joined = true,
                                          .few_most = 3,
                                          .half_least = 4,
                                          .half_most = 4,
                                          .most_least = 5,
                                          .most_most = 8};
}

static void write_line(struct f_states *states, const char *words)
{
    struct scene *scene = &states->scene;
    check(scene->review_count < PEOPLE_MAX);
    struct text_line *line = &scene->review[scene->review_count++];
    snprintf(line->text, sizeof line->text, "%s", words);
}

static void decide(struct f_states *states, uint8_t line, enum line_choice choice)
{
    review_choose(&states->desk.review, line, choice, view_review_words(&states->view, line));
}

// The six lines of the design.
static void six_lines(struct f_states *states)
{
    static const char *const WRITTEN[] = {"music",
                                          "a walk after lunch",
                                          "tea with my neighbor Ana",
                                          "my cat",
                                          "my sister the nurse says sleep",
                                          "praying in the morning"};
    for (size_t i = 0; i < sizeof WRITTEN / sizeof WRITTEN[0]; i++)
        write_line(states, WRITTEN[i]);
}

static void decide_six(struct f_states *states)
{
    for (uint8_t i = 1; i <= 6; i++)
        decide(states, i, i == 5 ? LINE_LEAVE : LINE_SHOW);
    decide(states, 3, LINE_SHORTEN);
    field_set(&states->desk.review.field, "tea with a neighbor");
    review_stop(&states->desk.review);
}

static void many_lines(struct f_states *states)
{
    struct scene *scene = &states->scene;
    for (uint8_t i = 0; i < 4; i++)
        scene->review[scene->review_count++].phrase = (uint8_t)(i + 1);
    for (int i = 0; i < 3; i++) {
        write_line(states, "calling my friend and walking with her dog along the river");
        write_line(states, "sleep");
        write_line(states, "ຍ່າງຫຼິ້ນໃນສວນຕອນເຊົ້າ");
    }
    for (uint8_t i = 1; i <= 8; i++)
        decide(states, i, LINE_SHOW);
    decide(states, 5, LINE_SHORTEN);
    review_stop(&states->desk.review);
    decide(states, 6, LINE_LEAVE);
    decide(states, 9, LINE_SHOW);
    states->desk.review.page = 1; // the fifth line is its first
}

static void review_state(struct f_states *states, const char *name)
{
    struct scene *scene = &states->scene;
    scene->prompt_state = PROMPT_REVIEW;
    scene->prompt = prompt_of(&states->start->prepared->deck, PROMPT_TEXT, 0);
    scene->prompt_class = CLASS_PERSONAL;
    states->view.session_ms = 46 * 60000;
    fill_health(states, 5, false);
    if (strcmp(name, "f-11-many") == 0) {
        many_lines(states);
        return;
    }
    six_lines(states);
    if (strcmp(name, "f-11-start") == 0)
        return;
    decide_six(states);
    if (strcmp(name, "f-11-typing") == 0) {
        decide(states, 3, LINE_SHORTEN);
        states->desk.field_focus = PART_LINE_FIELD;
    }
}

static void text_state(struct f_states *states, const char *name)
{
    struct scene *scene = &states->scene;
    uint8_t prompt = prompt_of(&states->start->prepared->deck, PROMPT_TEXT, 0);
    scene->slide = states->start->prepared->deck.prompts[prompt - 1].slide;
    if (strcmp(name, "f-live-text") == 0) {
        for (uint8_t i = 0; i < PROMPTS_MAX; i++)
            scene->prompts_used[i] = i + 1 != prompt;
    } else if (strcmp(name, "f-prompt-text") == 0) {
        scene->prompt = prompt;
    } else {
        release(states, true, RELEASE_LINES);
        scene->prompt = prompt;
        six_lines(states);
        scene->release.line_count = 6;
        memcpy(scene->release.lines, scene->review, sizeof scene->release.lines[0] * 6);
        scene->release.lines[3] = (struct text_line){.phrase = 3};
        memset(scene->review, 0, sizeof scene->review);
        scene->review_count = 0;
    }
}

static void unlock_state(struct f_states *states, const char *name)
{
    struct view *view = &states->view;
    view->scene = NULL;
    view->deck = NULL;
    view->health = NULL;
    view->state = CONSOLE_LOCKED;
    states->desk.field_focus = PART_PASSPHRASE;
    field_set(&states->desk.passphrase, "four plain words");
    if (strcmp(name, "f-first") == 0) {
        view->is_new = true;
        field_set(&states->desk.again, "four plain");
    } else if (strcmp(name, "f-unlock-opening") == 0) {
        view->state = CONSOLE_OPENING;
    } else if (strcmp(name, "f-unlock-wrong") == 0) {
        states->trouble = (struct console_problem){
            .what = "the passphrase does not fit", .which = "passphrase", .next = "type it again"};
        view->trouble = &states->trouble;
        view->passphrase_wrong = true;
        states->desk.reveal = true;
    } else if (strcmp(name, "f-unlock-wait") == 0) {
        view->passphrase_wrong = true;
        view->wait_s = 118;
    }
}

static void live_state(struct f_states *states, const char *name)
{
    struct scene *scene = &states->scene;
    struct view *view = &states->view;
    if (strcmp(name, "f-live-over") == 0) {
        view->session_ms = 55 * 60000;
    } else if (strcmp(name, "f-live-warned") == 0) {
        view->session_ms = 53 * 60000;
        scene->warned = true;
    } else if (strcmp(name, "f-live-few") == 0) {
        scene->people = 4;
        scene->slide = states->start->prepared->deck.prompts[0].slide;
    } else if (strncmp(name, "f-live-closing", 14) == 0) {
        scene->step = scene->step_count;
        scene->slide = 1;
        const struct deck *deck = &states->start->prepared->deck;
        for (uint8_t i = 1; strcmp(name, "f-live-closing-2") == 0 && i < deck->prompt_count; i++)
            if (deck_prompt_is_closing(deck, i)) {
                scene->prompts_used[i - 1] = true; // the first has been asked
                break;
            }
    } else if (strcmp(name, "f-live-paused") == 0) {
        scene->paused = scene->blank = true;
        view->room_on = false;
    } else if (strcmp(name, "f-live-step") == 0) {
        states->desk.step = 7;
        states->desk.field_focus = PART_STEP_NAME;
        field_set(&states->desk.step_name, "New home practice");
        scene->steps[7].skipped = true;
    } else if (strncmp(name, "f-live-disk", 11) == 0) {
        states->health.disk = HUB_DISK_FAILED;
        states->health.disk_err = strcmp(name, "f-live-disk-read-only") == 0 ? ERR_READ_ONLY
                                  : strcmp(name, "f-live-disk-broken") == 0  ? ERR_IO
                                                                             : ERR_NO_SPACE;
        scene->disk_failed = true;
    } else if (strcmp(name, "f-live-toast") == 0) {
        snprintf(states->desk.toast, sizeof states->desk.toast, "refusal.last-slide");
        states->desk.toast_until_ms = view->now_ms + 1000;
        scene->slide = scene->slide_count;
    } else if (strcmp(name, "f-live-many") == 0) {
        fill_health(states, 32, true);
        states->health.screens[9].state = WATCH_NEVER;
    } else if (strcmp(name, "f-result") == 0) {
        release(states, true, RELEASE_BANDS);
    } else if (strcmp(name, "f-result-hidden") == 0) {
        release(states, false, RELEASE_BANDS);
    } else if (strcmp(name, "f-result-few") == 0) {
        release(states, true, RELEASE_WITHHELD);
    }
}

static void prompt_state(struct f_states *states, const char *name)
{
    struct scene *scene = &states->scene;
    open_prompt(states, PROMPT_OPEN, BOX_ENOUGH);
    if (strcmp(name, "f-prompt-waiting") == 0) {
        scene->box_state = BOX_WAITING;
    } else if (strcmp(name, "f-prompt-full") == 0) {
        scene->box_state = BOX_FULL;
        scene->paused = true;
    } else if (strcmp(name, "f-prompt-plain") == 0) {
        scene->prompt = prompt_of(&states->start->prepared->deck, PROMPT_SINGLE, CLASS_PLAIN);
        scene->prompt_class = CLASS_PLAIN;
        scene->box_count_known = true;
        scene->box_count = 5;
    } else if (strcmp(name, "f-prompt-closing") == 0) {
        scene->prompt_state = PROMPT_CLOSING;
        states->view.phase_at_ms = states->view.session_ms - 8000;
    } else if (strcmp(name, "f-prompt-gone") == 0) {
        scene->prompt_state = PROMPT_PAUSED;
        states->health.answers_gone = true;
    } else if (strcmp(name, "f-prompt-locked") == 0) {
        scene->prompt_state = PROMPT_PAUSED;
        states->health.answers_locked = true;
    } else if (strcmp(name, "f-prompt-stopped") == 0) {
        scene->prompt_state = PROMPT_PAUSED;
        states->desk.step = 8;
    }
}

static void end_state(struct f_states *states)
{
    static const enum technique USED[] = {TECHNIQUE_HOPE_AND_PRAISE, TECHNIQUE_LINK_TO_GOAL,
                                          TECHNIQUE_SAY_IT_BACK, TECHNIQUE_ROLE_PLAY,
                                          TECHNIQUE_COPING_PLAN};
    static const uint32_t SPENT[] = {6, 4, 6, 9, 2, 25, 6, 4};
    struct scene *scene = &states->scene;
    scene->phase = SCENE_ENDED;
    for (size_t i = 0; i < sizeof USED / sizeof USED[0]; i++)
        scene->tagged[USED[i]] = true;
    for (uint8_t i = 0; i < 8; i++) {
        scene->steps[i].done = true;
        scene->steps[i].current = false;
        scene->steps[i].spent_ms = SPENT[i] * 60000;
    }
    fill_health(states, 5, false);
    states->view.session_ms = 62 * 60000;
    states->desk.finish = (struct finish){.people_here = {true, 8, 9},
                                          .goals_followed_up = {true, 6, 8},
                                          .practice_reviewed = {true, 7, 8},
                                          .practice_set = {false, 0, 8},
                                          .words_copied = true};
    field_set(&states->desk.note,
              "Good talk about sleep and stress. Start next time with the walk story.");
}

static void paper_state(struct f_states *states, enum paperwork_what what,
                        enum paperwork_state state)
{
    states->paperwork = (struct paperwork_status){
        what, state, "/srv/groups/.local/share/imr-room/sheets/end-of-group.pdf"};
    states->view.paperwork = &states->paperwork;
}

// Two keys on a stick, one of them chosen; or none, and somebody is about to be taken off.
static void reviewers_state(struct f_states *states, bool none)
{
    struct desk *desk = &states->desk;
    desk->dialog = DIALOG_REVIEWERS;
    states->keys = (struct console_keys){0};
    states->view.keys = &states->keys;
    desk->remove_asked = none ? 4 : 0;
    if (none) {
        snprintf(desk->reviewer_say, sizeof desk->reviewer_say, "%s", "reviewers.wrong");
        return;
    }
    states->keys.count = 2;
    states->keys.found[0] = (struct found_key){
        .recipient = {.name = "L. Xiong"}, .file = "xiong.pub", .place = "STICK"};
    states->keys.found[1] = (struct found_key){.recipient = {.name = "R. Tamayo-Villanueva"},
                                               .file = "tamayo-villanueva.pub",
                                               .place = "AGENCY KEYS 2025"};
    desk->key_chosen = 2;
    desk->field_focus = PART_KEY_WORDS;
    field_set(&desk->key_words, "maple river candle");
}

static void dialog_state(struct f_states *states, const char *name)
{
    struct desk *desk = &states->desk;
    if (strcmp(name, "f-keys") == 0)
        desk->dialog = DIALOG_KEYS;
    if (strcmp(name, "f-ask-end") == 0)
        desk->dialog = DIALOG_END;
    if (strcmp(name, "f-ask-void") == 0)
        desk->dialog = DIALOG_VOID;
    if (strcmp(name, "f-ask-round") == 0)
        desk->dialog = DIALOG_ROUND;
    if (strncmp(name, "f-reviewers", 11) == 0)
        reviewers_state(states, strcmp(name, "f-reviewers-none") == 0);
    if (strcmp(name, "f-ask-join") == 0)
        desk->dialog = DIALOG_JOIN;
    if (strcmp(name, "f-connect") == 0) {
        desk->dialog = DIALOG_CONNECT;
        desk->pair = PAIR_WRITTEN;
        desk->pair_screen = 6;
        desk->field_focus = PART_FOLDER;
        field_set(&desk->folder, "/media/reyes/STICK");
        snprintf(desk->pair_path, sizeof desk->pair_path, "%s", "/media/reyes/STICK/screen-6.pair");
    }
}

void f_states_say(struct f_states *states, const struct strings *strings,
                  const struct deck_labels *labels)
{
    for (size_t i = 0; i < states->start->group_count; i++) {
        struct deck_labels *of_group = states->start->groups[i].labels;
        if (states->said == NULL)
            memcpy(states->real[i], of_group, sizeof states->real[i]);
        memcpy(of_group, labels != NULL ? labels : states->real[i], sizeof states->real[i]);
    }
    states->said = strings;
}

const struct strings *f_states_words(const struct f_states *states)
{
    return &states->library->strings;
}

const struct view *f_state_view(struct f_states *states, const char *name, enum language language)
{
    bool alone = strstr(name, "-alone") != NULL;
    bool review = strncmp(name, "f-11", 4) == 0;
    bool text = strstr(name, "-text") != NULL || strcmp(name, "f-result-lines") == 0;
    // The first session has a text prompt, the second has what the design's other screens show.
    choose(states, alone ? MEETING_INDIVIDUAL : MEETING_GROUP, review || text ? 1 : 2);
    fill_scene(states);
    fill_health(states, 5, true);
    desk_init(&states->desk);
    states->view =
        (struct view){.strings = states->said != NULL ? states->said : &states->library->strings,
                      .language = language,
                      .desk = &states->desk,
                      .start = states->start,
                      .state = CONSOLE_OPEN,
                      .scene = &states->scene,
                      .deck = &states->start->prepared->deck,
                      .health = &states->health,
                      .room_on = true,
                      .wall_day = 20396, // Tuesday 4 November 2025
                      .now_ms = 100000,
                      .session_ms = 35 * 60000,
                      .speed = 1};
    f_fill_book(states);
    static const char *const MAY_REPLAY[] = {"J. Ortiz", "M. Reyes", "Recovery key", "A. Vang"};
    for (size_t i = 0; i < 4; i++) {
        struct reviewer *reviewer = &states->reviewers[i];
        *reviewer = (struct reviewer){.role = i == 3 ? REVIEWER_SUPERVISOR : (enum reviewer_role)i,
                                      .off_from_day = i == 3 ? 1 : 0};
        snprintf(reviewer->recipient.name, sizeof reviewer->recipient.name, "%s", MAY_REPLAY[i]);
    }
    states->view.reviewers = states->reviewers;
    states->view.reviewer_count = 4;
    if (strncmp(name, "f-unlock", 8) == 0 || strcmp(name, "f-first") == 0) {
        unlock_state(states, name);
    } else if (strncmp(name, "f-start", 7) == 0) {
        states->view.scene = NULL;
        fill_health(states, 5, false);
    } else if (strncmp(name, "f-prompt", 8) == 0) {
        prompt_state(states, name);
    } else if (strncmp(name, "f-people", 8) == 0 || strcmp(name, "f-member") == 0) {
        f_people_state(states, name);
    } else if (strncmp(name, "f-board", 7) == 0) {
        f_board_state(states, name);
        if (strcmp(name, "f-board-printed") == 0)
            paper_state(states, PAPERWORK_CARDS, PAPERWORK_SENT);
    } else if (strcmp(name, "f-live-close") == 0) {
        f_close_state(states);
    } else if (review) {
        review_state(states, name);
    } else if (strncmp(name, "f-end", 5) == 0) {
        end_state(states);
        if (strcmp(name, "f-end-no-printer") == 0)
            paper_state(states, PAPERWORK_END_SHEET, PAPERWORK_NO_PRINTER);
    } else {
        live_state(states, name);
        dialog_state(states, name);
    }
    if (text)
        text_state(states, name);
    f_cards_state(states, name);
    return &states->view;
}
