#pragma once
// The session: one meeting as a plain value, and the two functions that may touch it. Pure: no
// clock, file, socket, thread, random source, allocator or hash; the world comes in as arguments.
// A session holds no pointers, so a copy is `=`. A session of zeros is one that waits to begin.
// Called by the hub, by replay and by tests.
//
// Time. Facts that touch answers (every FACT_PROMPT_*, FACT_RESULT_* and FACT_GOALS_*) carry whole minutes, rounded
// down, so that no time tells who was at a screen; all others carry the exact session time. The 20 s
// of closing are
// therefore not in the state: the hub keeps the exact time since FACT_PROMPT_CLOSING was applied
// (after a restart: since the restart, so that people get their full 20 s anew) in memory and hands
// it in as moment.closing_ms. Nothing that is recorded, digested or replayed tells it. The ten minutes
// of a review are kept in the same way, as moment.review_ms.
//
// A phase is open while the prompt is open, paused or closing. After it, shown, held and withheld
// are idle states with a last result: another prompt may open. A prompt's own OPENING does not
// occur here: the hub makes keys and box between decide and apply, and if that fails it does not
// apply. A result leaves the screens when a slide changes, another prompt opens or the session
// ends; COMMAND_PROMPT_SHOW puts it back. Closing a paused prompt or one behind paused screens is
// REFUSED_PAUSED, pausing anything while closing is REFUSED_CLOSING: people must be able to send.
//
// Screens. While a phase is open a screen found or lost yields ALLOWED and no fact. The hub's watch
// sends the command again on each tick for as long as session_screen_here() differs from what it
// sees, so that the change is recorded when the phase is over.
//
// Review. A text prompt that closes with enough answers is not over: its box is kept, nothing is taken
// any more, no screen shows anything, and the practitioner alone reads its lines. What they keep,
// shorten, replace or drop is no command; COMMAND_PROMPT_APPROVE carries what is left, at once, and
// without lines, or after ten minutes, the prompt is held back. It cannot be thrown away unseen any
// more. Ending the group holds it back too. Once a session has ended, the state lets go of the lines;
// the record's fact keeps them.
//
// Goals. They and prompts are never open at once. Closing takes a minute, which the hub counts and hands
// in as moment.goals_closing_ms, and ends with what the hub gathered: how many cards were opened and the
// lines that people shared. The state keeps the band and the number of lines, the fact the lines. After
// a restart goals are open again, with every row that was said to be saved.
//
// A blank room and "next": the first press only shows the room again. That is a rule of keys and
// clickers; the app sends COMMAND_ROOM_SHOW instead. Here every command does what it says.
#include "base/codec.h"
#include "core/box.h"
#include "wire/fact.h"
#include "wire/refusal.h"

// What one goal phase gathered: for the band and for the lines, in their final order. Lent by the hub.
struct goals_gathered {
    uint8_t cards; // opened or made, each once
    uint8_t line_count;
    struct goal_line lines[GOAL_LINES_MAX];
};

// The world at the moment of a decision. Any numbers are safe: times behind the last fact count as
// the last fact's, and what is out of range is brought to the nearest value that is.
struct moment {
    uint64_t session_ms; // time since the session began, never backwards
    uint64_t closing_ms; // exact time that a prompt has been closing; 0 if none is
    uint64_t review_ms;  // exact time that its lines have been waiting; 0 if none are
    uint32_t wall_day;   // local date and minute, as the machine believes; only recorded
    uint16_t wall_minute;
    const struct box *box;     // the answers, while a prompt is closing; else NULL
    uint32_t gap_minutes;      // COMMAND_RESUMED: how long the console was away
    uint64_t goals_closing_ms; // exact time that goals have been closing; 0 if they are not
    const struct goals_gathered *goals; // while goals are open or closing; else NULL
};

enum {
    SLIDE_HISTORY_MAX = 8,
    CLOSING_MS = 20000,
    REVIEW_MS = 10 * 60000,
    GOALS_CLOSING_MS = 60000,
    MINUTE_MS = 60000
};
enum {
    STEP_MINUTES_MAX = 180,
    WALL_DAY_MAX = 99999,
    GAP_MINUTES_MAX = 100000
};
#define SESSION_MS_MAX UINT64_C(8640000000) // a hundred days

struct session; // defined in session_fields.h, public because it is a value

// Intent to facts. Reads nothing but its arguments. Returns ALLOWED with 0 to FACTS_MAX facts
// (a clock tick usually yields none, and so does what is already so) or the reason, and then
// out_facts is untouched.
enum refusal session_decide(const struct session *session, const struct command *command,
                            const struct moment *moment, struct facts *out_facts);
// Fact to state. Never refuses what session_decide produced against this state; ERR_MALFORMED for
// a fact that cannot follow it (a damaged or forged record), and then the session is unchanged.
enum err session_apply(struct session *session, const struct fact *fact) MUST_USE;
// The canonical encoding, both ways: room hashes it (digest) and keeps it in the resume image.
// Reading starts from any session and leaves a whole valid one, or sets codec->err.
void session_codec(struct codec *codec, struct session *session);
enum {
    SESSION_BYTES_MAX = STATE_BYTES_MAX
};

// What the hub needs in order to keep box, keys and envelopes.
struct session_phase {
    bool open;   // open, paused or closing: answers may come
    bool review; // nothing comes any more, and its lines are read
    enum prompt_state state;
    uint8_t prompt; // 1 to prompt count; zero, with the fields below, unless open or in review
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t option_count;
    uint8_t places;
    // Goals on the screens; never with an open prompt.
    enum goals_state goals_state;
    bool new_cards;
};
void session_phase_of(const struct session *session, struct session_phase *out_phase);
// Whether screen 1 to TERMINALS_MAX counts as here: found, and not lost since.
bool session_screen_here(const struct session *session, uint16_t screen);

#include "core/session_fields.h"
