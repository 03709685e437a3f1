#include "room/book.h"

#include "base/check.h"
#include "base/out.h"
#include "deck/deck_append.h"
#include <string.h>

_Static_assert(SLIDES_MAX == 64, "a deck's slides fit one word of bits");

void book_init(struct book *book, const char *group)
{
    check(strlen(group) < sizeof book->group);
    memset(book, 0, sizeof *book);
    memcpy(book->group, group, strlen(group));
}

// --- Members.

bool book_handle_ok(struct goal_handle handle)
{
    return goal_handle_ok(&handle);
}

void book_handle_name(struct goal_handle handle, char out_name[HANDLE_NAME_BYTES])
{
    check(book_handle_ok(handle));
    struct out out = out_into(out_name, HANDLE_NAME_BYTES);
    out_text(&out, goal_shape_name(handle.shape));
    out_text(&out, "-");
    out_number(&out, handle.number);
}

bool book_handle_parse(const char *name, struct goal_handle *out_handle)
{
    for (enum goal_shape shape = SHAPE_WAVE; shape <= SHAPE_LAST; shape++) {
        size_t size = strlen(goal_shape_name(shape));
        const char *digits = name + size + 1;
        if (strncmp(name, goal_shape_name(shape), size) != 0 || name[size] != '-' ||
            digits[0] < '1' || digits[0] > '9' || digits[1] < '0' || digits[1] > '9' ||
            digits[2] != '\0')
            continue;
        *out_handle =
            (struct goal_handle){shape, (uint8_t)((digits[0] - '0') * 10 + (digits[1] - '0'))};
        return true;
    }
    return false;
}

int book_find(const struct book *book, struct goal_handle handle)
{
    for (int i = 0; i < book->member_count; i++) {
        const struct book_member *member = &book->members[i];
        if (member->left_day == 0 && member->handle.shape == handle.shape &&
            member->handle.number == handle.number)
            return i;
    }
    return -1;
}

bool book_has_handle(const struct book *book, struct goal_handle handle)
{
    return book_find(book, handle) >= 0;
}

struct goal_handle book_free_handle(const struct book *book, uint32_t dice)
{
    enum {
        NUMBERS = GOAL_HANDLE_NUMBER_MOST - GOAL_HANDLE_NUMBER_LEAST + 1,
        HANDLES = (int)SHAPE_LAST * (int)NUMBERS
    };
    _Static_assert((int)HANDLES > (int)BOOK_MEMBERS_MAX, "there is always a free face");
    struct goal_handle handle = {0};
    for (uint32_t i = 0; i < HANDLES; i++) {
        uint32_t at = (dice % HANDLES + i) % HANDLES;
        handle.shape = (enum goal_shape)(1 + at / NUMBERS);
        handle.number = (uint8_t)(GOAL_HANDLE_NUMBER_LEAST + at % NUMBERS);
        if (!book_has_handle(book, handle))
            break;
    }
    check(!book_has_handle(book, handle));
    return handle;
}

static void forget_member(struct book *book, int member)
{
    size_t after = (size_t)(book->member_count - member - 1);
    memmove(&book->members[member], &book->members[member + 1], after * sizeof book->members[0]);
    memmove(&book->arrivals[member], &book->arrivals[member + 1], after * sizeof book->arrivals[0]);
    for (int i = 0; i < book->session_count; i++) {
        struct book_mark *marks = book->sessions[i].marks;
        memmove(&marks[member], &marks[member + 1], after * sizeof marks[0]);
        marks[book->member_count - 1] = (struct book_mark){0};
    }
    book->member_count--;
    book->members[book->member_count] = (struct book_member){0};
    book->arrivals[book->member_count] = false;
}

static bool make_room(struct book *book)
{
    int oldest = -1;
    for (int i = 0; i < book->member_count; i++) {
        uint32_t left = book->members[i].left_day;
        if (left != 0 && (oldest < 0 || left < book->members[oldest].left_day))
            oldest = i;
    }
    if (oldest >= 0)
        forget_member(book, oldest);
    return oldest >= 0;
}

// Field by field: a book has no bytes that nobody wrote.
static void set_handle(struct book_member *member, struct goal_handle handle)
{
    member->handle.shape = handle.shape;
    member->handle.number = handle.number;
}

int book_join(struct book *book, struct goal_handle handle, uint32_t day)
{
    check(book_handle_ok(handle));
    if (book_has_handle(book, handle))
        return -1;
    if (book->member_count == BOOK_MEMBERS_MAX && !make_room(book))
        return -1;
    struct book_member *member = &book->members[book->member_count];
    memset(member, 0, sizeof *member);
    set_handle(member, handle);
    member->joined_day = day;
    return book->member_count++;
}

static struct book_member *member_of(struct book *book, int member)
{
    check(member >= 0 && member < book->member_count);
    return &book->members[member];
}

