// C35: no core file, nobody who may look in, and freed memory that is overwritten. The program under
// test is this one, started anew as a user without rights where the test itself has some, since root
// may look into everything.
#define _GNU_SOURCE 1 // environ, WCOREDUMP
#include "seal/care.h"
#include "seal/random.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    NOBODY = 65534,
    REPORT_BYTES = 4096,
    HEAP_BYTES = 200,
    HEAP_BLOCKS = 64
};

// --- The program under test: says what it finds, then waits to be looked at, or falls.

static void say_line(const char *wanted)
{
    FILE *status = fopen("/proc/self/status", "re");
    char line[256];
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, wanted, strlen(wanted)) == 0)
            fputs(line, stdout);
    if (status != NULL)
        fclose(status);
}

// Whether freed blocks keep what stood in them, seen through the next ones of their size. The address
// goes through volatile, or the compiler would drop the writes.
static size_t kept_after_free(void)
{
    static unsigned char *volatile blocks[HEAP_BLOCKS];
    for (size_t i = 0; i < HEAP_BLOCKS; i++) {
        blocks[i] = malloc(HEAP_BYTES);
        if (blocks[i] != NULL)
            memset(blocks[i], 0x3c, HEAP_BYTES);
    }
    for (size_t i = 0; i < HEAP_BLOCKS; i++)
        free(blocks[i]);
    size_t kept = 0;
    for (size_t i = 0; i < HEAP_BLOCKS; i++) {
        blocks[i] = malloc(HEAP_BYTES);
        for (size_t k = 16; blocks[i] != NULL && k < HEAP_BYTES; k++)
            kept += blocks[i][k] == 0x3c;
    }
    for (size_t i = 0; i < HEAP_BLOCKS; i++)
        free(blocks[i]);
    return kept;
}

static int under_test(int argc, char **argv)
{
    bool cared = strcmp(argv[1], "cared") == 0;
    if (cared && (seal_care(argv) != OK || seal_start() != OK))
        return 3;
    struct rlimit core;
    getrlimit(RLIMIT_CORE, &core);
    const char *tunables = getenv("GLIBC_TUNABLES");
    printf("core %lu %lu\n", (unsigned long)core.rlim_cur, (unsigned long)core.rlim_max);
    printf("kept %zu\n", kept_after_free());
    printf("tunables %s\n", tunables != NULL ? tunables : "");
    for (int i = 0; i < argc; i++)
        printf("argument %d [%s]\n", i, argv[i]);
    say_line("Pid:");
    fflush(stdout);
    if (strcmp(argv[2], "falls") == 0) {
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
    char end;
    while (read(STDIN_FILENO, &end, 1) < 0 && errno == EINTR)
        continue;
    return 0;
}

// --- Starting it.

struct run {
    pid_t pid;
    int in;                    // closing it ends the program
    char report[REPORT_BYTES]; // what it said before it waited
};

static int self; // this program's file, opened before any right is given up

static void child_start(int in, int out, const char *care, const char *end, const char *tunables)
{
    const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    (void)setrlimit(RLIMIT_CORE, &all); // what we would get if nothing were done about it
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    char name[] = "the program", odd[] = "an odd, long argument; \"*\" \\", empty[] = "";
    char *arguments[] = {name, (char *)(uintptr_t)care, (char *)(uintptr_t)end, odd, empty, NULL};
    if (tunables != NULL)
        setenv("GLIBC_TUNABLES", tunables, 1);
    else
        unsetenv("GLIBC_TUNABLES");
    fexecve(self, arguments, environ);
    _exit(126);
}

// Reads until the report is whole: its last line is the process's number.
static void report_read(struct run *run, int out)
{
    size_t used = 0;
    for (;;) {
        ssize_t got = read(out, run->report + used, sizeof run->report - 1 - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        used += (size_t)got;
        run->report[used] = '\0';
        const char *last = strstr(run->report, "Pid:");
        if (last != NULL && strchr(last, '\n') != NULL)
            break;
    }
    run->report[used] = '\0';
    close(out);
}

static struct run start(const char *care, const char *end, const char *tunables)
{
    struct run run = {0};
    int in[2], out[2];
    if (pipe(in) != 0 || pipe(out) != 0)
        abort();
    fcntl(in[1], F_SETFD, FD_CLOEXEC);
    fcntl(out[0], F_SETFD, FD_CLOEXEC);
    run.pid = fork();
    if (run.pid == 0)
        child_start(in[0], out[1], care, end, tunables);
    close(in[0]);
    close(out[1]);
    run.in = in[1];
    report_read(&run, out[0]);
    return run;
}

static int finish(struct run *run)
{
    close(run->in);
    int status = 0;
    while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

// --- What is asked of it.

static void it_starts_once_more_and_no_more(void **state)
{
    (void)state;
    static const char *const before[] = {NULL, "glibc.malloc.arena_max=2", "glibc.malloc.perturb=0",
                                         SEAL_CARE_TUNABLES};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        struct run run = start("cared", "waits", before[i]);
        char pid[64];
        snprintf(pid, sizeof pid, "Pid:\t%ld\n", (long)run.pid);
        // The same process with the same arguments, though its program was started again.
        assert_non_null(strstr(run.report, pid));
        assert_non_null(strstr(run.report, "argument 0 [the program]\nargument 1 [cared]\n"
                                           "argument 2 [waits]\n"
                                           "argument 3 [an odd, long argument; \"*\" \\]\n"
                                           "argument 4 []\n"));
        assert_null(strstr(run.report, "argument 5"));
        // Ours is there once, at the end; what a person had set is kept before it.
        const char *ours = strstr(run.report, SEAL_CARE_TUNABLES "\n");
        assert_non_null(ours);
        assert_null(strstr(ours + 1, SEAL_CARE_TUNABLES));
        if (before[i] != NULL)
            assert_non_null(strstr(run.report, before[i]));
        assert_int_equal(finish(&run), 0);
    }
}

static void freed_memory_is_overwritten(void **state)
{
    (void)state;
    struct run plain = start("plain", "waits", NULL);
    struct run cared = start("cared", "waits", NULL);
    // A sanitizer's heap is not glibc's: there is nothing to compare with where it keeps nothing.
    bool glibc = strstr(plain.report, "kept 0\n") == NULL;
    print_message("without care: %.20s\n", strstr(plain.report, "kept"));
    assert_non_null(strstr(cared.report, "kept "));
    if (glibc)
        assert_non_null(strstr(cared.report, "kept 0\n"));
    assert_int_equal(finish(&plain), 0);
    assert_int_equal(finish(&cared), 0);
}

static size_t files_here(void)
{
    DIR *folder = opendir(".");
    assert_non_null(folder);
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static void a_fall_leaves_no_core(void **state)
{
    (void)state;
    char folder[] = "core-XXXXXX";
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chmod(folder, 0777), 0);
    assert_int_equal(chdir(folder), 0);
    struct run run = start("cared", "falls", NULL);
    assert_non_null(strstr(run.report, "core 0 0\n"));
    int status = finish(&run);
    // A sanitizer turns the signal into an exit of its own.
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGSEGV);
        assert_false(WCOREDUMP(status));
    }
    assert_int_equal(files_here(), 0);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(rmdir(folder), 0);
}

