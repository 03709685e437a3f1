#include "facilitator/verbs_book.h"
#include "facilitator/app.h"
#include "facilitator/marks.h"
#include "room/book_figures.h"
#include "room/script_words.h"
#include <string.h>

enum {
    WORD_BYTES = 32,
    MISSED_MOST = 64
};

static struct console *console_of(void *program)
{
    return ((struct app *)program)->console;
}

static bool is_open(struct console *console)
{
    return console_book(console) != NULL;
}

// The member whose face is the next word; -1 with the problem told.
static int take_member(struct console *console, const char **rest, struct out *problem)
{
    char word[WORD_BYTES];
    struct goal_handle handle;
    int member = -1;
    if (!script_take_word(rest, word, sizeof word) || !book_handle_parse(word, &handle))
        out_text(problem, "say a card face, for example wave-27");
    else if ((member = book_find(console_book(console), handle)) < 0)
        (void)script_wrong(problem, "nobody in the group has the face ", word);
    return member;
}

static enum script_step done(bool is_done, struct out *problem)
{
    return is_done ? SCRIPT_DONE : script_wrong(problem, "no group runs, or they have left it", "");
}

enum script_step verb_group(void *program, const char *rest, struct out *problem)
{
    struct console *console = console_of(program);
    struct group_plan group;
    if (console_state(console) != CONSOLE_OPEN)
        return script_wrong(problem, "the console is locked: unlock first", "");
    if (library_group(console_library(console), rest, &group) != OK)
        return script_wrong(problem, "no such group: ", rest);
    uint32_t serial = console_welcome(console, group.name,
                                      group.has_time ? group.start_minute : HUB_MINUTE_UNKNOWN);
    return serial != 0 ? SCRIPT_DONE : SCRIPT_AGAIN;
}

// How new people come to the group whose book is open; open where its file is gone.
static struct group_entry entry_of(struct console *console)
{
    struct group_plan group;
    const struct book *book = console_book(console);
    bool known = book != NULL && library_group(console_library(console), book->group, &group) == OK;
    return known ? group.entry : (struct group_entry){0};
}

static bool is_closed(struct console *console)
{
    struct group_entry entry = entry_of(console);
    return entry.closed &&
           book_is_past(console_book(console), console_book_session(console), entry.joining_until);
}

static enum script_step join(struct console *console, const char *rest, struct out *problem)
{
    char word[WORD_BYTES], anyway[WORD_BYTES] = "";
    struct goal_handle handle;
    bool named = script_take_word(&rest, word, sizeof word);
    if (named && !book_handle_parse(word, &handle))
        return script_wrong(problem, "is not a card face: ", word);
    (void)script_take_word(&rest, anyway, sizeof anyway);
    if (is_closed(console) && strcmp(anyway, "anyway") != 0)
        return script_wrong(problem, "the group is closed, say member join FACE anyway: ", word);
    if (marks_join(console, named ? &handle : NULL) < 0)
        return script_wrong(problem,
                            "that face is taken, or the book is full: ", named ? word : "");
    return SCRIPT_DONE;
}

static enum script_step change(struct console *console, const char *what, const char *rest,
                               struct out *problem)
{
    struct goal_handle handle;
    char word[WORD_BYTES];
    int member = take_member(console, &rest, problem);
    if (member < 0)
        return SCRIPT_WRONG;
    if (strcmp(what, "leave") == 0)
        return done(marks_leave(console, member), problem);
    if (strcmp(what, "card") == 0 && script_take_word(&rest, word, sizeof word) &&
        book_handle_parse(word, &handle))
        return marks_new_card(console, member, handle) ? SCRIPT_DONE
                                                       : script_wrong(problem, "is taken: ", word);
    return script_wrong(problem, "say member join [FACE], leave FACE or card FACE NEW", "");
}

