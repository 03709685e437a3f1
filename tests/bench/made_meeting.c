#include "made_meeting.h"
#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint64_t made_monotonic(void *self)
{
    const struct made_meeting *made = self;
    return made->now_ms;
}

static void made_wall(void *self, uint32_t *out_day, uint16_t *out_minute)
{
    const struct made_meeting *made = self;
    *out_day = 20000;
    *out_minute = (uint16_t)(10 * 60 + made->now_ms / 60000 % (12 * 60));
}

static enum err no_sync(void *self, int handle)
{
    (void)self;
    (void)handle;
    return OK;
}

static enum err nobody_publish(void *self, struct span envelope)
{
    (void)self;
    (void)envelope;
    return OK;
}

static bool nobody_cell(void *self, uint8_t out_cell[CELL_BYTES])
{
    (void)self;
    (void)out_cell;
    return false;
}

static bool nobody_control(void *self, struct net_peer *out_peer, uint8_t *buffer, size_t *out_size)
{
    (void)self;
    (void)out_peer;
    (void)buffer;
    (void)out_size;
    return false;
}

static enum err nobody_send(void *self, struct net_peer peer, struct span message)
{
    (void)self;
    (void)peer;
    (void)message;
    return ERR_CLOSED;
}

static uint64_t nobody_dropped(void *self)
{
    (void)self;
    return 0;
}

static enum err nobody_allow(void *self, const struct net_terminal *terminals, size_t count)
{
    (void)self;
    (void)terminals;
    (void)count;
    return OK;
}

static void pass(struct made_meeting *made, uint64_t seconds)
{
    for (uint64_t i = 0; i < 2 * seconds; i++) {
        made->now_ms += 500;
        hub_tick(made->hub);
    }
}

static void mark(struct made_meeting *made, const char *text)
{
    struct command *command = calloc(1, sizeof *command);
    check(command != NULL);
    command->kind = COMMAND_MARK;
    snprintf(command->text, sizeof command->text, "%s", text);
    house_command(made->hub, command);
    free(command);
}

static void ask(struct made_meeting *made, uint16_t prompt)
{
    struct command close = {.kind = COMMAND_PROMPT_CLOSE, .show = true};
    house_say(made->hub, COMMAND_PROMPT_OPEN, prompt, 0);
    pass(made, 120);
    house_command(made->hub, &close);
    pass(made, 25);
}

// A slide every two minutes and a half, back once in five, a mark now and then, every prompt once and
// the eight steps in order: what a practitioner does.
static void meeting_play(struct made_meeting *made, const struct house *house, unsigned minutes)
{
    const unsigned slides = house->begin.begin.deck.slide_count;
    const unsigned prompts = house->begin.begin.deck.prompt_count;
    const unsigned steps = house->begin.begin.step_count;
    unsigned slide = 1, prompt = 0, step = 1;
    for (unsigned minute = 0; minute < minutes; minute++) {
        pass(made, 30);
        if (minute % 5 < 3) {
            slide = slide % slides + 1;
            house_say(made->hub, COMMAND_SLIDE_GO, (uint16_t)slide, 0);
        }
        if (minute % 9 == 8)
            mark(made, "Somebody said what helps, and others agreed.");
        if (minute % 13 == 12)
            house_say(made->hub, COMMAND_SCREENS_PAUSE, 0, 0);
        pass(made, 30);
        if (minute % 13 == 12)
            house_say(made->hub, COMMAND_SCREENS_WAKE, 0, 0);
        if (minute % 22 == 21 && step++ < steps)
            house_say(made->hub, COMMAND_STEP_NEXT, 0, 0);
        if (minute % 40 == 20 && prompt++ < prompts)
            ask(made, (uint16_t)prompt);
    }
}

static uint64_t file_bytes(const char *path)
{
    struct stat status;
    int found = stat(path, &status);
    check(found == 0);
    return (uint64_t)status.st_size;
}

void meeting_make(struct made_meeting *made, struct house *house, unsigned minutes,
                  uint64_t at_least)
{
    made->disk = *disk_posix();
    made->disk.sync = no_sync;
    made->now_ms = 1000;
    house->clock =
        (struct hub_clock){.self = made, .monotonic_ms = made_monotonic, .wall = made_wall};
    struct net_hub nobody = {.publish = nobody_publish,
                             .take_cell = nobody_cell,
                             .take_control = nobody_control,
                             .send_control = nobody_send,
                             .dropped = nobody_dropped,
                             .allow = nobody_allow};
    made->hub = house_hub(house, &made->disk, nobody);
    house_command(made->hub, &house->begin);
    struct hub_health *health = malloc(sizeof *health);
    check(health != NULL);
    hub_health(made->hub, health);
    memcpy(made->path, health->record_path, sizeof made->path);
    free(health);
    meeting_play(made, house, minutes);
    for (uint32_t i = 0; file_bytes(made->path) < at_least; i++) {
        house_say(made->hub, i % 2 == 0 ? COMMAND_SLIDE_FIRST : COMMAND_SLIDE_LAST, 0, 0);
        pass(made, 1);
    }
    house_say(made->hub, COMMAND_END, 0, 0);
    house_say(made->hub, COMMAND_FINISH, 0, 0);
    hub_destroy(made->hub);
}
