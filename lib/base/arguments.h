#pragma once
// A program's command line by one table: each argument's name and the field that it goes into. Prints
// nothing and keeps nothing; texts are lent from argv. Main thread, before there is another.
#include <stdbool.h>
#include <stddef.h>

enum argument_kind {
    ARGUMENT_TEXT, // a const char *: the word behind it
    ARGUMENT_FLAG, // a bool, which becomes true
    ARGUMENT_OWN,  // whatever .take makes of the word behind it
};

struct argument {
    const char *name; // without its two dashes
    enum argument_kind kind;
    size_t at; // the field's place in the program's struct
    // False: the word is none of those that may stand there, and what and next say so.
    bool (*take)(void *into, const char *word);
    const char *what, *next;
};
enum {
    ARGUMENTS_MAX = 64
};

enum arguments_end {
    ARGUMENTS_READ,
    ARGUMENTS_HELP, // --help or -h was among them
    ARGUMENTS_VERSION,
    ARGUMENTS_WRONG,
};
struct arguments {
    enum arguments_end end;
    int rest;                        // READ: the first word of argv that belongs to no argument
    const char *what, *which, *next; // WRONG; next is NULL where --help says it
};

struct arguments arguments_read(int argc, char **argv, const struct argument *table, size_t count,
                                void *into);
