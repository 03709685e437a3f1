#pragma once
// Our own list: 2,048 plain English words of three to eight letters, no two alike in their first
// four, in alphabetical order, none about drugs, illness or violence. Its order is part of what six
// words mean: it never changes.

enum {
    WORDS_LIST_COUNT = 2048
};
const char *words_list_at(unsigned number); // below WORDS_LIST_COUNT
