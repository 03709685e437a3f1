#include "deck/deck_art.h"

#include "base/check.h"
#include "deck/files.h"
#include <stdlib.h>
#include <string.h>

// Takes "body.svg" as "body".
static void take_names(const struct folder_names *names, char out[DECK_ART_MAX][KEY_BYTES],
                       size_t *out_count)
{
    size_t count = 0;
    for (size_t i = 0; i < names->count && count < DECK_ART_MAX; i++) {
        const char *name = names->names[i];
        size_t size = strlen(name);
        if (!name_ends(name, ".svg") && !name_ends(name, ".png"))
            continue;
        size -= 4;
        if (size >= KEY_BYTES)
            continue;
        memcpy(out[count], name, size);
        out[count++][size] = '\0';
    }
    *out_count = count;
}

enum err deck_art_read(const char *assets_folder, struct deck_art *out_art)
{
    check(assets_folder != NULL && out_art != NULL);
    struct folder_names *names = malloc(2 * sizeof *names);
    if (names == NULL)
        return ERR_MEMORY;
    char path[PATH_BYTES];
    enum err err = path_join(assets_folder, "icons", path);
    if (err == OK)
        err = folder_list(path, &names[0]);
    if (err == OK)
        err = path_join(assets_folder, "pictures", path);
    if (err == OK)
        err = folder_list(path, &names[1]);
    if (err == OK) {
        memset(out_art, 0, sizeof *out_art);
        take_names(&names[0], out_art->icons, &out_art->icon_count);
        take_names(&names[1], out_art->pictures, &out_art->picture_count);
    }
    free(names);
    return err;
}

static bool has(const char names[DECK_ART_MAX][KEY_BYTES], size_t count, const char *name)
{
    check(count <= DECK_ART_MAX && name != NULL);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

bool deck_art_has_icon(const struct deck_art *art, const char *name)
{
    check(art != NULL);
    return has(art->icons, art->icon_count, name) || has(art->pictures, art->picture_count, name);
}

bool deck_art_has_picture(const struct deck_art *art, const char *name)
{
    check(art != NULL);
    return has(art->pictures, art->picture_count, name);
}
