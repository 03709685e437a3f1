#pragma once
// What the group book's marks add up to: whose turn it is in the goal round, whose home practice is to
// be looked back on, what somebody missed, today's numbers, and the figures of many weeks. Pure, with
// the book as the only source: nothing here is kept.
#include "room/book.h"

// The number of group sessions in a row, before this one, in which a member was not followed up: each
// since they joined, whether they came or not, but those in which they were "not due".
int book_rounds_missed(const struct book *book, const struct book_session *session, int member);
enum {
    BOOK_ROUNDS_FIRST = 2, // so many, and they stand first
};
// The order of the round: those here before those away, then by rounds missed (from BOOK_ROUNDS_FIRST
// on), then as they joined. Only who is with the group. Returns how many.
int book_round_order(const struct book *book, const struct book_session *session, uint32_t day,
                     uint8_t out_members[BOOK_MEMBERS_MAX]);
// Whether anybody has been marked in the round, and whether the step may be left without a question.
bool book_round_begun(const struct book *book, const struct book_session *session);

// Whether home practice was set for them before and nobody has looked back on it yet.
bool book_practice_due(const struct book *book, const struct book_session *session, int member);
// How many people who are here have neither an item nor "nothing this week".
int book_practice_open(const struct book *book, const struct book_session *session);

// A session's numbers, as the closing page and the record have them. Not .known: nobody tapped any.
struct book_counts {
    struct finish_count here, set, followed_up, deferred, not_due;
    struct finish_count reviewed, practice_set, nothing;
};
void book_count(const struct book *book, const struct book_session *session,
                struct book_counts *out_counts);

// Which group sessions are a member's. An open group's modules come round again, so those since they
// joined; a closed one goes through the program once and together, so all that it has had.
enum book_share {
    SHARE_SINCE_JOINED,
    SHARE_WHOLE,
};
// Group sessions of a member's share that showed slides to the others while they were away, newest
// first, and that nobody has told them about: neither ticked nor met again in a later session that they
// came to. Returns how many there are; the first `most` are indices into sessions.
int book_missed(const struct book *book, int member, enum book_share share, uint16_t *out_sessions,
                int most);
// One person's figures: group sessions that they came to, of those since they joined; and of those of
// their share that showed slides, how many they were at, met again, or were told about.
struct book_person {
    int here, of;
    int covered, shown;
};
void book_person(const struct book *book, int member, enum book_share share,
                 struct book_person *out_person);
// Whether the session that runs, or the next one (NULL), is past the group's first so many.
bool book_is_past(const struct book *book, const struct book_session *session, uint8_t sessions);

// How many of a module's decks have been shown to their last slide.
int book_module_done(const struct book *book, const char *module);
const struct book_deck *book_deck_find(const struct book *book, const char *module, uint8_t number);
// Slides of a deck that have been shown.
int book_deck_shown(const struct book_deck *deck);

// Sums over the group sessions of some days, both included.
struct book_figures {
    int sessions;
    struct {
        int done, of;
    } here, followed_up, reviewed;
    int set, deferred, not_due, practice_set, nothing, not_today;
    int tried, some, not_yet;
};
void book_figures(const struct book *book, uint32_t from_day, uint32_t to_day,
                  struct book_figures *out_figures);
