#include "room/book_board.h"

#include "base/check.h"
#include <string.h>

static bool same(struct goal_handle a, struct goal_handle b)
{
    return a.shape == b.shape && a.number == b.number;
}

const struct goal_line *board_next_step(const struct goal_board *board, struct goal_handle handle)
{
    const struct goal_line *goal = NULL;
    for (int i = 0; i < board->line_count; i++) {
        const struct goal_line *line = &board->lines[i].line;
        if (!same(board->lines[i].handle, handle))
            continue;
        if (line->kind == GOAL_STEP && line->status != GOAL_DID)
            return line;
        if (line->kind == GOAL_SHORT_TERM && goal == NULL)
            goal = line;
    }
    return goal;
}

static bool join(struct book *book, struct goal_handle handle, uint32_t day)
{
    return goal_handle_ok(&handle) && !book_has_handle(book, handle) &&
           book_join(book, handle, day) >= 0;
}

bool book_take_board(struct book *book, const struct book_session *session,
                     const struct goal_board *board)
{
    bool changed = false;
    check(session >= book->sessions && session < book->sessions + book->session_count);
    for (int i = 0; i < board->new_card_count; i++)
        changed = join(book, board->new_cards[i], session->day) || changed;
    for (int i = 0; i < board->line_count; i++)
        changed = join(book, board->lines[i].handle, session->day) || changed;
    for (int i = 0; i < book->member_count; i++) {
        struct book_member *member = &book->members[i];
        const struct goal_line *line = board_next_step(board, member->handle);
        if (member->left_day != 0 || (line == NULL && !session->marks[i].here))
            continue;
        char step[OWN_WORDS_BYTES] = "";
        if (line != NULL)
            memcpy(step, line->text, sizeof step);
        changed = changed || strcmp(step, member->next_step) != 0;
        memset(member->next_step, 0, sizeof member->next_step);
        memcpy(member->next_step, step, strlen(step));
    }
    return changed;
}
