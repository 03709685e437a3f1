// What is left of many weeks of one group, read from the disk of its console after the last: the group book,
// and each person's sheet by the card that they hold. Prints one figure a line, "NAME=VALUE".
// Usage: weeks-figures CONSOLE GROUP FIRST-DAY CARDS FACES, where CARDS and FACES are folders with a file
// for each person: the pictures that they copied, and the face that staff know them by.
#include "base/check.h"
#include "core/goal_card.h"
#include "room/book_figures.h"
#include "room/book_file.h"
#include "room/goals_rows.h"
#include "room/link_goals.h"
#include "room/profile.h"
#include "seal/cell.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXT_LINE_BYTES = 128,
    WEEKS = 12,
    DAYS_A_WEEK = 7,
    TICKS_MOST = 64
};

struct room {
    struct profile profile;
    struct unlock_key *unlock;
    const char *group;
    uint32_t first_day;
    struct goals *goals;
    struct link_goals link;
    struct envelope envelope;
    int opened;
};
static struct room room;
static struct book book;

static void must(enum err err, const char *what)
{
    if (err == OK)
        return;
    fprintf(stderr, "weeks-figures: %s: %s\n", what, err_text(err));
    exit(2);
}

// --- The group book.

static void sums(void)
{
    struct book_figures sum;
    book_figures(&book, 0, UINT32_MAX, &sum);
    uint32_t last_day = room.first_day + DAYS_A_WEEK * (WEEKS - 1);
    printf("sessions=%d\njoined=%d\nnot-today=%d\n", sum.sessions, book_joined(&book, last_day),
           sum.not_today);
    printf("attendance=%d/%d\n", sum.here.done, sum.here.of);
    printf("followed-up=%d/%d\ndeferred=%d\nnot-due=%d\n", sum.followed_up.done, sum.followed_up.of,
           sum.deferred, sum.not_due);
    printf("goals-set=%d\n", sum.set);
    printf("reviewed=%d/%d\ntried=%d\nsome=%d\nnot-yet=%d\n", sum.reviewed.done, sum.reviewed.of,
           sum.tried, sum.some, sum.not_yet);
    printf("practice-set=%d\nnothing=%d\n", sum.practice_set, sum.nothing);
    printf("carried=%s/%d/%d\n", book.carried.module, book.carried.number, book.carried.slide);
    for (int i = 0; i < book.deck_count; i++)
        printf("covered:%s/%d=%d/%d-in-%d\n", book.decks[i].module, book.decks[i].number,
               book_deck_shown(&book.decks[i]), book.decks[i].slide_count, book.decks[i].meetings);
}

static void member(const char *name, const char *face)
{
    struct goal_handle handle;
    int who = book_handle_parse(face, &handle) ? book_find(&book, handle) : -1;
    if (who < 0) {
        printf("came:%s=never\n", name);
        return;
    }
    int came = 0;
    for (int i = 0; i < book.session_count; i++)
        came += book.sessions[i].marks[who].here;
    printf("came:%s=%d\nmissed:%s=%d\n", name, came, name,
           book_missed(&book, who, SHARE_SINCE_JOINED, NULL, 0));
    printf("next:%s=", name);
    for (const char *at = book.members[who].next_step; *at != '\0'; at++)
        putchar(*at == ' ' ? '-' : *at);
    putchar('\n');
}

// --- The cards.

static struct link_goal ask(const struct goal_request *request)
{
    struct link_goal done = {0};
    link_goals_start(&room.link, random_system(), request);
    for (int i = 0; i < TICKS_MOST && !link_goals_take(&room.link, &done); i++) {
        uint8_t body[CELL_BODY_BYTES], cell[CELL_BYTES];
        link_goals_cell(&room.link, room.envelope.phase_id, body);
        cell_seal(body, room.envelope.phase_key, cell);
        goals_take(room.goals, cell);
        must(goals_commit(room.goals, ++room.envelope.tick, room.first_day), "the cards");
        goals_show(room.goals, &room.envelope);
        link_goals_hear(&room.link, random_system(), &room.envelope);
    }
    return done;
}

static void sheet(const char *name, const struct goal_sheet *sheet)
{
    char weeks[WEEKS + 1] = {0};
    memset(weeks, '-', WEEKS);
    uint32_t first_week = room.first_day / DAYS_A_WEEK;
    for (int i = 0; i < sheet->week_count; i++) {
        uint32_t week = sheet->weeks[i].week - first_week;
        check(week < WEEKS);
        weeks[week] = (char)('0' + sheet->weeks[i].rung);
    }
    static const char *const KINDS[] = {"none", "item", "nothing"};
    printf("way:%s=%s\npractice:%s=%s\n", name, weeks, name, KINDS[sheet->practice.kind]);
    static const char *const STATUS[] = {"-", "did", "part", "not-yet", "help"};
    printf("steps:%s=", name);
    for (int i = 0; i < sheet->shorts[0].step_count; i++)
        printf("%s%s", i > 0 ? "," : "", STATUS[sheet->shorts[0].steps[i].status]);
    printf("\n");
}

