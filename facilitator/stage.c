#include "base/check.h"
#include "facilitator/end_sheet.h"
#include "facilitator/stage_private.h"
#include "room/wall.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    // A scene comes in two halves, the console's and the room's, one right after the other.
    PAIR_WITHIN_MS = 50,
    SECOND_SAID_MS = 15000, // longer than other toasts
};

enum err stage_create(const struct stage_config *config, struct stage **out_stage,
                      char out_message[UI_MESSAGE_BYTES])
{
    struct stage *stage = calloc(1, sizeof *stage);
    enum err err = ERR_MEMORY;
    snprintf(out_message, UI_MESSAGE_BYTES, "%s", "no memory for the window");
    if (stage == NULL)
        return err;
    stage->config = *config;
    stage->list = calloc(1, sizeof *stage->list);
    stage->room_list = calloc(1, sizeof *stage->room_list);
    stage->next_list = calloc(1, sizeof *stage->next_list);
    stage->desk = seal_secret_create(sizeof *stage->desk);
    if (stage->list == NULL || stage->room_list == NULL || stage->next_list == NULL ||
        stage->desk == NULL)
        goto fail;
    desk_init(stage->desk);
    hand_init(&stage->hand, false);
    struct ui_options options = {.title = "IMR Room",
                                 .assets = config->assets,
                                 .headless = config->headless,
                                 .windowed = config->windowed,
                                 .place = config->place};
    err = ui_create(&options, &stage->ui, out_message);
    if (err != OK)
        goto fail;
    *out_stage = stage;
    return OK;
fail:
    stage_destroy(stage);
    return err;
}

void stage_destroy(struct stage *stage)
{
    if (stage == NULL)
        return;
    ui_destroy(stage->ui);
    start_destroy(stage->start);
    labelled_destroy(stage->words);
    seal_secret_destroy(stage->desk);
    if (stage->list != NULL)
        draw_forget(stage->list);
    free(stage->list);
    free(stage->room_list);
    free(stage->next_list);
    free(stage);
}

enum err stage_attach(struct stage *stage, struct console *console)
{
    check(stage->words == NULL);
    enum err err = labelled_create(&console_library(console)->strings, &stage->words);
    if (err == OK)
        stage->console = console;
    return err;
}

bool stage_ring(void *self)
{
    struct stage *stage = self;
    ui_bell_ring(stage->ui);
    return true;
}

bool stage_quit(const struct stage *stage)
{
    return stage->quit;
}

void stage_toast(struct stage *stage, const char *id)
{
    snprintf(stage->desk->toast, sizeof stage->desk->toast, "%s", id);
    stage->desk->toast_until_ms = monotonic_now_ms() + TOAST_MS;
}

void stage_command(struct stage *stage, enum command_kind kind, uint16_t number, uint16_t amount)
{
    struct command command = {.kind = kind, .number = number, .amount = amount};
    if (console_command(stage->console, &command) == 0)
        stage_toast(stage, "con.busy");
}

static void follow_prompt(struct stage *stage, const struct scene *scene)
{
    if (scene->prompt_state == stage->prompt_state && stage->phase_known)
        return;
    if (scene->prompt_state == PROMPT_REVIEW) {
        review_init(&stage->desk->review);
        stage->desk->step = 0;
    } else if (stage->prompt_state == PROMPT_REVIEW) {
        // What people wrote goes when it is no longer read, from the desk and from its pictures.
        review_init(&stage->desk->review);
        draw_forget(stage->list);
        ui_forget(stage->ui);
    }
    // A console that was restarted into an open prompt has only the record's minute to count from.
    stage->phase_at_ms =
        stage->phase_known ? console_session_ms(stage->console) : scene->prompt_since_ms;
    stage->prompt_state = scene->prompt_state;
    stage->phase_known = true;
    if (stage->desk->dialog == DIALOG_VOID)
        stage->desk->dialog = DIALOG_NONE; // what was asked about has changed
}

