#pragma once
// A room of real screens and a real console, and somebody on its wire who reads along (relay.h): what they
// see in some span of time, and how well they guess which screens were used in it. The same guesser is
// given traffic with a leak put into it, to show that it would find one. One thread.
#include "guesser.h"
#include "participant/terminal.h"
#include "place.h"
#include "relay.h"

enum {
    TAP_SPEED = 20, // a cell each 25 ms
    TAP_TERMINALS = 12,
    TAP_LENGTHS_MOST = 8,
    TAP_NOTES_A_TICK = 16 * TAP_TERMINALS, // more than there are
};

struct wiretap {
    struct place *place;
    struct relay *relay;
    struct terminal *terminals[TAP_TERMINALS];
    uint64_t random;
};

// All terminals joined, with the session's deck; nothing is open. Fails the test if that does not come.
struct wiretap *wiretap_create(size_t ticks_most);
void wiretap_close(struct wiretap *tap); // the room; what was seen stays
void wiretap_destroy(struct wiretap *tap);
void wiretap_pump(struct wiretap *tap);
void wiretap_wait(struct wiretap *tap, bool (*holds)(const struct wiretap *tap));
bool wiretap_is_idle(const struct wiretap *tap); // at every screen
uint32_t wiretap_draw(struct wiretap *tap);      // of a row of numbers that is always the same
// Some of the screens, at random.
void wiretap_choose(struct wiretap *tap, size_t count, bool out_chosen[TAP_TERMINALS]);

// A span of time, and the screens at which somebody did something in it.
struct tap_span {
    uint64_t from_us, until_us;
    bool used[TAP_TERMINALS];
};
uint64_t tap_now_us(void);

// The lengths of all frames of one kind in a span, each once, ascending. .heartbeats: of libzmq's own
// frames, one each 5 s whatever else goes on; else of all others.
struct tap_lengths {
    size_t count;
    uint32_t bytes[TAP_LENGTHS_MOST];
};
struct tap_kind {
    uint8_t socket; // 0 envelopes, 1 cells, 2 control
    bool up, heartbeats;
};
struct tap_lengths wiretap_lengths(const struct wiretap *tap, const struct tap_span *span,
                                   struct tap_kind kind);
void tap_lengths_add(struct tap_lengths *lengths, uint32_t bytes);
// The middle one of the times between two cells of a screen, in a span.
uint64_t wiretap_beat_us(const struct wiretap *tap, const struct tap_span *span);

enum tap_leak {
    TAP_LEAK_NONE,
    TAP_LEAK_BYTE, // one cell of who was used is one byte longer
    TAP_LEAK_CELL, // what is done goes at once, in a cell of its own
};
// Which screens were used: learned from every second span, guessed of the others.
struct guess_result wiretap_guess(const struct wiretap *tap, const struct tap_span *spans,
                                  size_t count, enum tap_leak leak);
