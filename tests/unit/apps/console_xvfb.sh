#!/bin/sh
# The console's real window, used as a person would, with no script: the first passphrase is typed
# twice, a group is chosen and started with the mouse, slides turn by keys and by a clicker, the room
# screen is opened and closed, the window resized, a dialog closed by Esc, and the program ended. The
# session goes on when the console is started again.
# Usage: console_xvfb.sh IMR-FACILITATOR IMR-SUPERVISOR ASSETS. Exit 77: there is no Xvfb here.
set -eu
facilitator=$1 supervisor=$2 assets=$3
command -v Xvfb >/dev/null || exit 77
for tool in xdotool import; do
    command -v $tool >/dev/null || { echo "$tool is missing: install what scripts/packages lists" >&2; exit 1; }
done

place=$(mktemp -d)
server= console=
finish() {
    for id in $console $server; do kill "$id" 2>/dev/null || true; done
    for id in $console $server; do wait "$id" 2>/dev/null || true; done
    rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM
fail() {
    echo "FAILED: $1" >&2
    for log in "$place"/*.log; do echo "--- $log" >&2; tail -n 8 "$log" | cut -c 1-200 >&2; done
    exit 1
}

# The newest scene that --json told, and what it must hold.
newest() { tail -n 1 "$place/console.log"; }
scene() { newest | grep -q "$1"; }
# comes WHAT: the scene comes by itself.
comes() {
    timeout 60 sh -c "tail -n 1 -F --pid=$console '$place/console.log' 2>/dev/null | grep -q -m1 '$1'" ||
        fail "never: $1"
}
# give EVENT...: keys and clicks, once: twice would mean something else. A click in the first 350 ms of a
# page is meant to be lost (HAND_SCREEN_MS), so they pass first.
give() {
    case $* in *click*) timeout 0.4 tail -f /dev/null || true ;; esac
    xdotool "$@"
}
# leads WHAT EVENT...: the event leads to a scene that holds WHAT.
leads() {
    what=$1; shift
    give "$@"
    comes "$what"
}
colour() { import -window root -crop "1x1+$1+$2" -depth 8 rgb:- | od -An -tx1 | tr -d ' \n'; }
# shows X Y COLOUR [EVENT...]: that place has that colour, once the event was given.
shows() {
    x=$1 y=$2 wanted=$3; shift 3
    [ $# -eq 0 ] || give "$@"
    for look in $(seq 400); do
        [ "$(colour "$x" "$y")" = "$wanted" ] && return
    done
    import -window root "${TMPDIR:-/tmp}/console_xvfb.png" 2>/dev/null || true
    fail "no $wanted at $x, $y but $(colour "$x" "$y") after: $*"
}
windows() { xdotool search --onlyvisible --name "IMR Room" 2>/dev/null | wc -l; }
counts() { # until there are so many windows
    wanted=$1; shift
    [ $# -eq 0 ] || give "$@"
    for look in $(seq 400); do
        [ "$(windows)" = "$wanted" ] && return
    done
    fail "$(windows) windows, wanted $wanted"
}

mkfifo "$place/display"
Xvfb -displayfd 5 -screen 0 1600x1000x24 -nolisten tcp 5>"$place/display" >"$place/xvfb.log" 2>&1 &
server=$!
read -r number <"$place/display"
DISPLAY=:$number
export DISPLAY
unset WAYLAND_DISPLAY
# What SDL's libdbus still holds at the end is not ours; the other tests look for leaks.
ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
export ASAN_OPTIONS

port=$((20003 + $$ % 3000 * 3))
lead="$facilitator --practice --data $place/console --assets $assets --bind 127.0.0.1 --port $port"
"$supervisor" key new --practice --name "J. Ortiz" --out "$place/review" >"$place/key.log" 2>&1 ||
    fail "no review key"
$lead --add-reviewer "$place/review.pub" >"$place/key.log" 2>&1 || fail "no reviewer"

# A request that the X server refused is a fault of ours, though the console gets over it.
no_fault() { ! grep "an X request failed" "$place/console.log" >&2 || fail "an X request failed"; }
start() {
    : >"$place/console.log"
    $lead --window 1280x800 --json >"$place/console.log" 2>&1 &
    console=$!
    main=$(timeout 60 xdotool search --sync --onlyvisible --name "IMR Room" | head -n 1)
    [ -n "$main" ] || fail "no window"
    xdotool windowmove --sync "$main" 0 0 2>/dev/null || true
    xdotool windowfocus "$main"
}

tint=dcece8 here=edf5f2 paper=f7f5f0 night=10242a pine=0d5355 white=ffffff edge=0d5355
start
# First run: two fields; the button is ready once both fit. Letters typed here are letters: "practice"
# holds p and t, which pause screens and turn the plan elsewhere.
shows 640 204 $white                       # the panel
shows 316 340 $edge                        # the first field is ready to type into
xdotool type --delay 5 practice
give mousemove 400 442 click 1
shows 316 440 $edge mousemove 400 442 click 1
xdotool type --delay 5 practice
shows 740 565 $pine                        # Start
xdotool key Return
shows 1040 740 $pine                       # the start page: Start group
# Tuesday is the third group; Coping with stress the eighth module.
shows 25 330 $pine mousemove 100 330 click 1
shows 418 492 $pine mousemove 500 492 click 1
# Who is here: A opens the roster and closes it; a person is added and marked with one touch each.
shows 40 110 $tint key a
shows 250 200 $white mousemove 1140 751 click 1
shows 250 200 $here mousemove 100 200 click 1
shows 1040 740 $pine key a
leads '"phase":"running"' mousemove 1140 752 click 1
scene '"people":1,' || fail "people present do not follow attendance"
comes '"slide":1,'
shows 500 531 $pine                        # the live page

# Slides by keys: a person's, and a clicker's.
leads '"slide":2,' key Next
leads '"slide":3,' key space
leads '"slide":2,' key Prior
leads '"blank":true' key b
# The first "next" only shows the room again.
leads '"blank":false' key Next
scene '"slide":2,' || fail "the room was blank and the slide turned"
# F5 opens the room screen and does not close it again.
counts 2 key F5
room=$(xdotool search --onlyvisible --name "IMR Room" | grep -v "^$main\$" | head -n 1)
xdotool windowmove --sync "$room" 1290 0   # off the console: there is no window manager here
xdotool windowfocus "$main" key F5
counts 2
# Esc ends nothing; "End group" asks first, and Esc closes only that.
xdotool windowfocus "$main" key Escape
shows 30 30 $night mousemove 1185 768 click 1
xdotool key Next key b key F5
shows 30 120 $white key Escape
scene '"phase":"running"' || fail "Esc ended the group"
scene '"slide":2,' || fail "a key went through the dialog"
leads '"slide":3,' key Right

# Smaller and larger: everything is painted again, in its new place.
xdotool windowsize --sync "$main" 1024 700
leads '"slide":4,' key Next
xdotool windowsize --sync "$main" 1280 800
shows 500 531 $pine
# The room screen is closed where it says that it is on; the console goes on.
xdotool windowfocus "$main" mousemove 1080 34 click 1
counts 1
leads '"slide":5,' key Next
# Steps about people open the roster on what they are about. The goal round is not left silently.
leads '"step":2,' key t
leads '"step":3,' key t
shows 350 110 $tint
shows 500 531 $pine key Escape
leads '"step":4,' key t
shows 660 110 $tint
shows 30 30 $night key t
scene '"step":4,' || fail "the goal round was left without a word"
leads '"step":5,' mousemove 780 488 click 1
shows 500 531 $pine
# The program is ended: it ends well, and the session waits.
kill -TERM "$console"
wait "$console" || fail "the console ended with an error"
console=
no_fault

start
shows 316 400 $edge                        # one field now
xdotool type --delay 5 wrong
xdotool key Return
shows 700 330 fae6df                       # "Check the passphrase"
xdotool key ctrl+a key BackSpace key BackSpace key BackSpace key BackSpace key BackSpace
xdotool type --delay 5 practice
xdotool key Return
comes '"slide":5,'
shows 500 531 $pine
kill -TERM "$console"
wait "$console" || fail "a signal did not end the console well"
console=
no_fault
echo "passed"
