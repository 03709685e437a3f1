#pragma once
// Who is here: one row for each screen on the allow-list, by what its control messages say and when
// they came. Knows no session; the hub turns its changes into commands. Holds nothing a participant
// did: version, deck, the table's language, power. A plain value; time comes in as an argument.
#include "net/net.h"
#include "wire/message.h"

enum {
    WATCH_LOST_MS = 3000
}; // a screen silent for so long is lost

enum watch_state {
    WATCH_NEVER, // on the list, not heard since the console started
    WATCH_HERE,
    WATCH_LOST,
};

struct watch_row {
    uint16_t screen;
    enum watch_state state;
    bool enrolling; // its key is a pairing file's, not its own yet
    bool deck_whole;
    uint8_t deck_hash[HASH_BYTES];
    enum language language;
    bool two_languages;
    enum language language2;
    uint8_t power; // percent, 255 on mains or unknown
    uint64_t heard_at_ms;
};

struct watch {
    uint16_t count;
    struct watch_row rows[TERMINALS_MAX]; // by screen number
};

// Makes the rows those of the allow-list; rows that stay keep what they know.
void watch_screens(struct watch *watch, const struct net_terminal *terminals, size_t count);
struct watch_row *watch_find(struct watch *watch, uint16_t screen);
// A control message came. True if the row changed in what the facilitator sees.
bool watch_hear(struct watch *watch, uint16_t screen, const struct control *control,
                uint64_t now_ms);
// Marks those that are silent for lost_ms as lost. True if any was here until now.
bool watch_time(struct watch *watch, uint64_t now_ms, uint64_t lost_ms);
const char *watch_state_name(enum watch_state state); // "never", "here", "lost"
