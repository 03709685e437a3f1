#include "supervisor/review_key.h"
#include "seal/random.h"
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// Reads a line without echo if it comes from a person's keyboard.
static bool read_line_quietly(FILE *from, char *line, int size)
{
    struct termios kept;
    int descriptor = fileno(from);
    bool keyboard = isatty(descriptor) && tcgetattr(descriptor, &kept) == 0;
    if (keyboard) {
        struct termios quiet = kept;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        fprintf(stderr, "Passphrase: ");
        tcsetattr(descriptor, TCSANOW, &quiet);
    }
    bool got = fgets(line, size, from) != NULL;
    if (keyboard) {
        tcsetattr(descriptor, TCSANOW, &kept);
        fprintf(stderr, "\n");
    }
    if (got)
        line[strcspn(line, "\r\n")] = '\0';
    return got;
}

char *passphrase_read(const struct supervisor_options *options, const char *default_passphrase)
{
    char *passphrase = seal_secret_create(PASSPHRASE_BYTES_MAX);
    if (passphrase == NULL) {
        complain("no memory can be locked for it", "passphrase", "raise ulimit -l");
        return NULL;
    }
    const char *path = options->passphrase_path;
    if (path == NULL && default_passphrase != NULL) {
        memcpy(passphrase, default_passphrase, strlen(default_passphrase) + 1);
        return passphrase;
    }
    bool standard = path == NULL || strcmp(path, "-") == 0;
    FILE *from = standard ? stdin : fopen(path, "r");
    if (from == NULL) {
        complain("the passphrase file cannot be read", path, "check the path");
        seal_secret_destroy(passphrase);
        return NULL;
    }
    // Unbuffered, so that the passphrase is in our locked memory and nowhere else.
    setvbuf(from, NULL, _IONBF, 0);
    bool got = read_line_quietly(from, passphrase, PASSPHRASE_BYTES_MAX) && passphrase[0] != '\0';
    if (!standard)
        fclose(from);
    if (!got) {
        complain("no passphrase in it", standard ? "standard input" : path, "put it on one line");
        seal_secret_destroy(passphrase);
        return NULL;
    }
    return passphrase;
}

enum public_half {
    PUBLIC_UNKNOWN,
    PUBLIC_PRACTICE,
    PUBLIC_REAL
};

// What the line in FILE.pub says of the key: opening a real one with a passphrase that cannot fit
// would take seconds for nothing.
static enum public_half public_half_of(const char *key_path)
{
    char path[1024], line[RECIPIENT_LINE_BYTES];
    int size = snprintf(path, sizeof path, "%s.pub", key_path);
    FILE *file = size > 0 && (size_t)size < sizeof path ? fopen(path, "r") : NULL;
    if (file == NULL)
        return PUBLIC_UNKNOWN;
    bool got = fgets(line, sizeof line, file) != NULL;
    (void)fclose(file);
    struct recipient recipient;
    if (!got || recipient_parse(span_of_string(line), &recipient) != OK)
        return PUBLIC_UNKNOWN;
    return recipient.practice ? PUBLIC_PRACTICE : PUBLIC_REAL;
}

bool review_key_is_practice(const char *key_path)
{
    return public_half_of(key_path) == PUBLIC_PRACTICE;
}

struct reviewer_key *review_key_of(const struct supervisor_options *options)
{
    if (options->key_path == NULL) {
        complain("records are sealed: a review key is needed", "--key",
                 "say --key FILE; make one with imr-supervisor key new --out FILE");
        return NULL;
    }
    // A practice key's passphrase is known to everybody, so it is tried first.
    struct reviewer_key *key = NULL;
    const struct disk *disk = disk_posix();
    enum err err = ERR_SEAL;
    if (options->passphrase_path == NULL && public_half_of(options->key_path) != PUBLIC_REAL)
        err = reviewer_key_load(disk, options->key_path, span_of_string(PRACTICE_PASSPHRASE), &key);
    if (err == OK)
        return key;
    if (err == ERR_SEAL) {
        char *passphrase = passphrase_read(options, NULL);
        if (passphrase == NULL)
            return NULL;
        err = reviewer_key_load(disk, options->key_path, span_of_string(passphrase), &key);
        seal_secret_destroy(passphrase);
    }
    switch (err) {
    case OK:
        return key;
    case ERR_NOT_FOUND:
        complain("no such key file", options->key_path, "check the path");
        break;
    case ERR_SEAL:
        complain("the passphrase does not open this key", options->key_path, "try it again");
        break;
    default:
        complain(err_text(err), options->key_path,
                 "use a review key made by imr-supervisor key new");
    }
    return NULL;
}
