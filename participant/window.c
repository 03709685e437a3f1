#include "participant/window.h"

#include "base/check.h"
#include "base/utf8.h"
#include "deck/labels.h"
#include "participant/goal_hand.h"
#include "participant/words.h"
#include "room/wall.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    URGED_MS = 1000,
};

struct terminal_window {
    const struct participant_options *options;
    struct ui *ui;
    struct words *words;
    const struct strings *strings; // of the words
    struct labelled *labelled;     // the same, as the group says them
    struct terminal *terminal;     // lent
    struct hand hand;
    struct draw_list *list; // on screen
    struct draw_list *next; // being built, or the slide that will probably come
    uint64_t forgotten;     // terminal_forgotten that has been followed
    bool settings;
    enum turn_state settings_over; // the state the settings were opened on
    enum goal_turn_state settings_over_goal;
    bool picked;
    bool types;              // a real keyboard's letters are asked for
    bool held;               // the newest key of a real keyboard came again because it is held down
    uint64_t urged_until_ms; // 0: not urged
    struct staff *staff;     // the way out
    uint64_t wake_at_ms;     // the picture moves by itself; UINT64_MAX: never
    bool quit;
};

// --- Opening and closing.

static int open_ui(struct terminal_window *window, bool headless)
{
    const struct participant_options *options = window->options;
    struct ui_options wanted = {.title = "IMR Room",
                                .assets = options->assets,
                                .headless = headless,
                                .windowed = options->window,
                                .place = options->place};
    char message[UI_MESSAGE_BYTES];
    if (ui_create(&wanted, &window->ui, message) == OK)
        return -1;
    return complain("the window cannot be opened", message, "or start with --headless");
}

int terminal_window_open(const struct participant_options *options, bool headless,
                         struct terminal_window **out_window)
{
    check(options->assets != NULL);
    struct terminal_window *window = calloc(1, sizeof *window);
    if (window == NULL)
        return complain("there is not enough memory", "the window", "close other programs");
    window->options = options;
    window->list = calloc(1, sizeof *window->list);
    window->next = calloc(1, sizeof *window->next);
    window->wake_at_ms = UINT64_MAX;
    window->types = true; // until the first picture, whatever the window layer begins with
    hand_init(&window->hand, true);
    int code = window->list != NULL && window->next != NULL
                   ? words_begin(options->assets, &window->words)
                   : complain("there is not enough memory", "the window", "close other programs");
    if (code < 0) {
        code = open_ui(window, headless);
        int words = words_end(window->words, &window->strings);
        code = code < 0 ? words : code;
        if (code < 0 && labelled_create(window->strings, &window->labelled) != OK)
            code = complain("there is not enough memory", "the words of the screen",
                            "close other programs");
    }
    if (code >= 0) {
        terminal_window_close(window);
        return code;
    }
    *out_window = window;
    return -1;
}

void terminal_window_close(struct terminal_window *window)
{
    if (window == NULL)
        return;
    if (window->ui != NULL) {
        ui_forget(window->ui);
        ui_destroy(window->ui);
    }
    if (window->list != NULL)
        draw_forget(window->list);
    if (window->next != NULL)
        draw_forget(window->next);
    free(window->list);
    free(window->next);
    staff_destroy(window->staff);
    labelled_destroy(window->labelled);
    words_close(window->words);
    free(window);
}

const struct strings *terminal_window_strings(const struct terminal_window *window)
{
    return window->strings;
}

bool terminal_window_ring(void *self)
{
    struct terminal_window *window = self;
    ui_bell_ring(window->ui);
    return true;
}

enum err terminal_window_attach(struct terminal_window *window, struct terminal *terminal,
                                const struct profile *profile)
{
    window->terminal = terminal;
    window->forgotten = terminal_forgotten(terminal);
    return staff_create(profile, terminal_window_ring, window, &window->staff);
}

// --- Painting.

// What the group calls things comes with its deck; before that nobody knows whose group it will be.
static const struct strings *words_now(const struct terminal_window *window)
{
    const struct deck *deck = terminal_deck(window->terminal);
    return labelled_strings(window->labelled, deck != NULL ? deck->labels : NULL);
}