// From attendance and the goal round, where anything was tapped there. The leader may correct it.
static void fill_from_book(struct stage *stage, struct finish *finish)
{
    const struct book_session *session = console_book_session(stage->console);
    if (session == NULL)
        return;
    struct book_counts counts;
    book_count(console_book(stage->console), session, &counts);
    if (counts.here.known)
        finish->people_here = counts.here;
    if (counts.followed_up.known)
        finish->goals_followed_up = counts.followed_up;
    if (counts.reviewed.known)
        finish->practice_reviewed = counts.reviewed;
    if (counts.practice_set.known)
        finish->practice_set = counts.practice_set;
}

static void fill_finish(struct stage *stage, const struct scene *scene)
{
    struct finish *finish = &stage->desk->finish;
    if (stage->desk->finish_filled)
        return;
    uint8_t joined = scene->begin.people_joined;
    *finish = (struct finish){0};
    finish->people_here.known = true;
    finish->people_here.done = scene->people;
    finish->people_here.of = joined > scene->people ? joined : scene->people;
    for (int i = 1; i < VIEW_COUNTS; i++)
        view_finish_count(finish, i)->of = scene->people;
    fill_from_book(stage, finish);
    stage->desk->finish_filled = true;
    stage->desk->dialog = DIALOG_NONE;
    stage->desk->step = 0;
    field_clear(&stage->desk->note);
}

static void follow_scene(struct stage *stage, const struct scene *scene)
{
    struct desk *desk = stage->desk;
    follow_prompt(stage, scene);
    people_follow(stage, scene);
    if (scene->phase == SCENE_ENDED)
        fill_finish(stage, scene);
    if (scene->phase == SCENE_FINISHED)
        paperwork_forget(console_paperwork(stage->console));
    if (scene->phase == SCENE_RUNNING)
        stage->book_taken = false; // what the group did today stands in the book for next time
    if (scene->phase != SCENE_RUNNING || desk->step > scene->step_count)
        desk->step = 0;
    if (scene->phase == SCENE_RUNNING) {
        desk->busy = false;
        desk->finish_filled = false;
    }
    if (scene->phase == SCENE_FINISHED || scene->phase == SCENE_WAITING) {
        stage->phase_known = true;
        stage->prompt_state = PROMPT_IDLE;
        desk->raised_prompt = 0;
    }
}

// Said once when it happens, long enough to be read, and again on the closing page, where the stick
// is still in its place.
static void follow_disk(struct stage *stage)
{
    const struct hub_health *health = console_health(stage->console);
    const struct scene *scene = console_scene(stage->console);
    bool second = health != NULL && health->disk == HUB_DISK_SECOND;
    bool ended = scene != NULL && scene->phase == SCENE_ENDED;
    if (!second || (stage->second_said && !(ended && !stage->second_said_at_end)))
        return;
    stage->second_said = true;
    stage->second_said_at_end = ended;
    stage_toast(stage, "con.disk.second");
    stage->desk->toast_until_ms += SECOND_SAID_MS;
}

// The pairing file that the dialog asked for.
static void follow_pairing(struct stage *stage)
{
    const struct console_pairing *pairing = console_pairing(stage->console);
    if (stage->desk->pair == PAIR_BUSY && pairing->state == PAIRING_DONE)
        stage->desk->pair = pairing->err == OK ? PAIR_WRITTEN : PAIR_FAILED;
}

// A reviewer has been turned on or off, let in or taken off, or why not.
static void follow_reviewers(struct stage *stage)
{
    struct console_change change;
    if (!console_reviewer_changed(stage->console, &change))
        return;
    reviewers_follow_change(stage, &change);
    stage->reviewer_count = console_reviewers(stage->console, stage->reviewers);
}

void stage_follow(struct stage *stage)
{
    struct desk *desk = stage->desk;
    uint64_t at_ms = 0;
    enum refusal refusal = console_last_refusal(stage->console, &at_ms);
    if (refusal != ALLOWED && at_ms != stage->refused_at_ms) {
        stage->refused_at_ms = at_ms;
        char id[64];
        snprintf(id, sizeof id, "refusal.%s", refusal_name(refusal));
        stage_toast(stage, id);
        desk->busy = false;
    }
    follow_disk(stage);
    follow_reviewers(stage);
    follow_pairing(stage);
    if (console_state(stage->console) == CONSOLE_OPEN) {
        if (desk->passphrase.text[0] != '\0' || desk->again.text[0] != '\0') {
            field_clear(&desk->passphrase);
            field_clear(&desk->again);
            desk->reveal = false;
            ui_forget(stage->ui);
        }
        if (stage->start == NULL)
            stage->reviewer_count = console_reviewers(stage->console, stage->reviewers);
        if (stage->start == NULL &&
            start_create(console_library(stage->console), &stage->start) == OK)
            stage_act(stage, PART_GROUP); // tells the screens which group is awaited
    }
    const struct scene *scene = console_scene(stage->console);
    const struct book *book = console_book(stage->console);
    if (stage->start != NULL && book != NULL && !stage->book_taken) {
        stage->book_taken = true;
        start_take_book(stage->start, book, wall_today());
    }
    if (scene != NULL)
        follow_scene(stage, scene);
}

