#include "ui/ui.h"
#include <stdlib.h>

// A number from least to most at *at, which moves past it.
static bool take(const char **at, long least, long most, int *out_number)
{
    char *end;
    long number = strtol(*at, &end, 10);
    if (end == *at || number < least || number > most)
        return false;
    *out_number = (int)number;
    *at = end;
    return true;
}

bool ui_place_parse(const char *text, struct ui_place *out_place)
{
    struct ui_place place = {0};
    const char *at = text;
    if (!take(&at, 640, 7680, &place.width) || *at++ != 'x' || !take(&at, 400, 4320, &place.height))
        return false;
    if (*at == '+') {
        place.placed = true;
        at++;
        if (!take(&at, 0, 32000, &place.x) || *at++ != '+' || !take(&at, 0, 32000, &place.y))
            return false;
    }
    if (*at != '\0')
        return false;
    *out_place = place;
    return true;
}
