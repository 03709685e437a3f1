// The console's screens as golden lists, at 1280 x 800 and, where it has one, in the wide layout.
#include "f-states.h"
#include "golden.h"
#include <stdlib.h>
#include <string.h>

static struct f_states *states;

static void draw(struct golden *golden, const char *name, int w, int h)
{
    if (states == NULL)
        states = f_states_create(TEST_ASSETS);
    struct canvas canvas = canvas_staff(w, h, 0);
    view_console(golden->list, golden->fonts, &canvas, NULL,
                 f_state_view(states, name, LANGUAGE_EN));
}

// golden.h draws by name of function alone: one function a screen, made from one list.
#define SCREENS(X)                                                                                 \
    X(unlock, "f-unlock")                                                                          \
    X(unlock_wrong, "f-unlock-wrong")                                                              \
    X(unlock_wait, "f-unlock-wait")                                                                \
    X(unlock_opening, "f-unlock-opening")                                                          \
    X(first, "f-first")                                                                            \
    X(start, "f-start")                                                                            \
    X(start_alone, "f-start-alone")                                                                \
    X(start_cards, "f-start-cards")                                                                \
    X(start_cards_end, "f-start-cards-end")                                                        \
    X(live, "f-live")                                                                              \
    X(live_over, "f-live-over")                                                                    \
    X(live_warned, "f-live-warned")                                                                \
    X(live_few, "f-live-few")                                                                      \
    X(live_closing, "f-live-closing")                                                              \
    X(live_closing_2, "f-live-closing-2")                                                          \
    X(live_alone, "f-live-alone")                                                                  \
    X(live_paused, "f-live-paused")                                                                \
    X(live_step, "f-live-step")                                                                    \
    X(live_disk, "f-live-disk")                                                                    \
    X(live_disk_read_only, "f-live-disk-read-only")                                                \
    X(live_disk_broken, "f-live-disk-broken")                                                      \
    X(live_toast, "f-live-toast")                                                                  \
    X(live_many, "f-live-many")                                                                    \
    X(result, "f-result")                                                                          \
    X(result_hidden, "f-result-hidden")                                                            \
    X(result_few, "f-result-few")                                                                  \
    X(prompt, "f-prompt")                                                                          \
    X(prompt_waiting, "f-prompt-waiting")                                                          \
    X(prompt_full, "f-prompt-full")                                                                \
    X(prompt_plain, "f-prompt-plain")                                                              \
    X(prompt_closing, "f-prompt-closing")                                                          \
    X(prompt_gone, "f-prompt-gone")                                                                \
    X(prompt_locked, "f-prompt-locked")                                                            \
    X(prompt_stopped, "f-prompt-stopped")                                                          \
    X(live_text, "f-live-text")                                                                    \
    X(prompt_text, "f-prompt-text")                                                                \
    X(result_lines, "f-result-lines")                                                              \
    X(review, "f-11")                                                                              \
    X(review_start, "f-11-start")                                                                  \
    X(review_typing, "f-11-typing")                                                                \
    X(review_many, "f-11-many")                                                                    \
    X(end, "f-end")                                                                                \
    X(end_no_printer, "f-end-no-printer")                                                          \
    X(keys, "f-keys")                                                                              \
    X(ask_end, "f-ask-end")                                                                        \
    X(ask_void, "f-ask-void")                                                                      \
    X(connect, "f-connect")                                                                        \
    X(reviewers, "f-reviewers")                                                                    \
    X(reviewers_none, "f-reviewers-none")                                                          \
    X(people_here, "f-people-here")                                                                \
    X(live_close, "f-live-close")                                                                  \
    X(board, "f-board")                                                                            \
    X(board_open, "f-board-open")                                                                  \
    X(board_none, "f-board-none")                                                                  \
    X(board_many, "f-board-many")                                                                  \
    X(board_printed, "f-board-printed")                                                            \
    X(board_cards, "f-board-cards")                                                                \
    X(board_cards_last, "f-board-cards-last")                                                      \
    X(board_cards_end, "f-board-cards-end")                                                        \
    X(board_bad, "f-board-bad")                                                                    \
    X(board_resting, "f-board-resting")                                                            \
    X(people_empty, "f-people-empty")                                                              \
    X(people_look_back, "f-people-look-back")                                                      \
    X(people_round, "f-people-round")                                                              \
    X(people_practice, "f-people-practice")                                                        \
    X(member, "f-member")                                                                          \
    X(ask_round, "f-ask-round")                                                                    \
    X(ask_join, "f-ask-join")                                                                      \
    X(people_closed, "f-people-closed")                                                            \
    X(people_open, "f-people-open")
#define WIDE_SCREENS(X)                                                                            \
    X(board, "f-board")                                                                            \
    X(people_here, "f-people-here")                                                                \
    X(people_round, "f-people-round")                                                              \
    X(start, "f-start")                                                                            \
    X(live, "f-live")                                                                              \
    X(live_step, "f-live-step")                                                                    \
    X(result, "f-result")                                                                          \
    X(prompt, "f-prompt")                                                                          \
    X(prompt_gone, "f-prompt-gone")                                                                \
    X(review, "f-11")                                                                              \
    X(end, "f-end")

#define DRAW(id, name)                                                                             \
    static void screen_##id(struct golden *golden)                                                 \
    {                                                                                              \
        draw(golden, name, golden->pixels_w, golden->pixels_h);                                    \
    }
#define DRAW_WIDE(id, name)                                                                        \
    static void screen_##id##_wide(struct golden *golden)                                          \
    {                                                                                              \
        draw(golden, name, 1920, 1080);                                                            \
    }
SCREENS(DRAW)
WIDE_SCREENS(DRAW_WIDE)

#define ROW(id, name)      {name, screen_##id},
#define ROW_WIDE(id, name) {name "-wide", screen_##id##_wide},
static const struct golden_screen screens[] = {SCREENS(ROW) WIDE_SCREENS(ROW_WIDE)};

int main(int argc, char **argv)
{
    int code = golden_main(argc, argv, screens, sizeof screens / sizeof screens[0]);
    if (states != NULL)
        f_states_destroy(states);
    return code;
}
