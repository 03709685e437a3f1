// Runs one script of a whole meeting: live on real hub and links, replayed from its record, and killed
// at every write to the record, before it, in its middle and after it. Usage: meeting FILE
//
// Beside the session's own commands, `expect`, `wait for` and `refuse` (lib/room/script.h):
//   begin N              a session with N people present; 1 is an individual session
//   answer S CHOICE      somebody at screen S answers: 2, or 1,3, or pass, and sees it saved
//   write S WORDS        somebody at screen S writes their own words, and sees them saved
//   approve STEPS        the lines of a text prompt, as lib/room/approve.h says
//   not-taken S CHOICE   the same, but the screen says that it was not taken
//   pass N s             N seconds of the session go by
//   cut S / join S       screen S loses its cable, and has it back
//   kill / stop          the power goes, the program ends; the console starts again
// Conditions may begin with a screen: screen2.slide=3, screen1.turn=cover, screen1.link=here; the
// console's own are here=N, lost-now=N, answers-locked=no, answers-gone=yes, words=yes, deck=yes (all screens have it).
#include "twin.h"

#include "base/check.h"
#include "room/approve.h"
#include "room/lines.h"
#include "room/script.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    LINES_MAX = 512,
    STEPS_MAX_OF_A_LINE = 400000 / TWIN_STEP_MS,
    KEY_STEPS_MAX = 5000 / TWIN_STEP_MS,
};

struct meeting {
    const char *path;
    struct twin *twin;
    char *text;
    char *lines[LINES_MAX];
    size_t line_count;
    size_t line;   // at hand
    bool show;     // how the last `prompt close` asked
    bool again;    // the line at hand goes on after a stop
    bool died;     // the power went during this line
    bool finished; // the power went during the last line, and it was done
    bool started;  // the console has been told what this line says
    enum refusal refusal;
    struct scene scene;
    // Of the line at hand.
    bool sent;
    uint64_t until_ms;
    uint32_t revision_before;
    enum prompt_state prompt_before;
    enum goals_state goals_before;
};

static uint32_t revision_now(const struct meeting *meeting)
{
    struct scene *scene = malloc(sizeof *scene);
    check(scene != NULL);
    hub_scene(meeting->twin->hub, AUDIENCE_FACILITATOR, scene);
    uint32_t revision = scene->revision;
    free(scene);
    return revision;
}

// --- The program that the script drives.

static uint64_t meeting_now_ms(void *self)
{
    const struct meeting *meeting = self;
    return meeting->twin->now_ms;
}

static const struct scene *meeting_scene(void *self)
{
    struct meeting *meeting = self;
    hub_scene(meeting->twin->hub, AUDIENCE_FACILITATOR, &meeting->scene);
    return &meeting->scene;
}

static enum script_step meeting_command(void *self, const struct command *command,
                                        struct out *problem)
{
    (void)problem;
    struct meeting *meeting = self;
    bool died = false;
    meeting->refusal = twin_command(meeting->twin, command, &died);
    meeting->died = meeting->died || died;
    return SCRIPT_DONE;
}

static enum script_step meeting_answer(void *self, enum refusal *out_refusal)
{
    struct meeting *meeting = self;
    *out_refusal = meeting->died ? ALLOWED : meeting->refusal;
    return SCRIPT_DONE;
}

static enum script_step is(struct out *problem, const char *found, const char *value)
{
    if (strcmp(found, value) == 0)
        return SCRIPT_DONE;
    out_text(problem, "it is ");
    out_text(problem, found);
    return SCRIPT_AGAIN;
}

static enum script_step screen_holds(struct meeting *meeting, const char *name, const char *value,
                                     struct out *problem)
{
    char *dot = NULL;
    unsigned long number = strtoul(name + strlen("screen"), &dot, 10);
    if (number < 1 || number > meeting->twin->screen_count || *dot != '.')
        return SCRIPT_WRONG;
    const struct twin_screen *screen = &meeting->twin->screens[number - 1];
    if (strcmp(dot + 1, "turn") == 0)
        return is(problem, turn_state_name(screen->turn.state), value);
    if (strcmp(dot + 1, "link") == 0)
        return is(problem, link_state_name(screen->state), value);
    char found[SCRIPT_PROBLEM_BYTES];
    struct out out = out_into(found, sizeof found);
    if (!script_scene_field(&screen->envelope.scene, dot + 1, &out))
        return SCRIPT_WRONG;
    return is(problem, found, value);
}

