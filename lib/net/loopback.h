#pragma once
// The network's twin for simulation: a hub and up to TERMINALS_MAX links in one process, with a fake
// clock and, from one seed, loss, repeats, reordering, delay and partitions. Deterministic.
#include "net/net.h"

struct loopback_faults {
    uint16_t loss_per_mille, repeat_per_mille, reorder_per_mille;
    uint32_t delay_ms_most;
};
struct loopback;
enum err loopback_create(uint64_t seed, size_t link_count, struct loopback **out_loopback) MUST_USE;
void loopback_destroy(struct loopback *loopback);
void loopback_faults_set(struct loopback *loopback, const struct loopback_faults *faults);
void loopback_cut(struct loopback *loopback, size_t link, bool cut); // a pulled cable
void loopback_hub_down(struct loopback *loopback, bool down);        // the console is dead
void loopback_clock(struct loopback *loopback, uint64_t now_ms);     // delivers what is due
struct net_hub loopback_hub(struct loopback *loopback);
struct net_link loopback_link(struct loopback *loopback, size_t link);
