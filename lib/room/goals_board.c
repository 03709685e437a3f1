// What a goal phase gathered: for the record without faces, for the board with them.
#include "room/goals_private.h"
#include <string.h>

struct gathering {
    struct goals_gathered *to;
    uint8_t orders[GOAL_LINES_MAX][HASH_BYTES];
};

// Keeps the lines whose keyed hashes are the smallest, in that order: it says nothing of cards.
static void line_gather(struct gathering *gathering, const struct goal_line *line,
                        const uint8_t order[HASH_BYTES])
{
    struct goals_gathered *to = gathering->to;
    size_t at = to->line_count;
    while (at > 0 && memcmp(gathering->orders[at - 1], order, HASH_BYTES) > 0)
        at--;
    if (at == GOAL_LINES_MAX)
        return;
    size_t moved = to->line_count - at;
    if (to->line_count == GOAL_LINES_MAX)
        moved--;
    memmove(&to->lines[at + 1], &to->lines[at], moved * sizeof to->lines[0]);
    memmove(gathering->orders[at + 1], gathering->orders[at], moved * HASH_BYTES);
    to->lines[at] = *line;
    memcpy(gathering->orders[at], order, HASH_BYTES);
    if (to->line_count < GOAL_LINES_MAX)
        to->line_count++;
}

const struct goals_gathered *goals_gathered(struct goals *goals)
{
    struct goals_gathered *gathered = &goals->gathered;
    struct gathering gathering = {.to = gathered};
    memset(gathered, 0, sizeof *gathered);
    for (uint8_t i = 0; i < goals->cards.count; i++) {
        const struct goal_row *row = &goals->cards.rows[i];
        gathered->cards = (uint8_t)(gathered->cards + row->opened);
        struct goal_line lines[GOAL_SHARED_MAX];
        uint8_t count = 0;
        if (!row->shared || goal_share_decode(row->share, &count, lines) != OK)
            continue;
        for (uint8_t k = 0; k < count; k++) {
            uint8_t id[SUBMISSION_ID_BYTES], order[HASH_BYTES];
            memcpy(id, row->tag, sizeof id);
            id[0] ^= k; // a line's own place
            id[1] ^= (uint8_t)(k + 1);
            cell_order(&goals->keys, id, order);
            line_gather(&gathering, &lines[k], order);
        }
        seal_wipe(lines, sizeof lines);
    }
    return gathered;
}

static void board_row(struct goal_board *board, const struct goal_row *row)
{
    struct goal_line lines[GOAL_SHARED_MAX];
    uint8_t count = 0;
    if (row->made && board->new_card_count < GOAL_CARDS_MAX)
        board->new_cards[board->new_card_count++] = row->handle;
    if (goal_share_decode(row->share, &count, lines) != OK)
        return;
    for (uint8_t i = 0; i < count && board->line_count < BOARD_LINES_MAX; i++)
        board->lines[board->line_count++] =
            (struct board_line){.handle = row->handle, .line = lines[i]};
}

void goals_board(const struct goals *goals, const uint8_t session_id[16],
                 struct goal_board *out_board)
{
    memset(out_board, 0, sizeof *out_board);
    if (goals->open || goals->group[0] == '\0' ||
        memcmp(goals->cards.session_id, session_id, sizeof goals->cards.session_id) != 0)
        return;
    // By handle: the order of tags would say something to whoever sees two of them.
    for (int shape = SHAPE_WAVE; shape <= SHAPE_LAST; shape++)
        for (int number = GOAL_HANDLE_NUMBER_LEAST; number <= GOAL_HANDLE_NUMBER_MOST; number++)
            for (uint8_t i = 0; i < goals->cards.count; i++) {
                const struct goal_handle *handle = &goals->cards.rows[i].handle;
                if ((int)handle->shape == shape && handle->number == number)
                    board_row(out_board, &goals->cards.rows[i]);
            }
}
