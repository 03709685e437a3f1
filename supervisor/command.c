#include "supervisor/command.h"
#include "base/arguments.h"
#include "base/check.h"
#include "seal/random.h"
#include "supervisor/window.h"
#include "ui/ui.h"
#include <string.h>

struct subcommand {
    const char *name;
    const char *operands; // as help shows them
    int operands_least;
    int operands_most;
    int (*run)(const struct supervisor_options *options);
    const char *help;
};

static const struct subcommand subcommands[] = {
    {"export", "RECORD...", 1, 64, command_export,
     "files: --pdf, --csv, --json, --bundle; --out DIR, --key FILE"},
    {"key", "new", 1, 2, command_key,
     "make a review key: --out FILE (secret half), FILE.pub (public half for the console);\n"
     "                 key show FILE: whose it is, and its six words"},
    {"list", "FOLDER", 1, 1, command_list, "list the records of a folder: --key FILE, --json"},
    {"open", "[PATH]", 0, 1, command_open,
     "the window, on a folder or a record; also what no command does"},
    {"prune", "FOLDER", 1, 1, command_prune,
     "name the records whose days are over: --json; with --yes remove them"},
    {"review", "RECORD", 1, 1, command_review,
     "the page of numbers, both sheets, comments: --key FILE, --json"},
    {"show", "FILE", 1, 1, command_show, "print what the room saw: --key FILE, --json"},
    {"trends", "FOLDER", 1, 1, command_trends,
     "the sessions of a folder side by side: --key FILE, --json"},
    {"verify", "FILE", 1, 1, command_verify,
     "say whether a record is complete: --key FILE, --json"},
};
enum {
    SUBCOMMANDS = sizeof subcommands / sizeof subcommands[0]
};

int complain(const char *what, const char *which, const char *next)
{
    fprintf(stderr, "imr-supervisor: %s: %s; %s\n", which, what, next);
    return EXIT_USE;
}

static void print_help(FILE *to)
{
    fprintf(to, "Usage: imr-supervisor [COMMAND] [OPTIONS] [FILE]\n\n"
                "Opens sealed session records, replays and checks them. All but the window works\n"
                "without a display.\n\n"
                "Commands:\n");
    for (size_t i = 0; i < SUBCOMMANDS; i++)
        fprintf(to, "  %-7s %-9s %s\n", subcommands[i].name, subcommands[i].operands,
                subcommands[i].help);
    fprintf(
        to,
        "\nOptions:\n"
        "  --key FILE          your review key\n"
        "  --passphrase-file F its passphrase, one line; - for standard input\n"
        "  --practice          key new: a key for practice records, passphrase practice\n"
        "  --recovery          key new: a key to be kept offline, for when all others are lost\n"
        "  --name NAME         key new: whose key it is\n"
        "  --out FILE          key new: where to write it\n"
        "  --yes               prune: remove them, each leaving a dated text\n"
        "  --witness FILE      verify: a screen's witnesses; as often as there are screens\n"
        "  --words 'SIX WORDS' verify: those on the attendance sheet\n"
        "  --audience NAME     show: terminal, room or supervisor; else all three\n"
        "  --json              one line of JSON for each scene, or for the verdict\n"
        "  --pdf, --csv, --bundle  export: what to write, besides --json\n"
        "  --paper NAME        export: a4 or letter\n"
        "  --notice FILE       export: the agency's notice, else the usual place\n"
        "  --export-log FILE   export: the list of exports, else the usual place\n"
        "  --score SHEET:N=S   review: item N of fidelity or integrity, 1 to 5, 0: none\n"
        "  --comment TEXT      review: write it; --at MINUTE, --live, --answer NUMBER\n"
        "  --supervised 'DATE MINUTES METHOD PEOPLE'  review: in-person, phone or video\n"
        "  --assets DIR        where icons and words are\n"
        "  --records FOLDER    open: the records, else those of this machine's console\n"
        "  --language NAME     open: en, es, hmn, lo or so\n"
        "  --window WxH        open: a window of this size; --fullscreen\n"
        "  --script FILE       open: lines of open FILE, select N, go MINUTE, step next,\n"
        "                      step back, event next, event back, play, stop, speed N,\n"
        "                      random, comments, say TEXT, live, replay, review,\n"
        "                      sheet NAME, score ITEM N, comment TEXT, sessions,\n"
        "                      verify, words SIX WORDS, find TEXT, trends, export,\n"
        "                      picture FILE, quit\n"
        "  --headless          open: no window, only the script\n"
        "  --help, --version\n\n"
        "Exit codes: 0 done and complete; 1 the record is not complete; 2 wrong use, or a\n"
        "file, key or folder that cannot be used.\n");
}

