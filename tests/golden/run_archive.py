# SPDX-License-Identifier: Apache-2.0
"""usage: run_archive.py PROGRAM ARCHIVE FOLDER

Runs the main job over the sample archive into an empty folder, for the other golden tests to look at.
"""
import shutil
import subprocess
import sys
from pathlib import Path


def main():
    program, archive, folder = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).parent.mkdir(parents=True, exist_ok=True)
    run = subprocess.run([program, "run", archive, "-o", folder], stdin=subprocess.DEVNULL)
    if run.returncode != 0:
        sys.exit(f"exit status {run.returncode} instead of 0")
    for name in ("archive.db", "meetings.jsonl", "cases.jsonl", "edits.jsonl", "text"):
        if not Path(folder, name).exists():
            sys.exit(f"{name} was not written")


if __name__ == "__main__":
    main()
