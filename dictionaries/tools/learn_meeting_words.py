#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns which words meetings use more than other texts.

usage: learn_meeting_words.py SOURCES CORPORA MINUTES... > meeting_words.tsv
SOURCES is sources.tsv; CORPORA holds its unpacked texts and names, NAME.txt and NAME.tsv; MINUTES are texts of minutes. The row of a
word is the natural logarithm of its share in meetings beside its share in all sources: the mean of what the
minutes and the assemblies' proceedings among the sources say, each smoothed towards no difference. Names and
words that the minutes do not have are left out: they are of one assembly.
"""
import collections
import math
import re
import sys

WORD = re.compile(r"[^\W\d_]+")
PROCEEDINGS = re.compile(r"plenum|storting")
LEAST_LOG = 0.4
LEAST_SEEN = 3  # times in the minutes, or once there and often in the proceedings
LEAST_IN_PROCEEDINGS = 100


def count(lines, share):
    words, capitals = collections.Counter(), collections.Counter()
    for number, line in enumerate(lines):
        if share < 1 and number * share % 1 >= share:
            continue
        for word in WORD.findall(line):
            small = word.lower()
            words[small] += 1
            capitals[small] += word[0].isupper()
    return words, capitals


def log_ratio(words, total, general, weight):
    """Smoothed by `weight` words of general text."""
    return {w: math.log((words[w] + weight * p) / ((total + weight) * p)) for w, p in general.items()}


def main():
    sources, corpora, minutes = sys.argv[1], sys.argv[2], sys.argv[3:]
    everything, capitals, meetings = collections.Counter(), collections.Counter(), collections.Counter()
    names = set()
    for row in open(sources, encoding="utf-8"):
        fields = row.rstrip("\n").split("\t")
        if len(fields) > 2 and fields[2] == "names":
            names.update(line.split("\t")[0].lower() for line in open(f"{corpora}/{fields[0]}.tsv", encoding="utf-8"))
        if row.startswith("#") or len(fields) < 5 or fields[1] not in ("nb", "nn") or fields[2] != "text":
            continue
        words, large = count(open(f"{corpora}/{fields[0]}.txt", encoding="utf-8"), float(fields[3]))
        everything += words
        capitals += large
        if PROCEEDINGS.search(fields[0]):
            meetings += words
    own, own_capitals = count((line for path in minutes for line in open(path, encoding="utf-8")), 1)
    total = everything.total()
    general = {w: n / total for w, n in everything.items() if n >= 20 and capitals[w] < 0.5 * n and len(w) > 1}
    own_total, meetings_total = own.total(), meetings.total()
    by_own = log_ratio(own, own_total, general, own_total)
    by_meetings = log_ratio(meetings, meetings_total, general, 0.1 * meetings_total)
    print("# How much likelier a word is in meetings than elsewhere: ln of the ratio of its shares.")
    print("# Made by tools/learn_meeting_words.py from the invented minutes of this project and the")
    print("# sources of letters.model (their counts only; terms in README.md).")
    for word in sorted(general):
        mean = 0.5 * (by_own[word] + by_meetings[word])
        told = own[word] >= LEAST_SEEN or (own[word] > 0 and meetings[word] >= LEAST_IN_PROCEEDINGS)
        name = word in names and own_capitals[word] == own[word]
        if mean >= LEAST_LOG and told and not name:
            print(f"{word}\t{mean:.1f}")


main()
