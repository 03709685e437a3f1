// Many weeks of one group as a script that a person can read aloud: the real hub, the group book on the
// same disk, and a power cut wherever the script says. After each cut the book is the old or the new one
// and the session goes on; in the end the figures are what the script says, and they are the numbers
// that the session recorded. Usage: weeks FILE
#include "room/book_figures.h"
#include "room/book_file.h"
#include "room/script.h"
#include "twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    WORD_BYTES = 32,
    SCRIPT_BYTES_MAX = 64 * 1024,
    WEEK_DAYS = 7
};

struct weeks {
    struct twin *twin;
    struct book_place_on_disk place;
    struct book *book;
    struct scene scene;
    uint32_t first_day;
    uint32_t crashes, olds; // and how often a cut left the old book
    enum refusal answer;
};

static struct book_session *today(struct weeks *weeks)
{
    hub_scene(weeks->twin->hub, AUDIENCE_FACILITATOR, &weeks->scene);
    (void)book_follow(weeks->book, &weeks->scene);
    return weeks->scene.phase == SCENE_FINISHED ? NULL
                                                : book_session_of(weeks->book, &weeks->scene);
}

static void save(struct weeks *weeks)
{
    (void)today(weeks);
    assert_int_equal(book_save(&weeks->place, weeks->book), OK);
}

static enum refusal tell(struct weeks *weeks, const struct command *command)
{
    bool died = false;
    enum refusal refusal = twin_command(weeks->twin, command, &died);
    assert_false(died);
    (void)today(weeks);
    return refusal;
}

static bool take_word(const char **rest, char out_word[WORD_BYTES])
{
    const char *at = *rest + strspn(*rest, " ");
    size_t size = strcspn(at, " ");
    if (size == 0 || size >= WORD_BYTES)
        return false;
    memcpy(out_word, at, size);
    out_word[size] = '\0';
    *rest = at + size;
    return true;
}

static enum script_step wrong(struct out *problem, const char *what, const char *which)
{
    out_text(problem, what);
    out_text(problem, which);
    return SCRIPT_WRONG;
}

// --- Members.

static enum script_step verb_join(void *self, const char *rest, struct out *problem)
{
    struct weeks *weeks = self;
    char word[WORD_BYTES];
    struct goal_handle handle;
    while (take_word(&rest, word))
        if (!book_handle_parse(word, &handle) ||
            book_join(weeks->book, handle, weeks->twin->wall_day) < 0)
            return wrong(problem, "cannot join: ", word);
    save(weeks);
    return SCRIPT_DONE;
}

static enum script_step verb_card(void *self, const char *rest, struct out *problem)
{
    struct weeks *weeks = self;
    char words[2][WORD_BYTES];
    struct goal_handle old, new;
    if (!take_word(&rest, words[0]) || !take_word(&rest, words[1]) ||
        !book_handle_parse(words[0], &old) || !book_handle_parse(words[1], &new) ||
        book_find(weeks->book, old) < 0 ||
        !book_take_card(weeks->book, book_find(weeks->book, old), new))
        return wrong(problem, "say card OLD NEW", "");
    save(weeks);
    return SCRIPT_DONE;
}

// Calls each with the mark of every face in the line.
static enum script_step marks(struct weeks *weeks, const char *rest, struct out *problem,
                              void (*each)(struct book_mark *mark, int what), int what)
{
    char word[WORD_BYTES];
    struct goal_handle handle;
    struct book_session *session = today(weeks);
    if (session == NULL)
        return wrong(problem, "no session runs", "");
    while (take_word(&rest, word)) {
        int member = book_handle_parse(word, &handle) ? book_find(weeks->book, handle) : -1;
        if (member < 0)
            return wrong(problem, "nobody has the face ", word);
        each(&session->marks[member], what);
    }
    save(weeks);
    return SCRIPT_DONE;
}

static void set_here(struct book_mark *mark, int here)
{
    mark->here = here != 0;
}

static void set_round(struct book_mark *mark, int round)
{
    mark->round = (enum book_round)round;
}

static void set_goal(struct book_mark *mark, int is_set)
{
    mark->goal_set = is_set != 0;
}

static void set_review(struct book_mark *mark, int review)
{
    mark->review = (enum book_review)review;
}

static void set_home(struct book_mark *mark, int home)
{
    mark->practice = (enum book_home)home;
}

static enum script_step verb_here(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_here, true);
}

static enum script_step verb_followed_up(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_round, ROUND_FOLLOWED_UP);
}

static enum script_step verb_deferred(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_round, ROUND_DEFERRED);
}

static enum script_step verb_not_due(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_round, ROUND_NOT_DUE);
}