static enum script_step meeting_holds(void *self, const char *name, const char *value,
                                      struct out *problem)
{
    struct meeting *meeting = self;
    if (strncmp(name, "screen", strlen("screen")) == 0 && strchr(name, '.') != NULL)
        return screen_holds(meeting, name, value, problem);
    struct hub_health *health = malloc(sizeof *health);
    check(health != NULL);
    hub_health(meeting->twin->hub, health);
    char found[32] = "";
    struct out out = out_into(found, sizeof found);
    bool deck = true;
    for (size_t i = 0; i < health->screen_count; i++)
        deck = deck && health->screens[i].deck_whole;
    if (strcmp(name, "here") == 0)
        out_number(&out, health->here);
    else if (strcmp(name, "lost-now") == 0)
        out_number(&out, health->lost);
    else if (strcmp(name, "answers-locked") == 0)
        out_text(&out, health->answers_locked ? "yes" : "no");
    else if (strcmp(name, "answers-gone") == 0)
        out_text(&out, health->answers_gone ? "yes" : "no");
    else if (strcmp(name, "words") == 0)
        out_text(&out, health->words[0] != '\0' ? "yes" : "no");
    else if (strcmp(name, "deck") == 0)
        out_text(&out, deck ? "yes" : "no");
    free(health);
    return out.used == 0 ? SCRIPT_WRONG : is(problem, found, value);
}

static bool number_of(const char **rest, uint64_t most, uint64_t *out_number)
{
    struct span line = span_of_string(*rest), word = {0};
    if (!word_take(&line, &word) || !word_number(word, most, out_number))
        return false;
    *rest = (const char *)line.at;
    return true;
}

static enum script_step verb_begin(void *self, const char *rest, struct out *problem)
{
    struct meeting *meeting = self;
    uint64_t people = 0;
    if (!number_of(&rest, PEOPLE_MAX, &people))
        return SCRIPT_WRONG;
    struct command *command = malloc(sizeof *command);
    check(command != NULL);
    twin_begin(meeting->twin, (uint8_t)people, command);
    (void)meeting_command(meeting, command, problem);
    free(command);
    if (meeting->died || meeting->refusal == ALLOWED)
        return SCRIPT_DONE;
    out_text(problem, refusal_name(meeting->refusal));
    return SCRIPT_WRONG;
}

static bool choice_of(const char *rest, uint8_t *out_choice, bool *out_pass)
{
    while (*rest == ' ')
        rest++;
    *out_choice = 0;
    *out_pass = strcmp(rest, "pass") == 0;
    for (; !*out_pass && *rest != '\0'; rest++) {
        if (*rest >= '1' && *rest <= '5')
            *out_choice = (uint8_t)(*out_choice | 1u << (*rest - '1'));
        else if (*rest != ',')
            return false;
    }
    return *out_pass || *out_choice != 0;
}

static enum script_step answer_by(struct meeting *meeting, const char *rest, int wanted,
                                  struct out *problem)
{
    uint64_t screen = 0;
    uint8_t choice = 0;
    bool pass = false;
    if (!number_of(&rest, meeting->twin->screen_count, &screen) || screen == 0 ||
        !choice_of(rest, &choice, &pass)) {
        out_text(problem, "write: answer SCREEN CHOICE");
        return SCRIPT_WRONG;
    }
    int became = twin_answer(meeting->twin, screen - 1, choice, pass, &meeting->sent);
    if (became == 0)
        return SCRIPT_AGAIN;
    if (became == wanted)
        return SCRIPT_DONE;
    out_text(problem, became == 1 ? "it was saved" : "it was not taken");
    return SCRIPT_WRONG;
}

static enum script_step verb_answer(void *self, const char *rest, struct out *problem)
{
    return answer_by(self, rest, 1, problem);
}

static enum script_step verb_write(void *self, const char *rest, struct out *problem)
{
    struct meeting *meeting = self;
    uint64_t screen = 0;
    if (!number_of(&rest, meeting->twin->screen_count, &screen) || screen == 0) {
        out_text(problem, "write: write SCREEN WORDS");
        return SCRIPT_WRONG;
    }
    int became = twin_write(meeting->twin, screen - 1, rest + strspn(rest, " "), &meeting->sent);
    if (became >= 0)
        return became == 0 ? SCRIPT_AGAIN : SCRIPT_DONE;
    out_text(problem, "it was not taken");
    return SCRIPT_WRONG;
}

