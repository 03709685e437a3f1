#include "ui/ui_sdl_window.h"

#include "base/check.h"
#include "base/utf8.h"
#include <string.h>

uint64_t ui_now_ms(void)
{
    return SDL_GetTicks64();
}

void ui_bell_ring(struct ui *ui)
{
    // One event however often it rings: it says "look", not "what".
    if (ui->headless || atomic_exchange(&ui->rung, true))
        return;
    SDL_Event event = {.type = ui->bell_event};
    if (SDL_PushEvent(&event) != 1)
        atomic_store(&ui->rung, false);
}

static int window_of(const struct ui *ui, uint32_t id)
{
    for (int i = 0; i < UI_WINDOWS; i++)
        if (ui->windows[i].sdl != NULL && ui->windows[i].id == id)
            return i;
    return UI_MAIN;
}

static void place_input(const struct ui *ui, struct ui_input *input, float x, float y)
{
    const struct window *window = &ui->windows[input->window];
    input->x = x;
    input->y = y;
    if (window->has_canvas)
        canvas_logical(&window->canvas, (int)x, (int)y, &input->x, &input->y);
}

bool ui_pointer(const struct ui *ui, int index, float *out_x, float *out_y)
{
    check(index >= 0 && index < UI_WINDOWS);
    const struct window *window = &ui->windows[index];
    if (window->sdl == NULL || SDL_GetMouseFocus() != window->sdl || !window->has_canvas)
        return false;
    int x = 0, y = 0;
    SDL_GetMouseState(&x, &y);
    canvas_logical(&window->canvas, x, y, out_x, out_y);
    return true;
}

struct key_pair {
    SDL_Keycode sdl;
    uint32_t key;
};

static uint32_t key_of(SDL_Keycode code)
{
    static const struct key_pair PAIRS[] = {
        {SDLK_RETURN, KEY_ENTER},   {SDLK_KP_ENTER, KEY_ENTER},
        {SDLK_ESCAPE, KEY_ESCAPE},  {SDLK_BACKSPACE, KEY_BACKSPACE},
        {SDLK_TAB, KEY_TAB},        {SDLK_DELETE, KEY_DELETE},
        {SDLK_LEFT, KEY_LEFT},      {SDLK_RIGHT, KEY_RIGHT},
        {SDLK_UP, KEY_UP},          {SDLK_DOWN, KEY_DOWN},
        {SDLK_HOME, KEY_HOME},      {SDLK_END, KEY_END},
        {SDLK_PAGEUP, KEY_PAGE_UP}, {SDLK_PAGEDOWN, KEY_PAGE_DOWN},
        {SDLK_KP_PERIOD, '.'},      {SDLK_KP_PLUS, '+'},
        {SDLK_KP_MINUS, '-'},       {SDLK_KP_0, '0'},
    };
    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++)
        if (PAIRS[i].sdl == code)
            return PAIRS[i].key;
    if (code >= SDLK_F1 && code <= SDLK_F12)
        return KEY_F1 + (uint32_t)(code - SDLK_F1);
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9)
        return '1' + (uint32_t)(code - SDLK_KP_1);
    return code >= ' ' && code < 0x110000 ? (uint32_t)code : 0;
}

static bool take_key(struct ui_input *input, const SDL_KeyboardEvent *event)
{
    input->kind = event->type == SDL_KEYDOWN ? UI_KEY : UI_KEY_UP;
    input->key = key_of(event->keysym.sym);
    input->repeat = event->repeat != 0;
    uint16_t mod = event->keysym.mod;
    input->mods = ((mod & KMOD_SHIFT) != 0 ? MOD_SHIFT : 0) |
                  ((mod & KMOD_CTRL) != 0 ? MOD_CTRL : 0) | ((mod & KMOD_ALT) != 0 ? MOD_ALT : 0);
    return input->key != 0;
}

static bool take_text(struct ui_input *input, const SDL_TextInputEvent *event)
{
    input->kind = UI_TEXT;
    struct span text = span_of_string(event->text);
    // What may not be in a text does not come in by a keyboard either.
    return text.size > 0 && text_set(input->text, sizeof(input->text), text) == OK;
}

static bool take_mouse(struct ui *ui, struct ui_input *input, const SDL_Event *event)
{
    bool moves = event->type == SDL_MOUSEMOTION;
    uint32_t which = moves ? event->motion.which : event->button.which;
    input->window = window_of(ui, moves ? event->motion.windowID : event->button.windowID);
    struct window *window = &ui->windows[input->window];
    if (which == SDL_TOUCH_MOUSEID)
        return false;
    if (moves) {
        input->kind = UI_MOVE;
        place_input(ui, input, (float)event->motion.x, (float)event->motion.y);
        return window->mouse_down;
    }
    if (event->button.button != SDL_BUTTON_LEFT)
        return false;
    window->mouse_down = event->type == SDL_MOUSEBUTTONDOWN;
    input->kind = window->mouse_down ? UI_PRESS : UI_RELEASE;
    place_input(ui, input, (float)event->button.x, (float)event->button.y);
    return true;
}

