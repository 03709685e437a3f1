#include "fixture.h"
#include "ui/lint.h"
#include "ui/staff.h"
#include <string.h>

static struct draw_list list;
static struct fonts *fonts;

static int open_all(void **state)
{
    (void)state;
    fonts = open_fonts();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    fonts_destroy(fonts);
    return 0;
}

static void begin(void)
{
    struct canvas canvas = canvas_participant(1280, 800);
    draw_begin(&list, &canvas, fonts, NULL, COLOR_PAPER);
}

static const struct draw_item *first_rect(enum color fill)
{
    for (int i = 0; i < list.item_count; i++)
        if (list.items[i].kind == DRAW_RECT && list.items[i].fill == fill)
            return &list.items[i];
    fail_msg("no rectangle of %s", color_name(fill));
    return NULL;
}

static void a_button_loses_its_lip_when_pressed(void **state)
{
    (void)state;
    struct widget send = {.key = 1, .name = "send", .rect = {860, 564, 372, 88}, .text = "Send"};
    begin();
    widget_main(&list, &send);
    assert_true(first_rect(COLOR_PINE_D)->rect.y == 568);
    assert_true(first_rect(COLOR_PINE)->rect.y == 564);
    begin();
    list.pressed = 1;
    widget_main(&list, &send);
    // One rectangle, where the lip was.
    assert_true(first_rect(COLOR_PINE_D)->rect.y == 568);
    assert_int_equal(list.items[0].kind, DRAW_RECT);
    assert_int_equal(list.items[1].kind, DRAW_TEXT);
    // What is touched does not move with the face.
    assert_true(list.parts[0].rect.y == 564);
}

static void bands_have_three_lengths_only(void **state)
{
    (void)state;
    static const float SHARES[] = {0.2F, 0.5F, 0.8F};
    for (int band = BAR_FEW; band <= BAR_MOST; band++) {
        begin();
        widget_band(&list, rect_of(566, 164, 430, 50), (enum bar_size)band, BAND_TERMINAL);
        assert_true(first_rect(COLOR_PINE_M)->rect.w == 430 * SHARES[band]);
        assert_true(first_rect(COLOR_SUNKEN)->rect.w == 430);
    }
}

static void every_answer_has_the_same_part(void **state)
{
    (void)state;
    // Prefer not to say must cost the same touch as any answer beside it.
    begin();
    struct widget face = {
        .key = 1, .name = "answer-1", .rect = {48, 192, 184, 296}, .text = "OK", .icon = "face-3"};
    struct widget pass = face;
    pass.key = 2;
    pass.name = "answer-2";
    pass.rect.x = 248;
    widget_face(&list, &face);
    widget_pass_tall(&list, &pass);
    const struct part *a = &list.parts[0], *b = &list.parts[1];
    assert_int_equal(a->role, b->role);
    assert_true(a->rect.w == b->rect.w && a->rect.h == b->rect.h && a->rect.y == b->rect.y);
    assert_int_equal(b->role, ROLE_ANSWER);
}

static void a_chosen_answer_has_a_badge(void **state)
{
    (void)state;
    struct widget answer = {.key = 1,
                            .name = "answer-1",
                            .rect = {48, 174, 380, 166},
                            .text = "Take a walk",
                            .icon = "walk"};
    begin();
    widget_choice(&list, &answer);
    int rest = list.item_count;
    begin();
    answer.chosen = true;
    widget_choice(&list, &answer);
    assert_int_equal(list.item_count, rest + 3);
    bool gold = false;
    for (int i = 0; i < list.item_count; i++)
        gold = gold || list.items[i].fill == COLOR_GOLD;
    assert_true(gold);
}

static void typed_text_is_marked_secret(void **state)
{
    (void)state;
    begin();
    widget_field(&list,
                 &(struct widget){
                     .key = 1, .name = "field", .rect = {32, 178, 1216, 86}, .text = "my garden"},
                 9, "9 of 60");
    int texts = 0;
    for (int i = 0; i < list.item_count; i++)
        if (list.items[i].kind == DRAW_TEXT) {
            assert_true(list.items[i].style.secret);
            texts++;
        }
    assert_int_equal(texts, 2);
}

static void sixty_letters_fit_the_field_in_every_size(void **state)
{
    (void)state;
    static struct lint_finding findings[LINT_FINDINGS_MAX];
    static const char LONG[] = "mwmwmwmw mwmwmwmw mwmwmwmw mwmwmwmw mwmwmwmw mwmwmwmw mwmwmw";
    assert_int_equal(strlen(LONG), 60);
    for (int size = TEXT_LARGE; size <= TEXT_LARGEST; size++) {
        begin();
        widget_field(&list,
                     &(struct widget){.key = 1,
                                      .name = "field",
                                      .rect = {32, 178, 1216, 86},
                                      .text = LONG,
                                      .size = (enum text_size)size},
                     60, "60 of 60");
        draw_end(&list);
        assert_int_equal(lint_list(&list, LINT_TERMINAL, (enum text_size)size, findings), 0);
    }
}

static void staff_pieces_pass_the_ruler(void **state)
{
    (void)state;
    static struct lint_finding findings[LINT_FINDINGS_MAX];
    begin();
    list.staff = true;
    staff_top(&list);
    float x = staff_button(
        &list, &(struct widget){.key = 1, .name = "next", .rect = {32, 90, 0, 56}, .text = "Next"},
        STAFF_MAIN, "Page Down");
    staff_button(&list,
                 &(struct widget){.key = 2,
                                  .name = "end",
                                  .rect = {x + 16, 96, 0, 44},
                                  .text = "End group",
                                  .icon = "stop"},
                 STAFF_END, NULL);
    staff_panel(&list, rect_of(32, 170, 340, 300));
    staff_plan_row(&list, &(struct plan_row){.name = "agenda-1",
                                             .rect = {33, 180, 338, 103},
                                             .state = PLAN_NOW,
                                             .title = "Topic and practice",
                                             .under = "8 of 25 min",
                                             .right = "17 left",
                                             .progress = 0.3F});
    staff_screen_row(&list, &(struct screen_row){.name = "screen-1",
                                                 .rect = {51, 300, 302, 44},
                                                 .number = 5,
                                                 .state = SCREEN_LOST,
                                                 .tongue = TONGUE_LO,
                                                 .language = "Español + ລາວ",
                                                 .word = "Lost 0:40"});
    for (int chip = CHIP_PINE; chip <= CHIP_LINE; chip++)
        staff_chip(&list, 400, 180 + 50 * (float)chip, (enum chip)chip, "clock", "3 min over",
                   false);
    for (int tint = 0; tint < 7; tint++)
        staff_segment(&list, rect_of(600 + 90 * (float)tint, 200, 86, 36), tint, tint % 2 == 0,
                      "Goals");
    draw_end(&list);
    int count = lint_list(&list, LINT_STAFF, TEXT_LARGE, findings);
    for (int i = 0; i < count && i < LINT_FINDINGS_MAX; i++) {
        char text[256];
        struct out out = out_into(text, sizeof(text));
        lint_explain(&list, &findings[i], &out);
        print_message("%s\n", text);
    }
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_button_loses_its_lip_when_pressed),
        cmocka_unit_test(bands_have_three_lengths_only),
        cmocka_unit_test(every_answer_has_the_same_part),
        cmocka_unit_test(a_chosen_answer_has_a_badge),
        cmocka_unit_test(typed_text_is_marked_secret),
        cmocka_unit_test(sixty_letters_fit_the_field_in_every_size),
        cmocka_unit_test(staff_pieces_pass_the_ruler),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
