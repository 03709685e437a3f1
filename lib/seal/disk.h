#pragma once
// The disk as a table of functions, so that a test can be a disk that tears, lies or fills up.
// disk_posix() is the real one; tests bring their own. All paths are absolute or relative to the
// process. Every function: ERR_IO, ERR_NO_SPACE, ERR_READ_ONLY, ERR_NOT_FOUND, ERR_EXISTS, ERR_BUSY.
// One thread at a time.
#include "base/err.h"
#include "base/span.h"

enum {
    DISK_PATH_BYTES = 1024
}; // with the closing NUL

struct disk {
    void *self;
    // Opens for reading and writing; create: makes it new with mode 0600, syncs the folder, and fails
    // with ERR_EXISTS if it is there. A file that may only be read opens all the same, and every
    // write to it gives ERR_READ_ONLY. ERR_MALFORMED if it is no plain file. The handle is at least 0.
    enum err (*open)(void *self, const char *path, bool create, int *out_handle);
    // Reads size bytes, or fewer only where the file ends.
    enum err (*read_at)(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                        size_t *out_read);
    enum err (*write_at)(void *self, int handle, uint64_t offset, const void *bytes, size_t size);
    enum err (*truncate)(void *self, int handle, uint64_t size);
    enum err (*sync)(void *self, int handle); // fdatasync
    enum err (*size)(void *self, int handle, uint64_t *out_size);
    void (*close)(void *self, int handle);
    enum err (*rename)(void *self, const char *from, const char *to); // and syncs the folder
    enum err (*remove)(void *self, const char *path);                 // and syncs the folder
    enum err (*make_folder)(void *self, const char *path);            // 0700; fine if it exists
    // Calls each with every plain file name in the folder, in byte order.
    enum err (*list)(void *self, const char *path, void (*each)(void *context, const char *name),
                     void *context);
    // Locks a folder for this handle until it is closed or the process ends, so that two consoles
    // cannot use one folder: ERR_BUSY. The file FOLDER/lock stays behind and means nothing.
    enum err (*lock)(void *self, const char *folder, int *out_handle);
};

const struct disk *disk_posix(void);
enum err disk_lock(const struct disk *disk, const char *folder, int *out_handle) MUST_USE;
// FOLDER/NAME; ERR_TOO_LONG if it does not fit.
enum err disk_join(char out_path[DISK_PATH_BYTES], const char *folder, const char *name) MUST_USE;
// Reads a whole file of at most size bytes; ERR_TOO_LONG if it is larger.
enum err disk_read_file(const struct disk *disk, const char *path, void *bytes, size_t size,
                        size_t *out_read) MUST_USE;
// Writes path.new, syncs, renames into place, syncs the folder: old or new, never half.
enum err disk_write_file(const struct disk *disk, const char *path, const void *bytes,
                         size_t size) MUST_USE;
