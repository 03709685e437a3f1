// The records of a folder as lines, newest first.
#include "base/out.h"
#include "supervisor/command.h"
#include "supervisor/review_key.h"
#include "supervisor/shelf.h"

static const char *state_text(const struct shelf_row *row)
{
    switch (row->state) {
    case SHELF_OPENED:
        return record_verdict_text(row->verdict);
    case SHELF_NOT_YOURS:
        return "not-yours";
    case SHELF_NEWER:
        return "newer";
    case SHELF_WAITING:
    case SHELF_UNREADABLE:
        break;
    }
    return "unreadable";
}

static void print_row_json(const struct shelf_row *row)
{
    char buffer[2048];
    struct out out = out_into(buffer, sizeof buffer);
    out_text(&out, "{\"record\":{\"file\":");
    out_json(&out, row->name);
    out_text(&out, ",\"state\":");
    out_json(&out, state_text(row));
    out_text(&out, ",\"day\":");
    out_number(&out, row->day);
    if (row->state == SHELF_OPENED) {
        out_text(&out, ",\"group\":");
        out_json(&out, row->group);
        out_text(&out, ",\"topic\":");
        out_json(&out, row->topic);
        out_text(&out, ",\"session\":");
        out_number(&out, row->session_number);
        out_text(&out, ",\"leader\":");
        out_json(&out, row->leader);
        out_text(&out, ",\"minutes\":");
        out_number(&out, row->minutes);
        out_text(&out, ",\"plan_minutes\":");
        out_number(&out, row->plan_minutes);
        out_text(&out, ",\"people\":");
        out_number(&out, row->people);
    }
    out_text(&out, "}}");
    puts(buffer);
}

static void print_row(const struct shelf_row *row)
{
    printf("%s  %s", row->name, state_text(row));
    if (row->state == SHELF_OPENED)
        printf("  %s; %s, session %u; %s; %u of %u min; %u people", row->group, row->topic,
               (unsigned)row->session_number, row->leader, (unsigned)row->minutes,
               (unsigned)row->plan_minutes, (unsigned)row->people);
    printf("\n");
}

int command_list(const struct supervisor_options *options)
{
    struct reviewer_key *key = review_key_of(options);
    if (key == NULL)
        return EXIT_USE;
    struct shelf shelf = {0};
    enum err err = shelf_open(disk_posix(), options->operands[0], &shelf);
    while (err == OK && shelf_look(&shelf, key))
        continue;
    reviewer_key_destroy(key);
    if (err != OK)
        return complain(err == ERR_NOT_FOUND ? "no such folder" : err_text(err),
                        options->operands[0], "check the path");
    for (size_t i = 0; i < shelf.count; i++) {
        if (options->json)
            print_row_json(&shelf.rows[i]);
        else
            print_row(&shelf.rows[i]);
    }
    shelf_close(&shelf);
    return EXIT_DONE;
}
