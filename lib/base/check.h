#pragma once
// check(x) is for our own mistakes: on in every build, it prints file, line and expression and
// aborts. The world's faults are enum err. Use it in pairs, on both sides of a border.

#define check(x) ((x) ? (void)0 : check_failed(__FILE__, __LINE__, #x))

_Noreturn void check_failed(const char *file, int line, const char *expression);
