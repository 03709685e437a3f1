#pragma once
// The words of the screen in all five languages. They and the way to the display take as long as each
// other, so a thread of their own reads them while the window opens; it has ended before anybody may
// look at them.
#include "deck/strings.h"

struct words;
// Both complain by themselves: -1 to go on, or an exit code. Whatever words_begin has made is closed by
// words_close, after words_end.
int words_begin(const char *assets, struct words **out_words);
// Waits until they are read; lent until words_close.
int words_end(struct words *words, const struct strings **out_strings);
void words_close(struct words *words); // NULL is fine
