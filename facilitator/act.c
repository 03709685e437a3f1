// What each part does when it is touched, and each key: one request to the console at most, or a
// change of the desk. Nothing here knows what the session allows; the answer says so.
#include "base/check.h"
#include "facilitator/stage_private.h"
#include "seal/random.h"
#include <stdio.h>
#include <string.h>

static const struct scene *running(const struct stage *stage)
{
    const struct scene *scene = console_scene(stage->console);
    return scene != NULL && scene->phase == SCENE_RUNNING ? scene : NULL;
}

static void command(struct stage *stage, enum command_kind kind)
{
    stage_command(stage, kind, 0, 0);
}

// ------------------------------------------------------------------------------ unlock and start

static void unlock(struct stage *stage)
{
    struct desk *desk = stage->desk;
    bool same = strcmp(desk->passphrase.text, desk->again.text) == 0;
    if (console_state(stage->console) != CONSOLE_LOCKED || desk->passphrase.text[0] == '\0' ||
        console_unlock_wait_s(stage->console) > 0)
        return;
    if (console_is_new(stage->console) && !same) {
        hand_focus(&stage->hand, PART_AGAIN, false);
        return;
    }
    // What fails is told by console_trouble, above the field.
    enum err err = console_unlock(stage->console, desk->passphrase.text);
    (void)err;
}

static void welcome(struct stage *stage)
{
    const struct group_plan *group = start_group(stage->start);
    if (group != NULL)
        console_welcome(stage->console, group->name,
                        group->has_time ? group->start_minute : HUB_MINUTE_UNKNOWN);
}

static void begin(struct stage *stage)
{
    if (stage->desk->busy || !start_ready(stage->start))
        return;
    start_fill(stage->start);
    enum err err = OK;
    stage->begun = console_start(stage->console, stage->start->prepared, &err);
    stage->desk->busy = stage->begun != 0;
    if (stage->begun == 0)
        stage_toast(stage, "con.busy");
}

// Who may replay: on from the next session, off from tomorrow.
static void turn_reviewer(struct stage *stage, size_t index)
{
    if (index >= stage->reviewer_count)
        return;
    const struct reviewer *reviewer = &stage->reviewers[index];
    if (!console_reviewer_turn(stage->console, &reviewer->recipient, reviewer->off_from_day != 0))
        stage_toast(stage, "con.busy");
}

static void act_start(struct stage *stage, uint32_t part)
{
    struct start *start = stage->start;
    check(start != NULL);
    switch (part) {
    case PART_EDITION:
        start_next_edition(start);
        return;
    case PART_SESSION:
        start_next_session(start);
        return;
    case PART_MEETING_GROUP:
        start_choose_meeting(start, MEETING_GROUP);
        return;
    case PART_MEETING_ONE:
        start_choose_meeting(start, MEETING_INDIVIDUAL);
        return;
    case PART_GROUPS_MORE:
        stage->desk->group_page++;
        return;
    case PART_REVIEWERS_MORE:
        stage->desk->reviewer_page++;
        return;
    case PART_START:
        begin(stage);
        return;
    default:
        break;
    }
    if (part >= PART_REVIEWER && part < PART_REVIEWER + REVIEWERS_MAX) {
        turn_reviewer(stage, part - PART_REVIEWER);
    } else if (part >= PART_GROUP && part < PART_GROUP + START_GROUPS_MAX) {
        start_choose_group(start, part - PART_GROUP);
        stage->book_taken = false;
        welcome(stage);
    } else if (part >= PART_MODULE && part < PART_MODULE + MODULES_MAX) {
        start_choose_module(start, part - PART_MODULE);
    } else if (part >= PART_PLAN && part < PART_PLAN + 2 * STEPS_MAX) {
        size_t step = (part - PART_PLAN) / 2;
        int change = (part - PART_PLAN) % 2 == 0 ? -1 : 1;
        if (step < start->step_count)
            start_set_minutes(start, step, start->steps[step].minutes + change);
    }
}

