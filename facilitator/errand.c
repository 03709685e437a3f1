#include "facilitator/errand.h"
#include "base/check.h"
#include "base/out.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

void errand_sticks(struct errand_world *world)
{
    static const char *const roots[] = {"/media", "/run/media"};
    const char *user = getenv("USER");
    if (user == NULL || user[0] == '\0' || strchr(user, '/') != NULL)
        return;
    for (size_t i = 0; i < 2; i++)
        if (profile_path(roots[i], user, world->sticks[i]) != OK)
            world->sticks[i][0] = '\0';
}

// ----------------------------------------------------------------------------------- key files

struct search {
    const struct errand_world *world;
    struct errand *errand;
    const char *folder;
    const char *place;
};

static bool is_known(const struct errand *errand, const struct recipient *recipient)
{
    for (uint8_t i = 0; i < errand->found_count; i++)
        if (memcmp(errand->found[i].recipient.public_key, recipient->public_key,
                   sizeof recipient->public_key) == 0)
            return true;
    return false;
}

static void keep(struct errand *errand, const struct recipient *recipient, const char *file,
                 const char *place)
{
    if (errand->found_count == FOUND_KEYS_MAX || is_known(errand, recipient))
        return;
    struct found_key *found = &errand->found[errand->found_count];
    *found = (struct found_key){.recipient = *recipient};
    struct out name = out_into(found->file, sizeof found->file);
    struct out stick = out_into(found->place, sizeof found->place);
    out_text(&name, file);
    out_text(&stick, place);
    if (!name.full && !stick.full)
        errand->found_count++;
}

// A key of the other profile is passed over: it could not be let in.
static void look_at_file(void *context, const char *name)
{
    static const char tail[] = ".pub";
    const struct search *search = context;
    size_t size = strlen(name), read = 0;
    uint8_t bytes[RECIPIENT_LINE_BYTES + 2];
    char path[ROOM_PATH_BYTES];
    struct recipient recipient;
    if (size < sizeof tail || strcmp(name + size - (sizeof tail - 1), tail) != 0 ||
        profile_path(search->folder, name, path) != OK ||
        disk_read_file(search->world->disk, path, bytes, sizeof bytes, &read) != OK)
        return;
    if (recipient_parse((struct span){.at = bytes, .size = read}, &recipient) == OK &&
        recipient.practice == search->world->practice)
        keep(search->errand, &recipient, name, search->place);
}

static void look_into(const struct errand_world *world, struct errand *errand, const char *folder,
                      const char *place)
{
    struct search search = {world, errand, folder, place};
    enum err err = world->disk->list(world->disk->self, folder, look_at_file, &search);
    (void)err; // a folder that cannot be read holds no key for us
}

static void look_at_sticks(const struct errand_world *world, struct errand *errand,
                           const char *root)
{
    DIR *folders = opendir(root);
    if (folders == NULL)
        return;
    struct dirent *entry;
    while ((entry = readdir(folders)) != NULL) {
        char stick[ROOM_PATH_BYTES];
        if (entry->d_name[0] != '.' && profile_path(root, entry->d_name, stick) == OK)
            look_into(world, errand, stick, entry->d_name);
    }
    closedir(folders);
}

// Sticks first: that is how a key comes.
static void find_keys(const struct errand_world *world, struct errand *errand)
{
    errand->found_count = 0;
    for (size_t i = 0; i < 2; i++)
        if (world->sticks[i][0] != '\0')
            look_at_sticks(world, errand, world->sticks[i]);
    look_into(world, errand, world->own, "");
    const char *home = getenv("HOME");
    if (home != NULL && home[0] == '/')
        look_into(world, errand, home, "");
}

void errand_run(const struct errand_world *world, struct errand *errand)
{
    const uint8_t *key = errand->recipient.public_key;
    switch (errand->kind) {
    case ERRAND_TURN:
        errand->err = reviewers_turn(world->disk, world->reviewers, world->practice, errand->today,
                                     key, errand->on);
        return;
    case ERRAND_ADD:
        errand->err = reviewers_add(world->disk, world->reviewers, world->practice, errand->today,
                                    &errand->recipient, errand->role);
        return;
    case ERRAND_REMOVE:
        errand->err =
            reviewers_remove(world->disk, world->reviewers, world->practice, errand->today, key);
        return;
    case ERRAND_FIND:
        find_keys(world, errand);
        errand->err = OK;
        return;
    case ERRAND_PAIR:
        errand->err = pair_file_write(world->disk, errand->path, &errand->pair);
        return;
    case ERRAND_WIPE:
        errand->err = pair_file_wipe(world->disk, errand->path);
        return;
    }
    check_never("an errand is of a known kind");
}
