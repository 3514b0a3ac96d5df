#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/resources/fonts: one of the sample archive's PDFs whose fonts say wrong letters.

What it makes is committed. Needs qpdf.
"""
import random
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "samples/arkiv/kommune/møteprotokoll-2026-02-11.pdf"


def open_form(path):
    """The PDF with its streams unpacked."""
    command = ["qpdf", "--qdf", "--object-streams=disable", path, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def with_tables(pdf, new_letters):
    """`new_letters`, called for each font's table, gives the new one (letter by letter)."""

    def table(match):
        pairs = re.findall(rb"<([0-9a-f]{2})> <([0-9a-f]{4})>\n", match.group(0))
        change = new_letters([int(letter, 16) for _, letter in pairs])
        lines = [b"<%s> <%04x>\n" % (code, change[int(letter, 16)]) for code, letter in pairs]
        return b"beginbfchar\n" + b"".join(lines) + b"endbfchar"

    return re.sub(rb"beginbfchar\n.*?endbfchar", table, pdf, flags=re.S)


def shifted(letters):
    return {letter: letter - 29 for letter in letters}


def mixed_up(letters):
    others = letters[:]
    random.Random(7).shuffle(others)
    return dict(zip(letters, others))


def with_names_only(pdf):
    """Without tables, and glyphs named by numbers."""
    pdf = re.sub(rb"\s*/ToUnicode \d+ 0 R", b"", pdf)
    numbers = list(range(256))
    random.Random(8).shuffle(numbers)
    names = b" ".join(b"/g%d" % number for number in numbers)
    differences = b"/Encoding << /Type /Encoding /Differences [ 0 %s ] >>" % names
    return pdf.replace(b"/Encoding /WinAnsiEncoding", differences)


def write(name, pdf):
    path = HERE / "fonts" / name
    path.parent.mkdir(exist_ok=True)
    mended = subprocess.run(["fix-qdf"], input=pdf, capture_output=True, check=True).stdout
    path.write_bytes(mended)
    subprocess.run(["qpdf", "--static-id", "--replace-input", path], check=True)


def main():
    pdf = open_form(SAMPLE)
    write("shifted.pdf", with_tables(pdf, shifted))
    write("mixed-up.pdf", with_tables(pdf, mixed_up))
    write("numbered-names.pdf", with_names_only(pdf))


if __name__ == "__main__":
    main()
