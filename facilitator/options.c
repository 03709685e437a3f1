#include "facilitator/options.h"
#include "base/limits.h"
#include "ui/ui.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int complain(const char *what, const char *which, const char *next)
{
    fprintf(stderr, "imr-facilitator: %s: %s; %s\n", which, what, next);
    return EXIT_USE;
}

static void print_help(void)
{
    printf(
        "Usage: imr-facilitator [OPTIONS]\n\n"
        "The practitioner's console: leads one IMR group in one room, over the room's own "
        "network.\n\n"
        "  --data DIR          data folder (default: $XDG_DATA_HOME/imr-room, -practice added for\n"
        "                      practice)\n"
        "  --practice          made-up groups to learn with; never mixes with real ones\n"
        "  --unlock-file F     read the passphrase from the first line of F (- for standard "
        "input);\n"
        "                      the first start sets it. Practice: the passphrase is practice\n"
        "  --second-path DIR   a folder on another disk: the record goes on there if the first "
        "fails\n"
        "  --bind ADDRESS      this machine's address in the room's network\n"
        "  --port N            the first of three ports (default 47001)\n"
        "  --window WxH[+X+Y]  a window instead of the whole screen\n"
        "  --language L        of the console: en, es, hmn, lo or so (default en)\n"
        "  --room-key WHEN     which prompts' answers need a key that only the screens keep:\n"
        "                      sensitive (default), always or never\n"
        "  --paper SIZE        what is printed is for a4 (default) or letter\n"
        "  --assets DIR        where icons, words and the curriculum are\n"
        "  --headless          no window\n"
        "  --script FILE       obey FILE, one command a line (- for standard input)\n"
        "  --json              print one line of JSON for each scene or refusal\n"
        "  --transcript FILE   write every scene as text to FILE\n\n"
        "One thing, then leave:\n"
        "  --check PATH        name every fault in a deck, a curriculum or the words\n"
        "  --blank-card FILE   a sheet of four blank goal cards, to print and cut: PDF if FILE "
        "ends\n"
        "                      in .pdf, else SVG\n"
        "  --add-reviewer F    let the owner of the public review key F replay from the next "
        "session\n"
        "                      on; --role supervisor, own or recovery (default supervisor);\n"
        "                      --words 'SIX WORDS', as its owner reads them aloud, or they are "
        "asked\n"
        "  --reviewers         who may replay, with their six words\n"
        "  --reviewer-on WHO, --reviewer-off WHO, --remove-reviewer WHO   by name or by the first "
        "of\n"
        "                      their six words: on from the next session, off from tomorrow\n"
        "  --pair-file F --screen N   write the file that pairs screen N, good for one day\n"
        "  --unpair N          take screen N off the list\n"
        "  --reset-goals GROUP  goals may be opened again after too many wrong cards in a month;\n"
        "                      a supervisor decides it\n"
        "  --help, --version\n\n"
        "Exit codes: 0 done; 1 a script failed or --check found errors; 2 wrong use, or a file,\n"
        "folder, port or address that cannot be used.\n");
}

enum {
    OPTION_DATA = 256,
    OPTION_PRACTICE,
    OPTION_UNLOCK_FILE,
    OPTION_SECOND_PATH,
    OPTION_BIND,
    OPTION_PORT,
    OPTION_WINDOW,
    OPTION_LANGUAGE,
    OPTION_ROOM_KEY,
    OPTION_PAPER,
    OPTION_ASSETS,
    OPTION_HEADLESS,
    OPTION_SCRIPT,
    OPTION_JSON,
    OPTION_TRANSCRIPT,
    OPTION_CHECK,
    OPTION_BLANK_CARD,
    OPTION_ADD_REVIEWER,
    OPTION_ROLE,
    OPTION_WORDS,
    OPTION_REVIEWERS,
    OPTION_REVIEWER_ON,
    OPTION_REVIEWER_OFF,
    OPTION_REMOVE_REVIEWER,
    OPTION_PAIR_FILE,
    OPTION_SCREEN,
    OPTION_UNPAIR,
    OPTION_RESET_GOALS,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option long_options[] = {
    {"data", required_argument, NULL, OPTION_DATA},
    {"practice", no_argument, NULL, OPTION_PRACTICE},
    {"unlock-file", required_argument, NULL, OPTION_UNLOCK_FILE},
    {"second-path", required_argument, NULL, OPTION_SECOND_PATH},
    {"bind", required_argument, NULL, OPTION_BIND},
    {"port", required_argument, NULL, OPTION_PORT},
    {"window", required_argument, NULL, OPTION_WINDOW},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"room-key", required_argument, NULL, OPTION_ROOM_KEY},
    {"paper", required_argument, NULL, OPTION_PAPER},
    {"assets", required_argument, NULL, OPTION_ASSETS},
    {"headless", no_argument, NULL, OPTION_HEADLESS},
    {"script", required_argument, NULL, OPTION_SCRIPT},
    {"json", no_argument, NULL, OPTION_JSON},
    {"transcript", required_argument, NULL, OPTION_TRANSCRIPT},
    {"check", required_argument, NULL, OPTION_CHECK},
    {"blank-card", required_argument, NULL, OPTION_BLANK_CARD},
    {"add-reviewer", required_argument, NULL, OPTION_ADD_REVIEWER},
    {"role", required_argument, NULL, OPTION_ROLE},
    {"words", required_argument, NULL, OPTION_WORDS},
    {"reviewers", no_argument, NULL, OPTION_REVIEWERS},
    {"reviewer-on", required_argument, NULL, OPTION_REVIEWER_ON},
    {"reviewer-off", required_argument, NULL, OPTION_REVIEWER_OFF},
    {"remove-reviewer", required_argument, NULL, OPTION_REMOVE_REVIEWER},
    {"pair-file", required_argument, NULL, OPTION_PAIR_FILE},
    {"screen", required_argument, NULL, OPTION_SCREEN},
    {"unpair", required_argument, NULL, OPTION_UNPAIR},
    {"reset-goals", required_argument, NULL, OPTION_RESET_GOALS},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

static bool read_number(const char *text, long least, long most, uint16_t *out_number)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < least || number > most)
        return false;
    *out_number = (uint16_t)number;
    return true;
}

