#pragma once
// Opens records of the list on a thread of its own, so that the window answers meanwhile however long
// a record takes. One record at a time goes there and back: a row is copied to the thread, filled in
// there and copied back, and nothing is shared while it works. Rings the window when a row is ready.
#include "supervisor/shelf.h"
#include "ui/ui.h"

struct shelf_reader;
// Starts the thread. Lends disk, key and ui for its life. ERR_MEMORY, ERR_IO.
enum err shelf_reader_start(const struct disk *disk, const struct reviewer_key *key, struct ui *ui,
                            struct shelf_reader **out_reader) MUST_USE;
// Waits for the row in work and stops the thread; NULL is fine.
void shelf_reader_stop(struct shelf_reader *reader);
bool shelf_reader_is_free(const struct shelf_reader *reader);
// Gives it a row to read; it must be free.
void shelf_reader_ask(struct shelf_reader *reader, const char *path, const struct shelf_row *row);
// Takes what was read, and the reader is free again; false if nothing is ready.
bool shelf_reader_take(struct shelf_reader *reader, struct shelf_row *out_row);