// The words of this moment: a running group's own are those of its deck, which the terminals and the
// record have too; on the start page they are those of the group that is chosen.
static const struct strings *words_now(const struct stage *stage)
{
    const struct scene *scene = console_scene(stage->console);
    const struct deck *deck = console_deck(stage->console);
    bool on = scene != NULL && (scene->phase == SCENE_RUNNING || scene->phase == SCENE_ENDED);
    if (on && deck != NULL)
        return labelled_strings(stage->words, deck->labels);
    const struct group_plan *group = stage->start != NULL ? start_group(stage->start) : NULL;
    return labelled_strings(stage->words, group != NULL ? group->labels : NULL);
}

void stage_view(struct stage *stage, struct view *view)
{
    const struct console *console = stage->console;
    uint16_t minute;
    *view = (struct view){.strings = words_now(stage),
                          .language = stage->config.language,
                          .desk = stage->desk,
                          .start = stage->start,
                          .state = console_state(console),
                          .is_new = console_is_new(console),
                          .passphrase_wrong = console_passphrase_wrong(console),
                          .wait_s = console_unlock_wait_s(console),
                          .trouble = console_trouble(console),
                          .scene = console_scene(console),
                          .deck = console_deck(console),
                          .health = console_health(console),
                          .book = console_book(stage->console),
                          .today = console_book_session(stage->console),
                          .board = console_board(stage->console),
                          .paperwork = paperwork_status(console_paperwork(stage->console)),
                          .folder = console_profile(console)->root,
                          .room_on = !stage->config.headless && ui_room_is_open(stage->ui),
                          .now_ms = monotonic_now_ms(),
                          .session_ms = console_session_ms(console),
                          .speed = 1,
                          .phase_at_ms = stage->phase_at_ms};
    wall_now(&view->wall_day, &minute);
    view->reviewers = stage->reviewers;
    view->keys = console_keys(console);
    view->reviewer_count = stage->reviewer_count;
    const struct group_plan *group = view->book != NULL && stage->start != NULL
                                         ? start_group_named(stage->start, view->book->group)
                                         : NULL;
    if (group != NULL)
        view->entry = group->entry;
    if (console_ledger(console) != NULL) {
        view->book_trouble = ledger_trouble(console_ledger(console));
        view->book_opened = ledger_opened(console_ledger(console));
    }
    if (view->scene != NULL && view->scene->begin.speed > 0)
        view->speed = view->scene->begin.speed;
    // Without its choices the page cannot be painted: it comes with the next turn of the loop.
    if (view->state == CONSOLE_OPEN && stage->start == NULL)
        view->state = CONSOLE_OPENING;
}

static void build(struct stage *stage, const struct canvas *canvas)
{
    struct view view;
    stage_view(stage, &view);
    view_console(stage->list, ui_fonts(stage->ui), canvas, &stage->hand, &view);
}

// The part that is typed into first.
static uint32_t first_field(uint32_t screen)
{
    return screen == VIEW_UNLOCK || screen == VIEW_FIRST ? (uint32_t)PART_PASSPHRASE : 0;
}

static uint32_t focused_field(const struct stage *stage)
{
    const struct part *part = draw_find(stage->list, stage->hand.focused);
    return part != NULL && part->role == ROLE_FIELD && !part->off ? part->key : 0;
}

