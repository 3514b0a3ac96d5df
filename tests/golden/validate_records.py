# SPDX-License-Identifier: Apache-2.0
"""usage: validate_records.py SCHEMA_FOLDER RUN_FOLDER

Validates every line of meetings.jsonl, cases.jsonl and edits.jsonl against its JSON Schema
(draft 2020-12).
"""
import json
import sys
from pathlib import Path

from golden import SKIPPED

KINDS = {"meetings.jsonl": "meeting", "cases.jsonl": "case", "edits.jsonl": "edit"}


def main():
    schema_folder, run_folder = map(Path, sys.argv[1:])
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        sys.exit(SKIPPED)
    errors = 0
    for file_name, kind in KINDS.items():
        schema = json.loads((schema_folder / f"{kind}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        lines = (run_folder / file_name).read_text(encoding="utf-8").split("\n")
        if lines[-1] != "":
            sys.exit(f"{file_name} does not end with a line break")
        for number, line in enumerate(lines[:-1], 1):
            for error in validator.iter_errors(json.loads(line)):
                errors += 1
                print(f"{file_name}:{number}: {error.json_path}: {error.message[:200]}")
        print(f"{file_name}: {len(lines) - 1} records")
        if len(lines) == 1:
            sys.exit(f"{file_name} is empty")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
