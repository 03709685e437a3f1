#pragma once
// Whether words suit the people who will read them: short sentences, plain words (English), and
// questions that a group may be asked at all. Pure; adds what it finds to a list.
#include "deck/deck_source.h"
#include "deck/diagnostics.h"

enum {
    SENTENCE_WORDS_MAX = 15,    // the field's rule for what participants read
    SENTENCE_GRADED_WORDS = 6,  // shorter ones are labels: a grade of three words means nothing
    SENTENCE_GRADE_TENTHS = 60, // Flesch-Kincaid grade 6.0
};

// What a text measures as, of its worst sentence.
struct sentence_measure {
    unsigned words;   // of the longest sentence
    int grade_tenths; // of the hardest graded sentence; English only; INT_MIN if none was graded
};

// Syllables of one English word, as counted by its letters; at least 1.
unsigned syllables_en(struct span word);
struct sentence_measure sentence_measure(struct span text, enum language language);
// Whether a module is about substance use, medication or relapse, told from the words of its key.
bool module_is_sensitive(const char *module);
// All of what participants read in one language: warnings for length, grade and size on the screen;
// errors for prompts that may not be asked and for classes that protect too little.
void words_check(const struct deck_source *source, struct diagnostics *diagnostics);
