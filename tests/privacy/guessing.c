// A million meetings, and somebody who holds all that a check-in leaves: the list of who was there, the
// order in which people went to the screens, the sizes of all files and frames, and the recorded fact
// itself, opened. Guessing what one of them answered, nobody does better than the best guess from the
// released view alone, which is computed exactly from every way in which the answers could have come.
// And who holds even the opened box cannot tell from its order whose answer is whose.
// guessing [--long]: 1,000,000 meetings, or 20,000,000.
#include "base/check.h"
#include "core/release.h"
#include "seal/box_image.h"
#include "seal/random.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    PEOPLE_LEAST = 4,
    PEOPLE_MOST = 12,
    PEOPLE_KINDS = PEOPLE_MOST - PEOPLE_LEAST + 1,
    ANSWERS_MOST = 8,
    VIEWS_MOST = 1024, // of one setting; a table by hash, a power of two
    SHORT_RUN = 1000000,
    LONG_RUN = 20000000,
};
// What an outsider sees of the box is as large for every number of answers.
_Static_assert(BOX_IMAGE_BYTES ==
                   16 + BOX_HEAD_BYTES + PEOPLE_MAX * BOX_SLOT_BYTES + VAULT_OVERHEAD,
               "an image is as large as all places, not as all answers");

// How people tend to answer a question; the guesser knows it. The last answer is to pass.
struct habit {
    const char *name;
    enum prompt_kind kind;
    enum privacy_class class;
    uint8_t options;
    uint8_t answers;
    uint8_t masks[ANSWERS_MOST];
    double share[ANSWERS_MOST];
};
static const struct habit habits[] = {
    {"even yes or no", PROMPT_SINGLE, CLASS_PERSONAL, 2, 3, {1, 2, 0}, {.48, .48, .04}},
    {"uneven yes or no", PROMPT_SINGLE, CLASS_PERSONAL, 2, 3, {1, 2, 0}, {.76, .19, .05}},
    {"three answers", PROMPT_SINGLE, CLASS_PERSONAL, 3, 4, {1, 2, 4, 0}, {.5, .3, .1, .1}},
    {"faces", PROMPT_FACES, CLASS_PERSONAL, 5, 6, {1, 2, 4, 8, 16, 0}, {.1, .2, .3, .25, .1, .05}},
    {"choose all",
     PROMPT_CHOOSE_ALL,
     CLASS_PERSONAL,
     3,
     8,
     {1, 2, 4, 3, 5, 6, 7, 0},
     {.2, .15, .1, .2, .1, .1, .1, .05}},
    {"sensitive", PROMPT_SINGLE, CLASS_SENSITIVE, 2, 3, {1, 2, 0}, {.65, .25, .1}},
    {"plain", PROMPT_SINGLE, CLASS_PLAIN, 3, 4, {1, 2, 4, 0}, {.4, .3, .2, .1}},
};
enum {
    HABITS = sizeof habits / sizeof habits[0],
    SETTINGS = HABITS * PEOPLE_KINDS
};

struct view {
    uint64_t hash;                            // of the recorded fact's bytes; 0: a free place
    double chance[ANSWERS_MOST];              // of this view and one person's answer
    uint32_t seen[PEOPLE_MOST][ANSWERS_MOST]; // in the meetings that were learned from
    uint8_t best;
};
struct setting {
    const struct habit *habit;
    uint8_t people;
    double best_rate;  // of the best guess from the view
    double order_rate; // of an answer drawn blindly from the box
    struct view views[VIEWS_MOST];
};

static uint64_t hash_of(const uint8_t *bytes, size_t size)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash != 0 ? hash : 1;
}

static struct view *view_at(struct setting *setting, uint64_t hash)
{
    for (size_t i = 0; i < VIEWS_MOST; i++) {
        struct view *view = &setting->views[(hash + i) % VIEWS_MOST];
        if (view->hash == 0)
            view->hash = hash;
        if (view->hash == hash)
            return view;
    }
    check(false && "more views than there is room for");
    return NULL;
}