static struct terminal_view look(const struct terminal_window *window)
{
    const struct terminal *terminal = window->terminal;
    uint64_t now_ms = monotonic_now_ms(), silent = terminal_silent_since_ms(terminal);
    struct terminal_view view = {
        .strings = words_now(window),
        .turn = terminal_turn(terminal),
        .envelope = terminal_envelope(terminal),
        .deck = terminal_deck(terminal),
        .table = *terminal_table(terminal),
        .link = terminal_link(terminal),
        .screen = terminal_screen(terminal),
        .speed = terminal_speed(terminal),
        .now_ms = terminal_turn_ms(terminal),
        .silent_ms = silent != 0 && now_ms > silent ? now_ms - silent : 0,
        .settings = window->settings,
        .urged = window->urged_until_ms > now_ms,
        .picked = window->picked,
        .staff = staff_panel(window->staff),
    };
    if (view.staff->rest_until_ms > now_ms)
        view.staff_rests_s = (unsigned)((view.staff->rest_until_ms - now_ms + 999) / 1000);
    view.steady = view.table.size == TEXT_LARGEST;
    view.closing = terminal_closing(terminal, &view.closing_ms);
    view.goal = terminal_goal_turn(terminal);
    view.goals_closing = terminal_goals_closing(terminal, &view.goals_closing_ms);
    return view;
}

static struct canvas canvas_of(const struct terminal_window *window)
{
    int w, h;
    const struct participant_options *options = window->options;
    ui_size(window->ui, UI_MAIN, &w, &h);
    // Without a window there is the size that one would have.
    if (options->headless && options->window) {
        w = options->place.width;
        h = options->place.height;
    }
    return canvas_participant(w, h);
}

void terminal_window_begin(struct terminal_window *window, const struct table *table)
{
    check(window->terminal == NULL);
    struct turn turn;
    turn_init(&turn, 0);
    struct terminal_view view = {.strings = window->strings,
                                 .turn = &turn,
                                 .table = *table,
                                 .link = LINK_WAITING,
                                 .speed = 1,
                                 .steady = table->size == TEXT_LARGEST};
    struct canvas canvas = canvas_of(window);
    view_paint(window->list, &canvas, ui_fonts(window->ui), &window->hand, &view);
    ui_show(window->ui, UI_MAIN, window->list);
}

// The reset between two people, as far as it is the window's: the terminal has already dropped
// the answer, and language and size; here go the list it stood in, what is open, pressed and focused,
// and the pixels. What the last person saw is painted over before anything else is drawn.
static void forget(struct terminal_window *window)
{
    draw_forget(window->list);
    draw_forget(window->next);
    window->settings = false;
    window->urged_until_ms = 0;
    hand_reset(&window->hand);
    ui_forget(window->ui);
}

// Settings belong to the screen they were opened on; the urging to an unanswered question.
static void follow_state(struct terminal_window *window)
{
    enum turn_state state = terminal_turn(window->terminal)->state;
    enum goal_turn_state goal = terminal_goal_turn(window->terminal)->state;
    if (window->settings && (state != window->settings_over || goal != window->settings_over_goal))
        window->settings = false;
    if (state != TURN_QUESTION)
        window->urged_until_ms = 0;
    if (state != TURN_WELCOME)
        window->picked = false;
}

static void wake_in(struct terminal_window *window, int in_ms)
{
    uint64_t now_ms = monotonic_now_ms();
    window->wake_at_ms = in_ms < 0 ? UINT64_MAX : now_ms + (uint64_t)in_ms;
    if (window->urged_until_ms > now_ms && window->urged_until_ms < window->wake_at_ms)
        window->wake_at_ms = window->urged_until_ms;
}

static void build(struct terminal_window *window)
{
    struct terminal_view view = look(window);
    struct canvas canvas = canvas_of(window);
    view_paint(window->list, &canvas, ui_fonts(window->ui), &window->hand, &view);
    hand_screen(&window->hand, window->list, ui_now_ms());
    wake_in(window, window->list->wake_in_ms);
}

