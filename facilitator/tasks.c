#include "facilitator/tasks.h"
#include "deck/deck_load.h"
#include "facilitator/blank_card.h"
#include "facilitator/console.h"
#include "facilitator/tasks_reviewers.h"
#include "room/goals.h"
#include "room/pair_file.h"
#include "room/wall.h"
#include "seal/random.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRACTICE_PASSPHRASE "practice"

bool task_wanted(const struct facilitator_options *options)
{
    return options->check != NULL || options->blank_card != NULL ||
           task_reviewers_wanted(options) || options->pair_file != NULL || options->unpair != 0 ||
           options->reset_goals != NULL;
}

char *task_passphrase(const struct facilitator_options *options, int *out_code)
{
    *out_code = -1;
    if (options->unlock_file == NULL && !options->practice)
        return NULL;
    char *passphrase = seal_secret_create(PASSPHRASE_BYTES_MAX);
    if (passphrase == NULL) {
        *out_code = complain("no memory can be locked for it", "passphrase", "raise ulimit -l");
        return NULL;
    }
    if (options->unlock_file == NULL) {
        memcpy(passphrase, PRACTICE_PASSPHRASE, sizeof PRACTICE_PASSPHRASE);
        return passphrase;
    }
    bool standard = strcmp(options->unlock_file, "-") == 0;
    FILE *from = standard ? stdin : fopen(options->unlock_file, "r");
    if (from != NULL) {
        // Unbuffered, so that the passphrase is in our locked memory and nowhere else.
        setvbuf(from, NULL, _IONBF, 0);
        if (fgets(passphrase, PASSPHRASE_BYTES_MAX, from) == NULL)
            passphrase[0] = '\0';
        passphrase[strcspn(passphrase, "\r\n")] = '\0';
        if (!standard)
            fclose(from);
    }
    if (from == NULL || passphrase[0] == '\0') {
        *out_code = complain("no passphrase can be read from it", options->unlock_file,
                             "put it on the first line");
        seal_secret_destroy(passphrase);
        return NULL;
    }
    return passphrase;
}

static int check_content(const struct facilitator_options *options)
{
    struct deck_art *art = malloc(sizeof *art);
    struct diagnostics *diagnostics = malloc(sizeof *diagnostics);
    void *block = malloc(DECK_LOAD_ARENA_BYTES);
    struct check_totals totals = {0};
    int code = EXIT_USE;
    if (art == NULL || diagnostics == NULL || block == NULL) {
        complain("no memory", options->check, "close other programs");
        goto done;
    }
    struct arena arena;
    arena_init(&arena, block, DECK_LOAD_ARENA_BYTES);
    diagnostics_init(diagnostics);
    if (deck_art_read(options->assets, art) != OK) {
        complain("has no icons and pictures", options->assets, "say --assets DIR");
        goto done;
    }
    enum err err = deck_check_path(options->check, art, &arena, diagnostics, &totals);
    if (err != OK) {
        complain(err == ERR_NOT_FOUND ? "there is nothing to check" : err_text(err), options->check,
                 "name a deck, a session's folder, the curriculum or the words");
        goto done;
    }
    for (size_t i = 0; i < diagnostics->count; i++) {
        char line[DIAGNOSTIC_FILE_BYTES + DIAGNOSTIC_TEXT_BYTES + 64];
        struct out out = out_into(line, sizeof line);
        diagnostic_format(&diagnostics->items[i], &out);
        puts(line);
    }
    if (diagnostics->dropped > 0)
        printf("and %zu more\n", diagnostics->dropped);
    printf("%zu decks and %zu files looked at: %zu errors, %zu warnings\n", totals.decks,
           totals.files, diagnostics->errors, diagnostics->warnings);
    code = diagnostics->errors == 0 ? EXIT_DONE : EXIT_FAILED;
done:
    free(art);
    free(diagnostics);
    free(block);
    return code;
}

static int write_pair_file(const struct facilitator_options *options, const struct console *console,
                           const struct opened *opened, struct paired_terminal *terminals,
                           size_t count)
{
    const struct profile *profile = console_profile(console);
    struct pair_file file;
    pair_file_make(opened->keys, console_address(console), options->port, options->screen,
                   profile->practice, wall_today(), &file);
    size_t place = 0;
    while (place < count && terminals[place].terminal.screen != options->screen)
        place++;
    if (place == TERMINALS_MAX)
        return complain("512 screens are paired already", profile->root, "unpair one first");
    terminals[place] = pair_file_terminal(&file);
    if (place == count)
        count++;
    char path[ROOM_PATH_BYTES];
    enum err err = profile_path(profile->keys, "terminals.allow", path);
    if (err == OK)
        err = pair_file_write(disk_posix(), options->pair_file, &file);
    seal_wipe(&file, sizeof file);
    if (err == ERR_EXISTS)
        return complain("is there already and is not overwritten", options->pair_file,
                        "choose another name");
    if (err != OK)
        return complain("cannot be written", options->pair_file, "choose another folder");
    if (terminals_save(disk_posix(), path, terminals, count) != OK)
        return complain("cannot be written", path, "check the disk and write the file again");
    printf("%s: carry it to screen %u and start imr-participant --pair-file there.\n"
           "It is good until tomorrow and works while the console runs on %s.\n",
           options->pair_file, (unsigned)options->screen, console_address(console));
    return EXIT_DONE;
}

