# SPDX-License-Identifier: Apache-2.0
"""usage: charset_accuracy.py PROGRAM DATA_DIR THRESHOLDS shipped|development [--show N] [--only KIND]... [--letters]

Damages sound documents in every way of damages.py, repairs them with PROGRAM (repair_charsets) and prints one row a
kind of damage: words that were damaged, how many of them came back letter for letter, and how many undamaged words
changed. "shipped": the sound texts of tests/accuracy/pairs and samples; "development": SAKSKLAR_DATA's corpora/clean-dev
and the text files of minutes-dev, cut into documents of some 660 words. --letters measures the whole of `repair`;
--show prints N words of each kind that did not come back.
"""
import argparse
import difflib
import html
import os
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from damages import KINDS, LINE_BY_LINE

SKIPPED = 77
WORDS_A_DOCUMENT = 660
ENTITY = re.compile("&[A-Za-z]+;|&#[0-9]+;")
WORD = re.compile("[^ \t\n\r\f]+")


def shipped():
    root = Path(__file__).resolve().parents[3]
    for path in sorted(root.glob("samples/gold/**/*.txt")) + sorted(root.glob("tests/accuracy/pairs/*.gold.txt")):
        yield path.read_text(encoding="utf-8")


def development(data):
    texts = []
    for path in sorted(Path(data, "corpora", "clean-dev").glob("*.txt.zst")):
        texts.append(subprocess.run(["zstdcat", path], capture_output=True, check=True).stdout.decode())
    for path in sorted(Path(data, "minutes-dev", "raw").rglob("*")):
        if path.suffix in (".md", ".txt"):
            try:
                texts.append(path.read_text(encoding="utf-8"))
            except UnicodeDecodeError:
                continue
    for text in texts:
        # Sound is what has neither entities nor letters that came apart.
        text = unicodedata.normalize("NFC", ENTITY.sub(lambda found: html.unescape(found[0]), text))
        lines, words = [], 0
        for line in text.splitlines():
            lines.append(line)
            words += len(WORD.findall(line))
            if words >= WORDS_A_DOCUMENT:
                yield "\n".join(lines) + "\n"
                lines, words = [], 0
        if words > 20:
            yield "\n".join(lines) + "\n"


class Repairer:
    """The program, fed document by document."""

    def __init__(self, program, data_dir, mode):
        self.process = subprocess.Popen([program, data_dir, mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, data):
        self.process.stdin.write(b"%d\n" % len(data) + data)
        self.process.stdin.flush()
        return self.process.stdout.read(int(self.process.stdout.readline()))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def is_damaged(kind, word):
    if kind in LINE_BY_LINE:
        return not word.isascii()
    return KINDS[kind](word)[0] != word.encode()


class Row:
    def __init__(self):
        self.damaged = self.back = self.broken = 0
        self.misses, self.breaks = [], []

    def add(self, kind, word, got):
        """One word that should be there and what is there."""
        if is_damaged(kind, word):
            self.damaged += 1
            self.back += got == word
            if got != word:
                self.misses.append((word, got))
        elif got != word:
            self.broken += 1
            self.breaks.append((word, got))

    def share(self):
        return 100 * self.back / self.damaged if self.damaged else 100.0


def measure(kind, documents, repair):
    row = Row()
    damaged_words = {}
    for text in documents:
        damaged, wanted = KINDS[kind](text)
        got = repair(damaged).decode("utf-8", "replace")
        want_words, got_words = WORD.findall(wanted), WORD.findall(got)
        if want_words == got_words:
            pairs = zip(want_words, got_words)
        elif len(want_words) == len(got_words):
            pairs = list(zip(want_words, got_words))
        else:
            pairs = aligned(want_words, got_words)
        for word, now in pairs:
            if word == now:
                if word not in damaged_words:
                    damaged_words[word] = is_damaged(kind, word)
                row.damaged += damaged_words[word]
                row.back += damaged_words[word]
            else:
                row.add(kind, word, now)
    return row


def aligned(want, got):
    pairs = []
    for _, a, b, c, d in difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
        for i in range(a, b):
            j = c + i - a
            pairs.append((want[i], got[j] if j < d else "(gone)"))
    return pairs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("data_dir")
    parser.add_argument("thresholds")
    parser.add_argument("which", choices=["shipped", "development"])
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only", action="append")
    parser.add_argument("--letters", action="store_true")
    options = parser.parse_args()
    data = os.environ.get("SAKSKLAR_DATA", "")
    if options.which == "development" and not Path(data, "corpora", "clean-dev").is_dir():
        print("skipped: SAKSKLAR_DATA names no folder with development data")
        return SKIPPED
    documents = list(shipped() if options.which == "shipped" else development(data))
    limits = {}
    for line in Path(options.thresholds).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            which, kind, back, broken = line.split("\t")
            limits[which, kind] = (float(back), int(broken))
    kinds = options.only or list(KINDS)

    def job(kind):
        repair = Repairer(options.program, options.data_dir, "letters" if options.letters else "charset")
        try:
            return kind, measure(kind, documents, repair)
        finally:
            repair.close()

    words = sum(len(WORD.findall(text)) for text in documents)
    print(f"{len(documents)} documents, {words} words\n| damage | damaged words | back % | broken |\n|---|---|---|---|")
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for kind, row in pool.map(job, kinds):
            print(f"| {kind} | {row.damaged} | {row.share():.3f} | {row.broken} |", flush=True)
            for word, got in row.misses[:options.show]:
                print(f"    {word!r} came back as {got!r}")
            for word, got in row.breaks[:options.show]:
                print(f"    {word!r} broken: {got!r}")
            least, most = limits.get((options.which, kind), (0.0, sys.maxsize))
            if row.share() < least or row.broken > most:
                failed.append(f"{kind}: {row.share():.3f} % back (at least {least}), {row.broken} broken (at most {most})")
    for line in failed:
        print("below its threshold:", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
