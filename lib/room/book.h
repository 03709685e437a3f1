#pragma once
// The group book: what a practitioner needs next week, and nothing that a person has not shown or
// said to them. Members are card faces (a shape and two digits), never names; each session keeps what
// staff tapped, by member: here, followed up, home practice reviewed and set. Of goals it holds the next
// step where a person shares it, and never pictures, cards, answers or any other words. A plain value
// without pointers: this file, book_figures.h and book_board.h are pure, book_file.h keeps it on a disk.
// One owner, one thread. It refuses what does not fit and forgets the oldest instead: sessions beyond
// BOOK_SESSIONS_MAX, and members who left longest ago.
#include "base/codec.h"
#include "wire/goal_handle.h"
#include "wire/scene.h"

enum {
    BOOK_MEMBERS_MAX = PEOPLE_MAX,
    BOOK_SESSIONS_MAX = 320, // three years of two sessions a week, and a few alone
    BOOK_DECKS_MAX = 128,    // sessions of the curriculum that have been begun
    BOOK_HERE_MAX = 8,       // more people in one room cost fidelity: one quiet note
};

enum book_round {
    ROUND_NONE,
    ROUND_FOLLOWED_UP,
    ROUND_DEFERRED,
    ROUND_NOT_DUE,
    ROUND_LAST = ROUND_NOT_DUE,
};

enum book_review { // of home practice that was set before
    REVIEW_NONE,
    REVIEW_TRIED,
    REVIEW_SOME,
    REVIEW_NOT_YET,
    REVIEW_LAST = REVIEW_NOT_YET,
};

enum book_obstacle { // what got in the way
    OBSTACLE_NONE,
    OBSTACLE_FORGOT,
    OBSTACLE_NO_TIME,
    OBSTACLE_TOO_HARD,
    OBSTACLE_UNWELL,
    OBSTACLE_OTHER,
    OBSTACLE_LAST = OBSTACLE_OTHER,
};

enum book_home { // until next time
    HOME_OPEN,
    HOME_ITEM,
    HOME_NOTHING, // chose "nothing this week"
    HOME_LAST = HOME_NOTHING,
};

struct book_member {
    struct goal_handle handle;
    uint32_t joined_day; // local days since 1970-01-01
    uint32_t left_day;   // 0: still with the group
    // The next step that they share with the group leader, of the last time their card was open; empty:
    // none, or they share none any more.
    char next_step[OWN_WORDS_BYTES];
};

// What was tapped for one member in one session.
struct book_mark {
    bool here;
    bool goal_set;  // a goal or step was set
    bool caught_up; // what this session showed has been told to whoever missed it
    enum book_round round;
    enum book_review review;
    enum book_obstacle obstacle;
    enum book_home practice;
};

struct book_session {
    uint8_t id[16];
    uint32_t day;
    uint16_t minute;
    enum meeting_kind meeting;
    bool ended;
    bool not_today; // the goal round was left with nobody marked, on purpose
    char module[KEY_BYTES];
    uint8_t number;                  // of the module's sessions
    uint8_t slide_count;             // of its deck; 0: no slides
    uint8_t from;                    // the slide at which the group had stopped; 0: the deck begins
    uint8_t slide_first, slide_last; // shown; 0: none
    uint8_t people;
    struct book_mark marks[BOOK_MEMBERS_MAX]; // by member
};

// One session of the curriculum, over all the meetings that it took.
struct book_deck {
    char module[KEY_BYTES];
    uint8_t number;
    uint8_t slide_count;
    uint64_t shown;   // bit n - 1: slide n
    uint8_t meetings; // that it took so far
};

// "Stop anywhere, resume there next week."
struct book_place {
    char module[KEY_BYTES]; // empty: nothing is carried over
    uint8_t number;
    uint8_t slide;
};

struct book {
    char group[NAME_BYTES];
    uint8_t member_count;
    struct book_member members[BOOK_MEMBERS_MAX]; // in the order of joining
    uint16_t session_count;
    struct book_session sessions[BOOK_SESSIONS_MAX]; // in the order of beginning
    uint8_t deck_count;
    struct book_deck decks[BOOK_DECKS_MAX];
    struct book_place carried;
    uint8_t step_count; // the agenda as it was last begun; 0: as the group's file says
    struct plan_step steps[STEPS_MAX];
    uint32_t note_day; // of the last note for the team; 0: none
    char note[NOTE_BYTES];
    // Who has come today, before a session has begun.
    uint32_t arrivals_day;
    bool arrivals[BOOK_MEMBERS_MAX];
};

void book_init(struct book *book, const char *group);
// The canonical encoding, both ways. Reading leaves a whole valid book, or sets codec->err.
void book_codec(struct codec *codec, struct book *book);
enum {
    BOOK_BYTES_MAX = 192 * 1024
};

// ------------------------------------------------------------------------------------- members

bool book_handle_ok(struct goal_handle handle);
enum {
    HANDLE_NAME_BYTES = 16
};
// As scripts write it: "wave-27".
void book_handle_name(struct goal_handle handle, char out_name[HANDLE_NAME_BYTES]);
bool book_handle_parse(const char *name, struct goal_handle *out_handle);
// Whether somebody who is with the group has this face.
bool book_has_handle(const struct book *book, struct goal_handle handle);
// The index of the member with this face who has not left, or -1.
int book_find(const struct book *book, struct goal_handle handle);
// A free face; dice are 4 random bytes. Where every face of that shape is taken it is of another.
struct goal_handle book_free_handle(const struct book *book, uint32_t dice);
// Takes a person in. Where the book is full whoever left longest ago is forgotten. -1: it is full of
// people who are still here, or the face is taken.
int book_join(struct book *book, struct goal_handle handle, uint32_t day);
void book_leave(struct book *book, int member, uint32_t day);
// Undoes it, if nobody has that face now.
bool book_return(struct book *book, int member);
// A lost card: the same person, another face. False if it is taken.
bool book_new_card(struct book *book, int member, struct goal_handle handle);
// The same, but where that face has joined as a person of its own (the hub says that a card is new, not
// whose it is) the two become one: this person, with what was marked for either.
bool book_take_card(struct book *book, int member, struct goal_handle handle);
bool book_is_with(const struct book *book, int member, uint32_t day); // joined, and not left
int book_joined(const struct book *book, uint32_t day);               // how many are with it

// ------------------------------------------------------------------------------------ sessions

// Takes over what a facilitator's scene tells of a session: that it began, its slides, people and end.
// Scenes of other groups are passed over. True if the book has changed.
bool book_follow(struct book *book, const struct scene *scene);
// The session that the scene is of, or NULL.
struct book_session *book_session_of(struct book *book, const struct scene *scene);
// The slide that "next" shows: where the group had stopped, if nothing of today has been shown yet.
uint8_t book_next_slide(const struct book_session *session, const struct scene *scene);
// Marks of today: of the session, or of those who have come before it began (session NULL).
bool book_is_here(const struct book *book, const struct book_session *session, int member,
                  uint32_t day);
void book_set_here(struct book *book, struct book_session *session, int member, uint32_t day,
                   bool here);
int book_here(const struct book *book, const struct book_session *session, uint32_t day);
