// C33: a recipient cannot forge, somebody else cannot read, and a header with too many recipients
// costs no arithmetic on curves. The calls are counted by the linker's --wrap.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "seal/record_private.h"
#include "seal_test.h"
#include <cmocka.h>

static unsigned curve_calls;

// What the linker makes of --wrap: __wrap_X is called in X's place, __real_X is X.
#define WRAP(name, parameters, arguments)                                                          \
    int __real_##name parameters;                                                                  \
    int __wrap_##name parameters;                                                                  \
    int __wrap_##name parameters                                                                   \
    {                                                                                              \
        curve_calls++;                                                                             \
        return __real_##name arguments;                                                            \
    }
WRAP(crypto_box_seal_open,
     (unsigned char *m, const unsigned char *c, unsigned long long size, const unsigned char *pk,
      const unsigned char *sk),
     (m, c, size, pk, sk))
WRAP(crypto_sign_verify_detached,
     (const unsigned char *sig, const unsigned char *m, unsigned long long size,
      const unsigned char *pk),
     (sig, m, size, pk))
WRAP(crypto_box_open_easy,
     (unsigned char *m, const unsigned char *c, unsigned long long size, const unsigned char *n,
      const unsigned char *pk, const unsigned char *sk),
     (m, c, size, n, pk, sk))
WRAP(crypto_scalarmult, (unsigned char *q, const unsigned char *n, const unsigned char *p),
     (q, n, p))
WRAP(crypto_scalarmult_base, (unsigned char *q, const unsigned char *n), (q, n))

static enum err open_and_count(struct fixture *fixture, unsigned *out_calls)
{
    curve_calls = 0;
    struct record_reader *reader = NULL;
    enum err err = record_open(fixture->disk, fixture_path, &fixture->reviewer, &reader);
    *out_calls = curve_calls;
    record_reader_close(reader);
    return err;
}

static void sign_again(const struct fixture *fixture, uint8_t *header)
{
    crypto_sign_detached(header + RECORD_SIGNED_BYTES, NULL, header, RECORD_SIGNED_BYTES,
                         fixture->sign_secret);
}

static void too_many_recipients_cost_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 8);
    fixture_write(&fixture, 2, true);
    unsigned calls = 0;
    assert_int_equal(open_and_count(&fixture, &calls), OK);
    assert_int_equal(calls, 1 + 8); // one signature, and this reviewer's seal is the last of eight
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fixture.fake, fixture_path, &size);
    for (unsigned count = 0; count <= 255; count++) {
        if (count >= 1 && count <= 8)
            continue;
        bytes[9] = (uint8_t)count;
        sign_again(&fixture, bytes);
        assert_int_equal(open_and_count(&fixture, &calls), ERR_MALFORMED);
        assert_int_equal(calls, 0);
    }
    fixture_finish(&fixture);
}

static void a_stranger_cannot_read(void **state)
{
    (void)state;
    for (uint8_t count = 1; count <= 8; count++) {
        struct fixture fixture;
        fixture_init(&fixture, count);
        fixture_write(&fixture, 2, true);
        struct record_reader *reader = NULL;
        assert_int_equal(record_open(fixture.disk, fixture_path, &fixture.stranger, &reader),
                         ERR_KEY);
        unsigned calls = 0;
        assert_int_equal(open_and_count(&fixture, &calls), OK);
        fixture_finish(&fixture);
    }
}

// A recipient knows the file key, and so can make any frame; but not the header's signature, nor a
// head's, and a header of their own carries another signing key for all to see.
static void a_recipient_cannot_forge(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    fixture_write(&fixture, 3, true);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fixture.fake, fixture_path, &size);
    unsigned calls = 0;
    bytes[66] ^= 1; // retain_days
    assert_int_equal(open_and_count(&fixture, &calls), ERR_SEAL);
    uint8_t own_secret[64], own_public[32];
    crypto_sign_keypair(own_public, own_secret);
    crypto_sign_detached(bytes + RECORD_SIGNED_BYTES, NULL, bytes, RECORD_SIGNED_BYTES, own_secret);
    assert_int_equal(open_and_count(&fixture, &calls), ERR_SEAL);
    memcpy(bytes + 70, own_public, 32);
    crypto_sign_detached(bytes + RECORD_SIGNED_BYTES, NULL, bytes, RECORD_SIGNED_BYTES, own_secret);
    assert_int_equal(open_and_count(&fixture, &calls), OK);
    struct record_info info;
    assert_int_equal(record_info_of(fixture.disk, fixture_path, &info), OK);
    assert_memory_not_equal(info.sign_public, fixture.info.sign_public, 32);
    // And its frames stood beside another header, so not one of them opens.
    struct record_end end;
    assert_int_equal(fixture_read(&fixture, &end), OK);
    assert_int_equal(end.frames, 0);
    assert_int_equal(end.verdict, RECORD_FORGED);
    fixture_finish(&fixture);
}

