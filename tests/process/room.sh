# What every test here shares: a room of its own, made in a folder of its own, on ports of its own, and
# the programs in it. Sourced by the tests. Nothing counts time but the limits after which a wait fails;
# waiting is for a line that a program says, or for its end.
# Before sourcing: $1 is the folder of the programs, $2 the folder of the sources.
set -eu
bin=$1 source=$2
shift 2
limit_s=60
ids= # of what was started and may still run

room=$(mktemp -d "${TMPDIR:-/tmp}/imr-process.XXXXXX")
log=$room/log
mkdir "$log" "$room/keys"

# A program that is told no folder finds this one, never that of whoever runs the tests.
export HOME="$room" XDG_DATA_HOME="$room/share"

room_close() {
    status=$?
    trap - EXIT
    for id in $ids; do kill -9 "$id" 2>/dev/null || true; done
    for id in $ids; do wait "$id" 2>/dev/null || true; done
    if [ "$status" -eq 0 ] || [ "$status" -eq 77 ]; then rm -rf "$room"; else echo "left in $room" >&2; fi
    exit "$status"
}
trap room_close EXIT
trap 'exit 130' INT TERM

skip() {
    echo "skipped: $1"
    exit 77
}

fail() {
    echo "FAILED: $1" >&2
    for file in "$log"/*; do
        [ -s "$file" ] && { echo "--- $(basename "$file")" >&2; tail -8 "$file" >&2; }
    done
    exit 1
}

# Three ports that nobody listens on, under the range that outgoing connections take theirs from.
# Other tests run at the same time, so each begins to look at a place of its own.
free_port() {
    port=$((20002 + $$ % 3000 * 3))
    while cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$port" '
        $4 == "0A" { split($2, part, ":"); taken[part[2]] = 1 }
        END { for (i = 0; i < 3; i++) if (sprintf("%04X", port + i) in taken) exit 0; exit 1 }'; do
        port=$((port + 3))
    done
}

# heard LOG LINE PROCESS [SECONDS]: waits until a program has said a line. Fails when it has ended or
# the time is over before that.
heard() {
    timeout "${4:-$limit_s}" tail -n +1 -s 0.1 -F --pid="$3" "$log/$1" 2>/dev/null | grep -qx -m1 -- "$2" ||
        fail "$1 never said: $2"
}

# ended PROCESS [SECONDS]: waits for the end of a program that this shell started, and gives its exit
# code. One that does not end in time is ended, which the code then shows.
ended() {
    timeout "${2:-$limit_s}" tail -s 0.1 -f /dev/null --pid="$1" || kill -9 "$1" 2>/dev/null || true
    code=0
    wait "$1" 2>/dev/null || code=$?
    return "$code"
}

killed() { # PROCESS: as when the power fails
    kill -9 "$1"
    wait "$1" 2>/dev/null || true
}

address=127.0.0.1
in_console= in_screen= # how to come into their networks, where there are several
console() { # ARGUMENTS...
    timeout "$limit_s" $in_console "$bin/imr-facilitator" --practice --data "$room/console" --bind "$address" --port "$port" \
        "$@"
}

# A review key, a console that knows it, and a pairing file for each of N screens.
make_room() {
    "$bin/imr-supervisor" key new --practice --name "J. Ortiz" --out "$room/keys/review" >"$log/key"
    console --add-reviewer "$room/keys/review.pub" >"$log/enrol"
    for n in $(seq "$1"); do
        console --pair-file "$room/keys/screen-$n.pair" --screen "$n" >"$log/pair-$n"
    done
}

# play NAME [ARGUMENTS...]: a console that obeys the script $room/NAME; its id is in $console_id.
play() {
    name=$1
    shift
    # exec, so that the id is the program's and a kill reaches it.
    (exec $in_console "$bin/imr-facilitator" --practice --data "$room/console" --bind "$address" \
        --port "$port" --headless --script "$room/$name" --transcript "$room/$name.live" "$@") \
        >"$log/$name" 2>&1 &
    console_id=$!
    ids="$ids $console_id"
}

# screen N NAME: screen N obeys the script $room/NAME; its id is in $screen_id. Pairs itself if it has
# a pairing file yet.
screen() {
    pairing=
    [ -e "$room/keys/screen-$1.pair" ] && pairing="--pair-file $room/keys/screen-$1.pair"
    # shellcheck disable=SC2086
    (exec $in_screen "$bin/imr-participant" --practice --data "$room/screen-$1" $pairing --headless \
        --script "$room/$2" --transcript "$room/$2.seen") >"$log/$2" 2>&1 &
    screen_id=$!
    ids="$ids $screen_id"
}

# The whole session's record is complete, and what was shown live is what it tells. Every scene that a
# console wrote must be in the replay, byte for byte and in order. A console killed between keeping a
# fact and writing its scene leaves that scene out, or half written at its end: at most the facts of one
# command a kill, which is what LACKING counts. agree LACKING LIVE...
agree() {
    lacking=$1
    shift
    record=$(ls "$room"/console/sessions/*.0.imrlog)
    "$bin/imr-supervisor" verify "$record" --key "$room/keys/review" >"$room/verdict" 2>&1 || {
        cat "$room/verdict" >&2
        fail "the record is not complete"
    }
    grep -q ': complete: ' "$room/verdict" || fail "verify says done, but not complete"
    "$bin/imr-supervisor" show "$record" --key "$room/keys/review" >"$room/replay" ||
        fail "the record cannot be replayed"
    awk -v lacking="$lacking" -v replay="$room/replay" '
        function finish() { # a scene that was read whole
            if (key == "") return
            if (FILENAME_OF == replay) { scene[key] = text; place[key] = ++scenes }
            else {
                if (cut && index(scene[key], text) == 1 && text != scene[key]) { }
                else if (scene[key] != text) { print "live and replay differ at " key; bad = 1 }
                else if (place[key] <= last) { print key " came out of order"; bad = 1 }
                else { last = place[key]; shown++ }
            }
            key = ""
        }
        FNR == 1 { cut = 1; finish(); cut = 0; FILENAME_OF = FILENAME }
        /^(terminal|room|supervisor) revision / { finish(); key = $1 " " $2 " " $3; text = "" }
        { text = text $0 "\n" }
        END {
            cut = 1; finish()
            if (shown == 0) { print "no scene was written live"; bad = 1 }
            if (scenes - shown > lacking) {
                print scenes - shown " scenes of " scenes " are in the replay alone"; bad = 1
            }
            exit bad
        }' "$room/replay" "$@" || fail "what was shown and what is replayed differ"
}
