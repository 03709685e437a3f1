#include "base/out.h"
#include "seal/random.h"
#include "supervisor/command.h"
#include "supervisor/review_key.h"
#include <string.h>
#include <unistd.h>

static bool write_public(const char *path, const char *line)
{
    FILE *file = fopen(path, "wx");
    if (file == NULL)
        return false;
    bool written = fprintf(file, "%s\n", line) > 0;
    return fclose(file) == 0 && written;
}

static int complain_made(enum err err, const char *path, const char *name)
{
    switch (err) {
    case ERR_EXISTS:
        return complain("is there already and is not overwritten", path, "choose another name");
    case ERR_TEXT:
    case ERR_TOO_LONG:
        return complain("is not a name we can keep", name, "use up to 63 bytes of plain text");
    default:
        return complain(err_text(err), path, "choose a folder you can write to");
    }
}

static void print_made(const struct supervisor_options *options, const char *public_path,
                       const struct recipient *recipient)
{
    char line[RECIPIENT_LINE_BYTES], words[SIX_WORDS_BYTES];
    recipient_print(recipient, line);
    recipient_words(recipient, words);
    if (options->json) {
        char text[2048];
        struct out out = out_into(text, sizeof text);
        out_text(&out, "{\"key\":{\"file\":");
        out_json(&out, options->out_path);
        out_text(&out, ",\"public_file\":");
        out_json(&out, public_path);
        out_text(&out, ",\"name\":");
        out_json(&out, recipient->name);
        out_text(&out, ",\"practice\":");
        out_text(&out, recipient->practice ? "true" : "false");
        out_text(&out, ",\"words\":");
        out_json(&out, words);
        out_text(&out, "}}");
        puts(text);
        return;
    }
    printf("%s  the secret half: keep it, and its passphrase, to yourself\n"
           "%s  the public half: take it to the console\n"
           "%s\n"
           "Six words to compare aloud when it is enrolled: %s\n",
           options->out_path, public_path, line, words);
    if (options->recovery)
        printf(
            "Enrol it with imr-facilitator --add-reviewer %s --role recovery. Then put the secret\n"
            "half on a stick of its own, write its passphrase on paper, lock both away, each in\n"
            "its own place, and delete it here. It is for the day on which all other keys are\n"
            "lost.\n",
            public_path);
}

// From a keyboard it is asked twice, since a slip would make a key that nobody can open.
static char *new_passphrase(const struct supervisor_options *options)
{
    char *passphrase = passphrase_read(options, options->practice ? PRACTICE_PASSPHRASE : NULL);
    bool asked = !options->practice && options->passphrase_path == NULL && isatty(STDIN_FILENO);
    if (passphrase == NULL || !asked)
        return passphrase;
    fprintf(stderr, "Once more. ");
    char *again = passphrase_read(options, NULL);
    bool same = again != NULL && strcmp(passphrase, again) == 0;
    seal_secret_destroy(again);
    if (same)
        return passphrase;
    seal_secret_destroy(passphrase);
    complain("are not the same", "the two passphrases", "try again; no key was made");
    return NULL;
}

static int key_new(const struct supervisor_options *options)
{
    if (options->out_path == NULL)
        return complain("needs a file to write to", "key new", "say --out FILE");
    const char *name = options->name;
    if (name == NULL)
        name = options->recovery   ? "Recovery key"
               : options->practice ? "Practice review"
                                   : "Review";
    char public_path[1024];
    int size = snprintf(public_path, sizeof public_path, "%s.pub", options->out_path);
    if (size < 0 || (size_t)size >= sizeof public_path)
        return complain("the path is too long", options->out_path, "choose a shorter one");

    char *passphrase = new_passphrase(options);
    if (passphrase == NULL)
        return EXIT_USE;
    struct recipient recipient;
    enum err err =
        reviewer_key_make(disk_posix(), options->out_path, span_of_string(passphrase),
                          options->practice ? VAULT_PRACTICE : VAULT_REVIEW, name, &recipient);
    seal_secret_destroy(passphrase);
    if (err != OK)
        return complain_made(err, options->out_path, name);
    char line[RECIPIENT_LINE_BYTES];
    recipient_print(&recipient, line);
    if (!write_public(public_path, line))
        return complain("the public half could not be written", public_path,
                        "make room or choose another folder, then make the key again");
    print_made(options, public_path, &recipient);
    return EXIT_DONE;
}

// What a key file, or a public half, says of itself.
static enum err look(const char *path, struct recipient *out_recipient, bool *out_secret)
{
    uint8_t bytes[RECIPIENT_LINE_BYTES + 2];
    size_t size = 0;
    enum err err = reviewer_key_look(disk_posix(), path, out_recipient);
    *out_secret = err == OK;
    if (err != ERR_MALFORMED)
        return err;
    err = disk_read_file(disk_posix(), path, bytes, sizeof bytes, &size);
    if (err == ERR_TOO_LONG)
        return ERR_MALFORMED;
    return err == OK ? recipient_parse((struct span){bytes, size}, out_recipient) : err;
}

static int key_show(const struct supervisor_options *options)
{
    if (options->operand_count != 2)
        return complain("needs a key's file", "key show", "say key show FILE");
    const char *path = options->operands[1];
    struct recipient recipient;
    char line[RECIPIENT_LINE_BYTES], words[SIX_WORDS_BYTES], text[2048];
    bool secret = false;
    switch (look(path, &recipient, &secret)) {
    case OK:
        break;
    case ERR_NOT_FOUND:
        return complain("no such key file", path, "check the path");
    case ERR_VERSION:
        return complain("made by a newer version of the program", path, "update imr-supervisor");
    default:
        return complain("is neither half of a review key", path,
                        "name a file that imr-supervisor key new wrote");
    }
    recipient_print(&recipient, line);
    recipient_words(&recipient, words);
    if (options->json) {
        struct out out = out_into(text, sizeof text);
        out_text(&out, "{\"key\":{\"file\":");
        out_json(&out, path);
        out_text(&out, ",\"half\":");
        out_json(&out, secret ? "secret" : "public");
        out_text(&out, ",\"name\":");
        out_json(&out, recipient.name);
        out_text(&out, ",\"practice\":");
        out_text(&out, recipient.practice ? "true" : "false");
        out_text(&out, ",\"public\":");
        out_json(&out, line);
        out_text(&out, ",\"words\":");
        out_json(&out, words);
        out_text(&out, "}}");
        puts(text);
        return EXIT_DONE;
    }
    printf("%s: the %s half of a%s review key of %s\n%s\n"
           "Six words to compare aloud when it is enrolled: %s\n",
           path, secret ? "secret" : "public", recipient.practice ? " practice" : "",
           recipient.name, line, words);
    return EXIT_DONE;
}

int command_key(const struct supervisor_options *options)
{
    if (strcmp(options->operands[0], "new") == 0)
        return key_new(options);
    if (strcmp(options->operands[0], "show") == 0)
        return key_show(options);
    return complain("no such key command", options->operands[0], "say key new or key show FILE");
}
