#include "core/box.h"

#include "base/check.h"
#include "core/release.h"

#include <string.h>

static bool is_answer(const struct box *box, const struct box_slot *slot)
{
    if (!own_words_none(slot->text))
        return box->kind == PROMPT_TEXT && !slot->pass && slot->choice == 0 &&
               own_words_ok(slot->text);
    if (slot->pass)
        return slot->choice == 0;
    if (slot->choice == 0 || slot->choice >> box->option_count != 0)
        return false;
    bool one = (slot->choice & (slot->choice - 1)) == 0;
    return one || box->kind == PROMPT_CHOOSE_ALL;
}

// Where a slot stands or would stand: by its keyed hash, then by its id.
static int compare(const struct box_slot *a, const struct box_slot *b)
{
    int order = memcmp(a->order, b->order, sizeof a->order);
    return order != 0 ? order : memcmp(a->id, b->id, sizeof a->id);
}

enum box_put box_put(struct box *box, const struct box_slot *slot)
{
    check(box->count <= PEOPLE_MAX && box->places <= PEOPLE_MAX);
    check(box->option_count >= 2 && box->option_count <= OPTIONS_MAX);
    // Every slot is looked at, so that the work does not tell where an answer stands.
    bool repeated = false;
    uint8_t place = 0;
    for (uint8_t i = 0; i < box->count; i++) {
        if (memcmp(box->slots[i].id, slot->id, sizeof slot->id) == 0)
            repeated = true;
        if (compare(&box->slots[i], slot) < 0)
            place = (uint8_t)(i + 1);
    }
    if (repeated)
        return BOX_REPEAT;
    if (!is_answer(box, slot))
        return BOX_NOT_AN_ANSWER;
    if (box->count >= box->places)
        return BOX_NO_PLACE;
    memmove(&box->slots[place + 1], &box->slots[place],
            (size_t)(box->count - place) * sizeof box->slots[0]);
    // Field by field, so that padding stays zero and equal sets are equal bytes.
    memset(&box->slots[place], 0, sizeof box->slots[place]);
    memcpy(box->slots[place].order, slot->order, sizeof slot->order);
    memcpy(box->slots[place].id, slot->id, sizeof slot->id);
    box->slots[place].choice = slot->choice;
    box->slots[place].pass = slot->pass;
    memcpy(box->slots[place].text, slot->text, sizeof slot->text);
    box->count++;
    return BOX_PUT;
}

// The number of the one option that is chosen, from 1.
static uint8_t phrase_of(uint8_t choice)
{
    uint8_t phrase = 1;
    while (choice >> phrase != 0)
        phrase++;
    return phrase;
}

uint8_t box_lines(const struct box *box, struct text_line out_lines[PEOPLE_MAX])
{
    check(box->kind == PROMPT_TEXT && box->count <= PEOPLE_MAX);
    uint8_t count = 0;
    memset(out_lines, 0, PEOPLE_MAX * sizeof *out_lines);
    for (uint8_t i = 0; i < box->count; i++) {
        const struct box_slot *slot = &box->slots[i];
        if (slot->pass)
            continue;
        struct text_line *line = &out_lines[count++];
        if (slot->choice != 0)
            line->phrase = phrase_of(slot->choice);
        else
            memcpy(line->text, slot->text, sizeof line->text);
        check(text_line_ok(line, box->option_count));
    }
    return count;
}

void box_view_of(const struct box *box, struct box_view *out_view)
{
    check(box->count <= box->places);
    memset(out_view, 0, sizeof *out_view);
    out_view->state = BOX_WAITING;
    if (box->count >= release_least(box->class))
        out_view->state = BOX_ENOUGH;
    if (box->count >= box->places)
        out_view->state = BOX_FULL;
    // Only a plain prompt's count may be known while it is open.
    out_view->count_known = box->class == CLASS_PLAIN;
    out_view->count = out_view->count_known ? box->count : 0;
}