// While a slide is read, the next one is painted out of sight.
static void prepare(struct terminal_window *window)
{
    if (ui_is_fading(window->ui, UI_MAIN))
        return;
    struct terminal_view view = look(window);
    struct canvas canvas = canvas_of(window);
    if (view_paint_next(window->next, &canvas, ui_fonts(window->ui), &view) &&
        !ui_is_prepared(window->ui, UI_MAIN, window->next))
        ui_prepare(window->ui, UI_MAIN, window->next);
}

static bool is_writing(const struct terminal_window *window)
{
    enum goal_turn_state goal = terminal_goal_turn(window->terminal)->state;
    bool writes = goal != GOAL_AT_AWAY ? goal == GOAL_AT_WRITING || goal == GOAL_AT_PART_WORDS
                                       : terminal_turn(window->terminal)->state == TURN_WRITING;
    return writes && !window->settings && !staff_panel(window->staff)->open;
}

void terminal_window_show(struct terminal_window *window)
{
    check(window->terminal != NULL);
    uint64_t forgotten = terminal_forgotten(window->terminal);
    if (forgotten != window->forgotten) {
        window->forgotten = forgotten;
        forget(window);
    }
    follow_state(window);
    uint32_t before = window->hand.has_screen ? window->hand.screen : 0;
    build(window);
    // A new screen drops press and focus: where that changes the picture it is built once more.
    if (window->hand.screen != before)
        build(window);
    ui_set_steady(window->ui, terminal_table(window->terminal)->size == TEXT_LARGEST);
    if (window->types != is_writing(window)) {
        window->types = is_writing(window);
        ui_text_input(window->ui, window->types);
    }
    ui_show(window->ui, UI_MAIN, window->list);
    // The list is built anew each time, which is cheap; it is painted once.
    prepare(window);
}

enum err terminal_window_picture(struct terminal_window *window, const char *path)
{
    terminal_window_show(window);
    return ui_picture(window->ui, window->list, path);
}

// --- What a person does.

static void input(struct terminal_window *window, enum turn_input what)
{
    terminal_input(window->terminal, what, 0);
}

static void goal_input(struct terminal_window *window, enum goal_input what)
{
    terminal_goal(window->terminal, &(struct goal_event){.input = what});
}

// A key of the keyboard, on the screen or a real one, for whoever writes.
static void write_key(struct terminal_window *window, const struct board_key *key)
{
    if (terminal_in_goals(window->terminal))
        terminal_goal(window->terminal, &(struct goal_event){.input = GOAL_IN_KEY, .key = *key});
    else
        terminal_key(window->terminal, key);
}

// Any touch or key while somebody answers starts the quiet minute again. Elsewhere a bare touch
// means something (it sends a message away), so there only the part that was meant is told.
static void touched(struct terminal_window *window)
{
    enum turn_state state = terminal_turn(window->terminal)->state;
    if (staff_panel(window->staff)->open)
        return; // a hand of staff is no sign of the person
    if (terminal_in_goals(window->terminal)) {
        if (terminal_goal_turn(window->terminal)->state != GOAL_AT_TOLD)
            goal_input(window, GOAL_IN_TOUCH);
        return;
    }
    if (state == TURN_QUESTION || state == TURN_CHOSEN || state == TURN_WRITING ||
        state == TURN_CLEAR_ASK)
        input(window, TURN_IN_TOUCH);
}

static const struct deck_prompt *asked(const struct terminal_window *window)
{
    const struct deck *deck = terminal_deck(window->terminal);
    uint8_t prompt = terminal_turn(window->terminal)->prompt;
    if (deck == NULL || prompt == 0 || prompt > deck->prompt_count)
        return NULL;
    return &deck->prompts[prompt - 1];
}

static void set_language(struct terminal_window *window, enum language language)
{
    struct table table = *terminal_table(window->terminal);
    bool second = window->settings && table.two_languages;
    if (second && language != table.language)
        table.language2 = language;
    if (!second)
        table.language = language;
    window->picked = true;
    terminal_set_table(window->terminal, &table);
}

