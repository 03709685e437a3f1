#pragma once
// The six pictures of a goal card: five that were drawn at random (20.8 bits) and a sixth that checks
// them. The check is Damm's, of order 18: folding the pictures through a quasigroup in which
// (c * x) * y = (c * y) * x only for x = y ends at nothing for a card, and finds every single slip and
// every swap of two neighbours, so that a slip costs neither a guess nor the work of a key. It is no
// secret and hides nothing: what opens a row is lib/seal/goal_card.h. Pure.
#include <stdbool.h>
#include <stdint.h>

enum {
    CARD_PICTURES = 6,  // on a card, in order; a picture may come twice
    CARD_RANDOM = 5,    // of them drawn at random
    PICTURES_COUNT = 18 // to choose from, in the order of the screen (t14)
};

// The sixth picture for five.
uint8_t goal_card_check(const uint8_t pictures[CARD_RANDOM]);
// Whether six pictures are a card. Anything that is no picture is none.
bool goal_card_ok(const uint8_t pictures[CARD_PICTURES]);
// "sun", "moon", ...: of its drawing in assets/pictures, of its word "picture.sun", and in scripts.
const char *goal_picture_name(uint8_t picture);
bool goal_picture_find(const char *name, uint8_t *out_picture);
