#include "supervisor/comments.h"
#include "base/check.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

const char *supervision_method_name(enum supervision_method method)
{
    static const char *const names[SUPERVISION_METHOD_LAST + 1] = {
        [SUPERVISION_IN_PERSON] = "in-person",
        [SUPERVISION_PHONE] = "phone",
        [SUPERVISION_VIDEO] = "video",
    };
    check(method >= SUPERVISION_IN_PERSON && method <= SUPERVISION_METHOD_LAST);
    return names[method];
}

bool supervision_method_find(const char *name, enum supervision_method *out_method)
{
    for (int method = SUPERVISION_IN_PERSON; method <= SUPERVISION_METHOD_LAST; method++) {
        if (strcmp(name, supervision_method_name((enum supervision_method)method)) != 0)
            continue;
        *out_method = (enum supervision_method)method;
        return true;
    }
    return false;
}

void comments_score(struct comments *comments, enum sheet sheet, uint8_t item, uint8_t score)
{
    check(sheet < SHEETS && item < sheet_item_count(sheet) && score <= SCORE_MOST);
    comments->mine.scores[sheet][item] = score;
}

uint8_t comments_scored(const struct review_book *book, enum sheet sheet)
{
    uint8_t count = 0;
    for (uint8_t i = 0; i < sheet_item_count(sheet); i++)
        if (book->scores[sheet][i] != 0)
            count++;
    return count;
}

const struct review_book *comments_book(const struct comments *comments, unsigned index)
{
    check(index <= comments->other_count);
    return index == 0 ? &comments->mine : &comments->others[index - 1];
}

const struct review_book *comments_scores(const struct comments *comments)
{
    for (unsigned i = 0; i <= comments->other_count; i++)
        for (int sheet = 0; sheet < SHEETS; sheet++)
            if (comments_scored(comments_book(comments, i), (enum sheet)sheet) > 0)
                return comments_book(comments, i);
    return &comments->mine;
}

static bool is_author(const struct review_book *book, const uint8_t who[8])
{
    return memcmp(book->author.sign_public, who, 8) == 0;
}

static const struct review_comment *find_in(const struct review_book *book, uint32_t id)
{
    for (uint8_t i = 0; i < book->comment_count; i++)
        if (book->comments[i].id == id)
            return &book->comments[i];
    return NULL;
}

static const struct review_comment *find(const struct comments *comments, const uint8_t who[8],
                                         uint32_t id)
{
    if (is_author(&comments->mine, who))
        return find_in(&comments->mine, id);
    for (uint8_t i = 0; i < comments->other_count; i++)
        if (is_author(&comments->others[i], who))
            return find_in(&comments->others[i], id);
    return NULL;
}

static enum err text_take(char out_text[COMMENT_BYTES], const char *text)
{
    char taken[COMMENT_BYTES];
    enum err err = text_set(taken, sizeof taken, span_of_string(text));
    if (err == OK && taken[0] == '\0')
        err = ERR_TEXT;
    if (err == OK)
        memcpy(out_text, taken, sizeof taken);
    return err;
}

enum err comments_add(struct comments *comments, const struct review_comment *comment,
                      uint32_t *out_id)
{
    struct review_book *book = &comments->mine;
    struct review_comment added = {.timed = comment->timed,
                                   .live = comment->live,
                                   .at_ms = comment->timed ? comment->at_ms : 0,
                                   .day = comment->day,
                                   .minute = comment->minute};
    if (book->comment_count == COMMENTS_MAX || book->last_id == UINT32_MAX)
        return ERR_NO_SPACE;
    if (added.day > WALL_DAY_MAX || added.minute >= 24 * 60 || added.at_ms > SESSION_MS_MAX)
        return ERR_RANGE;
    if (comment->to_id != 0) {
        const struct review_comment *to = find(comments, comment->to, comment->to_id);
        if (to == NULL)
            return ERR_NOT_FOUND;
        const bool nested = to->to_id != 0;
        memcpy(added.to, nested ? to->to : comment->to, sizeof added.to);
        added.to_id = nested ? to->to_id : comment->to_id;
    }
    enum err err = text_take(added.text, comment->text);
    if (err != OK)
        return err;
    added.id = ++book->last_id;
    book->comments[book->comment_count++] = added;
    *out_id = added.id;
    return OK;
}