static void set_size(struct terminal_window *window, enum text_size size)
{
    struct table table = *terminal_table(window->terminal);
    table.size = size;
    terminal_set_table(window->terminal, &table);
}

static void set_two(struct terminal_window *window)
{
    struct table table = *terminal_table(window->terminal);
    table.two_languages = !table.two_languages;
    if (table.two_languages && table.language2 == table.language)
        table.language2 = table.language == LANGUAGE_EN ? LANGUAGE_ES : LANGUAGE_EN;
    terminal_set_table(window->terminal, &table);
}

static void open_settings(struct terminal_window *window)
{
    struct terminal_view view = look(window);
    if (!view_has_settings(&view))
        return;
    window->settings = !window->settings;
    window->settings_over = terminal_turn(window->terminal)->state;
    window->settings_over_goal = terminal_goal_turn(window->terminal)->state;
}

static void send(struct terminal_window *window)
{
    const struct turn *turn = terminal_turn(window->terminal);
    if (turn->state == TURN_CHOSEN || turn->state == TURN_WRITING)
        input(window, TURN_IN_SEND);
    else if (turn->state == TURN_QUESTION)
        window->urged_until_ms = monotonic_now_ms() + URGED_MS;
}

// Enter on an answer that is chosen goes on to Send; everything else that touches it chooses.
static void answer(struct terminal_window *window, uint8_t choice, bool enter)
{
    const struct turn *turn = terminal_turn(window->terminal);
    bool chosen = choice == TURN_PASS  ? turn->pass
                  : choice == TURN_OWN ? turn->own
                                       : (turn->choice >> choice & 1) != 0;
    window->urged_until_ms = 0;
    if (enter && chosen)
        hand_focus(&window->hand, PART_SEND, true);
    else
        terminal_input(window->terminal, TURN_IN_CHOOSE, choice);
}

// A key of the keyboard on the screen.
static void press_key(struct terminal_window *window, uint32_t key)
{
    struct board_key pressed = {.kind = BOARD_LETTER};
    if (key >= PART_LETTER)
        pressed.point = key - PART_LETTER;
    else
        pressed.kind = (enum board_key_kind)(key - PART_BOARD);
    write_key(window, &pressed);
}

// A part that means something to a person with a goal card, or that leads to one.
static bool act_goal(struct terminal_window *window, uint32_t key)
{
    struct goal_event event;
    bool goals = terminal_in_goals(window->terminal) || key == PART_GOALS;
    if (!goals || !goal_hand_event(key, terminal_goal_turn(window->terminal), &event))
        return false;
    terminal_goal(window->terminal, &event);
    return true;
}

// On the panel of staff nothing else is meant.
static void act_staff(struct terminal_window *window, uint32_t key)
{
    uint64_t now_ms = monotonic_now_ms();
    if (key >= PART_LETTER + '0' && key <= PART_LETTER + '9')
        staff_digit(window->staff, (char)(key - PART_LETTER), now_ms);
    else if (key == PART_BOARD + BOARD_DELETE)
        staff_delete(window->staff, now_ms);
    else if (key == PART_YES)
        staff_enter(window->staff, now_ms);
    else if (key == PART_NO)
        staff_close(window->staff);
}

static void act(struct terminal_window *window, uint32_t key, bool enter)
{
    if (staff_panel(window->staff)->open) {
        act_staff(window, key);
        return;
    }
    if (act_goal(window, key))
        return;
    if (key >= PART_BOARD) {
        press_key(window, key);
        return;
    }
    if (key >= PART_ANSWER && key <= PART_ANSWER + TURN_OWN) {
        answer(window, (uint8_t)(key - PART_ANSWER), enter);
        return;
    }
    if (key >= PART_LANGUAGE && key < PART_LANGUAGE + LANGUAGES) {
        set_language(window, (enum language)(key - PART_LANGUAGE));
        return;
    }
    if (key >= PART_SIZE && key <= PART_SIZE + TEXT_LARGEST) {
        set_size(window, (enum text_size)(key - PART_SIZE));
        return;
    }
    if (key >= PART_TOOL_SIZE && key <= PART_TOOL_SIZE + TEXT_LARGEST) {
        set_size(window, (enum text_size)(key - PART_TOOL_SIZE));
        return;
    }
    switch (key) {
    case PART_SEND:
        send(window);
        return;
    case PART_WAKE:
        input(window, TURN_IN_WAKE);
        return;
    case PART_GO_ON:
        input(window, TURN_IN_START);
        return;
    case PART_YES:
        input(window, TURN_IN_YES);
        return;
    case PART_NO:
        input(window, TURN_IN_NO);
        return;
    case PART_DONE:
        input(window, TURN_IN_DONE);
        return;
    case PART_BACK:
        input(window, TURN_IN_BACK);
        return;
    case PART_OK:
        window->settings = false;
        return;
    case PART_TWO:
        set_two(window);
        return;
    case PART_TOOL_LANGUAGE:
        open_settings(window);
        return;
    default: // the question itself: it will be read aloud
        return;
    }
}

