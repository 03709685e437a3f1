// The console's keys: every bind of the table does what the table says, a clicker can do no harm,
// a held key does not act again, and letters typed into a field are letters.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facilitator/field.h"
#include "facilitator/keys.h"
#include <string.h>

static struct ui_input key_of(uint32_t key, int mods)
{
    return (struct ui_input){.kind = UI_KEY, .key = key, .mods = mods};
}

static enum key_does pressed(uint32_t key, int mods)
{
    struct ui_input input = key_of(key, mods);
    return keys_find(&input, (struct key_place){0});
}

static void every_key_does_what_its_row_says(void **state)
{
    (void)state;
    size_t count, binds = 0;
    const struct key_row *rows = keys_table(&count);
    bool does[KEY_DOES_LAST_VALUE + 1] = {false};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < KEY_BINDS_MAX && rows[i].binds[j].key != 0; j++) {
            const struct key_bind *bind = &rows[i].binds[j];
            assert_int_equal(pressed(bind->key, bind->mods), bind->does);
            does[bind->does] = true;
            binds++;
        }
    assert_true(binds > 25);
    for (int i = KEY_DOES_NEXT; i <= KEY_DOES_LAST_VALUE; i++)
        assert_true(does[i]); // nothing that no key does
}

static void the_keys_are_those_of_the_design(void **state)
{
    (void)state;
    static const struct {
        uint32_t key;
        enum key_does does;
    } WANTED[] = {
        {KEY_PAGE_DOWN, KEY_DOES_NEXT}, {KEY_RIGHT, KEY_DOES_NEXT},
        {KEY_DOWN, KEY_DOES_NEXT},      {' ', KEY_DOES_NEXT},
        {'n', KEY_DOES_NEXT},           {KEY_PAGE_UP, KEY_DOES_BACK},
        {KEY_LEFT, KEY_DOES_BACK},      {KEY_UP, KEY_DOES_BACK},
        {KEY_BACKSPACE, KEY_DOES_BACK}, {KEY_HOME, KEY_DOES_FIRST},
        {KEY_END, KEY_DOES_LAST},       {'b', KEY_DOES_BLANK},
        {'.', KEY_DOES_BLANK},          {KEY_F1 + 4, KEY_DOES_ROOM},
        {KEY_F1 + 10, KEY_DOES_FULL},   {'o', KEY_DOES_PROMPT},
        {'r', KEY_DOES_RESULTS},        {'p', KEY_DOES_PAUSE},
        {'m', KEY_DOES_MARK},           {'t', KEY_DOES_STEP},
        {'+', KEY_DOES_NOTES_BIGGER},   {'-', KEY_DOES_NOTES_SMALLER},
        {'?', KEY_DOES_HELP},           {KEY_ESCAPE, KEY_DOES_CLOSE},
        {'g', KEY_DOES_BOARD},          {KEY_ENTER, KEY_DOES_NOTHING},
        {'e', KEY_DOES_NOTHING},        {'a', KEY_DOES_PEOPLE},
    };
    for (size_t i = 0; i < sizeof WANTED / sizeof WANTED[0]; i++)
        assert_int_equal(pressed(WANTED[i].key, 0), WANTED[i].does);
}

// What a clicker sends turns slides, blanks, opens the room screen, or closes a dialog.
static void a_clicker_can_do_no_harm(void **state)
{
    (void)state;
    static const uint32_t SENT[] = {KEY_PAGE_DOWN, KEY_PAGE_UP, 'b', '.', KEY_F1 + 4, KEY_ESCAPE};
    for (size_t i = 0; i < sizeof SENT / sizeof SENT[0]; i++) {
        enum key_does does = pressed(SENT[i], 0);
        assert_true(does == KEY_DOES_NEXT || does == KEY_DOES_BACK || does == KEY_DOES_BLANK ||
                    does == KEY_DOES_ROOM || does == KEY_DOES_CLOSE);
        // Over a dialog, "End the group?" say, it can only close the dialog.
        struct ui_input input = key_of(SENT[i], 0);
        enum key_does over = keys_find(&input, (struct key_place){.dialog = true});
        assert_true(over == KEY_DOES_NOTHING || over == KEY_DOES_CLOSE);
    }
}

