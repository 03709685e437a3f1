#pragma once
// What a console can lead: the groups, editions and decks on this machine, and the words of the
// interface. Reads files when asked and keeps no file open. App's thread.
#include "deck/curriculum.h"
#include "deck/deck_load.h"
#include "deck/strings.h"
#include "room/profile.h"
#include "wire/deck.h"

struct library {
    char curriculum[PATH_BYTES];
    char practice_groups[PATH_BYTES]; // made-up groups; empty in a real profile
    char groups[PATH_BYTES];          // of the data folder
    struct strings strings;
    struct deck_art art;
    struct arena words;             // holds the strings
    struct arena scratch;           // reset for each load
    struct diagnostics diagnostics; // of the last load
};

// ERR_NOT_FOUND: no assets there, ERR_MEMORY, or what the words' loading gave.
enum err library_create(const char *assets, const struct profile *profile,
                        struct library **out_library) MUST_USE;
void library_destroy(struct library *library); // NULL is fine

// A group by its file's name without ".yaml" or by its own name.
enum err library_group(struct library *library, const char *name,
                       struct group_plan *out_group) MUST_USE;

// One session ready to begin: its deck, the same encoded, and the command's payload.
struct prepared {
    struct group_plan group;
    struct deck deck;
    uint8_t encoded[DECK_BYTES_MAX];
    size_t encoded_bytes;
    struct begin begin;
};
// people 0: as the group says. ERR_NOT_FOUND no such group or deck; ERR_MALFORMED a file has
// errors (library->diagnostics names them); ERR_RANGE people.
enum err library_prepare(struct library *library, const char *group, const char *module,
                         uint8_t session, uint8_t people, enum meeting_kind meeting,
                         struct prepared **out_prepared) MUST_USE;
void prepared_destroy(struct prepared *prepared); // NULL is fine
