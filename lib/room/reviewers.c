#include "room/reviewers.h"
#include "base/check.h"
#include "base/out.h"
#include "room/lines.h"
#include <string.h>

enum {
    REVIEWER_LINE_BYTES = RECIPIENT_LINE_BYTES + 32, // role, word, day
    LIST_BYTES = REVIEWERS_MAX * REVIEWER_LINE_BYTES,
};

static const char *const role_names[REVIEWER_ROLE_LAST + 1] = {"supervisor", "own", "recovery"};

const char *reviewer_role_name(enum reviewer_role role)
{
    check(role <= REVIEWER_ROLE_LAST);
    return role_names[role];
}

bool reviewer_role_find(const char *name, enum reviewer_role *out_role)
{
    for (unsigned role = 0; role <= REVIEWER_ROLE_LAST; role++)
        if (strcmp(name, role_names[role]) == 0) {
            *out_role = (enum reviewer_role)role;
            return true;
        }
    return false;
}

bool reviewer_may(const struct reviewer *reviewer, uint32_t day)
{
    return reviewer->off_from_day == 0 || day < reviewer->off_from_day;
}

// --- The list.

// What stands before the recipient's own line.
static bool state_parse(struct span *line, struct reviewer *reviewer)
{
    struct span word = {0};
    char name[16];
    uint64_t day = 0;
    if (!word_take(line, &word) || word.size >= sizeof name)
        return false;
    memcpy(name, word.at, word.size);
    name[word.size] = '\0';
    if (!reviewer_role_find(name, &reviewer->role) || !word_take(line, &word))
        return false;
    if (word_is(word, "on"))
        return true;
    reviewer->gone = word_is(word, "gone");
    if ((!reviewer->gone && !word_is(word, "off")) || !word_take(line, &word) ||
        !word_number(word, UINT32_MAX, &day) || day == 0)
        return false;
    reviewer->off_from_day = (uint32_t)day;
    return true;
}

static struct span without_blanks_before(struct span line)
{
    while (line.size > 0 && line.at[0] == ' ')
        line = span_from(line, 1);
    return line;
}

static enum err line_parse(struct span line, struct reviewer *out_reviewer)
{
    struct reviewer reviewer = {0};
    struct span rest = line, word = {0};
    if (!word_take(&rest, &word))
        return ERR_MALFORMED;
    bool bare = word.size >= 6 && memcmp(word.at, "imrsup", 6) == 0;
    if (!bare && !state_parse(&line, &reviewer))
        return ERR_MALFORMED;
    enum err err = recipient_parse(without_blanks_before(line), &reviewer.recipient);
    if (err == OK)
        *out_reviewer = reviewer;
    return err;
}

enum err reviewers_load(const struct disk *disk, const char *path, bool practice, uint32_t today,
                        struct reviewer out_reviewers[REVIEWERS_MAX], size_t *out_count)
{
    check(disk != NULL && path != NULL && out_count != NULL);
    uint8_t bytes[LIST_BYTES];
    size_t size = 0, count = 0;
    enum err err = disk_read_file(disk, path, bytes, sizeof bytes, &size);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    struct span text = {bytes, size}, line = {0};
    while (line_take(&text, &line)) {
        struct reviewer reviewer;
        struct span word = {0}, rest = line;
        if (!word_take(&rest, &word))
            continue;
        err = line_parse(line, &reviewer);
        if (err == OK && reviewer.recipient.practice != practice)
            err = ERR_PROFILE;
        if (err == OK && count == REVIEWERS_MAX)
            err = ERR_TOO_LONG;
        if (err != OK)
            return err;
        if (!reviewer.gone || reviewer_may(&reviewer, today))
            out_reviewers[count++] = reviewer;
    }
    *out_count = count;
    return OK;
}

static enum err list_save(const struct disk *disk, const char *path,
                          const struct reviewer *reviewers, size_t count)
{
    char text[LIST_BYTES + 1], line[RECIPIENT_LINE_BYTES];
    struct out out = out_into(text, sizeof text);
    for (size_t i = 0; i < count; i++) {
        const struct reviewer *reviewer = &reviewers[i];
        out_text(&out, reviewer_role_name(reviewer->role));
        if (reviewer->off_from_day == 0) {
            out_text(&out, " on ");
        } else {
            out_text(&out, reviewer->gone ? " gone " : " off ");
            out_number(&out, reviewer->off_from_day);
            out_text(&out, " ");
        }
        recipient_print(&reviewer->recipient, line);
        out_text(&out, line);
        out_text(&out, "\n");
    }
    check(!out.full);
    return disk_write_file(disk, path, text, out.used);
}

