#pragma once
// Files for other programs and for a fidelity review: JSON (docs/export.schema.json is its JSON
// Schema), CSV, the report and the evidence bundle. They hold what the evidence holds: bands, shared
// lines, numbers of the closing page; never an answer, a handle, a card, or a tally, be it one that
// the room saw (C43). Where a record asks for it, every file has the agency's notice.
#include "supervisor/report_pdf.h"

enum {
    EXPORT_SESSIONS_MAX = 64,
    EXPORT_NOTES = 5, // sessions whose notes a fidelity review reads (imr-domain.md 6.1)
};

struct export_session { // one meeting and what was written about it; lent
    const char *name;   // of the record, as "2026-11-04-0123abcd"
    const struct evidence *evidence;
    const struct comments *comments; // NULL: none
    const struct deck *deck;         // NULL: prompts are named by their keys
    const struct record_info *info;
    char end_words[SIX_WORDS_BYTES];
};

struct export_source {
    const struct export_session *sessions; // oldest first
    size_t count;
    const struct strings *strings;
    enum language language;
    const char *notice; // or NULL
    uint32_t day;       // when it was made
};

// Text in memory that grows; starts as zeros; free(.at). ERR_MEMORY sticks.
struct export_text {
    char *at; // NUL-terminated once there is something
    size_t size;
    size_t room;
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
    EXPORT_SUPERVISIONS,
    EXPORT_TABLES
};
const char *export_table_name(enum export_table table); // "sessions.csv", ...
void export_csv(const struct export_source *source, enum export_table table,
                struct export_text *out_text);
// The goal sheets and the notes of an evidence bundle, as plain text: shared lines without a handle;
// the notes of the last EXPORT_NOTES sessions. Neither names anybody.
void export_goals(const struct export_source *source, struct export_text *out_text);
void export_notes(const struct export_source *source, struct export_text *out_text);

// Writing. The folder is made if it is not there; each file whole or not at all.
enum err export_write_json(const struct disk *disk, const char *folder,
                           const struct export_source *source) MUST_USE; // export.json
enum err export_write_csv(const struct disk *disk, const char *folder,
                          const struct export_source *source) MUST_USE; // all tables
// README.txt, goals.txt, notes.txt, items.csv of the last session's group, and review.pdf of that
// session, without comments and without the leader's name. trends may be NULL.
enum err export_write_bundle(const struct disk *disk, const char *folder,
                             const struct export_source *all, const struct trends *trends) MUST_USE;
// The report of one session: <name>.pdf.
enum err export_write_report(const struct disk *disk, const char *folder, const char *name,
                             const struct report *report) MUST_USE;
