#!/bin/sh
# review, export and trends as a person types them: what they print, leave and refuse.
# Usage: review_commands.sh PROGRAM MAKER ASSETS
set -eu
program=$1 maker=$2 assets=$3
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
mkdir "$here/records"
"$maker" --make "$here/records"
folder=$here/records/sessions key=$here/records/review.key
record=$folder/2026-11-04-07070707.0.imrlog
export XDG_DATA_HOME="$here/data"

run() { # EXPECTED_CODE COMMAND...
    expected=$1
    shift
    code=0
    "$program" "$@" --key "$key" --assets "$assets" >"$here/said" 2>"$here/errors" || code=$?
    [ "$code" -eq "$expected" ] || { echo "$*: $code instead of $expected"; cat "$here/said" "$here/errors"; exit 1; }
}
says() { grep -qF -- "$1" "$here/said" || { echo "does not say: $1"; cat "$here/said"; exit 1; }; }
complains() { grep -qF -- "$1" "$here/errors" || { echo "does not complain: $1"; cat "$here/errors"; exit 1; }; }

# The page, by hand figures of the scripted meeting.
run 0 review "$record"
says "time: 62 of 60 min"
says "step: Goals, 9 of 8 min"
says "technique: 10:44 Role-play"
says "fidelity 1 People in the group: 8 people"
says "integrity 9 Use of time: 62 of 60 min"
says "integrity 3 Therapeutic relationship: The record cannot show this"
says "integrity 10 Relapse prevention: Not tried today"
run 0 review "$record" --language es
says "integrity 10 Prevención de recaídas: Hoy no se intentó"

# Written beside the record, never into it.
cksum "$folder"/*.imrlog >"$here/before"
run 0 review "$record" --score integrity:1=5 --score fidelity:13=2 --comment "Clear structure." --at 44 --live
says "integrity 1 Structured curriculum: Slides 1 to 7; 10:27 Topic and practice, 25 min [5]"
says "comment 1: 10:44 A. Supervisor: Clear structure. [discuss live]"
run 0 review "$record" --comment "I will." --answer 1 --supervised "2026-11-06 45 in-person J. Ortiz, M. Reyes"
says "answer 2: A. Supervisor: I will."
says "supervision: 2026-11-06, 45 min, in-person, J. Ortiz, M. Reyes"
cksum "$folder"/*.imrlog >"$here/after"
cmp "$here/before" "$here/after"
[ "$(ls "$folder"/2026-11-04-07070707.*.review | wc -l)" -eq 1 ]
run 2 review "$record" --score integrity:17=5
complains "is no score"
run 2 review "$record" --score integrity:1=6
run 2 review "$record" --comment "x" --at 500
complains "is no minute of this meeting"
run 2 review "$record" --supervised "2026-02-30 45 in-person J. Ortiz"
complains "is no supervision that was held"
run 2 review "$record" --supervised "2026-11-06 45 reading J. Ortiz"
run 2 review "$record" --answer 9 --comment "x"
complains "no such comment"
run 2 review "$folder/none.0.imrlog"

# A damaged review file is told, kept, and is no reason to stop.
own=$(ls "$folder"/2026-11-04-07070707.*.review)
cp "$own" "$here/good.review"
printf 'x' | dd of="$own" bs=1 seek=300 conv=notrunc 2>/dev/null
run 0 review "$record"
complains "changed since it was signed"
run 0 review "$record" --score integrity:2=4
[ -s "$own.aside-1" ]
cp "$here/good.review" "$own"

# Exports: without the notice that these records ask for nothing is written.
run 2 export "$record" --json --out "$here/out"
complains "needs the agency's notice"
[ ! -e "$here/out" ]
printf 'The agency says: keep this to yourself.\n' >"$here/notice"
run 0 export "$record" --pdf --csv --json --bundle --out "$here/out" --notice "$here/notice" --paper letter
for file in 2026-11-04-07070707.pdf export.json sessions.csv items.csv goals.txt notes.txt review.pdf README.txt; do
    [ -s "$here/out/$file" ] || { echo "no $file"; exit 1; }
done
grep -q "keep this to yourself" "$here/out/sessions.csv"
grep -q "keep this to yourself" "$here/out/export.json"
[ "$(grep -c 2026-11-04-07070707 "$here/data/imr-room/exports.csv")" -eq 4 ]
run 2 export "$record" --out "$here/out"
complains "needs what to write"
run 2 export "$record" --pdf
complains "needs a folder"
run 2 export "$record" --pdf --out "$here/out" --paper a5
# Several at once; one that is named by both its parts is there once, and one is not complete.
run 1 export "$folder"/2026-11-04-07070707.*.imrlog "$folder"/2026-11-04-09090909.0.imrlog --csv \
    --out "$here/all" --notice "$here/notice"
[ "$(grep -c '^"2026' "$here/all/sessions.csv")" -eq 2 ]
run 2 export "$folder"/*.imrlog --csv --out "$here/none" --notice "$here/notice"
complains "it is not sealed to this key"
[ ! -e "$here/none" ]

run 1 trends "$folder"
complains "could not be opened"
says "62 min, +2"
says "feel-now few,few,half"
run 1 trends "$folder" --json
says '"drift_minutes":2'
run 2 trends "$here/none"
