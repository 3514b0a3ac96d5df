# SPDX-License-Identifier: Apache-2.0
"""usage: extract_example.py README.md EXAMPLE.cpp      (the C++ in the README, as a file)"""
import re
import sys
from pathlib import Path

readme, target = map(Path, sys.argv[1:])
blocks = re.findall(r"^```cpp\n(.*?)^```", readme.read_text(encoding="utf-8"), re.M | re.S)
if len(blocks) != 1:
    sys.exit(f"{len(blocks)} C++ examples instead of 1")
target.write_text(blocks[0], encoding="utf-8")
