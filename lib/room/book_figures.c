#include "room/book_figures.h"

#include "base/check.h"
#include <string.h>

// How many sessions came before this one; all of them where there is none yet.
static int before(const struct book *book, const struct book_session *session)
{
    if (session == NULL)
        return book->session_count;
    check(session >= book->sessions && session < book->sessions + book->session_count);
    return (int)(session - book->sessions);
}

// With the group when that session was held.
static bool was_with(const struct book *book, const struct book_session *session, int member)
{
    return book_is_with(book, member, session->day) || session->marks[member].here;
}

// --- The goal round.

int book_rounds_missed(const struct book *book, const struct book_session *session, int member)
{
    int missed = 0;
    for (int i = before(book, session) - 1; i >= 0; i--) {
        const struct book_session *past = &book->sessions[i];
        if (past->meeting != MEETING_GROUP)
            continue;
        if (!was_with(book, past, member) || past->marks[member].round == ROUND_FOLLOWED_UP)
            break;
        missed += past->marks[member].round != ROUND_NOT_DUE;
    }
    return missed;
}

struct place {
    bool here;
    int missed;
};

static struct place place_of(const struct book *book, const struct book_session *session,
                             uint32_t day, int member)
{
    int missed = book_rounds_missed(book, session, member);
    return (struct place){.here = book_is_here(book, session, member, day),
                          .missed = missed >= BOOK_ROUNDS_FIRST ? missed : 0};
}

int book_round_order(const struct book *book, const struct book_session *session, uint32_t day,
                     uint8_t out_members[BOOK_MEMBERS_MAX])
{
    struct place places[BOOK_MEMBERS_MAX];
    int count = 0;
    for (int i = 0; i < book->member_count; i++) {
        if (!book_is_with(book, i, day))
            continue;
        struct place place = place_of(book, session, day, i);
        int at = count++;
        for (; at > 0; at--) { // by insertion, so that equals stay as they joined
            const struct place *other = &places[at - 1];
            bool sooner = place.here != other->here ? place.here : place.missed > other->missed;
            if (!sooner)
                break;
            places[at] = *other;
            out_members[at] = out_members[at - 1];
        }
        places[at] = place;
        out_members[at] = (uint8_t)i;
    }
    return count;
}

bool book_round_begun(const struct book *book, const struct book_session *session)
{
    for (int i = 0; i < book->member_count; i++)
        if (session->marks[i].round != ROUND_NONE)
            return true;
    return session->not_today;
}

// --- Home practice.

bool book_practice_due(const struct book *book, const struct book_session *session, int member)
{
    for (int i = before(book, session) - 1; i >= 0; i--) {
        const struct book_mark *mark = &book->sessions[i].marks[member];
        if (mark->practice != HOME_OPEN)
            return mark->practice == HOME_ITEM;
        if (mark->review != REVIEW_NONE)
            return false;
    }
    return false;
}

int book_practice_open(const struct book *book, const struct book_session *session)
{
    int count = 0;
    for (int i = 0; i < book->member_count; i++)
        count += session->marks[i].here && session->marks[i].practice == HOME_OPEN;
    return count;
}

// --- Numbers.

static void add(struct finish_count *count, bool done)
{
    count->known = count->known || done;
    count->done = (uint8_t)(count->done + done);
}

// Only those who are here can be asked, but whoever was marked counts: they were asked.
void book_count(const struct book *book, const struct book_session *session,
                struct book_counts *out_counts)
{
    struct book_counts counts = {0};
    int joined = 0, here = 0, due = 0;
    for (int i = 0; i < book->member_count; i++) {
        const struct book_mark *mark = &session->marks[i];
        joined += was_with(book, session, i);
        here += mark->here;
        due += (mark->here && book_practice_due(book, session, i)) || mark->review != REVIEW_NONE;
        add(&counts.here, mark->here);
        add(&counts.set, mark->goal_set);
        add(&counts.followed_up, mark->round == ROUND_FOLLOWED_UP);
        add(&counts.deferred, mark->round == ROUND_DEFERRED);
        add(&counts.not_due, mark->round == ROUND_NOT_DUE);
        add(&counts.reviewed, mark->review != REVIEW_NONE);
        add(&counts.practice_set, mark->practice == HOME_ITEM);
        add(&counts.nothing, mark->practice == HOME_NOTHING);
    }
    counts.here.of = (uint8_t)joined;
    counts.reviewed.of = (uint8_t)due;
    struct finish_count *const of_here[] = {&counts.set,     &counts.followed_up,  &counts.deferred,
                                            &counts.not_due, &counts.practice_set, &counts.nothing};
    for (size_t i = 0; i < sizeof of_here / sizeof of_here[0]; i++)
        of_here[i]->of = (uint8_t)(here > of_here[i]->done ? here : of_here[i]->done);
    // One mark in the round makes all of its numbers known; the same for home practice.
    bool round = counts.followed_up.known || counts.deferred.known || counts.not_due.known;
    counts.followed_up.known = counts.deferred.known = counts.not_due.known = round;
    bool set = counts.practice_set.known || counts.nothing.known;
    counts.practice_set.known = counts.nothing.known = set;
    *out_counts = counts;
}