static struct review_comment *own(struct comments *comments, uint32_t id)
{
    for (uint8_t i = 0; i < comments->mine.comment_count; i++)
        if (comments->mine.comments[i].id == id)
            return &comments->mine.comments[i];
    return NULL;
}

enum err comments_change(struct comments *comments, uint32_t id, const char *text, bool live)
{
    struct review_comment *comment = own(comments, id);
    if (comment == NULL)
        return ERR_NOT_FOUND;
    enum err err = text_take(comment->text, text);
    if (err == OK)
        comment->live = live;
    return err;
}

enum err comments_remove(struct comments *comments, uint32_t id)
{
    struct review_book *book = &comments->mine;
    struct review_comment *comment = own(comments, id);
    if (comment == NULL)
        return ERR_NOT_FOUND;
    size_t at = (size_t)(comment - book->comments);
    book->comment_count--;
    memmove(comment, comment + 1, (book->comment_count - at) * sizeof *comment);
    memset(&book->comments[book->comment_count], 0, sizeof *comment);
    return OK;
}

enum err comments_supervised(struct comments *comments, const struct supervision *held)
{
    struct review_book *book = &comments->mine;
    struct supervision taken = {.day = held->day, .minutes = held->minutes, .method = held->method};
    if (book->supervision_count == SUPERVISIONS_MAX)
        return ERR_NO_SPACE;
    if (held->day == 0 || held->day > WALL_DAY_MAX || held->minutes == 0 ||
        held->minutes > STEP_MINUTES_MAX * STEPS_MAX || held->method < SUPERVISION_IN_PERSON ||
        held->method > SUPERVISION_METHOD_LAST || held->people[0] == '\0')
        return ERR_RANGE;
    enum err err = text_set(taken.people, sizeof taken.people, span_of_string(held->people));
    if (err == OK)
        book->supervisions[book->supervision_count++] = taken;
    return err;
}

// --------------------------------------------------------------------------------------- thread

// Negative if a stands before b: in the order of the meeting, then of writing.
static int compare(const struct review_line *a, const struct review_line *b)
{
    const struct review_comment *x = a->comment, *y = b->comment;
    if (x->timed != y->timed)
        return x->timed ? -1 : 1;
    if (x->timed && x->at_ms != y->at_ms)
        return x->at_ms < y->at_ms ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->minute != y->minute)
        return x->minute < y->minute ? -1 : 1;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return memcmp(a->book->author.sign_public, b->book->author.sign_public, 32);
}

static void insert(struct review_line *lines, size_t from, size_t count,
                   const struct review_line *line)
{
    size_t at = count;
    while (at > from && compare(&lines[at - 1], line) > 0) {
        lines[at] = lines[at - 1];
        at--;
    }
    lines[at] = *line;
}

// Whether it stands by itself: it answers nothing, or nothing that is here, or an answer.
static bool is_top(const struct comments *comments, const struct review_comment *comment)
{
    if (comment->to_id == 0)
        return true;
    const struct review_comment *to = find(comments, comment->to, comment->to_id);
    return to == NULL || to->to_id != 0;
}

static size_t add_answers(const struct comments *comments, const struct review_line *top,
                          struct review_line *lines, size_t count, size_t max)
{
    size_t from = count;
    for (uint8_t b = 0; b <= comments->other_count; b++) {
        const struct review_book *book = comments_book(comments, b);
        for (uint8_t i = 0; i < book->comment_count && count < max; i++) {
            const struct review_comment *comment = &book->comments[i];
            if (comment->to_id != top->comment->id || is_top(comments, comment) ||
                !is_author(top->book, comment->to))
                continue;
            const struct review_line line = {book, comment, true};
            insert(lines, from, count++, &line);
        }
    }
    return count;
}

size_t comments_thread(const struct comments *comments, struct review_line *out_lines, size_t max)
{
    static const size_t tops_max = REVIEW_LINES_ALL;
    struct review_line *tops = malloc(tops_max * sizeof *tops);
    check(tops != NULL);
    size_t top_count = 0, count = 0;
    for (uint8_t b = 0; b <= comments->other_count; b++) {
        const struct review_book *book = comments_book(comments, b);
        for (uint8_t i = 0; i < book->comment_count; i++) {
            const struct review_line line = {book, &book->comments[i],
                                             book->comments[i].to_id != 0};
            if (is_top(comments, line.comment))
                insert(tops, 0, top_count++, &line);
        }
    }
    for (size_t i = 0; i < top_count && count < max; i++) {
        out_lines[count++] = tops[i];
        count = add_answers(comments, &tops[i], out_lines, count, max);
    }
    free(tops);
    return count;
}