static void people(struct stage *stage, int change)
{
    const struct scene *scene = running(stage);
    if (scene != NULL)
        stage_command(stage, COMMAND_PEOPLE, 0, (uint16_t)(scene->people + change));
    else if (stage->start != NULL)
        start_set_people(stage->start, stage->start->people + change);
}

// ----------------------------------------------------------------------------------- the session

static void next(struct stage *stage, const struct scene *scene)
{
    // While the room is blank the first "next" only shows the slide again.
    uint8_t slide = book_next_slide(console_book_session(stage->console), scene);
    if (!scene->blank && slide != scene->slide + 1)
        stage_command(stage, COMMAND_SLIDE_GO, slide, 0); // where the group had stopped
    else
        command(stage, scene->blank ? COMMAND_ROOM_SHOW : COMMAND_SLIDE_NEXT);
}

static void open_prompt(struct stage *stage)
{
    struct view view;
    stage_view(stage, &view);
    uint8_t prompt = view_prompt_ready(view.scene, view.deck);
    if (prompt == 0) {
        bool alone = view.scene->meeting == MEETING_INDIVIDUAL;
        stage_toast(stage, alone ? "refusal.individual" : "con.prompt.none");
        return;
    }
    struct command wish = {
        .kind = COMMAND_PROMPT_OPEN, .number = prompt, .class = view_prompt_class(&view, prompt)};
    if (console_command(stage->console, &wish) == 0)
        stage_toast(stage, "con.busy");
}

static void raise_class(struct stage *stage)
{
    struct view view;
    stage_view(stage, &view);
    uint8_t prompt = view_prompt_ready(view.scene, view.deck);
    if (prompt == 0 || view.deck->prompts[prompt - 1].kind == PROMPT_TEXT)
        return;
    enum privacy_class now = view_prompt_class(&view, prompt);
    stage->desk->raised_prompt = prompt;
    // Past the highest it comes back to what the deck says; never below.
    stage->desk->raised = now == CLASS_SENSITIVE ? view.deck->prompts[prompt - 1].class
                                                 : (enum privacy_class)(now + 1);
}

static void close_prompt(struct stage *stage, bool show)
{
    struct command wish = {.kind = COMMAND_PROMPT_CLOSE, .show = show};
    if (console_command(stage->console, &wish) == 0)
        stage_toast(stage, "con.busy");
}

static void mark(struct stage *stage)
{
    stage_toast(stage, "con.marked"); // a refusal takes its place
    command(stage, COMMAND_MARK);
}

static bool act_session(struct stage *stage, const struct scene *scene, uint32_t part)
{
    switch (part) {
    case PART_NEXT:
        next(stage, scene);
        return true;
    case PART_PREVIOUS:
        command(stage, COMMAND_SLIDE_BACK);
        return true;
    case PART_PAUSE:
        command(stage, scene->paused ? COMMAND_SCREENS_WAKE : COMMAND_SCREENS_PAUSE);
        return true;
    case PART_BLANK:
        command(stage, scene->blank ? COMMAND_ROOM_SHOW : COMMAND_ROOM_BLANK);
        return true;
    case PART_MARK:
        mark(stage);
        return true;
    case PART_OPEN:
        open_prompt(stage);
        return true;
    case PART_RAISE:
        raise_class(stage);
        return true;
    case PART_RESULT:
        command(stage, scene->result_on ? COMMAND_PROMPT_HIDE : COMMAND_PROMPT_SHOW);
        return true;
    case PART_CLOSE_SHOW:
    case PART_CLOSE_HOLD:
        close_prompt(stage, part == PART_CLOSE_SHOW);
        return true;
    case PART_PROMPT_WAKE:
        command(stage,
                scene->prompt_state == PROMPT_PAUSED ? COMMAND_PROMPT_WAKE : COMMAND_SCREENS_WAKE);
        return true;
    case PART_VOID:
        stage->desk->dialog = DIALOG_VOID;
        return true;
    case PART_END:
        if (!people_leaves_round(stage, LEAVE_TO_END, 0))
            stage->desk->dialog = DIALOG_END;
        return true;
    default:
        return false;
    }
}

