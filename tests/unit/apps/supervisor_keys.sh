#!/bin/sh
# A real window under Xvfb, driven by real keys: what is on the glass must become, pixel for pixel, the
# picture that a script paints of the same state without a display.
# Usage: supervisor_keys.sh PROGRAM MAKER ASSETS    (exit code 77: a tool is missing)
set -eu
program=$1 maker=$2 assets=$3
for tool in Xvfb xdotool import compare; do
    command -v $tool >/dev/null || { echo "no $tool"; exit 77; }
done
here=$(mktemp -d)
server='' window=''
finish() {
    [ -z "$window" ] || kill "$window" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$here"
}
trap finish EXIT
mkdir "$here/records"
"$maker" --make "$here/records"
record=$here/records/sessions/2026-11-04-07070707.0.imrlog
use() { "$program" open "$here/records/sessions" --key "$here/records/review.key" --assets "$assets" "$@"; }

cat >"$here/script" <<END
picture $here/sessions.png
select 1
picture $here/review.png
replay
picture $here/start.png
event next
event next
picture $here/mark.png
go 62
picture $here/end.png
verify
picture $here/verify.png
END
use --headless --script "$here/script"

mkfifo "$here/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$here/display" 2>/dev/null &
server=$!
read -r number <"$here/display"
export DISPLAY=":$number"
use --window 1280x800 &
window=$!
id=$(timeout 30 xdotool search --sync --onlyvisible --name 'session replay' | head -1)
xdotool windowfocus "$id"

# Looks until the window shows the picture; each look takes as long as a screenshot does.
shows() {
    tries=0
    until import -window "$id" "$here/glass.png" &&
        compare -metric AE "$here/glass.png" "$here/$1.png" null: 2>"$here/differ"; do
        tries=$((tries + 1))
        kill -0 "$window" || { echo "the window is gone before $1"; exit 1; }
        [ $tries -lt 60 ] || { echo "not $1: $(cat "$here/differ") pixels differ"; exit 1; }
    done
    echo "shows $1"
}
xdotool type practice
xdotool key Return
shows sessions
xdotool key Down Return
shows review
xdotool key space
shows start
xdotool key shift+Right shift+Right
shows mark
xdotool key End
shows end
xdotool key v
shows verify
# It ends when it is asked to, and well.
xdotool key ctrl+q
wait "$window" || { echo "it did not end well"; exit 1; }
window=''
echo "7 passed, 0 failed"
