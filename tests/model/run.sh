#!/bin/sh
# Explores box.pml whole with Spin, and shows that it finds each mistake it was given. Exit 77 where Spin
# or a compiler is missing. Usage: run.sh MODEL WORK_FOLDER
set -eu
model=$1 work=$2
command -v spin >/dev/null && command -v cc >/dev/null || exit 77
mkdir -p "$work"
cd "$work"

# explore NAME DEFINES...: leaves Spin's report in NAME.out
explore() {
    name=$1
    shift
    spin "$@" -a "$model" >"$name.spin" || { cat "$name.spin"; exit 1; }
    cc -O1 -w -DSAFETY -DMEMLIM=1500 -o "pan-$name" pan.c
    "./pan-$name" -m200000 >"$name.out" 2>&1 || true
}

explore right
grep -E 'states, stored|errors:|elapsed' right.out
grep -q 'errors: 0$' right.out || { cat right.out; echo "the model is violated"; exit 1; }
if grep -qE 'max search depth too small|Search not completed|out of memory' right.out; then
    cat right.out
    echo "the model was not explored whole"
    exit 1
fi

fault=0
for mutant in A_FIRST COUNT_TWICE EARLY_RECEIPT KEY_LATE RECORD_FIRST; do
    explore "$mutant" "-DMUTANT_$mutant"
    if grep -qE 'errors: [1-9]' "$mutant.out"; then
        echo "$mutant: found"
    else
        cat "$mutant.out"
        echo "$mutant: not found"
        fault=1
    fi
done
exit $fault
