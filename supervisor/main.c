// imr-supervisor: opens sealed records, replays and checks them, and makes review keys.
#include "supervisor/command.h"

int main(int argc, char **argv)
{
    return supervisor_run(argc, argv, IMR_VERSION, IMR_ASSETS);
}
