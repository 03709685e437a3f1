#include "fake_disk.h"
#include "base/check.h"
#include <stdlib.h>
#include <string.h>

enum {
    FILES_MAX = 256,
    HANDLES_MAX = 64,
    SECTOR_BYTES = 512
};

struct bytes {
    uint8_t *at;
    size_t size;
    size_t room;
};

struct file {
    bool there;
    bool folder;
    bool locked;
    char path[DISK_PATH_BYTES];
    struct bytes seen;    // by readers
    struct bytes platter; // what a power cut leaves
};

struct handle {
    bool open;
    bool lock;
    int file;
};

struct fake_disk {
    struct disk disk;
    struct file files[FILES_MAX];
    struct handle handles[HANDLES_MAX];
    uint64_t operations, writes, syncs;
    uint64_t fail_at, tear_at, cut_at; // by the counters above; 0 is never
    enum err fail_err;
    bool fail_ever_after;
    size_t tear_bytes;
    bool dark;
};

static void bytes_resize(struct bytes *bytes, size_t size)
{
    if (size > bytes->room) {
        size_t room = size * 2;
        uint8_t *at = realloc(bytes->at, room);
        check(at != NULL);
        bytes->at = at;
        bytes->room = room;
    }
    if (size > bytes->size)
        memset(bytes->at + bytes->size, 0, size - bytes->size);
    bytes->size = size;
}

static void bytes_put(struct bytes *bytes, uint64_t offset, const void *from, size_t size)
{
    if (offset + size > bytes->size)
        bytes_resize(bytes, (size_t)offset + size);
    if (size > 0)
        memcpy(bytes->at + offset, from, size);
}

static void bytes_copy(struct bytes *target, const struct bytes *source)
{
    bytes_resize(target, source->size);
    if (source->size > 0)
        memcpy(target->at, source->at, source->size);
}

static void bytes_free(struct bytes *bytes)
{
    free(bytes->at);
    *bytes = (struct bytes){0};
}

static int file_find(const struct fake_disk *fake, const char *path)
{
    for (int i = 0; i < FILES_MAX; i++)
        if (fake->files[i].there && strcmp(fake->files[i].path, path) == 0)
            return i;
    return -1;
}

static int file_add(struct fake_disk *fake, const char *path, bool folder)
{
    check(strlen(path) < DISK_PATH_BYTES);
    for (int i = 0; i < FILES_MAX; i++) {
        struct file *file = &fake->files[i];
        if (file->there)
            continue;
        *file = (struct file){.there = true, .folder = folder};
        memcpy(file->path, path, strlen(path) + 1);
        return i;
    }
    check_failed(__FILE__, __LINE__, "a test needs more than FILES_MAX files");
}

static void file_drop(struct file *file)
{
    bytes_free(&file->seen);
    bytes_free(&file->platter);
    *file = (struct file){0};
}

// Counts the operation and says whether it may happen.
static enum err operation(struct fake_disk *fake)
{
    fake->operations++;
    if (fake->cut_at != 0 && fake->operations >= fake->cut_at)
        fake->dark = true;
    if (fake->dark)
        return ERR_IO;
    if (fake->fail_at == 0 || fake->operations < fake->fail_at)
        return OK;
    if (fake->operations > fake->fail_at && !fake->fail_ever_after)
        return OK;
    return fake->fail_err;
}

static struct file *file_of(struct fake_disk *fake, int handle)
{
    check(handle >= 0 && handle < HANDLES_MAX && fake->handles[handle].open);
    struct file *file = &fake->files[fake->handles[handle].file];
    check(file->there);
    return file;
}

static int handle_add(struct fake_disk *fake, int file, bool lock)
{
    for (int i = 0; i < HANDLES_MAX; i++) {
        if (fake->handles[i].open)
            continue;
        fake->handles[i] = (struct handle){.open = true, .lock = lock, .file = file};
        return i;
    }
    check_failed(__FILE__, __LINE__, "a test leaks handles");
}

static enum err fake_open(void *self, const char *path, bool create, int *out_handle)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    int file = file_find(fake, path);
    if (create && file >= 0)
        return ERR_EXISTS;
    if (!create && file < 0)
        return ERR_NOT_FOUND;
    if (file >= 0 && fake->files[file].folder)
        return ERR_MALFORMED;
    if (file < 0)
        file = file_add(fake, path, false);
    *out_handle = handle_add(fake, file, false);
    return OK;
}