// --- Changing it.

static size_t place_of(const struct reviewer *reviewers, size_t count, const uint8_t key[32])
{
    size_t at = 0;
    while (at < count && memcmp(reviewers[at].recipient.public_key, key, 32) != 0)
        at++;
    return at;
}

static size_t on_count(const struct reviewer *reviewers, size_t count, uint32_t day)
{
    size_t on = 0;
    for (size_t i = 0; i < count; i++)
        on += reviewer_may(&reviewers[i], day);
    return on;
}

// Whether anybody is left tomorrow to whom a record says something: a key in a safe reads nothing.
static bool somebody_reads(const struct reviewer *reviewers, size_t count, uint32_t day)
{
    for (size_t i = 0; i < count; i++)
        if (reviewers[i].role != REVIEWER_RECOVERY && reviewer_may(&reviewers[i], day))
            return true;
    return false;
}

enum err reviewers_add(const struct disk *disk, const char *path, bool practice, uint32_t today,
                       const struct recipient *recipient, enum reviewer_role role)
{
    check(recipient != NULL && role <= REVIEWER_ROLE_LAST);
    struct reviewer all[REVIEWERS_MAX];
    size_t count = 0;
    if (recipient->practice != practice)
        return ERR_PROFILE;
    enum err err = reviewers_load(disk, path, practice, today, all, &count);
    if (err != OK)
        return err;
    size_t at = place_of(all, count, recipient->public_key);
    if (at < count && all[at].off_from_day == 0)
        return ERR_EXISTS;
    bool counted = at < count && reviewer_may(&all[at], today);
    if (at == REVIEWERS_MAX || (!counted && on_count(all, count, today) >= RECIPIENTS_MAX))
        return ERR_TOO_LONG;
    all[at] = (struct reviewer){.recipient = *recipient, .role = role};
    return list_save(disk, path, all, at == count ? count + 1 : count);
}

enum err reviewers_turn(const struct disk *disk, const char *path, bool practice, uint32_t today,
                        const uint8_t public_key[32], bool on)
{
    struct reviewer all[REVIEWERS_MAX];
    size_t count = 0;
    enum err err = reviewers_load(disk, path, practice, today, all, &count);
    if (err != OK)
        return err;
    size_t at = place_of(all, count, public_key);
    if (at == count)
        return ERR_NOT_FOUND;
    bool may = reviewer_may(&all[at], today);
    if (on && !may && on_count(all, count, today) >= RECIPIENTS_MAX)
        return ERR_TOO_LONG;
    if (!on && !may)
        return OK; // off since some day before
    all[at].off_from_day = on ? 0 : today + 1;
    all[at].gone = false;
    if (!on && !somebody_reads(all, count, today + 1))
        return ERR_RANGE;
    return list_save(disk, path, all, count);
}

enum err reviewers_remove(const struct disk *disk, const char *path, bool practice, uint32_t today,
                          const uint8_t public_key[32])
{
    struct reviewer all[REVIEWERS_MAX];
    size_t count = 0;
    enum err err = reviewers_load(disk, path, practice, today, all, &count);
    if (err != OK)
        return err;
    size_t at = place_of(all, count, public_key);
    if (at == count)
        return ERR_NOT_FOUND;
    if (reviewer_may(&all[at], today)) {
        all[at].off_from_day = today + 1;
        all[at].gone = true;
    } else {
        // Off already: nothing is sealed to it today either.
        memmove(&all[at], &all[at + 1], (count - at - 1) * sizeof all[0]);
        count--;
    }
    if (!somebody_reads(all, count, today + 1))
        return ERR_RANGE;
    return list_save(disk, path, all, count);
}

uint8_t reviewers_recipients(const struct reviewer *reviewers, size_t count, uint32_t day,
                             struct recipient out_recipients[RECIPIENTS_MAX])
{
    uint8_t on = 0;
    for (size_t i = 0; i < count && on < RECIPIENTS_MAX; i++)
        if (reviewer_may(&reviewers[i], day))
            out_recipients[on++] = reviewers[i].recipient;
    return on;
}
