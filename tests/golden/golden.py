# SPDX-License-Identifier: Apache-2.0
"""What the golden tests share: finding records, and comparing text as a reader would."""
import difflib
import json
import re
import unicodedata
from pathlib import Path

SKIPPED = 77  # what CTest is told to count as skipped

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {ord(sign): '"' for sign in "«»„“”"}
_SAME = {**_DASHES, **_QUOTES, 0xA0: " ", 0xAD: None, 0x2019: "'"}


def plain(text):
    """Text without the differences that no reader minds: kinds of dash, quotation mark and space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_SAME)).strip()


def likeness(a, b):
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def load_records(run_folder):
    """The records of a run by the source they came from."""
    records = {}
    for line in Path(run_folder, "meetings.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        records.setdefault(record["source"]["path"], []).append(record)
    return records


def records_of(records, name):
    return [r for path, found in records.items() if path.endswith("/" + name) for r in found]
