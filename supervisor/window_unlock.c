#include "supervisor/window_unlock.h"
#include "base/check.h"
#include "base/utf8.h"
#include "seal/random.h"
#include "supervisor/key_opening.h"
#include <string.h>

struct asking {
    struct app *app;
    char *typed; // locked, PASSPHRASE_BYTES_MAX
    struct unlock_view view;
    struct key_opening *opening;
    bool quit;
    bool failed; // for good: not the passphrase's fault
};

static void show(struct asking *asking)
{
    struct app *app = asking->app;
    struct view_frame frame = {.canvas = &app->canvas,
                               .fonts = ui_fonts(app->ui),
                               .hand = &app->hand,
                               .strings = &app->strings,
                               .language = app->language,
                               .supervisor = ""};
    asking->view.typed = asking->typed;
    asking->view.opening = asking->opening != NULL;
    view_unlock(app->list, &frame, &asking->view);
    hand_screen(&app->hand, app->list, ui_now_ms());
    (void)ui_show(app->ui, UI_MAIN, app->list);
}

static void begin_opening(struct asking *asking)
{
    struct app *app = asking->app;
    if (asking->typed[0] == '\0' || asking->opening != NULL)
        return;
    char *copy = seal_secret_create(PASSPHRASE_BYTES_MAX);
    if (copy != NULL)
        memcpy(copy, asking->typed, PASSPHRASE_BYTES_MAX);
    enum err err = copy == NULL ? ERR_MEMORY
                                : key_opening_start(app->disk, app->options->key_path, copy,
                                                    app->ui, &asking->opening);
    asking->view.wrong = false;
    asking->failed = err != OK;
    if (asking->failed)
        (void)complain(err_text(err), app->options->key_path, "close other programs");
}

static void end_opening(struct asking *asking)
{
    struct app *app = asking->app;
    enum err err = key_opening_end(asking->opening, &app->key);
    asking->opening = NULL;
    // Typed text stays where the passphrase does not fit.
    asking->view.wrong = err == ERR_SEAL;
    asking->failed = err != OK && err != ERR_SEAL;
    if (asking->failed)
        (void)complain(err_text(err), app->options->key_path,
                       "use a review key made by imr-supervisor key new");
}

static void type(struct asking *asking, const char *text)
{
    size_t used = strlen(asking->typed);
    if (text_ok(span_of_string(text)) == OK && used + strlen(text) < PASSPHRASE_BYTES_MAX)
        memcpy(asking->typed + used, text, strlen(text) + 1);
}

static void rub_out(struct asking *asking)
{
    size_t used = strlen(asking->typed);
    while (used > 0 && ((unsigned char)asking->typed[used - 1] & 0xC0) == 0x80)
        asking->typed[--used] = '\0';
    if (used > 0)
        asking->typed[used - 1] = '\0';
}

static void take(struct asking *asking, const struct ui_input *input)
{
    struct app *app = asking->app;
    if (input->kind == UI_QUIT)
        asking->quit = true;
    if (input->kind == UI_BELL && asking->opening != NULL && key_opening_is_done(asking->opening))
        end_opening(asking);
    struct hand_result result = hand_feed(&app->hand, input, app->list);
    bool resting = asking->opening != NULL;
    switch (result.does) {
    case HAND_ACT:
        if (result.key == PART_QUIT)
            asking->quit = true;
        else if (result.key == PART_SHOW)
            asking->view.show = !asking->view.show;
        else if (result.key == PART_UNLOCK)
            begin_opening(asking);
        return;
    case HAND_KEY:
        if (input->key == KEY_ENTER)
            begin_opening(asking);
        else if (input->key == KEY_BACKSPACE && !resting)
            rub_out(asking);
        return;
    case HAND_TEXT:
        if (!resting)
            type(asking, input->text);
        return;
    case HAND_NOTHING:
    case HAND_SHOW:
        return;
    }
}

bool window_unlock(struct app *app)
{
    struct asking asking = {.app = app, .typed = seal_secret_create(PASSPHRASE_BYTES_MAX)};
    if (asking.typed == NULL) {
        (void)complain("no memory can be locked for it", "passphrase", "raise ulimit -l");
        return false;
    }
    app->screen = SCREEN_UNLOCK;
    ui_text_input(app->ui, true);
    hand_focus(&app->hand, PART_PASSPHRASE, false);
    while (app->key == NULL && !asking.quit && !asking.failed) {
        int w, h;
        struct ui_input input;
        ui_size(app->ui, UI_MAIN, &w, &h);
        app->canvas = canvas_staff(w, h, 0);
        show(&asking);
        if (ui_wait(app->ui, -1, &input))
            take(&asking, &input);
    }
    if (asking.opening != NULL) { // the person quit meanwhile; a thread is not left behind
        enum err err = key_opening_end(asking.opening, &app->key);
        (void)err;
    }
    seal_secret_destroy(asking.typed);
    draw_forget(app->list);
    ui_forget(app->ui);
    hand_reset(&app->hand);
    return app->key != NULL && !asking.quit && !asking.failed;
}
