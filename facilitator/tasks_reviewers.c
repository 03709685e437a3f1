#include "facilitator/tasks_reviewers.h"
#include "room/wall.h"
#include "seal/random.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool task_reviewers_wanted(const struct facilitator_options *options)
{
    return options->add_reviewer != NULL || options->reviewers || options->turn_on != NULL ||
           options->turn_off != NULL || options->remove_reviewer != NULL;
}

static const char *role_text(enum reviewer_role role)
{
    switch (role) {
    case REVIEWER_SUPERVISOR:
        return "supervisor";
    case REVIEWER_OWN:
        return "own review";
    case REVIEWER_RECOVERY:
        return "recovery key, kept offline";
    }
    return "";
}

// --- Enrolling.

// What the owner of the key reads aloud counts, not what we would show: who compares only nods.
static int words_compare(const struct facilitator_options *options,
                         const struct recipient *recipient)
{
    char words[SIX_WORDS_BYTES], typed[256], said[SIX_WORDS_BYTES];
    const char *given = options->words;
    recipient_words(recipient, words);
    if (given == NULL && recipient->practice)
        return -1; // a practice key's passphrase is known to everybody
    if (given == NULL) {
        if (isatty(STDIN_FILENO))
            fprintf(stderr, "Ask %s to read the six words of the key aloud, and type them: ",
                    recipient->name);
        if (fgets(typed, sizeof typed, stdin) == NULL)
            typed[0] = '\0';
        given = typed;
    }
    if (!six_words_tidy(given, said))
        return complain("six words are needed", options->add_reviewer,
                        "its owner sees them with imr-supervisor key show; type them, or say "
                        "--words");
    if (strcmp(words, said) != 0)
        return complain("the six words are of another key", options->add_reviewer,
                        "nothing was enrolled; get the .pub file from its owner again");
    return -1;
}

static int key_read(const struct facilitator_options *options, struct recipient *out_recipient)
{
    uint8_t bytes[RECIPIENT_LINE_BYTES + 2];
    size_t size = 0;
    if (disk_read_file(disk_posix(), options->add_reviewer, bytes, sizeof bytes, &size) != OK)
        return complain("cannot be read", options->add_reviewer, "check the path");
    if (recipient_parse((struct span){.at = bytes, .size = size}, out_recipient) != OK)
        return complain("is not a public review key, or has a slip in it", options->add_reviewer,
                        "take the .pub file that imr-supervisor key new wrote");
    return -1;
}

static int add(const struct facilitator_options *options, const struct profile *profile,
               const char *path)
{
    struct recipient recipient;
    enum reviewer_role role = REVIEWER_SUPERVISOR;
    if (options->role != NULL && !reviewer_role_find(options->role, &role))
        return complain("no such role", options->role, "say supervisor, own or recovery");
    int code = key_read(options, &recipient);
    if (code < 0 && recipient.practice != profile->practice)
        code = complain("practice and real keys do not mix", options->add_reviewer,
                        "make the key with or without --practice, as this folder is");
    if (code < 0)
        code = words_compare(options, &recipient);
    if (code >= 0)
        return code;
    switch (reviewers_add(profile->disk, path, profile->practice, wall_today(), &recipient, role)) {
    case OK:
        break;
    case ERR_EXISTS:
        return complain("may replay already", options->add_reviewer, "there is nothing to do");
    case ERR_TOO_LONG:
        return complain("eight may replay already", options->add_reviewer,
                        "turn one off with --reviewer-off; from tomorrow on there is room");
    default:
        return complain("the list cannot be written", profile->keys, "check the disk");
    }
    char words[SIX_WORDS_BYTES];
    recipient_words(&recipient, words);
    printf("%s (%s) may replay from the next session on.\n"
           "Compare these six words aloud with the owner of the key: %s\n",
           recipient.name, role_text(role), words);
    return EXIT_DONE;
}

// --- The list.

static void print_one(const struct reviewer *reviewer, uint32_t today)
{
    char words[SIX_WORDS_BYTES];
    recipient_words(&reviewer->recipient, words);
    const char *state = !reviewer_may(reviewer, today) ? "off"
                        : reviewer->off_from_day == 0  ? "on"
                        : reviewer->gone               ? "on today, removed from tomorrow on"
                                                       : "on today, off from tomorrow on";
    printf("%s (%s): %s; %s\n", reviewer->recipient.name, role_text(reviewer->role), state, words);
}

// The one that a name or the beginning of the six words means. A name may be anybody's twice.
static int find(const struct reviewer *reviewers, size_t count, const char *who, size_t *out_at)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        char words[SIX_WORDS_BYTES];
        recipient_words(&reviewers[i].recipient, words);
        bool named = strcmp(reviewers[i].recipient.name, who) == 0;
        if (!named && (who[0] == '\0' || strncmp(words, who, strlen(who)) != 0))
            continue;
        *out_at = i;
        found++;
    }
    if (found == 0)
        return complain("is nobody on the list", who, "see imr-facilitator --reviewers");
    if (found > 1)
        return complain("is more than one on the list", who, "say the first of their six words");
    return -1;
}

static int change(const struct facilitator_options *options, const struct profile *profile,
                  const char *path, const struct reviewer *reviewers, size_t count)
{
    const char *who = options->turn_on != NULL    ? options->turn_on
                      : options->turn_off != NULL ? options->turn_off
                                                  : options->remove_reviewer;
    size_t at = 0;
    int code = find(reviewers, count, who, &at);
    if (code >= 0)
        return code;
    const struct recipient *recipient = &reviewers[at].recipient;
    bool on = options->turn_on != NULL, removed = !on && options->turn_off == NULL;
    enum err err = removed ? reviewers_remove(profile->disk, path, profile->practice, wall_today(),
                                              recipient->public_key)
                           : reviewers_turn(profile->disk, path, profile->practice, wall_today(),
                                            recipient->public_key, on);
    switch (err) {
    case OK:
        break;
    case ERR_TOO_LONG:
        return complain("eight may replay already", who, "turn one off, and this one on tomorrow");
    case ERR_RANGE:
        return complain("somebody must be left who may replay", who,
                        "enrol or turn on another one first; a recovery key does not count");
    default:
        return complain("the list cannot be written", profile->keys, "check the disk");
    }
    if (on)
        printf("%s may replay from the next session on.\n", recipient->name);
    else
        printf("%s %s from tomorrow on; what is recorded today is still sealed to this key, and so "
               "are the records made before.\n",
               recipient->name, removed ? "is off the list" : "may not replay");
    return EXIT_DONE;
}

int task_reviewers(const struct facilitator_options *options, const struct profile *profile)
{
    char path[ROOM_PATH_BYTES];
    struct reviewer reviewers[REVIEWERS_MAX];
    size_t count = 0;
    uint32_t today = wall_today();
    enum err err = profile_reviewers_path(profile, path);
    if (err == OK)
        err = reviewers_load(profile->disk, path, profile->practice, today, reviewers, &count);
    if (err != OK)
        return complain(err_text(err), "keys/recipients.list",
                        "move that file away and enrol the review keys again");
    if (options->add_reviewer != NULL)
        return add(options, profile, path);
    if (!options->reviewers)
        return change(options, profile, path, reviewers, count);
    for (size_t i = 0; i < count; i++)
        print_one(&reviewers[i], today);
    if (count == 0)
        printf("Nobody may replay yet.\n");
    return EXIT_DONE;
}
