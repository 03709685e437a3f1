#include "participant/options.h"
#include "ui/ui.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int complain(const char *what, const char *which, const char *next)
{
    fprintf(stderr, "imr-participant: %s: %s; %s\n", which, what, next);
    return EXIT_USE;
}

static void print_help(void)
{
    printf(
        "Usage: imr-participant [OPTIONS]\n\n"
        "A shared terminal: shows the group's slides and takes answers that nobody can trace.\n"
        "Pair it once with a file from the console, then start it without options.\n\n"
        "  --pair-file F      pair with the console that wrote F; F is wiped\n"
        "  --staff-code       read the staff code (six to twelve digits) from standard input, "
        "keep\n"
        "                     it hashed and leave; it ends the program after Ctrl+Alt+Q is held\n"
        "  --data DIR         data folder (default: $XDG_DATA_HOME/imr-room, -practice added\n"
        "                     for practice)\n"
        "  --practice         a practice terminal: its data never mixes with a real group's\n"
        "  --window WxH[+X+Y] a window instead of the whole screen\n"
        "  --language L       the table's language until somebody chooses: en es hmn lo so\n"
        "  --assets DIR       where icons and words are\n"
        "  --headless         no window\n"
        "  --witnesses PATH   copy what this screen saw of records to a file, or into a folder (a\n"
        "                     stick), and leave; imr-supervisor verify --witness reads it\n"
        "Practice only:\n"
        "  --script FILE      obey FILE, one command a line (- for standard input)\n"
        "  --json             print one line of JSON for each scene\n"
        "  --transcript FILE  write every scene as text to FILE\n"
        "  --help, --version\n\n"
        "Exit codes: 0 done; 1 a script failed; 2 wrong use, or a file or folder that cannot be\n"
        "used.\n");
}

enum {
    OPTION_PAIR_FILE = 256,
    OPTION_STAFF_CODE,
    OPTION_DATA,
    OPTION_PRACTICE,
    OPTION_WINDOW,
    OPTION_LANGUAGE,
    OPTION_ASSETS,
    OPTION_HEADLESS,
    OPTION_WITNESSES,
    OPTION_SCRIPT,
    OPTION_JSON,
    OPTION_TRANSCRIPT,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option long_options[] = {
    {"pair-file", required_argument, NULL, OPTION_PAIR_FILE},
    {"staff-code", no_argument, NULL, OPTION_STAFF_CODE},
    {"data", required_argument, NULL, OPTION_DATA},
    {"practice", no_argument, NULL, OPTION_PRACTICE},
    {"window", required_argument, NULL, OPTION_WINDOW},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"assets", required_argument, NULL, OPTION_ASSETS},
    {"headless", no_argument, NULL, OPTION_HEADLESS},
    {"witnesses", required_argument, NULL, OPTION_WITNESSES},
    {"script", required_argument, NULL, OPTION_SCRIPT},
    {"json", no_argument, NULL, OPTION_JSON},
    {"transcript", required_argument, NULL, OPTION_TRANSCRIPT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

// One option; -1 to go on.
static int read_option(int option, const char *version, struct participant_options *options)
{
    switch (option) {
    case OPTION_PAIR_FILE:
        options->pair_file = optarg;
        return -1;
    case OPTION_STAFF_CODE:
        options->staff_code = true;
        return -1;
    case OPTION_DATA:
        options->data = optarg;
        return -1;
    case OPTION_PRACTICE:
        options->practice = true;
        return -1;
    case OPTION_WINDOW:
        options->window = true;
        if (!ui_place_parse(optarg, &options->place))
            return complain("is not a window size", optarg, "say for example --window 1280x800");
        return -1;
    case OPTION_LANGUAGE:
        if (!language_find(optarg, &options->language))
            return complain("is not a language here", optarg, "say en, es, hmn, lo or so");
        return -1;
    case OPTION_ASSETS:
        options->assets = optarg;
        return -1;
    case OPTION_HEADLESS:
        options->headless = true;
        return -1;
    case OPTION_WITNESSES:
        options->witnesses = optarg;
        return -1;
    case OPTION_SCRIPT:
        options->script = optarg;
        return -1;
    case OPTION_JSON:
        options->json = true;
        return -1;
    case OPTION_TRANSCRIPT:
        options->transcript = optarg;
        return -1;
    case OPTION_VERSION:
        printf("imr-participant %s\n", version);
        return EXIT_DONE;
    default:
        print_help();
        return EXIT_DONE;
    }
}

int participant_options_read(int argc, char **argv, const char *version,
                             struct participant_options *options)
{
    opterr = 0;
    for (;;) {
        int option = getopt_long(argc, argv, "h", long_options, NULL);
        if (option == -1)
            break;
        if (option == '?')
            return complain("unknown option, or one that lacks its value", argv[optind - 1],
                            "see imr-participant --help");
        int code = read_option(option, version, options);
        if (code >= 0)
            return code;
    }
    if (optind < argc)
        return complain("is not an option", argv[optind], "see imr-participant --help");
    // Before anything is opened, and again where the profile is known.
    if (!options->practice &&
        (options->script != NULL || options->json || options->transcript != NULL))
        return complain("exist only for practice terminals", "--script, --json and --transcript",
                        "start with --practice");
    return -1;
}
