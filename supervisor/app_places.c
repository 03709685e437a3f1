// Where records may lie: the folder that the window began with, and the sticks that are plugged in. A
// stick is looked at itself and in its folder "sessions"; one without records is no place.
#include "base/check.h"
#include "base/out.h"
#include "supervisor/app.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static void is_record(void *context, const char *name)
{
    static const char tail[] = ".imrlog";
    size_t size = strlen(name);
    bool *any = context;
    *any = *any || (size >= sizeof tail && strcmp(name + size - (sizeof tail - 1), tail) == 0);
}

static bool holds_records(const struct app *app, const char *folder)
{
    bool any = false;
    return app->disk->list(app->disk->self, folder, is_record, &any) == OK && any;
}

static void add_place(struct app *app, const char *folder, const char *name)
{
    if (app->place_count == PLACES_MAX || !holds_records(app, folder) ||
        strcmp(folder, app->places[0].folder) == 0)
        return;
    struct app_place *place = &app->places[app->place_count];
    struct out path = out_into(place->folder, sizeof place->folder);
    struct out label = out_into(place->name, sizeof place->name);
    out_text(&path, folder);
    out_text(&label, name);
    if (!path.full && !label.full)
        app->place_count++;
}

void app_find_places(struct app *app, const char *root)
{
    DIR *folders = opendir(root);
    if (folders == NULL)
        return;
    struct dirent *entry;
    while ((entry = readdir(folders)) != NULL) {
        char stick[DISK_PATH_BYTES], inside[DISK_PATH_BYTES];
        if (entry->d_name[0] == '.' || disk_join(stick, root, entry->d_name) != OK)
            continue;
        add_place(app, stick, entry->d_name);
        if (disk_join(inside, stick, "sessions") == OK)
            add_place(app, inside, entry->d_name);
    }
    closedir(folders);
}

// The place that is listed stays the chosen one, unless it is gone.
void app_look_for_places(struct app *app)
{
    static const char *const roots[] = {"/media", "/run/media"};
    const char *user = getenv("USER");
    check(app->place_count > 0);
    app->place_count = 1;
    for (size_t i = 0; i < 2; i++) {
        char root[DISK_PATH_BYTES];
        if (user != NULL && user[0] != '\0' && strchr(user, '/') == NULL &&
            disk_join(root, roots[i], user) == OK)
            app_find_places(app, root);
    }
    app->place = 0;
    for (size_t i = 0; i < app->place_count; i++)
        if (strcmp(app->places[i].folder, app->shelf.folder) == 0)
            app->place = i;
}

void app_next_place(struct app *app)
{
    size_t next = app->place + 1 < app->place_count ? app->place + 1 : 0;
    struct app_place place = app->places[next];
    if (!app_list(app, place.folder))
        return;
    app->place = next;
}

void app_list_again(struct app *app)
{
    char folder[SHELF_PATH_BYTES];
    memcpy(folder, app->shelf.folder, sizeof folder);
    app_look_for_places(app);
    (void)app_list(app, folder);
}
