#pragma once
// Which text may enter. Everything from the network, a file or a keyboard passes text_ok() at the
// border and is trusted from there on. Pure. Source of the rules: privacy by refusing what could
// hide: no control, bidi, invisible, private-use or unassigned-plane characters (claim C41).
#include "base/err.h"
#include "base/span.h"

// Decodes one code point; returns its bytes (1 to 4) or 0 if the bytes are not strict UTF-8.
size_t utf8_decode(struct span bytes, uint32_t *out_point);
size_t utf8_encode(uint32_t point, char out[4]);
// Whether one code point may appear in text: refuses C0 and C1 controls, U+00AD, U+034F, U+061C,
// U+115F-1160, U+17B4-5, U+180B-F, U+200C-F, U+2028-E, U+2060-F, U+3164, U+FE00-F, U+FEFF, U+FFA0,
// U+FFF0-FFFB, U+1BCA0-3, U+1D173-A, surrogates, non-characters, private use, and planes 3 to 16.
// U+200B is allowed in decks only (a translator's line break in Lao), see text_ok_deck().
bool text_point_ok(uint32_t point);
// Strict UTF-8, every code point allowed, at most three combining marks in a row (Lao needs
// three: a semivowel, a vowel and a tone).
enum err text_ok(struct span text) MUST_USE;
// The same, and U+200B is allowed.
enum err text_ok_deck(struct span text) MUST_USE;
// Code points in valid text.
size_t text_points(struct span text);
// Copies valid text into a fixed field: zero-padded and NUL-terminated. ERR_TOO_LONG if it does
// not fit whole, ERR_TEXT if it is not acceptable.
enum err text_set(char *out_field, size_t size, struct span text) MUST_USE;
