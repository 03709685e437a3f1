// The agency's rules for records: what a line may say, and that anything else is refused by its line.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka's header needs the four above.
#include "fake_disk.h"
#include "room/settings.h"
#include <cmocka.h>
#include <string.h>

static enum err load(const char *text, struct settings *out_settings, unsigned *out_line)
{
    struct fake_disk *fake = fake_disk_create();
    struct profile profile = {0};
    assert_int_equal(profile_open(fake_disk_of(fake), "data", PROFILE_FACILITATOR, true, &profile),
                     OK);
    if (text != NULL)
        fake_disk_put(fake, "data/settings", text, strlen(text));
    enum err err = settings_load(&profile, out_settings, out_line);
    profile_close(&profile);
    fake_disk_destroy(fake);
    return err;
}

static void rules_are_read(void **state)
{
    (void)state;
    struct settings settings;
    unsigned line = 0;
    assert_int_equal(load(NULL, &settings, &line), OK);
    assert_int_equal(settings_retain_days(&settings, false, MEETING_GROUP), 90);
    assert_int_equal(settings_retain_days(&settings, true, MEETING_INDIVIDUAL), 90);
    assert_string_equal(settings.second_folder, "");
    assert_int_equal(load("# our rules\n\nretain group 365\nretain individual 730\r\n"
                          "retain practice 7\nsecond-path /media/A stick/records/\n",
                          &settings, &line),
                     OK);
    assert_int_equal(settings_retain_days(&settings, false, MEETING_GROUP), 365);
    assert_int_equal(settings_retain_days(&settings, false, MEETING_INDIVIDUAL), 730);
    assert_int_equal(settings_retain_days(&settings, true, MEETING_GROUP), 7);
    assert_string_equal(settings.second_folder, "/media/A stick/records");
}

static void other_rules_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "retain group 0\n",       "retain group\n",
        "retain group 36501\n",   "retain\n",
        "retain group 90 days\n", "retain class 90\n",
        "second-path\n",          "second-path rel\n",
        "keep group 90\n",        "retain group ninety\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[128] = "# one\n";
        struct settings settings = {.retain_group_days = 5};
        unsigned line = 0;
        memcpy(text + strlen(text), bad[i], strlen(bad[i]) + 1);
        assert_int_equal(load(text, &settings, &line), ERR_MALFORMED);
        assert_int_equal(line, 2);
        assert_int_equal(settings.retain_group_days, 5);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_read),
        cmocka_unit_test(other_rules_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
