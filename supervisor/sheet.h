#pragma once
// The two scales that a supervisor may fill in beside the evidence, as tables: how many items, which
// of them are rated only when tried, and the id of each item's short name. The names are our own
// words; the scales' anchors and texts are not here, an agency has its own copy.
#include <stdbool.h>
#include <stdint.h>

enum sheet {
    SHEET_FIDELITY,  // IMR Fidelity Scale, 13 items
    SHEET_INTEGRITY, // treatment integrity, 16 items
    SHEETS
};

enum {
    FIDELITY_ITEMS = 13,
    INTEGRITY_ITEMS = 16,
    SHEET_ITEMS_MAX = INTEGRITY_ITEMS,
    SCORE_MOST = 5, // scores are 1 to 5; 0 is none
};

enum fidelity_item {
    FIDELITY_PEOPLE,
    FIDELITY_LENGTH,
    FIDELITY_COMPREHENSIVE,
    FIDELITY_HANDOUTS,
    FIDELITY_OTHERS,
    FIDELITY_GOAL_SETTING,
    FIDELITY_GOAL_FOLLOW_UP,
    FIDELITY_MOTIVATION,
    FIDELITY_EDUCATION,
    FIDELITY_COGNITIVE,
    FIDELITY_COPING,
    FIDELITY_RELAPSE,
    FIDELITY_MEDICATION,
};

enum integrity_item {
    INTEGRITY_CURRICULUM,
    INTEGRITY_EDUCATION,
    INTEGRITY_RELATIONSHIP,
    INTEGRITY_INVOLVING,
    INTEGRITY_RECOVERY,
    INTEGRITY_SUPPORT,
    INTEGRITY_GOALS,
    INTEGRITY_MOTIVATION,
    INTEGRITY_TIME,
    INTEGRITY_RELAPSE,    // only when tried
    INTEGRITY_MEDICATION, // only when tried
    INTEGRITY_PLANNING,
    INTEGRITY_COPING, // only when tried
    INTEGRITY_COGNITIVE,
    INTEGRITY_REVIEW,
    INTEGRITY_OTHERS,
};

const char *sheet_name(enum sheet sheet); // "fidelity", "integrity"
bool sheet_find(const char *name, enum sheet *out_sheet);
uint8_t sheet_item_count(enum sheet sheet);
// Items are counted from 0; on screens and in files from 1. A stable name: "goal-follow-up".
const char *sheet_item_name(enum sheet sheet, uint8_t item);
const char *sheet_item_id(enum sheet sheet, uint8_t item); // of its words in assets/strings
bool sheet_item_optional(enum sheet sheet, uint8_t item);
