// Looks into a program that runs, as somebody could who is root on its machine.
//   look in PROCESS FILE            each line of FILE is a name and 32 hex digits; prints how often any of
//                                   them stands in the memory of PROCESS, and how often where it can be
//                                   swapped out
//   look card CONSOLE GROUP CARD    what the pictures in the file CARD make, and the hash that finds them
//                                   in the rows of a group, as such lines
// CONSOLE is a copy of a practice console's folder. Exit code 77: we may not look.
#include "base/check.h"
#include "core/goal_card.h"
#include "room/goals_rows.h"
#include "room/profile.h"
#include "scan.h"
#include "seal/goal_card.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAME_ROOM = 24,
    HEX_BYTES = 2 * SCAN_BYTES,
    NOT_ALLOWED = 77
};

static int look_in(const char *process, const char *path)
{
    struct scan *scan = scan_create_of((pid_t)strtol(process, NULL, 10));
    if (scan == NULL)
        return NOT_ALLOWED;
    FILE *file = fopen(path, "r");
    check(file != NULL);
    char name[NAME_ROOM], hex[HEX_BYTES + 1];
    while (fscanf(file, "%23s %32s", name, hex) == 2) {
        uint8_t marker[SCAN_BYTES];
        for (size_t i = 0; i < SCAN_BYTES; i++) {
            const char digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};
            marker[i] = (uint8_t)strtoul(digits, NULL, 16);
        }
        scan_add(scan, marker);
    }
    fclose(file);
    size_t found = scan_run(scan);
    printf("%zu %zu\n", found, scan_unlocked(scan));
    scan_destroy(scan);
    return 0;
}

static void print_mark(const char *name, const uint8_t *bytes)
{
    printf("%s ", name);
    for (size_t i = 0; i < SCAN_BYTES; i++)
        printf("%02x", (unsigned)bytes[i]);
    printf("\n");
}

static void salt_of(const char *console, const char *group, uint8_t out_salt[GOAL_SALT_BYTES])
{
    struct profile profile;
    struct unlock_key *unlock = NULL;
    struct goal_rows *rows = NULL;
    struct goal_rows_found found;
    struct goal_cards *cards = malloc(sizeof *cards);
    check(cards != NULL);
    enum err err = profile_open(disk_posix(), console, PROFILE_FACILITATOR, true, &profile);
    check(err == OK);
    err = vault_unlock(disk_posix(), profile.keys, span_of_string("practice"), &unlock);
    check(err == OK);
    err = goal_rows_open(disk_posix(), random_system(), profile.groups, unlock,
                         span_of_string(group), &rows, &found);
    check(err == OK && !found.is_new);
    err = goal_cards_take(cards, goal_rows_content(rows));
    check(err == OK);
    memcpy(out_salt, cards->salt, GOAL_SALT_BYTES);
    goal_rows_close(rows);
    free(cards);
    unlock_key_destroy(unlock);
    profile_close(&profile);
}

static int card(const char *console, const char *group, const char *path)
{
    char word[NAME_ROOM];
    uint8_t pictures[CARD_PICTURES], salt[GOAL_SALT_BYTES], find[HASH_BYTES];
    struct goal_card_key key;
    FILE *file = fopen(path, "r");
    check(file != NULL);
    for (size_t i = 0; i < CARD_PICTURES; i++) {
        int got = fscanf(file, "%23s", word);
        bool known = got == 1 && goal_picture_find(word, &pictures[i]);
        check(known);
    }
    fclose(file);
    enum err err = seal_start();
    check(err == OK);
    salt_of(console, group, salt);
    err = goal_card_make((struct span){pictures, sizeof pictures}, salt, GOAL_CARD_PRACTICE, &key);
    check(err == OK);
    goal_card_find(&key, find);
    print_mark("made", key.made);
    print_mark("find", find);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "in") == 0)
        return look_in(argv[2], argv[3]);
    check(argc == 5 && strcmp(argv[1], "card") == 0);
    return card(argv[2], argv[3], argv[4]);
}
