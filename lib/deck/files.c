#include "deck/files.h"

#include "base/check.h"
#include "base/out.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum path_kind path_kind_of(const char *path)
{
    check(path != NULL);
    struct stat status;
    if (stat(path, &status) != 0)
        return PATH_MISSING;
    if (S_ISDIR(status.st_mode))
        return PATH_FOLDER;
    // A pipe or a device could keep a reader waiting for ever: to us it is not there.
    return S_ISREG(status.st_mode) ? PATH_FILE : PATH_MISSING;
}

enum err path_join(const char *folder, const char *name, char out_path[PATH_BYTES])
{
    check(folder != NULL && name != NULL);
    size_t size = strlen(folder);
    char joined[PATH_BYTES];
    struct out out = out_into(joined, sizeof joined);
    out_text(&out, folder);
    out_text(&out, size > 0 && folder[size - 1] == '/' ? "" : "/");
    out_text(&out, name);
    if (out.full)
        return ERR_TOO_LONG;
    memcpy(out_path, joined, out.used + 1);
    return OK;
}

static size_t size_without_slashes(const char *path)
{
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    return size;
}

void path_last_part(const char *path, char out_name[FILE_NAME_BYTES])
{
    check(path != NULL);
    size_t end = size_without_slashes(path);
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    out_name[0] = '\0';
    if (end - start >= FILE_NAME_BYTES)
        return;
    memcpy(out_name, path + start, end - start);
    out_name[end - start] = '\0';
}

void path_parent(const char *path, char out_path[PATH_BYTES])
{
    check(path != NULL);
    size_t end = size_without_slashes(path);
    while (end > 0 && path[end - 1] != '/')
        end--;
    while (end > 1 && path[end - 1] == '/')
        end--;
    if (end == 0 || end >= PATH_BYTES) {
        (void)snprintf(out_path, PATH_BYTES, ".");
        return;
    }
    memmove(out_path, path, end);
    out_path[end] = '\0';
}

enum err file_read(const char *path, size_t size_max, struct arena *arena, struct span *out_bytes)
{
    check(path != NULL && arena != NULL && out_bytes != NULL);
    if (path_kind_of(path) != PATH_FILE)
        return ERR_NOT_FOUND;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    struct stat status;
    enum err err = ERR_IO;
    if (fstat(fileno(file), &status) == 0 && status.st_size >= 0) {
        size_t size = (size_t)status.st_size;
        uint8_t *bytes = NULL;
        if ((uintmax_t)status.st_size > size_max)
            err = ERR_TOO_LONG;
        else if ((bytes = arena_take(arena, size + 1)) == NULL)
            err = ERR_MEMORY;
        else if (fread(bytes, 1, size, file) == size) {
            *out_bytes = (struct span){bytes, size};
            err = OK;
        }
    }
    (void)fclose(file); // read only: nothing can be lost by closing
    return err;
}

// Numbers by value, so that session 10 comes after session 9.
static int compare_names(const void *left, const void *right)
{
    const char *a = left;
    const char *b = right;
    size_t a_digits = strspn(a, "0123456789");
    size_t b_digits = strspn(b, "0123456789");
    if (a_digits > 0 && b_digits > 0 && a_digits != b_digits)
        return a_digits < b_digits ? -1 : 1;
    return strcmp(a, b);
}

enum err folder_list(const char *path, struct folder_names *out_names)
{
    check(path != NULL && out_names != NULL);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO;
    enum err err = OK;
    size_t count = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || size >= FILE_NAME_BYTES)
            continue;
        if (count == FOLDER_NAMES_MAX) {
            err = ERR_TOO_LONG;
            break;
        }
        memcpy(out_names->names[count++], entry->d_name, size + 1);
    }
    (void)closedir(folder);
    if (err != OK)
        return err;
    out_names->count = count;
    qsort(out_names->names, count, sizeof out_names->names[0], compare_names);
    return OK;
}

bool name_ends(const char *name, const char *ending)
{
    check(name != NULL && ending != NULL);
    size_t size = strlen(name);
    size_t tail = strlen(ending);
    return size > tail && strcmp(name + size - tail, ending) == 0;
}
