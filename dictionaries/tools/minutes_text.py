#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes texts to learn from of the project's own invented minutes.

usage: minutes_text.py FOLDER MINUTES...
Writes FOLDER/minutes_nb.txt and FOLDER/minutes_nn.txt, a paragraph or item a line without its markup: each
document goes where more of its commonest words belong.
"""
import re
import sys

NYNORSK = re.compile(r"\b(ikkje|eg|frå|vart|ein|eit|vere|vera|dei|saka|me|korleis|kva|noko|berre|ho|vert|blei|nokre|sidan|først)\b")
BOKMAAL = re.compile(r"\b(ikke|jeg|fra|ble|en|et|være|de|saken|hva|hvordan|noe|bare|hun|blir|noen|siden)\b")
MARKUP = re.compile(r"^[#*>\s|+-]+")
MARKS = re.compile(r"\*\*|[⟦⟧]")


def main():
    folder, paths = sys.argv[1], sys.argv[2:]
    texts = {language: open(f"{folder}/minutes_{language}.txt", "w", encoding="utf-8") for language in ("nb", "nn")}
    for path in paths:
        text = open(path, encoding="utf-8").read()
        nynorsk, bokmaal = len(NYNORSK.findall(text.lower())), len(BOKMAAL.findall(text.lower()))
        if nynorsk + bokmaal == 0:
            continue
        for line in text.split("\n"):
            line = MARKS.sub("", MARKUP.sub("", line)).strip()
            if len(line) > 3:
                print(line, file=texts["nn" if nynorsk > bokmaal else "nb"])


main()
