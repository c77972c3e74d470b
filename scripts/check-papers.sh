#!/usr/bin/env bash
# Reads the tour's papers with programs that are not ours: two parsers of calendars, a validator of
# JSON Schema, and a spreadsheet that works the formulas out anew. Says what it skipped.
#
#   scripts/check-papers.sh [PROGRAM]
#
# Wants, where they are there: python3 with icalendar, vobject, jsonschema and openpyxl (PYTHON names
# another interpreter), and LibreOffice.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/debug/groundswell}
python=${PYTHON:-python3}
papers=$(mktemp -d)
trap 'rm -rf "$papers"' EXIT

for format in ics json xlsx; do
  "$program" export assets/tour.ron --to "$format" --out "$papers/tour.$format" >/dev/null
done

"$python" - "$papers" <<'PYTHON'
import importlib.util, json, sys
from pathlib import Path

papers = Path(sys.argv[1])
report = json.loads((papers / "tour.json").read_text())


def has(name):
    there = importlib.util.find_spec(name) is not None
    if not there:
        print(f"skipped: {name} is not installed")
    return there


calendar = (papers / "tour.ics").read_bytes()
uids = sorted(f"{date['id']}@groundswell" for date in report["dates"])
if has("icalendar"):
    import icalendar

    events = list(icalendar.Calendar.from_ical(calendar).walk("VEVENT"))
    assert sorted(str(event["UID"]) for event in events) == uids
    for event in events:
        assert not event.errors, event.errors
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1
        assert event["SUMMARY"] and event["SEQUENCE"] == report["revision"]
    print(f"icalendar: {len(events)} events")
if has("vobject"):
    import vobject

    read = vobject.readOne(calendar.decode())
    assert sorted(event.uid.value for event in read.vevent_list) == uids
    # Validating wants what is optional in a calendar to be told by name; it raises what is wrong.
    read.validate(raiseException=True)
    print(f"vobject: {len(read.vevent_list)} events")
if has("jsonschema"):
    import jsonschema

    schema = json.loads(Path("docs/report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(report)
    print("jsonschema: the report is as its schema says")
PYTHON

office=$(command -v soffice || command -v libreoffice || true)
if [ -z "$office" ]; then
  echo "skipped: LibreOffice is not installed"
  exit 0
fi
# The values written beside the formulas are taken out before, so that those that come back are
# LibreOffice's.
if ! "$python" -c 'import openpyxl' 2>/dev/null; then
  echo "skipped: openpyxl is not installed"
  exit 0
fi
"$python" -c 'import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])' \
  "$papers/tour.xlsx" "$papers/bare.xlsx"
"$office" -env:UserInstallation="file://$papers/profile" --headless \
  --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir "$papers/again" "$papers/bare.xlsx" >/dev/null 2>&1
"$python" - "$papers" <<'PYTHON'
import json, sys
from pathlib import Path

import openpyxl

papers = Path(sys.argv[1])

report = json.loads((papers / "tour.json").read_text())
written = openpyxl.load_workbook(papers / "tour.xlsx")
formulas = sum(
    isinstance(cell.value, str) and cell.value.startswith("=")
    for sheet in written for row in sheet.iter_rows() for cell in row
)
again = openpyxl.load_workbook(papers / "again" / "bare.xlsx", data_only=True)
errors = [
    (sheet.title, cell.coordinate, cell.value)
    for sheet in again for row in sheet.iter_rows() for cell in row
    if isinstance(cell.value, str) and cell.value.startswith("#")
]
assert not errors, errors
budget = {row[0].value: row[2].value for row in again["Budget"].iter_rows(min_row=6)}
unit = 10 ** report["minor_digits"]
for line in report["budget"]:
    assert round(budget[line["line"]] * unit) == line["amount"], (line, budget)
print(f"LibreOffice: {formulas} formulas, no error, and the budget as we counted it")
PYTHON
