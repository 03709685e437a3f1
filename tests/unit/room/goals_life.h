#pragma once
// Somebody with a card at the bench of goals_bench.h, days that pass there, and what stands on its disk,
// opened with the console's own key.
#include "goals_bench.h"
#include "room/goals_rows.h"

enum {
    BENCH_DAY = 20000, // some Monday or other
    BENCH_WEEK = 7,
};

struct bench_person {
    struct goal_card_key key;
    uint8_t find[HASH_BYTES];
    uint8_t share[KEY32_BYTES];
    uint8_t row[GOAL_ROW_BYTES]; // as it was last sealed
    struct goal_handle handle;
    uint32_t version;
};
void bench_person_init(struct bench_person *person, uint8_t card);
uint32_t bench_id(void); // of a request: another one each time
// Asks for the row; what is lent must be what was lent before, and the row what was sealed.
enum goal_reply_kind bench_ask(struct goals_bench *bench, struct bench_person *person,
                               enum goal_cell_kind kind);
void bench_save(struct goals_bench *bench, struct bench_person *person);
void bench_make(struct goals_bench *bench, struct bench_person *person, uint8_t card);
// Goals are opened on that day by a console that has just been started.
void bench_open_on(struct goals_bench *bench, uint32_t day);
struct goals_renewal bench_told(struct goals_bench *bench, uint32_t day);

// The sealed bytes of copy 'a' or 'b'. Lent until the next operation.
uint8_t *bench_sealed(struct goals_bench *bench, char copy, size_t *out_size);
enum {
    BENCH_SEALED_BYTES = 16 + (int)sizeof(struct goal_rows_content) + VAULT_OVERHEAD
};
// In how many of the two copies these bytes stand.
int bench_copies_with(struct goals_bench *bench, const uint8_t *what, size_t size);
void bench_group_key(struct goals_bench *bench, uint8_t out_key[32], uint8_t out_salt[16]);
