#!/bin/sh
# A whole check-in on one shared terminal's real window, by three people in turn, with real mouse and
# key events; the console leads from a script. What one person leaves behind is looked for in the
# pixels: the cover between two people and the next person's question must be the same to the last one.
# Usage: terminal_xvfb.sh IMR-FACILITATOR IMR-PARTICIPANT IMR-SUPERVISOR ASSETS. Exit 77: there is no Xvfb here.
set -eu
facilitator=$1 participant=$2 supervisor=$3 assets=$4
command -v Xvfb >/dev/null || exit 77
for tool in xdotool import; do
    command -v $tool >/dev/null || { echo "$tool is missing: install what scripts/packages lists" >&2; exit 1; }
done

place=$(mktemp -d)
server= console= terminal=
finish() {
    for id in $terminal $console $server; do kill "$id" 2>/dev/null || true; done
    for id in $terminal $console $server; do wait "$id" 2>/dev/null || true; done
    rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM
fail() {
    echo "FAILED: $1" >&2
    for log in "$place"/*.log; do echo "--- $log" >&2; tail -n 5 "$log" >&2; done
    exit 1
}

# said LINE: waits until the terminal's script has said a line; within SECONDS LINE says whether it has.
within() {
    timeout "$1" sh -c "tail -n +1 -F --pid=$terminal '$place/terminal.log' 2>/dev/null | grep -qx -m1 '$2'"
}
said() { within 30 "$1" || fail "the terminal never came to: $1"; }
# until_said LINE EVENT...: gives an event again until it has led somewhere. A touch in the first
# moment of a screen is meant to be lost; the places touched mean nothing on the screen that follows.
until_said() {
    line=$1; shift
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        xdotool "$@"
        if within 1 "$line"; then return; fi
    done
    fail "$* did not lead to: $line"
}
touch() { line=$1; shift; until_said "$line" mousemove "$1" "$2" click 1; }
pixels() { import -window root -depth 8 rgb:- | md5sum; }
colour() { import -window root -crop "1x1+$1+$2" -depth 8 rgb:- | od -An -tx1 | tr -d ' \n'; }
# settled X Y COLOUR: the picture once that place has that colour and nothing moves any more.
settled() {
    for try in $(seq 200); do
        [ "$(colour "$1" "$2")" = "$3" ] || continue
        one=$(pixels); two=$(pixels)
        if [ "$one" = "$two" ]; then echo "$one"; return; fi
    done
    fail "the window never settled with $3 at $1, $2: $(colour "$1" "$2")"
}
# opens KEY X Y COLOUR: presses a key until that place has that colour.
opens() {
    for try in 1 2 3 4 5 6 7 8 9 10; do
        xdotool key "$1"
        for look in $(seq 20); do
            [ "$(colour "$2" "$3")" = "$4" ] && return
        done
    done
    fail "$1 did not bring $4 to $2, $3"
}
same() { [ "$2" = "$3" ] || fail "$1: the pixels differ from the first time"; }
say() { echo "$1" >&7; }

mkfifo "$place/display"
Xvfb -displayfd 5 -screen 0 1280x800x24 -nolisten tcp 5>"$place/display" >"$place/xvfb.log" 2>&1 &
server=$!
read -r number <"$place/display"
DISPLAY=:$number
export DISPLAY
unset WAYLAND_DISPLAY

port=$((20002 + $$ % 3000 * 3))
lead="$facilitator --practice --data $place/console --assets $assets --bind 127.0.0.1 --port $port"
"$supervisor" key new --practice --name "J. Ortiz" --out "$place/review" >"$place/key.log" 2>&1 ||
    fail "no review key"
$lead --add-reviewer "$place/review.pub" >"$place/pair.log" 2>&1 || fail "no reviewer"
$lead --pair-file "$place/one.pair" --screen 1 >"$place/pair.log" 2>&1 || fail "no pairing file"
mkfifo "$place/orders"
$lead --headless --script - <"$place/orders" >"$place/console.log" 2>&1 &
console=$!
exec 7>"$place/orders"
say "unlock practice"
say "speed 5"

cat >"$place/terminal.txt" <<'SCRIPT'
wait for link=here within 60 s
say here
wait for state=promise within 60 s
say promise
wait for deck=whole within 60 s
wait for state=question within 60 s
say question 1
wait for state=chosen within 60 s
say chosen 1
wait for state=saved within 60 s
wait for state=cover within 60 s
say cover 1
wait for state=question within 60 s
say question 2
wait for language=es within 60 s
say spanish
wait for state=chosen within 60 s
say chosen 2
wait for state=saved within 60 s
wait for state=cover within 60 s
say cover 2
wait for state=question within 60 s
say question 3
wait for state=chosen within 60 s
say chosen 3
wait for state=clear-ask within 60 s
say asked
wait for state=cover within 60 s
say cover 3
wait for state=question within 60 s
say question 4
wait for state=chosen within 60 s
say chosen 4
wait for state=saved within 60 s
wait for state=cover within 60 s
say cover 4
wait for state=result within 60 s
say result
wait for state=ended within 60 s
say ended
stay
SCRIPT
"$participant" --practice --data "$place/screen" --assets "$assets" --pair-file "$place/one.pair" \
    --window 1280x800 --script "$place/terminal.txt" >"$place/terminal.log" 2>&1 &
terminal=$!
said here
say "begin tuesday-recovery-group coping-with-stress 2 people 5"
said promise
say "prompt open 1"
said "question 1"
# "Touch one first" stands where Send will be.
question=$(settled 900 600 eeebe3)

# The first person has a mouse: chooses, looks over, sends.
touch "chosen 1" 140 340
touch "cover 1" 900 620
cover=$(settled 640 60 0d5355)

# The second has a keyboard: another language for this turn, then "Prefer not to say".
until_said "question 2" key Return
same "the question for the second person" "$question" "$(settled 900 600 eeebe3)"
opens F1 60 520 ffffff # the settings: a card where the question has none
xdotool key Tab Tab
until_said spanish key Return
opens Escape 60 520 f7f5f0
until_said "chosen 2" key 6
until_said "cover 2" key Return
same "the cover after the second person" "$cover" "$(settled 640 60 0d5355)"

# The third chooses, makes the words larger, and goes away without sending.
touch "question 3" 640 540
same "the question for the third person" "$question" "$(settled 900 600 eeebe3)"
touch "chosen 3" 940 340
xdotool mousemove 400 750 click 1
touch asked 1150 750
touch "cover 3" 780 500
same "the cover after the third person" "$cover" "$(settled 640 60 0d5355)"

# And comes back: nothing is left of the first try. A drag that ends elsewhere chooses nothing.
touch "question 4" 640 540
same "the question after it was cleared" "$question" "$(settled 900 600 eeebe3)"
xdotool mousemove 340 340 mousedown 1 mousemove 340 540 mouseup 1
same "a touch that slid off" "$question" "$(settled 900 600 eeebe3)"
touch "chosen 4" 340 340
touch "cover 4" 900 620
same "the last cover" "$cover" "$(settled 640 60 0d5355)"

# Three answers are too few to show: every screen says so, and ends with the group.
say "prompt close show"
said result
settled 300 200 ffffff >/dev/null
window=$(xdotool search --name "IMR Room" | head -n 1)
xdotool windowsize "$window" 900 600
xdotool windowsize "$window" 1280 800
say "end"
said ended
settled 640 760 f7f5f0 >/dev/null

# A signal ends the program in order.
kill -TERM "$terminal"
wait "$terminal" || fail "the terminal did not end in order"
terminal=
grep -q "an X request failed" "$place/terminal.log" && fail "an X request failed"
grep -qi sanitizer "$place/terminal.log" && fail "the sanitizer has something to say"
echo "three people, one terminal: nothing left behind"
