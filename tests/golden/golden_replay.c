// Session replay: the list of records, the replay, the check, the key's passphrase.
#include "replay_states.h"

#define STATE(name)                                                                                \
    static void draw_##name(struct golden *golden)                                                 \
    {                                                                                              \
        replay_state_draw(golden, STATE_##name, LANGUAGE_EN);                                      \
    }
STATE(SESSIONS)
STATE(SESSIONS_OPENING)
STATE(SESSIONS_WIDE)
STATE(SESSIONS_NOTHING)
STATE(REPLAY)
STATE(REPLAY_OPEN)
STATE(REPLAY_START)
STATE(REPLAY_COUNTS)
STATE(REPLAY_LINES)
STATE(REPLAY_SEGMENT)
STATE(REPLAY_WIDE)
STATE(REPLAY_TALKING)
STATE(REPLAY_SAID)
STATE(REPLAY_GOALS)
STATE(REPLAY_GOALS_CLOSED)
STATE(REPLAY_NO_DECK)
STATE(VERIFY_TRUNCATED)
STATE(VERIFY_WIDE)
STATE(VERIFY_COMPLETE)
STATE(VERIFY_FORGED)
STATE(UNLOCK)
STATE(TRENDS)
STATE(TRENDS_FEW)
STATE(TRENDS_WIDE)
STATE(OVERVIEW)
STATE(OVERVIEW_BARE)
STATE(OVERVIEW_FULL)
STATE(OVERVIEW_WIDE)
STATE(SHEET)
STATE(SHEET_FIDELITY)
STATE(SHEET_TYPING)
STATE(SHEET_WIDE)
STATE(SUPERVISION)
STATE(SUPERVISION_FULL)

int main(int argc, char **argv)
{
    static void (*const draws[REPLAY_STATES])(struct golden *) = {
        [STATE_SESSIONS] = draw_SESSIONS,
        [STATE_SESSIONS_OPENING] = draw_SESSIONS_OPENING,
        [STATE_SESSIONS_WIDE] = draw_SESSIONS_WIDE,
        [STATE_SESSIONS_NOTHING] = draw_SESSIONS_NOTHING,
        [STATE_REPLAY] = draw_REPLAY,
        [STATE_REPLAY_OPEN] = draw_REPLAY_OPEN,
        [STATE_REPLAY_START] = draw_REPLAY_START,
        [STATE_REPLAY_COUNTS] = draw_REPLAY_COUNTS,
        [STATE_REPLAY_LINES] = draw_REPLAY_LINES,
        [STATE_REPLAY_SEGMENT] = draw_REPLAY_SEGMENT,
        [STATE_REPLAY_WIDE] = draw_REPLAY_WIDE,
        [STATE_REPLAY_TALKING] = draw_REPLAY_TALKING,
        [STATE_REPLAY_SAID] = draw_REPLAY_SAID,
        [STATE_REPLAY_GOALS] = draw_REPLAY_GOALS,
        [STATE_REPLAY_GOALS_CLOSED] = draw_REPLAY_GOALS_CLOSED,
        [STATE_REPLAY_NO_DECK] = draw_REPLAY_NO_DECK,
        [STATE_VERIFY_TRUNCATED] = draw_VERIFY_TRUNCATED,
        [STATE_VERIFY_WIDE] = draw_VERIFY_WIDE,
        [STATE_VERIFY_COMPLETE] = draw_VERIFY_COMPLETE,
        [STATE_VERIFY_FORGED] = draw_VERIFY_FORGED,
        [STATE_UNLOCK] = draw_UNLOCK,
        [STATE_TRENDS] = draw_TRENDS,
        [STATE_TRENDS_FEW] = draw_TRENDS_FEW,
        [STATE_TRENDS_WIDE] = draw_TRENDS_WIDE,
        [STATE_OVERVIEW] = draw_OVERVIEW,
        [STATE_OVERVIEW_BARE] = draw_OVERVIEW_BARE,
        [STATE_OVERVIEW_FULL] = draw_OVERVIEW_FULL,
        [STATE_OVERVIEW_WIDE] = draw_OVERVIEW_WIDE,
        [STATE_SHEET] = draw_SHEET,
        [STATE_SHEET_FIDELITY] = draw_SHEET_FIDELITY,
        [STATE_SHEET_TYPING] = draw_SHEET_TYPING,
        [STATE_SHEET_WIDE] = draw_SHEET_WIDE,
        [STATE_SUPERVISION] = draw_SUPERVISION,
        [STATE_SUPERVISION_FULL] = draw_SUPERVISION_FULL,
    };
    struct golden_screen screens[REPLAY_STATES];
    for (int i = 0; i < REPLAY_STATES; i++)
        screens[i] = (struct golden_screen){replay_state_name((enum replay_state_name)i), draws[i]};
    return golden_main(argc, argv, screens, REPLAY_STATES);
}
