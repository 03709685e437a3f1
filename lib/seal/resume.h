#pragma once
// The resume image (docs/RECORD-FORMAT.md): live/resume-a and live/resume-b, each of a fixed size,
// sealed under the unlock key; A is written and synced, then B. Holds one payload of at most
// RESUME_PAYLOAD_BYTES. The newest whole copy wins. Erased (overwritten, synced) at the end.
#include "seal/vault.h"

enum {
    RESUME_PAYLOAD_BYTES = 24 * 1024
};
struct resume;
// Makes the two files where they are missing.
enum err resume_open(const struct disk *disk, const struct random_source *random,
                     const char *folder, const struct unlock_key *key,
                     struct resume **out_resume) MUST_USE;
// Any error is final for this resume: later writes give it again.
enum err resume_write(struct resume *resume, struct span payload) MUST_USE;
// ERR_NOT_FOUND: nothing to resume. ERR_SEAL: there was something, and neither copy opens.
enum err resume_read(struct resume *resume, uint8_t *out_payload, size_t *out_size) MUST_USE;
enum err resume_erase(struct resume *resume) MUST_USE;
void resume_close(struct resume *resume); // NULL is fine
