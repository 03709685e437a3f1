#include "room/script.h"

#include "base/check.h"
#include "base/utf8.h"
#include "room/lines.h"
#include "seal/random.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SCRIPT_INPUT_BYTES = 16 * 1024,
    SCRIPT_NAME_BYTES = 256,
    SCRIPT_VALUE_BYTES = 160,
    SCRIPT_LIMIT_S_MAX = 600,
};

// What the line being run waits for.
enum script_wait {
    WAIT_NOTHING,
    WAIT_LINE,
    WAIT_ANSWER
};

struct script {
    struct script_program program;
    char name[SCRIPT_NAME_BYTES]; // of the file, for messages
    int fd;                       // -1: a text in memory
    bool owns_fd;
    bool at_end; // nothing more will come
    struct span text;
    uint8_t input[SCRIPT_INPUT_BYTES];
    size_t input_used;
    char line[SCRIPT_LINE_BYTES];
    uint32_t line_number;
    enum script_wait wait;
    uint64_t limit_at_ms;    // of a line that waits; UINT64_MAX: none
    char refusal[KEY_BYTES]; // the refusal that this command must get; empty: none
    struct command command;
    bool failed;
    char problem[SCRIPT_PROBLEM_BYTES];
};

// --- Opening and reading.

static struct script *script_new(const char *name, const struct script_program *program)
{
    struct script *script = calloc(1, sizeof *script);
    if (script == NULL)
        return NULL;
    script->program = *program;
    script->fd = -1;
    struct out out = out_into(script->name, sizeof script->name);
    out_text(&out, name);
    return script;
}

enum err script_open(const char *path, const struct script_program *program,
                     struct script **out_script)
{
    check(path != NULL && program != NULL);
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    struct script *script = script_new(standard ? "standard input" : path, program);
    if (script == NULL) {
        if (!standard)
            close(fd);
        return ERR_MEMORY;
    }
    script->fd = fd;
    script->owns_fd = !standard;
    *out_script = script;
    return OK;
}

enum err script_open_text(const char *name, const char *text, const struct script_program *program,
                          struct script **out_script)
{
    struct script *script = script_new(name, program);
    if (script == NULL)
        return ERR_MEMORY;
    script->text = span_of_string(text);
    *out_script = script;
    return OK;
}

void script_close(struct script *script)
{
    if (script == NULL)
        return;
    if (script->owns_fd)
        close(script->fd);
    seal_wipe(script, sizeof *script); // a line may have held a passphrase
    free(script);
}

static bool starts_with(const char *line, const char *words, const char **out_rest)
{
    size_t size = strlen(words);
    if (strncmp(line, words, size) != 0 || (line[size] != '\0' && line[size] != ' '))
        return false;
    const char *rest = line + size;
    while (*rest == ' ')
        rest++;
    *out_rest = rest;
    return true;
}

// The line at hand as a message may show it: messages end up in logs.
static const char *line_to_tell(const struct script *script)
{
    const char *secret = script->program.secret_verb, *rest = NULL;
    return secret != NULL && starts_with(script->line, secret, &rest) ? secret : script->line;
}

static enum script_status fail(struct script *script, const char *text)
{
    if (!script->failed) {
        struct out out = out_into(script->problem, sizeof script->problem);
        out_text(&out, script->name);
        out_text(&out, ":");
        out_number(&out, script->line_number);
        out_text(&out, ": ");
        out_text(&out, text);
        if (script->line[0] != '\0') {
            out_text(&out, ": ");
            out_text(&out, line_to_tell(script));
        }
        script->failed = true;
    }
    return SCRIPT_FAILED;
}

// Takes a whole line out of what was read; at the end of input also one without its end of line.
static bool line_of_input(struct script *script, struct span *out_line)
{
    const uint8_t *end = memchr(script->input, '\n', script->input_used);
    if (end == NULL && !(script->at_end && script->input_used > 0))
        return false;
    size_t size = end == NULL ? script->input_used : (size_t)(end - script->input);
    *out_line = (struct span){script->input, size};
    return true;
}

