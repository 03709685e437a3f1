#include "participant/code_task.h"
#include "participant/options.h"
#include "room/staff_code.h"
#include "seal/random.h"
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
    CODE_LINE_BYTES = 64 // a longer line is no code
};

// False at the end of the input.
static bool read_line(char line[CODE_LINE_BYTES])
{
    line[0] = '\0';
    if (fgets(line, CODE_LINE_BYTES, stdin) == NULL)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

// What is typed does not show, as with passphrases everywhere.
static bool ask(const char *what, char line[CODE_LINE_BYTES])
{
    struct termios as_it_was;
    bool keyboard = tcgetattr(STDIN_FILENO, &as_it_was) == 0;
    if (!keyboard)
        return read_line(line);
    struct termios silent = as_it_was;
    silent.c_lflag &= (tcflag_t)~ECHO;
    fprintf(stderr, "%s", what);
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    bool read = read_line(line);
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &as_it_was);
    fputc('\n', stderr);
    return read;
}

static int set(const struct profile *profile, const char *code)
{
    switch (staff_code_set(profile, code)) {
    case OK:
        return EXIT_DONE;
    case ERR_RANGE:
        return complain("has six to twelve digits and nothing else", "the staff code",
                        "choose another");
    case ERR_MEMORY:
        return complain("there is not enough memory", "the staff code", "close other programs");
    default:
        return complain("the staff code cannot be kept", profile->keys,
                        "make room or change its permissions, and set it again");
    }
}

int code_task(const struct profile *profile)
{
    int code = EXIT_USE;
    char *lines = seal_secret_create((size_t)2 * CODE_LINE_BYTES);
    if (lines == NULL)
        return complain("no memory can be locked for it", "the staff code", "raise ulimit -l");
    char *first = lines, *second = lines + CODE_LINE_BYTES;
    // Unbuffered, so that the code is in our locked memory and nowhere else.
    setvbuf(stdin, NULL, _IONBF, 0);
    bool asked = isatty(STDIN_FILENO) == 1;
    if (!ask("Staff code, six to twelve digits: ", first))
        code =
            complain("no code can be read from it", "standard input", "put it on the first line");
    else if (asked && (!ask("Once more: ", second) || strcmp(first, second) != 0))
        code = complain("are not the same", "the two codes", "set it again");
    else
        code = set(profile, first);
    seal_secret_destroy(lines);
    return code;
}
