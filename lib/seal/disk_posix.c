#include "base/check.h"
#include "seal/disk.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err err_of(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ERR_NO_SPACE;
    case EROFS:
    case EACCES:
    case EPERM:
    case EBADF: // only from writing to a file that could be opened for reading alone
        return ERR_READ_ONLY;
    case ENOENT:
    case ENOTDIR:
        return ERR_NOT_FOUND;
    case EEXIST:
        return ERR_EXISTS;
    case EBUSY:
    case EWOULDBLOCK:
    case ETXTBSY:
        return ERR_BUSY;
    case ENOMEM:
        return ERR_MEMORY;
    case ENAMETOOLONG:
        return ERR_TOO_LONG;
    default:
        return ERR_IO;
    }
}

static int open_again(const char *path, int flags, mode_t mode)
{
    int handle = -1;
    do {
        handle = open(path, flags | O_CLOEXEC, mode);
    } while (handle < 0 && errno == EINTR);
    return handle;
}

// Makes a new, renamed or removed name survive a power cut: the name lives in the folder.
static enum err sync_folder_of(const char *path)
{
    char folder[DISK_PATH_BYTES];
    size_t length = strlen(path);
    if (length >= sizeof folder)
        return ERR_TOO_LONG;
    memcpy(folder, path, length + 1);
    char *slash = strrchr(folder, '/');
    if (slash == NULL)
        memcpy(folder, ".", 2);
    else if (slash == folder)
        folder[1] = '\0';
    else
        *slash = '\0';
    int handle = open_again(folder, O_RDONLY | O_DIRECTORY, 0);
    if (handle < 0)
        return err_of(errno);
    enum err err = fsync(handle) == 0 ? OK : err_of(errno);
    close(handle);
    return err;
}

static enum err posix_open(void *self, const char *path, bool create, int *out_handle)
{
    (void)self;
    check(path != NULL && out_handle != NULL);
    // O_NONBLOCK so that a pipe in a record's place cannot hold us up; it does nothing to a file.
    int flags = O_RDWR | O_NONBLOCK | (create ? O_CREAT | O_EXCL : 0);
    int handle = open_again(path, flags, 0600);
    if (handle < 0 && !create && (errno == EACCES || errno == EROFS || errno == EPERM))
        handle = open_again(path, O_RDONLY | O_NONBLOCK, 0);
    if (handle < 0)
        return errno == EISDIR ? ERR_MALFORMED : err_of(errno);
    struct stat about;
    enum err err = fstat(handle, &about) == 0 ? OK : err_of(errno);
    if (err == OK && !S_ISREG(about.st_mode))
        err = ERR_MALFORMED;
    if (err == OK && create) {
        // The umask may have taken bits away from 0600; nothing may add any.
        err = fchmod(handle, 0600) == 0 ? sync_folder_of(path) : err_of(errno);
        if (err != OK)
            unlink(path);
    }
    if (err != OK) {
        close(handle);
        return err;
    }
    *out_handle = handle;
    return OK;
}

static enum err posix_read_at(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                              size_t *out_read)
{
    (void)self;
    check(handle >= 0 && offset <= INT64_MAX - size);
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(handle, (uint8_t *)bytes + done, size - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_of(errno);
        if (got == 0)
            break;
        done += (size_t)got;
    }
    *out_read = done;
    return OK;
}

static enum err posix_write_at(void *self, int handle, uint64_t offset, const void *bytes,
                               size_t size)
{
    (void)self;
    check(handle >= 0 && offset <= INT64_MAX - size);
    size_t done = 0;
    while (done < size) {
        ssize_t put =
            pwrite(handle, (const uint8_t *)bytes + done, size - done, (off_t)(offset + done));
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return err_of(errno);
        if (put == 0)
            return ERR_IO;
        done += (size_t)put;
    }
    return OK;
}

static enum err posix_truncate(void *self, int handle, uint64_t size)
{
    (void)self;
    check(handle >= 0 && size <= INT64_MAX);
    int result = -1;
    do {
        result = ftruncate(handle, (off_t)size);
    } while (result != 0 && errno == EINTR);
    // POSIX says EINVAL, not EBADF, for a handle that is not open for writing.
    return result == 0 ? OK : errno == EINVAL ? ERR_READ_ONLY : err_of(errno);
}

