#!/bin/sh
# Reads what apps.end_sheet and apps.blank_card left, with programs that are not ours: the text that stands
# on the paper, and how many pages of what size there are. 77: a program is missing. Usage: paper_files.sh
set -eu
for program in pdftotext pdfinfo pdftoppm pdffonts; do
    command -v "$program" >/dev/null || { echo "$program is missing"; exit 77; }
done

text() { pdftotext -layout "$1" - | tr -s ' \n' '  '; }
said() { text "$1" | grep -qF "$2" || { echo "$1 does not say: $2"; exit 1; }; }
unsaid() { if text "$1" | grep -qiF "$2"; then echo "$1 says: $2"; exit 1; fi; }

for pdf in end-sheet-en.pdf end-sheet-es.pdf end-sheet-hmn.pdf end-sheet-lo.pdf end-sheet-so.pdf end-sheet-full.pdf; do
    pdfinfo "$pdf" | grep -q "^Pages: *1$" || { echo "$pdf is not one page"; exit 1; }
    said "$pdf" "Tuesday Recovery Group"
    # In their order, as they are copied.
    said "$pdf" "maple 2 river 3 candle"
    said "$pdf" "garden 5 window 6 silver"
    # Every font is in the file: it prints the same everywhere.
    pdffonts "$pdf" | awk 'NR > 2 && $(NF - 4) != "yes" { print; fault = 1 } END { exit fault }'
done
sheet=end-sheet-en.pdf
said $sheet "Tuesday 4 November 2025 · 10:00 – 11:02 · 62 min"
said $sheet "Coping with stress, session 2"
said $sheet "8 of 9"
said $sheet "6 of 8"
said $sheet "7 of 8"
said $sheet "Good talk about sleep and stress. Start next time with the walk story."
said $sheet "Coping with stress, session 2: go on at slide 9"
said $sheet "Role-play"
said $sheet "62 / 60 min"
unsaid $sheet "Relaxation"
for word in "a few" "about half" "most" Wave Kite "Drop 33" "Call the job center"; do unsaid $sheet "$word"; done
pdfinfo end-sheet-en.pdf | grep -q "Page size: *595.28 x 841.89" || { echo "not A4"; exit 1; }
pdfinfo end-sheet-es.pdf | grep -q "Page size: *612 x 792" || { echo "not Letter"; exit 1; }

# The blank cards: one page, not one word, in the picture or about it, and ink in each quarter.
for pdf in blank-cards.pdf blank-cards-letter.pdf; do
    pdfinfo "$pdf" | grep -q "^Pages: *1$" || { echo "$pdf is not one page"; exit 1; }
    [ -z "$(pdftotext "$pdf" - | tr -d ' \n\f')" ] || { echo "$pdf has words"; exit 1; }
    if pdfinfo "$pdf" | grep -q "^Title"; then echo "$pdf has a title"; exit 1; fi
    if pdffonts "$pdf" | awk 'NR > 2 { found = 1 } END { exit !found }'; then echo "$pdf has a font"; exit 1; fi
    for quarter in "0 0" "206 0" "0 292" "206 292"; do
        set -- $quarter
        pdftoppm -r 50 -x "$1" -y "$2" -W 200 -H 280 -gray "$pdf" quarter
        dark=$(tail -c 56000 quarter-1.pgm | od -An -v -tu1 -w1 | awk '$1 < 128 { n++ } END { print n + 0 }')
        [ "$dark" -gt 500 ] || { echo "$pdf: a card is empty ($dark)"; exit 1; }
    done
done
rm -f quarter-1.pgm
