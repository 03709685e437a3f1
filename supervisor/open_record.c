#include "supervisor/open_record.h"
#include "supervisor/review_key.h"

void open_record_complain(enum err err, const char *path)
{
    switch (err) {
    case OK:
        break;
    case ERR_KEY:
        complain("it is not sealed to this key", path,
                 "use a key that was enrolled when it was made");
        break;
    case ERR_NOT_FOUND:
        complain("no such record", path, "name a file that ends in .imrlog");
        break;
    case ERR_MALFORMED:
    case ERR_TRUNCATED:
        complain("not a session record, or cut inside its header", path,
                 "look for another copy of it");
        break;
    case ERR_VERSION:
        complain("made by a newer version of the program", path, "update imr-supervisor");
        break;
    case ERR_SEAL:
        complain("its header was changed after it was signed", path,
                 "look for another copy of it, and ask who had it");
        break;
    default:
        complain(err_text(err), path, "check the disk and try again");
    }
}

struct meeting *open_record(const struct supervisor_options *options)
{
    const char *path = options->operands[0];
    struct reviewer_key *key = review_key_of(options);
    if (key == NULL)
        return NULL;
    struct meeting *meeting = NULL;
    enum err err = meeting_open(disk_posix(), path, key, &meeting);
    reviewer_key_destroy(key);
    if (err == OK)
        return meeting;
    open_record_complain(err, path);
    return NULL;
}
