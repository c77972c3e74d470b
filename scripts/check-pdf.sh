#!/usr/bin/env bash
# Reads PDFs with three readers that are not ours, and fails where one of them complains.
#
#   scripts/check-pdf.sh record.pdf …       these files
#   scripts/check-pdf.sh                    the record of the tour, made now
#
# Needs qpdf, poppler-utils (pdfinfo, pdftotext) and mupdf-tools (mutool).
set -euo pipefail

for reader in qpdf pdfinfo pdftotext mutool; do
  command -v "$reader" >/dev/null || { echo "$reader is not here: apt-get install qpdf poppler-utils mupdf-tools"; exit 2; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if [ $# = 0 ]; then
  cd "$(dirname "$0")/.."
  cargo run --locked --quiet -- export assets/tour.ron --to pdf --out "$scratch/tour.pdf" >/dev/null
  set -- "$scratch/tour.pdf"
fi

failed=0
for file in "$@"; do
  said="$scratch/said"
  : >"$said"
  qpdf --check "$file" >"$scratch/qpdf" 2>&1 || cat "$scratch/qpdf" >>"$said"
  grep -i warning "$scratch/qpdf" >>"$said" || true
  pdfinfo "$file" >"$scratch/info" 2>>"$said"
  pdftotext "$file" "$scratch/text" 2>>"$said"
  mutool draw -q -o /dev/null "$file" 2>>"$said" >/dev/null
  # Poppler before 23 takes the "no suspects" that PDF/UA asks for to be of the wrong type, and some
  # builds of mutool can do nothing with the profile of colours that PDF/A asks for.
  grep -v -e 'Suspects object is wrong type (boolean)' -e 'ICC support is not available' "$said" >"$scratch/left" || true
  grep -q '^Tagged: *yes' "$scratch/info" || echo "not tagged" >>"$scratch/left"
  grep -q '^Title: *[^ ]' "$scratch/info" || echo "no title" >>"$scratch/left"
  [ -s "$scratch/text" ] || echo "no text" >>"$scratch/left"
  pages=$(sed -n 's/^Pages: *//p' "$scratch/info")
  if [ -s "$scratch/left" ]; then
    failed=1
    sed "s|^|$file: |" "$scratch/left"
  else
    echo "$file: $pages pages, $(wc -w <"$scratch/text") words, nothing to complain of"
  fi
done
exit $failed
