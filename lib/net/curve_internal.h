#pragma once
// What the files of the real network share. Not for use outside lib/net and its tests: the hooks
// below let a test break the hub the way the world would.
#include "net/address.h"
#include "net/curve.h"

// The three sockets of a hub and of a link, in the order of their ports.
enum curve_role {
    CURVE_SCENES,
    CURVE_CELLS,
    CURVE_CONTROL,
    CURVE_ROLES
};

enum {
    // Lengths of what comes in, as ciphertext: a frame is its plaintext and 33 bytes. INITIATE is
    // the longest that a subscriber sends; the rest follows from limits.h.
    CURVE_FRAME_EXTRA_BYTES = 33,
    SCENES_INBOUND_BYTES = 600,
    CELLS_INBOUND_BYTES = 1088,
    CONTROL_INBOUND_BYTES = 4096,

    // What a stranger can hold open. Hundreds of terminals that come back together queue for one
    // processor, and a handshake cut off in the queue begins again at its end.
    HANDSHAKE_MS = 2000,
    HANDSHAKE_TERMINALS = 64,  // as many are done within it; each further one adds
    HANDSHAKE_FURTHER_MS = 10, // this
    HANDSHAKE_LINK_MS = 6000,  // a terminal speaks to nobody but its hub
    HEARTBEAT_MS = 5000,
    HEARTBEAT_TIMEOUT_MS = 15000,
    BACKLOG = 1024,
    RECONNECT_MS = 10,
    RECONNECT_MOST_MS = 200,
    CONNECT_MS = 2000,

    PEERS_MAX = 2 * TERMINALS_MAX,
    DRAIN_MAX = 64, // messages looked at in one call, so that a flood cannot hold the thread
    // The option that makes a missing ZAP handler refuse instead of admit. libzmq 4.3 obeys the
    // number but hides the name behind its draft interface.
    OPTION_ENFORCE_DOMAIN = 93,
};
_Static_assert(CELLS_INBOUND_BYTES >= CELL_BYTES + CURVE_FRAME_EXTRA_BYTES, "a cell fits");
_Static_assert(CONTROL_INBOUND_BYTES >= CONTROL_REQUEST_BYTES_MAX + CURVE_FRAME_EXTRA_BYTES,
               "a request fits");

// --- options.c: every option of every socket, set and read back.

// How options are set; a test puts another in its place. Same contract as zmq_setsockopt.
typedef int curve_set_option(void *socket, int option, const void *value, size_t size);

// In guarded memory (sodium_malloc).
struct curve_keys {
    uint8_t public_key[KEY32_BYTES], secret_key[KEY32_BYTES];
};

int curve_handshake_ms(size_t terminal_count);
enum err curve_hub_options(void *socket, enum curve_role role, const struct curve_keys *keys,
                           int handshake_ms, bool v6, curve_set_option *set) MUST_USE;
// Reads back what curve_hub_options set and privacy depends on; ERR_SEAL if one did not hold.
enum err curve_hub_options_held(void *socket, enum curve_role role, const struct curve_keys *keys,
                                int handshake_ms) MUST_USE;
enum err curve_link_options(void *socket, enum curve_role role, const struct curve_keys *keys,
                            const uint8_t server_key[KEY32_BYTES], bool v6) MUST_USE;
int curve_hub_socket_type(enum curve_role role);
int curve_link_socket_type(enum curve_role role);
const char *curve_domain(enum curve_role role);
struct curve_keys *curve_keys_create(const uint8_t public_key[KEY32_BYTES],
                                     const uint8_t secret_key[KEY32_BYTES]); // NULL: no memory
void curve_keys_destroy(struct curve_keys *keys);                            // NULL is fine
uint64_t curve_now_ms(void);                                                 // monotonic
// For the two places where nothing can be waited for: libzmq takes sockets down on a thread of its
// own and tells nobody.
void curve_pause(int ms);

// --- zap.c: who may come in.

