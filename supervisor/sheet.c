#include "supervisor/sheet.h"
#include "base/check.h"
#include <string.h>

struct item {
    const char *name;
    const char *id;
    bool optional;
};

static const struct item fidelity[FIDELITY_ITEMS] = {
    [FIDELITY_PEOPLE] = {"people", "fidelity.people", false},
    [FIDELITY_LENGTH] = {"length", "fidelity.length", false},
    [FIDELITY_COMPREHENSIVE] = {"comprehensive", "fidelity.comprehensive", false},
    [FIDELITY_HANDOUTS] = {"handouts", "fidelity.handouts", false},
    [FIDELITY_OTHERS] = {"others", "fidelity.others", false},
    [FIDELITY_GOAL_SETTING] = {"goal-setting", "fidelity.goal-setting", false},
    [FIDELITY_GOAL_FOLLOW_UP] = {"goal-follow-up", "fidelity.goal-follow-up", false},
    [FIDELITY_MOTIVATION] = {"motivation", "fidelity.motivation", false},
    [FIDELITY_EDUCATION] = {"education", "fidelity.education", false},
    [FIDELITY_COGNITIVE] = {"cognitive", "fidelity.cognitive", false},
    [FIDELITY_COPING] = {"coping", "fidelity.coping", false},
    [FIDELITY_RELAPSE] = {"relapse", "fidelity.relapse", false},
    [FIDELITY_MEDICATION] = {"medication", "fidelity.medication", false},
};

static const struct item integrity[INTEGRITY_ITEMS] = {
    [INTEGRITY_CURRICULUM] = {"curriculum", "integrity.curriculum", false},
    [INTEGRITY_EDUCATION] = {"education", "integrity.education", false},
    [INTEGRITY_RELATIONSHIP] = {"relationship", "integrity.relationship", false},
    [INTEGRITY_INVOLVING] = {"involving", "integrity.involving", false},
    [INTEGRITY_RECOVERY] = {"recovery", "integrity.recovery", false},
    [INTEGRITY_SUPPORT] = {"support", "integrity.support", false},
    [INTEGRITY_GOALS] = {"goals", "integrity.goals", false},
    [INTEGRITY_MOTIVATION] = {"motivation", "integrity.motivation", false},
    [INTEGRITY_TIME] = {"time", "integrity.time", false},
    [INTEGRITY_RELAPSE] = {"relapse", "integrity.relapse", true},
    [INTEGRITY_MEDICATION] = {"medication", "integrity.medication", true},
    [INTEGRITY_PLANNING] = {"planning", "integrity.planning", false},
    [INTEGRITY_COPING] = {"coping", "integrity.coping", true},
    [INTEGRITY_COGNITIVE] = {"cognitive", "integrity.cognitive", false},
    [INTEGRITY_REVIEW] = {"review", "integrity.review", false},
    [INTEGRITY_OTHERS] = {"others", "integrity.others", false},
};

static const struct item *item_of(enum sheet sheet, uint8_t item)
{
    check(sheet < SHEETS && item < sheet_item_count(sheet));
    return sheet == SHEET_FIDELITY ? &fidelity[item] : &integrity[item];
}

const char *sheet_name(enum sheet sheet)
{
    check(sheet < SHEETS);
    return sheet == SHEET_FIDELITY ? "fidelity" : "integrity";
}

bool sheet_find(const char *name, enum sheet *out_sheet)
{
    for (int sheet = 0; sheet < SHEETS; sheet++) {
        if (strcmp(name, sheet_name((enum sheet)sheet)) != 0)
            continue;
        *out_sheet = (enum sheet)sheet;
        return true;
    }
    return false;
}

uint8_t sheet_item_count(enum sheet sheet)
{
    check(sheet < SHEETS);
    return sheet == SHEET_FIDELITY ? FIDELITY_ITEMS : INTEGRITY_ITEMS;
}

const char *sheet_item_name(enum sheet sheet, uint8_t item)
{
    return item_of(sheet, item)->name;
}

const char *sheet_item_id(enum sheet sheet, uint8_t item)
{
    return item_of(sheet, item)->id;
}

bool sheet_item_optional(enum sheet sheet, uint8_t item)
{
    return item_of(sheet, item)->optional;
}
