# SPDX-License-Identifier: Apache-2.0
"""usage: check_input.py PROGRAM broken|odd FILE SOUND_FILE

Extracts FILE and a sound file together. A broken one must be named with advice and gives no minutes,
and the sound one must still give its record; an odd one must give the record of the note it holds.
"""
import json
import subprocess
import sys
from pathlib import Path

from golden import likeness


def main():
    program, kind, path, sound = sys.argv[1:]
    run = subprocess.run([program, "extract", path, sound], stdin=subprocess.DEVNULL,
                         capture_output=True, timeout=120)
    messages = run.stderr.decode("utf-8", "replace")
    print(messages)
    records = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    by_file = {Path(record["source"]["path"]).name: record for record in records}
    assert run.returncode == (1 if kind == "broken" else 0), f"exit status {run.returncode}"
    assert Path(sound).name in by_file, "the sound file gave no record"
    record = by_file.get(Path(path).name)
    if kind == "broken":
        assert record is None or record["kind"] == "other", "minutes were made of nothing"
        named = [line for line in messages.splitlines() if Path(path).name in line]
        assert named, "the file is not named"
        # Of a page: behind a semicolon, so that a thousand bad pages are a thousand lines.
        assert "try: " in messages or "; " in named[0], "no advice is given"
        return
    assert record is not None, "no record"
    assert record["date"] == "2022-05-03", record["date"]
    titles = [case["title"] for case in record["cases"]]
    assert len(titles) == 1 and likeness(titles[0], "Kaffe på kjøkkenet") > 0.9, titles


if __name__ == "__main__":
    main()
