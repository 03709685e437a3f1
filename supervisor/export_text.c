#include "supervisor/export_text.h"
#include "base/check.h"
#include <stdlib.h>
#include <string.h>

void text_add(struct export_text *text, const char *piece)
{
    size_t size = strlen(piece);
    if (text->err != OK)
        return;
    if (text->size + size + 1 > text->room) {
        size_t room = (text->size + size + 1) * 2;
        char *more = realloc(text->at, room);
        if (more == NULL) {
            text->err = ERR_MEMORY;
            return;
        }
        text->at = more;
        text->room = room;
    }
    memcpy(text->at + text->size, piece, size + 1);
    text->size += size;
}

void text_add_number(struct export_text *text, int64_t number)
{
    char buffer[24];
    struct out out = out_into(buffer, sizeof buffer);
    out_number(&out, number);
    text_add(text, buffer);
}

// ----------------------------------------------------------------------------------------- JSON

void json_comma(struct export_text *text)
{
    char last = text->size > 0 ? text->at[text->size - 1] : '{';
    if (last != '{' && last != '[')
        text_add(text, ",");
}

void json_string(struct export_text *text, const char *value)
{
    char buffer[EXPORT_PIECE_BYTES];
    struct out out = out_into(buffer, sizeof buffer);
    out_json(&out, value);
    check(!out.full);
    text_add(text, buffer);
}

void json_key(struct export_text *text, const char *key)
{
    json_comma(text);
    json_string(text, key);
    text_add(text, ":");
}

void json_text(struct export_text *text, const char *key, const char *value)
{
    json_key(text, key);
    json_string(text, value);
}

void json_number(struct export_text *text, const char *key, int64_t value)
{
    json_key(text, key);
    text_add_number(text, value);
}

void json_bool(struct export_text *text, const char *key, bool value)
{
    json_key(text, key);
    text_add(text, value ? "true" : "false");
}

void json_null(struct export_text *text, const char *key)
{
    json_key(text, key);
    text_add(text, "null");
}

void json_time(struct export_text *text, const char *key, const struct evidence *evidence,
               const struct review_moment *moment)
{
    char buffer[24];
    struct out out = out_into(buffer, sizeof buffer);
    if (!moment->known) {
        json_null(text, key);
        return;
    }
    words_time(&out, evidence->wall_minute, moment->at_ms);
    json_text(text, key, buffer);
}

void json_date(struct export_text *text, const char *key, uint32_t day)
{
    char buffer[24];
    struct out out = out_into(buffer, sizeof buffer);
    words_date_iso(&out, day);
    json_text(text, key, buffer);
}

// ------------------------------------------------------------------------------------------ CSV

static void csv_comma(struct export_text *text)
{
    if (text->size > 0 && text->at[text->size - 1] != '\n')
        text_add(text, ",");
}

void csv_text(struct export_text *text, const char *value)
{
    csv_comma(text);
    text_add(text, "\"");
    if (value[0] != '\0' && strchr("=+-@", value[0]) != NULL)
        text_add(text, "'");
    for (const char *at = value; *at != '\0'; at++) {
        char letter[3] = {*at, *at == '"' ? '"' : '\0', '\0'};
        text_add(text, letter);
    }
    text_add(text, "\"");
}

void csv_number(struct export_text *text, int64_t value)
{
    csv_comma(text);
    text_add_number(text, value);
}

void csv_end(struct export_text *text)
{
    text_add(text, "\r\n");
}
