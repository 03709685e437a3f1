#pragma once
// What the pictures of a card make takes a second or two and much memory, so it is done on a thread that
// ends with it (seal/goal_card.h). One at a time; a result that nobody wants any more is wiped. Used from
// the app's thread.
#include "base/err.h"
#include "core/goal_card.h"
#include "seal/goal_card.h"
#include <stdbool.h>

struct goal_work;
// ring: called on the worker's thread when it is done; NULL: poll goal_work_fd.
enum err goal_work_create(bool (*ring)(void *self), void *self,
                          struct goal_work **out_work) MUST_USE;
void goal_work_destroy(struct goal_work *work); // waits for the worker; NULL is fine; wipes
// False if it is at work still: call again after goal_work_take.
bool goal_work_start(struct goal_work *work, const uint8_t pictures[CARD_PICTURES],
                     const uint8_t salt[GOAL_SALT_BYTES], enum goal_card_cost cost);
// What was being made is not wanted any more.
void goal_work_drop(struct goal_work *work);
// True when a worker has ended: *out_err is OK and *out_key its key, or why not; ERR_NOT_FOUND if it was
// dropped.
bool goal_work_take(struct goal_work *work, enum err *out_err, struct goal_card_key *out_key);
int goal_work_fd(const struct goal_work *work); // -1 with a ring