void book_leave(struct book *book, int member, uint32_t day)
{
    member_of(book, member)->left_day = day > 0 ? day : 1;
    book->arrivals[member] = false;
}

bool book_return(struct book *book, int member)
{
    struct book_member *who = member_of(book, member);
    if (who->left_day != 0 && book_has_handle(book, who->handle))
        return false;
    who->left_day = 0;
    return true;
}

bool book_new_card(struct book *book, int member, struct goal_handle handle)
{
    check(book_handle_ok(handle));
    struct book_member *who = member_of(book, member);
    int taken = book_find(book, handle);
    if (taken == member)
        return true;
    if (taken >= 0)
        return false;
    set_handle(who, handle);
    memset(who->next_step, 0, sizeof who->next_step); // a fresh start
    return true;
}

// A mark of the newcomer's fills what the member has not.
static void merge_mark(struct book_mark *mark, const struct book_mark *other)
{
    mark->here = mark->here || other->here;
    mark->goal_set = mark->goal_set || other->goal_set;
    mark->caught_up = mark->caught_up || other->caught_up;
    if (mark->round == ROUND_NONE)
        mark->round = other->round;
    if (mark->review == REVIEW_NONE) {
        mark->review = other->review;
        mark->obstacle = other->obstacle;
    }
    if (mark->practice == HOME_OPEN)
        mark->practice = other->practice;
}

bool book_take_card(struct book *book, int member, struct goal_handle handle)
{
    int other = book_find(book, handle);
    if (other < 0 || other == member)
        return book_new_card(book, member, handle);
    if (book->members[other].joined_day < book->members[member].joined_day)
        return false; // the face of somebody who has been here for longer
    for (int i = 0; i < book->session_count; i++)
        merge_mark(&book->sessions[i].marks[member], &book->sessions[i].marks[other]);
    book->arrivals[member] = book->arrivals[member] || book->arrivals[other];
    struct book_member *who = member_of(book, member);
    set_handle(who, handle);
    memcpy(who->next_step, book->members[other].next_step, sizeof who->next_step);
    forget_member(book, other);
    return true;
}

bool book_is_with(const struct book *book, int member, uint32_t day)
{
    check(member >= 0 && member < book->member_count);
    const struct book_member *who = &book->members[member];
    return who->joined_day <= day && (who->left_day == 0 || who->left_day > day);
}

int book_joined(const struct book *book, uint32_t day)
{
    int count = 0;
    for (int i = 0; i < book->member_count; i++)
        count += book_is_with(book, i, day);
    return count;
}

// --- Sessions.

struct book_session *book_session_of(struct book *book, const struct scene *scene)
{
    if (scene == NULL || scene->phase == SCENE_WAITING)
        return NULL;
    for (int i = book->session_count - 1; i >= 0; i--)
        if (memcmp(book->sessions[i].id, scene->begin.session_id, sizeof book->sessions[i].id) == 0)
            return &book->sessions[i];
    return NULL;
}

static struct book_session *begin(struct book *book, const struct scene *scene)
{
    if (book->session_count == BOOK_SESSIONS_MAX) {
        memmove(&book->sessions[0], &book->sessions[1],
                (BOOK_SESSIONS_MAX - 1) * sizeof book->sessions[0]);
        book->session_count--;
    }
    const struct begin *start = &scene->begin;
    struct book_session *session = &book->sessions[book->session_count++];
    memset(session, 0, sizeof *session);
    memcpy(session->id, start->session_id, sizeof session->id);
    session->day = scene->wall_day;
    session->minute = scene->wall_minute;
    session->meeting = start->meeting;
    memcpy(session->module, start->deck.module, sizeof session->module);
    session->number = start->deck.session_number;
    session->slide_count = deck_topic_slides(&start->deck);
    session->people = scene->people;
    if (start->meeting == MEETING_GROUP && book->carried.slide > 1 &&
        book->carried.number == session->number &&
        strcmp(book->carried.module, session->module) == 0)
        session->from = book->carried.slide;
    for (int i = 0; i < book->member_count; i++)
        session->marks[i].here = book->arrivals_day == scene->wall_day && book->arrivals[i] &&
                                 book_is_with(book, i, scene->wall_day);
    memset(book->arrivals, 0, sizeof book->arrivals);
    if (start->meeting == MEETING_GROUP) {
        book->step_count = start->step_count;
        memcpy(book->steps, start->steps, sizeof book->steps);
    }
    return session;
}

static struct book_deck *deck_of(struct book *book, const struct book_session *session)
{
    for (int i = 0; i < book->deck_count; i++)
        if (book->decks[i].number == session->number &&
            strcmp(book->decks[i].module, session->module) == 0)
            return &book->decks[i];
    if (book->deck_count == BOOK_DECKS_MAX) { // the one begun longest ago is forgotten
        memmove(&book->decks[0], &book->decks[1], (BOOK_DECKS_MAX - 1) * sizeof book->decks[0]);
        book->deck_count--;
    }
    struct book_deck *deck = &book->decks[book->deck_count++];
    *deck = (struct book_deck){.number = session->number};
    memcpy(deck->module, session->module, sizeof deck->module);
    return deck;
}

