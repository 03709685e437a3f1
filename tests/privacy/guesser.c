#include "guesser.h"

#include "base/check.h"
#include <math.h>

enum {
    ROUNDS = 400
};
static const double step = 0.5, shrink = 1e-3, chance_deviations = 3.3;

static void standardise(struct guess_sample *samples, size_t count, size_t numbers)
{
    for (size_t k = 0; k < numbers; k++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < count; i++)
            sum += samples[i].numbers[k];
        double mean = sum / (double)count;
        for (size_t i = 0; i < count; i++) {
            samples[i].numbers[k] -= mean;
            squares += samples[i].numbers[k] * samples[i].numbers[k];
        }
        double deviation = sqrt(squares / (double)count);
        // Kept from running away with one wild value, as a busy machine makes them.
        for (size_t i = 0; i < count; i++)
            samples[i].numbers[k] =
                deviation > 0 ? fmax(-4, fmin(4, samples[i].numbers[k] / deviation)) : 0;
    }
}

static double lean(const double *weights, const struct guess_sample *sample, size_t numbers)
{
    double sum = weights[numbers];
    for (size_t k = 0; k < numbers; k++)
        sum += weights[k] * sample->numbers[k];
    return 1 / (1 + exp(-sum));
}

static void learn(double *weights, const struct guess_sample *samples, size_t count, size_t numbers)
{
    for (int round = 0; round < ROUNDS; round++) {
        double slope[GUESS_NUMBERS_MAX + 1] = {0};
        size_t learned = 0;
        for (size_t i = 0; i < count; i++) {
            if (samples[i].group % 2 != 0)
                continue;
            double wrong = lean(weights, &samples[i], numbers) - samples[i].label;
            for (size_t k = 0; k < numbers; k++)
                slope[k] += wrong * samples[i].numbers[k];
            slope[numbers] += wrong;
            learned++;
        }
        check(learned > 0);
        for (size_t k = 0; k <= numbers; k++)
            weights[k] -= step * (slope[k] / (double)learned + shrink * weights[k]);
    }
}

struct guess_result guess(struct guess_sample *samples, size_t count, size_t numbers)
{
    check(numbers <= GUESS_NUMBERS_MAX && count > 0);
    double weights[GUESS_NUMBERS_MAX + 1] = {0};
    standardise(samples, count, numbers);
    learn(weights, samples, count, numbers);
    struct guess_result result = {0};
    for (size_t i = 0; i < count; i++) {
        if (samples[i].group % 2 == 0)
            continue;
        result.tried++;
        result.right += (lean(weights, &samples[i], numbers) > 0.5) == (samples[i].label == 1);
    }
    result.rate = (double)result.right / (double)result.tried;
    result.most_by_chance = 0.5 + chance_deviations * 0.5 / sqrt((double)result.tried);
    return result;
}
