// The box of an open phase over a stop of the console: taking it up again, and the room's key that some
// boxes need for it.
#include "room/hub_internal.h"

// The session has an open phase, and its box has not been opened since a stop.
bool hub_answers_missing(const struct hub *hub)
{
    return hub->answers_gone || hub->answers_locked;
}

bool hub_wants_room_key(const struct hub *hub, enum privacy_class class)
{
    switch (hub->config.room_key) {
    case ROOM_KEY_SENSITIVE:
        return class == CLASS_SENSITIVE;
    case ROOM_KEY_ALWAYS:
        return true;
    case ROOM_KEY_NEVER:
        break;
    }
    return false;
}

// Before the first step after a start. A phase that is open in the state has its box on the disk, and
// every answer that was ever said to be saved is in it. Where it is not, or is not whole, the disk has
// lost what it had synced: the prompt can then only be thrown away and asked again, and the console
// says so. Without an open phase there is nothing to keep, whatever a stop has left behind.
static enum err box_open(struct hub *hub, const uint8_t *room_key)
{
    struct cells_phase of = hub_cells_phase(hub, &hub->phase);
    enum err err = cells_resume(hub->cells, &of, room_key, hub->tick);
    hub->answers_locked = err == ERR_KEY;
    hub->answers_gone =
        err == ERR_NOT_FOUND || err == ERR_SEAL || err == ERR_VERSION || err == ERR_MALFORMED;
    return hub_answers_missing(hub) ? OK : err;
}

enum err hub_box_take_up(struct hub *hub)
{
    session_phase_of(&hub->session, &hub->phase);
    if (!hub->phase.open && !hub->phase.review)
        return cells_close(hub->cells);
    return box_open(hub, NULL);
}

// Any screen may bring any number: what does not open the keys is none. One that does comes from a
// screen that was here before the stop.
void hub_room_key(struct hub *hub, const uint8_t room_key[KEY32_BYTES])
{
    if (!hub->answers_locked || hub->record.err != OK)
        return;
    bool gone = hub->answers_gone;
    enum err err = box_open(hub, room_key);
    if (err != OK) {
        hub_disk_failed(hub, err);
        return;
    }
    if (hub->answers_locked) {
        hub->answers_gone = gone;
        return;
    }
    hub->changes++;
    hub->unpublished = true;
    cells_places(hub->cells, hub->phase.places);
    hub_taking_follow(hub);
    hub_view_follow(hub);
}

void hub_room_key_overdue(struct hub *hub, uint64_t now_ms)
{
    if (!hub->answers_locked || hub->answers_gone ||
        now_ms < hub->started_at_ms + HUB_ROOM_KEY_MS / hub->config.speed)
        return;
    hub->answers_gone = true;
    hub->changes++;
}
