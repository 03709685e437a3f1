#include "deck/deck_text.h"

#include "base/check.h"
#include "base/utf8.h"
#include <string.h>

enum err deck_text_set(char *out_field, size_t size, struct span text)
{
    check(out_field != NULL && size > 0);
    if (text.size >= size)
        return ERR_TOO_LONG;
    enum err err = text_ok_deck(text);
    if (err != OK)
        return err;
    memset(out_field, 0, size);
    if (text.size > 0)
        memcpy(out_field, text.at, text.size);
    return OK;
}
