// Writes every sample as a seed of its fuzz target. Usage: write-wire-corpus CORPUS_FOLDER
#include "base/check.h"
#include "unit/wire/samples.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    check(argc == 2);
    static struct samples samples;
    samples_make(&samples);
    for (size_t i = 0; i < samples.count; i++) {
        const struct sample *sample = &samples.items[i];
        char path[1024];
        snprintf(path, sizeof path, "%s/%s/%s", argv[1], codec_row(sample->message)->name,
                 sample->name);
        FILE *file = fopen(path, "wb");
        check(file != NULL);
        check(fwrite(sample->bytes, 1, sample->size, file) == sample->size);
        check(fclose(file) == 0);
    }
    samples_free(&samples);
    return 0;
}