enum script_step verb_member(void *program, const char *rest, struct out *problem)
{
    struct console *console = console_of(program);
    char what[WORD_BYTES] = "";
    if (!is_open(console))
        return SCRIPT_AGAIN;
    (void)script_take_word(&rest, what, sizeof what);
    return strcmp(what, "join") == 0 ? join(console, rest, problem)
                                     : change(console, what, rest, problem);
}

// Whoever made a new card on a screen in this session has come.
static enum script_step here_new(struct console *console)
{
    const struct goal_board *board = console_board(console);
    for (int i = 0; board != NULL && i < board->new_card_count; i++) {
        int member = book_find(console_book(console), board->new_cards[i]);
        if (member >= 0)
            (void)marks_here(console, member, true);
    }
    return SCRIPT_DONE;
}

static enum script_step each(void *program, const char *rest, bool here, struct out *problem)
{
    struct console *console = console_of(program);
    if (!is_open(console))
        return SCRIPT_AGAIN;
    if (here && strcmp(rest, "new") == 0)
        return here_new(console);
    do {
        int member = take_member(console, &rest, problem);
        if (member < 0)
            return SCRIPT_WRONG;
        if (!marks_here(console, member, here))
            return script_wrong(problem, "they are not with the group now", "");
    } while (rest[strspn(rest, " ")] != '\0');
    return SCRIPT_DONE;
}

enum script_step verb_here(void *program, const char *rest, struct out *problem)
{
    return each(program, rest, true, problem);
}

enum script_step verb_away(void *program, const char *rest, struct out *problem)
{
    return each(program, rest, false, problem);
}

enum script_step verb_round(void *program, const char *rest, struct out *problem)
{
    static const char *const MARKS[] = {"clear", "followed-up", "deferred", "not-due", NULL};
    struct console *console = console_of(program);
    char word[WORD_BYTES] = "";
    if (!is_open(console))
        return SCRIPT_AGAIN;
    if (strcmp(rest, "not-today") == 0)
        return done(marks_not_today(console), problem);
    int member = take_member(console, &rest, problem);
    if (member < 0)
        return SCRIPT_WRONG;
    int mark = script_take_word(&rest, word, sizeof word) ? script_word_of(word, MARKS) : -1;
    if (mark < 0)
        return script_wrong(problem, "say followed-up, deferred, not-due or clear", "");
    return done(marks_round(console, member, (enum book_round)mark), problem);
}

enum script_step verb_goal_set(void *program, const char *rest, struct out *problem)
{
    struct console *console = console_of(program);
    if (!is_open(console))
        return SCRIPT_AGAIN;
    int member = take_member(console, &rest, problem);
    return member < 0 ? SCRIPT_WRONG : done(marks_goal_set(console, member), problem);
}

enum script_step verb_look_back(void *program, const char *rest, struct out *problem)
{
    static const char *const REVIEWS[] = {"clear", "tried", "some", "not-yet", NULL};
    static const char *const OBSTACLES[] = {"none",   "forgot", "no-time", "too-hard",
                                            "unwell", "other",  NULL};
    struct console *console = console_of(program);
    char word[WORD_BYTES];
    if (!is_open(console))
        return SCRIPT_AGAIN;
    int member = take_member(console, &rest, problem);
    if (member < 0)
        return SCRIPT_WRONG;
    int review = script_take_word(&rest, word, sizeof word) ? script_word_of(word, REVIEWS) : -1;
    int obstacle = script_take_word(&rest, word, sizeof word) ? script_word_of(word, OBSTACLES)
                                                              : OBSTACLE_NONE;
    if (review < 0 || obstacle < 0)
        return script_wrong(problem, "say tried, some or not-yet, and what got in the way", "");
    bool marked = marks_review(console, member, (enum book_review)review);
    if (marked && obstacle != OBSTACLE_NONE)
        marked = marks_obstacle(console, member, (enum book_obstacle)obstacle);
    return done(marked, problem);
}

