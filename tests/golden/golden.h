#pragma once
// Golden screens: draw lists as text, in English, compared with the files beside this one. A program
// is a table of screens and one line in CMakeLists.txt:
//
//   static void draw_welcome(struct golden *golden) { view_welcome(golden->list, ...); }
//   static const struct golden_screen SCREENS[] = {{"terminal-welcome", draw_welcome}};
//   int main(int argc, char **argv)
//   {
//       return golden_main(argc, argv, SCREENS, sizeof SCREENS / sizeof SCREENS[0]);
//   }
//
// Run by CTest it compares every screen with tests/golden/NAME.txt and says where they part. By hand:
//   golden-room --update          writes the files anew: look at what changed before you commit
//   golden-room --pictures DIR    paints every screen to DIR/NAME.png instead
//   golden-room --pictures DIR WxH   the same at another size of window
#include "deck/strings.h"
#include "ui/ui.h"
#include "wire/deck.h"

struct golden {
    struct draw_list *list; // the screen draws the whole of it, from draw_begin to draw_end
    struct ui *ui;
    struct fonts *fonts;
    const struct deck *deck; // coping-with-stress, session 2, in its five languages
    const struct strings *strings;
    int pixels_w, pixels_h; // 1280 x 800, or what was asked for
};

struct golden_screen {
    const char *name; // of its file
    void (*draw)(struct golden *golden);
};

int golden_main(int argc, char **argv, const struct golden_screen *screens, size_t count);

// The things every test of screens needs, from the repository's own assets. Aborts with a sentence if
// one cannot be had.
void golden_open(struct golden *golden);
void golden_close(struct golden *golden);
// Another deck of the curriculum into memory of the caller.
void golden_load_deck(const char *module, int session, struct deck *out_deck);
