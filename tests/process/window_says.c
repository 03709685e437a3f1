// Tells one window what a window manager or a pulled cable would: Xorg's dummy card can put displays up
// and take them down (xrandr) but has no cable, and a test's display has no window manager.
// Usage: window-says WINDOW close                the close button
//        window-says WINDOW unplugged OUTPUT     an output is no longer connected
//        window-says WINDOW framed TIMES         gets a frame, is moved in it, and loses the frame, so often
#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static RROutput output_of(Display *display, const char *name)
{
    RROutput found = None;
    XRRScreenResources *all = XRRGetScreenResourcesCurrent(display, DefaultRootWindow(display));
    for (int i = 0; all != NULL && i < all->noutput; i++) {
        XRROutputInfo *info = XRRGetOutputInfo(display, all, all->outputs[i]);
        if (info != NULL && strcmp(info->name, name) == 0)
            found = all->outputs[i];
        XRRFreeOutputInfo(info);
    }
    XRRFreeScreenResources(all);
    return found;
}

static XEvent unplugged(Display *display, Window window, const char *output)
{
    int event_base = 0, error_base = 0;
    (void)XRRQueryExtension(display, &event_base, &error_base);
    XRROutputChangeNotifyEvent event = {.type = event_base + RRNotify,
                                        .subtype = RRNotify_OutputChange,
                                        .window = window,
                                        .output = output_of(display, output),
                                        .connection = RR_Disconnected};
    XEvent sent = {0};
    memcpy(&sent, &event, sizeof event);
    return sent;
}

static XEvent close_button(Display *display, Window window)
{
    XEvent sent = {.xclient = {.type = ClientMessage,
                               .window = window,
                               .message_type = XInternAtom(display, "WM_PROTOCOLS", False),
                               .format = 32}};
    sent.xclient.data.l[0] = (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
    sent.xclient.data.l[1] = CurrentTime;
    return sent;
}

// What window managers do when they start, end, or make a window fill a screen.
static void framed(Display *display, Window window, unsigned long times)
{
    Window root = DefaultRootWindow(display);
    for (unsigned long i = 0; i < times; i++) {
        Window frame = XCreateSimpleWindow(display, root, 20, 20, 1300, 820, 0, 0, 0);
        XMapWindow(display, frame);
        XReparentWindow(display, window, frame, 0, 0);
        XSync(display, False);
        for (int step = 1; step < 6; step++)
            XMoveWindow(display, window, step, step);
        XReparentWindow(display, window, root, 0, 0);
        XDestroyWindow(display, frame);
        XSync(display, False);
    }
}

int main(int argc, char **argv)
{
    bool frame = argc == 4 && strcmp(argv[2], "framed") == 0;
    bool unplug = argc == 4 && strcmp(argv[2], "unplugged") == 0;
    bool close = argc == 3 && strcmp(argv[2], "close") == 0;
    Display *display = unplug || close || frame ? XOpenDisplay(NULL) : NULL;
    if (display == NULL) {
        fprintf(
            stderr,
            "usage: window-says WINDOW close | unplugged OUTPUT | framed TIMES, with a display\n");
        return 2;
    }
    Window window = strtoul(argv[1], NULL, 0);
    if (frame) {
        framed(display, window, strtoul(argv[3], NULL, 10));
        XCloseDisplay(display);
        return 0;
    }
    XEvent event = unplug ? unplugged(display, window, argv[3]) : close_button(display, window);
    // To no mask at all: the program that made the window gets it.
    int told = XSendEvent(display, window, False, NoEventMask, &event);
    XCloseDisplay(display);
    return told != 0 ? 0 : 1;
}
