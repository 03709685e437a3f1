#pragma once
// Care for what people said after it has been freed. SDL, FreeType, HarfBuzz and protobuf-c free memory
// without wiping it, so the programs run under a C library that overwrites every block as it is freed.
// That can only be asked for before a program starts: it starts itself once more.
#include "base/err.h"

// What GLIBC_TUNABLES ends with in a program that is taken care of. The cache of each thread is off,
// because glibc puts blocks into it without overwriting them. Large blocks always go back to the system
// when they are freed: glibc by itself keeps ever larger ones once a large one has been freed.
#define SEAL_CARE_TUNABLES                                                                         \
    "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.mmap_threshold=131072"

// The first call of main, before any descriptor is opened and any thread is made. Replaces the process
// by itself, with the same arguments and the same number, unless that has been done. Other tunables
// are kept. ERR_TOO_LONG: they leave no room; ERR_MEMORY; ERR_KEY: a program with more rights than its
// user, to which glibc gives no tunables; ERR_IO: it cannot be started again (no /proc).
enum err seal_care(char *const *arguments) MUST_USE;

// Overwrites what calls that have returned left below on this thread's stack: copies of an answer that
// a compiler made for itself and no wipe can name.
void seal_wipe_stack(void);