enum script_step verb_home_practice(void *program, const char *rest, struct out *problem)
{
    static const char *const WHAT[] = {"open", "item", "nothing", NULL};
    struct console *console = console_of(program);
    char word[WORD_BYTES];
    if (!is_open(console))
        return SCRIPT_AGAIN;
    int member = take_member(console, &rest, problem);
    if (member < 0)
        return SCRIPT_WRONG;
    int what = script_take_word(&rest, word, sizeof word) ? script_word_of(word, WHAT) : -1;
    if (what < 0)
        return script_wrong(problem, "say item, nothing or open", "");
    return done(marks_practice(console, member, (enum book_home)what), problem);
}

enum script_step verb_caught_up(void *program, const char *rest, struct out *problem)
{
    struct console *console = console_of(program);
    uint16_t missed[MISSED_MOST];
    if (!is_open(console))
        return SCRIPT_AGAIN;
    int member = take_member(console, &rest, problem);
    if (member < 0)
        return SCRIPT_WRONG;
    int count = book_missed(console_book(console), member,
                            entry_of(console).closed ? SHARE_WHOLE : SHARE_SINCE_JOINED, missed,
                            MISSED_MOST);
    for (int i = 0; i < count && i < MISSED_MOST; i++)
        (void)marks_caught_up(console, member, missed[i], true);
    return SCRIPT_DONE;
}

// --- What a script may expect.

static void tell_book(struct console *console, struct out *out)
{
    const struct ledger *ledger = console_ledger(console);
    const struct book *book = console_book(console);
    if (book == NULL)
        out_text(out, ledger != NULL && ledger_trouble(ledger) != OK ? "failed" : "none");
    else
        out_text(out, ledger_is_saved(ledger) ? "saved" : "open");
}

static void tell_carried(struct console *console, struct out *out)
{
    const struct book *book = console_book(console);
    if (book == NULL || book->carried.module[0] == '\0') {
        out_text(out, "none");
        return;
    }
    out_text(out, book->carried.module);
    out_text(out, "/");
    out_number(out, book->carried.number);
    out_text(out, "/");
    out_number(out, book->carried.slide);
}

// How new people come: at any time, still, or no more.
static void tell_entry(struct console *console, struct out *out)
{
    if (console_book(console) == NULL)
        out_text(out, "none");
    else if (!entry_of(console).closed)
        out_text(out, "open");
    else
        out_text(out, is_closed(console) ? "closed" : "joining");
}

static void tell_count(const struct finish_count *count, struct out *out)
{
    if (!count->known) {
        out_text(out, "unknown");
        return;
    }
    out_number(out, count->done);
    out_text(out, "/");
    out_number(out, count->of);
}

bool book_holds(void *program, const char *name, struct out *out)
{
    static const char *const COUNTS[] = {"here",         "goals-set", "followed-up",
                                         "deferred",     "not-due",   "reviewed",
                                         "practice-set", "nothing",   NULL};
    struct console *console = console_of(program);
    if (strcmp(name, "book") == 0) {
        tell_book(console, out);
        return true;
    }
    if (strcmp(name, "carried") == 0) {
        tell_carried(console, out);
        return true;
    }
    if (strcmp(name, "entry") == 0) {
        tell_entry(console, out);
        return true;
    }
    if (strcmp(name, "joined") == 0) {
        const struct book *book = console_book(console);
        out_number(out, book != NULL ? book_joined(book, console_day(console)) : 0);
        return true;
    }
    int which = script_word_of(name, COUNTS);
    if (which < 0)
        return false;
    const struct book *book = console_book(console);
    const struct book_session *session = console_book_session(console);
    struct book_counts counts = {0};
    if (session != NULL)
        book_count(book, session, &counts);
    const struct finish_count *const all[] = {
        &counts.here,    &counts.set,      &counts.followed_up,  &counts.deferred,
        &counts.not_due, &counts.reviewed, &counts.practice_set, &counts.nothing};
    tell_count(all[which], out);
    return true;
}