static enum err fake_read_at(void *self, int handle, uint64_t offset, void *bytes, size_t size,
                             size_t *out_read)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    const struct file *file = file_of(fake, handle);
    size_t got = 0;
    if (offset < file->seen.size) {
        size_t left = file->seen.size - (size_t)offset;
        got = size < left ? size : left;
        if (got > 0)
            memcpy(bytes, file->seen.at + offset, got);
    }
    *out_read = got;
    return OK;
}

static enum err fake_write_at(void *self, int handle, uint64_t offset, const void *bytes,
                              size_t size)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    fake->writes++;
    struct file *file = file_of(fake, handle);
    if (fake->tear_at != 0 && fake->writes == fake->tear_at) {
        size_t kept = fake->tear_bytes < size ? fake->tear_bytes : size;
        bytes_put(&file->seen, offset, bytes, kept);
        bytes_copy(&file->platter, &file->seen);
        fake->dark = true;
        return ERR_IO;
    }
    bytes_put(&file->seen, offset, bytes, size);
    return OK;
}

static enum err fake_truncate(void *self, int handle, uint64_t size)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err == OK)
        bytes_resize(&file_of(fake, handle)->seen, (size_t)size);
    return err;
}

static enum err fake_sync(void *self, int handle)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    fake->syncs++;
    struct file *file = file_of(fake, handle);
    bytes_copy(&file->platter, &file->seen);
    return OK;
}

static enum err fake_size(void *self, int handle, uint64_t *out_size)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err == OK)
        *out_size = file_of(fake, handle)->seen.size;
    return err;
}

static void fake_close(void *self, int handle)
{
    struct fake_disk *fake = self;
    check(handle >= 0 && handle < HANDLES_MAX);
    if (fake->handles[handle].open && fake->handles[handle].lock)
        fake->files[fake->handles[handle].file].locked = false;
    fake->handles[handle].open = false;
}

static enum err fake_rename(void *self, const char *from, const char *to)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    int source = file_find(fake, from);
    if (source < 0)
        return ERR_NOT_FOUND;
    int target = file_find(fake, to);
    if (target >= 0 && target != source)
        file_drop(&fake->files[target]);
    check(strlen(to) < DISK_PATH_BYTES);
    memcpy(fake->files[source].path, to, strlen(to) + 1);
    return OK;
}

static enum err fake_remove(void *self, const char *path)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    int file = file_find(fake, path);
    if (file < 0)
        return ERR_NOT_FOUND;
    file_drop(&fake->files[file]);
    return OK;
}

static enum err fake_make_folder(void *self, const char *path)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    int file = file_find(fake, path);
    if (file >= 0)
        return fake->files[file].folder ? OK : ERR_EXISTS;
    file_add(fake, path, true);
    return OK;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum err fake_list(void *self, const char *path,
                          void (*each)(void *context, const char *name), void *context)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    if (err != OK)
        return err;
    const char *names[FILES_MAX];
    size_t count = 0;
    size_t length = strlen(path);
    for (int i = 0; i < FILES_MAX; i++) {
        const struct file *file = &fake->files[i];
        if (!file->there || file->folder || strncmp(file->path, path, length) != 0 ||
            file->path[length] != '/' || strchr(file->path + length + 1, '/') != NULL)
            continue;
        names[count] = file->path + length + 1;
        count++;
    }
    qsort(names, count, sizeof names[0], compare_names);
    for (size_t i = 0; i < count; i++)
        each(context, names[i]);
    return OK;
}

static enum err fake_lock(void *self, const char *folder, int *out_handle)
{
    struct fake_disk *fake = self;
    enum err err = operation(fake);
    char path[DISK_PATH_BYTES];
    if (err == OK)
        err = disk_join(path, folder, "lock");
    if (err != OK)
        return err;
    int file = file_find(fake, path);
    if (file < 0)
        file = file_add(fake, path, false);
    if (fake->files[file].locked)
        return ERR_BUSY;
    fake->files[file].locked = true;
    *out_handle = handle_add(fake, file, true);
    return OK;
}

struct fake_disk *fake_disk_create(void)
{
    struct fake_disk *fake = calloc(1, sizeof *fake);
    check(fake != NULL);
    fake->disk = (struct disk){
        .self = fake,
        .open = fake_open,
        .read_at = fake_read_at,
        .write_at = fake_write_at,
        .truncate = fake_truncate,
        .sync = fake_sync,
        .size = fake_size,
        .close = fake_close,
        .rename = fake_rename,
        .remove = fake_remove,
        .make_folder = fake_make_folder,
        .list = fake_list,
        .lock = fake_lock,
    };
    return fake;
}