// The fact as it stands in the record, for whoever can open it.
static uint64_t recorded(const struct box *box)
{
    struct fact fact = {.revision = 40, .at_ms = 1800000, .kind = FACT_PROMPT_CLOSED, .number = 2};
    release_of(box, true, &fact.release);
    uint8_t bytes[FACT_BYTES_MAX];
    return hash_of(bytes, fact_encode(&fact, bytes));
}

static struct box box_of(const struct habit *habit, uint8_t people)
{
    return (struct box){.phase_id = 1,
                        .kind = habit->kind,
                        .class = habit->class,
                        .option_count = habit->options,
                        .places = people};
}

// --- Exactly: every way in which so many people can have answered, and how likely it is.

static void way_add(struct setting *setting, const uint8_t *counts, double likely)
{
    const struct habit *habit = setting->habit;
    struct box box = box_of(habit, setting->people);
    for (uint8_t a = 0, put = 0; a < habit->answers; a++)
        for (uint8_t i = 0; i < counts[a]; i++, put++) {
            struct box_slot slot = {.choice = habit->masks[a], .pass = habit->masks[a] == 0};
            slot.id[0] = slot.order[0] = (uint8_t)(put + 1);
            check(box_put(&box, &slot) == BOX_PUT);
        }
    struct view *view = view_at(setting, recorded(&box));
    for (uint8_t a = 0; a < habit->answers; a++) {
        double part = (double)counts[a] / setting->people;
        view->chance[a] += likely * part;
        setting->order_rate += likely * part * part;
    }
}

static double likelihood(const struct setting *setting, const uint8_t *counts)
{
    double log_sum = lgamma(setting->people + 1.0);
    for (uint8_t a = 0; a < setting->habit->answers; a++)
        log_sum += counts[a] * log(setting->habit->share[a]) - lgamma(counts[a] + 1.0);
    return exp(log_sum);
}

// Counts like the wheels of a clock: all but the last answer turn, the last takes who is left.
static double ways_enumerate(struct setting *setting)
{
    uint8_t last = (uint8_t)(setting->habit->answers - 1);
    uint8_t counts[ANSWERS_MOST] = {0};
    double total = 0;
    unsigned used = 0;
    for (uint8_t wheel = 0; wheel < last;) {
        counts[last] = (uint8_t)(setting->people - used);
        double likely = likelihood(setting, counts);
        way_add(setting, counts, likely);
        total += likely;
        for (wheel = 0; wheel < last; wheel++) {
            if (used < setting->people) {
                counts[wheel]++;
                used++;
                break;
            }
            used -= counts[wheel];
            counts[wheel] = 0;
        }
    }
    return total;
}

static struct setting *settings_make(void)
{
    struct setting *settings = calloc(SETTINGS, sizeof *settings);
    assert_non_null(settings);
    for (size_t s = 0; s < SETTINGS; s++) {
        struct setting *setting = &settings[s];
        setting->habit = &habits[s % HABITS];
        setting->people = (uint8_t)(PEOPLE_LEAST + s / HABITS);
        assert_true(fabs(ways_enumerate(setting) - 1) < 1e-9);
        for (size_t v = 0; v < VIEWS_MOST; v++) {
            struct view *view = &setting->views[v];
            for (uint8_t a = 1; a < setting->habit->answers; a++)
                if (view->chance[a] > view->chance[view->best])
                    view->best = a;
            setting->best_rate += view->chance[view->best];
        }
    }
    return settings;
}

// --- By trial.

struct random {
    struct random_seeded source;
    uint8_t bytes[4096];
    size_t used;
};

static void draw(struct random *random, void *out, size_t size)
{
    if (random->used + size > sizeof random->bytes) {
        random->source.source.fill(&random->source, random->bytes, sizeof random->bytes);
        random->used = 0;
    }
    memcpy(out, random->bytes + random->used, size);
    random->used += size;
}

static uint32_t draw_number(struct random *random)
{
    uint32_t number;
    draw(random, &number, sizeof number);
    return number;
}

static uint8_t draw_answer(struct random *random, const struct habit *habit)
{
    double at = draw_number(random) / 4294967296.0;
    uint8_t a = 0;
    while (a + 1 < habit->answers && at >= habit->share[a])
        at -= habit->share[a++];
    return a;
}

