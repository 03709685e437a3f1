#include "supervisor/command.h"
#include "base/check.h"
#include "seal/random.h"
#include "supervisor/window.h"
#include "ui/ui.h"
#include <getopt.h>
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

enum {
    OPTION_KEY = 256,
    OPTION_PASSPHRASE,
    OPTION_PRACTICE,
    OPTION_RECOVERY,
    OPTION_YES,
    OPTION_NAME,
    OPTION_OUT,
    OPTION_WITNESS,
    OPTION_PDF,
    OPTION_CSV,
    OPTION_BUNDLE,
    OPTION_PAPER,
    OPTION_NOTICE,
    OPTION_EXPORT_LOG,
    OPTION_SCORE,
    OPTION_COMMENT,
    OPTION_AT,
    OPTION_ANSWER,
    OPTION_LIVE,
    OPTION_SUPERVISED,
    OPTION_WORDS,
    OPTION_AUDIENCE,
    OPTION_JSON,
    OPTION_ASSETS,
    OPTION_RECORDS,
    OPTION_LANGUAGE,
    OPTION_WINDOW,
    OPTION_FULLSCREEN,
    OPTION_SCRIPT,
    OPTION_HEADLESS,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option long_options[] = {
    {"key", required_argument, NULL, OPTION_KEY},
    {"passphrase-file", required_argument, NULL, OPTION_PASSPHRASE},
    {"practice", no_argument, NULL, OPTION_PRACTICE},
    {"recovery", no_argument, NULL, OPTION_RECOVERY},
    {"yes", no_argument, NULL, OPTION_YES},
    {"name", required_argument, NULL, OPTION_NAME},
    {"out", required_argument, NULL, OPTION_OUT},
    {"witness", required_argument, NULL, OPTION_WITNESS},
    {"pdf", no_argument, NULL, OPTION_PDF},
    {"csv", no_argument, NULL, OPTION_CSV},
    {"bundle", no_argument, NULL, OPTION_BUNDLE},
    {"paper", required_argument, NULL, OPTION_PAPER},
    {"notice", required_argument, NULL, OPTION_NOTICE},
    {"export-log", required_argument, NULL, OPTION_EXPORT_LOG},
    {"score", required_argument, NULL, OPTION_SCORE},
    {"comment", required_argument, NULL, OPTION_COMMENT},
    {"at", required_argument, NULL, OPTION_AT},
    {"answer", required_argument, NULL, OPTION_ANSWER},
    {"live", no_argument, NULL, OPTION_LIVE},
    {"supervised", required_argument, NULL, OPTION_SUPERVISED},
    {"words", required_argument, NULL, OPTION_WORDS},
    {"audience", required_argument, NULL, OPTION_AUDIENCE},
    {"json", no_argument, NULL, OPTION_JSON},
    {"assets", required_argument, NULL, OPTION_ASSETS},
    {"records", required_argument, NULL, OPTION_RECORDS},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"window", required_argument, NULL, OPTION_WINDOW},
    {"fullscreen", no_argument, NULL, OPTION_FULLSCREEN},
    {"script", required_argument, NULL, OPTION_SCRIPT},
    {"headless", no_argument, NULL, OPTION_HEADLESS},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

// The options of review and export. False if it is none of them.
static bool take_review_option(int option, struct review_options *review)
{
    switch (option) {
    case OPTION_PDF:
        review->pdf = true;
        return true;
    case OPTION_CSV:
        review->csv = true;
        return true;
    case OPTION_BUNDLE:
        review->bundle = true;
        return true;
    case OPTION_PAPER:
        review->paper = optarg;
        return true;
    case OPTION_NOTICE:
        review->notice = optarg;
        return true;
    case OPTION_EXPORT_LOG:
        review->export_log = optarg;
        return true;
    case OPTION_SCORE:
        // One more than fits makes review complain.
        if (review->score_count < REVIEW_SCORES_MAX)
            review->scores[review->score_count] = optarg;
        review->score_count++;
        return true;
    case OPTION_COMMENT:
        review->comment = optarg;
        return true;
    case OPTION_AT:
        review->at = optarg;
        return true;
    case OPTION_ANSWER:
        review->answer = optarg;
        return true;
    case OPTION_LIVE:
        review->live = true;
        return true;
    case OPTION_SUPERVISED:
        review->supervised = optarg;
        return true;
    default:
        return false;
    }
}

// Returns -1 to go on, or an exit code.
static int read_options(int argc, char **argv, const char *version,
                        struct supervisor_options *options)
{
    opterr = 0;
    for (;;) {
        int option = getopt_long(argc, argv, "h", long_options, NULL);
        if (take_review_option(option, &options->review))
            continue;
        switch (option) {
        case -1:
            options->operands = argv + optind;
            options->operand_count = argc - optind;
            return -1;
        case OPTION_KEY:
            options->key_path = optarg;
            break;
        case OPTION_PASSPHRASE:
            options->passphrase_path = optarg;
            break;
        case OPTION_PRACTICE:
            options->practice = true;
            break;
        case OPTION_YES:
            options->yes = true;
            break;
        case OPTION_RECOVERY:
            options->recovery = true;
            break;
        case OPTION_NAME:
            options->name = optarg;
            break;
        case OPTION_OUT:
            options->out_path = optarg;
            break;
        case OPTION_WITNESS:
            if (options->witness_count == WITNESS_FILES_MAX)
                return complain("more witnesses than can be heard at once", optarg,
                                "name 64 files or fewer");
            options->witnesses[options->witness_count++] = optarg;
            break;
        case OPTION_WORDS:
            options->words = optarg;
            break;
        case OPTION_AUDIENCE:
            options->audience = optarg;
            break;
        case OPTION_JSON:
            options->json = true;
            break;
        case OPTION_ASSETS:
            options->assets = optarg;
            break;
        case OPTION_RECORDS:
            options->records = optarg;
            break;
        case OPTION_LANGUAGE:
            options->language = optarg;
            break;
        case OPTION_WINDOW:
            if (!ui_place_parse(optarg, &options->place))
                return complain("a size is written as 1280x800", optarg, "say 640x400 or more");
            break;
        case OPTION_FULLSCREEN:
            options->fullscreen = true;
            break;
        case OPTION_SCRIPT:
            options->script = optarg;
            break;
        case OPTION_HEADLESS:
            options->headless = true;
            break;
        case 'h':
        case OPTION_HELP:
            print_help(stdout);
            return EXIT_DONE;
        case OPTION_VERSION:
            printf("imr-supervisor %s\n", version);
            return EXIT_DONE;
        default:
            return complain("unknown option, or one that lacks its value", argv[optind - 1],
                            "see imr-supervisor --help");
        }
    }
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
