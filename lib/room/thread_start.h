#pragma once
// How threads of ours begin: with every signal blocked, so that signals reach the app's thread and
// nobody else.
#include "base/err.h"
#include <pthread.h>
#include <semaphore.h>

// ERR_MEMORY: the system has no room for one more thread.
enum err thread_start(pthread_t *out_pthread, void *(*body)(void *context), void *context) MUST_USE;

// The same, and waits until the thread has posted started. *result is then its own word on whether it
// could begin; if it could not, it has been joined and that is what this gives.
enum err thread_start_and_hear(pthread_t *out_pthread, void *(*body)(void *context), void *context,
                               sem_t *started, const enum err *result) MUST_USE;
