#pragma once
// The languages of one session put together as a deck: English leads, every other language follows
// it by the ids. Reading from the disk, and checking what somebody wrote. One thread.
#include "base/arena.h"
#include "base/err.h"
#include "deck/deck_art.h"
#include "deck/deck_source.h"
#include "deck/diagnostics.h"
#include "wire/deck.h"

enum {
    // The largest need of what is below: the encoded deck and what encoding needs. Before that, two
    // languages at a time (the English one stays while the others pass by), or interface words.
    DECK_LOAD_ARENA_BYTES = DECK_SCRATCH_BYTES + DECK_BYTES_MAX + 4096,
    CHECK_FOLDERS_MAX = 512,
};
_Static_assert((int)DECK_LOAD_ARENA_BYTES >= 2 * (int)DECK_SOURCE_ARENA_BYTES, "two sources fit");

// Begins a deck from its English source.
void deck_merge_english(const struct deck_source *english, struct deck *out_deck);
// Adds one more language, told apart by its .language. Slides, prompts, answers, kinds, classes,
// layouts and icons must agree with the English ones by their ids. What is not translated stays
// absent and falls back to English, with a warning. ERR_MALFORMED if anything disagreed.
enum err deck_merge_language(const struct deck_source *english, const struct deck_source *source,
                             struct diagnostics *diagnostics, struct deck *deck) MUST_USE;

// Reads en.md and whichever of es.md, hmn.md, lo.md and so.md the folder has, and makes sure that
// the deck fits the wire. arena: at least DECK_LOAD_ARENA_BYTES, used only during the call. art:
// NULL to pass over icons and pictures. ERR_NOT_FOUND if there is no en.md; ERR_MALFORMED if any
// file has an error, and the list tells which; ERR_IO, ERR_TOO_LONG, ERR_MEMORY. The deck may be
// used only after OK.
enum err deck_load(const char *folder, const struct deck_art *art, struct arena *arena,
                   struct deck *out_deck, struct diagnostics *diagnostics) MUST_USE;

struct check_totals {
    size_t decks; // sessions looked at
    size_t files; // language files, strings, editions and groups looked at
};

// Checks whatever lies at path: one .md or .yaml file, the folder of one session, a module, the
// whole curriculum, the strings, or all assets. arena: at least DECK_LOAD_ARENA_BYTES. Faults are
// in the list. OK if the path could be looked at, whatever was found; ERR_NOT_FOUND if there is no
// such path or nothing in it to check; ERR_TOO_LONG if it holds too many folders; ERR_MEMORY.
enum err deck_check_path(const char *path, const struct deck_art *art, struct arena *arena,
                         struct diagnostics *diagnostics, struct check_totals *out_totals) MUST_USE;
