// C6, C7, C11 and C12 on whole prompts: the power goes at every operation of the disk, at every write
// in its middle, with sectors lost, up to three times in one prompt, also while the console starts
// again; and every write and sync fails, once or for good. Whatever happens, answers that were said to
// be saved are in the result, none is in it twice, and the record holds exactly one result.
// Usage: [RUNS], how many prompts with up to three crashes; by hand, with more of lost sectors too.
#include "box_room.h"

#include "base/check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    PEOPLE = 6,
    PLACES = 7,
    CRASHES_MAX = 3,
    MOVES_MAX = 400,
    TEAR_PLACES = 12,
#ifdef TEST_BRISK
    RUNS = 200,
    SECTOR_SEEDS = 1,
#else
    RUNS = 400,
    SECTOR_SEEDS = 4,
#endif
    SECTOR_SEEDS_LONG = 12,
};

struct crash {
    bool tear;         // else a cut
    uint64_t nth;      // write, or operation, counted from the last start
    size_t tear_bytes; // that still reach the platter
    enum fake_crash how;
    uint64_t seed;
};

struct plan {
    uint64_t seed;
    struct crash crashes[CRASHES_MAX];
    size_t crash_count;
    uint64_t fail_nth; // C12: an operation that fails; 0: none does
    enum err fail_err;
    bool fail_ever_after;
    bool patient; // closes only when everybody has been told "saved"
    bool voids;   // throws the first answers away and asks again
};

struct effort {
    uint64_t runs;
    uint64_t sector_seeds; // for each operation at which the power goes
};

struct outcome {
    uint32_t crashes;
    bool failed; // the disk said no, and the hub noticed
    uint64_t operations, writes;
};

struct drive {
    struct box_room *room;
    const struct plan *plan;
    struct outcome outcome;
    size_t next_crash;
    uint32_t open_steps;
    bool voiding, voided;
    bool done;
};

static void must(const struct drive *drive, bool holds, const char *what)
{
    if (holds)
        return;
    const struct plan *plan = drive->plan;
    fail_msg("%s: seed %llu, %zu crashes, first %s %llu (%zu bytes, %d, %llu), fail %llu", what,
             (unsigned long long)plan->seed, plan->crash_count,
             plan->crashes[0].tear ? "tear" : "cut", (unsigned long long)plan->crashes[0].nth,
             plan->crashes[0].tear_bytes, (int)plan->crashes[0].how,
             (unsigned long long)plan->crashes[0].seed, (unsigned long long)plan->fail_nth);
}

static void arm(struct drive *drive)
{
    if (drive->next_crash == drive->plan->crash_count)
        return;
    const struct crash *crash = &drive->plan->crashes[drive->next_crash];
    if (crash->tear)
        fake_disk_tear(drive->room->fake, crash->nth, crash->tear_bytes);
    else
        fake_disk_cut(drive->room->fake, crash->nth);
}

static void power_back(struct drive *drive)
{
    const struct crash *crash = &drive->plan->crashes[drive->next_crash++];
    fake_disk_restart(drive->room->fake, crash->how, crash->seed);
    drive->outcome.crashes++;
    arm(drive);
}

static void start_again(struct drive *drive)
{
    struct box_room *room = drive->room;
    for (;;) {
        box_room_off(room);
        if (fake_disk_is_dark(room->fake))
            power_back(drive);
        enum err err = box_room_on(room);
        if (err == OK)
            break;
        must(drive, fake_disk_is_dark(room->fake),
             "a start that the power lets go on goes through");
    }
    must(drive, !room->hub->answers_gone, "no box is lost");
    enum prompt_state state = box_room_prompt(room);
    must(drive, state != PROMPT_OPEN && state != PROMPT_CLOSING, "an open prompt resumes paused");
    if (state == PROMPT_IDLE && !drive->voiding)
        for (size_t i = 0; i < room->people_count; i++)
            must(drive, !room->people[i].acked || room->hub->session.phase != SESSION_RUNNING,
                 "nobody was told anything about a prompt that never opened");
}

// The disk said no. Nothing is acknowledged from then on; then somebody sees to the disk.
static void live_on_a_failed_disk(struct drive *drive)
{
    struct box_room *room = drive->room;
    drive->outcome.failed = true;
    for (size_t step = 0; step < 3; step++) {
        for (size_t i = 0; i < room->people_count; i++)
            if (!room->people[i].acked)
                box_room_send(room, i);
        box_room_step(room, BOX_STEP_MS);
    }
    must(drive, room->acked_on_failed_disk == 0, "nothing is acknowledged on a failed disk");
    must(drive, box_room_tell(room, COMMAND_MARK, 0) != ALLOWED, "a failed disk takes nothing");
    fake_disk_fail(room->fake, 0, ERR_IO, false);
    start_again(drive);
}

