#include "base/out.h"
#include "supervisor/command.h"
#include "supervisor/open_record.h"

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

static void print_text(const struct meeting *meeting, const char *path)
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
    if (meeting_deck(meeting) == NULL)
        printf("  its slides are not whole in the record; the rest replays\n");
}

static void print_json(const struct meeting *meeting, const char *path)
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
    out_text(&out, "}}");
    puts(buffer);
}

int command_verify(const struct supervisor_options *options)
{
    struct meeting *meeting = open_record(options);
    if (meeting == NULL)
        return EXIT_USE;
    if (options->json)
        print_json(meeting, options->operands[0]);
    else
        print_text(meeting, options->operands[0]);
    bool complete = meeting_verdict(meeting)->verdict == RECORD_COMPLETE;
    meeting_close(meeting);
    return complete ? EXIT_DONE : EXIT_INCOMPLETE;
}
