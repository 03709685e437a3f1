#pragma once
// A group book for tests: a group of some members, and weeks that it met.
#include "room/book_figures.h"

enum {
    BOOK_DAY = 20000, // the first week's
    BOOK_WEEK = 7
};

// Takes members 1 to `members`; the caller frees it.
struct book *book_of(int members);
// The console's scene at the end of that week's meeting, without a slide shown yet; the caller frees it.
struct scene *scene_of_week(int week, enum meeting_kind meeting);
// Shows the slides to the book, one after the other.
void show(struct book *book, struct scene *scene, uint8_t from, uint8_t to);
// One whole meeting of that week, in the book.
struct book_session *session_of_week(struct book *book, int week, uint8_t from, uint8_t to);
// Three years of twelve people: as much as a book holds.
struct book *full_book(void);
