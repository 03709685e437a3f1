#pragma once
// A small, bounded part of YAML: maps, lists and plain values, each with its line. Aliases, anchors,
// tags and second documents are refused, so that a file means what it shows. Nodes live in the
// caller's arena. Built from libyaml's events without recursion. One thread.
#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "deck/diagnostics.h"

enum {
    YAML_DEPTH_MAX = 6,
    YAML_NODES_MAX = 8192,
    YAML_VALUE_BYTES_MAX = 4096,
};

enum yaml_kind {
    YAML_VALUE,
    YAML_MAP,
    YAML_LIST
};

struct yaml_node {
    enum yaml_kind kind;
    uint32_t line;
    const char *key;  // inside a map; acceptable text
    const char *text; // of a value; acceptable text, NUL-terminated
    size_t count;     // children
    struct yaml_node *first;
    struct yaml_node *last;
    struct yaml_node *next; // the next child of the same parent
};

// Reads one document whose root is a map. Faults are added to the list with their line, counted
// from line_first (a head inside another file does not start at line 1), and give ERR_MALFORMED.
enum err yaml_tree_read(struct span bytes, const char *file, uint32_t line_first,
                        struct arena *arena, struct diagnostics *diagnostics,
                        const struct yaml_node **out_root) MUST_USE;
// The child of a map, or NULL.
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key);
// The text of a child that is a value, or NULL.
const char *yaml_text(const struct yaml_node *map, const char *key);
