#pragma once
// Private to export_*.c: text that grows, and the pieces of JSON, CSV and plain lines.
#include "supervisor/evidence_words.h"
#include "supervisor/export.h"

enum {
    EXPORT_PIECE_BYTES = 8 * 1024 // one text, escaped
};

void text_add(struct export_text *text, const char *piece);
void text_add_number(struct export_text *text, int64_t number);

// JSON. A comma goes before each member but the first of its object or array.
void json_key(struct export_text *text, const char *key); // ,"key":
void json_comma(struct export_text *text);
void json_string(struct export_text *text, const char *value);
void json_text(struct export_text *text, const char *key, const char *value);
void json_number(struct export_text *text, const char *key, int64_t value);
void json_bool(struct export_text *text, const char *key, bool value);
void json_null(struct export_text *text, const char *key);
// Time of day of a moment of the meeting, or null.
void json_time(struct export_text *text, const char *key, const struct evidence *evidence,
               const struct review_moment *moment);
void json_date(struct export_text *text, const char *key, uint32_t day);

// CSV as in RFC 4180: fields in quotes, lines with CR LF; a text like a formula stays a text.
void csv_text(struct export_text *text, const char *value);
void csv_number(struct export_text *text, int64_t value);
void csv_end(struct export_text *text);
