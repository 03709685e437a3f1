#pragma once
// An export as a whole, for the command line and the window alike: where a record asks for it, the
// agency's notice goes into every file, and the export is listed before anything is written; without
// a notice, or where it cannot be listed, nothing leaves. Practice and real records never mix.
#include "supervisor/export.h"
#include "supervisor/notice.h"

enum export_what {
    EXPORT_REPORT, // a PDF of each session
    EXPORT_CSV,
    EXPORT_JSON,
    EXPORT_BUNDLE,
};

struct export_job {
    enum export_what what;
    const char *folder;
    struct export_source source; // .notice is filled in here
    const struct trends *trends; // of these sessions; NULL: no plots
    enum paper_size paper;
    const char *supervisor;  // whose key it is
    const char *notice_path; // NULL: notice_default_path
    const char *log_path;    // NULL: export_log_default_path
    int64_t at_s;            // now, UTC
};

// What went wrong, for a person: which file or folder.
struct export_fault {
    const char *what; // "the agency's notice cannot be read", ...
    char which[DISK_PATH_BYTES];
};
// ERR_PROFILE, ERR_NOT_FOUND (no notice), or the disk's; tells out_fault which.
enum err export_give(const struct disk *disk, const struct export_job *job,
                     struct export_fault *out_fault) MUST_USE;
