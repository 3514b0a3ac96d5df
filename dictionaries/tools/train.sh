#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# train.sh TOOLS CORPORA WORK OUT: unpacks the sources of ../sources.tsv, compiles OUT/letters.model and
# learns OUT/choices.model. TOOLS is the folder of the built tools (build/release/dictionaries).
# CORPORA holds ship/*.txt.zst and names/*.tsv; WORK is a folder for what is unpacked (about 250 MB).
set -eu
export LC_COLLATE=C # the order of the minutes' files
tools=$1 corpora=$2 work=$3 out=$4
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$work"
for packed in "$corpora"/ship/*.txt.zst; do
    text=$work/$(basename "$packed" .zst)
    [ -s "$text" ] || zstdcat "$packed" > "$text"
done
cp "$corpora"/names/*.tsv "$work"/
# The project's own: sentences that show words, and its invented minutes.
cp "$here"/sentences_nb.txt "$here"/sentences_nn.txt "$work"/
minutes=$here/../tests/accuracy/structure
"$here"/tools/minutes_text.py "$work" "$minutes"/styles/*.txt "$minutes"/styles/*.md \
    "$minutes"/untidy/*.txt "$minutes"/untidy/*.md "$minutes"/prose/*.txt "$minutes"/prose/*.md \
    "$here"/../pipeline/structure/tools/cases/*.md
# English, so that it can be left alone: the Rust documentation (MIT or Apache-2.0) where it is installed …
rust=${RUST_DOC:-$(rustc --print sysroot 2>/dev/null || true)/share/doc/rust/html}
if [ ! -s "$work/english.txt" ] && [ -d "$rust/book" ]; then
    find "$rust/book" "$rust/reference" "$rust/cargo" "$rust/rust-by-example" "$rust/embedded-book" \
        "$rust/rustc" "$rust/rustdoc" "$rust/edition-guide" "$rust/std" -name '*.html' | LC_ALL=C sort |
        xargs sed -e '/<pre/,/<\/pre>/d' | grep -o '<\(p\|li\)>.*' |
        sed -e 's/<code[^>]*>[^<]*<\/code>/ /g' -e 's/<[^>]*>/ /g' -e 's/&[a-z#0-9]*;/ /g' |
        awk 'length > 40 && !seen[$0]++' > "$work/english.txt"
fi
# … and the word lists of Debian's package scowl (free to use and change, see the README).
if [ ! -s "$work/scowl.txt" ] && [ -d /usr/share/dict/scowl ]; then
    for level in 10:40 20:20 35:8 40:5 50:3 55:2 60:2 70:2; do
        for list in english american british; do
            for kind in words upper proper-names abbreviations; do
                file=/usr/share/dict/scowl/$list-$kind.${level%:*}
                [ -f "$file" ] && iconv -f latin1 -t utf8 "$file" | sed "s/'s\$//; s/\$/\t${level#*:}/"
            done
        done
    done | LC_ALL=C sort -u > "$work/scowl.txt"
fi
"$tools/compile_model" "$here/sources.tsv" "$work" "$out/letters.model"
"$tools/train_choices" "$out" "$here/confusions.tsv" "$here/sources.tsv" "$work" "$out/choices.model"
