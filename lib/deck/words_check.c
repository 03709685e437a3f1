#include "deck/words_check.h"

#include "base/check.h"
#include "base/utf8.h"
#include <limits.h>
#include <string.h>

// How many characters of each text stay readable on a terminal's slide or button; longer ones are
// drawn smaller or over more lines than a reader at arm's length can take in.
enum {
    TITLE_POINTS = 60,
    HEAD_POINTS = 32,
    CARD_POINTS = 80,
    LINE_POINTS = 120,
    QUESTION_POINTS = 80,
    OPTION_POINTS = 40,
    IDEA_POINTS = 120,
};

static bool is_letter(uint32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || point >= 0xc0;
}

static bool is_digit(uint32_t point)
{
    return point >= '0' && point <= '9';
}

static char lower_ascii(uint8_t byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static bool is_vowel(char letter)
{
    return letter != '\0' && strchr("aeiouy", letter) != NULL;
}

static bool ends_with(const char *word, size_t size, const char *ending)
{
    size_t tail = strlen(ending);
    return size >= tail && memcmp(word + size - tail, ending, tail) == 0;
}

// Vowels that stand together but are heard apart ("being", "giant", "diet").
static bool heard_apart(char first, char second, char third)
{
    if (first == 'i' && (second == 'a' || second == 'o'))
        return third != 'n' || second == 'a';
    return (first == 'i' && second == 'e' && third == 't') ||
           (first == 'e' && second == 'i' && third == 'n');
}

unsigned syllables_en(struct span word)
{
    char letters[48];
    size_t size = 0;
    for (size_t i = 0; i < word.size && size < sizeof letters - 2; i++)
        if (is_letter(word.at[i]) && word.at[i] < 0x80)
            letters[size++] = lower_ascii(word.at[i]);
    letters[size] = '\0';
    letters[size + 1] = '\0';
    unsigned count = 0;
    for (size_t i = 0; i < size; i++) {
        if (!is_vowel(letters[i]))
            continue;
        bool begins = i == 0 || !is_vowel(letters[i - 1]);
        if (begins || heard_apart(letters[i - 1], letters[i], letters[i + 1]))
            count++;
    }
    // Endings that are written but not heard.
    bool after_consonant = size >= 3 && !is_vowel(letters[size - 2]);
    bool heard_le = ends_with(letters, size, "le") && size >= 3 && !is_vowel(letters[size - 3]);
    if (ends_with(letters, size, "e") && after_consonant && !heard_le && count > 1)
        count--;
    if (ends_with(letters, size, "ed") && size >= 4 && !is_vowel(letters[size - 3]) &&
        letters[size - 3] != 't' && letters[size - 3] != 'd' && count > 1)
        count--;
    if (ends_with(letters, size, "es") && size >= 4 && !is_vowel(letters[size - 3]) &&
        strchr("szxcghl", letters[size - 3]) == NULL && count > 1)
        count--;
    return count > 0 ? count : 1;
}

// Which characters end a sentence: . ! ? and their kin, and the line that begins a list (:).
static bool ends_sentence(uint32_t point)
{
    return point == '.' || point == '!' || point == '?' || point == ';' || point == 0x2026;
}

struct sentence {
    unsigned words;
    unsigned syllables;
};

static void close_sentence(struct sentence *sentence, struct sentence_measure *measure)
{
    if (sentence->words > measure->words)
        measure->words = sentence->words;
    if (sentence->words >= SENTENCE_GRADED_WORDS) {
        // Flesch and Kincaid: 0.39 words + 11.8 syllables a word - 15.59, here in tenths.
        int grade = (int)(39 * sentence->words * sentence->words + 1180 * sentence->syllables) /
                        (int)(10 * sentence->words) -
                    156;
        if (grade > measure->grade_tenths)
            measure->grade_tenths = grade;
    }
    *sentence = (struct sentence){0};
}

struct sentence_measure sentence_measure(struct span text, enum language language)
{
    struct sentence_measure measure = {.grade_tenths = INT_MIN};
    struct sentence sentence = {0};
    size_t word_start = 0;
    bool in_word = false;
    size_t at = 0;
    while (at <= text.size) {
        uint32_t point = ' ';
        size_t size = at < text.size ? utf8_decode(span_from(text, at), &point) : 1;
        check(size > 0);
        bool apostrophe = point == '\'' || point == 0x2019;
        // Lao writes no spaces: there a word ends where the translator allows a line break.
        bool part = (is_letter(point) && point != 0x200b && (point < 0x2010 || point > 0x206f)) ||
                    is_digit(point) || (in_word && (apostrophe || point == '-'));
        if (part && !in_word)
            word_start = at;
        if (!part && in_word) {
            sentence.words++;
            struct span word = {text.at + word_start, at - word_start};
            sentence.syllables += language == LANGUAGE_EN ? syllables_en(word) : 0;
        }
        in_word = part;
        if (ends_sentence(point) || at == text.size)
            close_sentence(&sentence, &measure);
        at += size;
    }
    if (language != LANGUAGE_EN)
        measure.grade_tenths = INT_MIN;
    return measure;
}

bool module_is_sensitive(const char *module)
{
    static const char *const WORDS[] = {"substance", "substances", "drug",        "drugs",
                                        "alcohol",   "medication", "medications", "medicine",
                                        "medicines", "relapse",    "relapses"};
    check(module != NULL);
    for (const char *part = module; *part != '\0';) {
        size_t size = strcspn(part, "-");
        for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
            if (strlen(WORDS[i]) == size && memcmp(part, WORDS[i], size) == 0)
                return true;
        part += size;
        part += *part == '-' ? 1 : 0;
    }
    return false;
}

// Whether a byte goes on with a word of English or Spanish: a letter, or the first byte of one with
// an accent (but not of a curly quotation mark).
static bool goes_on(char byte)
{
    uint8_t value = (uint8_t)byte;
    return (value < 0x80 && is_letter(value)) || (value >= 0xc3 && value <= 0xcf);
}

// Whether words hold a phrase as whole words; a phrase that ends in * may go on with any letters.
static bool holds_phrase(const char *words, const char *phrase)
{
    size_t size = strlen(phrase);
    bool stem = phrase[size - 1] == '*';
    size -= stem ? 1 : 0;
    for (const char *at = words; *at != '\0'; at++) {
        bool begins = at == words || !goes_on(at[-1]);
        if (!begins)
            continue;
        size_t same = 0;
        while (same < size && lower_ascii((uint8_t)at[same]) == phrase[same])
            same++;
        if (same == size && (stem || !goes_on(at[size])))
            return true;
    }
    return false;
}

// No prompt asks about suicide or violence: an anonymous answer could not be followed by help. A
// short list of the plainest words; it cannot replace a reader, and the documents say so.
static bool asks_refused(const char *words, enum language language)
{
    static const char *const ENGLISH[] = {
        "suicid*",     "kill",         "killing",       "want to die",   "wish to die",
        "self-harm*",  "self harm*",   "harm yourself", "hurt yourself", "harm myself",
        "hurt myself", "hurt someone", "harm someone",  "hurt other*",   "harm other*",
        "hit someone", "violen*",      "weapon*",       "gun",           "guns"};
    static const char *const SPANISH[] = {"suicid*",
                                          "matar*",
                                          "morir",
                                          "violen*",
                                          "arma",
                                          "armas",
                                          "autolesi*",
                                          "hacerse da\xc3\xb1o",
                                          "hacerte da\xc3\xb1o",
                                          "hacerme da\xc3\xb1o",
                                          "lastimar*",
                                          "golpear*",
                                          "quitarse la vida",
                                          "quitarte la vida"};
    const char *const *list = language == LANGUAGE_ES ? SPANISH : ENGLISH;
    size_t count = language == LANGUAGE_ES ? sizeof SPANISH / sizeof SPANISH[0]
                                           : sizeof ENGLISH / sizeof ENGLISH[0];
    for (size_t i = 0; i < count; i++)
        if (holds_phrase(words, list[i]))
            return true;
    return false;
}

struct reader {
    const struct deck_source *source;
    struct diagnostics *diagnostics;
};

static void read_text(const struct reader *reader, uint32_t line, const char *what,
                      const char *words, size_t points_max)
{
    if (words[0] == '\0')
        return;
    struct span text = span_of_string(words);
    size_t points = text_points(text);
    if (points > points_max)
        diagnostics_add(reader->diagnostics, SEVERITY_WARNING, reader->source->file, line,
                        "%s has %zu characters, %zu are easy to read on a screen, shorten it", what,
                        points, points_max);
    struct sentence_measure measure = sentence_measure(text, reader->source->language);
    if (measure.words > SENTENCE_WORDS_MAX)
        diagnostics_add(reader->diagnostics, SEVERITY_WARNING, reader->source->file, line,
                        "a sentence of %u words, make it two of at most %d", measure.words,
                        SENTENCE_WORDS_MAX);
    else if (measure.grade_tenths > SENTENCE_GRADE_TENTHS)
        diagnostics_add(reader->diagnostics, SEVERITY_WARNING, reader->source->file, line,
                        "a sentence at school grade %d.%d, use shorter words to reach 6",
                        measure.grade_tenths / 10, measure.grade_tenths % 10);
}

static void read_slide(const struct reader *reader, const struct source_slide *slide)
{
    const struct deck_slide_words *words = &slide->words;
    read_text(reader, slide->line, "the title", words->title, TITLE_POINTS);
    read_text(reader, slide->line, "the kicker", words->kicker, HEAD_POINTS);
    for (uint8_t i = 0; i < words->card_count; i++) {
        const struct deck_card *card = &words->cards[i];
        bool headed = card->head[0] != '\0';
        read_text(reader, slide->card_lines[i], "the card's head", card->head, HEAD_POINTS);
        read_text(reader, slide->card_lines[i], headed ? "the card" : "the line", card->text,
                  headed ? CARD_POINTS : LINE_POINTS);
    }
}

static void refuse_if_asked(const struct reader *reader, uint32_t line, const char *words)
{
    if (asks_refused(words, reader->source->language))
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, reader->source->file, line,
                        "a prompt about suicide or violence, take it out: nobody could answer a "
                        "person whose name is not known");
}