// ------------------------------------------------------------------------------ a step of the plan

static void rename_step(struct stage *stage, const struct scene *scene)
{
    struct desk *desk = stage->desk;
    const struct scene_step *step = &scene->steps[desk->step - 1];
    if (desk->step_name.text[0] == '\0' || strcmp(step->title, desk->step_name.text) == 0)
        return;
    struct command wish = {.kind = COMMAND_STEP_RENAME, .number = desk->step};
    size_t bytes = strlen(desk->step_name.text);
    check(bytes < sizeof wish.text);
    memcpy(wish.text, desk->step_name.text, bytes);
    if (console_command(stage->console, &wish) == 0)
        stage_toast(stage, "con.busy");
}

static void choose_step(struct stage *stage, const struct scene *scene, uint8_t step)
{
    struct desk *desk = stage->desk;
    desk->step = desk->step == step ? 0 : step;
    field_set(&desk->step_name, desk->step == 0 ? "" : scene->steps[step - 1].title);
}

static bool act_step(struct stage *stage, const struct scene *scene, uint32_t part)
{
    struct desk *desk = stage->desk;
    if (part > PART_STEP && part <= PART_STEP + (uint32_t)scene->step_count) {
        choose_step(stage, scene, (uint8_t)(part - PART_STEP));
        return true;
    }
    if (desk->step == 0 || desk->step > scene->step_count)
        return false;
    uint16_t minutes = scene->steps[desk->step - 1].plan_minutes;
    switch (part) {
    case PART_STEP_LESS:
        stage_command(stage, COMMAND_STEP_RESIZE, desk->step, (uint16_t)(minutes - 1));
        return true;
    case PART_STEP_MORE:
        stage_command(stage, COMMAND_STEP_RESIZE, desk->step, (uint16_t)(minutes + 1));
        return true;
    case PART_STEP_EARLIER:
    case PART_STEP_LATER: {
        uint8_t place = (uint8_t)(desk->step + (part == PART_STEP_LATER ? 1 : -1));
        stage_command(stage, COMMAND_STEP_MOVE, desk->step, place);
        desk->step = place; // the panel goes with its step
        return true;
    }
    case PART_STEP_SKIP:
        stage_command(stage, COMMAND_STEP_SKIP, desk->step, 0);
        return true;
    case PART_STEP_GO:
        if (people_leaves_round(stage, LEAVE_TO_STEP, desk->step))
            return true;
        stage_command(stage, COMMAND_STEP_GO, desk->step, 0);
        return true;
    case PART_STEP_CLOSE:
        rename_step(stage, scene);
        desk->step = 0;
        return true;
    default:
        return false;
    }
}

// ---------------------------------------------------------------------------------- closing page

static void change_count(struct stage *stage, int index, int change)
{
    struct finish_count *count = view_finish_count(&stage->desk->finish, index);
    int done = count->known ? count->done + change : change > 0 ? 1 : 0;
    count->known = true;
    count->done = (uint8_t)(done < 0 ? 0 : done > PEOPLE_MAX ? PEOPLE_MAX : done);
    if (count->of < count->done)
        count->of = count->done;
}

static void finish(struct stage *stage)
{
    struct command wish = {.kind = COMMAND_FINISH, .finish = stage->desk->finish};
    memset(wish.finish.note, 0, sizeof wish.finish.note);
    memcpy(wish.finish.note, stage->desk->note.text, strlen(stage->desk->note.text));
    if (console_command(stage->console, &wish) == 0)
        stage_toast(stage, "con.busy");
    seal_wipe(&wish.finish, sizeof wish.finish);
}

