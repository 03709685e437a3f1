#include "base/check.h"
#include "base/out.h"
#include "base/utf8.h"
#include "seal/vault.h"
#include <sodium.h>
#include <string.h>

// "imrsup1" r|p 64 hex 8 hex " " NAME: one line, made to be copied from paper or a message.
enum {
    PREFIX_BYTES = 6,
    LINE_HEAD_BYTES = PREFIX_BYTES + 2,
    KEY_HEX = 64,
    CHECKSUM_BYTES = 4,
    CHECKSUM_HEX = 8,
    LINE_FIXED_BYTES = LINE_HEAD_BYTES + KEY_HEX + CHECKSUM_HEX + 1,
};
static const char line_prefix[] = "imrsup";
_Static_assert(sizeof line_prefix - 1 == PREFIX_BYTES, "the prefix is six letters");
_Static_assert(LINE_FIXED_BYTES + sizeof((struct recipient *)0)->name <= RECIPIENT_LINE_BYTES,
               "every recipient fits a line");

// Over every field, so that a slip anywhere in the line is seen; 32 bits miss one in four billion.
static void checksum(const struct recipient *recipient, uint8_t out_sum[CHECKSUM_BYTES])
{
    uint8_t bytes[1 + 32 + sizeof recipient->name];
    bytes[0] = recipient->practice ? 'p' : 'r';
    memcpy(bytes + 1, recipient->public_key, 32);
    memcpy(bytes + 33, recipient->name, sizeof recipient->name);
    uint8_t hash[HASH_BYTES];
    seal_hash(bytes, sizeof bytes, hash);
    memcpy(out_sum, hash, CHECKSUM_BYTES);
}

void recipient_print(const struct recipient *recipient, char out_line[RECIPIENT_LINE_BYTES])
{
    check(recipient != NULL && out_line != NULL);
    uint8_t sum[CHECKSUM_BYTES];
    checksum(recipient, sum);
    struct out out = out_into(out_line, RECIPIENT_LINE_BYTES);
    out_text(&out, line_prefix);
    out_text(&out, recipient->practice ? "1p" : "1r");
    out_hex(&out, recipient->public_key, sizeof recipient->public_key);
    out_hex(&out, sum, sizeof sum);
    out_text(&out, " ");
    out_text(&out, recipient->name);
    check(!out.full);
}

static int hex_digit(uint8_t letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    if (letter >= 'a' && letter <= 'f')
        return letter - 'a' + 10;
    return -1;
}

static bool hex_read(const uint8_t *text, size_t count, uint8_t *out_bytes)
{
    for (size_t i = 0; i < count; i++) {
        int high = hex_digit(text[2 * i]);
        int low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out_bytes[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

static struct span without_line_end(struct span line)
{
    if (line.size > 0 && line.at[line.size - 1] == '\n')
        line.size--;
    if (line.size > 0 && line.at[line.size - 1] == '\r')
        line.size--;
    return line;
}

enum err recipient_parse(struct span line, struct recipient *out_recipient)
{
    check(out_recipient != NULL);
    line = without_line_end(line);
    if (line.size < LINE_HEAD_BYTES || memcmp(line.at, line_prefix, PREFIX_BYTES) != 0)
        return ERR_MALFORMED;
    uint8_t version = line.at[PREFIX_BYTES];
    if (version >= '2' && version <= '9')
        return ERR_VERSION;
    uint8_t profile = line.at[PREFIX_BYTES + 1];
    if (version != '1' || (profile != 'r' && profile != 'p') || line.size < LINE_FIXED_BYTES ||
        line.at[LINE_FIXED_BYTES - 1] != ' ')
        return ERR_MALFORMED;

    struct recipient recipient = {.practice = profile == 'p'};
    uint8_t written[CHECKSUM_BYTES];
    const uint8_t *hex = line.at + LINE_HEAD_BYTES;
    if (!hex_read(hex, sizeof recipient.public_key, recipient.public_key) ||
        !hex_read(hex + KEY_HEX, sizeof written, written))
        return ERR_MALFORMED;
    struct span name = span_from(line, LINE_FIXED_BYTES);
    if (text_set(recipient.name, sizeof recipient.name, name) != OK)
        return ERR_MALFORMED;
    uint8_t sum[CHECKSUM_BYTES];
    checksum(&recipient, sum);
    if (memcmp(sum, written, sizeof sum) != 0)
        return ERR_MALFORMED;
    *out_recipient = recipient;
    return OK;
}

void recipient_words(const struct recipient *recipient, char out_words[SIX_WORDS_BYTES])
{
    uint8_t hash[HASH_BYTES];
    seal_hash(recipient->public_key, sizeof recipient->public_key, hash);
    six_words(hash, out_words);
}
