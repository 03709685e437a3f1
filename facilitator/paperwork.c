#include "facilitator/paperwork.h"
#include "base/check.h"
#include "facilitator/blank_card.h"
#include "facilitator/end_sheet.h"
#include "paper/printing.h"
#include "seal/random.h"
#include <stdlib.h>
#include <string.h>

enum {
    SHEETS_MAX = 16, // taken away at one opening; there are two names
};

struct paperwork {
    struct paperwork_config config;
    struct printing *printing; // NULL: idle
    struct paperwork_status status;
    struct end_sheet *sheet; // in locked memory, for the note; the thread's while it prints
    enum paper_size paper;
    bool send;
};

enum err paperwork_create(const struct paperwork_config *config, struct paperwork **out_paperwork)
{
    struct paperwork *paperwork = calloc(1, sizeof *paperwork);
    if (paperwork == NULL)
        return ERR_MEMORY;
    paperwork->config = *config;
    paperwork->sheet = seal_secret_create(sizeof *paperwork->sheet);
    if (paperwork->sheet == NULL) {
        free(paperwork);
        return ERR_MEMORY;
    }
    *out_paperwork = paperwork;
    return OK;
}

void paperwork_destroy(struct paperwork *paperwork)
{
    if (paperwork == NULL)
        return;
    printing_destroy(paperwork->printing);
    seal_secret_destroy(paperwork->sheet);
    free(paperwork);
}

// On the printing thread, which alone has the sheet meanwhile.
static enum err make(void *self)
{
    struct paperwork *paperwork = self;
    uint8_t *bytes = NULL;
    size_t size = 0;
    enum err err = paperwork->status.what == PAPERWORK_CARDS
                       ? blank_card_pdf(paperwork->config.assets, paperwork->paper, &bytes, &size)
                       : end_sheet_make(paperwork->sheet, &bytes, &size);
    if (err == OK)
        err = disk_write_file(paperwork->config.disk, paperwork->status.path, bytes, size);
    if (bytes != NULL)
        seal_wipe(bytes, size);
    free(bytes);
    return err;
}

// A name that tells no group.
static enum err choose_path(const struct paperwork *paperwork, enum paperwork_what what,
                            const char *path, char out_path[DISK_PATH_BYTES])
{
    if (path == NULL)
        return disk_join(out_path, paperwork->config.folder,
                         what == PAPERWORK_CARDS ? "blank-cards.pdf" : "end-of-group.pdf");
    if (strlen(path) >= DISK_PATH_BYTES)
        return ERR_TOO_LONG;
    memcpy(out_path, path, strlen(path) + 1);
    return OK;
}

static void begin(struct paperwork *paperwork, enum paperwork_what what, const char *path)
{
    struct paperwork_status *status = &paperwork->status;
    *status = (struct paperwork_status){.what = what, .state = PAPERWORK_BUSY};
    paperwork->send = path == NULL;
    enum err err = choose_path(paperwork, what, path, status->path);
    const struct printing_job job = {.make = make,
                                     .self = paperwork,
                                     .path = status->path,
                                     .send = path == NULL,
                                     .ring = paperwork->config.ring,
                                     .ring_self = paperwork->config.ring_self};
    if (err == OK)
        err = printing_start(&job, &paperwork->printing);
    if (err != OK)
        status->state = PAPERWORK_FAILED;
}

bool paperwork_end_sheet(struct paperwork *paperwork, const struct end_sheet *sheet,
                         const char *path)
{
    if (paperwork->printing != NULL)
        return false;
    *paperwork->sheet = *sheet;
    begin(paperwork, PAPERWORK_END_SHEET, path);
    return true;
}

bool paperwork_cards(struct paperwork *paperwork, enum paper_size paper, const char *path)
{
    if (paperwork->printing != NULL)
        return false;
    paperwork->paper = paper;
    begin(paperwork, PAPERWORK_CARDS, path);
    return true;
}

bool paperwork_pump(struct paperwork *paperwork)
{
    struct printing_result result;
    if (paperwork->printing == NULL || !printing_take(paperwork->printing, &result))
        return false;
    printing_destroy(paperwork->printing);
    paperwork->printing = NULL;
    seal_wipe(paperwork->sheet, sizeof *paperwork->sheet);
    struct paperwork_status *status = &paperwork->status;
    if (result.made != OK)
        status->state = PAPERWORK_FAILED;
    else if (!paperwork->send)
        status->state = PAPERWORK_WRITTEN;
    else
        status->state = result.sent == OK ? PAPERWORK_SENT : PAPERWORK_NO_PRINTER;
    return true;
}

int paperwork_fd(const struct paperwork *paperwork)
{
    return paperwork->printing != NULL ? printing_fd(paperwork->printing) : -1;
}

const struct paperwork_status *paperwork_status(const struct paperwork *paperwork)
{
    return &paperwork->status;
}

void paperwork_forget(struct paperwork *paperwork)
{
    if (paperwork->printing == NULL)
        paperwork->status.state = PAPERWORK_NONE;
}

// ------------------------------------------------------------------------------------- clearing

struct names {
    size_t count;
    char names[SHEETS_MAX][32];
};

static void take_name(void *context, const char *name)
{
    struct names *names = context;
    size_t bytes = strlen(name);
    if (names->count < SHEETS_MAX && bytes < sizeof names->names[0])
        memcpy(names->names[names->count++], name, bytes + 1);
}

void paperwork_clear(const struct disk *disk, const char *folder)
{
    struct names names = {0};
    char path[DISK_PATH_BYTES];
    // A folder that cannot be read holds nothing that we wrote.
    if (disk->list(disk->self, folder, take_name, &names) != OK)
        return;
    for (size_t i = 0; i < names.count; i++)
        if (disk_join(path, folder, names.names[i]) == OK) {
            enum err err = disk->remove(disk->self, path);
            (void)err; // it stays, and is tried again
        }
}
