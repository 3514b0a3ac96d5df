# SPDX-License-Identifier: Apache-2.0
"""usage: check_readme.py README.md PROGRAM EXAMPLE DATA_DIR

Runs what the README shows, and compares with what it says comes out: the commands of each
```console block, and the C++ example, whose output is the ```text block behind it.
"""
import difflib
import re
import subprocess
import sys
from pathlib import Path


def compare(what, got, wanted):
    if got == wanted:
        print(f"as printed: {what}")
        return True
    print(f"not as printed: {what}")
    print("\n".join(difflib.unified_diff(wanted.splitlines(), got.splitlines(), "README", "now", lineterm="")))
    return False


def main():
    readme, program, example, data_dir = sys.argv[1:]
    text = Path(readme).read_text(encoding="utf-8")
    good = True
    for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S):
        for command, wanted in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            run = subprocess.run(["sh", "-c", command.replace("./saksklar", f"'{program}'")],
                                 cwd=Path(readme).parent, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
            good &= compare(command, run.stdout.decode("utf-8"), wanted)
    wanted = re.search(r"^```cpp\n.*?^```\n.*?^```text\n(.*?)^```", text, re.M | re.S)
    run = subprocess.run([example, data_dir], stdout=subprocess.PIPE, check=True)
    good &= compare("the C++ example", run.stdout.decode("utf-8"), wanted[1] if wanted else "")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
