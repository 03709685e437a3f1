#pragma once
// The session: one meeting as a plain value, and the two functions that may touch it. Pure: no
// clock, file, socket, thread, random source, allocator or hash; the world comes in as arguments.
// A session holds no pointers, so a copy is `=`. Called by the hub, by replay and by tests.
#include "base/codec.h"
#include "core/box.h"
#include "wire/fact.h"
#include "wire/refusal.h"

// The world at the moment of a decision.
struct moment {
    uint64_t session_ms;     // time since the session began, never backwards
    uint32_t wall_day;       // local date and minute, as the machine believes; only recorded
    uint16_t wall_minute;
    const struct box *box;   // the answers, while a prompt is closing; else NULL
    uint32_t gap_minutes;    // COMMAND_RESUMED: how long the console was away
};

struct session; // defined below, public because it is a value

// Intent to facts. Reads nothing but its arguments. Returns ALLOWED with 0 to FACTS_MAX facts
// (a clock tick usually yields none) or the reason, and then out_facts is untouched.
enum refusal session_decide(const struct session *session, const struct command *command,
                            const struct moment *moment, struct facts *out_facts);
// Fact to state. Never refuses what session_decide produced against this state; ERR_MALFORMED for
// a fact that cannot follow it (a damaged or forged record), and then the session is unchanged.
enum err session_apply(struct session *session, const struct fact *fact) MUST_USE;
// The canonical encoding, both ways: room hashes it (digest) and keeps it in the resume image.
void session_codec(struct codec *codec, struct session *session);
enum { SESSION_BYTES_MAX = 7168 };

enum { SLIDE_HISTORY_MAX = 8, CLOSING_MS = 20000 };

// (The owner of core fills in the fields; nobody outside lib/core and tests reads them.)
#include "core/session_fields.h"
