#pragma once
// The window asks for the passphrase of the review key, until it fits or the person quits.
#include "supervisor/app.h"

// Sets app->key. False if the person quit, or after complaining.
bool window_unlock(struct app *app);