static bool act_end(struct stage *stage, const struct scene *scene, uint32_t part)
{
    if (part > PART_TAG && part <= PART_TAG + (uint32_t)TECHNIQUE_LAST) {
        enum technique technique = (enum technique)(part - PART_TAG);
        struct command wish = {.kind = scene->tagged[technique] ? COMMAND_UNTAG : COMMAND_TAG,
                               .technique = technique};
        if (console_command(stage->console, &wish) == 0)
            stage_toast(stage, "con.busy");
        return true;
    }
    if (part >= PART_COUNT && part < PART_COUNT + 2 * VIEW_COUNTS) {
        change_count(stage, (int)(part - PART_COUNT) / 2, (part - PART_COUNT) % 2 == 0 ? -1 : 1);
        return true;
    }
    switch (part) {
    case PART_COPIED:
        stage->desk->finish.words_copied = !stage->desk->finish.words_copied;
        return true;
    case PART_PRINT:
        if (!stage_sheet(stage, NULL))
            stage_toast(stage, "con.busy");
        return true;
    case PART_LATER:
        stage->quit = true; // the session can be resumed, and then shows this page again
        return true;
    case PART_SAVE:
        finish(stage);
        return true;
    default:
        return false;
    }
}

// --------------------------------------------------------------------------------------- dialogs

static void open_connect(struct stage *stage)
{
    struct desk *desk = stage->desk;
    const struct hub_health *health = console_health(stage->console);
    desk->dialog = DIALOG_CONNECT;
    if (desk->pair != PAIR_BUSY)
        desk->pair = PAIR_NOT_YET;
    if (desk->folder.text[0] == '\0')
        field_set(&desk->folder, console_profile(stage->console)->root);
    // The first number that no screen has.
    desk->pair_screen = 1;
    for (size_t i = 0; health != NULL && i < health->screen_count && i < SCREENS_SHOWN_MAX; i++)
        if (health->screens[i].screen == desk->pair_screen)
            desk->pair_screen++;
}

static void write_pair_file(struct stage *stage)
{
    struct desk *desk = stage->desk;
    if (desk->folder.text[0] == '\0' || desk->pair == PAIR_BUSY)
        return;
    int used = snprintf(desk->pair_path, sizeof desk->pair_path, "%s/screen-%u.pair",
                        desk->folder.text, (unsigned)desk->pair_screen);
    enum err err = ERR_TOO_LONG;
    bool begun = used > 0 && (size_t)used < sizeof desk->pair_path &&
                 console_pair(stage->console, desk->pair_path, desk->pair_screen, &err);
    desk->pair = begun ? PAIR_BUSY : PAIR_FAILED;
}

static void yes(struct stage *stage)
{
    enum desk_dialog dialog = stage->desk->dialog;
    stage->desk->dialog = DIALOG_NONE;
    if (dialog == DIALOG_END)
        command(stage, COMMAND_END);
    else if (dialog == DIALOG_VOID)
        command(stage, COMMAND_PROMPT_VOID);
    else if (dialog == DIALOG_ROUND)
        people_not_today(stage);
    else if (dialog == DIALOG_JOIN)
        people_join(stage);
}

static void scale(struct stage *stage, int change)
{
    int steps = stage->desk->scale_steps + change;
    if (steps >= -SCALE_STEP_MOST && steps <= SCALE_STEP_MOST)
        stage->desk->scale_steps = steps;
}

static bool act_dialog(struct stage *stage, uint32_t part)
{
    struct desk *desk = stage->desk;
    switch (part) {
    case PART_YES:
        yes(stage);
        return true;
    case PART_NO:
        if (desk->dialog == DIALOG_ROUND)
            desk->people = true; // "open the round"
        desk->dialog = DIALOG_NONE;
        return true;
    case PART_DONE:
        desk->dialog = DIALOG_NONE;
        return true;
    case PART_SMALLER:
    case PART_LARGER:
        scale(stage, part == PART_LARGER ? 1 : -1);
        return true;
    case PART_PAIR_LESS:
    case PART_PAIR_MORE:
        desk->pair_screen = (uint16_t)(desk->pair_screen + (part == PART_PAIR_MORE ? 1 : -1));
        if (desk->pair != PAIR_BUSY)
            desk->pair = PAIR_NOT_YET;
        return true;
    case PART_WRITE:
        write_pair_file(stage);
        return true;
    default:
        break;
    }
    if (part > PART_UNPAIR && part <= PART_UNPAIR + (uint32_t)TERMINALS_MAX) {
        if (console_unpair(stage->console, (uint16_t)(part - PART_UNPAIR)) == 0)
            stage_toast(stage, "con.busy");
        return true;
    }
    return false;
}

