// What the parts of "Who may replay" do: look for keys, let one in, take one off.
#include "base/check.h"
#include "facilitator/stage_private.h"
#include "room/wall.h"
#include <stdio.h>
#include <string.h>

static void say(struct stage *stage, const char *id)
{
    snprintf(stage->desk->reviewer_say, sizeof stage->desk->reviewer_say, "%s", id);
}

static void forget_choice(struct stage *stage)
{
    struct desk *desk = stage->desk;
    desk->key_chosen = 0;
    desk->key_role = REVIEWER_SUPERVISOR;
    field_clear(&desk->key_words);
}

static void look(struct stage *stage)
{
    forget_choice(stage);
    say(stage, "");
    if (!console_find_keys(stage->console))
        say(stage, "con.busy");
}

static void open_reviewers(struct stage *stage)
{
    stage->desk->dialog = DIALOG_REVIEWERS;
    stage->desk->remove_asked = 0;
    stage->desk->reviewer_page = 0;
    look(stage);
}

// What the owner of the key reads aloud counts, not what we would show: who compares only nods.
static bool words_fit(const struct stage *stage, const struct recipient *recipient)
{
    char words[SIX_WORDS_BYTES], said[SIX_WORDS_BYTES];
    recipient_words(recipient, words);
    return recipient->practice ||
           (six_words_tidy(stage->desk->key_words.text, said) && strcmp(words, said) == 0);
}

static void let_in(struct stage *stage)
{
    const struct console_keys *keys = console_keys(stage->console);
    struct desk *desk = stage->desk;
    if (desk->key_chosen == 0 || desk->key_chosen > keys->count)
        return;
    const struct recipient *recipient = &keys->found[desk->key_chosen - 1].recipient;
    if (!words_fit(stage, recipient))
        say(stage, "reviewers.wrong");
    else if (!console_reviewer_add(stage->console, recipient, desk->key_role))
        say(stage, "con.busy");
}

static void take_off(struct stage *stage, size_t index)
{
    stage->desk->remove_asked = 0;
    if (index < stage->reviewer_count &&
        !console_reviewer_remove(stage->console, &stage->reviewers[index].recipient))
        say(stage, "con.busy");
}

void reviewers_follow_change(struct stage *stage, const struct console_change *change)
{
    const char *id = change->err == ERR_RANGE      ? "reviewer.someone"
                     : change->err == ERR_TOO_LONG ? "reviewer.eight"
                     : change->err == ERR_EXISTS   ? "reviewers.exists"
                                                   : "reviewer.notsaved";
    if (change->err == OK) {
        id = change->what == CHANGE_ADDED     ? "reviewers.added"
             : change->what == CHANGE_REMOVED ? "reviewers.removed"
                                              : "";
        forget_choice(stage);
    }
    if (stage->desk->dialog == DIALOG_REVIEWERS)
        say(stage, id);
    else if (id[0] != '\0')
        stage_toast(stage, id);
}

bool act_reviewers(struct stage *stage, uint32_t part)
{
    struct desk *desk = stage->desk;
    if (part == PART_REVIEWERS) {
        open_reviewers(stage);
        return true;
    }
    if (desk->dialog != DIALOG_REVIEWERS)
        return false;
    switch (part) {
    case PART_REVIEWERS_MORE:
        desk->reviewer_page++;
        return true;
    case PART_KEYS_AGAIN:
        look(stage);
        return true;
    case PART_KEY_ADD:
        let_in(stage);
        return true;
    case PART_REVIEWER_KEEP:
        desk->remove_asked = 0;
        return true;
    default:
        break;
    }
    if (part >= PART_KEY && part < PART_KEY + FOUND_KEYS_MAX) {
        forget_choice(stage);
        desk->key_chosen = (uint8_t)(part - PART_KEY + 1);
        say(stage, "");
    } else if (part >= PART_KEY_ROLE && part <= PART_KEY_ROLE + REVIEWER_ROLE_LAST) {
        desk->key_role = (enum reviewer_role)(part - PART_KEY_ROLE);
    } else if (part >= PART_REVIEWER_REMOVE && part < PART_REVIEWER_REMOVE + REVIEWERS_MAX) {
        desk->remove_asked = (uint8_t)(part - PART_REVIEWER_REMOVE + 1);
    } else if (part >= PART_REVIEWER_YES && part < PART_REVIEWER_YES + REVIEWERS_MAX) {
        take_off(stage, part - PART_REVIEWER_YES);
    } else {
        return false;
    }
    return true;
}
