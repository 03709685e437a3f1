#pragma once
// One deck's slides and prompts behind another's: how every session gets the closing check-in, which is
// written once, as a deck of its own (curriculum/closing-check-in). Pure.
#include "base/err.h"
#include "wire/deck.h"

// The module of the closing check-in, and how the keys of its slides and prompts begin.
#define DECK_CLOSING_MODULE "closing-check-in"
#define DECK_CLOSING_PREFIX "closing-"

// Everything of MORE comes last, in the languages that it has; titles and home practice stay DECK's.
// ERR_TOO_LONG more slides or prompts than a deck may have, ERR_EXISTS a key is there already; then DECK
// is unchanged.
enum err deck_append(struct deck *deck, const struct deck *more) MUST_USE;
// How many slides come before the closing check-in: those of the topic.
uint8_t deck_topic_slides(const struct deck_outline *outline);
// Whether a prompt, counted from 1, is one of the closing check-in.
bool deck_prompt_is_closing(const struct deck *deck, uint8_t prompt);
