#pragma once
// check(x) is for our own mistakes: on in every build, it prints file, line and expression and
// aborts. The world's faults are enum err. Use it in pairs, on both sides of a border.

#define check(x) ((x) ? (void)0 : check_failed(__FILE__, __LINE__, #x))

// For the place behind a switch that names every value: says so instead of check(!"words"), which
// clang takes for a slip.
#define check_never(words) check_failed(__FILE__, __LINE__, words)

_Noreturn void check_failed(const char *file, int line, const char *expression);
