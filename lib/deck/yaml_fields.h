#pragma once
// Fields taken out of a YAML map with their faults told: one place for "missing", "too long" and
// "not a number". Private to lib/deck.
#include "deck/yaml_tree.h"
#include <stdbool.h>

struct yaml_reader {
    const char *file;
    struct diagnostics *diagnostics;
};

enum yaml_need {
    YAML_OPTIONAL,
    YAML_REQUIRED
};

void yaml_field_text(const struct yaml_reader *reader, const struct yaml_node *map,
                     const char *name, enum yaml_need need, char *field, size_t size);
// A key: small letters, digits and -.
void yaml_field_key(const struct yaml_reader *reader, const struct yaml_node *map, const char *name,
                    enum yaml_need need, char *field, size_t size);
// A whole number from least to most; *out_number is untouched if absent or wrong.
void yaml_field_number(const struct yaml_reader *reader, const struct yaml_node *map,
                       const char *name, enum yaml_need need, unsigned least, unsigned most,
                       unsigned *out_number);
// "true" or "false"; *out_value is untouched if absent or wrong.
void yaml_field_bool(const struct yaml_reader *reader, const struct yaml_node *map,
                     const char *name, enum yaml_need need, bool *out_value);
// The child of this kind; NULL if absent or, after telling so, of another kind.
const struct yaml_node *yaml_field_node(const struct yaml_reader *reader,
                                        const struct yaml_node *map, const char *name,
                                        enum yaml_need need, enum yaml_kind kind);
// Tells every name in the map that is not in the list.
void yaml_refuse_others(const struct yaml_reader *reader, const struct yaml_node *map,
                        const char *const *names, size_t count);
