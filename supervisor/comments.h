#pragma once
// What people who may replay a record write about it: scores, comments with times, answers to them,
// "discuss live", and what was supervised. Kept beside the record, never in it: each author has a file
// of their own, <record>.<8 hex of the author's key>.review, signed with a key that comes from
// their review key and sealed to everybody who may replay that record (seal/review_file.h). So nobody
// writes into somebody else's file, and an answer is a comment in the answerer's file. Files are
// written whole and renamed. One that cannot be believed is told by name and fault; it is never
// deleted, and one's own is moved aside before a new one is written. Owns nothing; a plain value of
// over 300 KB. One thread.
#include "seal/review_file.h"
#include "supervisor/meeting.h"
#include "supervisor/sheet.h"

enum {
    COMMENTS_MAX = 64, // of one author on one record
    COMMENT_BYTES = 512,
    SUPERVISIONS_MAX = 8,
    REVIEW_AUTHORS_MAX = 8, // others, beside oneself
    REVIEW_PROBLEMS_MAX = 8,
    REVIEW_NAME_BYTES = 160,
};

struct review_comment {
    uint32_t id;    // in its author's file, from 1, never used again
    uint8_t to[8];  // an answer: the first bytes of the author's key it answers; else zeros
    uint32_t to_id; // and that comment's id; 0: it is no answer
    bool timed;     // it belongs to a moment of the meeting
    bool live;      // discuss live
    uint64_t at_ms; // session time
    uint32_t day;   // when it was written, local
    uint16_t minute;
    char text[COMMENT_BYTES];
};

// How a supervision was held. Reading a record alone is none: it prepares one.
enum supervision_method {
    SUPERVISION_IN_PERSON = 1,
    SUPERVISION_PHONE,
    SUPERVISION_VIDEO,
    SUPERVISION_METHOD_LAST = SUPERVISION_VIDEO,
};
const char *supervision_method_name(enum supervision_method method); // "in-person", ...
bool supervision_method_find(const char *name, enum supervision_method *out_method);

struct supervision {
    uint32_t day; // of the live meeting
    uint16_t minutes;
    enum supervision_method method;
    char people[LINE_BYTES];
};

struct review_book { // what one author wrote
    struct review_author author;
    uint8_t scores[SHEETS][SHEET_ITEMS_MAX]; // 0: not scored
    uint32_t last_id;
    uint8_t comment_count;
    struct review_comment comments[COMMENTS_MAX]; // in the order they were written
    uint8_t supervision_count;
    struct supervision supervisions[SUPERVISIONS_MAX];
};

// A review file that was passed over.
struct review_problem {
    enum err err;
    bool own; // one's own file: the next save moves it aside
    char name[REVIEW_NAME_BYTES];
};
// "not a review file", "about another record", "changed since it was signed", ...
const char *review_problem_text(enum err err);

struct comments {
    struct review_book mine;
    uint8_t loaded[HASH_BYTES]; // hash of one's own file as it was read; zeros: there was none
    uint8_t other_count;
    struct review_book others[REVIEW_AUTHORS_MAX];
    uint8_t problem_count;
    struct review_problem problems[REVIEW_PROBLEMS_MAX];
};

// Reads every review file beside the record; without any, one's own book is empty. A file that cannot
// be believed is a problem, no error. ERR_MEMORY, or what the folder gave.
enum err comments_load(const struct disk *disk, const struct meeting *meeting,
                       const struct reviewer_key *key, struct comments *out_comments) MUST_USE;
// Writes one's own file; what was there before stays until the new one is whole. ERR_BUSY: another
// program has written it since it was read, so read it again. ERR_VERSION: it was made by a newer
// program and is left alone. Or the disk's error.
enum err comments_save(const struct disk *disk, const struct meeting *meeting,
                       const struct reviewer_key *key, struct comments *comments) MUST_USE;

// One's own book. score 0 takes it back.
void comments_score(struct comments *comments, enum sheet sheet, uint8_t item, uint8_t score);
// Takes text, moment, answer and flag from the comment; gives it an id. An answer to an answer joins
// its thread. ERR_NO_SPACE: the book is full; ERR_TEXT, also where nothing is written; ERR_NOT_FOUND:
// it answers a comment that is not there; ERR_RANGE.
enum err comments_add(struct comments *comments, const struct review_comment *comment,
                      uint32_t *out_id) MUST_USE;
// Of one's own comments only. ERR_NOT_FOUND, ERR_TEXT, ERR_TOO_LONG.
enum err comments_change(struct comments *comments, uint32_t id, const char *text,
                         bool live) MUST_USE;
enum err comments_remove(struct comments *comments, uint32_t id) MUST_USE;
// ERR_RANGE: a supervision has a day, minutes, a method and people; without them it cannot be closed.
enum err comments_supervised(struct comments *comments, const struct supervision *held) MUST_USE;

// The thread of all authors in the order of the meeting, those without a moment last, answers behind
// what they answer.
struct review_line {
    const struct review_book *book;
    const struct review_comment *comment;
    bool answer;
};
enum {
    REVIEW_LINES_ALL = COMMENTS_MAX * (REVIEW_AUTHORS_MAX + 1)
};
size_t comments_thread(const struct comments *comments, struct review_line *out_lines, size_t max);
// Book 0 is one's own, then the others'.
const struct review_book *comments_book(const struct comments *comments, unsigned index);
// Whose scores are shown: one's own or, where one has given none, the first other's that has.
const struct review_book *comments_scores(const struct comments *comments);
uint8_t comments_scored(const struct review_book *book, enum sheet sheet); // how many items

// The content of a file, both ways; refuses what no save writes. Pure.
enum err review_book_decode(struct span bytes, struct review_book *out_book) MUST_USE;
enum {
    REVIEW_BOOK_BYTES_MAX = 48 * 1024
};
size_t review_book_encode(const struct review_book *book, uint8_t *buffer, size_t size);
