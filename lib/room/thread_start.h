#pragma once
// How threads of ours begin: with every signal blocked, so that signals reach the app's thread and
// nobody else. For lib/room/*_thread.c.
#include "base/err.h"
#include <pthread.h>

// ERR_MEMORY: the system has no room for one more thread.
enum err thread_start(pthread_t *out_pthread, void *(*body)(void *context), void *context) MUST_USE;
