#include "base/arguments.h"

#include "base/check.h"
#include <getopt.h>
#include <string.h>

enum {
    FIRST = 256, // getopt's number of the first of the table; letters are below
    HELP = FIRST + ARGUMENTS_MAX,
    VERSION
};

static void list_fill(struct option *list, const struct argument *table, size_t count)
{
    for (size_t i = 0; i < count; i++)
        list[i] = (struct option){.name = table[i].name,
                                  .has_arg = table[i].kind == ARGUMENT_FLAG ? no_argument
                                                                            : required_argument,
                                  .val = FIRST + (int)i};
    list[count] = (struct option){.name = "help", .has_arg = no_argument, .val = HELP};
    list[count + 1] = (struct option){.name = "version", .has_arg = no_argument, .val = VERSION};
    list[count + 2] = (struct option){0};
}

static bool take(const struct argument *argument, const char *word, void *into)
{
    char *field = (char *)into + argument->at;
    const bool yes = true;
    switch (argument->kind) {
    case ARGUMENT_TEXT:
        memcpy(field, &word, sizeof word);
        return true;
    case ARGUMENT_FLAG:
        memcpy(field, &yes, sizeof yes);
        return true;
    case ARGUMENT_OWN:
        break;
    }
    check(argument->take != NULL && argument->what != NULL);
    return argument->take(into, word);
}

struct arguments arguments_read(int argc, char **argv, const struct argument *table, size_t count,
                                void *into)
{
    check(count <= ARGUMENTS_MAX && into != NULL);
    struct option list[ARGUMENTS_MAX + 3];
    list_fill(list, table, count);
    opterr = 0;
    optind = 1;
    for (;;) {
        int got = getopt_long(argc, argv, "h", list, NULL);
        if (got == -1)
            return (struct arguments){.end = ARGUMENTS_READ, .rest = optind};
        if (got == 'h' || got == HELP)
            return (struct arguments){.end = ARGUMENTS_HELP};
        if (got == VERSION)
            return (struct arguments){.end = ARGUMENTS_VERSION};
        if (got < FIRST)
            return (struct arguments){.end = ARGUMENTS_WRONG,
                                      .what = "unknown option, or one that lacks its value",
                                      .which = argv[optind - 1]};
        const struct argument *argument = &table[got - FIRST];
        if (!take(argument, optarg, into))
            return (struct arguments){.end = ARGUMENTS_WRONG,
                                      .what = argument->what,
                                      .which = optarg,
                                      .next = argument->next};
    }
}
