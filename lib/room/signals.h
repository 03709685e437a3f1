#pragma once
// The signals that ask a program to end, SIGINT and SIGTERM, as a descriptor in its loop: they end the loop,
// never a call.

void signals_block(void); // before any thread is made, so that all inherit it
void signals_unblock(
    void); // where something takes long and may be given up: then one ends the program
// Readable once one has come, while they are blocked; the caller closes it. -1: there are no descriptors.
int signals_open(void);