// One meeting: who went n-th to a screen gave answers[n]; the box as the console keeps it.
static void meet(struct random *random, const struct setting *setting, uint8_t *answers,
                 struct box *out_box)
{
    struct phase_keys keys;
    draw(random, keys.box_key, sizeof keys.box_key);
    *out_box = box_of(setting->habit, setting->people);
    for (uint8_t i = 0; i < setting->people; i++) {
        answers[i] = draw_answer(random, setting->habit);
        uint8_t mask = setting->habit->masks[answers[i]];
        struct box_slot slot = {.choice = mask, .pass = mask == 0};
        draw(random, slot.id, sizeof slot.id);
        cell_order(&keys, slot.id, slot.order);
        check(box_put(out_box, &slot) == BOX_PUT);
    }
}

static const double trust_in_view = 200; // as much as so many meetings

struct score {
    double right, tried, expected;
};

static void score_add(struct score *score, bool right, double expected)
{
    score->right += right;
    score->tried++;
    score->expected += expected;
}

// How far from what was expected, in standard deviations.
static double score_away(const struct score *score)
{
    double rate = score->expected / score->tried;
    return (score->right - score->expected) / sqrt(score->tried * rate * (1 - rate));
}

// What the view says, and what the meetings seen so far add to it for this turn.
static uint8_t learned_best(const struct view *view, uint8_t turn)
{
    double whole = 0, most = -1;
    uint8_t best = view->best;
    for (uint8_t a = 0; a < ANSWERS_MOST; a++)
        whole += view->chance[a];
    for (uint8_t a = 0; a < ANSWERS_MOST; a++) {
        double weight = trust_in_view * view->chance[a] / whole + view->seen[turn][a];
        if (weight > most) {
            most = weight;
            best = a;
        }
    }
    return best;
}

static size_t runs = SHORT_RUN;

static void nobody_guesses_better(void **state)
{
    (void)state;
    assert_int_equal(seal_start(), OK);
    struct setting *settings = settings_make();
    struct random *random = calloc(1, sizeof *random);
    assert_non_null(random);
    random_seeded_init(&random->source, 12);
    random->used = sizeof random->bytes;
    struct score view_only = {0}, with_all = {0}, order = {0}, arrival = {0};
    for (size_t run = 0; run < runs; run++) {
        struct setting *setting = &settings[draw_number(random) % SETTINGS];
        uint8_t answers[PEOPLE_MOST];
        struct box box;
        meet(random, setting, answers, &box);
        struct view *view = view_at(setting, recorded(&box));
        uint8_t turn = (uint8_t)(draw_number(random) % setting->people);
        uint8_t answer = answers[turn], mask = setting->habit->masks[answer];
        score_add(&view_only, view->best == answer, setting->best_rate);
        // Who learns from half of the meetings what people at each turn said, given the rest.
        if (run < runs / 2)
            view->seen[turn][answer]++;
        else
            score_add(&with_all, learned_best(view, turn) == answer, setting->best_rate);
        // Who opens the box and takes its n-th slot for the n-th person's.
        score_add(&order, box.slots[turn].choice == mask, setting->order_rate);
        // The same, had the slots been kept as they came.
        score_add(&arrival, setting->habit->masks[answers[turn]] == mask, setting->order_rate);
    }
    print_message(
        "%.0f meetings. From the view alone: %.4f right, computed %.4f (%+.1f deviations)\n"
        "With all files, sizes, turns and the list: %.4f right, computed %.4f (%+.1f)\n"
        "From the opened box by order: %.4f right, computed %.4f (%+.1f)\n",
        view_only.tried, view_only.right / view_only.tried, view_only.expected / view_only.tried,
        score_away(&view_only), with_all.right / with_all.tried, with_all.expected / with_all.tried,
        score_away(&with_all), order.right / order.tried, order.expected / order.tried,
        score_away(&order));
    assert_true(fabs(score_away(&view_only)) < 4);
    assert_true(score_away(&with_all) < 4);
    assert_true(fabs(score_away(&order)) < 4);
    assert_true(score_away(&arrival) > 100); // what such a slip would look like
    free(random);
    free(settings);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--long") == 0)
        runs = LONG_RUN;
    const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_guesses_better)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
