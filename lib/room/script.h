#pragma once
// Scripts: one command per line, # begins a comment, the same commands as the buttons. One runner for
// all programs and for the meeting tests: it reads lines, tries the program's own verbs, then the
// session's commands (core/action.h), and never sleeps: a line that waits is tried again whenever
// something has happened, until it holds or its limit has passed. App's thread.
#include "core/action.h"
#include "wire/refusal.h"
#include "wire/scene.h"

enum {
    SCRIPT_LINE_BYTES = 1024,
    SCRIPT_PROBLEM_BYTES = 512,
    SCRIPT_LIMIT_MS = 30000, // of "wait for", unless the line says "within N s"
};

// What became of one line.
enum script_step {
    SCRIPT_DONE,  // on to the next line
    SCRIPT_AGAIN, // not yet: call the same again when something has happened
    SCRIPT_WRONG, // stop; the verb has written what is wrong
};

// A program's own verb. rest is the line after the verb's name, without leading blanks.
struct script_verb {
    const char *name; // one or more words: "pair", "screen cut"
    const char *help; // one line for --help
    enum script_step (*run)(void *program, const char *rest, struct out *out_problem);
};

// What a program is to its script. Any function may be NULL.
struct script_program {
    void *self;
    const struct script_verb *verbs;
    size_t verb_count;
    const char *secret_verb; // what follows its name is a passphrase: no message repeats it
    // Starts a session command; the runner then calls answer until it is not SCRIPT_AGAIN.
    enum script_step (*command)(void *program, const struct command *command,
                                struct out *out_problem);
    // What became of it.
    enum script_step (*answer)(void *program, enum refusal *out_refusal);
    // Does one "name=value" of a `wait for` or `expect` line hold? SCRIPT_DONE yes, SCRIPT_AGAIN no
    // (out_problem says what it is instead), SCRIPT_WRONG unknown name: then the scene is asked.
    enum script_step (*holds)(void *program, const char *name, const char *value,
                              struct out *out_problem);
    // The scene that conditions are about; NULL when there is none yet.
    const struct scene *(*scene)(void *program);
    // Milliseconds that never go backwards, for limits.
    uint64_t (*now_ms)(void *program);
};

enum script_status {
    SCRIPT_RUNNING, // waits: call script_run again after an event, or at script_deadline_ms
    SCRIPT_READING, // waits for input: call again when script_fd is readable
    SCRIPT_ENDED,   // all lines done
    SCRIPT_FAILED,  // script_problem says where and why
};

struct script;
// path "-": standard input. ERR_NOT_FOUND, ERR_IO, ERR_MEMORY.
enum err script_open(const char *path, const struct script_program *program,
                     struct script **out_script) MUST_USE;
// The same over a text in memory, lent for the script's life.
enum err script_open_text(const char *name, const char *text, const struct script_program *program,
                          struct script **out_script) MUST_USE;
void script_close(struct script *script); // NULL is fine
// Runs lines until one waits. Never blocks: it reads only what script_fd has ready.
enum script_status script_run(struct script *script);
int script_fd(const struct script *script);               // -1 for a text
uint64_t script_deadline_ms(const struct script *script); // UINT64_MAX: none
const char *script_problem(const struct script *script);  // "FILE:12: ...", lent
uint32_t script_line(const struct script *script);        // the one being run, from 1
const char *script_text(const struct script *script);     // its text, lent

// Lines every program has:
//   expect NAME=VALUE ...                 holds now, or the script fails
//   wait for NAME=VALUE ... [within N s]  holds before the limit, or the script fails
//   refuse REFUSAL-NAME: COMMAND          the command is refused, and for this reason
// with the names of script_scene_field, and those of the program.

// One field of a scene as text: phase slide slides prompt prompt-state class result release lines people
// step step-key steps-done warned paused blank box box-count box-full closing lost marks revision
// tags disk-failed finished meeting goals new-cards goals-lines goals-opened. false if there is no such name.
bool script_scene_field(const struct scene *scene, const char *name, struct out *out);
// Lists them, for help.
void script_scene_fields(struct out *out);
