// imr-participant: the shared terminal.
#include "participant/app.h"
#include "room/signals.h"
#include "seal/care.h"
#include "seal/random.h"

int main(int argc, char **argv)
{
    if (seal_care(argv) != OK)
        return complain("the program cannot start itself so that freed memory is overwritten",
                        "/proc/self/exe", "mount /proc and shorten GLIBC_TUNABLES");
    struct participant_options options = {.assets = IMR_ASSETS};
    int code = participant_options_read(argc, argv, IMR_VERSION, &options);
    if (code >= 0)
        return code;
    if (seal_start() != OK)
        return complain("the cryptographic library does not start", "libsodium",
                        "reinstall the package libsodium23");
    if (options.witnesses != NULL)
        return app_witnesses(&options);
    signals_block();

    struct app app = {0};
    code = app_open(&app, &options);
    if (code < 0)
        code = options.headless ? app_run_headless(&app) : app_run_window(&app);
    app_close(&app);
    return code;
}
