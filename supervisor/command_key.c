#include "seal/random.h"
#include "supervisor/command.h"
#include "supervisor/review_key.h"
#include <string.h>

static bool write_public(const char *path, const char *line)
{
    FILE *file = fopen(path, "wx");
    if (file == NULL)
        return false;
    bool written = fprintf(file, "%s\n", line) > 0;
    return fclose(file) == 0 && written;
}

int command_key(const struct supervisor_options *options)
{
    if (strcmp(options->operands[0], "new") != 0)
        return complain("no such key command", options->operands[0], "say key new");
    if (options->out_path == NULL)
        return complain("needs a file to write to", "key new", "say --out FILE");
    const char *name = options->name;
    if (name == NULL)
        name = options->practice ? "Practice review" : "Review";
    char public_path[1024];
    int size = snprintf(public_path, sizeof public_path, "%s.pub", options->out_path);
    if (size < 0 || (size_t)size >= sizeof public_path)
        return complain("the path is too long", options->out_path, "choose a shorter one");

    char *passphrase = passphrase_read(options, options->practice ? PRACTICE_PASSPHRASE : NULL);
    if (passphrase == NULL)
        return EXIT_USE;
    struct recipient recipient;
    enum err err =
        reviewer_key_make(disk_posix(), options->out_path, span_of_string(passphrase),
                          options->practice ? VAULT_PRACTICE : VAULT_REVIEW, name, &recipient);
    seal_secret_destroy(passphrase);
    if (err == ERR_EXISTS)
        return complain("is there already and is not overwritten", options->out_path,
                        "choose another name");
    if (err == ERR_TEXT || err == ERR_TOO_LONG)
        return complain("is not a name we can keep", name, "use up to 63 bytes of plain text");
    if (err != OK)
        return complain(err_text(err), options->out_path, "choose a folder you can write to");

    char line[RECIPIENT_LINE_BYTES];
    char words[SIX_WORDS_BYTES];
    recipient_print(&recipient, line);
    if (!write_public(public_path, line))
        return complain("the public half could not be written", public_path,
                        "make room or choose another folder, then make the key again");
    uint8_t hash[HASH_BYTES];
    seal_hash(recipient.public_key, sizeof recipient.public_key, hash);
    six_words(hash, words);
    printf("%s  the secret half: keep it, and its passphrase, to yourself\n"
           "%s  the public half: take it to the console\n"
           "%s\n"
           "Six words to compare aloud when it is enrolled: %s\n",
           options->out_path, public_path, line, words);
    return EXIT_DONE;
}