static void people_send(struct drive *drive)
{
    struct box_room *room = drive->room;
    uint64_t draw = drive->plan->seed * 2654435761u + drive->open_steps * 40503u;
    for (size_t i = 0; i < room->people_count; i++) {
        bool turn = drive->open_steps >= (draw >> i) % 5;
        if (!room->people[i].acked && turn)
            box_room_send(room, i);
        if (room->people[i].acked && (draw >> (i + 7)) % 4 == 0)
            box_room_send(room, i); // its receipt was lost on the way
    }
    drive->open_steps++;
}

// All answers were thrown away unseen: everybody is asked anew, and nothing of before may come back.
static void ask_anew(struct drive *drive)
{
    for (size_t i = 0; i < drive->room->people_count; i++) {
        drive->room->people[i].sent = false;
        drive->room->people[i].acked = false;
    }
    drive->voiding = false;
    drive->voided = true;
    drive->open_steps = 0;
}

static void one_move(struct drive *drive)
{
    struct box_room *room = drive->room;
    const struct session *session = &room->hub->session;
    if (session->phase == SESSION_ENDED) {
        (void)box_room_tell(room, COMMAND_FINISH, 0);
        return;
    }
    switch (box_room_prompt(room)) {
    case PROMPT_IDLE:
        if (drive->voiding)
            ask_anew(drive);
        (void)box_room_tell(room, COMMAND_PROMPT_OPEN, 1);
        return;
    case PROMPT_PAUSED:
        (void)box_room_tell(room, COMMAND_PROMPT_WAKE, 0);
        return;
    case PROMPT_OPEN:
        people_send(drive);
        box_room_step(room, BOX_STEP_MS);
        if (drive->plan->voids && !drive->voided && drive->open_steps > 2) {
            drive->voiding = true;
            (void)box_room_tell(room, COMMAND_PROMPT_VOID, 0);
            return;
        }
        if (drive->plan->patient ? box_room_all_acked(room) : drive->open_steps > 4)
            (void)box_room_tell(room, COMMAND_PROMPT_CLOSE, 0);
        return;
    case PROMPT_CLOSING:
        people_send(drive);
        box_room_step(room, BOX_STEP_MS);
        box_room_step(room, CLOSING_MS);
        return;
    case PROMPT_SHOWN:
    case PROMPT_WITHHELD:
        must(drive, box_room_result_ok(room), "every saved answer counts, and counts once");
        (void)box_room_tell(room, COMMAND_END, 0);
        return;
    case PROMPT_OPENING:
    case PROMPT_HELD:
    case PROMPT_REVIEW: // no text is asked for here
        break;
    }
    must(drive, false, "this script holds nothing back");
}

static struct outcome run(const struct plan *plan)
{
    struct drive drive = {.room = box_room_create(plan->seed, PEOPLE), .plan = plan};
    struct box_room *room = drive.room;
    must(&drive, box_room_on(room) == OK, "the console starts");
    must(&drive, box_room_begin(room, PLACES) == ALLOWED, "a session begins");
    uint64_t operations = fake_disk_operations(room->fake), writes = fake_disk_writes(room->fake);
    arm(&drive);
    if (plan->fail_nth != 0)
        fake_disk_fail(room->fake, plan->fail_nth, plan->fail_err, plan->fail_ever_after);
    for (size_t step = 0; step < MOVES_MAX && !drive.done; step++) {
        one_move(&drive);
        bool dark = fake_disk_is_dark(room->fake);
        enum session_phase_name phase = room->hub->session.phase;
        drive.done = !dark && (phase == SESSION_FINISHED || phase == SESSION_WAITING);
        if (dark)
            start_again(&drive);
        else if (room->hub->record.err != OK)
            live_on_a_failed_disk(&drive);
        phase = room->hub->session.phase;
        drive.done =
            drive.done || phase == SESSION_WAITING; // finished, and only the erasing was cut
    }
    must(&drive, drive.done, "the session comes to its end");
    drive.outcome.operations = fake_disk_operations(room->fake) - operations;
    drive.outcome.writes = fake_disk_writes(room->fake) - writes;
    fake_disk_cut(room->fake, 0); // what had not come yet comes no more
    fake_disk_tear(room->fake, 0, 0);
    fake_disk_fail(room->fake, 0, ERR_IO, false);
    must(&drive, box_room_results(room) == 1, "exactly one result (C11)");
    must(&drive, room->acked_on_failed_disk == 0, "nothing is acknowledged on a failed disk");
    struct outcome outcome = drive.outcome;
    box_room_destroy(room);
    return outcome;
}