static enum script_step verb_set(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_goal, true);
}

static enum script_step verb_tried(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_review, REVIEW_TRIED);
}

static enum script_step verb_some(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_review, REVIEW_SOME);
}

static enum script_step verb_not_yet(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_review, REVIEW_NOT_YET);
}

static enum script_step verb_item(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_home, HOME_ITEM);
}

static enum script_step verb_nothing(void *self, const char *rest, struct out *problem)
{
    return marks(self, rest, problem, set_home, HOME_NOTHING);
}

static enum script_step verb_not_today(void *self, const char *rest, struct out *problem)
{
    struct weeks *weeks = self;
    (void)rest, (void)problem;
    today(weeks)->not_today = true;
    save(weeks);
    return SCRIPT_DONE;
}

// --- Sessions.

// "week N MODULE K": a week later the group begins session K of that module.
static enum script_step verb_week(void *self, const char *rest, struct out *problem)
{
    struct weeks *weeks = self;
    static struct command begin;
    char words[3][WORD_BYTES];
    for (size_t i = 0; i < 3; i++)
        if (!take_word(&rest, words[i]))
            return wrong(problem, "say week N MODULE SESSION", "");
    weeks->twin->wall_day =
        weeks->first_day + WEEK_DAYS * (uint32_t)(strtoul(words[0], NULL, 10) - 1);
    twin_begin(weeks->twin, 8, &begin);
    memset(begin.begin.deck.module, 0, sizeof begin.begin.deck.module);
    memcpy(begin.begin.deck.module, words[1], strlen(words[1]));
    begin.begin.deck.session_number = (uint8_t)strtoul(words[2], NULL, 10);
    enum refusal refusal = tell(weeks, &begin);
    if (refusal != ALLOWED)
        return wrong(problem, "the session cannot begin: ", refusal_name(refusal));
    save(weeks);
    return SCRIPT_DONE;
}

// "slides A B": shows them one after the other.
static enum script_step verb_slides(void *self, const char *rest, struct out *problem)
{
    struct weeks *weeks = self;
    char words[2][WORD_BYTES];
    if (!take_word(&rest, words[0]) || !take_word(&rest, words[1]))
        return wrong(problem, "say slides FROM TO", "");
    uint16_t to = (uint16_t)strtoul(words[1], NULL, 10);
    for (uint16_t slide = (uint16_t)strtoul(words[0], NULL, 10); slide <= to; slide++)
        if (tell(weeks, &(struct command){.kind = COMMAND_SLIDE_GO, .number = slide}) != ALLOWED)
            return wrong(problem, "no such slide", "");
    save(weeks);
    return SCRIPT_DONE;
}

// "crash N HOW": the power goes at the nth operation of saving one more mark. What is read is the old
// book or the new one, and the session is where it was. Then the mark is made again.
static enum script_step verb_crash(void *self, const char *rest, struct out *problem)
{
    static const char *const HOW[] = {"drop", "keep", "sectors"};
    struct weeks *weeks = self;
    char words[2][WORD_BYTES];
    if (!take_word(&rest, words[0]) || !take_word(&rest, words[1]))
        return wrong(problem, "say crash N drop|keep|sectors", "");
    int how = 0;
    while (how < 2 && strcmp(words[1], HOW[how]) != 0)
        how++;
    struct book *old = malloc(sizeof *old), *new = malloc(sizeof *new);
    assert_true(old != NULL && new != NULL);
    uint8_t slide = weeks->scene.slide, people = weeks->scene.people;
    *old = *weeks->book;
    today(weeks)->marks[0].goal_set = !today(weeks)->marks[0].goal_set;
    *new = *weeks->book;
    fake_disk_cut(weeks->twin->fake, strtoul(words[0], NULL, 10));
    enum err saved = book_save(&weeks->place, weeks->book);
    twin_console_off(weeks->twin, true, (enum fake_crash)how);
    assert_true(twin_console_on(weeks->twin));
    struct book_opened opened;
    assert_int_equal(book_load(&weeks->place, old->group, weeks->book, &opened), OK);
    bool is_old = memcmp(weeks->book, old, sizeof *old) == 0;
    bool is_new = memcmp(weeks->book, new, sizeof *new) == 0;
    assert_true(is_old || is_new);
    assert_true(saved != OK || is_new);
    assert_string_equal(opened.bad, "");
    assert_non_null(today(weeks));
    assert_int_equal(weeks->scene.slide, slide);
    assert_int_equal(weeks->scene.people, people);
    *weeks->book = *old; // the mark was only there to be cut
    save(weeks);
    weeks->crashes++;
    weeks->olds += is_old;
    free(old);
    free(new);
    return SCRIPT_DONE;
}

