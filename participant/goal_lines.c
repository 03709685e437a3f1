#include "participant/goal_lines.h"

#include "base/check.h"
#include "base/out.h"
#include "base/utf8.h"
#include "wire/text_line.h"
#include <string.h>

static const char *const PRESETS[PRACTICE_PARTS][GOAL_PRESETS] = {
    {"practice.what.walk", "practice.what.breathe", "practice.what.friend", "practice.what.sleep",
     "practice.what.step", "practice.what.today"},
    {"practice.when.morning", "practice.when.daytime", "practice.when.evening",
     "practice.when.night", "practice.when.weekend", "practice.when.everyday"},
    {"practice.where.home", "practice.where.outside", "practice.where.center",
     "practice.where.work", "practice.where.way", "practice.where.else"},
    {"practice.who.alone", "practice.who.friend", "practice.who.family", "practice.who.group",
     "practice.who.staff", "practice.who.else"},
};

const char *practice_preset_id(int part, uint8_t preset)
{
    check(part >= 0 && part < PRACTICE_PARTS && preset >= 1 && preset <= GOAL_PRESETS);
    return PRESETS[part][preset - 1];
}

struct lines {
    uint8_t count;
    struct goal_line *at;
};

// Staff read English, as the rest of their windows.
static const char *staff_words(const struct strings *strings, const char *id)
{
    return strings != NULL ? strings_get(strings, LANGUAGE_EN, id) : "";
}

static void add(struct lines *lines, enum goal_line_kind kind, enum goal_status status,
                const struct goal_words *words)
{
    if (!words->share || words->text[0] == '\0')
        return;
    check(lines->count < GOAL_SHARED_MAX);
    struct goal_line *line = &lines->at[lines->count++];
    memset(line, 0, sizeof *line);
    line->kind = kind;
    line->status = status;
    memcpy(line->text, words->text, sizeof line->text);
}

// As many of the words as a line has room for, with nothing blank at their end.
static void cut(const char *words, char text[OWN_WORDS_BYTES])
{
    struct span rest = span_of_string(words);
    size_t used = 0;
    unsigned points = 0;
    uint32_t point;
    memset(text, 0, OWN_WORDS_BYTES);
    for (size_t size; (size = utf8_decode(rest, &point)) > 0; rest = span_from(rest, size)) {
        if (used + size > GOAL_WORDS_BYTES_MOST || ++points > OWN_WORDS_POINTS)
            break;
        memcpy(text + used, rest.at, size);
        used += size;
    }
    while (used > 0 && text[used - 1] == ' ')
        text[--used] = '\0';
}

static void add_practice(struct lines *lines, const struct goal_practice *practice,
                         const struct strings *strings)
{
    static const enum goal_status STATUS[] = {[TRIED_NONE] = GOAL_STATUS_NONE,
                                              [TRIED_YES] = GOAL_DID,
                                              [TRIED_SOME] = GOAL_PART,
                                              [TRIED_NOT_YET] = GOAL_NOT_YET};
    char words[PRACTICE_PARTS * OWN_WORDS_BYTES + 16];
    struct out out = out_into(words, sizeof words);
    if (!practice->share || practice->kind == PRACTICE_NONE)
        return;
    if (practice->kind == PRACTICE_NOTHING)
        out_text(&out, staff_words(strings, "practice.nothing"));
    for (int i = 0; i < PRACTICE_PARTS && practice->kind == PRACTICE_SET; i++) {
        const struct practice_part *part = &practice->parts[i];
        bool preset = part->preset >= 1 && part->preset <= GOAL_PRESETS;
        const char *text = part->own[0] != '\0' ? part->own
                           : preset ? staff_words(strings, practice_preset_id(i, part->preset))
                                    : "";
        if (text[0] != '\0' && out.used > 0)
            out_text(&out, ", ");
        out_text(&out, text);
    }
    struct goal_words line = {.share = true};
    cut(words, line.text);
    memset(words, 0, sizeof words);
    if (goal_words_ok(line.text))
        add(lines, GOAL_PRACTICE, STATUS[practice->tried], &line);
    memset(&line, 0, sizeof line);
}

uint8_t goal_lines_shared(const struct goal_sheet *sheet, const struct strings *strings,
                          struct goal_line out_lines[GOAL_SHARED_MAX])
{
    struct lines lines = {0, out_lines};
    add(&lines, GOAL_LONG_TERM, GOAL_STATUS_NONE, &sheet->long_term);
    add(&lines, GOAL_WHY, GOAL_STATUS_NONE, &sheet->why);
    for (uint8_t i = 0; i < sheet->short_count; i++) {
        const struct goal_short *term = &sheet->shorts[i];
        add(&lines, GOAL_SHORT_TERM, GOAL_STATUS_NONE, &term->words);
        for (uint8_t at = 0; at < term->step_count; at++)
            add(&lines, GOAL_STEP, term->steps[at].status, &term->steps[at].words);
    }
    add_practice(&lines, &sheet->practice, strings);
    return lines.count;
}
