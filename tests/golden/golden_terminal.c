// Every screen of a terminal in English, as in the design's pictures, and the same question in the
// other sizes and languages that the design shows.
#include "terminal_states.h"

#include <stdlib.h>

static struct deck *other_deck(const struct golden *golden)
{
    static struct deck *deck;
    if (deck == NULL) {
        deck = calloc(1, sizeof *deck);
        if (deck == NULL)
            abort();
        terminal_other_deck(golden, deck);
    }
    return deck;
}

static void paint(struct golden *golden, enum terminal_state_id id, enum language language,
                  enum text_size size)
{
    struct terminal_moment moment;
    terminal_moment_of(id, golden, other_deck(golden), &moment);
    moment.view.table.language = language;
    moment.view.table.size = size;
    terminal_moment_draw(golden, &moment);
}

#define SCREEN(name, id, language, size)                                                           \
    static void draw_##name(struct golden *golden)                                                 \
    {                                                                                              \
        paint(golden, id, language, size);                                                         \
    }

SCREEN(t01, STATE_WELCOME, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t01_bare, STATE_WELCOME_BARE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t01_alone, STATE_WELCOME_ALONE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t02, STATE_SLIDE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t03, STATE_SLIDE, LANGUAGE_ES, TEXT_LARGE)
SCREEN(t04, STATE_SLIDE, LANGUAGE_LO, TEXT_LARGE)
SCREEN(t05, STATE_SLIDE_TWO, LANGUAGE_ES, TEXT_LARGE)
SCREEN(t06, STATE_FACES, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_rest, STATE_FACES_REST, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_focus, STATE_FACES_FOCUS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_urged, STATE_FACES_URGED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_closing, STATE_FACES_CLOSING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_silent, STATE_FACES_SILENT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_pass, STATE_PASS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t06_larger, STATE_FACES, LANGUAGE_EN, TEXT_LARGER)
SCREEN(t07, STATE_STEPS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t07_largest, STATE_STEPS, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t08, STATE_SINGLE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t08_all, STATE_CHOOSE_ALL, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t08_plain, STATE_PLAIN, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t08_largest, STATE_SINGLE, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t09, STATE_WRITING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_none, STATE_WRITING_NONE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_full, STATE_WRITING_FULL, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_shift, STATE_WRITING_SHIFT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_numbers, STATE_WRITING_NUMBERS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_by_letter, STATE_WRITING_BY_LETTER, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_pass, STATE_WRITING_PASS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_closing, STATE_WRITING_CLOSING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t09_largest, STATE_WRITING, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t09_largest_hmn, STATE_WRITING_NONE, LANGUAGE_HMN, TEXT_LARGEST)
SCREEN(t09_es, STATE_WRITING, LANGUAGE_ES, TEXT_LARGE)
SCREEN(t09_so, STATE_WRITING_SILENT, LANGUAGE_SO, TEXT_LARGE)
SCREEN(t09_lo, STATE_WRITING_NONE, LANGUAGE_LO, TEXT_LARGE)
SCREEN(t09_lo_more, STATE_WRITING_SHIFT, LANGUAGE_LO, TEXT_LARGE)
SCREEN(t31, STATE_PHRASES, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t31_rest, STATE_PHRASES_REST, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t31_own, STATE_PHRASES_OWN, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t31_largest, STATE_PHRASES, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t31_largest_es, STATE_PHRASES_ALL, LANGUAGE_ES, TEXT_LARGEST)
SCREEN(t31_lo, STATE_PHRASES_ALL, LANGUAGE_LO, TEXT_LARGE)
SCREEN(t10_sending, STATE_SENDING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t10_silent, STATE_SENDING_SILENT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t10, STATE_SAVED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t11, STATE_COVER, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t11_silent, STATE_COVER_SILENT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t12, STATE_BANDS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t12_silent, STATE_RESULT_SILENT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t12_two, STATE_RESULT_TWO, LANGUAGE_ES, TEXT_LARGE)
SCREEN(t12_lines, STATE_LINES, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t12_lines_two, STATE_LINES_TWO, LANGUAGE_ES, TEXT_LARGE)
SCREEN(t13, STATE_TOO_FEW, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t16, STATE_RECONNECTING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t17, STATE_PAUSED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t19, STATE_STILL_THERE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t19_clear, STATE_CLEAR_ASK, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t20, STATE_SETTINGS, LANGUAGE_ES, TEXT_LARGE)
SCREEN(t20_two, STATE_SETTINGS_TWO, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t21, STATE_FACES, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t23, STATE_FACES_REST, LANGUAGE_SO, TEXT_LARGE)
SCREEN(t24, STATE_FACES_REST, LANGUAGE_HMN, TEXT_LARGE)
SCREEN(t25, STATE_COUNTS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t30, STATE_PROMISE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t32, STATE_BOX_FULL, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t32_not_taken, STATE_NOT_TAKEN, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t32_closed, STATE_CLOSED_NOT_TAKEN, LANGUAGE_EN, TEXT_LARGE)
SCREEN(cleared, STATE_CLEARED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(staff, STATE_STAFF_TYPED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(staff_wrong, STATE_STAFF_WRONG, LANGUAGE_EN, TEXT_LARGE)
SCREEN(staff_largest, STATE_STAFF_RESTS, LANGUAGE_LO, TEXT_LARGEST)
SCREEN(staff_none, STATE_STAFF_NONE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(loading, STATE_LOADING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(ended, STATE_ENDED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t14, STATE_CARD, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t14_first, STATE_CARD_FIRST, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t14_rest, STATE_CARD_REST, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t29, STATE_CARD_CHECK, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t29_ended, STATE_CARD_ENDED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(full, STATE_GOAL_FULL, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t26, STATE_NEW_CARD, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15, STATE_SHEET, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_first, STATE_SHEET_FIRST, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_long, STATE_SHEET_LONG, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_tried, STATE_SHEET_TRIED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_obstacle, STATE_SHEET_OBSTACLE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_next, STATE_SHEET_NEXT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_both, STATE_SHEET_BOTH, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_saved, STATE_SHEET_SAVED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t15_closing, STATE_SHEET_CLOSING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t27, STATE_GOAL_WORDS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t27_long, STATE_GOAL_WORDS_LONG, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t28, STATE_PRACTICE, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t28_what, STATE_PRACTICE_WHAT, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t28_who, STATE_PRACTICE_WHO, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t28_nothing, STATE_PRACTICE_NOTHING_WEEK, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t28_words, STATE_PART_WORDS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(way, STATE_WAY, LANGUAGE_EN, TEXT_LARGE)
SCREEN(opening, STATE_OPENING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(saving, STATE_SAVING, LANGUAGE_EN, TEXT_LARGE)
SCREEN(forget_card, STATE_FORGET_ASK, LANGUAGE_EN, TEXT_LARGE)
SCREEN(closed, STATE_GOAL_CLOSED, LANGUAGE_EN, TEXT_LARGE)
SCREEN(slide_goals, STATE_SLIDE_GOALS, LANGUAGE_EN, TEXT_LARGE)
SCREEN(t14_largest, STATE_CARD, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t26_largest_es, STATE_NEW_CARD, LANGUAGE_ES, TEXT_LARGEST)
SCREEN(t15_largest, STATE_SHEET, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t15_lo, STATE_SHEET, LANGUAGE_LO, TEXT_LARGE)
SCREEN(t27_largest_so, STATE_GOAL_WORDS, LANGUAGE_SO, TEXT_LARGEST)
SCREEN(t28_largest, STATE_PRACTICE, LANGUAGE_EN, TEXT_LARGEST)
SCREEN(t28_hmn, STATE_PRACTICE, LANGUAGE_HMN, TEXT_LARGE)
SCREEN(way_largest, STATE_WAY, LANGUAGE_EN, TEXT_LARGEST)

static const struct golden_screen SCREENS[] = {
    {"t-01-welcome", draw_t01},
    {"t-01-welcome-bare", draw_t01_bare},
    {"t-01-welcome-alone", draw_t01_alone},
    {"t-02-slide", draw_t02},
    {"t-03-slide-es", draw_t03},
    {"t-04-slide-lo", draw_t04},
    {"t-05-slide-two", draw_t05},
    {"t-06-faces", draw_t06},
    {"t-06-faces-rest", draw_t06_rest},
    {"t-06-faces-focus", draw_t06_focus},
    {"t-06-faces-urged", draw_t06_urged},
    {"t-06-faces-closing", draw_t06_closing},
    {"t-06-faces-silent", draw_t06_silent},
    {"t-06-faces-pass", draw_t06_pass},
    {"t-06-faces-larger", draw_t06_larger},
    {"t-07-steps", draw_t07},
    {"t-07-steps-largest", draw_t07_largest},
    {"t-08-single", draw_t08},
    {"t-08-choose-all", draw_t08_all},
    {"t-08-plain", draw_t08_plain},
    {"t-08-single-largest", draw_t08_largest},
    {"t-09-text", draw_t09},
    {"t-09-text-none", draw_t09_none},
    {"t-09-text-full", draw_t09_full},
    {"t-09-text-shift", draw_t09_shift},
    {"t-09-text-numbers", draw_t09_numbers},
    {"t-09-text-by-letter", draw_t09_by_letter},
    {"t-09-text-pass", draw_t09_pass},
    {"t-09-text-closing", draw_t09_closing},
    {"t-09-text-largest", draw_t09_largest},
    {"t-09-text-largest-hmn", draw_t09_largest_hmn},
    {"t-09-text-es", draw_t09_es},
    {"t-09-text-so", draw_t09_so},
    {"t-09-text-lo", draw_t09_lo},
    {"t-09-text-lo-more", draw_t09_lo_more},
    {"t-31-phrases", draw_t31},
    {"t-31-phrases-rest", draw_t31_rest},
    {"t-31-phrases-own", draw_t31_own},
    {"t-31-phrases-largest", draw_t31_largest},
    {"t-31-phrases-largest-es", draw_t31_largest_es},
    {"t-31-phrases-lo", draw_t31_lo},
    {"t-10-sending", draw_t10_sending},
    {"t-10-sending-silent", draw_t10_silent},
    {"t-10-saved", draw_t10},
    {"t-11-cover", draw_t11},
    {"t-11-cover-silent", draw_t11_silent},
    {"t-12-bands", draw_t12},
    {"t-12-bands-silent", draw_t12_silent},
    {"t-12-bands-two", draw_t12_two},
    {"t-12-lines", draw_t12_lines},
    {"t-12-lines-two", draw_t12_lines_two},
    {"t-13-too-few", draw_t13},
    {"t-16-reconnecting", draw_t16},
    {"t-17-paused", draw_t17},
    {"t-19-still-there", draw_t19},
    {"t-19-clear-ask", draw_t19_clear},
    {"t-20-settings-es", draw_t20},
    {"t-20-settings-two", draw_t20_two},
    {"t-21-faces-largest", draw_t21},
    {"t-23-faces-so", draw_t23},
    {"t-24-faces-hmn", draw_t24},
    {"t-25-counts", draw_t25},
    {"t-30-promise", draw_t30},
    {"t-32-box-full", draw_t32},
    {"t-32-not-taken", draw_t32_not_taken},
    {"t-32-closed", draw_t32_closed},
    {"t-cleared", draw_cleared},
    {"t-staff", draw_staff},
    {"t-staff-wrong", draw_staff_wrong},
    {"t-staff-rests-lo-largest", draw_staff_largest},
    {"t-staff-none", draw_staff_none},
    {"t-loading", draw_loading},
    {"t-ended", draw_ended},
    {"t-14-card", draw_t14},
    {"t-14-card-first", draw_t14_first},
    {"t-14-card-rest", draw_t14_rest},
    {"t-29-card-check", draw_t29},
    {"t-29-card-ended", draw_t29_ended},
    {"t-goals-full", draw_full},
    {"t-26-new-card", draw_t26},
    {"t-15-sheet", draw_t15},
    {"t-15-sheet-first", draw_t15_first},
    {"t-15-sheet-long", draw_t15_long},
    {"t-15-sheet-tried", draw_t15_tried},
    {"t-15-sheet-next", draw_t15_next},
    {"t-15-sheet-obstacle", draw_t15_obstacle},
    {"t-15-sheet-both", draw_t15_both},
    {"t-15-sheet-saved", draw_t15_saved},
    {"t-15-sheet-closing", draw_t15_closing},
    {"t-27-words", draw_t27},
    {"t-27-words-long", draw_t27_long},
    {"t-28-practice", draw_t28},
    {"t-28-practice-what", draw_t28_what},
    {"t-28-practice-who", draw_t28_who},
    {"t-28-practice-nothing", draw_t28_nothing},
    {"t-28-practice-words", draw_t28_words},
    {"t-way", draw_way},
    {"t-opening", draw_opening},
    {"t-saving", draw_saving},
    {"t-forget-ask", draw_forget_card},
    {"t-goals-closed", draw_closed},
    {"t-02-slide-goals", draw_slide_goals},
    {"t-14-card-largest", draw_t14_largest},
    {"t-26-new-card-largest-es", draw_t26_largest_es},
    {"t-15-sheet-largest", draw_t15_largest},
    {"t-15-sheet-lo", draw_t15_lo},
    {"t-27-words-largest-so", draw_t27_largest_so},
    {"t-28-practice-largest", draw_t28_largest},
    {"t-28-practice-hmn", draw_t28_hmn},
    {"t-way-largest", draw_way_largest},
};

int main(int argc, char **argv)
{
    return golden_main(argc, argv, SCREENS, sizeof SCREENS / sizeof SCREENS[0]);
}
