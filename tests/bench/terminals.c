#include "terminals.h"

#include "base/check.h"
#include "net/curve_internal.h"
#include "room/wall.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

static uint64_t monotonic(void *self)
{
    (void)self;
    return monotonic_now_ms();
}

void terminals_make(struct terminals *terminals, const struct crowd_config *config)
{
    *terminals = (struct terminals){0};
    crowd_links(&terminals->crowd, config);
    terminals->rows = calloc(config->count, sizeof *terminals->rows);
    check(terminals->rows != NULL);
    for (size_t i = 0; i < config->count; i++) {
        struct link_config link = {.screen = (uint16_t)(i + 1), .practice = true, .no_deck = true};
        struct link_world world = {.random = random_system(),
                                   .net = terminals->crowd.nets[i],
                                   .clock = {.monotonic_ms = monotonic}};
        enum err err = link_create(&link, &world, &terminals->rows[i].link);
        check(err == OK);
    }
}

void terminals_finish(struct terminals *terminals)
{
    for (size_t i = 0; i < terminals->crowd.count; i++)
        link_destroy(terminals->rows[i].link);
    free(terminals->rows);
    crowd_finish(&terminals->crowd);
}

static void envelope_see(struct terminal *row, const struct envelope *envelope)
{
    if (row->envelopes > 0 && envelope->tick > row->tick + 1)
        row->ticks_skipped += envelope->tick - row->tick - 1;
    row->envelopes++;
    row->revision = envelope->scene.revision;
    row->tick = envelope->tick;
    row->open = envelope->open;
    row->phase_id = envelope->phase_id;
    if (row->answered && envelope->open)
        row->saved = row->saved || envelope_has(envelope, row->answer_id);
}

static void events_take(struct terminals *terminals, struct terminal *row)
{
    while (link_take(row->link, &terminals->event)) {
        row->state = terminals->event.state;
        if (terminals->event.kind == LINK_EVENT_ENVELOPE)
            envelope_see(row, &terminals->event.envelope);
        link_event_finish(&terminals->event);
    }
}

// Cells leave each terminal on its own beat; the beats lie spread over the period.
static void cell_if_due(const struct terminals *terminals, struct terminal *row, size_t index)
{
    uint64_t period_us = (uint64_t)link_cell_period_ms(row->link) * 1000;
    uint64_t now_us = (uint64_t)bench_now_us();
    if (period_us == 0 || terminals->cells_held) {
        row->cell_due_us = 0;
    } else if (row->cell_due_us == 0) {
        row->cell_due_us = now_us + period_us * index / terminals->crowd.count;
    } else if (now_us >= row->cell_due_us) {
        link_cell(row->link);
        row->cell_due_us += period_us;
    }
}

void terminals_step(struct terminals *terminals, double timeout_us)
{
    enum {
        EVENTS_MAX = 64,
        WAIT_MS_MAX = 20 // so that ticks and cells are not late
    };
    struct epoll_event events[EVENTS_MAX];
    int wait_ms = timeout_us < WAIT_MS_MAX * 1000.0 ? (int)(timeout_us / 1000) : WAIT_MS_MAX;
    int ready = epoll_wait(terminals->crowd.epoll, events, EVENTS_MAX, wait_ms);
    check(ready >= 0 || errno == EINTR);
    for (int i = 0; i < ready; i++) {
        struct terminal *row = &terminals->rows[events[i].data.u64];
        link_net(row->link);
        events_take(terminals, row);
    }
    uint64_t now_ms = monotonic_now_ms();
    for (size_t i = 0; i < terminals->crowd.count; i++) {
        struct terminal *row = &terminals->rows[i];
        if (now_ms >= link_deadline_ms(row->link)) {
            (void)curve_link_wait(terminals->crowd.links[i], -1, -1, 0);
            crowd_watch_again(&terminals->crowd, i);
            link_net(row->link);
            link_tick(row->link);
            events_take(terminals, row);
        }
        cell_if_due(terminals, row, i);
    }
}

size_t terminals_with(const struct terminals *terminals, uint32_t revision, uint64_t tick)
{
    size_t count = 0;
    for (size_t i = 0; i < terminals->crowd.count; i++) {
        const struct terminal *row = &terminals->rows[i];
        count += row->state == LINK_HERE && row->envelopes > 0 && row->revision >= revision &&
                 row->tick >= tick;
    }
    return count;
}

void terminals_forget(struct terminals *terminals)
{
    for (size_t i = 0; i < terminals->crowd.count; i++) {
        struct terminal *row = &terminals->rows[i];
        row->envelopes = 0;
        row->revision = 0;
        row->tick = 0;
        row->ticks_skipped = 0;
    }
}

void terminal_answer(struct terminal *terminal, uint8_t choice)
{
    struct cell_body answer = {
        .kind = CELL_ANSWER, .phase_id = terminal->phase_id, .choice = choice};
    const struct random_source *random = random_system();
    random->fill(random->self, answer.id, sizeof answer.id);
    memcpy(terminal->answer_id, answer.id, sizeof answer.id);
    terminal->answered = true;
    terminal->saved = false;
    link_answer(terminal->link, &answer);
}
