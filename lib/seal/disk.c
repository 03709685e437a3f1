#include "seal/disk.h"
#include "base/check.h"
#include <stdio.h>
#include <string.h>

enum err disk_lock(const struct disk *disk, const char *folder, int *out_handle)
{
    check(disk != NULL && folder != NULL && out_handle != NULL);
    return disk->lock(disk->self, folder, out_handle);
}

static enum err join(char out_path[DISK_PATH_BYTES], const char *left, const char *between,
                     const char *right)
{
    char path[DISK_PATH_BYTES];
    int length = snprintf(path, sizeof path, "%s%s%s", left, between, right);
    if (length < 0 || length >= (int)sizeof path)
        return ERR_TOO_LONG;
    memcpy(out_path, path, (size_t)length + 1);
    return OK;
}

enum err disk_join(char out_path[DISK_PATH_BYTES], const char *folder, const char *name)
{
    check(folder != NULL && folder[0] != '\0');
    check(name != NULL && name[0] != '\0');
    return join(out_path, folder, "/", name);
}

enum err disk_read_file(const struct disk *disk, const char *path, void *bytes, size_t size,
                        size_t *out_read)
{
    check(disk != NULL && bytes != NULL && out_read != NULL);
    int handle = -1;
    enum err err = disk->open(disk->self, path, false, &handle);
    if (err != OK)
        return err;
    uint64_t file_size = 0;
    size_t got = 0;
    err = disk->size(disk->self, handle, &file_size);
    if (err == OK && file_size > size)
        err = ERR_TOO_LONG;
    if (err == OK)
        err = disk->read_at(disk->self, handle, 0, bytes, (size_t)file_size, &got);
    disk->close(disk->self, handle);
    if (err == OK)
        *out_read = got;
    return err;
}

static enum err write_new(const struct disk *disk, const char *path, const void *bytes, size_t size)
{
    int handle = -1;
    enum err err = disk->open(disk->self, path, true, &handle);
    if (err != OK)
        return err;
    err = disk->write_at(disk->self, handle, 0, bytes, size);
    if (err == OK)
        err = disk->sync(disk->self, handle);
    disk->close(disk->self, handle);
    return err;
}

enum err disk_write_file(const struct disk *disk, const char *path, const void *bytes, size_t size)
{
    check(disk != NULL && path != NULL);
    check(bytes != NULL || size == 0);
    char new_path[DISK_PATH_BYTES];
    enum err err = join(new_path, path, "", ".new");
    if (err != OK)
        return err;
    // A crash may have left one behind; it is not yet anybody's file.
    err = disk->remove(disk->self, new_path);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    err = write_new(disk, new_path, bytes, size);
    if (err == OK)
        err = disk->rename(disk->self, new_path, path);
    if (err != OK) {
        // Tidy if the disk still lets us; the first error is the one to report.
        enum err tidied = disk->remove(disk->self, new_path);
        (void)tidied;
    }
    return err;
}
