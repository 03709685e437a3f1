// What became of a sheet that was to be printed, beside the button that asked for it.
#include "base/check.h"
#include "facilitator/view_parts.h"
#include "seal/disk.h"
#include <stdio.h>
#include <string.h>

bool page_printing(const struct view *view)
{
    return view->paperwork != NULL && view->paperwork->state == PAPERWORK_BUSY;
}

// A path that is too long loses folders from its front: its end says where the file is.
static const char *short_path(const struct page *page, const char *path, float width,
                              char buffer[DISK_PATH_BYTES + 4])
{
    const char *shown = path;
    while (page_width(page, TYPE_S_NOTE, shown) > width) {
        const char *next = strchr(path + 1, '/');
        if (next == NULL)
            return shown; // the name itself is too long, and ends in an ellipsis
        path = next;
        snprintf(buffer, DISK_PATH_BYTES + 4, "\xE2\x80\xA6%s", path);
        shown = buffer;
    }
    return shown;
}

void page_paperwork(const struct page *page, enum paperwork_what what, struct rect rect)
{
    const struct paperwork_status *status = page->view->paperwork;
    if (status == NULL || status->what != what)
        return;
    const char *id = NULL;
    bool path = status->state == PAPERWORK_WRITTEN || status->state == PAPERWORK_NO_PRINTER;
    switch (status->state) {
    case PAPERWORK_NONE:
        return;
    case PAPERWORK_BUSY:
        id = "paper.busy";
        break;
    case PAPERWORK_WRITTEN:
        id = "paper.written";
        break;
    case PAPERWORK_SENT:
        id = "paper.sent";
        break;
    case PAPERWORK_NO_PRINTER:
        id = "paper.noprinter";
        break;
    case PAPERWORK_FAILED:
        id = "paper.failed";
        break;
    }
    check(id != NULL);
    draw_area(page->list, "paperwork", rect);
    const char *words = page_word(page, id);
    float high = page_width(page, TYPE_S_NOTE, words) > rect.w ? 46 : 25;
    float y = rect.y + (rect.h - high - (path ? 25 : 0)) / 2;
    page_say(page,
             &(struct say){.rect = {rect.x, y, rect.w, high},
                           .type = TYPE_S_NOTE,
                           .color = COLOR_INK2,
                           .tight = true},
             words);
    char shown[DISK_PATH_BYTES + 4];
    if (path)
        page_line(page, rect_of(rect.x, y + high, rect.w, 25), TYPE_S_NOTE, COLOR_INK2,
                  short_path(page, status->path, rect.w, shown));
}
