#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Labels what dump_decisions wrote, for train_decision.

usage: label_decisions.py < DUMP > EXAMPLES
For a text GROUP+KIND+NUMBER.txt the truth is GROUP+KIND+NUMBER.gold beside it. A change is right if
the stretch between spaces that it is in comes nearer to the true one, and the word it
makes stands there. Needs python3-levenshtein.
"""
import os
import re
import sys
import unicodedata

import Levenshtein

LOST = "\N{REPLACEMENT CHARACTER}"  # of which the truth does not tell what it was
SPLIT = re.compile(r"[^\W_]+")


def chunks(text):
    return [(m.start(), m.group()) for m in re.finditer(r"\S+", text)]


def truths(seen, gold):
    """For each chunk of `seen`, the chunk of `gold` it stands for, or None."""
    if len(seen) == len(gold):
        same = sum(a == b for a, b in zip(seen, gold))
        if same * 10 >= len(seen) * 4:
            return list(gold)
    ids = {}
    code = lambda w: chr(0x20000 + ids.setdefault(w, len(ids)))
    out = [None] * len(seen)
    one, two = "".join(map(code, seen)), "".join(map(code, gold))
    for op, i1, i2, j1, j2 in Levenshtein.opcodes(one, two):
        if op == "equal":
            out[i1:i2] = gold[j1:j2]
        elif op == "replace":
            for i in range(i1, i2):
                best = min(gold[max(0, j1 - 1) : j2 + 1], key=lambda v: Levenshtein.distance(seen[i], v))
                if len(seen[i]) == 1 and i2 - i1 == j2 - j1:
                    best = gold[j1 + i - i1]
                if Levenshtein.distance(seen[i], best) <= max(1, 0.5 * max(len(seen[i]), len(best))):
                    out[i] = best
    return out


def main():
    last = None
    for line in sys.stdin:
        fields = line.rstrip("\n").split("\t")
        path, offset, before, after = fields[0], int(fields[1]), fields[2], fields[3]
        if path != last:
            last = path
            data = open(path, "rb").read()
            text = data.decode("utf-8")
            gold = unicodedata.normalize("NFC", open(path[:-4] + ".gold", encoding="utf-8").read())
            seen = chunks(text)
            places, size = [], 0
            for start, chunk in seen:
                places.append(start)
            true = truths([c for _, c in seen], gold.split())
            byte_to_char = {}
            position = 0
            for index, c in enumerate(text):
                byte_to_char[position] = index
                position += len(c.encode("utf-8"))
            import bisect
        at = byte_to_char[offset]
        i = bisect.bisect_right(places, at) - 1
        start, chunk = seen[i]
        if true[i] is None or LOST in true[i]:
            continue
        inside = at - start
        new = chunk[:inside] + after + chunk[inside + len(before) :]
        old_distance, new_distance = Levenshtein.distance(chunk, true[i]), Levenshtein.distance(new, true[i])
        right = new_distance < old_distance and (
            new == true[i] or after in SPLIT.findall(true[i]) or after in true[i]
        )
        base = os.path.basename(path).split("+")
        weight = {"ocr": "1", "clean": "1", "sound": "0.5"}.get(base[1], "0.5")
        print(base[0], int(right), weight, *fields[4:], sep="\t")


main()
