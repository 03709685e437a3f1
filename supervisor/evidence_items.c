// What the record can show for each item of the two scales. Reasons: imr-domain.md 6.1 and 6.2 say
// what raters look for and which items a log can give evidence for; where it cannot, it says so.
#include "base/check.h"
#include "supervisor/evidence_private.h"
#include <string.h>

void evidence_chip_add(struct evidence_item *item, const struct evidence_chip *chip)
{
    item->state = EVIDENCE_CHIPS;
    if (item->chip_count < EVIDENCE_CHIPS_MAX)
        item->chips[item->chip_count++] = *chip;
}

// A session may have been left open for days; a chip has room for four digits.
static uint16_t chip_number(uint64_t number)
{
    return (uint16_t)(number < 9999 ? number : 9999);
}

static void add_step(const struct evidence *evidence, struct evidence_item *item, const char *key)
{
    for (uint8_t i = 0; i < evidence->step_count; i++) {
        const struct review_step *step = &evidence->steps[i];
        if (strcmp(step->key, key) != 0 || (!step->begun && !step->skipped))
            continue;
        struct evidence_chip chip = {.kind = step->begun ? EVIDENCE_STEP : EVIDENCE_SKIPPED,
                                     .number =
                                         chip_number((step->spent_ms + MINUTE_MS / 2) / MINUTE_MS),
                                     .moment = step->moment};
        memcpy(chip.key, step->key, sizeof chip.key);
        memcpy(chip.text, step->title, sizeof chip.text);
        evidence_chip_add(item, &chip);
    }
}

static void add_count(const struct evidence *evidence, struct evidence_item *item,
                      enum measure measure)
{
    const struct review_count *count = &evidence->counts[measure];
    if (count->known)
        evidence_chip_add(item, &(struct evidence_chip){.kind = EVIDENCE_COUNT,
                                                        .number = count->done,
                                                        .of = count->of,
                                                        .measure = measure,
                                                        .moment = count->moment});
}

// Which techniques are evidence, as bits of enum technique.
#define BIT(technique) (1U << (technique))
enum {
    OF_MOTIVATION =
        BIT(TECHNIQUE_HOPE_AND_PRAISE) | BIT(TECHNIQUE_PROS_AND_CONS) | BIT(TECHNIQUE_LINK_TO_GOAL),
    OF_EDUCATION =
        BIT(TECHNIQUE_SMALL_PIECES) | BIT(TECHNIQUE_SAY_IT_BACK) | BIT(TECHNIQUE_ASK_AND_TELL),
    OF_COGNITIVE =
        BIT(TECHNIQUE_ROLE_PLAY) | BIT(TECHNIQUE_RELAXATION) | BIT(TECHNIQUE_PROBLEM_SOLVING),
    OF_COPING = BIT(TECHNIQUE_COPING_PLAN) | BIT(TECHNIQUE_RELAXATION),
    // The integrity scale rates hope and praise as recovery orientation, apart from motivation.
    OF_RECOVERY = BIT(TECHNIQUE_HOPE_AND_PRAISE),
    OF_ENHANCEMENT = BIT(TECHNIQUE_PROS_AND_CONS) | BIT(TECHNIQUE_LINK_TO_GOAL),
};

static void add_techniques(const struct evidence *evidence, struct evidence_item *item,
                           unsigned techniques)
{
    for (uint8_t i = 0; i < evidence->technique_count; i++) {
        const struct review_technique *used = &evidence->techniques[i];
        if ((techniques & BIT(used->technique)) != 0)
            evidence_chip_add(item, &(struct evidence_chip){.kind = EVIDENCE_TECHNIQUE,
                                                            .technique = used->technique,
                                                            .moment = used->moment});
    }
}

static void add_slides(const struct evidence *evidence, struct evidence_item *item)
{
    if (evidence->slide_first == 0)
        return;
    struct evidence_chip chip = {
        .kind = EVIDENCE_SLIDES, .number = evidence->slide_first, .of = evidence->slide_last};
    // It leads to where the topic begins: that is where slides are worked through.
    for (uint8_t i = 0; i < evidence->step_count; i++)
        if (strcmp(evidence->steps[i].key, "topic") == 0)
            chip.moment = evidence->steps[i].moment;
    evidence_chip_add(item, &chip);
}

static void add_module(const struct evidence *evidence, struct evidence_item *item)
{
    if (evidence->module_title[0] == '\0')
        return;
    struct evidence_chip chip = {
        .kind = EVIDENCE_MODULE, .number = evidence->session_number, .of = evidence->session_count};
    memcpy(chip.key, evidence->module, sizeof chip.key);
    memcpy(chip.text, evidence->module_title, sizeof chip.text);
    evidence_chip_add(item, &chip);
}

// A module by its stable key: numbers belong to an edition.
static void add_module_of(const struct evidence *evidence, struct evidence_item *item,
                          const char *module)
{
    if (strcmp(evidence->module, module) == 0)
        add_module(evidence, item);
}

static void cannot(struct evidence_item *item)
{
    item->state = EVIDENCE_CANNOT;
}