static void count(struct weeks *weeks, enum measure measure, struct finish_count done)
{
    if (!done.known)
        return;
    struct command wish = {
        .kind = COMMAND_COUNT, .number = (uint16_t)measure, .amount = done.done, .of = done.of};
    assert_int_equal(tell(weeks, &wish), ALLOWED);
    hub_scene(weeks->twin->hub, AUDIENCE_SUPERVISOR, &weeks->scene);
    const struct measure_count *shown = &weeks->scene.counts[measure];
    assert_true(shown->known && shown->done == done.done && shown->of == done.of);
}

// "end": the session's numbers are recorded, and it is over.
static enum script_step verb_over(void *self, const char *rest, struct out *problem)
{
    struct weeks *weeks = self;
    (void)rest, (void)problem;
    struct book_counts counts;
    book_count(weeks->book, today(weeks), &counts);
    count(weeks, MEASURE_ATTENDANCE, counts.here);
    count(weeks, MEASURE_GOALS_SET, counts.set);
    count(weeks, MEASURE_GOALS_FOLLOWED_UP, counts.followed_up);
    count(weeks, MEASURE_PRACTICE_REVIEWED, counts.reviewed);
    count(weeks, MEASURE_PRACTICE_SET, counts.practice_set);
    assert_int_equal(tell(weeks, &(struct command){.kind = COMMAND_END}), ALLOWED);
    save(weeks);
    assert_int_equal(tell(weeks, &(struct command){.kind = COMMAND_FINISH}), ALLOWED);
    save(weeks);
    return SCRIPT_DONE;
}

// --- What may be expected.

static void out_of(struct out *out, int done, int of)
{
    out_number(out, done);
    out_text(out, "/");
    out_number(out, of);
}

static bool tell_figure(const struct weeks *weeks, const char *name, struct out *out)
{
    struct book_figures sums;
    book_figures(weeks->book, 0, UINT32_MAX, &sums);
    const struct {
        const char *name;
        int done, of; // of -1: a plain number
    } FIGURES[] = {
        {"sessions", sums.sessions, -1},
        {"attendance", sums.here.done, sums.here.of},
        {"followed-up", sums.followed_up.done, sums.followed_up.of},
        {"deferred", sums.deferred, -1},
        {"not-due", sums.not_due, -1},
        {"not-today", sums.not_today, -1},
        {"goals-set", sums.set, -1},
        {"practice-set", sums.practice_set, -1},
        {"nothing", sums.nothing, -1},
        {"reviewed", sums.reviewed.done, sums.reviewed.of},
        {"tried", sums.tried, -1},
        {"some", sums.some, -1},
        {"not-yet", sums.not_yet, -1},
        {"joined", book_joined(weeks->book, weeks->twin->wall_day), -1},
        {"crashes", (int)weeks->crashes, -1},
    };
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0]; i++) {
        if (strcmp(FIGURES[i].name, name) != 0)
            continue;
        if (FIGURES[i].of < 0)
            out_number(out, FIGURES[i].done);
        else
            out_of(out, FIGURES[i].done, FIGURES[i].of);
        return true;
    }
    return false;
}

// "covered:MODULE/K" is "SLIDES/OF in MEETINGS" with dashes: "10/10-in-3".
static void tell_covered(const struct weeks *weeks, const char *what, struct out *out)
{
    char module[KEY_BYTES] = "";
    const char *slash = strchr(what, '/');
    assert_non_null(slash);
    memcpy(module, what, (size_t)(slash - what));
    const struct book_deck *deck =
        book_deck_find(weeks->book, module, (uint8_t)strtoul(slash + 1, NULL, 10));
    if (deck == NULL) {
        out_text(out, "none");
        return;
    }
    out_of(out, book_deck_shown(deck), deck->slide_count);
    out_text(out, "-in-");
    out_number(out, deck->meetings);
}

static int face(const struct weeks *weeks, const char *name)
{
    struct goal_handle handle;
    assert_true(book_handle_parse(name, &handle));
    return book_find(weeks->book, handle);
}

static void tell_carried(const struct weeks *weeks, struct out *out)
{
    const struct book_place *place = &weeks->book->carried;
    if (place->module[0] == '\0') {
        out_text(out, "none");
        return;
    }
    out_text(out, place->module);
    out_text(out, "/");
    out_of(out, place->number, place->slide);
}

static void tell_first(struct weeks *weeks, struct out *out)
{
    uint8_t order[BOOK_MEMBERS_MAX];
    char name[HANDLE_NAME_BYTES];
    const struct book_session *session = today(weeks);
    int count_of = book_round_order(weeks->book, session, weeks->twin->wall_day, order);
    assert_true(count_of > 0);
    book_handle_name(weeks->book->members[order[0]].handle, name);
    out_text(out, name);
}