void book_figures(const struct book *book, uint32_t from_day, uint32_t to_day,
                  struct book_figures *out_figures)
{
    struct book_figures sums = {0};
    for (int i = 0; i < book->session_count; i++) {
        const struct book_session *session = &book->sessions[i];
        if (session->meeting != MEETING_GROUP || session->day < from_day || session->day > to_day)
            continue;
        struct book_counts counts;
        book_count(book, session, &counts);
        sums.sessions++;
        sums.here.done += counts.here.done, sums.here.of += counts.here.of;
        sums.followed_up.done += counts.followed_up.done;
        sums.followed_up.of += counts.followed_up.of;
        sums.reviewed.done += counts.reviewed.done, sums.reviewed.of += counts.reviewed.of;
        sums.set += counts.set.done, sums.deferred += counts.deferred.done;
        sums.not_due += counts.not_due.done, sums.not_today += session->not_today;
        sums.practice_set += counts.practice_set.done, sums.nothing += counts.nothing.done;
        for (int member = 0; member < book->member_count; member++) {
            sums.tried += session->marks[member].review == REVIEW_TRIED;
            sums.some += session->marks[member].review == REVIEW_SOME;
            sums.not_yet += session->marks[member].review == REVIEW_NOT_YET;
        }
    }
    *out_figures = sums;
}

// --- Coverage.

static bool same_topic(const struct book_session *a, const struct book_session *b)
{
    return a->number == b->number && strcmp(a->module, b->module) == 0;
}

// Whether a later session that the member came to showed what this one did.
static bool met_again(const struct book *book, int missed, int member)
{
    const struct book_session *past = &book->sessions[missed];
    for (int i = missed + 1; i < book->session_count; i++) {
        const struct book_session *later = &book->sessions[i];
        if (later->marks[member].here && same_topic(past, later) && later->slide_first != 0 &&
            later->slide_first <= past->slide_first && later->slide_last >= past->slide_last)
            return true;
    }
    return false;
}

// A group session that showed slides and is of the member's share.
static bool is_theirs(const struct book *book, const struct book_session *session, int member,
                      enum book_share share)
{
    uint32_t left = book->members[member].left_day;
    bool with = share == SHARE_WHOLE ? left == 0 || session->day < left
                                     : book_is_with(book, member, session->day);
    return session->meeting == MEETING_GROUP && session->slide_first != 0 && session->ended && with;
}

static bool is_missed(const struct book *book, int index, int member, enum book_share share)
{
    const struct book_session *session = &book->sessions[index];
    const struct book_mark *mark = &session->marks[member];
    return is_theirs(book, session, member, share) && !mark->here && !mark->caught_up &&
           !met_again(book, index, member);
}

int book_missed(const struct book *book, int member, enum book_share share, uint16_t *out_sessions,
                int most)
{
    int count = 0;
    for (int i = book->session_count - 1; i >= 0; i--) {
        if (!is_missed(book, i, member, share))
            continue;
        if (count < most)
            out_sessions[count] = (uint16_t)i;
        count++;
    }
    return count;
}

void book_person(const struct book *book, int member, enum book_share share,
                 struct book_person *out_person)
{
    struct book_person person = {0};
    check(member >= 0 && member < book->member_count);
    for (int i = 0; i < book->session_count; i++) {
        const struct book_session *session = &book->sessions[i];
        if (session->meeting == MEETING_GROUP && was_with(book, session, member)) {
            person.of++;
            person.here += session->marks[member].here;
        }
        if (is_theirs(book, session, member, share)) {
            person.shown++;
            person.covered += !is_missed(book, i, member, share);
        }
    }
    *out_person = person;
}

bool book_is_past(const struct book *book, const struct book_session *session, uint8_t sessions)
{
    int held = 0;
    for (int i = before(book, session) - 1; i >= 0; i--)
        held += book->sessions[i].meeting == MEETING_GROUP;
    return held >= sessions;
}

int book_deck_shown(const struct book_deck *deck)
{
    int count = 0;
    for (uint64_t left = deck->shown; left != 0; left &= left - 1)
        count++;
    return count;
}

const struct book_deck *book_deck_find(const struct book *book, const char *module, uint8_t number)
{
    for (int i = 0; i < book->deck_count; i++)
        if (book->decks[i].number == number && strcmp(book->decks[i].module, module) == 0)
            return &book->decks[i];
    return NULL;
}

int book_module_done(const struct book *book, const char *module)
{
    int count = 0;
    for (int i = 0; i < book->deck_count; i++) {
        const struct book_deck *deck = &book->decks[i];
        if (strcmp(deck->module, module) == 0 && deck->slide_count > 0)
            count += (int)(deck->shown >> (deck->slide_count - 1) & 1);
    }
    return count;
}
