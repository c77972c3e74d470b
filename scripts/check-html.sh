#!/usr/bin/env bash
# Looks at pages as a browser, a phone, a printer and a validator do. Without names of files it takes
# the record of the tour. It ends with 1 when something is wrong, and says what it skipped.
#
#   scripts/check-html.sh [--out DIR] [FILE.html …]
#
# Validator: `vnu` on the path, or VNU=/path/to/vnu.jar and java (npm has it as vnu-jar).
# Browser: chromium, chromium-browser or google-chrome. Pages of the print: pdftoppm.
set -euo pipefail
cd "$(dirname "$0")/.."

out=$(mktemp -d)
if [ "${1:-}" = --out ]; then
  mkdir -p "$2"
  out=$(cd "$2" && pwd)
  shift 2
fi
pages=()
for page in "$@"; do
  pages+=("$(realpath "$page")")
done
if [ ${#pages[@]} = 0 ]; then
  cargo run --locked --quiet -- export assets/tour.ron --to html --out "$out/tour.html" --force
  pages=("$out/tour.html")
fi
wrong=0

if command -v vnu > /dev/null; then
  validate=(vnu)
elif [ -n "${VNU:-}" ] && command -v java > /dev/null; then
  validate=(java -jar "$VNU")
else
  validate=()
  echo "skipped: the validator (no vnu on the path, and no VNU=/path/to/vnu.jar with java)"
fi
if [ ${#validate[@]} != 0 ]; then
  "${validate[@]}" "${pages[@]}" || wrong=1
fi

browser=
for name in chromium chromium-browser google-chrome; do
  [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
if [ -z "$browser" ]; then
  echo "skipped: the browser (no chromium, chromium-browser or google-chrome)"
  exit $wrong
fi
browse() {
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars \
    --user-data-dir="$out/.browser" "$@" 2> /dev/null
}

# Whether a page, all of it unfolded, is wider than the window: a page around it measures it.
fits() {
  {
    printf '<!doctype html><iframe id="page" width="%s" height="800" srcdoc="' "$2"
    sed -e 's/<details>/<details open>/' -e 's/&/\&amp;/g' -e 's/"/\&quot;/g' "$1"
    printf '"></iframe><p id="said"></p><script>onload = () => {'
    printf 'const it = page.contentDocument.documentElement;'
    printf 'said.textContent = `${it.scrollWidth} of ${it.clientWidth}: ${it.scrollWidth > it.clientWidth ? "too wide" : "fits"}`;'
    printf '};</script>'
  } > "$out/.around.html"
  browse --dump-dom "file://$out/.around.html" | sed -n 's/.*<p id="said">\([^<]*\)<.*/\1/p'
}

for page in "${pages[@]}"; do
  name=$out/$(basename "$page" .html)
  for width in 360 768 1280; do
    said=$(fits "$page" "$width")
    case $said in
      *fits) ;;
      *) echo "$page at $width: ${said:-could not be measured}"; wrong=1 ;;
    esac
    # 0 is dark, 1 is light.
    browse --blink-settings=preferredColorScheme=1 --window-size="$width,2400" \
      --screenshot="$name-$width-light.png" "file://$page"
    browse --blink-settings=preferredColorScheme=0 --window-size="$width,2400" \
      --screenshot="$name-$width-dark.png" "file://$page"
  done
  browse --no-pdf-header-footer --print-to-pdf="$name.pdf" "file://$page"
  if command -v pdftoppm > /dev/null; then
    pdftoppm -r 60 -png "$name.pdf" "$name-print"
  else
    echo "skipped: pages of the print as pictures (no pdftoppm)"
  fi
done
rm -rf "$out/.browser" "$out/.around.html"
echo "look at $out"
exit $wrong
