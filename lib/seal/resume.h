#pragma once
// The resume image (architecture.md 7): live/resume-a and live/resume-b, each of a fixed size,
// sealed under the unlock key; A is written and synced, then B. Holds one payload of at most
// RESUME_PAYLOAD_BYTES. The newest whole copy wins. Erased (overwritten, synced) at the end.
#include "seal/vault.h"

enum { RESUME_PAYLOAD_BYTES = 24 * 1024 };
struct resume;
enum err resume_open(const struct disk *disk, const struct random_source *random, const char *folder,
                     const struct unlock_key *key, struct resume **out_resume) MUST_USE;
enum err resume_write(struct resume *resume, struct span payload) MUST_USE;
// ERR_NOT_FOUND: nothing to resume.
enum err resume_read(struct resume *resume, uint8_t *out_payload, size_t *out_size) MUST_USE;
enum err resume_erase(struct resume *resume) MUST_USE;
void resume_close(struct resume *resume); // NULL is fine
