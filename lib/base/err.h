#pragma once
// What the world can do to us. A function that can fail returns enum err, must be looked at, and
// leaves its out_ arguments untouched unless it returns OK. Our own mistakes are check(), not err;
// what a person may not do now is enum refusal (wire/refusal.h). No thread, no state.

enum err {
    OK = 0,
    ERR_TOO_LONG,  // input larger than its limit in limits.h
    ERR_TRUNCATED, // input ends before it should
    ERR_MALFORMED, // input breaks its format
    ERR_TEXT,      // not acceptable text: utf8.h says why
    ERR_RANGE,     // a number outside what its field allows
    ERR_VERSION,   // made by a newer version of the program
    ERR_SEAL,      // does not open: wrong key, or changed since it was sealed
    ERR_KEY,       // no key, or a key of the wrong kind
    ERR_IO,        // the operating system refused: errno is kept by the caller of the system call
    ERR_NO_SPACE,  // the disk is full
    ERR_READ_ONLY, // the disk or folder cannot be written
    ERR_NOT_FOUND, // no such file, key or entry
    ERR_EXISTS,    // is there already
    ERR_BUSY,      // in use by another program, for example a port or a folder's lock
    ERR_MEMORY,    // no memory, or an arena's cap
    ERR_NET,       // the network layer refused
    ERR_PROFILE,   // practice data meets real data
    ERR_CLOSED,    // the other side has stopped
    ERR_WAIT,      // too soon after others that failed
};

#define MUST_USE __attribute__((warn_unused_result))

// A short English noun phrase for logs and messages, for example "no such file". Never NULL.
const char *err_text(enum err err);
