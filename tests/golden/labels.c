#include "labels.h"

#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// By enum label. Lao writes no spaces; the break marks are where a line may end.
static const char *const SHORT[LANGUAGES][LABEL_LAST + 1] = {
    [LANGUAGE_EN] = {"client", "clients", "homework", "clinician"},
    [LANGUAGE_ES] = {"cliente", "clientes", "tarea", "la clínica"},
    [LANGUAGE_HMN] = {"tus qhua", "cov qhua", "ntawv", "tus kws"},
    [LANGUAGE_LO] = {"ລູກຄ້າ", "ລູກຄ້າ", "ວຽກບ້ານ", "ໝໍ"},
    [LANGUAGE_SO] = {"macmiil", "macaamiil", "hawl", "takhtarka"},
};
static const char *const LONGEST[LANGUAGES][LABEL_LAST + 1] = {
    [LANGUAGE_EN] = {"community resident", "community dwellers", "weekly action plan",
                     "group practitioner"},
    [LANGUAGE_ES] = {"miembro de la casa", "miembros del hogar", "plan de la semanas",
                     "la guía del grupos"},
    [LANGUAGE_HMN] = {"tus neeg koom pawg", "cov neeg koom pawg", "kev xyaum tom vajs",
                      "tus kws pab neegsx"},
    [LANGUAGE_LO] = {"ຜູ້ເຂົ້າຮ່ວມ\u200bກຸ່ມຂ", "ຜູ້ເຂົ້າຮ່ວມ\u200bກຸ່ມຂ", "ແຜນການ\u200bປະຈຳ\u200bອາທິດ",
                     "ພະນັກງານ\u200bສຸຂະພາບ"},
    [LANGUAGE_SO] = {"ka-qaybgalaha koox", "ka-qaybgaleyaasha", "qorshaha toddobaad",
                     "shaqaalaha caafima"},
};

const struct deck_labels *labels_of(enum labels_kind kind)
{
    static struct deck_labels labels[2][LANGUAGES];
    for (int language = 0; language < LANGUAGES; language++)
        for (int i = 0; i <= LABEL_LAST; i++) {
            const char *word = (kind == LABELS_SHORT ? SHORT : LONGEST)[language][i];
            check(strlen(word) < LABEL_BYTES);
            labels[kind][language].present = true;
            snprintf(labels[kind][language].words[i], LABEL_BYTES, "%s", word);
        }
    return labels[kind];
}

static bool deck_says(const struct deck *deck, enum language language, const char *text)
{
    if (deck == NULL)
        return false;
    for (uint8_t i = 1; i <= deck->slide_count; i++) {
        const struct deck_slide_words *words = deck_slide_words(deck, i, language);
        if (strstr(words->title, text) != NULL)
            return true;
        for (uint8_t card = 0; card < words->card_count; card++)
            if (strstr(words->cards[card].text, text) != NULL)
                return true;
        for (uint8_t note = 0; note < words->note_count; note++)
            if (strstr(words->notes[note].text, text) != NULL)
                return true;
    }
    return false;
}

// Whether a text says a word, alone, in small letters or with a capital.
static bool says(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = text; *at != '\0'; at++) {
        bool begins = at == text || (unsigned char)(at[-1] | 0x20) < 'a' ||
                      (unsigned char)(at[-1] | 0x20) > 'z';
        bool first = *at == word[0] || (*at | 0x20) == word[0];
        if (begins && first && strncmp(at + 1, word + 1, size - 1) == 0 &&
            !(at[size] >= 'a' && at[size] <= 'z'))
            return true;
    }
    return false;
}

int labels_left(const struct draw_list *list, const struct strings *plain, enum language language,
                enum label first, const struct deck *deck, const char *written, const char *screen)
{
    int left = 0;
    for (int label = (int)first; label <= LABEL_LAST; label++) {
        char id[64];
        snprintf(id, sizeof id, "label.%s", label_name((enum label)label));
        const char *word = strings_get(plain, language, id);
        for (int i = 0; i < list->item_count; i++) {
            const char *text =
                list->items[i].kind == DRAW_TEXT ? draw_item_text(list, &list->items[i]) : "";
            bool legend = strstr(text, " = ") != NULL; // "a few = 0 to 2 people"
            bool how = strstr(text, "In person") !=
                       NULL; // a supervision was held, and who is no word of it
            if (legend || how || !says(text, word) || deck_says(deck, language, text) ||
                (written != NULL && strstr(text, written) != NULL))
                continue;
            fprintf(stderr, "%s, %s: still says \"%s\": %s\n", screen, language_name(language),
                    word, text);
            left++;
        }
    }
    return left;
}