// A plain prompt shows exact numbers, so it is only for what is harmless.
static void check_class(const struct reader *reader, const struct source_prompt *prompt)
{
    const struct deck_source *source = reader->source;
    enum privacy_class class = prompt->class != 0 ? prompt->class : CLASS_PERSONAL;
    uint32_t line = prompt->class_line != 0 ? prompt->class_line : prompt->line;
    if (!module_is_sensitive(source->module) || class == CLASS_SENSITIVE ||
        prompt->kind == PROMPT_TEXT)
        return;
    if (class == CLASS_PLAIN)
        diagnostics_add(reader->diagnostics, SEVERITY_ERROR, source->file, line,
                        "a plain prompt in the module %s would show exact numbers, write `class: "
                        "sensitive` (or personal)",
                        source->module);
    else if (source->language == LANGUAGE_EN)
        diagnostics_add(reader->diagnostics, SEVERITY_WARNING, source->file, line,
                        "a personal prompt in the module %s, write `class: sensitive` if it asks "
                        "about use, medication or relapse",
                        source->module);
}

static void read_prompt(const struct reader *reader, const struct source_prompt *prompt)
{
    const struct deck_prompt_words *words = &prompt->words;
    read_text(reader, prompt->line, "the question", words->question, QUESTION_POINTS);
    read_text(reader, prompt->help_line, "the help", words->help, LINE_POINTS);
    read_text(reader, prompt->result_line, "the result's title", words->result_title, TITLE_POINTS);
    read_text(reader, prompt->low_line, "`low`", words->low, OPTION_POINTS);
    read_text(reader, prompt->middle_line, "`middle`", words->middle, OPTION_POINTS);
    read_text(reader, prompt->high_line, "`high`", words->high, OPTION_POINTS);
    refuse_if_asked(reader, prompt->line, words->question);
    refuse_if_asked(reader, prompt->help_line, words->help);
    for (uint8_t i = 0; i < prompt->option_count; i++) {
        read_text(reader, prompt->option_lines[i], "the answer", words->options[i], OPTION_POINTS);
        refuse_if_asked(reader, prompt->option_lines[i], words->options[i]);
    }
    check_class(reader, prompt);
}

void words_check(const struct deck_source *source, struct diagnostics *diagnostics)
{
    check(source != NULL && diagnostics != NULL);
    const struct reader reader = {source, diagnostics};
    for (uint8_t i = 0; i < source->slide_count; i++)
        read_slide(&reader, &source->slides[i]);
    for (uint8_t i = 0; i < source->prompt_count; i++)
        read_prompt(&reader, &source->prompts[i]);
    for (uint8_t i = 0; i < source->words.idea_count; i++)
        read_text(&reader, source->idea_lines[i], "the idea", source->words.ideas[i], IDEA_POINTS);
}
