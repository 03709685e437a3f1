#include "base/err.h"
#include "base/check.h"
#include <stddef.h>

const char *err_text(enum err err)
{
    switch (err) {
    case OK:
        return "no fault";
    case ERR_TOO_LONG:
        return "more than the limit";
    case ERR_TRUNCATED:
        return "a sudden end";
    case ERR_MALFORMED:
        return "a broken format";
    case ERR_TEXT:
        return "characters that are not allowed";
    case ERR_RANGE:
        return "a number out of range";
    case ERR_VERSION:
        return "a newer version's data";
    case ERR_SEAL:
        return "a wrong key or changed data";
    case ERR_KEY:
        return "no usable key";
    case ERR_IO:
        return "a failure of the disk or system";
    case ERR_NO_SPACE:
        return "no space left on the disk";
    case ERR_READ_ONLY:
        return "no permission to write";
    case ERR_NOT_FOUND:
        return "no such file or entry";
    case ERR_EXISTS:
        return "something there already";
    case ERR_BUSY:
        return "something in use by another program";
    case ERR_MEMORY:
        return "not enough memory";
    case ERR_NET:
        return "a failure of the network";
    case ERR_PROFILE:
        return "a mix of practice and real data";
    case ERR_CLOSED:
        return "an end on the other side";
    case ERR_WAIT:
        return "too soon after others that failed";
    }
    check_never("every error has its words");
}