static uint8_t first_of(uint64_t shown)
{
    uint8_t slide = 1;
    while ((shown >> (slide - 1) & 1) == 0)
        slide++;
    return slide;
}

static uint8_t last_of(uint64_t shown)
{
    uint8_t slide = SLIDES_MAX;
    while ((shown >> (slide - 1) & 1) == 0)
        slide--;
    return slide;
}

// Where the group is, so that it may stop anywhere. At the end of a deck nothing is carried over.
static bool follow_place(struct book *book, const struct book_session *session, uint8_t slide)
{
    struct book_place place = {.number = session->number, .slide = slide};
    memcpy(place.module, session->module, sizeof place.module);
    if (slide == session->slide_count)
        place = (struct book_place){0};
    bool changed = memcmp(&place, &book->carried, sizeof place) != 0;
    book->carried = place;
    return changed;
}

// What the session has shown so far: a slip that was taken back is not shown. A meeting with one person
// covers the topic for that person, not for the group.
static bool follow_slides(struct book *book, struct book_session *session,
                          const struct scene *scene)
{
    if (session->slide_count == 0 || session->module[0] == '\0' || scene->slide == 0)
        return false;
    // A session opens on the deck's first slide, also where it goes on with a later one.
    uint64_t shown = scene->slides_shown & (UINT64_MAX >> (SLIDES_MAX - session->slide_count));
    if (session->from > 1)
        shown &= ~UINT64_C(1);
    if (shown == 0)
        return false;
    uint8_t first = first_of(shown), last = last_of(shown);
    bool began = session->slide_first == 0;
    bool changed = first != session->slide_first || last != session->slide_last;
    session->slide_first = first;
    session->slide_last = last;
    if (session->meeting != MEETING_GROUP)
        return changed;
    struct book_deck *deck = deck_of(book, session);
    if (began && deck->meetings < UINT8_MAX)
        deck->meetings++;
    changed = changed || (deck->shown | shown) != deck->shown;
    deck->shown |= shown;
    deck->slide_count = session->slide_count;
    // The closing check-in is no place of the topic's.
    bool topic = scene->slide <= session->slide_count;
    return (topic && follow_place(book, session, scene->slide)) || changed;
}

static bool follow_end(struct book *book, struct book_session *session, const struct scene *scene)
{
    bool changed = scene->phase != SCENE_RUNNING && !session->ended;
    session->ended = session->ended || changed;
    // Without words an older note still stands.
    if (scene->phase == SCENE_FINISHED && scene->finish.note[0] != '\0' &&
        (book->note_day != session->day || strcmp(book->note, scene->finish.note) != 0)) {
        memcpy(book->note, scene->finish.note, sizeof book->note);
        book->note_day = session->day;
        changed = true;
    }
    return changed;
}

bool book_follow(struct book *book, const struct scene *scene)
{
    if (scene->phase == SCENE_WAITING || strcmp(scene->begin.group, book->group) != 0)
        return false;
    bool changed = false;
    struct book_session *session = book_session_of(book, scene);
    if (session == NULL) {
        if (scene->phase == SCENE_FINISHED)
            return false; // long over; it is not for a later book to tell
        session = begin(book, scene);
        changed = true;
    }
    if (session->people != scene->people && scene->phase == SCENE_RUNNING) {
        session->people = scene->people;
        changed = true;
    }
    if (scene->phase == SCENE_RUNNING && follow_slides(book, session, scene))
        changed = true;
    if (follow_end(book, session, scene))
        changed = true;
    return changed;
}

uint8_t book_next_slide(const struct book_session *session, const struct scene *scene)
{
    bool fresh = session != NULL && session->from > 1 && scene->slide <= 1 &&
                 (scene->slides_shown & ~UINT64_C(1)) == 0;
    return fresh ? session->from : (uint8_t)(scene->slide + 1);
}

bool book_is_here(const struct book *book, const struct book_session *session, int member,
                  uint32_t day)
{
    check(member >= 0 && member < book->member_count);
    if (session != NULL)
        return session->marks[member].here;
    return book->arrivals_day == day && book->arrivals[member];
}

void book_set_here(struct book *book, struct book_session *session, int member, uint32_t day,
                   bool here)
{
    check(member >= 0 && member < book->member_count);
    if (session != NULL) {
        session->marks[member].here = here;
        return;
    }
    if (book->arrivals_day != day)
        memset(book->arrivals, 0, sizeof book->arrivals);
    book->arrivals_day = day;
    book->arrivals[member] = here;
}

int book_here(const struct book *book, const struct book_session *session, uint32_t day)
{
    int count = 0;
    for (int i = 0; i < book->member_count; i++)
        count += book_is_here(book, session, i, day);
    return count;
}