static int read_screen(const char *text, uint16_t *out_screen)
{
    if (read_number(text, 1, TERMINALS_MAX, out_screen))
        return -1;
    return complain("is not a screen number", text, "say 1 to 512");
}

static bool read_room_key(const char *text, enum room_key_use *out_use)
{
    static const char *const names[] = {[ROOM_KEY_SENSITIVE] = "sensitive",
                                        [ROOM_KEY_ALWAYS] = "always",
                                        [ROOM_KEY_NEVER] = "never"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(text, names[i]) == 0) {
            *out_use = (enum room_key_use)i;
            return true;
        }
    return false;
}

// One option; -1 to go on.
static int read_option(int option, const char *version, struct facilitator_options *options)
{
    switch (option) {
    case OPTION_DATA:
        options->data = optarg;
        return -1;
    case OPTION_PRACTICE:
        options->practice = true;
        return -1;
    case OPTION_UNLOCK_FILE:
        options->unlock_file = optarg;
        return -1;
    case OPTION_SECOND_PATH:
        options->second_path = optarg;
        return -1;
    case OPTION_BIND:
        options->bind = optarg;
        return -1;
    case OPTION_PORT:
        // Two more ports follow it.
        return read_number(optarg, 1024, 65533, &options->port)
                   ? -1
                   : complain("is not a port", optarg, "say 1024 to 65533");
    case OPTION_WINDOW:
        options->window = true;
        return ui_place_parse(optarg, &options->place)
                   ? -1
                   : complain("is not a window size", optarg, "say for example --window 1280x800");
    case OPTION_LANGUAGE:
        return language_find(optarg, &options->language)
                   ? -1
                   : complain("is not a language of this program", optarg,
                              "say en, es, hmn, lo or so");
    case OPTION_ROOM_KEY:
        return read_room_key(optarg, &options->room_key)
                   ? -1
                   : complain("is not a use of the room's key", optarg,
                              "say sensitive, always or never");
    case OPTION_PAPER:
        if (strcmp(optarg, "a4") != 0 && strcmp(optarg, "letter") != 0)
            return complain("is not a size of paper", optarg, "say a4 or letter");
        options->paper = strcmp(optarg, "a4") == 0 ? PAPER_A4 : PAPER_LETTER;
        return -1;
    case OPTION_ASSETS:
        options->assets = optarg;
        return -1;
    case OPTION_HEADLESS:
        options->headless = true;
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
    case OPTION_CHECK:
        options->check = optarg;
        return -1;
    case OPTION_BLANK_CARD:
        options->blank_card = optarg;
        return -1;
    case OPTION_ADD_REVIEWER:
        options->add_reviewer = optarg;
        return -1;
    case OPTION_ROLE:
        options->role = optarg;
        return -1;
    case OPTION_WORDS:
        options->words = optarg;
        return -1;
    case OPTION_REVIEWERS:
        options->reviewers = true;
        return -1;
    case OPTION_REVIEWER_ON:
        options->turn_on = optarg;
        return -1;
    case OPTION_REVIEWER_OFF:
        options->turn_off = optarg;
        return -1;
    case OPTION_REMOVE_REVIEWER:
        options->remove_reviewer = optarg;
        return -1;
    case OPTION_PAIR_FILE:
        options->pair_file = optarg;
        return -1;
    case OPTION_RESET_GOALS:
        options->reset_goals = optarg;
        return -1;
    case OPTION_SCREEN:
        return read_screen(optarg, &options->screen);
    case OPTION_UNPAIR:
        return read_screen(optarg, &options->unpair);
    case OPTION_VERSION:
        printf("imr-facilitator %s\n", version);
        return EXIT_DONE;
    default:
        print_help();
        return EXIT_DONE;
    }
}

int facilitator_options_read(int argc, char **argv, const char *version,
                             struct facilitator_options *options)
{
    opterr = 0;
    options->port = PORT_DEFAULT;
    for (;;) {
        int option = getopt_long(argc, argv, "h", long_options, NULL);
        if (option == -1)
            break;
        if (option == '?')
            return complain("unknown option, or one that lacks its value", argv[optind - 1],
                            "see imr-facilitator --help");
        int code = read_option(option, version, options);
        if (code >= 0)
            return code;
    }
    if (optind < argc)
        return complain("is not an option", argv[optind], "see imr-facilitator --help");
    if ((options->role != NULL || options->words != NULL) && options->add_reviewer == NULL)
        return complain("go with a key", "--role and --words", "say --add-reviewer FILE too");
    if ((options->pair_file != NULL) != (options->screen != 0))
        return complain("go together", "--pair-file and --screen",
                        "say --pair-file FILE --screen NUMBER");
    return -1;
}