// A frame forged with the file key opens, since it must; the signed head is what gives it away.
static void a_forged_frame_breaks_the_signed_head(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    fixture_write(&fixture, 3, false);
    uint8_t head[32], signature[64];
    assert_int_equal(record_head_at(fixture.disk, fixture_path, 3, head), OK);
    record_sign_head(fixture.sign_secret, &fixture.info, 3, head, signature);

    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fixture.fake, fixture_path, &size);
    struct record_header header;
    assert_int_equal(record_header_read(bytes, size, &header), OK);
    uint8_t file_key[32], header_hash[32], beside[RECORD_BESIDE_BYTES];
    assert_int_equal(crypto_box_seal_open(file_key, header.seals[0], RECORD_SEAL_BYTES,
                                          fixture.reviewer.recipient.public_key,
                                          fixture.reviewer.secret),
                     0);
    seal_hash(bytes, RECORD_HEADER_BYTES, header_hash);
    crypto_secretstream_xchacha20poly1305_state stream;
    crypto_secretstream_xchacha20poly1305_init_pull(&stream, header.stream_header, file_key);
    uint8_t plain[512 - 17] = {9, 9, 9, 0x80};
    record_beside(header_hash, 0, beside);
    crypto_secretstream_xchacha20poly1305_push(&stream, bytes + RECORD_HEADER_BYTES + 4, NULL,
                                               plain, sizeof plain, beside, sizeof beside,
                                               crypto_secretstream_xchacha20poly1305_TAG_REKEY);
    struct record_reader *reader = NULL;
    assert_int_equal(record_open(fixture.disk, fixture_path, &fixture.reviewer, &reader), OK);
    struct span got;
    assert_true(record_next(reader, &got));
    assert_int_equal(got.size, 3);
    record_reader_close(reader);
    uint8_t forged[32];
    assert_int_equal(record_head_at(fixture.disk, fixture_path, 3, forged), OK);
    assert_false(record_check_head(fixture.info.sign_public, &fixture.info, 3, forged, signature));
    fixture_finish(&fixture);
}

// Two keys for one file: without the commitment two reviewers could be shown different sessions.
static void a_key_that_was_not_committed_to_is_refused(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    fixture_write(&fixture, 1, true);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fixture.fake, fixture_path, &size);
    uint8_t other_key[32] = {42};
    crypto_box_seal(bytes + 134, other_key, 32, fixture.reviewer.recipient.public_key);
    sign_again(&fixture, bytes);
    unsigned calls = 0;
    assert_int_equal(open_and_count(&fixture, &calls), ERR_SEAL);
    fixture_finish(&fixture);
}

static void unused_header_bytes_must_be_zero(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_init(&fixture, 1);
    fixture_write(&fixture, 1, true);
    size_t size = 0;
    uint8_t *bytes = fake_disk_bytes(fixture.fake, fixture_path, &size);
    for (size_t at = 134 + 80 + 24; at < RECORD_SIGNED_BYTES; at += 7) {
        bytes[at] = 1;
        sign_again(&fixture, bytes);
        unsigned calls = 0;
        assert_int_equal(open_and_count(&fixture, &calls), ERR_MALFORMED);
        bytes[at] = 0;
    }
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_many_recipients_cost_nothing),
        cmocka_unit_test(a_stranger_cannot_read),
        cmocka_unit_test(a_recipient_cannot_forge),
        cmocka_unit_test(a_forged_frame_breaks_the_signed_head),
        cmocka_unit_test(a_key_that_was_not_committed_to_is_refused),
        cmocka_unit_test(unused_header_bytes_must_be_zero),
    };
    return cmocka_run_group_tests_name("seal.c33_recipients", tests, NULL, NULL);
}