// One more than fits makes review complain.
static bool take_score(void *into, const char *word)
{
    struct review_options *review = &((struct supervisor_options *)into)->review;
    if (review->score_count < REVIEW_SCORES_MAX)
        review->scores[review->score_count] = word;
    review->score_count++;
    return true;
}

static bool take_witness(void *into, const char *word)
{
    struct supervisor_options *options = into;
    if (options->witness_count == WITNESS_FILES_MAX)
        return false;
    options->witnesses[options->witness_count++] = word;
    return true;
}

static bool take_window(void *into, const char *word)
{
    return ui_place_parse(word, &((struct supervisor_options *)into)->place);
}

#define TEXT(name, field)                                                                          \
    {                                                                                              \
        name, ARGUMENT_TEXT, offsetof(struct supervisor_options, field), NULL, NULL, NULL          \
    }
#define FLAG(name, field)                                                                          \
    {                                                                                              \
        name, ARGUMENT_FLAG, offsetof(struct supervisor_options, field), NULL, NULL, NULL          \
    }
static const struct argument ARGUMENTS[] = {
    TEXT("key", key_path),
    TEXT("passphrase-file", passphrase_path),
    FLAG("practice", practice),
    FLAG("recovery", recovery),
    FLAG("yes", yes),
    TEXT("name", name),
    TEXT("out", out_path),
    {"witness", ARGUMENT_OWN, 0, take_witness, "more witnesses than can be heard at once",
     "name 64 files or fewer"},
    FLAG("pdf", review.pdf),
    FLAG("csv", review.csv),
    FLAG("bundle", review.bundle),
    TEXT("paper", review.paper),
    TEXT("notice", review.notice),
    TEXT("export-log", review.export_log),
    {"score", ARGUMENT_OWN, 0, take_score, "is not a score", NULL},
    TEXT("comment", review.comment),
    TEXT("at", review.at),
    TEXT("answer", review.answer),
    FLAG("live", review.live),
    TEXT("supervised", review.supervised),
    TEXT("words", words),
    TEXT("audience", audience),
    FLAG("json", json),
    TEXT("assets", assets),
    TEXT("records", records),
    TEXT("language", language),
    {"window", ARGUMENT_OWN, 0, take_window, "a size is written as 1280x800",
     "say 640x400 or more"},
    FLAG("fullscreen", fullscreen),
    TEXT("script", script),
    FLAG("headless", headless),
};
#undef TEXT
#undef FLAG

// Returns -1 to go on, or an exit code.
static int read_options(int argc, char **argv, const char *version,
                        struct supervisor_options *options)
{
    struct arguments read =
        arguments_read(argc, argv, ARGUMENTS, sizeof ARGUMENTS / sizeof ARGUMENTS[0], options);
    switch (read.end) {
    case ARGUMENTS_HELP:
        print_help(stdout);
        return EXIT_DONE;
    case ARGUMENTS_VERSION:
        printf("imr-supervisor %s\n", version);
        return EXIT_DONE;
    case ARGUMENTS_WRONG:
        return complain(read.what, read.which,
                        read.next != NULL ? read.next : "see imr-supervisor --help");
    case ARGUMENTS_READ:
        break;
    }
    options->operands = argv + read.rest;
    options->operand_count = argc - read.rest;
    return -1;
}

int supervisor_run(int argc, char **argv, const char *version, const char *assets)
{
    struct supervisor_options options = {.assets = assets};
    int code = read_options(argc, argv, version, &options);
    if (code >= 0)
        return code;
    if (seal_start() != OK)
        return complain("the cryptographic library does not start", "libsodium",
                        "reinstall the package libsodium23");

    if (options.operand_count == 0)
        return command_open(&options);
    const char *name = options.operands[0];
    options.operands++;
    options.operand_count--;
    for (size_t i = 0; i < SUBCOMMANDS; i++) {
        const struct subcommand *subcommand = &subcommands[i];
        if (strcmp(subcommand->name, name) != 0)
            continue;
        if (options.operand_count < subcommand->operands_least ||
            options.operand_count > subcommand->operands_most)
            return complain("takes another number of operands", name, "see imr-supervisor --help");
        return subcommand->run(&options);
    }
    return complain("no such command", name, "see imr-supervisor --help");
}