static enum script_step verb_approve(void *self, const char *rest, struct out *problem)
{
    struct meeting *meeting = self;
    struct command command = {0};
    const char *why = approve_parse(rest, meeting_scene(meeting), &command);
    if (why == NULL) {
        (void)meeting_command(meeting, &command, problem);
        if (meeting->died || meeting->refusal == ALLOWED)
            return SCRIPT_DONE;
        why = refusal_name(meeting->refusal);
    }
    out_text(problem, why);
    return SCRIPT_WRONG;
}

static enum script_step verb_not_taken(void *self, const char *rest, struct out *problem)
{
    return answer_by(self, rest, -1, problem);
}

static enum script_step verb_pass(void *self, const char *rest, struct out *problem)
{
    (void)problem;
    struct meeting *meeting = self;
    uint64_t seconds = 0;
    if (!number_of(&rest, 7200, &seconds))
        return SCRIPT_WRONG;
    if (meeting->until_ms == 0)
        meeting->until_ms = meeting->twin->now_ms + seconds * 1000;
    return meeting->twin->now_ms >= meeting->until_ms ? SCRIPT_DONE : SCRIPT_AGAIN;
}

static enum script_step cable(void *self, const char *rest, bool cut)
{
    struct meeting *meeting = self;
    uint64_t screen = 0;
    if (!number_of(&rest, meeting->twin->screen_count, &screen) || screen == 0)
        return SCRIPT_WRONG;
    loopback_cut(meeting->twin->loopback, screen - 1, cut);
    return SCRIPT_DONE;
}

static enum script_step verb_cut(void *self, const char *rest, struct out *problem)
{
    (void)problem;
    return cable(self, rest, true);
}

static enum script_step verb_join(void *self, const char *rest, struct out *problem)
{
    (void)problem;
    return cable(self, rest, false);
}

static enum script_step off_and_on(struct meeting *meeting, bool power_cut)
{
    twin_console_off(meeting->twin, power_cut, FAKE_CRASH_DROP);
    return twin_console_on(meeting->twin) ? SCRIPT_DONE : SCRIPT_WRONG;
}

static enum script_step verb_kill(void *self, const char *rest, struct out *problem)
{
    (void)rest;
    (void)problem;
    return off_and_on(self, true);
}

static enum script_step verb_stop(void *self, const char *rest, struct out *problem)
{
    (void)rest;
    (void)problem;
    return off_and_on(self, false);
}

static const struct script_verb verbs[] = {
    {"begin", "", verb_begin}, {"answer", "", verb_answer},   {"not-taken", "", verb_not_taken},
    {"pass", "", verb_pass},   {"cut", "", verb_cut},         {"join", "", verb_join},
    {"write", "", verb_write}, {"approve", "", verb_approve}, {"kill", "", verb_kill},
    {"stop", "", verb_stop},
};

// --- One line.

static bool line_is(const struct meeting *meeting, const char *start)
{
    return strncmp(meeting->lines[meeting->line], start, strlen(start)) == 0;
}

static void tell(struct meeting *meeting, enum command_kind kind)
{
    struct command *command = calloc(1, sizeof *command);
    check(command != NULL);
    command->kind = kind;
    command->show = meeting->show;
    bool died = false;
    enum refusal refusal = twin_command(meeting->twin, command, &died);
    free(command);
    assert_int_equal(refusal, ALLOWED);
    assert_false(died);
}

static bool answers_missing(const struct twin *twin)
{
    struct hub_health *health = malloc(sizeof *health);
    check(health != NULL);
    hub_health(twin->hub, health);
    bool locked = health->answers_locked || health->answers_gone;
    free(health);
    return locked;
}

// The power went between the fact and the first envelope that gives the room's key: nobody was told that
// the prompt is open, and so nobody has answered. It can only be thrown away and opened again.
static void open_again(struct meeting *meeting)
{
    assert_true(line_is(meeting, "prompt open"));
    tell(meeting, COMMAND_PROMPT_VOID);
    meeting->line--;
}