static void input_drop(struct script *script, size_t size)
{
    size_t taken = size < script->input_used ? size + 1 : size;
    memmove(script->input, script->input + taken, script->input_used - taken);
    script->input_used -= taken;
}

static bool line_keep(struct script *script, struct span line)
{
    script->line_number++;
    script->line[0] = '\0';
    if (line.size >= sizeof script->line)
        return false;
    size_t from = 0;
    while (from < line.size && (line.at[from] == ' ' || line.at[from] == '\t'))
        from++;
    while (line.size > from && (line.at[line.size - 1] == ' ' || line.at[line.size - 1] == '\t' ||
                                line.at[line.size - 1] == '\r'))
        line.size--;
    struct span rest = span_from(line, from);
    memcpy(script->line, rest.at, rest.size);
    script->line[rest.size] = '\0';
    if (memchr(script->line, '\0', rest.size) != NULL || text_ok(rest) != OK) {
        script->line[0] = '\0';
        return false;
    }
    if (script->line[0] == '#')
        script->line[0] = '\0';
    return true;
}

// SCRIPT_RUNNING: a line is in .line, perhaps an empty one.
static enum script_status line_next(struct script *script)
{
    struct span line = {0};
    if (script->fd < 0) {
        if (!line_take(&script->text, &line))
            return SCRIPT_ENDED;
        return line_keep(script, line) ? SCRIPT_RUNNING
                                       : fail(script, "this line is too long or no plain text");
    }
    if (line_of_input(script, &line)) {
        bool kept = line_keep(script, line);
        input_drop(script, line.size);
        return kept ? SCRIPT_RUNNING : fail(script, "this line is too long or no plain text");
    }
    if (script->at_end)
        return SCRIPT_ENDED;
    if (script->input_used == sizeof script->input)
        return fail(script, "this line is too long");
    return SCRIPT_READING;
}

// One read for each call of script_run, and none where it would block: a program that is woken by
// something else must not wait for whoever writes the script.
static enum script_status input_read(struct script *script)
{
    struct pollfd ready = {.fd = script->fd, .events = POLLIN};
    if (poll(&ready, 1, 0) == 0)
        return SCRIPT_READING;
    ssize_t got = read(script->fd, script->input + script->input_used,
                       sizeof script->input - script->input_used);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return SCRIPT_READING;
    if (got < 0)
        return fail(script, "the script cannot be read further");
    script->at_end = got == 0;
    script->input_used += (size_t)got;
    return SCRIPT_RUNNING;
}

// --- Conditions.

static uint64_t now_of(const struct script *script)
{
    return script->program.now_ms == NULL ? 0 : script->program.now_ms(script->program.self);
}

static enum script_step scene_holds(const struct script *script, const char *name,
                                    const char *value, struct out *problem)
{
    char found[SCRIPT_VALUE_BYTES];
    const struct scene *scene =
        script->program.scene == NULL ? NULL : script->program.scene(script->program.self);
    struct out out = out_into(found, sizeof found);
    static const struct scene nothing;
    if (!script_scene_field(scene != NULL ? scene : &nothing, name, &out)) {
        out_text(problem, "there is nothing called ");
        out_text(problem, name);
        return SCRIPT_WRONG;
    }
    if (scene != NULL && strcmp(found, value) == 0)
        return SCRIPT_DONE;
    out_text(problem, name);
    out_text(problem, scene == NULL ? " is not known yet" : " is ");
    if (scene != NULL)
        out_text(problem, found);
    return SCRIPT_AGAIN;
}

