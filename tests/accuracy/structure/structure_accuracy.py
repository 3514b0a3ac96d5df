# SPDX-License-Identifier: Apache-2.0
"""usage: structure_accuracy.py PROGRAM THRESHOLDS SET

SET is a row of the thresholds: samples, development, a folder beside this file, or "set: HOW", which are the folders
bodies and archives set as settings.py has it.

Extracts the records of the set, scores them and compares with the thresholds. The samples that were scanned or
damaged are given as the sound text that they show: here the structure is judged, not the reading.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from score import MEASURES, Score
from settings import SETTINGS

SKIPPED = 77


def samples(folder):
    """Pairs of (truth, file) of the project's own samples."""
    for path in sorted(Path("samples/expected").rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for case in gold.get("cases", []):  # lists are spellings that are all right
            titles = case["title"] if isinstance(case["title"], list) else [case["title"]]
            case["title"], case["title_alt"] = titles[0], titles[1:]
            decisions = case["decision"] if isinstance(case.get("decision"), list) else [case.get("decision")]
            case["decision"], case["decision_alt"] = decisions[0], decisions[1:]
        name = gold["file"]
        sound = Path("samples/gold", name + ".txt")
        target = Path(folder, name).with_suffix(".txt") if sound.exists() else Path(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sound if sound.exists() else Path("samples/arkiv", name), target)
        yield gold, target


def invented(which):
    """Pairs of (truth, file) of invented minutes, which stand in the folder of that name beside this script."""
    for path in sorted(Path(__file__).with_name(which).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold, path.with_name(gold["file"])


def set_otherwise(how, folder):
    """Pairs of (truth, file) of invented minutes that are set in another way."""
    for which in ("bodies", "archives"):
        for gold, path in invented(which):
            target = Path(folder, which, path.name)
            target.parent.mkdir(exist_ok=True)
            text = path.read_text(encoding="utf-8")
            target.write_bytes(SETTINGS[how](text).encode("utf-8"))
            yield gold, target


def development(data):
    """Pairs of (truth, file) of the development data."""
    minutes = Path(data, "minutes-dev")
    for path in sorted(Path(minutes, "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = Path(minutes, "raw", gold.get("raw") or gold["file"])
        if file.exists():
            yield gold, file


def thresholds(path, which):
    rows = (line.split("\t") for line in Path(path).read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#"))
    return {measure: float(least) for name, measure, least in rows if name == which}


def main():
    program, limits, which = sys.argv[1:]
    data = os.environ.get("SAKSKLAR_DATA", "")
    if which == "development" and not Path(data, "minutes-dev", "gold").is_dir():
        print("skipped: SAKSKLAR_DATA names no folder with development data")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        pairs = list(development(data) if which == "development" else
                     samples(folder) if which == "samples" else
                     set_otherwise(which[5:], folder) if which.startswith("set: ") else invented(which))
        run = subprocess.run([program, "extract", "--quiet", *(file for _, file in pairs)],
                             stdin=subprocess.DEVNULL, capture_output=True, check=False)
        print(run.stderr.decode("utf-8", "replace"), end="")
    records = {}
    for line in run.stdout.decode("utf-8").splitlines():
        record = json.loads(line)
        records.setdefault(Path(record["source"]["path"]).name, record)
    score = Score()
    for gold, file in pairs:
        score.add_record(gold, records.get(file.name, {"kind": "missing"}))
    least, good = thresholds(limits, which), True
    for measure in MEASURES:
        if not score.true[measure]:
            continue
        percent = score.percent(measure)
        enough = percent >= least.get(measure, 100)
        good = good and enough
        print(f"{which}: {measure} {percent:.2f} %, at least {least.get(measure, 100):g} %{'' if enough else ': FAILED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
