#pragma once
// Many meetings side by side: length, drift, attendance, follow-up, home practice, techniques and the
// bands of check-ins, session by session. Each row holds what its own record shows and nothing is
// added up over people: there are no members here, so none can be ranked or followed. Bands stand
// side by side and are never summed, since sums of small cells tell more than the room saw. The
// window keeps the numbers of each session in its list of records, which may be thousands (shelf.h);
// the rest is for paper and the command line. Owns its rows. One thread.
#include "supervisor/evidence.h"

enum {
    TREND_NAME_BYTES = 128,
    TREND_TOPIC_AREAS = 9,  // of the fidelity scale's third item
    TREND_MODULES_MAX = 32, // an edition has eleven
};

struct trend_step {
    char key[KEY_BYTES];
    char title[NAME_BYTES];
    uint16_t plan_minutes;
    uint16_t minutes;
    bool done;
    bool skipped;
};

struct trend_checkin { // bands only; plain counts stay in their own record
    char key[KEY_BYTES];
    enum prompt_kind kind;
    enum privacy_class class;
    enum release_kind release;
    bool joined; // rows are low, middle, high
    uint8_t row_count;
    enum band bands[OPTIONS_MAX];
};

struct trend_count {
    bool known;
    uint8_t done;
    uint8_t of; // 0: of how many is not known
};

// What every trend is made of: numbers of the whole group, and bands.
struct trend_numbers {
    char module[KEY_BYTES];
    uint8_t people_most;
    struct trend_count counts[MEASURE_LAST + 1];
    uint8_t family_counts[TECHNIQUE_FAMILIES];
    bool practised;
    uint8_t checkin_count;
    struct trend_checkin checkins[PROMPTS_MAX];
};
void trend_numbers_of(const struct evidence *evidence, struct trend_numbers *out_numbers);
// The check-in of a session by its prompt's key; NULL if it had none.
const struct trend_checkin *trend_checkin_of(const struct trend_numbers *numbers, const char *key);
// Joined scales shown in bands alone: their three rows mean the same in every session.
bool trend_is_scale(const struct trend_checkin *checkin);

struct trend_session {
    char name[TREND_NAME_BYTES]; // of the record's file
    char group[NAME_BYTES];
    char leader[NAME_BYTES];
    char module_title[NAME_BYTES];
    char topic[NAME_BYTES];
    uint8_t session_number;
    bool practice_profile;
    uint32_t day;
    uint16_t wall_minute;
    enum record_verdict verdict;
    uint32_t minutes;
    uint32_t plan_minutes;
    uint8_t steps_done;
    uint8_t step_count;
    struct trend_step steps[STEPS_MAX];
    uint8_t people;
    uint8_t people_joined;
    bool tagged[TECHNIQUE_LAST + 1];
    struct trend_numbers numbers;
};

struct trends {
    size_t count;
    size_t room;
    struct trend_session *sessions; // oldest first
};

// ERR_MEMORY; ERR_PROFILE where practice and real would mix. name: the record's file.
enum err trends_add(struct trends *trends, const char *name,
                    const struct evidence *evidence) MUST_USE;
void trends_finish(struct trends *trends); // fine on zeros
// Minutes past the plan, negative if under it: of a session, of one of its steps.
int32_t trend_drift(uint32_t minutes, uint32_t plan_minutes);
int32_t trend_step_drift(const struct trend_step *step);

// What a group's records show together, for items that one record cannot show.
struct trend_summary {
    uint32_t sessions;
    uint32_t weeks; // from the first to the last, begun weeks
    uint32_t topic_areas;
    uint32_t people_most;
    uint32_t sessions_over; // with more people than REVIEW_GROUP_MOST
    uint32_t with_family[TECHNIQUE_FAMILIES];
    uint32_t practised;
};
// Sums up one session after another, in any order. Begins as zeros; lends the numbers.
struct trend_sum {
    struct trend_summary summary;
    uint32_t first_day, last_day;
    const char *modules[TREND_MODULES_MAX]; // summary.topic_areas of them
};
void trend_sum_add(struct trend_sum *sum, uint32_t day, const struct trend_numbers *numbers);
void trends_summary(const struct trends *trends, const char *group,
                    struct trend_summary *out_summary);
// Adds to a meeting's evidence what the records of its group show together; nothing if they are fewer
// than two.
void trend_summary_evidence(const struct trend_summary *summary, struct evidence *evidence);
// The same from a list of sessions, for the evidence's own group.
void trends_evidence(const struct trends *trends, struct evidence *evidence);