static void build_room(struct stage *stage, int w, int h)
{
    const struct scene *scene = console_room_scene(stage->console);
    struct scene waiting = {.audience = AUDIENCE_ROOM};
    const char *names[RECIPIENTS_MAX];
    struct room_view room = {.scene = scene != NULL ? scene : &waiting,
                             .deck = console_deck(stage->console),
                             .strings = words_now(stage),
                             .language = stage->config.language,
                             .reviewers = names,
                             .reviewer_count = console_reviewer_names(stage->console, names)};
    // A scene whose deck is not here shows the welcome, never half a slide; a blank stays blank.
    if (room.deck == NULL && show_room_needs_deck(room.scene))
        room.scene = &waiting;
    show_room(stage->room_list, ui_fonts(stage->ui), w, h, &room);
}

// While a slide is talked about, the next one is painted out of sight. The console's own window
// shows both already and repaints few squares.
static void prepare_room(struct stage *stage, int w, int h)
{
    const struct scene *now = console_room_scene(stage->console);
    const struct deck *deck = console_deck(stage->console);
    bool fading = ui_is_fading(stage->ui, UI_ROOM) || ui_is_fading(stage->ui, UI_MAIN);
    if (now == NULL || deck == NULL || fading || stage->prepared == now->revision ||
        show_room_screen(now) != ROOM_SLIDE || now->slide >= deck->slide_count)
        return;
    stage->prepared = now->revision;
    struct scene next = *now;
    if (console_scene(stage->console) == NULL)
        return;
    next.slide =
        book_next_slide(console_book_session(stage->console), console_scene(stage->console));
    struct room_view room = {.scene = &next,
                             .deck = deck,
                             .strings = words_now(stage),
                             .language = stage->config.language};
    show_room(stage->next_list, ui_fonts(stage->ui), w, h, &room);
    ui_prepare(stage->ui, UI_ROOM, stage->next_list);
}

// Both windows tell of the same fact, or the one that came first waits a moment for the other.
static bool pair_fits(struct stage *stage)
{
    const struct scene *mine = console_scene(stage->console);
    const struct scene *room = console_room_scene(stage->console);
    if (mine == NULL || room == NULL || mine->revision == room->revision) {
        stage->apart_since = 0;
        return true;
    }
    uint64_t now = monotonic_now_ms();
    if (stage->apart_since == 0)
        stage->apart_since = now;
    return now >= stage->apart_since + PAIR_WITHIN_MS;
}

void stage_paint(struct stage *stage)
{
    check(!stage->config.headless);
    if (!pair_fits(stage))
        return;
    int w, h;
    ui_size(stage->ui, UI_MAIN, &w, &h);
    struct canvas canvas = canvas_staff(w, h, stage->desk->scale_steps);
    build(stage, &canvas);
    bool changed = stage->screen != stage->list->screen;
    hand_screen(&stage->hand, stage->list, ui_now_ms());
    if (changed) {
        stage->screen = stage->list->screen;
        if (first_field(stage->screen) != 0)
            hand_focus(&stage->hand, first_field(stage->screen), false);
    }
    uint32_t field = focused_field(stage);
    if (field != stage->desk->field_focus) {
        stage->desk->field_focus = field;
        ui_text_input(stage->ui, field != 0);
        build(stage, &canvas);
    }
    ui_show(stage->ui, UI_MAIN, stage->list);
    if (!ui_room_is_open(stage->ui))
        return;
    ui_size(stage->ui, UI_ROOM, &w, &h);
    build_room(stage, w, h);
    ui_show(stage->ui, UI_ROOM, stage->room_list);
    prepare_room(stage, w, h);
}

enum err stage_picture(struct stage *stage, bool room, const char *path)
{
    if (room) {
        build_room(stage, 1920, 1080);
        return ui_picture(stage->ui, stage->room_list, path);
    }
    int w = stage->config.place.width, h = stage->config.place.height;
    if (!stage->config.headless)
        ui_size(stage->ui, UI_MAIN, &w, &h);
    struct canvas canvas =
        canvas_staff(w > 0 ? w : 1280, h > 0 ? h : 800, stage->desk->scale_steps);
    build(stage, &canvas);
    return ui_picture(stage->ui, stage->list, path);
}

static const struct scene *ended(const struct stage *stage)
{
    const struct scene *scene = console_scene(stage->console);
    return scene != NULL && scene->phase == SCENE_ENDED && stage->desk->finish_filled ? scene
                                                                                      : NULL;
}