// The power went. The console starts again; what the line asked for has happened or has not. A prompt
// that was open comes back paused, with every answer that was said to be saved: the practitioner lets
// it go on, and closes it again where it was closing.
static void die_and_go_on(struct meeting *meeting)
{
    struct twin *twin = meeting->twin;
    twin_console_off(twin, true, twin->kill.crash);
    assert_true(twin_console_on(twin));
    meeting->died = false;
    hub_scene(twin->hub, AUDIENCE_FACILITATOR, &meeting->scene);
    if (line_is(meeting, "finish") && meeting->scene.phase == SCENE_WAITING) {
        meeting->finished = true; // the record has its final frame, so there is nothing to take up
        return;
    }
    // Where the box needs the room's key, the screens bring it as soon as they hear that it is wanted.
    for (size_t i = 0; i < KEY_STEPS_MAX && answers_missing(twin); i++)
        assert_false(twin_step(twin));
    if (answers_missing(twin)) {
        open_again(meeting);
        return;
    }
    bool paused = meeting->scene.prompt_state == PROMPT_PAUSED;
    bool only_resumed = revision_now(meeting) <= meeting->revision_before + 1;
    // Of the lines that only look, those about a prompt are looked at again.
    bool again = meeting->started ? only_resumed : meeting->prompt_before != PROMPT_IDLE;
    if (paused && line_is(meeting, "prompt pause"))
        again = false; // it is paused, whoever did it
    else if (paused && line_is(meeting, "prompt wake"))
        again = true;
    else if (paused && meeting->prompt_before != PROMPT_PAUSED)
        tell(meeting, COMMAND_PROMPT_WAKE);
    if (paused && line_is(meeting, "prompt close"))
        again = true;
    else if (paused && meeting->prompt_before == PROMPT_CLOSING)
        tell(meeting, COMMAND_PROMPT_CLOSE);
    // Goals come back open: closing promises a minute, so it begins anew.
    bool goals = meeting->scene.goals_state == GOALS_OPEN;
    if (goals && line_is(meeting, "goals close"))
        again = true;
    else if (goals && meeting->goals_before == GOALS_CLOSING)
        tell(meeting, COMMAND_GOALS_CLOSE);
    if (meeting->goals_before == GOALS_CLOSING && !meeting->started)
        again = true; // a line that waits for their end goes on waiting
    meeting->again = again && !meeting->started;
    if (again)
        meeting->line--; // the loop goes on with the next
}

static void line_run(struct meeting *meeting)
{
    struct script_program program = {.self = meeting,
                                     .verbs = verbs,
                                     .verb_count = sizeof verbs / sizeof verbs[0],
                                     .command = meeting_command,
                                     .answer = meeting_answer,
                                     .holds = meeting_holds,
                                     .scene = meeting_scene,
                                     .now_ms = meeting_now_ms};
    if (!meeting->again) {
        meeting->sent = false;
        meeting->until_ms = 0;
    }
    meeting->again = false;
    meeting->revision_before = revision_now(meeting);
    meeting->prompt_before = meeting_scene(meeting)->prompt_state;
    meeting->goals_before = meeting->scene.goals_state;
    // Lines that tell the console something; the others only look or let time pass.
    struct command parsed;
    const char *why = NULL;
    meeting->started = line_is(meeting, "begin") || line_is(meeting, "approve") ||
                       action_parse(meeting->lines[meeting->line], &parsed, &why);
    if (line_is(meeting, "prompt close"))
        meeting->show = strstr(meeting->lines[meeting->line], "show") != NULL;
    struct script *script = NULL;
    enum err err =
        script_open_text(meeting->path, meeting->lines[meeting->line], &program, &script);
    assert_int_equal(err, OK);
    enum script_status status = SCRIPT_RUNNING;
    for (size_t i = 0; i < STEPS_MAX_OF_A_LINE && !meeting->died; i++) {
        status = script_run(script);
        if (status != SCRIPT_RUNNING || meeting->died)
            break;
        meeting->died = twin_step(meeting->twin);
    }
    if (meeting->died) {
        die_and_go_on(meeting);
    } else if (status != SCRIPT_ENDED) {
        fail_msg("%s:%zu: %s (kill %u at write %llu)", meeting->path, meeting->line + 1,
                 status == SCRIPT_FAILED ? script_problem(script) : "this line does not end",
                 meeting->twin->kill.how, (unsigned long long)meeting->twin->kill.nth);
    }
    script_close(script);
}

// --- A whole meeting.

