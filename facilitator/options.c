#include "facilitator/options.h"
#include "base/arguments.h"
#include "base/limits.h"
#include "ui/ui.h"
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

static bool read_number(const char *text, long least, long most, uint16_t *out_number)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < least || number > most)
        return false;
    *out_number = (uint16_t)number;
    return true;
}

static bool take_port(void *into, const char *word)
{
    // Two more ports follow it.
    return read_number(word, 1024, 65533, &((struct facilitator_options *)into)->port);
}

static bool take_screen(void *into, const char *word)
{
    return read_number(word, 1, TERMINALS_MAX, &((struct facilitator_options *)into)->screen);
}

static bool take_unpair(void *into, const char *word)
{
    return read_number(word, 1, TERMINALS_MAX, &((struct facilitator_options *)into)->unpair);
}

static bool take_window(void *into, const char *word)
{
    struct facilitator_options *options = into;
    options->window = true;
    return ui_place_parse(word, &options->place);
}

static bool take_language(void *into, const char *word)
{
    return language_find(word, &((struct facilitator_options *)into)->language);
}

static bool take_room_key(void *into, const char *word)
{
    static const char *const names[] = {[ROOM_KEY_SENSITIVE] = "sensitive",
                                        [ROOM_KEY_ALWAYS] = "always",
                                        [ROOM_KEY_NEVER] = "never"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(word, names[i]) == 0) {
            ((struct facilitator_options *)into)->room_key = (enum room_key_use)i;
            return true;
        }
    return false;
}

static bool take_paper(void *into, const char *word)
{
    bool a4 = strcmp(word, "a4") == 0;
    ((struct facilitator_options *)into)->paper = a4 ? PAPER_A4 : PAPER_LETTER;
    return a4 || strcmp(word, "letter") == 0;
}

#define TEXT(name, field)                                                                          \
    {                                                                                              \
        name, ARGUMENT_TEXT, offsetof(struct facilitator_options, field), NULL, NULL, NULL         \
    }
#define FLAG(name, field)                                                                          \
    {                                                                                              \
        name, ARGUMENT_FLAG, offsetof(struct facilitator_options, field), NULL, NULL, NULL         \
    }
static const struct argument ARGUMENTS[] = {
    TEXT("data", data),
    FLAG("practice", practice),
    TEXT("unlock-file", unlock_file),
    TEXT("second-path", second_path),
    TEXT("bind", bind),
    {"port", ARGUMENT_OWN, 0, take_port, "is not a port", "say 1024 to 65533"},
    {"window", ARGUMENT_OWN, 0, take_window, "is not a window size",
     "say for example --window 1280x800"},
    {"language", ARGUMENT_OWN, 0, take_language, "is not a language of this program",
     "say en, es, hmn, lo or so"},
    {"room-key", ARGUMENT_OWN, 0, take_room_key, "is not a use of the room's key",
     "say sensitive, always or never"},
    {"paper", ARGUMENT_OWN, 0, take_paper, "is not a size of paper", "say a4 or letter"},
    TEXT("assets", assets),
    FLAG("headless", headless),
    TEXT("script", script),
    FLAG("json", json),
    TEXT("transcript", transcript),
    TEXT("check", check),
    TEXT("blank-card", blank_card),
    TEXT("add-reviewer", add_reviewer),
    TEXT("role", role),
    TEXT("words", words),
    FLAG("reviewers", reviewers),
    TEXT("reviewer-on", turn_on),
    TEXT("reviewer-off", turn_off),
    TEXT("remove-reviewer", remove_reviewer),
    TEXT("pair-file", pair_file),
    {"screen", ARGUMENT_OWN, 0, take_screen, "is not a screen number", "say 1 to 512"},
    {"unpair", ARGUMENT_OWN, 0, take_unpair, "is not a screen number", "say 1 to 512"},
    TEXT("reset-goals", reset_goals),
};
#undef TEXT
#undef FLAG

int facilitator_options_read(int argc, char **argv, const char *version,
                             struct facilitator_options *options)
{
    options->port = PORT_DEFAULT;
    struct arguments read =
        arguments_read(argc, argv, ARGUMENTS, sizeof ARGUMENTS / sizeof ARGUMENTS[0], options);
    switch (read.end) {
    case ARGUMENTS_HELP:
        print_help();
        return EXIT_DONE;
    case ARGUMENTS_VERSION:
        printf("imr-facilitator %s\n", version);
        return EXIT_DONE;
    case ARGUMENTS_WRONG:
        return complain(read.what, read.which,
                        read.next != NULL ? read.next : "see imr-facilitator --help");
    case ARGUMENTS_READ:
        break;
    }
    if (read.rest < argc)
        return complain("is not an option", argv[read.rest], "see imr-facilitator --help");
    if ((options->role != NULL || options->words != NULL) && options->add_reviewer == NULL)
        return complain("go with a key", "--role and --words", "say --add-reviewer FILE too");
    if ((options->pair_file != NULL) != (options->screen != 0))
        return complain("go together", "--pair-file and --screen",
                        "say --pair-file FILE --screen NUMBER");
    return -1;
}
