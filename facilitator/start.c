#include "facilitator/start.h"
#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MINUTES_MAX = 180
};

static bool path_of(char path[PATH_BYTES], const char *folder, const char *name)
{
    int used = snprintf(path, PATH_BYTES, "%s/%s.yaml", folder, name);
    return used > 0 && used < PATH_BYTES;
}

static void read_groups(struct start *start, const char *folder)
{
    struct folder_names names;
    if (folder[0] == '\0' || curriculum_list_yaml(folder, &names) != OK)
        return;
    for (size_t i = 0; i < names.count && start->group_count < START_GROUPS_MAX; i++) {
        char path[PATH_BYTES];
        struct group_plan *group = &start->groups[start->group_count];
        char *file = start->group_files[start->group_count];
        if (!path_of(path, folder, names.names[i]) ||
            strlen(names.names[i]) >= sizeof start->group_files[0])
            continue;
        arena_reset(&start->library->scratch);
        diagnostics_init(&start->library->diagnostics);
        if (group_load(path, &start->library->scratch, &start->library->diagnostics, group) != OK)
            continue; // --check names what is wrong with it
        memcpy(file, names.names[i], strlen(names.names[i]) + 1);
        start->group_count++;
    }
}

static void read_editions(struct start *start)
{
    char folder[PATH_BYTES];
    struct folder_names names;
    int used = snprintf(folder, sizeof folder, "%s/editions", start->library->curriculum);
    if (used < 0 || (size_t)used >= sizeof folder || curriculum_list_yaml(folder, &names) != OK)
        return;
    for (size_t i = 0; i < names.count && start->edition_count < START_EDITIONS_MAX; i++) {
        char path[PATH_BYTES];
        if (!path_of(path, folder, names.names[i]))
            continue;
        arena_reset(&start->library->scratch);
        diagnostics_init(&start->library->diagnostics);
        if (edition_load(path, &start->library->scratch, &start->library->diagnostics,
                         &start->editions[start->edition_count]) == OK)
            start->edition_count++;
    }
}

enum err start_create(struct library *library, struct start **out_start)
{
    struct start *start = calloc(1, sizeof *start);
    if (start == NULL)
        return ERR_MEMORY;
    start->library = library;
    start->people = 1;
    read_groups(start, library->groups);
    read_groups(start, library->practice_groups);
    read_editions(start);
    if (curriculum_list(library->curriculum, &start->places) != OK)
        start->places.count = 0;
    start->meeting = MEETING_GROUP;
    start_choose_group(start, 0);
    *out_start = start;
    return OK;
}

void start_destroy(struct start *start)
{
    if (start == NULL)
        return;
    prepared_destroy(start->prepared);
    free(start);
}

const struct group_plan *start_group_named(const struct start *start, const char *name)
{
    check(start != NULL && name != NULL);
    for (size_t i = 0; i < start->group_count; i++)
        if (strcmp(start->groups[i].name, name) == 0)
            return &start->groups[i];
    return NULL;
}

const struct group_plan *start_group(const struct start *start)
{
    return start->group < start->group_count ? &start->groups[start->group] : NULL;
}

const struct edition *start_edition(const struct start *start)
{
    return start->edition < start->edition_count ? &start->editions[start->edition] : NULL;
}

const struct edition_module *start_module(const struct start *start)
{
    const struct edition *edition = start_edition(start);
    return edition != NULL && start->module < edition->module_count
               ? &edition->modules[start->module]
               : NULL;
}

static const char *module_key(const struct start *start, size_t module)
{
    const struct edition *edition = start_edition(start);
    return edition != NULL && module < edition->module_count ? edition->modules[module].key : "";
}

size_t start_sessions(const struct start *start, size_t module)
{
    const char *key = module_key(start, module);
    size_t count = 0;
    for (size_t i = 0; i < start->places.count; i++)
        count += strcmp(start->places.places[i].module, key) == 0;
    return count;
}

// The session after one, or the first again; 0 if the module has none.
static uint8_t session_after(const struct start *start, uint8_t session)
{
    const char *key = module_key(start, start->module);
    uint8_t first = 0, next = 0;
    for (size_t i = 0; i < start->places.count; i++) {
        const struct deck_place *place = &start->places.places[i];
        if (strcmp(place->module, key) != 0)
            continue;
        if (first == 0 || place->session < first)
            first = place->session;
        if (place->session > session && (next == 0 || place->session < next))
            next = place->session;
    }
    return next != 0 ? next : first;
}

void start_choose_session(struct start *start, uint8_t session)
{
    prepared_destroy(start->prepared);
    start->prepared = NULL;
    start->session = session;
    start->err = OK;
    if (session == 0 || start_group(start) == NULL)
        return;
    start->err = library_prepare(start->library, start->group_files[start->group],
                                 module_key(start, start->module), session, 0, start->meeting,
                                 &start->prepared);
}

void start_next_session(struct start *start)
{
    start_choose_session(start, session_after(start, start->session));
}