static int unpair(const struct facilitator_options *options, const struct profile *profile,
                  struct paired_terminal *terminals, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (terminals[i].terminal.screen != options->unpair)
            terminals[kept++] = terminals[i];
    char number[16];
    snprintf(number, sizeof number, "screen %u", (unsigned)options->unpair);
    if (kept == count)
        return complain("is not paired", number, "there is nothing to do");
    char path[ROOM_PATH_BYTES];
    if (profile_path(profile->keys, "terminals.allow", path) != OK ||
        terminals_save(disk_posix(), path, terminals, kept) != OK)
        return complain("the list cannot be written", profile->keys, "check the disk");
    printf("Screen %u is off the list.\n", (unsigned)options->unpair);
    return EXIT_DONE;
}

static int refused_passphrase(const struct profile *profile, enum err err, const char *step)
{
    char next[64] = "try again";
    uint32_t wait_s = unlock_wait_s(profile);
    if (wait_s > 0)
        snprintf(next, sizeof next, "wait %u seconds and try again", (unsigned)wait_s);
    const char *what = err == ERR_SEAL   ? "the passphrase does not fit"
                       : err == ERR_WAIT ? "too many wrong tries in a row"
                                         : err_text(err);
    return complain(what, err == ERR_WAIT ? "passphrase" : step, next);
}

// The misses of a month are forgiven; the cards stay as they are.
static int reset_goals(const struct facilitator_options *options, const struct profile *profile,
                       const struct unlock_key *key)
{
    struct goals *goals = NULL;
    int code = EXIT_DONE;
    enum err err = goals_create(disk_posix(), random_system(), profile->groups, key, &goals);
    if (err == OK && !goals_known(goals, options->reset_goals))
        code = complain("has no goal cards", options->reset_goals,
                        "say the name as the console shows it");
    else if (err == OK)
        err = goals_load(goals, options->reset_goals);
    if (err == OK && code == EXIT_DONE)
        err = goals_reset(goals);
    if (err != OK)
        code = complain(err_text(err), "goal cards", "check the disk");
    goals_destroy(goals);
    if (code == EXIT_DONE)
        printf("Goals of %s can be opened again.\n", options->reset_goals);
    return code;
}

static int change_terminals(const struct facilitator_options *options,
                            const struct console *console)
{
    const struct profile *profile = console_profile(console);
    struct paired_terminal *terminals = calloc(TERMINALS_MAX, sizeof *terminals);
    size_t count = 0;
    if (terminals == NULL)
        return complain("no memory", profile->root, "close other programs");
    int code = EXIT_USE;
    enum err err = profile_terminals(profile, wall_today(), terminals, &count);
    if (err != OK && err != ERR_NOT_FOUND) {
        complain(err_text(err), "keys/terminals.allow", "move that file away and pair again");
        goto done;
    }
    if (options->unpair != 0) {
        code = unpair(options, profile, terminals, count);
        goto done;
    }
    char *passphrase = task_passphrase(options, &code);
    if (passphrase == NULL) {
        if (code < 0)
            code = complain("the console's keys are sealed", "passphrase", "say --unlock-file F");
        goto done;
    }
    struct opened opened = {0};
    const char *step;
    err = unlock_now(profile, profile->practice ? VAULT_PRACTICE : VAULT_UNLOCK, passphrase,
                     &opened, &step);
    seal_secret_destroy(passphrase);
    if (err != OK)
        code = refused_passphrase(profile, err, step);
    else if (options->reset_goals != NULL)
        code = reset_goals(options, profile, opened.key);
    else
        code = write_pair_file(options, console, &opened, terminals, count);
    opened_close(&opened);
done:
    free(terminals);
    return code;
}

static int write_blank_card(const struct facilitator_options *options)
{
    switch (blank_card_write(options->assets, options->paper, options->blank_card)) {
    case OK:
        return EXIT_DONE;
    case ERR_NOT_FOUND:
    case ERR_MALFORMED:
        return complain("the pictures of goal cards are not there", options->assets,
                        "check --assets or install the program again");
    default:
        return complain("the blank card cannot be written", options->blank_card,
                        "choose another file");
    }
}

int task_run(const struct facilitator_options *options)
{
    if (options->blank_card != NULL)
        return write_blank_card(options);
    if (options->check != NULL)
        return check_content(options);
    struct console_config config = {.assets = options->assets,
                                    .data = options->data,
                                    .practice = options->practice,
                                    .bind = options->bind,
                                    .port = options->port};
    struct console *console = NULL;
    struct console_problem problem;
    if (console_create(&config, &console, &problem) != OK)
        return complain(problem.what, problem.which, problem.next);
    int code = task_reviewers_wanted(options) ? task_reviewers(options, console_profile(console))
                                              : change_terminals(options, console);
    console_destroy(console);
    return code;
}