static struct outcome whole(uint64_t seed)
{
    struct plan plan = {.seed = seed, .patient = true};
    struct outcome outcome = run(&plan);
    assert_int_equal(outcome.crashes, 0);
    assert_true(outcome.operations > 60 && outcome.writes > 30);
    return outcome;
}

static void c6_c7_c11_a_cut_at_every_operation(void **state)
{
    const struct effort *effort = *state;
    uint32_t crashes = 0;
    for (unsigned patient = 0; patient < 2; patient++) {
        struct outcome measure = whole(1);
        for (uint64_t nth = 1; nth <= measure.operations; nth++)
            for (uint64_t way = 0; way < 2 + effort->sector_seeds; way++) {
                struct plan plan = {
                    .seed = 1,
                    .patient = patient == 1,
                    .crash_count = 1,
                    .crashes[0] = {.nth = nth,
                                   .how = way < 2 ? (enum fake_crash)way : FAKE_CRASH_SECTORS,
                                   .seed = way * 977 + nth}};
                crashes += run(&plan).crashes;
            }
    }
    print_message("%u crash points\n", (unsigned)crashes);
    assert_true(crashes > 140 * (2 + effort->sector_seeds));
}

static void c6_c7_c11_every_write_torn(void **state)
{
    (void)state;
    uint32_t crashes = 0;
    struct outcome measure = whole(2);
    for (uint64_t nth = 1; nth <= measure.writes; nth++)
        for (size_t place = 0; place < TEAR_PLACES; place++) {
            struct plan plan = {.seed = 2,
                                .patient = place % 2 == 0,
                                .crash_count = 1,
                                .crashes[0] = {.tear = true,
                                               .nth = nth,
                                               .tear_bytes = place * place * 509 + place,
                                               .how = FAKE_CRASH_DROP}};
            crashes += run(&plan).crashes;
        }
    print_message("%u crash points\n", (unsigned)crashes);
    assert_true(crashes > 400);
}

static uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state >> 11;
}

static void c6_c7_c11_up_to_three_crashes(void **state)
{
    const struct effort *effort = *state;
    uint32_t crashes = 0;
    for (uint64_t seed = 1; seed <= effort->runs; seed++) {
        uint64_t random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
        struct plan plan = {.seed = seed, .crash_count = CRASHES_MAX};
        plan.patient = draw(&random) % 2 == 0;
        plan.voids = draw(&random) % 3 == 0;
        for (size_t i = 0; i < CRASHES_MAX; i++) {
            struct crash *crash = &plan.crashes[i];
            crash->tear = draw(&random) % 3 == 0;
            crash->nth = 1 + draw(&random) % (i == 0 ? 70 : 45);
            crash->tear_bytes = draw(&random) % BOX_IMAGE_BYTES;
            crash->how = (enum fake_crash)(draw(&random) % 3);
            crash->seed = draw(&random);
        }
        crashes += run(&plan).crashes;
    }
    print_message("%u crash points\n", (unsigned)crashes);
    assert_true(crashes > effort->runs * 2 + effort->runs / 10);
}

static void c12_every_operation_fails(void **state)
{
    (void)state;
    uint32_t failures = 0;
    for (unsigned patient = 0; patient < 2; patient++) {
        struct plan plan = {.seed = 3, .patient = patient == 1};
        uint64_t operations = run(&plan).operations;
        assert_true(operations > 60);
        for (uint64_t nth = 1; nth <= operations; nth++)
            for (unsigned way = 0; way < 4; way++) {
                plan.fail_nth = nth;
                plan.fail_err = way % 2 == 0 ? ERR_IO : ERR_NO_SPACE;
                plan.fail_ever_after = way / 2 == 0;
                must(&(struct drive){.plan = &plan}, run(&plan).failed,
                     "no failure is passed over");
                failures++;
            }
    }
    print_message("%u failures\n", (unsigned)failures);
}

int main(int count, char **arguments)
{
    struct effort effort = {RUNS, SECTOR_SEEDS};
    if (count > 1)
        effort = (struct effort){strtoull(arguments[1], NULL, 10), SECTOR_SEEDS_LONG};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(c6_c7_c11_a_cut_at_every_operation, &effort),
        cmocka_unit_test(c6_c7_c11_every_write_torn),
        cmocka_unit_test_prestate(c6_c7_c11_up_to_three_crashes, &effort),
        cmocka_unit_test(c12_every_operation_fails),
    };
    return cmocka_run_group_tests_name("room.box_crash", tests, NULL, NULL);
}