static enum script_step one_holds(const struct script *script, struct span word,
                                  struct out *problem)
{
    char name[SCRIPT_VALUE_BYTES], value[SCRIPT_VALUE_BYTES];
    const uint8_t *equals = memchr(word.at, '=', word.size);
    if (equals == NULL || word.size >= sizeof name) {
        out_text(problem, "a condition is written NAME=VALUE");
        return SCRIPT_WRONG;
    }
    size_t name_size = (size_t)(equals - word.at);
    memcpy(name, word.at, name_size);
    name[name_size] = '\0';
    struct span rest = span_from(word, name_size + 1);
    if (rest.size > 0)
        memcpy(value, rest.at, rest.size);
    value[rest.size] = '\0';
    if (script->program.holds != NULL) {
        struct out mine = out_into(problem->at, problem->size);
        enum script_step step = script->program.holds(script->program.self, name, value, &mine);
        if (step != SCRIPT_WRONG) {
            *problem = mine;
            return step;
        }
    }
    *problem = out_into(problem->at, problem->size);
    return scene_holds(script, name, value, problem);
}

// "within N s" ends the conditions of a wait.
static bool take_within(struct span *words, uint64_t *out_limit_ms)
{
    struct span number = {0}, unit = {0};
    uint64_t seconds = 0;
    if (!word_take(words, &number) || !word_number(number, SCRIPT_LIMIT_S_MAX, &seconds) ||
        !word_take(words, &unit) || !word_is(unit, "s"))
        return false;
    *out_limit_ms = seconds * 1000;
    struct span extra = {0};
    return !word_take(words, &extra);
}

static enum script_step all_hold(const struct script *script, struct span words,
                                 uint64_t *out_limit_ms, struct out *problem)
{
    struct span word = {0};
    size_t count = 0;
    enum script_step all = SCRIPT_DONE;
    char first[SCRIPT_PROBLEM_BYTES / 2] = "";
    while (word_take(&words, &word)) {
        if (word_is(word, "within")) {
            if (take_within(&words, out_limit_ms))
                break;
            out_text(problem, "a limit is written: within N s");
            return SCRIPT_WRONG;
        }
        char mine[SCRIPT_PROBLEM_BYTES / 2];
        struct out out = out_into(mine, sizeof mine);
        enum script_step step = one_holds(script, word, &out);
        count++;
        if (step == SCRIPT_WRONG) {
            out_text(problem, mine);
            return SCRIPT_WRONG;
        }
        if (step == SCRIPT_AGAIN && all == SCRIPT_DONE) {
            all = SCRIPT_AGAIN;
            memcpy(first, mine, sizeof first);
        }
    }
    if (count == 0) {
        out_text(problem, "say what should hold: NAME=VALUE");
        return SCRIPT_WRONG;
    }
    if (all == SCRIPT_AGAIN)
        out_text(problem, first);
    return all;
}

// --- Lines.

static enum script_step answer_step(struct script *script, struct out *problem)
{
    enum refusal refusal = ALLOWED;
    enum script_step step = script->program.answer == NULL
                                ? SCRIPT_DONE
                                : script->program.answer(script->program.self, &refusal);
    if (step != SCRIPT_DONE)
        return step;
    bool wanted = script->refusal[0] != '\0';
    if (refusal == ALLOWED && !wanted)
        return SCRIPT_DONE;
    if (refusal != ALLOWED && wanted && strcmp(refusal_name(refusal), script->refusal) == 0)
        return SCRIPT_DONE;
    out_text(problem, refusal == ALLOWED ? "this was allowed" : "this is refused, ");
    if (refusal != ALLOWED)
        out_text(problem, refusal_name(refusal));
    return SCRIPT_WRONG;
}

static enum script_step command_step(struct script *script, const char *line, struct out *problem)
{
    const char *why = NULL;
    if (!action_parse(line, &script->command, &why)) {
        out_text(problem, why != NULL ? why : "no such command");
        return SCRIPT_WRONG;
    }
    if (script->program.command == NULL) {
        out_text(problem, "this program leads no session");
        return SCRIPT_WRONG;
    }
    enum script_step step =
        script->program.command(script->program.self, &script->command, problem);
    if (step != SCRIPT_DONE)
        return step;
    script->wait = WAIT_ANSWER;
    return answer_step(script, problem);
}

