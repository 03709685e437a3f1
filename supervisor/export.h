#pragma once
// Files for other programs and for a fidelity review: CSV, JSON (assets/schema/export.json is its JSON
// Schema) and the evidence bundle. They hold what the evidence holds: bands, shared lines, numbers
// of the closing page; never an answer, a handle, a card or a tally that the room did not see (C43).
// A group whose records ask for it has the agency's notice in every file.
#include "supervisor/report_pdf.h"

struct export_session { // one meeting and what was written about it
    const char *name;   // of the record's file
    const struct evidence *evidence;
    const struct comments *comments; // NULL: none
    const struct deck *deck;         // NULL: prompts are named by their keys
};

struct export_source {
    const struct export_session *sessions; // oldest first
    size_t count;
    const struct strings *strings;
    enum language language;
    const char *notice; // or NULL
    uint32_t day;       // when it was made
};

// Text in memory that grows; free(.at). ERR_MEMORY sticks.
struct export_text {
    char *at;
    size_t size;
    enum err err;
};

// One JSON document of all sessions.
void export_json(const struct export_source *source, struct export_text *out_text);
enum export_table {
    EXPORT_SESSIONS,
    EXPORT_STEPS,
    EXPORT_CHECKINS,
    EXPORT_TECHNIQUES,
    EXPORT_ITEMS,
    EXPORT_COMMENTS,
    EXPORT_TABLES
};
const char *export_table_name(enum export_table table); // "sessions.csv", ...
void export_csv(const struct export_source *source, enum export_table table,
                struct export_text *out_text);
// The three that write into a folder, which is made if it is not there. What is written is named in
// out_paths where that is not NULL, a line each.
enum err export_write_json(const struct disk *disk, const char *folder,
                           const struct export_source *source) MUST_USE;
enum err export_write_csv(const struct disk *disk, const char *folder,
                          const struct export_source *source) MUST_USE;
// goals.txt (shared lines, no handles), notes.txt (of the last five sessions), review.pdf, items.csv,
// comments.csv, README.txt that says what is here and what is not.
enum err export_write_bundle(const struct disk *disk, const char *folder,
                             const struct export_source *source,
                             const struct report *report) MUST_USE;