static void fill_fidelity(struct evidence *evidence)
{
    struct evidence_item *items = evidence->fidelity;
    for (uint8_t i = 0; i < FIDELITY_ITEMS; i++)
        items[i].state = EVIDENCE_NONE;
    if (evidence->people_most > 0)
        evidence_chip_add(&items[FIDELITY_PEOPLE],
                          &(struct evidence_chip){.kind = EVIDENCE_PEOPLE,
                                                  .number = evidence->people_most,
                                                  .moment = evidence->people_moment});
    cannot(&items[FIDELITY_LENGTH]); // of the programme: the other records of the group show it
    add_module(evidence, &items[FIDELITY_COMPREHENSIVE]);
    cannot(&items[FIDELITY_HANDOUTS]); // paper
    cannot(&items[FIDELITY_OTHERS]);
    add_count(evidence, &items[FIDELITY_GOAL_SETTING], MEASURE_GOALS_SET);
    add_count(evidence, &items[FIDELITY_GOAL_FOLLOW_UP], MEASURE_GOALS_FOLLOWED_UP);
    add_count(evidence, &items[FIDELITY_GOAL_FOLLOW_UP], MEASURE_GOALS_DEFERRED);
    add_count(evidence, &items[FIDELITY_GOAL_FOLLOW_UP], MEASURE_GOALS_NOT_DUE);
    add_count(evidence, &items[FIDELITY_GOAL_FOLLOW_UP], MEASURE_ROUND_NOT_TODAY);
    add_step(evidence, &items[FIDELITY_GOAL_FOLLOW_UP], "goals");
    add_techniques(evidence, &items[FIDELITY_MOTIVATION], OF_MOTIVATION);
    add_techniques(evidence, &items[FIDELITY_EDUCATION], OF_EDUCATION);
    add_techniques(evidence, &items[FIDELITY_COGNITIVE], OF_COGNITIVE);
    add_techniques(evidence, &items[FIDELITY_COPING], OF_COPING);
    add_module_of(evidence, &items[FIDELITY_COPING], "coping-with-problems");
    add_module_of(evidence, &items[FIDELITY_COPING], "coping-with-stress");
    add_module_of(evidence, &items[FIDELITY_RELAPSE], "reducing-relapses");
    add_module_of(evidence, &items[FIDELITY_MEDICATION], "medication");
}

static void fill_integrity(struct evidence *evidence)
{
    struct evidence_item *items = evidence->integrity;
    for (uint8_t i = 0; i < INTEGRITY_ITEMS; i++)
        items[i].state =
            sheet_item_optional(SHEET_INTEGRITY, i) ? EVIDENCE_NOT_TRIED : EVIDENCE_NONE;
    add_slides(evidence, &items[INTEGRITY_CURRICULUM]);
    add_step(evidence, &items[INTEGRITY_CURRICULUM], "topic");
    add_techniques(evidence, &items[INTEGRITY_EDUCATION], OF_EDUCATION);
    cannot(&items[INTEGRITY_RELATIONSHIP]);
    cannot(&items[INTEGRITY_INVOLVING]);
    add_techniques(evidence, &items[INTEGRITY_RECOVERY], OF_RECOVERY);
    cannot(&items[INTEGRITY_SUPPORT]);
    add_step(evidence, &items[INTEGRITY_GOALS], "goals");
    add_count(evidence, &items[INTEGRITY_GOALS], MEASURE_GOALS_FOLLOWED_UP);
    add_count(evidence, &items[INTEGRITY_GOALS], MEASURE_GOALS_SET);
    add_count(evidence, &items[INTEGRITY_GOALS], MEASURE_ROUND_NOT_TODAY);
    add_techniques(evidence, &items[INTEGRITY_MOTIVATION], OF_ENHANCEMENT);
    evidence_chip_add(&items[INTEGRITY_TIME],
                      &(struct evidence_chip){.kind = EVIDENCE_MINUTES,
                                              .number = chip_number(evidence->minutes),
                                              .of = chip_number(evidence->plan_minutes)});
    add_module_of(evidence, &items[INTEGRITY_RELAPSE], "reducing-relapses");
    add_module_of(evidence, &items[INTEGRITY_MEDICATION], "medication");
    add_count(evidence, &items[INTEGRITY_PLANNING], MEASURE_PRACTICE_SET);
    add_count(evidence, &items[INTEGRITY_PLANNING], MEASURE_PRACTICE_NOTHING);
    if (items[INTEGRITY_PLANNING].chip_count == 0)
        add_step(evidence, &items[INTEGRITY_PLANNING], "new-practice");
    add_techniques(evidence, &items[INTEGRITY_COPING], OF_COPING);
    add_techniques(evidence, &items[INTEGRITY_COGNITIVE], OF_COGNITIVE);
    add_count(evidence, &items[INTEGRITY_REVIEW], MEASURE_PRACTICE_REVIEWED);
    if (items[INTEGRITY_REVIEW].chip_count == 0)
        add_step(evidence, &items[INTEGRITY_REVIEW], "practice-review");
    cannot(&items[INTEGRITY_OTHERS]);
}

void evidence_fill_items(struct evidence *evidence)
{
    fill_fidelity(evidence);
    fill_integrity(evidence);
}