bool stage_sheet(struct stage *stage, const char *path)
{
    if (ended(stage) == NULL)
        return false;
    struct view view;
    stage_view(stage, &view);
    struct end_sheet *sheet = seal_secret_create(sizeof *sheet);
    if (sheet == NULL)
        return false;
    end_sheet_fill(&view, stage->config.paper, sheet);
    bool begun = paperwork_end_sheet(console_paperwork(stage->console), sheet, path);
    seal_secret_destroy(sheet);
    return begun;
}

static const struct part *part_named(struct stage *stage, const char *name)
{
    struct canvas canvas = canvas_staff(1280, 800, 0);
    build(stage, &canvas);
    const struct part *part = draw_find_name(stage->list, name);
    return part != NULL && !part->off && part->key != 0 ? part : NULL;
}

bool stage_press(struct stage *stage, const char *name)
{
    const struct part *part = part_named(stage, name);
    if (part != NULL)
        stage_act(stage, part->key);
    return part != NULL;
}

bool stage_type(struct stage *stage, const char *name, const char *text)
{
    const struct part *part = part_named(stage, name);
    struct field *field = part != NULL ? desk_field(stage->desk, part->key) : NULL;
    if (field == NULL || strlen(text) >= (field->bytes_max > 0 ? field->bytes_max : FIELD_BYTES))
        return false;
    field_set(field, text);
    return true;
}

static bool pointed_at_toast(const struct stage *stage)
{
    float x, y;
    const struct part *part = draw_find_name(stage->list, "toast");
    return part != NULL && ui_pointer(stage->ui, UI_MAIN, &x, &y) && rect_holds(part->rect, x, y);
}

// The projector's cable: without it there is no room screen to close, and with it again there is one.
static void follow_displays(struct stage *stage)
{
    if (ui_room_is_stranded(stage->ui)) {
        ui_room_close(stage->ui);
        stage->room_lost = true;
        stage_toast(stage, "con.roomgone");
    } else if (stage->room_lost && ui_displays(stage->ui) > 1) {
        stage->room_lost = ui_room_open(stage->ui) != OK;
    }
}

static void obey(struct stage *stage, const struct ui_input *input)
{
    struct desk *desk = stage->desk;
    if (input->kind == UI_BELL)
        return;
    if (input->kind == UI_QUIT) {
        if (input->window == UI_ROOM)
            ui_room_close(stage->ui);
        else
            stage->quit = true;
        return;
    }
    if (input->kind == UI_DISPLAYS) {
        follow_displays(stage);
        return;
    }
    bool typed = input->kind == UI_KEY || input->kind == UI_TEXT || input->kind == UI_KEY_UP;
    if (input->window == UI_ROOM && !typed)
        return; // the room screen cannot be touched; a clicker's keys count wherever they land
    struct hand_result result = hand_feed(&stage->hand, input, stage->list);
    switch (result.does) {
    case HAND_NOTHING:
    case HAND_SHOW:
        break;
    case HAND_ACT:
        stage_act(stage, result.key);
        break;
    case HAND_KEY:
        stage_key(stage, input);
        break;
    case HAND_TEXT: {
        struct field *field = desk_field(desk, desk->field_focus);
        if (field != NULL)
            (void)field_type(field, input->text);
        break;
    }
    }
}

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

void stage_wait(struct stage *stage, int timeout_ms)
{
    int until = sooner(timeout_ms, stage->list->wake_in_ms);
    if (ui_room_is_open(stage->ui))
        until = sooner(until, stage->room_list->wake_in_ms);
    if (stage->apart_since != 0)
        until = sooner(until, PAIR_WITHIN_MS);
    struct ui_input input;
    if (ui_wait(stage->ui, until, &input))
        obey(stage, &input);
    if (stage->desk->toast[0] == '\0')
        return;
    // It stays while it is pointed at.
    uint64_t now = monotonic_now_ms();
    if (now + TOAST_MS / 10 >= stage->desk->toast_until_ms && pointed_at_toast(stage))
        stage->desk->toast_until_ms = now + TOAST_MS;
    if (now >= stage->desk->toast_until_ms)
        stage->desk->toast[0] = '\0';
}
