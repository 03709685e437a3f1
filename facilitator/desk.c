#include "facilitator/desk.h"
#include "facilitator/view.h"

void desk_init(struct desk *desk)
{
    *desk = (struct desk){.pair_screen = 1};
    review_init(&desk->review);
    desk->note.bytes_max = NOTE_BYTES;
    desk->step_name.bytes_max = NAME_BYTES;
    desk->folder.bytes_max = 512;
    desk->key_words.bytes_max = 256;
}

struct field *desk_field(struct desk *desk, uint32_t part)
{
    switch (part) {
    case PART_PASSPHRASE:
        return &desk->passphrase;
    case PART_AGAIN:
        return &desk->again;
    case PART_STEP_NAME:
        return &desk->step_name;
    case PART_FOLDER:
        return &desk->folder;
    case PART_KEY_WORDS:
        return &desk->key_words;
    case PART_NOTE:
        return &desk->note;
    case PART_LINE_FIELD:
        return &desk->review.field;
    default:
        return NULL;
    }
}