static void room(struct stage *stage, bool on)
{
    if (stage->config.headless)
        return;
    stage->room_lost = false;
    if (!on)
        ui_room_close(stage->ui);
    else if (ui_room_open(stage->ui) != OK)
        stage_toast(stage, "con.noroom");
}

static void notes(struct stage *stage, int change)
{
    int steps = stage->desk->notes_steps + change;
    if (steps >= NOTES_STEP_LEAST && steps <= NOTES_STEP_MOST)
        stage->desk->notes_steps = steps;
}

void stage_act(struct stage *stage, uint32_t part)
{
    const struct scene *scene = console_scene(stage->console);
    switch (part) {
    case PART_QUIT:
        stage->quit = true;
        return;
    case PART_REVEAL:
        stage->desk->reveal = !stage->desk->reveal;
        return;
    case PART_UNLOCK:
        unlock(stage);
        return;
    case PART_CONNECT:
        open_connect(stage);
        return;
    case PART_KEYS:
        stage->desk->dialog = DIALOG_KEYS;
        return;
    case PART_ROOM:
        room(stage, !ui_room_is_open(stage->ui));
        return;
    case PART_PEOPLE_LESS:
    case PART_PEOPLE_MORE:
        people(stage, part == PART_PEOPLE_MORE ? 1 : -1);
        return;
    case PART_NOTES_SMALLER:
    case PART_NOTES_BIGGER:
        notes(stage, part == PART_NOTES_BIGGER ? 1 : -1);
        return;
    default:
        break;
    }
    if (act_board(stage, part) || act_people(stage, part) || act_reviewers(stage, part) ||
        act_dialog(stage, part))
        return;
    if (running(stage) != NULL) {
        if (!act_session(stage, scene, part) && !act_review(stage, scene, part))
            (void)act_step(stage, scene, part);
    } else if (scene != NULL && scene->phase == SCENE_ENDED) {
        (void)act_end(stage, scene, part);
    } else if (stage->start != NULL) {
        act_start(stage, part);
    }
}

// ------------------------------------------------------------------------------------------ keys

static void enter_in_field(struct stage *stage)
{
    struct desk *desk = stage->desk;
    const struct scene *scene = running(stage);
    switch (desk->field_focus) {
    case PART_PASSPHRASE:
    case PART_AGAIN:
        unlock(stage);
        return;
    case PART_FOLDER:
        write_pair_file(stage);
        return;
    case PART_KEY_WORDS:
        (void)act_reviewers(stage, PART_KEY_ADD);
        return;
    case PART_LINE_FIELD:
        review_stop(&desk->review);
        hand_focus(&stage->hand, 0, false);
        return;
    case PART_STEP_NAME:
        if (scene != NULL && desk->step > 0 && desk->step <= scene->step_count)
            rename_step(stage, scene);
        return;
    default:
        return;
    }
}

static bool prompt_is_open(const struct scene *scene)
{
    return scene->prompt_state == PROMPT_OPEN || scene->prompt_state == PROMPT_PAUSED ||
           scene->prompt_state == PROMPT_CLOSING;
}