static void card(const char *name, char *pictures, const char *face)
{
    uint8_t touched[CARD_PICTURES], plain[GOAL_PLAIN_BYTES];
    int count = 0;
    char *rest = pictures;
    for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL && count < CARD_PICTURES; count++)
        check(goal_picture_find(word, &touched[count]));
    check(count == CARD_PICTURES);
    struct goal_card_key key;
    must(goal_card_make((struct span){touched, sizeof touched}, room.envelope.goal_salt,
                        GOAL_CARD_PRACTICE, &key),
         name);
    struct goal_request request = {.kind = GOAL_REQUEST_GET};
    goal_card_find(&key, request.find);
    struct link_goal found = ask(&request);
    struct goal_sheet opened;
    if (found.kind != LINK_GOAL_FOUND || goal_row_open(&key, found.share, found.row, plain) != OK ||
        goal_sheet_decode(plain, &opened) != OK) {
        printf("way:%s=does-not-open\n", name);
        return;
    }
    char stands[HANDLE_NAME_BYTES];
    book_handle_name(opened.handle, stands);
    check(strcmp(stands, face) == 0);
    room.opened++;
    sheet(name, &opened);
}

// How many cards have a row, whoever holds them.
static int rows(void)
{
    struct goal_rows *rows = NULL;
    struct goal_rows_found found;
    struct goal_cards *cards = malloc(sizeof *cards);
    check(cards != NULL);
    must(goal_rows_open(disk_posix(), random_system(), room.profile.groups, room.unlock,
                        span_of_string(room.group), &rows, &found),
         "the rows");
    must(goal_cards_take(cards, goal_rows_content(rows)), "the rows");
    int count = cards->count;
    goal_rows_close(rows);
    free(cards);
    return count;
}

// --- The whole.

static bool line_of(const char *folder, const char *name, char line[TEXT_LINE_BYTES])
{
    char path[2 * ROOM_PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    bool is_read = file != NULL && fgets(line, TEXT_LINE_BYTES, file) != NULL;
    if (file != NULL)
        fclose(file);
    line[strcspn(line, "\n")] = '\0';
    return is_read;
}

static void people(const char *cards, const char *faces)
{
    DIR *folder = opendir(cards);
    check(folder != NULL);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char pictures[TEXT_LINE_BYTES] = "", face[TEXT_LINE_BYTES] = "";
        if (entry->d_name[0] == '.' || !line_of(cards, entry->d_name, pictures) ||
            !line_of(faces, entry->d_name, face))
            continue;
        member(entry->d_name, face);
        card(entry->d_name, pictures, face);
    }
    closedir(folder);
}

int main(int argc, char **argv)
{
    check(argc == 6);
    must(seal_start(), "libsodium");
    room.group = argv[2];
    room.first_day = (uint32_t)strtoul(argv[3], NULL, 10);
    must(profile_open(disk_posix(), argv[1], PROFILE_FACILITATOR, true, &room.profile), argv[1]);
    must(vault_unlock(disk_posix(), room.profile.keys, span_of_string("practice"), &room.unlock),
         "the keys");
    struct book_place_on_disk place = {disk_posix(), room.profile.groups, room.unlock};
    struct book_opened opened;
    must(book_load(&place, room.group, &book, &opened), "the book");
    check(opened.bad[0] == '\0' && !opened.was_last);
    int count = rows();
    must(goals_create(disk_posix(), random_system(), room.profile.groups, room.unlock, &room.goals),
         "the cards");
    must(goals_load(room.goals, room.group), "the cards");
    must(goals_open(room.goals, &(struct goals_phase){.id = 1, .session_id = {1}}, 1), "the cards");
    room.envelope.scene.goals_state = GOALS_OPEN;
    room.envelope.tick = 1;
    goals_show(room.goals, &room.envelope);
    goals_taking(room.goals, true, false);
    link_goals_init(&room.link);
    sums();
    people(argv[4], argv[5]);
    printf("cards=%d\nopened=%d\n", count, room.opened);
    goals_destroy(room.goals);
    unlock_key_destroy(room.unlock);
    profile_close(&room.profile);
    return 0;
}
