#include "ui/fonts.h"

#include "base/check.h"

struct text_style text_style_of(enum type type, enum text_size text_size, enum tongue tongue,
                                enum color color)
{
    check(color > COLOR_NONE && color < COLORS);
    struct type_spec spec = type_spec(type, text_size, tongue);
    return (struct text_style){
        .size = spec.size,
        .line = spec.line,
        .bold = spec.bold,
        .color = color,
        .tongue = tongue,
    };
}