void fake_disk_destroy(struct fake_disk *fake)
{
    if (fake == NULL)
        return;
    for (int i = 0; i < FILES_MAX; i++)
        file_drop(&fake->files[i]);
    free(fake);
}

const struct disk *fake_disk_of(struct fake_disk *fake)
{
    return &fake->disk;
}

void fake_disk_fail(struct fake_disk *fake, uint64_t nth_operation, enum err err, bool ever_after)
{
    check(err != OK);
    fake->fail_at = nth_operation == 0 ? 0 : fake->operations + nth_operation;
    fake->fail_err = err;
    fake->fail_ever_after = ever_after;
}

void fake_disk_tear(struct fake_disk *fake, uint64_t nth_write, size_t bytes)
{
    fake->tear_at = nth_write == 0 ? 0 : fake->writes + nth_write;
    fake->tear_bytes = bytes;
}

void fake_disk_cut(struct fake_disk *fake, uint64_t nth_operation)
{
    fake->cut_at = nth_operation == 0 ? 0 : fake->operations + nth_operation;
}

bool fake_disk_is_dark(const struct fake_disk *fake)
{
    return fake->dark;
}

static uint64_t coin(uint64_t *state) // splitmix64: small, and the same everywhere
{
    *state += 0x9e3779b97f4a7c15U;
    uint64_t mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

// Each sector is old or new by itself, and so is the file's new size.
static void settle_sectors(struct file *file, uint64_t *state)
{
    size_t size = coin(state) % 2 == 0 ? file->seen.size : file->platter.size;
    struct bytes settled = {0};
    bytes_resize(&settled, size);
    for (size_t at = 0; at < size; at += SECTOR_BYTES) {
        const struct bytes *from = coin(state) % 2 == 0 ? &file->seen : &file->platter;
        size_t stop = at + SECTOR_BYTES < size ? at + SECTOR_BYTES : size;
        if (stop > from->size)
            stop = from->size;
        if (at < stop)
            memcpy(settled.at + at, from->at + at, stop - at);
    }
    bytes_copy(&file->platter, &settled);
    bytes_free(&settled);
}

void fake_disk_restart(struct fake_disk *fake, enum fake_crash crash, uint64_t seed)
{
    uint64_t state = seed;
    for (int i = 0; i < FILES_MAX; i++) {
        struct file *file = &fake->files[i];
        if (!file->there)
            continue;
        file->locked = false;
        if (crash == FAKE_CRASH_KEEP)
            bytes_copy(&file->platter, &file->seen);
        if (crash == FAKE_CRASH_SECTORS)
            settle_sectors(file, &state);
        bytes_copy(&file->seen, &file->platter);
    }
    memset(fake->handles, 0, sizeof fake->handles);
    fake->fail_at = 0;
    fake->tear_at = 0;
    fake->cut_at = 0;
    fake->dark = false;
}

uint64_t fake_disk_operations(const struct fake_disk *fake)
{
    return fake->operations;
}

uint64_t fake_disk_writes(const struct fake_disk *fake)
{
    return fake->writes;
}

uint64_t fake_disk_syncs(const struct fake_disk *fake)
{
    return fake->syncs;
}

uint8_t *fake_disk_bytes(struct fake_disk *fake, const char *path, size_t *out_size)
{
    int file = file_find(fake, path);
    if (file < 0)
        return NULL;
    struct bytes *seen = &fake->files[file].seen;
    bytes_resize(seen, seen->size + 1); // so that an empty file has an address too
    seen->size--;
    *out_size = seen->size;
    return seen->at;
}

void fake_disk_put(struct fake_disk *fake, const char *path, const void *bytes, size_t size)
{
    int file = file_find(fake, path);
    if (file < 0)
        file = file_add(fake, path, false);
    bytes_resize(&fake->files[file].seen, 0);
    bytes_put(&fake->files[file].seen, 0, bytes, size);
    bytes_copy(&fake->files[file].platter, &fake->files[file].seen);
}

struct fake_disk *fake_disk_copy(const struct fake_disk *fake)
{
    struct fake_disk *copy = fake_disk_create();
    for (int i = 0; i < FILES_MAX; i++) {
        const struct file *file = &fake->files[i];
        if (!file->there)
            continue;
        struct file *made = &copy->files[file_add(copy, file->path, file->folder)];
        bytes_copy(&made->seen, &file->seen);
        bytes_copy(&made->platter, &file->platter);
    }
    return copy;
}
