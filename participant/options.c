#include "participant/options.h"
#include "base/arguments.h"
#include "ui/ui.h"
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

static bool take_window(void *into, const char *word)
{
    struct participant_options *options = into;
    options->window = true;
    return ui_place_parse(word, &options->place);
}

static bool take_language(void *into, const char *word)
{
    return language_find(word, &((struct participant_options *)into)->language);
}

#define TEXT(name, field)                                                                          \
    {                                                                                              \
        name, ARGUMENT_TEXT, offsetof(struct participant_options, field), NULL, NULL, NULL         \
    }
#define FLAG(name, field)                                                                          \
    {                                                                                              \
        name, ARGUMENT_FLAG, offsetof(struct participant_options, field), NULL, NULL, NULL         \
    }
static const struct argument ARGUMENTS[] = {
    TEXT("pair-file", pair_file),
    FLAG("staff-code", staff_code),
    TEXT("data", data),
    FLAG("practice", practice),
    {"window", ARGUMENT_OWN, 0, take_window, "is not a window size",
     "say for example --window 1280x800"},
    {"language", ARGUMENT_OWN, 0, take_language, "is not a language here",
     "say en, es, hmn, lo or so"},
    TEXT("assets", assets),
    FLAG("headless", headless),
    TEXT("witnesses", witnesses),
    TEXT("script", script),
    FLAG("json", json),
    TEXT("transcript", transcript),
};
#undef TEXT
#undef FLAG

int participant_options_read(int argc, char **argv, const char *version,
                             struct participant_options *options)
{
    struct arguments read =
        arguments_read(argc, argv, ARGUMENTS, sizeof ARGUMENTS / sizeof ARGUMENTS[0], options);
    switch (read.end) {
    case ARGUMENTS_HELP:
        print_help();
        return EXIT_DONE;
    case ARGUMENTS_VERSION:
        printf("imr-participant %s\n", version);
        return EXIT_DONE;
    case ARGUMENTS_WRONG:
        return complain(read.what, read.which,
                        read.next != NULL ? read.next : "see imr-participant --help");
    case ARGUMENTS_READ:
        break;
    }
    if (read.rest < argc)
        return complain("is not an option", argv[read.rest], "see imr-participant --help");
    // Before anything is opened, and again where the profile is known.
    if (!options->practice &&
        (options->script != NULL || options->json || options->transcript != NULL))
        return complain("exist only for practice terminals", "--script, --json and --transcript",
                        "start with --practice");
    return -1;
}
