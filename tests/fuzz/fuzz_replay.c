// Runs a fuzz target without a fuzzer: every file of its corpus, then seeded mutations of them. The
// same seed gives the same inputs, so a failure is found again by running the test again.
// Usage: fuzz-NAME CORPUS_FOLDER MUTATIONS
#include "base/check.h"
#include "fuzz/fuzz.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEEDS_MAX = 64,
    INPUT_BYTES_MAX = 1024 * 1024,
    PATH_BYTES = 1024,
};

struct seed {
    uint8_t *bytes;
    size_t size;
};

struct corpus {
    struct seed seeds[SEEDS_MAX];
    size_t count;
};

// xorshift64*: the inputs need variety, not secrecy.
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static size_t below(uint64_t *state, size_t end)
{
    check(end > 0);
    return (size_t)(next_random(state) % end);
}

static void add_seed(struct corpus *corpus, const uint8_t *bytes, size_t size)
{
    check(corpus->count < SEEDS_MAX);
    struct seed *seed = &corpus->seeds[corpus->count++];
    seed->size = size;
    seed->bytes = malloc(size + 1);
    check(seed->bytes != NULL);
    memcpy(seed->bytes, bytes, size);
}

static void read_seed(struct corpus *corpus, const char *path, uint8_t *buffer)
{
    FILE *file = fopen(path, "rb");
    check(file != NULL);
    const size_t size = fread(buffer, 1, INPUT_BYTES_MAX, file);
    check(!ferror(file));
    fclose(file);
    add_seed(corpus, buffer, size);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name,
                  (*b)->d_name); // bytes, not the locale: the order is part of the seed
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void read_corpus(struct corpus *corpus, const char *folder, uint8_t *buffer)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, is_visible, by_name);
    for (int i = 0; i < count; i++) {
        char path[PATH_BYTES];
        const int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        check(length > 0 && length < PATH_BYTES);
        read_seed(corpus, path, buffer);
        free(entries[i]);
    }
    free(entries);
    // A target without a corpus still meets the empty input and what grows from it.
    if (corpus->count == 0)
        add_seed(corpus, buffer, 0);
}

// Changes the buffer once; returns its new size.
static size_t mutate(uint64_t *state, uint8_t *buffer, size_t size)
{
    const size_t at = below(state, size + 1);
    const uint8_t byte = (uint8_t)next_random(state);
    switch (below(state, 6)) {
    case 0: // one bit
        if (at < size)
            buffer[at] ^= (uint8_t)(1U << (byte & 7));
        return size;
    case 1: // one byte, often an edge
        if (at < size)
            buffer[at] = (byte & 1) != 0 ? byte : (byte & 2) != 0 ? 0xff : 0;
        return size;
    case 2: // the end goes
        return at;
    case 3: // a byte comes in
        if (size == INPUT_BYTES_MAX)
            return size;
        memmove(buffer + at + 1, buffer + at, size - at);
        buffer[at] = byte;
        return size + 1;
    case 4: { // some bytes go
        const size_t gone = below(state, size - at + 1);
        memmove(buffer + at, buffer + at + gone, size - at - gone);
        return size - gone;
    }
    default: { // some bytes come twice
        const size_t more = below(state, size - at + 1);
        if (more > INPUT_BYTES_MAX - size)
            return size;
        memmove(buffer + at + more, buffer + at, size - at);
        return size + more;
    }
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s CORPUS_FOLDER MUTATIONS\n", argv[0]);
        return 2;
    }
    uint8_t *buffer = malloc(INPUT_BYTES_MAX);
    check(buffer != NULL);
    struct corpus corpus = {.count = 0};
    read_corpus(&corpus, argv[1], buffer);
    for (size_t i = 0; i < corpus.count; i++)
        (void)LLVMFuzzerTestOneInput(corpus.seeds[i].bytes, corpus.seeds[i].size);
    const unsigned long mutations = strtoul(argv[2], NULL, 10);
    uint64_t state = UINT64_C(0x1d872b41c3a5f96b);
    for (unsigned long i = 0; i < mutations; i++) {
        const struct seed *seed = &corpus.seeds[below(&state, corpus.count)];
        memcpy(buffer, seed->bytes, seed->size);
        size_t size = seed->size;
        for (size_t changes = 1 + below(&state, 4); changes > 0; changes--)
            size = mutate(&state, buffer, size);
        // An exact block of its own, so that a sanitizer sees a read one byte past the end.
        uint8_t *exact = malloc(size + (size == 0));
        check(exact != NULL);
        memcpy(exact, buffer, size);
        (void)LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
    printf("%zu seeds and %lu mutations\n", corpus.count, mutations);
    for (size_t i = 0; i < corpus.count; i++)
        free(corpus.seeds[i].bytes);
    free(buffer);
    return 0;
}
