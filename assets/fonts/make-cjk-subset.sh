#!/usr/bin/env bash
# Makes NotoSansCJKsc-Subset.otf, the font the window writes Chinese with, and
# checks that it is, byte for byte, the file that lies beside this script.
#
#   usage: make-cjk-subset.sh [OUTPUT.otf] [SOURCE]
#
#   OUTPUT.otf  where to write; default: NotoSansCJKsc-Subset.otf beside this script
#   SOURCE      a NotoSansCJK-Regular.ttc, or a fonts-noto-cjk .deb; default: the
#               package is downloaded with apt-get (it exists in Debian 12)
#
# Inputs, all pinned so that two runs give the same bytes:
#   Noto Sans CJK 2.004, regular weight, from Debian's
#   fonts-noto-cjk 1:20220127+repack1-1 (SIL Open Font License 1.1)
#   fontTools 4.68.0, installed in a throw-away virtual environment
# Needs: bash, python3 with venv, dpkg, coreutils; about a minute.
set -euo pipefail

DEB_VERSION='1:20220127+repack1-1'
FONTTOOLS='fonttools==4.68.0'
TTC_SHA256='b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a'
SUBSET_SHA256='53fd95f67952651f594ab4560bf59f72081b3d0883b50a92d233b959e0c752d1'

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=$(realpath -m "${1:-$here/NotoSansCJKsc-Subset.otf}")
source=${2:+$(realpath "$2")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# 1. The original collection.
if [[ -z $source ]]; then
    apt-get download -q "fonts-noto-cjk=$DEB_VERSION" || {
        echo "This system does not offer fonts-noto-cjk $DEB_VERSION; download the .deb and give it as second argument." >&2
        exit 1
    }
    source=$(echo "$work"/fonts-noto-cjk_*.deb)
fi
if [[ $source == *.deb ]]; then
    dpkg-deb --extract "$source" package
    source=$work/package/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
fi
echo "$TTC_SHA256  $source" | sha256sum --check --quiet || {
    echo "The font collection is not Noto Sans CJK 2.004 as packaged in fonts-noto-cjk $DEB_VERSION." >&2
    exit 1
}

# 2. The tool.
python3 -m venv tool
tool/bin/pip install --quiet --disable-pip-version-check "$FONTTOOLS"

# 3. The characters: what a Chinese newspaper page can hold, without Hangul.
ranges=(
    0020-017E 01CD-01DC 02C7 02C9  # Latin, pinyin vowels with tone marks, loose tone marks
    0370-03FF 0400-045F            # Greek, Cyrillic
    2000-206F 2070-209F 20A0-20CF  # punctuation, super- and subscripts, currency
    2100-214F 2150-218F            # letter-like signs, number forms
    2190-21FF 2200-22FF 2300-23FF  # arrows, mathematics, technical
    2460-24FF 2500-25FF 2600-27BF  # circled numbers, boxes and triangles, dingbats
    2E80-2FDF                      # radicals
    3000-30FF 3100-312F 31A0-33FF  # CJK punctuation, kana, bopomofo, squared signs
    3400-4DBF 4E00-9FFF F900-FAFF  # Han: extension A, the main block, compatibility
    FE10-FE6F FF00-FFEF            # vertical, small, full-width and half-width forms
    20000-2A6DF 2A700-2EBE0 2F800-2FA1F 30000-323AF  # Han beyond the first plane
)
unicodes=$(IFS=,; echo "${ranges[*]}")

# 4. The cut. Face 2 of the collection is "Noto Sans CJK SC" (mainland forms).
#    No layout features and no vertical metrics: pages are set horizontally and
#    glyph variants for other regions are not wanted. No hints: the rasteriser
#    of the window does not use them. Names 13 and 14 keep the licence inside.
tool/bin/pyftsubset "$source" \
    --font-number=2 \
    --unicodes="$unicodes" \
    --layout-features='' \
    --no-hinting \
    --name-IDs='0,1,2,3,4,5,6,13,14' \
    --drop-tables+=vhea,vmtx,VORG,BASE,GSUB,GPOS,GDEF \
    --output-file=subset.otf

# 5. The proof.
echo "$SUBSET_SHA256  subset.otf" | sha256sum --check --quiet || {
    cp subset.otf "$output"
    echo "Wrote $output, but it differs from the subset this project ships." >&2
    exit 1
}
cp subset.otf "$output"
echo "Wrote $output ($(stat --format=%s "$output") bytes)."
