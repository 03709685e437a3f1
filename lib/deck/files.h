#pragma once
// Reading what people wrote from the disk: whole files up to a limit, and the names in a folder in
// a fixed order. Plain stdio; nothing stays open. Memory is the caller's arena. One thread.
#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include <stdbool.h>

enum {
    PATH_BYTES = 1024,     // a path that we build, with its NUL
    FILE_NAME_BYTES = 128, // longer names in a folder are passed over
    FOLDER_NAMES_MAX = 512,
    SOURCE_BYTES_MAX = 131072, // a deck in one language, or a YAML file of ours
};

struct folder_names {
    size_t count;
    char names[FOLDER_NAMES_MAX][FILE_NAME_BYTES];
};

enum path_kind {
    PATH_MISSING,
    PATH_FILE,
    PATH_FOLDER
};

enum path_kind path_kind_of(const char *path);
// "folder/name" into out; ERR_TOO_LONG if it does not fit.
enum err path_join(const char *folder, const char *name, char out_path[PATH_BYTES]) MUST_USE;
// The last part of a path, without ending slashes, into out (empty if it does not fit).
void path_last_part(const char *path, char out_name[FILE_NAME_BYTES]);
// The folder that a path lies in: "." when it names none.
void path_parent(const char *path, char out_path[PATH_BYTES]);
// The whole file into the arena. ERR_NOT_FOUND, ERR_IO, ERR_TOO_LONG over size_max, ERR_MEMORY.
enum err file_read(const char *path, size_t size_max, struct arena *arena,
                   struct span *out_bytes) MUST_USE;
// The names in a folder that do not start with a dot, sorted by their bytes, numbers by value.
// ERR_NOT_FOUND, ERR_IO, ERR_TOO_LONG if there are more than FOLDER_NAMES_MAX.
enum err folder_list(const char *path, struct folder_names *out_names) MUST_USE;
bool name_ends(const char *name, const char *ending);
