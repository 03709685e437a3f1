#include "base/check.h"
#include <stdio.h>
#include <stdlib.h>

void check_failed(const char *file, int line, const char *expression)
{
    // The one place in lib/ that prints: nobody is left to be told in any other way.
    fprintf(stderr, "%s:%d: this should be true, so the program stops here: %s\n", file, line,
            expression);
    abort();
}
