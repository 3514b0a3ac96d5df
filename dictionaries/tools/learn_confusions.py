#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns which letters a reading machine puts for which, from pairs of texts.

usage: learn_confusions.py PAIRS SUFFIX > confusions.tsv
PAIRS is a folder with NAME.gold.txt and NAME.SUFFIX.txt. Needs python3-levenshtein.
Only segments are counted; no word of the texts goes into the table.
"""
import collections
import glob
import re
import sys

import Levenshtein

NORWEGIAN = set("æøå")
LETTERS = set("abcdefghijklmnopqrstuvwxyzæøå")
# Seen in other people's scans, too rare in the pairs to be learned: one count each.
RARE = [
    ("ø", s) for s in ["0", "6", "@", "¢", "o", "g", "e", "a", "d", "q", "9", "8", "#", "®", "G", "Q", "p", "s", "oe", "go", "B", "&", "é", "€", "pg", "cg", "po", "qg"]
] + [
    ("å", s) for s in ["a", "A", "d", "4", "3", "8", "&", "%", "@", "é", "i", "e", "aa", "6", "€", "2", "ä", "à", "á", "4a", "go"]
] + [
    ("æ", s) for s in ["ae", "ee", "e", "z", "zz", "ze", "2e", "a", "w", "2", "oe", "ce", "se", "az", "a2", "z2", "aa", "&", "@", "ea", "eae", "aee", "x", "ä"]
]

# What they get at least.
RARE_CHANCE = 0.00015

# Two of these for one ø: too many pairs for each to be seen.
TWICE = "@¢éegaoOQ"
TWICE_CHANCE = 0.0001

# A letter that vanishes more seldom beside its neighbour is only looked for in words that are none.
LEAST_VANISHED = 0.005


def begins_with_letter(got):
    """`S@` for Ø: inside a word in capitals the S is a letter of its own (`HS@`)."""
    return len(got) > 1 and got[0].isupper() and got[0] not in "OQAEI" and got[1] == "@"


def words(text):
    return text.split()


def align(a, b):
    ids = {}
    code = lambda w: chr(0x20000 + ids.setdefault(w, len(ids)))
    one, two = "".join(map(code, a)), "".join(map(code, b))
    for op, i1, i2, j1, j2 in Levenshtein.opcodes(one, two):
        if op == "equal":
            yield from zip(a[i1:i2], b[j1:j2])
        elif op == "replace" and i2 - i1 == j2 - j1:
            yield from zip(a[i1:i2], b[j1:j2])
        elif op == "replace":
            for w in a[i1:i2]:
                best = min(b[j1:j2], key=lambda v: Levenshtein.distance(w, v))
                if Levenshtein.distance(w, best) * 2 <= len(w):
                    yield w, best


def segments(gold, seen):
    """(true, seen) stretches; an addition or loss takes the letter before it along."""
    ops = []
    for op, a, b, c, d in Levenshtein.opcodes(gold, seen):
        if op == "equal":
            for k in range(b - a):
                ops.append([gold[a + k], seen[c + k], True])
        else:
            ops.append([gold[a:b], seen[c:d], False])
    merged = []
    for true, got, same in ops:
        if not same and merged and not merged[-1][2]:
            merged[-1][0] += true
            merged[-1][1] += got
        elif not same and (not true or not got) and merged:
            merged[-1] = [merged[-1][0] + true, merged[-1][1] + got, False]
        else:
            merged.append([true, got, same])
    return merged


def main():
    folder, suffix = sys.argv[1:3]
    pair = collections.Counter()
    capital = collections.Counter()
    capital_total = collections.Counter()
    lone = collections.Counter()
    total = collections.Counter()
    vanished = collections.Counter()
    lone_total = collections.Counter()
    strip = re.compile(r"^[\W_]+|[\W_]+$")
    for gold in sorted(glob.glob(f"{folder}/*.gold.txt")):
        try:
            seen = open(gold[: -len("gold.txt")] + suffix + ".txt", encoding="utf-8").read()
        except OSError:
            continue
        for w, v in align(words(open(gold, encoding="utf-8").read()), words(seen)):
            core = strip.sub("", w)
            if not core or not any(c.isalpha() for c in core):
                continue
            if len(core) == 1:
                lone_total[core.lower()] += 1
                if v != w and len(v) <= 2 and len(w) == 1:
                    lone[(core.lower(), v)] += 1
                continue
            left = w.index(core)
            # punctuation on both sides is left out where it is the same on both
            if v[:left] == w[:left]:
                v2 = v[left:]
                tail = w[left + len(core):]
                if tail and v2.endswith(tail):
                    v2 = v2[: -len(tail)]
                w2 = core if (not tail or v[left:].endswith(tail)) else w[left:]
            else:
                w2, v2 = w, v
            if Levenshtein.distance(w2.lower(), v2.lower()) > max(2, len(w2) * 0.6):
                continue
            for c in w2:
                total[c.lower()] += 1
                if c in "ÆØÅ":
                    capital_total[c.lower()] += 1
            for x, y in zip(w2.lower(), w2.lower()[1:]):
                total[x + y] += 1
            if w2 == v2:
                continue
            for true, got, same in segments(w2, v2):
                low = true.lower()
                if not same and len(got) < len(low) <= 2 and low[-1] in NORWEGIAN and got.lower() == low[:-1]:
                    vanished[low[-1]] += 1
                if same or not true or not got or len(true) > 2 or len(got) > 3:
                    continue
                if low == got.lower() and not (got in "Il" or true in "Il"):
                    continue
                while len(true) > 1 and len(got) > 1 and true[0].lower() == got[0].lower():
                    true, got = true[1:], got[1:]
                while len(true) > 1 and len(got) > 1 and true[-1].lower() == got[-1].lower():
                    true, got = true[:-1], got[:-1]
                low = true.lower()
                if not set(low) <= LETTERS:
                    continue
                pair[(low, got)] += 1
                if true in "ÆØÅ" and len(true) == 1:
                    capital[(low, got)] += 1
    for true, got in RARE:
        pair[(true, got)] += 0.7
    for true, got in [("å", "A"), ("ø", "O"), ("ø", "@"), ("ø", "G"), ("ø", "Q"), ("ø", "0"), ("ø", "S"), ("ø", "B"), ("æ", "AE"), ("æ", "E"), ("æ", "FE"), ("æ", "A")]:
        capital[(true, got)] += 0.7
        capital_total[true] += 0.7
    print("# Confusions of an English reading of Norwegian print: seen, true, chance, where (any, lone, capital, capital-first;\n# vanished, vanished-first: in words that are none).")
    print("# Learned by tools/learn_confusions.py from pages drawn from texts kept back from the model, from")
    print("# development minutes and from invented minutes; chance: how often the true letters come out as the seen ones.")
    rows = []
    for (true, got), n in pair.items():
        norwegian = bool(set(true) & NORWEGIAN)
        if n < (2 if norwegian and len(true) == 1 else 3 if norwegian else 6) and (true, got) not in RARE:
            continue
        chance = n / max(1, total[true])
        if (true, got) in RARE:
            chance = max(chance, RARE_CHANCE)
        if begins_with_letter(got):
            continue
        if chance < 2e-5 or (got == true[:-1] and true[-1] in NORWEGIAN and chance < LEAST_VANISHED):
            continue
        rows.append((true, got, chance, "any"))
    for (true, got), n in lone.items():
        if n < 2 or true not in "åi":
            continue
        rows.append((true, got, n / lone_total[true], "lone"))
    for got in "&@%3486a4AdéO0":
        if ("å", got) not in lone or lone[("å", got)] < 2:
            rows.append(("å", got, 0.008, "lone"))
    for (true, got), n in capital.items():
        if n / capital_total[true] >= 0.001:
            rows.append((true, got, n / capital_total[true], "capital-first" if begins_with_letter(got) else "capital"))
    # A letter that left no trace, wherever no chance of its own was learned.
    learned = {(true, got) for true, got, _, where in rows if where == "any"}
    for letter in sorted(NORWEGIAN):
        chance = vanished[letter] / max(1, total[letter])
        for beside in sorted(LETTERS):
            if chance >= 2e-5 and (beside + letter, beside) not in learned:
                rows.append((beside + letter, beside, chance, "vanished"))
            if chance >= 2e-5:
                rows.append((letter + beside, beside, chance, "vanished-first"))
    for first in TWICE:
        for second in TWICE:
            if ("ø", first + second) not in learned and first + second != "oo":
                rows.append(("ø", first + second, TWICE_CHANCE, "any"))
    for true, got, chance, where in sorted(rows, key=lambda r: (r[3], r[0], -r[2], r[1])):
        print(f"{got}\t{true}\t{chance:.6f}\t{where}")


main()