// Exit code of whoever tried: 0 it got in, EPERM and the like as they are.
static int try_as_nobody(const char *care)
{
    pid_t watcher = fork();
    if (watcher == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(125);
        struct run run = start(care, "waits", NULL);
        if (strstr(run.report, "Pid:") == NULL)
            _exit(124);
        int code = 0;
        // By its parent and of the same user: whom any rule of the system would let in first.
        if (ptrace(PTRACE_ATTACH, run.pid, NULL, NULL) != 0)
            code = errno;
        char path[64];
        snprintf(path, sizeof path, "/proc/%ld/mem", (long)run.pid);
        if (code != 0 && open(path, O_RDONLY) >= 0)
            code = 0;
        kill(run.pid, SIGKILL);
        finish(&run);
        _exit(code);
    }
    int status = 0;
    waitpid(watcher, &status, 0);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void nobody_may_look_in(void **state)
{
    (void)state;
    int plain = try_as_nobody("plain"), cared = try_as_nobody("cared");
    print_message("looking in: without care %d, with care %d (%s)\n", plain, cared,
                  strerror(cared));
    if (plain != 0)
        print_message("this system lets nobody look into anything; the test says little here\n");
    assert_true(cared == EPERM || cared == EACCES);
}

// The three programs do so before anything else.
static void every_program_begins_with_it(void **state)
{
    (void)state;
    static const char *const mains[] = {"facilitator", "participant", "supervisor"};
    for (size_t i = 0; i < sizeof mains / sizeof mains[0]; i++) {
        char path[1024], text[REPORT_BYTES];
        snprintf(path, sizeof path, "%s/../%s/main.c", TEST_DATA, mains[i]);
        FILE *file = fopen(path, "re");
        assert_non_null(file);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        assert_non_null(strstr(text, "int main(int argc, char **argv)\n{\n"
                                     "    if (seal_care(argv) != OK)\n"));
    }
}

int main(int argc, char **argv)
{
    if (argc >= 3)
        return under_test(argc, argv);
    self = open("/proc/self/exe", O_RDONLY); // not closed on exec: glibc's fexecve may need it
    if (self < 0)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_starts_once_more_and_no_more),
        cmocka_unit_test(freed_memory_is_overwritten),
        cmocka_unit_test(a_fall_leaves_no_core),
        cmocka_unit_test(nobody_may_look_in),
        cmocka_unit_test(every_program_begins_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