// --- Keys. None leaves the program but the one that staff hold down.

static void escape(struct terminal_window *window)
{
    enum goal_turn_state goal = terminal_goal_turn(window->terminal)->state;
    bool asked = goal == GOAL_AT_CLEAR_ASK || goal == GOAL_AT_FORGET_ASK;
    if (window->settings)
        window->settings = false;
    else if (goal != GOAL_AT_AWAY)
        goal_input(window, asked ? GOAL_IN_NO : GOAL_IN_DONE);
    else if (terminal_turn(window->terminal)->state == TURN_CLEAR_ASK)
        input(window, TURN_IN_NO);
    else
        input(window, TURN_IN_DONE);
}

// 1 to 6 choose by place; "Prefer not to say" has the last, and before it "Write my own words".
static void digit(struct terminal_window *window, uint32_t place)
{
    struct terminal_view view = look(window);
    const struct deck_prompt *prompt = asked(window);
    uint32_t last =
        prompt == NULL ? 0 : prompt->option_count + (prompt->kind == PROMPT_TEXT ? 1u : 0u);
    if (prompt == NULL || window->settings || !view_answers_open(&view) || place > last)
        return;
    uint8_t choice = place == last                   ? TURN_PASS
                     : place == prompt->option_count ? TURN_OWN
                                                     : (uint8_t)place;
    answer(window, choice, false);
    hand_focus(&window->hand, PART_ANSWER + choice, true);
}

// Nobody answers a screen they have not seen.
static bool rests(const struct terminal_window *window, const struct ui_input *event)
{
    return window->hand.has_screen && event->at_ms < window->hand.screen_at_ms + HAND_SCREEN_MS;
}

// A key of a real keyboard that has nothing to write.
static void writing_key(struct terminal_window *window, uint32_t key)
{
    if (key == KEY_BACKSPACE || key == KEY_DELETE)
        write_key(window, &(struct board_key){.kind = BOARD_DELETE});
    else if (key == KEY_ENTER)
        hand_focus(&window->hand,
                   terminal_in_goals(window->terminal) ? (uint32_t)PART_SAVE : (uint32_t)PART_SEND,
                   true);
}

// What a real keyboard wrote, letter by letter, as if it had been touched. A held key writes once.
static void type(struct terminal_window *window, const struct ui_input *event)
{
    if (!is_writing(window) || window->held || rests(window, event))
        return;
    struct span rest = span_of_string(event->text);
    while (rest.size > 0) {
        struct board_key letter = {.kind = BOARD_LETTER};
        size_t size = utf8_decode(rest, &letter.point);
        if (size == 0)
            return;
        write_key(window, &letter);
        rest = span_from(rest, size);
    }
}

// Ctrl+Alt+Q, all three and nothing let go of.
static bool is_way_out(const struct ui_input *event)
{
    return event->key == 'q' && (event->mods & MOD_CTRL) != 0 && (event->mods & MOD_ALT) != 0;
}

static void key_staff(struct terminal_window *window, const struct ui_input *event)
{
    uint64_t now_ms = monotonic_now_ms();
    if (event->repeat)
        return;
    if (event->key >= '0' && event->key <= '9')
        staff_digit(window->staff, (char)event->key, now_ms);
    else if (event->key == KEY_BACKSPACE || event->key == KEY_DELETE)
        staff_delete(window->staff, now_ms);
    else if (event->key == KEY_ENTER)
        staff_enter(window->staff, now_ms);
    else if (event->key == KEY_ESCAPE)
        staff_close(window->staff);
}