// ----------------------------------------------------------------------------------- the content

static void comment_visit(struct codec *codec, struct review_comment *comment)
{
    codec_u32(codec, &comment->id);
    codec_bytes(codec, comment->to, sizeof comment->to);
    codec_u32(codec, &comment->to_id);
    codec_bool(codec, &comment->timed);
    codec_bool(codec, &comment->live);
    codec_u64(codec, &comment->at_ms);
    codec_u32(codec, &comment->day);
    codec_u16(codec, &comment->minute);
    codec_text(codec, comment->text, sizeof comment->text);
}

static void supervision_visit(struct codec *codec, struct supervision *held)
{
    codec_u32(codec, &held->day);
    codec_u16(codec, &held->minutes);
    codec_enum(codec, &held->method, SUPERVISION_METHOD_LAST);
    codec_text(codec, held->people, sizeof held->people);
}

static void limit(struct codec *codec, uint32_t value, uint32_t most)
{
    if (codec->err == OK && value > most)
        codec->err = ERR_RANGE;
}

static void book_visit(struct codec *codec, struct review_book *book)
{
    for (int sheet = 0; sheet < SHEETS; sheet++)
        for (uint8_t i = 0; i < SHEET_ITEMS_MAX; i++) {
            codec_u8(codec, &book->scores[sheet][i]);
            bool is_item = i < sheet_item_count((enum sheet)sheet);
            limit(codec, book->scores[sheet][i], is_item ? SCORE_MOST : 0);
        }
    codec_u32(codec, &book->last_id);
    codec_u8(codec, &book->comment_count);
    limit(codec, book->comment_count, COMMENTS_MAX);
    for (uint8_t i = 0; codec->err == OK && i < book->comment_count; i++)
        comment_visit(codec, &book->comments[i]);
    codec_u8(codec, &book->supervision_count);
    limit(codec, book->supervision_count, SUPERVISIONS_MAX);
    for (uint8_t i = 0; codec->err == OK && i < book->supervision_count; i++)
        supervision_visit(codec, &book->supervisions[i]);
}

static bool comment_ok(const struct review_comment *comment, uint32_t before, uint32_t last)
{
    static const uint8_t nobody[8] = {0};
    bool answers = memcmp(comment->to, nobody, sizeof nobody) != 0;
    return comment->id > before && comment->id <= last && answers == (comment->to_id != 0) &&
           (comment->timed || comment->at_ms == 0) && comment->at_ms <= SESSION_MS_MAX &&
           comment->day <= WALL_DAY_MAX && comment->minute < 24 * 60 && comment->text[0] != '\0';
}

static bool book_ok(const struct review_book *book)
{
    uint32_t before = 0;
    for (uint8_t i = 0; i < book->comment_count; i++) {
        if (!comment_ok(&book->comments[i], before, book->last_id))
            return false;
        before = book->comments[i].id;
    }
    for (uint8_t i = 0; i < book->supervision_count; i++) {
        const struct supervision *held = &book->supervisions[i];
        if (held->day == 0 || held->day > WALL_DAY_MAX || held->minutes == 0 ||
            held->method < SUPERVISION_IN_PERSON || held->people[0] == '\0')
            return false;
    }
    return true;
}

enum err review_book_decode(struct span bytes, struct review_book *out_book)
{
    struct review_book *book = calloc(1, sizeof *book);
    if (book == NULL)
        return ERR_MEMORY;
    struct codec codec = codec_reader(bytes.at, bytes.size);
    book_visit(&codec, book);
    enum err err = codec.err;
    if (err == OK && (codec.used != bytes.size || !book_ok(book)))
        err = ERR_MALFORMED;
    if (err == OK) {
        book->author = out_book->author;
        *out_book = *book;
    }
    free(book);
    return err;
}

size_t review_book_encode(const struct review_book *book, uint8_t *buffer, size_t size)
{
    struct review_book *copy = malloc(sizeof *copy);
    check(copy != NULL && book_ok(book));
    *copy = *book;
    struct codec codec = codec_writer(buffer, size);
    book_visit(&codec, copy);
    check(codec.err == OK);
    free(copy);
    return codec.used;
}
