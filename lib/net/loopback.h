#pragma once
// The network's twin for simulation: a hub and up to TERMINALS_MAX links in one process, with a fake
// clock and, from one seed, loss, repeats, reordering, delay and partitions. Deterministic: the same
// seed and the same calls give the same messages in the same order on every machine.
//
// Without faults and delay a message is there at once. Queues are as short as the real ones, and
// what does not fit is lost. Stricter than the real network in one way: with reordering, messages of
// one connection may overtake each other. One thread for the whole twin; tables are valid until
// loopback_destroy.
#include "net/net.h"

struct loopback_faults {
    uint16_t loss_per_mille, repeat_per_mille, reorder_per_mille; // 0 to 1000
    uint32_t delay_ms_most; // each message takes 0 to this; one that is reordered, more
};
struct loopback;
// link_count is 1 to TERMINALS_MAX. ERR_MEMORY.
enum err loopback_create(uint64_t seed, size_t link_count, struct loopback **out_loopback) MUST_USE;
void loopback_destroy(struct loopback *loopback); // NULL is fine
void loopback_faults_set(struct loopback *loopback, const struct loopback_faults *faults);
// A pulled cable: what is under way is lost, sends seem to succeed and are lost too.
void loopback_cut(struct loopback *loopback, size_t link, bool cut);
// The console is dead: as cut for everyone, links get ERR_BUSY, and when it is back every peer is a
// new one.
void loopback_hub_down(struct loopback *loopback, bool down);
void loopback_clock(struct loopback *loopback, uint64_t now_ms); // delivers what is due; never back
// Which key a link has. The first is made from its number; loopback_key_set is a terminal that made
// its own. Until the first allow() everybody is let in, the screen being the link's number and 1.
void loopback_key(const struct loopback *loopback, size_t link, uint8_t out_key[KEY32_BYTES]);
void loopback_key_set(struct loopback *loopback, size_t link, const uint8_t key[KEY32_BYTES]);
struct net_hub loopback_hub(struct loopback *loopback);
struct net_link loopback_link(struct loopback *loopback, size_t link);