struct zap {
    void *socket; // NULL: not started, or dead
    struct net_terminal terminals[TERMINALS_MAX];
    size_t terminal_count;
};
enum err zap_open(struct zap *zap, void *context) MUST_USE;
void zap_close(struct zap *zap);
// Answers every request that waits.
void zap_serve(struct zap *zap);

// --- curve_cells.c: nothing here can ask where a cell came from.

bool curve_cells_take(void *socket, uint8_t out_cell[CELL_BYTES], uint64_t *dropped);

// --- curve_control.c: the only place where a sender has a name.

struct peer {
    uint32_t id; // 0: free
    uint16_t screen;
    uint8_t route[5];  // as the ROUTER made it
    uint64_t heard_at; // counts messages
};
struct peers {
    struct peer peers[PEERS_MAX];
    uint32_t last_id;
    uint64_t clock;
};
bool curve_control_take(void *socket, struct peers *peers, struct net_peer *out_peer,
                        uint8_t *buffer, size_t *out_size, uint64_t *dropped);
enum err curve_control_send(void *socket, const struct peers *peers, struct net_peer peer,
                            struct span message) MUST_USE;
// Forgets every peer; their ids are not given again.
void curve_control_forget(struct peers *peers);

// --- curve_relief.c: the one thing the limits of libzmq do not bound is a message of many parts
// that never ends: it grows where nobody can see it. So the hub watches its own memory.

struct relief {
    int statm;            // descriptor of /proc/self/statm, or -1
    uint64_t floor_bytes; // resident size that is taken for normal
    uint64_t room_bytes;  // growth over it that calls for a rebuild
    uint64_t next_ms;     // when to look again
    uint64_t count;       // rebuilds so far
};
enum {
    RELIEF_MS = 250, // between two looks: in a second a flood fills 150 MB (C23)
    // Well over what the limits allow: a terminal's connections may hold some 250 kB.
    RELIEF_ROOM_BYTES = 128 * 1024 * 1024,
    RELIEF_TERMINAL_BYTES = 256 * 1024,
};
void relief_open(struct relief *relief, uint64_t room_bytes);
void relief_close(struct relief *relief);
// True if memory has grown so much since the last rebuild that the sockets must be rebuilt.
bool relief_due(struct relief *relief, uint64_t now_ms);
// Between closing the sockets and opening them again: waits at most 200 ms for the memory to come
// back, and takes for normal what does not.
void relief_settle(struct relief *relief);

// --- curve_probe.c: the hub tries its own doors with a key nobody knows.

// serve is called whenever a handshake may be waiting for ZAP. ERR_SEAL if an unknown key got in.
struct probe {
    const struct net_address *address;
    uint16_t port;
    const uint8_t *server_key;
    void *wait_on; // the ZAP socket, or NULL
    void (*serve)(void *self);
    void *self;
};
enum {
    PROBE_MS = 1000
};
enum err curve_probe(const struct probe *probe) MUST_USE;

// --- curve_link.c

// libzmq's descriptor of one of a link's sockets, for who waits for many links on one thread (the
// benchmark). It says that something may be there: take until nothing is. Changes when the socket is
// made anew, which no socket is that hears something every REDIAL_MS. -1: no socket.
int curve_link_descriptor(const struct curve_link *link, enum curve_role role);

// --- curve_hub.c

enum zap_mode {
    ZAP_SERVED,
    ZAP_HUNG,   // bound, but nobody answers
    ZAP_DEAD,   // was bound, then closed
    ZAP_ABSENT, // never bound
};
struct curve_hooks {
    enum zap_mode zap;
    curve_set_option *set_option; // NULL: zmq_setsockopt
    bool no_read_back;            // to see what the probe alone catches
    uint64_t relief_bytes;        // 0: as computed from the limits
};
enum err curve_hub_create_broken(const struct curve_hub_config *config,
                                 const struct curve_hooks *hooks,
                                 struct curve_hub **out_hub) MUST_USE;
