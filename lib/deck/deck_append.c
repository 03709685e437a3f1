#include "deck/deck_append.h"

#include "base/check.h"
#include <string.h>

static bool shares_a_key(const struct deck *deck, const struct deck *more)
{
    for (uint8_t i = 0; i < more->slide_count; i++)
        for (uint8_t k = 0; k < deck->slide_count; k++)
            if (more->slides[i].key[0] != '\0' &&
                strcmp(more->slides[i].key, deck->slides[k].key) == 0)
                return true;
    for (uint8_t i = 0; i < more->prompt_count; i++)
        for (uint8_t k = 0; k < deck->prompt_count; k++)
            if (strcmp(more->prompts[i].key, deck->prompts[k].key) == 0)
                return true;
    return false;
}

enum err deck_append(struct deck *deck, const struct deck *more)
{
    check(deck != NULL && more != NULL && deck != more);
    if (deck->slide_count + more->slide_count > SLIDES_MAX ||
        deck->prompt_count + more->prompt_count > PROMPTS_MAX)
        return ERR_TOO_LONG;
    if (shares_a_key(deck, more))
        return ERR_EXISTS;
    uint8_t before = deck->slide_count;
    for (uint8_t i = 0; i < more->slide_count; i++)
        deck->slides[deck->slide_count++] = more->slides[i];
    for (uint8_t i = 0; i < more->prompt_count; i++) {
        struct deck_prompt *prompt = &deck->prompts[deck->prompt_count++];
        *prompt = more->prompts[i];
        prompt->slide = (uint8_t)(prompt->slide + before);
    }
    return OK;
}

bool deck_prompt_is_closing(const struct deck *deck, uint8_t prompt)
{
    check(deck != NULL && prompt >= 1 && prompt <= deck->prompt_count);
    return strncmp(deck->prompts[prompt - 1].key, DECK_CLOSING_PREFIX,
                   sizeof DECK_CLOSING_PREFIX - 1) == 0;
}

uint8_t deck_topic_slides(const struct deck_outline *outline)
{
    uint8_t slides = outline->slide_count;
    for (uint8_t i = 0; i < outline->prompt_count; i++) {
        const struct prompt_outline *prompt = &outline->prompts[i];
        bool closing = strncmp(prompt->key, DECK_CLOSING_PREFIX, strlen(DECK_CLOSING_PREFIX)) == 0;
        if (closing && prompt->slide > 1 && prompt->slide <= slides)
            slides = (uint8_t)(prompt->slide - 1);
    }
    return slides;
}
