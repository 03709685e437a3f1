#!/bin/sh
# Reads what apps.c43_exports and apps.review_report left, with programs that are not ours: the JSON
# against its schema, the CSV as tables, the PDFs as text and as pages. 77: a program is missing.
# Usage: review_files.sh SCHEMA
set -eu
schema=$1
for program in python3 pdftotext pdftoppm pdfinfo; do
    command -v "$program" >/dev/null || { echo "$program is missing"; exit 77; }
done
python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is missing"; exit 77; }

python3 - "$schema" <<'PYTHON'
import csv, json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
document = json.load(open("export.json"))
validator.validate(document)
# A schema that lets a tally through would be none.
document["sessions"][0]["checkins"][0]["counts"] = [2, 1, 4]
assert not validator.is_valid(document), "the schema lets a tally through"
tables = {name: list(csv.DictReader(open(name + ".csv", newline="")))
          for name in ("sessions", "steps", "checkins", "techniques", "items", "comments", "supervision")}
assert len(tables["sessions"]) == 1 and tables["sessions"][0]["minutes"] == "62"
assert len(tables["steps"]) == 8 and len(tables["items"]) == 13 + 16
assert sum(int(row["minutes"]) for row in tables["steps"]) == 62
assert [row["band"] for row in tables["checkins"]] == ["", "half", "few", "few"]
assert tables["supervision"][0]["people"] == "J. Ortiz, M. Reyes"
for name, rows in tables.items():
    for row in rows:
        assert row["notice"].startswith("42 CFR part 2"), name
        assert not any(value and value[0] in "=+@" for value in row.values()), name
PYTHON

said() { # PDF WORDS: the words stand in the report
    pdftotext -layout "$1" - | tr -s ' \n' '  ' | grep -qF "$2" || { echo "$1 does not say: $2"; exit 1; }
}
unsaid() {
    if pdftotext -layout "$1" - | tr -s ' \n' '  ' | grep -qF "$2"; then echo "$1 says: $2"; exit 1; fi
}
for pdf in review.pdf 2026-11-04-07070707.pdf report-en.pdf report-es.pdf report-hmn.pdf report-lo.pdf report-so.pdf; do
    said "$pdf" "42 CFR part 2"
    rm -f page-*.png
    pdftoppm -r 40 -png "$pdf" page
    pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
    [ "$(ls page-*.png | wc -l)" -eq "$pages" ] || { echo "$pdf lost a page"; exit 1; }
    # Every font is in the file: it prints the same everywhere.
    pdffonts "$pdf" | awk 'NR > 2 && $(NF - 4) != "yes" { print; fault = 1 } END { exit fault }'
done
rm -f page-*.png
said report-en.pdf "62 of 60 min"
said report-en.pdf "6 of 8"
said report-en.pdf "10:41 Role-play"
said report-en.pdf "The record cannot show this"
said report-en.pdf "20 sessions in 20 weeks"
said report-en.pdf "Discuss live"
said report-en.pdf "Friday 6 November 2026 · 45 min · In person"
said report-en.pdf "Page 1 of"
pdfinfo report-en.pdf | grep -q "Page size: *595.28 x 841.89" || { echo "not A4"; exit 1; }
pdfinfo report-es.pdf | grep -q "Page size: *612 x 792" || { echo "not Letter"; exit 1; }
# The bundle names nobody.
unsaid review.pdf "Reyes"
unsaid review.pdf "Ortiz"
