# SPDX-License-Identifier: Apache-2.0
"""Reads a source text of the sample archive: what is printed, and the truth about it.

A source text has a head of `key: value` lines, a line `---`, and a body:

    # text            title                    * text     line in bold (`*text`)
    =1 label|title    case; =2 is a sub-case   - text     list item
    |! a | b          table, heading row       | a | b    table row
    <<<               page break               [[…]]      the decision of the case it stands in
                                               [[?…]]     the same, if it is one
    ~cols 20 80       widths of the tables that follow

Everything else is a paragraph; an empty line is an empty line.
"""
from dataclasses import dataclass, field
from pathlib import Path
import re

HEAD_LISTS = {"attend"}
OCRED = {"scan", "image", "tiff", "photo"}


@dataclass
class Block:
    kind: str  # title, heading, bold, item, row, head_row, paragraph, blank, page
    text: str = ""
    level: int = 0
    label: str = ""
    cells: list = field(default_factory=list)


@dataclass
class Source:
    name: str
    meta: dict
    blocks: list
    cases: list

    def get(self, key, default=None):
        return self.meta.get(key, default)


def number_of(label):
    """`PS 4/26` -> `4/26`, `2.1` -> `2.1`, `a.` -> `a`, `1)` -> `1`."""
    if not label:
        return None
    number = re.sub(r"^(?:[A-Za-zÆØÅæøå]+-?\s+)+", "", label)
    number = re.sub(r"^§\s*", "", number)
    return number.rstrip(".)") or None


def read(path):
    head, _, body = Path(path).read_text(encoding="utf-8").partition("\n---\n")
    meta = {key: [] for key in HEAD_LISTS}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key in HEAD_LISTS:
            meta[key].append([cell.strip() for cell in value.split("|")])
        else:
            meta[key] = value.strip()
    blocks, cases = [], []
    top = None
    for line in body.rstrip("\n").split("\n"):
        if "[[" in line and cases:
            before, _, rest = line.partition("[[")
            decision, _, after = rest.partition("]]")
            optional = decision.startswith("?")
            decision = decision.removeprefix("?")
            cases[-1]["decision_optional" if optional else "decision"] = decision
            if after.strip():
                cases[-1]["decision_may_go_on"] = after.strip()
            line = before + decision + after
        if line == "<<<":
            blocks.append(Block("page"))
        elif not line.strip():
            blocks.append(Block("blank"))
        elif line.startswith("~cols "):
            blocks.append(Block("columns", line[6:]))
        elif line.startswith("# "):
            blocks.append(Block("title", line[2:]))
        elif match := re.match(r"=(\d) ([^|]*)\|(.*)", line):
            level, label, title = int(match[1]), match[2].strip(), match[3].strip()
            cases.append({"label": label or None, "number": number_of(label), "title": title,
                          "parent": top if level > 1 else None, "decision": None})
            if level == 1:
                top = len(cases) - 1
            blocks.append(Block("heading", (label + " " + title).strip(), level, label))
        elif line.startswith("|!"):
            blocks.append(Block("head_row", cells=[cell.strip() for cell in line[2:].split("|")]))
        elif line.startswith("| ") or line == "|":
            blocks.append(Block("row", cells=[cell.strip() for cell in line[1:].split("|")]))
        elif line.startswith("*") and not line.startswith(("**", "* ")):
            blocks.append(Block("bold", line[1:]))
        elif line.startswith("- ") and meta.get("make") != "markdown":
            blocks.append(Block("item", line[2:]))
        else:
            blocks.append(Block("paragraph", line))
    return Source(Path(path).stem, meta, blocks, cases)


def alternatives(text):
    return [part.strip() for part in (text or "").split("|") if part.strip()]


def expected_record(source):
    """What the program should say about this source: the golden record."""
    get = source.get
    kind = get("kind", "minutes")
    make, verdicts = get("make").split(), [get("verdict")]
    if make[0] == "text" and verdicts == ["damaged"]:
        # A charset that was recognised may count as sound.
        verdicts = ["damaged", "sound"]
    record = {"file": get("file"), "kind": kind, "page_verdict": verdicts}
    if make[0] not in ("odt", "docx"):  # their pages are the word processor's affair
        record["pages"] = 1 + sum(block.kind == "page" for block in source.blocks)
    if make[0] == "pdf":
        record["read_from"] = "text-layer"
    elif make[0] in OCRED:
        record["read_from"] = "ocr" if get("file").endswith(".pdf") else "image"
    record["ocr"] = make[0] in OCRED or make[0] == "dump"
    if kind == "other":
        return record
    bodies = alternatives(get("body")) + alternatives(get("body_alt"))
    record.update({
        "language": get("language"), "title": alternatives(get("title")), "body": bodies, "date": get("date"),
        "start_time": get("start"), "end_time": get("end"), "place": alternatives(get("place")) or None})
    if kind == "agenda":
        return record
    record["attendance"] = []
    for row in get("attend"):
        name, code, organisation, role, called, attended, deputy_for = (row + [""] * 7)[:7]
        person = {"name": name, "attended": attended}
        for key, value in (("code", code), ("deputy_for", deputy_for)):
            if value:
                person[key] = value
        record["attendance"].append(person)
    record["cases"] = source.cases
    return record


def plain_pages(source):
    """The text as it stands on the pages, one paragraph a line: the clean twin."""
    pages, lines = [], []
    for block in source.blocks:
        if block.kind == "columns":
            continue
        if block.kind == "page":
            pages.append(lines)
            lines = []
        elif block.kind in ("row", "head_row"):
            lines.append("\t".join(block.cells).rstrip())
        elif block.kind == "item":
            lines.append("- " + block.text)
        else:
            lines.append(block.text)
    pages.append(lines)
    return ["\n".join(lines).strip("\n") + "\n" for lines in pages]