static void lines_read(struct meeting *meeting)
{
    FILE *file = fopen(meeting->path, "rb");
    assert_non_null(file);
    meeting->text = calloc(1, 64 * 1024);
    assert_non_null(meeting->text);
    size_t size = fread(meeting->text, 1, 64 * 1024 - 1, file);
    fclose(file);
    assert_true(size > 0 && size < 64 * 1024 - 1);
    for (char *at = meeting->text; *at != '\0';) {
        assert_true(meeting->line_count < LINES_MAX);
        meeting->lines[meeting->line_count++] = at;
        char *end = strchr(at, '\n');
        if (end == NULL)
            break;
        *end = '\0';
        at = end + 1;
    }
}

// Runs it whole and leaves its twin.
static struct twin *meeting_run(const char *path, const struct twin_kill *kill)
{
    struct meeting *meeting = calloc(1, sizeof *meeting);
    assert_non_null(meeting);
    meeting->path = path;
    lines_read(meeting);
    meeting->twin = twin_create(1, 2);
    meeting->twin->kill = *kill;
    assert_true(twin_console_on(meeting->twin));
    for (meeting->line = 0; meeting->line < meeting->line_count; meeting->line++)
        line_run(meeting);
    hub_scene(meeting->twin->hub, AUDIENCE_FACILITATOR, &meeting->scene);
    assert_true(meeting->finished || meeting->scene.phase == SCENE_FINISHED);
    struct twin *twin = meeting->twin;
    free(meeting->text);
    free(meeting);
    return twin;
}

static void lives_and_replays(void **state)
{
    struct twin *twin = meeting_run(*state, &(struct twin_kill){0});
    uint32_t compared = twin_replay_check(twin, true);
    // Every revision that was shown is in the record.
    assert_int_equal(compared, twin->seen_count);
    assert_true(compared >= 8);
    twin_destroy(twin);
}

// ------------------------------------------------------------------------------------- keeping

static const char *keep_folder; // on the real disk

static void keep(struct twin *twin, const char *path, const char *name)
{
    char to[512];
    size_t size = 0;
    const uint8_t *bytes = fake_disk_bytes(twin->fake, path, &size);
    assert_non_null(bytes);
    snprintf(to, sizeof to, "%s/%s", keep_folder, name);
    FILE *file = fopen(to, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void keep_file(void *context, const char *name)
{
    struct twin *twin = context;
    char path[2 * ROOM_PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", twin->config.sessions_folder, name);
    if (strstr(name, ".imrlog") != NULL)
        keep(twin, path, name);
}

// Leaves the record and the reviewer's key, for a program that reads them.
static void is_kept(void **state)
{
    struct twin *twin = meeting_run(*state, &(struct twin_kill){0});
    const struct disk *disk = fake_disk_of(twin->fake);
    assert_int_equal(disk->list(disk->self, twin->config.sessions_folder, keep_file, twin), OK);
    keep(twin, "room/keys/review.key", "review.key");
    twin_destroy(twin);
}

enum {
#ifdef TEST_BRISK
    KILL_STEP = 4, // three of four writes, each in one of the three ways
#else
    KILL_STEP = 1,
#endif
};

static void survives_a_kill_at_every_write(void **state)
{
    struct twin *whole = meeting_run(*state, &(struct twin_kill){0});
    uint64_t writes = whole->record_writes;
    twin_destroy(whole);
    assert_true(writes > 10);
    for (uint64_t run = 0; run < writes * 3; run += KILL_STEP) {
        uint64_t nth = run / 3 + 1;
        struct twin_kill kill = {
            .nth = nth, .how = (unsigned)(run % 3), .crash = (enum fake_crash)((nth + run) % 3)};
        struct twin *twin = meeting_run(*state, &kill);
        assert_true(twin->restarts > 0);
        assert_int_equal(twin_replay_check(twin, true), twin->seen_count);
        twin_destroy(twin);
    }
}

int main(int count, char **arguments)
{
    bool keeps = count == 4 && strcmp(arguments[2], "--keep") == 0;
    if (count != 2 && !keeps) {
        fprintf(stderr, "usage: meeting FILE [--keep FOLDER]\n");
        return 2;
    }
    if (keeps) {
        const struct CMUnitTest keeping[] = {cmocka_unit_test_prestate(is_kept, arguments[1])};
        keep_folder = arguments[3];
        return cmocka_run_group_tests(keeping, NULL, NULL);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(lives_and_replays, arguments[1]),
        cmocka_unit_test_prestate(survives_a_kill_at_every_write, arguments[1]),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
