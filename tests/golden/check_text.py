# SPDX-License-Identifier: Apache-2.0
"""usage: check_text.py PROGRAM LEARNED SAMPLE GOLD THRESHOLDS.tsv NAME

Reads one damaged sample with `saksklar read`, with the words LEARNED from the archive, and counts
the words of its clean twin that come out right, and among them those with æ, ø or å. Fails below
the shares that stand in THRESHOLDS.
"""
import difflib
import re
import subprocess
import sys
from pathlib import Path

from golden import plain


def words(text):
    """Words as a reader compares them: bullets and drawn rules are no words, a cross is a cross."""
    found = re.sub(r"[|_•·]+", " ", plain(text)).split()
    return ["x" if w == "X" else w for w in found if w.strip("-*=")]


def right_words(got, gold):
    matcher = difflib.SequenceMatcher(None, got, gold, autojunk=False)
    right = [False] * len(gold)
    for block in matcher.get_matching_blocks():
        right[block.b:block.b + block.size] = [True] * block.size
    return right


def thresholds(path, name):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == name:
            return float(cells[1]), float(cells[2])
    sys.exit(f"{Path(path).name} has no line for {name}")


def main():
    program, learned, sample, gold_path, thresholds_path, name = sys.argv[1:]
    read = subprocess.run([program, "read", "--learned", learned, sample],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    if read.returncode != 0:
        sys.exit(f"exit status {read.returncode} instead of 0")
    gold = words(Path(gold_path).read_text(encoding="utf-8"))
    got = words(read.stdout.decode("utf-8"))
    right = right_words(got, gold)
    norwegian = [ok for word, ok in zip(gold, right) if re.search("[æøåÆØÅ]", word)]
    share, norwegian_share = sum(right) / len(gold), sum(norwegian) / len(norwegian)
    least, norwegian_least = thresholds(thresholds_path, name)
    print(f"words right {share:.4f} (at least {least}), with æøå {norwegian_share:.4f} (at least {norwegian_least})")
    for word, ok in zip(gold, right):
        if not ok:
            print(f"  missed: {word}")
    if share < least or norwegian_share < norwegian_least:
        sys.exit(1)


if __name__ == "__main__":
    main()
