// Session replay: the list of records, the replay, the check, the key's passphrase.
#include "replay_states.h"

#define STATE(name)                                                                                \
    static void draw_##name(struct golden *golden)                                                 \
    {                                                                                              \
        replay_state_draw(golden, STATE_##name, LANGUAGE_EN);                                      \
    }
STATE(SESSIONS)
STATE(SESSIONS_OPENING)
STATE(SESSIONS_NOTHING)
STATE(REPLAY)
STATE(REPLAY_OPEN)
STATE(REPLAY_START)
STATE(REPLAY_COUNTS)
STATE(REPLAY_LINES)
STATE(REPLAY_NO_DECK)
STATE(VERIFY_TRUNCATED)
STATE(VERIFY_COMPLETE)
STATE(VERIFY_FORGED)
STATE(UNLOCK)

int main(int argc, char **argv)
{
    static void (*const draws[REPLAY_STATES])(struct golden *) = {
        draw_SESSIONS,       draw_SESSIONS_OPENING, draw_SESSIONS_NOTHING, draw_REPLAY,
        draw_REPLAY_OPEN,    draw_REPLAY_START,     draw_REPLAY_COUNTS,    draw_REPLAY_LINES,
        draw_REPLAY_NO_DECK, draw_VERIFY_TRUNCATED, draw_VERIFY_COMPLETE,  draw_VERIFY_FORGED,
        draw_UNLOCK,
    };
    struct golden_screen screens[REPLAY_STATES];
    for (int i = 0; i < REPLAY_STATES; i++)
        screens[i] = (struct golden_screen){replay_state_name((enum replay_state_name)i), draws[i]};
    return golden_main(argc, argv, screens, REPLAY_STATES);
}