void start_choose_module(struct start *start, size_t module)
{
    start->module = module;
    start_choose_session(start, session_after(start, 0));
}

// The first module that has a session, else the first.
static void choose_any_module(struct start *start)
{
    const struct edition *edition = start_edition(start);
    size_t module = 0;
    while (edition != NULL && module < edition->module_count && start_sessions(start, module) == 0)
        module++;
    if (edition == NULL || module == edition->module_count)
        module = 0;
    start_choose_module(start, module);
}

// The same module in another edition, if it has it.
static void keep_module(struct start *start, const char *key)
{
    const struct edition *edition = start_edition(start);
    for (size_t i = 0; edition != NULL && i < edition->module_count; i++)
        if (strcmp(edition->modules[i].key, key) == 0) {
            start->module = i;
            return;
        }
    choose_any_module(start);
}

void start_next_edition(struct start *start)
{
    if (start->edition_count == 0)
        return;
    char key[KEY_BYTES];
    snprintf(key, sizeof key, "%s", module_key(start, start->module));
    start->edition = (start->edition + 1) % start->edition_count;
    keep_module(start, key);
}

void start_choose_group(struct start *start, size_t group)
{
    start->group = group;
    const struct group_plan *plan = start_group(start);
    start->step_count = 0;
    if (plan == NULL)
        return;
    start->step_count = plan->step_count;
    memcpy(start->steps, plan->steps, sizeof start->steps);
    start->people = start->meeting == MEETING_INDIVIDUAL ? 1 : plan->people;
    if (start->people == 0)
        start->people = 1;
    for (size_t i = 0; i < start->edition_count; i++)
        if (strcmp(start->editions[i].key, plan->edition) == 0)
            start->edition = i;
    choose_any_module(start);
}

// The module of a deck that is carried over, or the one after the last that was shown to its end.
static void choose_carried(struct start *start, const struct book *book)
{
    const struct edition *edition = start_edition(start);
    const char *module = book->carried.module;
    uint8_t session = book->carried.number;
    if (module[0] == '\0') {
        const struct book_session *last = NULL;
        for (int i = 0; i < book->session_count; i++)
            if (book->sessions[i].meeting == MEETING_GROUP && book->sessions[i].module[0] != '\0')
                last = &book->sessions[i];
        if (last == NULL)
            return;
        module = last->module;
        session = last->number;
    }
    for (size_t i = 0; edition != NULL && i < edition->module_count; i++) {
        if (strcmp(edition->modules[i].key, module) != 0)
            continue;
        start->module = i;
        start_choose_session(
            start, book->carried.module[0] != '\0' ? session : session_after(start, session));
    }
}

void start_take_book(struct start *start, const struct book *book, uint32_t today)
{
    const struct group_plan *plan = start_group(start);
    if (plan == NULL || book == NULL || strcmp(plan->name, book->group) != 0)
        return;
    if (book->step_count > 0) {
        start->step_count = book->step_count;
        memcpy(start->steps, book->steps, sizeof start->steps);
    }
    choose_carried(start, book);
    int here = book_here(book, NULL, today);
    if (here > 0 && start->meeting == MEETING_GROUP)
        start->people = (uint8_t)here;
}

uint8_t start_carried(const struct start *start, const struct book *book)
{
    bool carried = book != NULL && start_group(start) != NULL &&
                   strcmp(book->group, start_group(start)->name) == 0 &&
                   book->carried.number == start->session &&
                   strcmp(book->carried.module, module_key(start, start->module)) == 0;
    return carried ? book->carried.slide : 0;
}

void start_choose_meeting(struct start *start, enum meeting_kind meeting)
{
    const struct group_plan *plan = start_group(start);
    start->meeting = meeting;
    start->people = 1;
    if (meeting == MEETING_GROUP && plan != NULL && plan->people > 0)
        start->people = plan->people;
    start_choose_session(start, start->session); // its deck ends with the closing check-in, or not
}

void start_set_people(struct start *start, int people)
{
    int most = start->meeting == MEETING_INDIVIDUAL ? 1 : PEOPLE_MAX;
    start->people = (uint8_t)(people < 1 ? 1 : people > most ? most : people);
}

void start_set_minutes(struct start *start, size_t step, int minutes)
{
    check(step < start->step_count);
    start->steps[step].minutes = (uint16_t)(minutes < 0             ? 0
                                            : minutes > MINUTES_MAX ? MINUTES_MAX
                                                                    : minutes);
}

bool start_ready(const struct start *start)
{
    return start->prepared != NULL && start->people > 0 && start->step_count > 0;
}

void start_fill(struct start *start)
{
    check(start_ready(start));
    struct begin *begin = &start->prepared->begin;
    begin->people = start->people;
    begin->meeting = start->meeting;
    begin->step_count = start->step_count;
    memcpy(begin->steps, start->steps, sizeof begin->steps);
    const struct edition *edition = start_edition(start);
    if (edition != NULL)
        memcpy(begin->edition, edition->key, sizeof begin->edition);
}