// Keys that are about the session that runs.
static void key_session(struct stage *stage, const struct scene *scene, enum key_does does)
{
    bool open = prompt_is_open(scene), review = scene->prompt_state == PROMPT_REVIEW;
    bool turns = does == KEY_DOES_NEXT || does == KEY_DOES_BACK || does == KEY_DOES_FIRST ||
                 does == KEY_DOES_LAST;
    // A click must not turn slides behind a prompt, unseen by the one who clicked.
    if (turns && (open || review) && !(scene->blank && does == KEY_DOES_NEXT)) {
        stage_toast(stage, review ? "refusal.review" : "refusal.prompt-open");
        return;
    }
    switch (does) {
    case KEY_DOES_NEXT:
        next(stage, scene);
        return;
    case KEY_DOES_BACK:
        command(stage, COMMAND_SLIDE_BACK);
        return;
    case KEY_DOES_FIRST:
        command(stage, COMMAND_SLIDE_FIRST);
        return;
    case KEY_DOES_LAST:
        command(stage, COMMAND_SLIDE_LAST);
        return;
    case KEY_DOES_BLANK:
        stage_act(stage, PART_BLANK);
        return;
    case KEY_DOES_PROMPT:
        if (review)
            stage_toast(stage, "refusal.review"); // lines go by their own button only
        else
            stage_act(stage, open ? PART_CLOSE_SHOW : PART_OPEN);
        return;
    case KEY_DOES_RESULTS:
        stage_act(stage, PART_RESULT);
        return;
    case KEY_DOES_PAUSE:
        stage_act(stage, PART_PAUSE);
        return;
    case KEY_DOES_MARK:
        stage_act(stage, PART_MARK);
        return;
    case KEY_DOES_STEP:
        if (!people_leaves_round(stage, LEAVE_TO_NEXT, 0))
            command(stage, COMMAND_STEP_NEXT);
        return;
    default:
        return;
    }
}

static void close_what_is_open(struct stage *stage)
{
    struct desk *desk = stage->desk;
    if (desk->dialog != DIALOG_NONE)
        desk->dialog = DIALOG_NONE;
    else if (desk->step > 0)
        desk->step = 0;
    else if (desk->board)
        desk->board = false;
    else if (desk->people)
        desk->people = false;
    else if (desk->field_focus == PART_NOTE)
        hand_focus(&stage->hand, 0, false);
}

void stage_key(struct stage *stage, const struct ui_input *input)
{
    struct desk *desk = stage->desk;
    struct field *field = desk_field(desk, desk->field_focus);
    if (field != NULL && input->key == KEY_ENTER && !input->repeat) {
        enter_in_field(stage);
        return;
    }
    if (field != NULL && field_key(field, input->key))
        return;
    struct key_place place = {.in_field = field != NULL, .dialog = desk->dialog != DIALOG_NONE};
    enum key_does does = keys_find(input, place);
    switch (does) {
    case KEY_DOES_NOTHING:
        return;
    case KEY_DOES_CLOSE:
        close_what_is_open(stage);
        return;
    case KEY_DOES_ROOM:
        room(stage, true);
        return;
    case KEY_DOES_FULL:
        if (!stage->config.headless)
            ui_fullscreen(stage->ui, !ui_is_fullscreen(stage->ui));
        return;
    case KEY_DOES_NOTES_BIGGER:
    case KEY_DOES_NOTES_SMALLER:
        notes(stage, does == KEY_DOES_NOTES_BIGGER ? 1 : -1);
        return;
    case KEY_DOES_LARGER:
    case KEY_DOES_SMALLER:
        scale(stage, does == KEY_DOES_LARGER ? 1 : -1);
        return;
    case KEY_DOES_HELP:
        desk->dialog = DIALOG_KEYS;
        return;
    case KEY_DOES_NEXT:
    case KEY_DOES_BACK:
    case KEY_DOES_FIRST:
    case KEY_DOES_LAST:
    case KEY_DOES_BLANK:
    case KEY_DOES_PROMPT:
    case KEY_DOES_RESULTS:
    case KEY_DOES_PAUSE:
    case KEY_DOES_MARK:
    case KEY_DOES_STEP:
        break;
    case KEY_DOES_PEOPLE:
        (void)act_people(stage, PART_PEOPLE);
        return;
    case KEY_DOES_BOARD:
        if (running(stage) != NULL)
            (void)act_board(stage, PART_BOARD);
        return;
    }
    if (running(stage) != NULL)
        key_session(stage, running(stage), does);
}