static enum err posix_sync(void *self, int handle)
{
    (void)self;
    check(handle >= 0);
    // Not tried again on EINTR or anything else: after a failed sync the kernel may call pages clean
    // that never reached the disk.
    return fdatasync(handle) == 0 ? OK : err_of(errno);
}

static enum err posix_size(void *self, int handle, uint64_t *out_size)
{
    (void)self;
    check(handle >= 0 && out_size != NULL);
    struct stat about;
    if (fstat(handle, &about) != 0)
        return err_of(errno);
    check(about.st_size >= 0);
    *out_size = (uint64_t)about.st_size;
    return OK;
}

static void posix_close(void *self, int handle)
{
    (void)self;
    check(handle >= 0);
    close(handle);
}

static enum err posix_rename(void *self, const char *from, const char *to)
{
    (void)self;
    check(from != NULL && to != NULL);
    if (rename(from, to) != 0)
        return err_of(errno);
    return sync_folder_of(to);
}

static enum err posix_remove(void *self, const char *path)
{
    (void)self;
    check(path != NULL);
    if (unlink(path) != 0)
        return err_of(errno);
    return sync_folder_of(path);
}

static enum err posix_make_folder(void *self, const char *path)
{
    (void)self;
    check(path != NULL);
    if (mkdir(path, 0700) == 0)
        return sync_folder_of(path);
    if (errno != EEXIST)
        return err_of(errno);
    struct stat about;
    if (stat(path, &about) != 0)
        return err_of(errno);
    return S_ISDIR(about.st_mode) ? OK : ERR_EXISTS;
}

struct names {
    char **at;
    size_t count;
    size_t room;
};

static enum err names_add(struct names *names, const char *name)
{
    if (names->count == names->room) {
        size_t room = names->room == 0 ? 32 : names->room * 2;
        char **at = realloc(names->at, room * sizeof *at);
        if (at == NULL)
            return ERR_MEMORY;
        names->at = at;
        names->room = room;
    }
    size_t size = strlen(name) + 1;
    char *copy = malloc(size);
    if (copy == NULL)
        return ERR_MEMORY;
    memcpy(copy, name, size);
    names->at[names->count] = copy;
    names->count++;
    return OK;
}

static enum err names_read(DIR *folder, struct names *names)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL)
            return errno == 0 ? OK : err_of(errno);
        struct stat about;
        // A name that went away meanwhile, or is no plain file, is not listed.
        if (fstatat(dirfd(folder), entry->d_name, &about, 0) != 0 || !S_ISREG(about.st_mode))
            continue;
        enum err err = names_add(names, entry->d_name);
        if (err != OK)
            return err;
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum err posix_list(void *self, const char *path,
                           void (*each)(void *context, const char *name), void *context)
{
    (void)self;
    check(path != NULL && each != NULL);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return err_of(errno);
    struct names names = {0};
    enum err err = names_read(folder, &names);
    closedir(folder);
    if (err == OK && names.count > 0)
        qsort(names.at, names.count, sizeof *names.at, compare_names);
    for (size_t i = 0; i < names.count; i++) {
        if (err == OK)
            each(context, names.at[i]);
        free(names.at[i]);
    }
    free(names.at);
    return err;
}

static enum err posix_lock(void *self, const char *folder, int *out_handle)
{
    (void)self;
    check(folder != NULL && out_handle != NULL);
    char path[DISK_PATH_BYTES];
    enum err err = disk_join(path, folder, "lock");
    if (err != OK)
        return err;
    int handle = open_again(path, O_RDWR | O_CREAT, 0600);
    if (handle < 0)
        return err_of(errno);
    // flock, not fcntl: fcntl's lock belongs to the process, so a second one in the same process
    // succeeds, and closing any handle of the file drops it. flock's belongs to this handle.
    int result = -1;
    do {
        result = flock(handle, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result != 0) {
        err = err_of(errno);
        close(handle);
        return err;
    }
    *out_handle = handle;
    return OK;
}

const struct disk *disk_posix(void)
{
    static const struct disk disk = {
        .self = NULL,
        .open = posix_open,
        .read_at = posix_read_at,
        .write_at = posix_write_at,
        .truncate = posix_truncate,
        .sync = posix_sync,
        .size = posix_size,
        .close = posix_close,
        .rename = posix_rename,
        .remove = posix_remove,
        .make_folder = posix_make_folder,
        .list = posix_list,
        .lock = posix_lock,
    };
    return &disk;
}
