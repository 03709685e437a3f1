#pragma once
// What the tests of lib/ui share: fonts, a list, and a screen with a question on it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/input.h"
#include "ui/widget.h"

static inline struct fonts *open_fonts(void)
{
    struct fonts *fonts = NULL;
    char message[256] = "";
    if (fonts_create(NULL, &fonts, message, sizeof(message)) != OK)
        fail_msg("%s", message);
    return fonts;
}

enum {
    KEY_QUESTION = 1,
    KEY_ANSWER = 10,
    KEY_SEND = 20,
    KEY_LETTER = 30,
    KEY_TOOL = 40
};

// Question, three answers at x 48, 248, 448 (184 wide, y 192 to 488), Send, a letter key, a tool.
static inline void question_screen(struct draw_list *list, struct fonts *fonts,
                                   const struct hand *hand, uint32_t screen)
{
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(list, &canvas, fonts, hand, COLOR_PAPER);
    draw_screen(list, screen);
    draw_part(list, ROLE_QUESTION, KEY_QUESTION, "question", rect_of(48, 40, 1184, 56), 8);
    widget_text(list, rect_of(48, 40, 1184, 56), TYPE_H1, TEXT_LARGE, TONGUE_EN, COLOR_INK,
                ALIGN_LEFT, "How do you feel right now?");
    static const char *const NAMES[] = {"answer-1", "answer-2", "answer-3"};
    static const char *const WORDS[] = {"Bad", "OK", "Good"};
    for (int i = 0; i < 3; i++)
        widget_face(list, &(struct widget){.key = KEY_ANSWER + (uint32_t)i,
                                           .name = NAMES[i],
                                           .rect = rect_of(48 + 200 * (float)i, 192, 184, 296),
                                           .text = WORDS[i],
                                           .icon = "face-3"});
    widget_main(list, &(struct widget){.key = KEY_SEND,
                                       .name = "send",
                                       .rect = rect_of(860, 564, 372, 88),
                                       .text = "Send my answer"});
    widget_key(list, &(struct widget){.key = KEY_LETTER,
                                      .name = "key-a",
                                      .rect = rect_of(700, 300, 112, 84),
                                      .text = "a"});
    widget_bar(list);
    widget_tool(list, &(struct widget){.key = KEY_TOOL,
                                       .name = "tool-language",
                                       .rect = {32, 0, 0, 0},
                                       .text = "English",
                                       .icon = "globe"});
    draw_end(list);
}
