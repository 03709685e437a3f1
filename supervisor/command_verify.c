#include "base/out.h"
#include "seal/witness.h"
#include "supervisor/command.h"
#include "supervisor/open_record.h"
#include <stdlib.h>

// What was heard beside the record itself.
struct heard {
    size_t witnesses, fit;
    bool words, words_fit;
};

// One file's witnesses; false after complaining.
static bool hear_file(struct meeting *meeting, const char *path, struct witness_book *book,
                      struct heard *heard)
{
    switch (witness_load(disk_posix(), path, book)) {
    case OK:
        break;
    case ERR_NOT_FOUND:
        complain("no such file of witnesses", path, "check the path");
        return false;
    case ERR_VERSION:
        complain("made by a newer version of the program", path, "update imr-supervisor");
        return false;
    default:
        complain("is no file of witnesses, or cannot be read", path,
                 "make one on the screen with imr-participant --witnesses FILE");
        return false;
    }
    struct meeting_heard said = meeting_hear(meeting, book->of, book->count);
    heard->witnesses += said.heard;
    heard->fit += said.fit;
    return true;
}

static bool hear_witnesses(const struct supervisor_options *options, struct meeting *meeting,
                           struct heard *heard)
{
    struct witness_book *book = malloc(sizeof *book);
    bool fine = book != NULL;
    if (!fine)
        complain("no memory", options->operands[0], "close other programs");
    for (int i = 0; i < options->witness_count && fine; i++)
        fine = hear_file(meeting, options->witnesses[i], book, heard);
    free(book);
    return fine;
}

static bool hear_words(const struct supervisor_options *options, struct meeting *meeting,
                       struct heard *heard)
{
    char words[SIX_WORDS_BYTES];
    if (options->words == NULL)
        return true;
    if (!six_words_tidy(options->words, words)) {
        complain("are not six words", options->words,
                 "say --words 'one two three four five six', as on the attendance sheet");
        return false;
    }
    heard->words = true;
    heard->words_fit = meeting_hear_words(meeting, words);
    return true;
}

static void print_time(uint64_t session_ms)
{
    unsigned long long seconds = session_ms / 1000;
    printf("%llu:%02llu:%02llu", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static const char *meaning(enum record_verdict verdict)
{
    switch (verdict) {
    case RECORD_COMPLETE:
        return "nothing is missing";
    case RECORD_UNCLOSED:
        return "it never ended; a flat battery can do that too";
    case RECORD_TRUNCATED:
        return "a part or the end is missing";
    case RECORD_FORKED:
        return "there are two different ends";
    case RECORD_FORGED:
        return "something in it does not fit";
    }
    return "";
}

static void print_heard(const struct heard *heard)
{
    if (heard->witnesses > 0)
        printf("  witnesses of this session: %zu, of which %zu say the same\n", heard->witnesses,
               heard->fit);
    if (heard->words)
        printf("  the six words on the sheet %s\n",
               heard->words_fit ? "are in the record" : "are not in the record");
}

static void print_text(const struct meeting *meeting, const char *path, const struct heard *heard)
{
    const struct meeting_verdict *verdict = meeting_verdict(meeting);
    const struct begin *begin = &meeting_replay(meeting)->last.begin;
    char words[SIX_WORDS_BYTES];
    printf("%s: %s: %s\n", path, record_verdict_text(verdict->verdict), meaning(verdict->verdict));
    if (verdict->place[0] != '\0')
        printf("  where: %s\n", verdict->place);
    printf("  group: %s; %s, session %u%s\n", begin->group, begin->deck.module_title,
           (unsigned)begin->deck.session_number,
           meeting_info(meeting)->practice ? "; practice" : "");
    printf("  %u part%s, %zu facts, last at ", meeting_segment_count(meeting),
           meeting_segment_count(meeting) == 1 ? "" : "s", meeting_replay(meeting)->fact_count);
    print_time(verdict->session_ms);
    printf("\n");
    if (verdict->trailing_bytes > 0)
        printf("  %llu bytes at the end are not a whole frame\n",
               (unsigned long long)verdict->trailing_bytes);
    if (verdict->closing_head_known) {
        six_words(verdict->closing_head, words);
        printf("  six words on the attendance sheet: %s\n", words);
    }
    print_heard(heard);
    if (meeting_deck(meeting) == NULL)
        printf("  its slides are not whole in the record; the rest replays\n");
}

static void print_json(const struct meeting *meeting, const char *path, const struct heard *heard)
{
    const struct meeting_verdict *verdict = meeting_verdict(meeting);
    char buffer[4096];
    char words[SIX_WORDS_BYTES] = "";
    if (verdict->closing_head_known)
        six_words(verdict->closing_head, words);
    struct out out = out_into(buffer, sizeof buffer);
    out_text(&out, "{\"verify\":{\"file\":");
    out_json(&out, path);
    out_text(&out, ",\"verdict\":");
    out_json(&out, record_verdict_text(verdict->verdict));
    out_text(&out, ",\"fault\":");
    out_json(&out, meeting_fault_name(verdict->fault));
    out_text(&out, ",\"where\":");
    out_json(&out, verdict->place);
    out_text(&out, ",\"parts\":");
    out_number(&out, meeting_segment_count(meeting));
    out_text(&out, ",\"facts\":");
    out_number(&out, (int64_t)meeting_replay(meeting)->fact_count);
    out_text(&out, ",\"last_ms\":");
    out_number(&out, (int64_t)verdict->session_ms);
    out_text(&out, ",\"trailing_bytes\":");
    out_number(&out, (int64_t)verdict->trailing_bytes);
    out_text(&out, ",\"practice\":");
    out_text(&out, meeting_info(meeting)->practice ? "true" : "false");
    out_text(&out, ",\"deck_whole\":");
    out_text(&out, meeting_deck(meeting) != NULL ? "true" : "false");
    out_text(&out, ",\"six_words\":");
    out_json(&out, words);
    out_text(&out, ",\"witnesses\":");
    out_number(&out, (int64_t)heard->witnesses);
    out_text(&out, ",\"witnesses_fit\":");
    out_number(&out, (int64_t)heard->fit);
    out_text(&out, ",\"words_fit\":");
    out_text(&out, !heard->words ? "null" : heard->words_fit ? "true" : "false");
    out_text(&out, "}}");
    puts(buffer);
}

int command_verify(const struct supervisor_options *options)
{
    struct meeting *meeting = open_record(options);
    if (meeting == NULL)
        return EXIT_USE;
    struct heard heard = {0};
    if (!hear_witnesses(options, meeting, &heard) || !hear_words(options, meeting, &heard)) {
        meeting_close(meeting);
        return EXIT_USE;
    }
    if (options->json)
        print_json(meeting, options->operands[0], &heard);
    else
        print_text(meeting, options->operands[0], &heard);
    bool complete = meeting_verdict(meeting)->verdict == RECORD_COMPLETE;
    meeting_close(meeting);
    return complete ? EXIT_DONE : EXIT_INCOMPLETE;
}