// "refuse NAME: COMMAND"
static enum script_step refuse_step(struct script *script, const char *rest, struct out *problem)
{
    const char *colon = strchr(rest, ':');
    size_t size = colon == NULL ? 0 : (size_t)(colon - rest);
    if (size == 0 || size >= sizeof script->refusal) {
        out_text(problem, "write: refuse NAME: COMMAND");
        return SCRIPT_WRONG;
    }
    memcpy(script->refusal, rest, size);
    script->refusal[size] = '\0';
    const char *line = colon + 1;
    while (*line == ' ')
        line++;
    return command_step(script, line, problem);
}

static enum script_step line_step(struct script *script, struct out *problem)
{
    const char *line = script->line;
    const char *rest = line;
    if (starts_with(line, "expect", &rest))
        return all_hold(script, span_of_string(rest), &(uint64_t){0}, problem) == SCRIPT_DONE
                   ? SCRIPT_DONE
                   : SCRIPT_WRONG;
    if (starts_with(line, "wait for", &rest)) {
        uint64_t limit_ms = SCRIPT_LIMIT_MS;
        enum script_step step = all_hold(script, span_of_string(rest), &limit_ms, problem);
        if (step == SCRIPT_AGAIN && script->limit_at_ms == UINT64_MAX)
            script->limit_at_ms = now_of(script) + limit_ms;
        return step;
    }
    if (starts_with(line, "refuse", &rest))
        return refuse_step(script, rest, problem);
    const struct script_verb *best = NULL;
    const char *best_rest = rest;
    for (size_t i = 0; i < script->program.verb_count; i++) {
        const struct script_verb *verb = &script->program.verbs[i];
        if (starts_with(line, verb->name, &rest) &&
            (best == NULL || strlen(verb->name) > strlen(best->name))) {
            best = verb;
            best_rest = rest;
        }
    }
    if (best != NULL)
        return best->run(script->program.self, best_rest, problem);
    return command_step(script, line, problem);
}

// Runs, or tries again, the line at hand.
static enum script_status line_run(struct script *script)
{
    char text[SCRIPT_PROBLEM_BYTES];
    struct out problem = out_into(text, sizeof text);
    enum script_step step =
        script->wait == WAIT_ANSWER ? answer_step(script, &problem) : line_step(script, &problem);
    switch (step) {
    case SCRIPT_DONE:
        script->wait = WAIT_NOTHING;
        return SCRIPT_RUNNING;
    case SCRIPT_AGAIN:
        if (script->wait == WAIT_NOTHING)
            script->wait = WAIT_LINE;
        if (now_of(script) < script->limit_at_ms)
            return SCRIPT_READING; // not yet; the caller turns it into SCRIPT_RUNNING
        return fail(script, problem.used > 0 ? text : "this did not happen in time");
    case SCRIPT_WRONG:
        break;
    }
    return fail(script, problem.used > 0 ? text : "this cannot be done");
}

enum script_status script_run(struct script *script)
{
    check(script != NULL);
    bool read_already = false;
    while (!script->failed) {
        if (script->wait == WAIT_NOTHING) {
            enum script_status status = line_next(script);
            if (status == SCRIPT_READING && !read_already) {
                read_already = true;
                status = input_read(script);
                if (status != SCRIPT_RUNNING)
                    return status;
                continue;
            }
            if (status != SCRIPT_RUNNING)
                return status;
            if (script->line[0] == '\0')
                continue;
            script->refusal[0] = '\0';
            script->limit_at_ms = UINT64_MAX;
        }
        enum script_status status = line_run(script);
        if (status == SCRIPT_READING)
            return SCRIPT_RUNNING;
        if (status != SCRIPT_RUNNING)
            return status;
    }
    return SCRIPT_FAILED;
}

int script_fd(const struct script *script)
{
    return script->fd;
}

uint64_t script_deadline_ms(const struct script *script)
{
    return script->wait == WAIT_NOTHING ? UINT64_MAX : script->limit_at_ms;
}

const char *script_problem(const struct script *script)
{
    return script->problem;
}

uint32_t script_line(const struct script *script)
{
    return script->line_number;
}

const char *script_text(const struct script *script)
{
    return script->line;
}
