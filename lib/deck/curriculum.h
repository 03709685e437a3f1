#pragma once
// What a curriculum is made of, as files that people write: editions (which modules, in which order
// and number, with how many sessions), groups (who meets when, by which edition and agenda), and
// where the deck of a session lies. Nothing here knows a module by a number. One thread.
#include "base/arena.h"
#include "base/err.h"
#include "deck/diagnostics.h"
#include "deck/files.h"
#include "wire/command.h"
#include "wire/deck.h"
#include "wire/words.h"

enum {
    MODULES_MAX = 32,
    TOPICS_MAX = 12,
    SESSIONS_MAX = 99,
    DECK_PLACES_MAX = 512,
    CURRICULUM_ARENA_BYTES = 2 * 1024 * 1024,
};

struct edition_module {
    char key[KEY_BYTES];                // "coping-with-stress"; the same in every edition
    char number[KEY_BYTES];             // what this edition calls it: "8", or "4a"
    char titles[LANGUAGES][NAME_BYTES]; // empty: as in English
    uint8_t session_count;
    uint8_t topic_count;
    char topics[TOPICS_MAX][LINE_BYTES]; // for staff, in the edition's own words
};

struct edition {
    char key[KEY_BYTES]; // the file's name without ".yaml"
    char title[NAME_BYTES];
    char licence[LINE_BYTES];
    uint8_t module_count;
    struct edition_module modules[MODULES_MAX]; // in the edition's order
};

// Whether new people may come at any time, or only in the group's first sessions, after which it is closed
// and goes through the program together.
struct group_entry {
    bool closed;
    uint8_t joining_until; // the last session in which people join; at least 1 where closed
};

struct group_plan {
    char name[NAME_BYTES];
    char leader[NAME_BYTES];
    char edition[KEY_BYTES];
    char room[NAME_BYTES]; // may be empty
    bool has_time;
    uint16_t start_minute;           // of the day, local
    uint16_t interval_days;          // 7: weekly; 0 if not said
    uint8_t people;                  // usually present; 0 if not said
    uint8_t people_joined;           // on the group's list; 0 if not said
    char help_line[HELP_LINE_BYTES]; // "988"; empty: as the interface's words say
    struct group_entry entry;
    bool part2; // a substance-use programme under 42 CFR Part 2: exports of its
                // records carry the agency's notice and are listed
    struct deck_labels labels[LANGUAGES]; // what it calls things, by enum language
    uint8_t step_count;                   // at least one
    struct plan_step steps[STEPS_MAX];
};

// Read one file each. Faults go to the list with their line. arena is used during the call only, at
// least CURRICULUM_ARENA_BYTES. ERR_NOT_FOUND, ERR_IO, ERR_TOO_LONG, ERR_MEMORY, or ERR_MALFORMED
// if there was an error.
enum err edition_load(const char *path, struct arena *arena, struct diagnostics *diagnostics,
                      struct edition *out_edition) MUST_USE;
enum err group_load(const char *path, struct arena *arena, struct diagnostics *diagnostics,
                    struct group_plan *out_group) MUST_USE;

// The module with this key, or NULL.
const struct edition_module *edition_find_module(const struct edition *edition, const char *key);
// Its title in a language, or in English.
const char *edition_module_title(const struct edition_module *module, enum language language);

// Where one session's deck lies.
struct deck_place {
    char module[KEY_BYTES];
    uint8_t session;
};

struct deck_places {
    size_t count;
    struct deck_place places[DECK_PLACES_MAX]; // by module, then by session
};

// All sessions below a curriculum folder that have an English deck. ERR_NOT_FOUND, ERR_IO,
// ERR_TOO_LONG, ERR_MEMORY.
enum err curriculum_list(const char *curriculum_folder, struct deck_places *out_places) MUST_USE;
// "<curriculum>/<module>/<session>", the folder that deck_load reads. ERR_TOO_LONG.
enum err curriculum_deck_folder(const char *curriculum_folder, const char *module, uint8_t session,
                                char out_folder[PATH_BYTES]) MUST_USE;
// The names, without ".yaml", of the editions or groups in a folder.
enum err curriculum_list_yaml(const char *folder, struct folder_names *out_names) MUST_USE;