static void key(struct terminal_window *window, const struct ui_input *event)
{
    if (staff_panel(window->staff)->open) {
        key_staff(window, event);
        return;
    }
    if (event->key == 'q')
        staff_hold(window->staff, is_way_out(event), monotonic_now_ms());
    if (is_way_out(event))
        return;
    // Held keys do nothing again, and nobody answers a screen they have not seen.
    if (event->repeat || rests(window, event) || (event->mods & (MOD_CTRL | MOD_ALT)) != 0)
        return;
    struct terminal_view view = look(window);
    if (event->key == KEY_ESCAPE)
        escape(window);
    else if (event->key == KEY_F1)
        open_settings(window);
    else if (event->key == KEY_F1 + 2 && (view_has_tools(&view) || window->settings))
        set_size(window, (enum text_size)((view.table.size + 1) % (TEXT_LARGEST + 1)));
    else if (event->key == KEY_F1 + 3 && view_goals_offered(&view))
        goal_input(window, GOAL_IN_ENTER);
    else if (event->key >= '1' && event->key <= '6' && !view_in_goals(&view))
        digit(window, event->key - '1');
    else if (is_writing(window))
        writing_key(window, event->key);
    else if (view.turn->state == TURN_COVER && !view_in_goals(&view) &&
             (event->key == KEY_ENTER || event->key == ' '))
        input(window, TURN_IN_WAKE);
}

static void obey(struct terminal_window *window, const struct ui_input *event)
{
    if (event->kind == UI_PRESS)
        ui_cursor(window->ui, !event->touch);
    if (event->kind == UI_PRESS || event->kind == UI_KEY)
        touched(window);
    if (event->kind == UI_KEY)
        window->held = event->repeat;
    if (event->kind == UI_KEY_UP && event->key == 'q')
        staff_hold(window->staff, false, monotonic_now_ms());
    // On the whole screen there is no close button, and a window manager's key is not ours.
    if (event->kind == UI_QUIT && window->options->window)
        window->quit = true;
    if (window->list->hash == 0)
        return;
    struct hand_result result = hand_feed(&window->hand, event, window->list);
    if (result.does == HAND_ACT)
        act(window, result.key, !result.by_touch && event->key == KEY_ENTER);
    else if (result.does == HAND_KEY)
        key(window, event);
    else if (result.does == HAND_TEXT)
        type(window, event);
}

static int timeout_ms(const struct terminal_window *window, uint64_t until_ms)
{
    uint64_t due = until_ms;
    if (window->wake_at_ms < due)
        due = window->wake_at_ms;
    if (staff_due_ms(window->staff) < due)
        due = staff_due_ms(window->staff);
    return monotonic_timeout_ms(due);
}

bool terminal_window_wait(struct terminal_window *window, uint64_t until_ms)
{
    struct ui_input event;
    // One wait, then everything that has come meanwhile, so that a burst is painted once.
    int timeout = timeout_ms(window, until_ms);
    for (int i = 0; i < 64 && ui_wait(window->ui, timeout, &event); i++) {
        uint32_t screen = window->hand.screen;
        obey(window, &event);
        timeout = 0;
        // What a touch led to is shown before the next one counts.
        if (event.kind != UI_MOVE && event.kind != UI_BELL)
            break;
        if (window->hand.screen != screen)
            break;
    }
    if (staff_pump(window->staff, monotonic_now_ms()))
        window->quit = true;
    seal_wipe(&event, sizeof event); // it may hold a letter of somebody's words
    return !window->quit;
}

bool terminal_window_press(struct terminal_window *window, const char *name)
{
    terminal_window_show(window);
    const struct part *part = draw_find_name(window->list, name);
    if (part == NULL || part->role == ROLE_AREA || part->off)
        return false;
    touched(window);
    act(window, part->key, false);
    return true;
}
