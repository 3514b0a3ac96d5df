# SPDX-License-Identifier: Apache-2.0
"""usage: accuracy_report.py PROGRAM

Prints how much of the sample archive comes out right, as a table in Markdown: words of the damaged
files before and after, and fields of the records. Run it from the project's folder.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from check_record import compare
from check_text import right_words, words
from golden import load_records, records_of

SAMPLES = Path("samples")


def output_of(*command):
    environment = dict(os.environ, OMP_THREAD_LIMIT="1")
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, env=environment, check=True).stdout


def as_found(path):
    """What one gets without Saksklar: the text that is there, else Tesseract's."""
    if path.suffix == ".txt":
        try:
            return "read as text", path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return "read as text", path.read_bytes().decode("cp1252", "replace")
    if path.suffix != ".pdf":
        return "tesseract -l nor", output_of("tesseract", path, "-", "-l", "nor").decode()
    text = output_of("pdftotext", path, "-").decode()
    if text.strip():
        return "pdftotext", text
    with tempfile.TemporaryDirectory() as folder:
        output_of("pdftoppm", "-r", "300", "-gray", path, f"{folder}/page")
        pages = sorted(Path(folder).glob("*.pgm"))
        return "tesseract -l nor", "\n".join(output_of("tesseract", p, "-", "-l", "nor").decode() for p in pages)


def share(right):
    return f"{100 * sum(right) / len(right):.1f} %" if right else "–"


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        output_of(program, "run", "--quiet", SAMPLES / "arkiv", "-o", folder)
        records = load_records(folder)
        learned = Path(folder, "learned.tsv").read_bytes()
        total = wrong = 0
        for path in sorted((SAMPLES / "expected").rglob("*.json")):
            expected = json.loads(path.read_text(encoding="utf-8"))
            found = records_of(records, expected["file"])
            fields = 10 + 4 * len(expected.get("cases", [])) + 2 * len(expected.get("attendance", []))
            total += fields
            wrong += min(fields, len(compare(found[0], expected)) if len(found) == 1 else fields)
        print("| damaged sample | as found | words right | with æ, ø, å | Saksklar: words right | with æ, ø, å |")
        print("|---|---|---|---|---|---|")
        for gold_path in sorted((SAMPLES / "gold").rglob("*.txt")):
            path = SAMPLES / "arkiv" / gold_path.relative_to(SAMPLES / "gold").with_suffix("")
            gold = words(gold_path.read_text(encoding="utf-8"))
            how, before = as_found(path)
            known = Path(folder, "known.tsv")
            known.write_bytes(learned)
            after = output_of(program, "read", "--learned", known, path).decode()
            cells = [path.relative_to(SAMPLES / "arkiv"), how]
            for text in (before, after):
                right = right_words(words(text), gold)
                cells.append(share(right))
                cells.append(share([ok for word, ok in zip(gold, right) if re.search("[æøåÆØÅ]", word)]))
            print("| " + " | ".join(map(str, cells)) + " |")
    print(f"\nFields of the records: {total - wrong} of {total} right ({100 * (total - wrong) / total:.1f} %).")


if __name__ == "__main__":
    main()
