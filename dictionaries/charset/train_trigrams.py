#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the letter trigrams of Norwegian words: train_trigrams.py FILE.zst... > letter-trigrams.tsv

Each file counts for at most its first 2.5 million words, so that no kind of text rules; a word
form counts with the power 0.6 of its frequency, so that frequent words do not rule either.
"""
import collections
import math
import re
import subprocess
import sys

SIGNS = "abcdefghijklmnopqrstuvwxyzæøå?_"
OTHER, EDGE, KINDS = 29, 30, 31
INDEX = {letter: i for i, letter in enumerate(SIGNS[:OTHER])}
WORD = re.compile(r"[^\W\d_]+")


def count_words(paths):
    words = collections.Counter()
    for path in paths:
        seen = 0
        with subprocess.Popen(["zstdcat", path], stdout=subprocess.PIPE) as text:
            for line in text.stdout:
                found = WORD.findall(line.decode("utf-8", "replace").lower())
                words.update(found)
                seen += len(found)
                if seen > 2_500_000:
                    text.kill()
                    break
    return words


def main():
    three = [0.0] * KINDS**3
    two = [0.0] * KINDS**2
    one = [0.0] * KINDS
    for word, count in count_words(sorted(sys.argv[1:])).items():
        if count < 2:
            continue
        weight = count**0.6
        letters = [EDGE, EDGE] + [INDEX.get(c, OTHER) for c in word] + [EDGE]
        for a, b, c in zip(letters, letters[1:], letters[2:]):
            three[(a * KINDS + b) * KINDS + c] += weight
            two[b * KINDS + c] += weight
            one[c] += weight
    print("#\tLetter trigrams of Norwegian words: -8*log2 P(letter | two letters before).")
    print("#\tRows: the two letters before (_ = edge of the word, ? = any other letter); columns: a-z æ ø å ? _")
    print("#\tCounts of word forms seen twice or more in NDT, Norwegian laws and regulations, documents of public")
    print("#\tbodies (GiellaLT), NAV letter templates, NoReC, NorQuAD, LibreOffice help; made by train_trigrams.py")
    total = sum(one)
    for a in range(KINDS):
        for b in range(KINDS):
            pair = sum(two[b * KINDS : (b + 1) * KINDS])
            triple = three[(a * KINDS + b) * KINDS : (a * KINDS + b + 1) * KINDS]
            seen = sum(triple)
            row = []
            for c in range(KINDS):
                p_one = (one[c] + 1) / (total + KINDS)
                p_two = (two[b * KINDS + c] + 50 * p_one) / (pair + 50)
                p_three = (triple[c] + 20 * p_two) / (seen + 20)
                row.append(min(160, round(-8 * math.log2(p_three))))
            print(SIGNS[a] + SIGNS[b] + "\t" + "\t".join(map(str, row)))


main()
