// imr-supervisor: opens sealed records, replays and checks them, and makes review keys.
#include "seal/care.h"
#include "supervisor/command.h"

int main(int argc, char **argv)
{
    if (seal_care(argv) != OK)
        return complain("the program cannot start itself so that freed memory is overwritten",
                        "/proc/self/exe", "mount /proc and shorten GLIBC_TUNABLES");
    return supervisor_run(argc, argv, IMR_VERSION, IMR_ASSETS);
}