static enum script_step holds(void *self, const char *name, const char *value, struct out *problem)
{
    struct weeks *weeks = self;
    char text[64];
    struct out out = out_into(text, sizeof text);
    const char *colon = strchr(name, ':');
    if (strncmp(name, "covered:", 8) == 0) {
        tell_covered(weeks, colon + 1, &out);
    } else if (strncmp(name, "missed:", 7) == 0) {
        out_number(&out, book_missed(weeks->book, face(weeks, colon + 1), NULL, 0));
    } else if (strncmp(name, "came:", 5) == 0) {
        int came = 0, member = face(weeks, colon + 1);
        for (int i = 0; i < weeks->book->session_count; i++)
            came += weeks->book->sessions[i].marks[member].here;
        out_number(&out, came);
    } else if (strcmp(name, "carried") == 0) {
        tell_carried(weeks, &out);
    } else if (strcmp(name, "first") == 0) {
        tell_first(weeks, &out);
    } else if (!tell_figure(weeks, name, &out)) {
        return SCRIPT_WRONG;
    }
    if (strcmp(text, value) == 0)
        return SCRIPT_DONE;
    out_text(problem, name);
    out_text(problem, " is ");
    out_text(problem, text);
    return SCRIPT_AGAIN;
}

// --- The whole.

static const struct script_verb verbs[] = {
    {"week", "", verb_week},
    {"join", "", verb_join},
    {"card", "", verb_card},
    {"here", "", verb_here},
    {"followed-up", "", verb_followed_up},
    {"deferred", "", verb_deferred},
    {"not-due", "", verb_not_due},
    {"set", "", verb_set},
    {"tried", "", verb_tried},
    {"some", "", verb_some},
    {"not-yet", "", verb_not_yet},
    {"item", "", verb_item},
    {"nothing", "", verb_nothing},
    {"not-today", "", verb_not_today},
    {"slides", "", verb_slides},
    {"crash", "", verb_crash},
    {"over", "", verb_over},
};

static enum script_step command(void *self, const struct command *wish, struct out *problem)
{
    struct weeks *weeks = self;
    (void)problem;
    weeks->answer = tell(weeks, wish);
    return SCRIPT_DONE;
}

static enum script_step answer(void *self, enum refusal *out_refusal)
{
    *out_refusal = ((struct weeks *)self)->answer;
    return SCRIPT_DONE;
}

static const struct scene *scene(void *self)
{
    struct weeks *weeks = self;
    hub_scene(weeks->twin->hub, AUDIENCE_FACILITATOR, &weeks->scene);
    return &weeks->scene;
}

static uint64_t now_ms(void *self)
{
    return ((struct weeks *)self)->twin->now_ms;
}

static void every_figure_is_exact(void **state)
{
    const char *path = *state;
    struct weeks *weeks = calloc(1, sizeof *weeks);
    char *text = calloc(1, SCRIPT_BYTES_MAX);
    assert_true(weeks != NULL && text != NULL);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(text, 1, SCRIPT_BYTES_MAX - 1, file);
    fclose(file);
    assert_true(size > 0 && size < SCRIPT_BYTES_MAX - 1);
    weeks->twin = twin_create(12, 1);
    weeks->first_day = weeks->twin->wall_day;
    assert_true(twin_console_on(weeks->twin));
    weeks->place = (struct book_place_on_disk){&weeks->twin->disk, "room", weeks->twin->unlock};
    weeks->book = calloc(1, sizeof *weeks->book);
    assert_non_null(weeks->book);
    static struct command begin;
    twin_begin(weeks->twin, 8, &begin);
    book_init(weeks->book, begin.begin.group);
    struct script_program program = {.self = weeks,
                                     .verbs = verbs,
                                     .verb_count = sizeof verbs / sizeof verbs[0],
                                     .command = command,
                                     .answer = answer,
                                     .holds = holds,
                                     .scene = scene,
                                     .now_ms = now_ms};
    struct script *script = NULL;
    assert_int_equal(script_open_text(path, text, &program, &script), OK);
    enum script_status status = script_run(script);
    if (status != SCRIPT_ENDED)
        fail_msg("%s", status == SCRIPT_FAILED ? script_problem(script) : "it does not end");
    assert_true(weeks->olds > 0 && weeks->olds < weeks->crashes); // both happened
    script_close(script);
    twin_destroy(weeks->twin);
    free(weeks->book);
    free(weeks);
    free(text);
}

int main(int argc, char **argv)
{
    assert_true(argc == 2);
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(every_figure_is_exact, argv[1])};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