static void a_held_key_acts_once_but_for_sizes(void **state)
{
    (void)state;
    size_t count;
    const struct key_row *rows = keys_table(&count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < KEY_BINDS_MAX && rows[i].binds[j].key != 0; j++) {
            struct ui_input input = key_of(rows[i].binds[j].key, rows[i].binds[j].mods);
            input.repeat = true;
            enum key_does does = keys_find(&input, (struct key_place){0});
            bool size = does == KEY_DOES_NOTES_BIGGER || does == KEY_DOES_NOTES_SMALLER ||
                        does == KEY_DOES_LARGER || does == KEY_DOES_SMALLER;
            assert_true(does == KEY_DOES_NOTHING || size);
        }
}

static void letters_in_a_field_are_letters(void **state)
{
    (void)state;
    static const uint32_t OF_FIELD[] = {'n',      'b',       '.',     'o',      'p',
                                        'm',      't',       'r',     '+',      ' ',
                                        KEY_LEFT, KEY_RIGHT, KEY_END, KEY_HOME, KEY_BACKSPACE};
    for (size_t i = 0; i < sizeof OF_FIELD / sizeof OF_FIELD[0]; i++) {
        struct ui_input input = key_of(OF_FIELD[i], 0);
        assert_int_equal(keys_find(&input, (struct key_place){.in_field = true}), KEY_DOES_NOTHING);
    }
    struct ui_input escape = key_of(KEY_ESCAPE, 0);
    assert_int_equal(keys_find(&escape, (struct key_place){.in_field = true}), KEY_DOES_CLOSE);
}

static void control_and_alt_are_not_plain_keys(void **state)
{
    (void)state;
    assert_int_equal(pressed('b', MOD_CTRL), KEY_DOES_NOTHING);
    assert_int_equal(pressed('n', MOD_ALT), KEY_DOES_NOTHING);
    assert_int_equal(pressed('+', MOD_CTRL), KEY_DOES_LARGER);
    assert_int_equal(pressed('+', MOD_SHIFT), KEY_DOES_NOTES_BIGGER);
    assert_int_equal(pressed('/', 0), KEY_DOES_NOTHING);
    assert_int_equal(pressed('/', MOD_SHIFT), KEY_DOES_HELP);
}

static void a_field_takes_text_and_only_text(void **state)
{
    (void)state;
    struct field field = {.bytes_max = 12};
    assert_true(field_type(&field, "ab"));
    assert_true(field_type(&field, "\xE0\xBA\xA5\xE0\xBA\xB2")); // two Lao letters
    assert_false(field_type(&field, "\x07"));
    assert_false(field_type(&field, "\xE2\x80\xAE")); // turns the writing round
    assert_false(field_type(&field, "\xC3"));         // half a letter
    assert_string_equal(field.text, "ab\xE0\xBA\xA5\xE0\xBA\xB2");
    assert_true(field_type(&field, "xyzq")); // as much as fits with the NUL
    assert_string_equal(field.text, "ab\xE0\xBA\xA5\xE0\xBA\xB2xyz");
    assert_true(field_key(&field, KEY_HOME));
    assert_true(field_key(&field, KEY_RIGHT));
    assert_true(field_key(&field, KEY_RIGHT));
    assert_true(field_key(&field, KEY_DELETE)); // a whole letter
    assert_string_equal(field.text, "ab\xE0\xBA\xB2xyz");
    assert_true(field_key(&field, KEY_END));
    assert_false(field_key(&field, KEY_RIGHT));
    for (int i = 0; i < 6; i++)
        assert_true(field_key(&field, KEY_BACKSPACE));
    assert_false(field_key(&field, KEY_BACKSPACE));
    assert_string_equal(field.text, "");
    field_set(&field, "secret");
    field_clear(&field);
    for (size_t i = 0; i < sizeof field.text; i++)
        assert_int_equal(field.text[i], '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_does_what_its_row_says),
        cmocka_unit_test(the_keys_are_those_of_the_design),
        cmocka_unit_test(a_clicker_can_do_no_harm),
        cmocka_unit_test(a_held_key_acts_once_but_for_sizes),
        cmocka_unit_test(letters_in_a_field_are_letters),
        cmocka_unit_test(control_and_alt_are_not_plain_keys),
        cmocka_unit_test(a_field_takes_text_and_only_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