static bool take_finger(struct ui *ui, struct ui_input *input, const SDL_TouchFingerEvent *event)
{
    input->window = window_of(ui, event->windowID);
    input->touch = true;
    struct window *window = &ui->windows[input->window];
    enum finger_event what = event->type == SDL_FINGERDOWN     ? FINGER_DOWN
                             : event->type == SDL_FINGERMOTION ? FINGER_MOTION
                                                               : FINGER_UP;
    int w = 0, h = 0;
    ui_size(ui, input->window, &w, &h);
    place_input(ui, input, event->x * (float)w, event->y * (float)h);
    switch (fingers_feed(&window->fingers, what, event->fingerId)) {
    case FINGER_IGNORED:
        return false;
    case FINGER_PRESS:
        input->kind = UI_PRESS;
        return true;
    case FINGER_MOVE:
        input->kind = UI_MOVE;
        return true;
    case FINGER_RELEASE:
        input->kind = UI_RELEASE;
        return true;
    case FINGER_CANCEL:
        input->kind = UI_CANCEL;
        return true;
    }
    return false;
}

static bool take_window(struct ui *ui, struct ui_input *input, const SDL_WindowEvent *event)
{
    input->window = window_of(ui, event->windowID);
    struct window *window = &ui->windows[input->window];
    switch (event->event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
        window_stale(window);
        input->kind = UI_EXPOSE;
        return true;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        window_stale(window);
        input->kind = UI_RESIZE;
        return true;
    case SDL_WINDOWEVENT_CLOSE:
        ui->close_asked = true;
        input->kind = UI_QUIT;
        return true;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        window->mouse_down = false;
        input->kind = UI_CANCEL;
        return true;
    default:
        return false;
    }
}

static bool take_event(struct ui *ui, const SDL_Event *event, struct ui_input *input)
{
    if (event->type == ui->bell_event) {
        // Unrung before anybody looks, so that a ring from now on makes a new bell.
        atomic_store(&ui->rung, false);
        input->kind = UI_BELL;
        return true;
    }
    switch (event->type) {
    case SDL_QUIT:
        // Nobody asked for it, and signals are not SDL's here: it is how SDL says that Wayland's
        // compositor is gone. (Xlib has a way of its own, see ui_sdl.c.)
        if (!ui->close_asked)
            display_lost();
        ui->close_asked = false;
        input->kind = UI_QUIT;
        return true;
    case SDL_WINDOWEVENT:
        return take_window(ui, input, &event->window);
    case SDL_DISPLAYEVENT:
        input->kind = UI_DISPLAYS;
        return true;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        input->window = window_of(ui, event->key.windowID);
        return take_key(input, &event->key);
    case SDL_TEXTINPUT:
        input->window = window_of(ui, event->text.windowID);
        return take_text(input, &event->text);
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return take_mouse(ui, input, event);
    case SDL_MOUSEWHEEL:
        input->window = window_of(ui, event->wheel.windowID);
        input->kind = UI_WHEEL;
        input->wheel = event->wheel.preciseY;
        return event->wheel.y != 0;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return take_finger(ui, input, &event->tfinger);
    default:
        return false;
    }
}

// Steps the fades that are going on; returns whether any is.
static bool step_fades(struct ui *ui)
{
    bool fading = false;
    for (int i = 0; i < UI_WINDOWS; i++) {
        if (window_fading(&ui->windows[i]))
            window_fade_step(&ui->windows[i], ui_now_ms());
        fading = fading || window_fading(&ui->windows[i]);
    }
    return fading;
}

// A fade that is over is told of once: now the next frame may be prepared.
static bool fades_ended(struct ui *ui)
{
    bool ended = false;
    for (int i = 0; i < UI_WINDOWS; i++) {
        ended = ended || ui->windows[i].fade_ended;
        ui->windows[i].fade_ended = false;
    }
    return ended;
}

bool ui_wait(struct ui *ui, int timeout_ms, struct ui_input *out_input)
{
    check(!ui->headless);
    check(out_input != NULL);
    uint64_t until = ui_now_ms() + (timeout_ms > 0 ? (uint64_t)timeout_ms : 0);
    for (;;) {
        int wait = -1;
        uint64_t now = ui_now_ms();
        if (timeout_ms >= 0)
            wait = now < until ? (int)(until - now) : 0;
        if (step_fades(ui) && (wait < 0 || wait > FADE_STEP_MS))
            wait = FADE_STEP_MS;
        if (fades_ended(ui)) {
            *out_input = (struct ui_input){.kind = UI_BELL, .at_ms = now};
            return true;
        }
        SDL_Event event;
        bool came = wait < 0 ? SDL_WaitEvent(&event) == 1 : SDL_WaitEventTimeout(&event, wait) == 1;
        memset(out_input, 0, sizeof(*out_input));
        now = ui_now_ms();
        // Events carry 32 bits of the clock: when they happened, not when we came to look.
        out_input->at_ms = came ? now - (uint32_t)((uint32_t)now - event.common.timestamp) : now;
        if (out_input->at_ms > now || now - out_input->at_ms > 60000)
            out_input->at_ms = now;
        if (came && take_event(ui, &event, out_input))
            return true;
        out_input->kind = UI_NONE;
        if (timeout_ms >= 0 && ui_now_ms() >= until)
            return false;
    }
}
