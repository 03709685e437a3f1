// Retention on the command line: what is due, and with --yes its removal.
#include "supervisor/command.h"
#include "supervisor/command_words.h"
#include "supervisor/prune.h"

static const char *state_text(enum prune_state state)
{
    switch (state) {
    case PRUNE_KEPT:
        return "kept";
    case PRUNE_DUE:
        return "due";
    case PRUNE_UNCERTAIN:
        return "uncertain";
    case PRUNE_REMOVED:
        return "removed";
    }
    return "";
}

static void print_json(const struct prune_record *record)
{
    char buffer[1024];
    struct out out = out_into(buffer, sizeof buffer);
    out_text(&out, "{\"prune\":{\"record\":");
    out_json(&out, record->name);
    out_text(&out, ",\"state\":");
    out_json(&out, state_text(record->state));
    out_text(&out, ",\"parts\":");
    out_number(&out, record->part_count);
    out_text(&out, ",\"bytes\":");
    out_number(&out, (int64_t)record->bytes);
    if (record->state != PRUNE_UNCERTAIN) {
        out_text(&out, ",\"retain_days\":");
        out_number(&out, record->info.retain_days);
        out_text(&out, ",\"due\":\"");
        prune_date(record->due_day, &out);
        out_text(&out, "\",\"practice\":");
        out_text(&out, record->info.practice ? "true" : "false");
    }
    out_text(&out, "}}");
    puts(buffer);
}

static void print_text(const struct prune_record *record)
{
    char due[16];
    struct out out = out_into(due, sizeof due);
    prune_date(record->due_day, &out);
    if (record->state == PRUNE_UNCERTAIN)
        printf("%s  stays: a header of it cannot be read, or two do not agree\n", record->name);
    else
        printf("%s  %s: kept %u days, due %s; %u part%s, %llu bytes%s\n", record->name,
               state_text(record->state), (unsigned)record->info.retain_days, due,
               (unsigned)record->part_count, record->part_count == 1 ? "" : "s",
               (unsigned long long)record->bytes, record->info.practice ? "; practice" : "");
}

// What is said: of a folder of thousands only those that are not simply kept.
static void print_all(const struct supervisor_options *options, const struct prune *prune)
{
    size_t due = 0, removed = 0, kept = 0;
    for (size_t i = 0; i < prune->count; i++) {
        const struct prune_record *record = &prune->records[i];
        due += record->state == PRUNE_DUE;
        removed += record->state == PRUNE_REMOVED;
        kept += record->state == PRUNE_KEPT;
        if (options->json)
            print_json(record);
        else if (record->state != PRUNE_KEPT)
            print_text(record);
    }
    if (options->json)
        return;
    if (options->yes)
        printf("%zu removed, %zu kept\n", removed, kept);
    else
        printf("%zu due, %zu kept; nothing was removed%s\n", due, kept,
               due > 0 ? ", say --yes to do it" : "");
}

static int remove_due(const char *folder, struct prune *prune, uint32_t today)
{
    for (size_t i = 0; i < prune->count; i++) {
        struct prune_record *record = &prune->records[i];
        enum err err = record->state == PRUNE_DUE ? prune_remove(prune, record, today) : OK;
        if (err != OK)
            return complain(err_text(err), folder,
                            "make it a folder you can write to, then prune again");
    }
    return EXIT_DONE;
}

int command_prune(const struct supervisor_options *options)
{
    const char *folder = options->operands[0];
    struct command_now now;
    struct prune prune = {0};
    if (!command_now(&now))
        return EXIT_USE;
    enum err err = prune_open(disk_posix(), folder, now.day, &prune);
    if (err != OK)
        return complain(err == ERR_NOT_FOUND ? "no such folder" : err_text(err), folder,
                        "check the path");
    int code = options->yes ? remove_due(folder, &prune, now.day) : EXIT_DONE;
    print_all(options, &prune);
    for (size_t i = 0; i < prune.count && code == EXIT_DONE; i++)
        if (prune.records[i].state == PRUNE_DUE)
            code = EXIT_INCOMPLETE;
    prune_close(&prune);
    return code;
}
