#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes samples/arkiv, samples/gold and samples/expected from samples/make/texts.

usage: make_samples.py [--records] [NAME...]
       NAME: a source text, all when none is given; --records: leave the archive as it is

Nobody needs to run this: what it makes is committed. On Debian 12 it needs
python3-pil python3-numpy python3-gi-cairo gir1.2-pango-1.0 tesseract-ocr tesseract-ocr-eng
libreoffice-writer-nogui and the fonts fonts-liberation fonts-crosextra-carlito
fonts-crosextra-caladea fonts-texgyre.
"""
import html
import json
import re
import subprocess
import sys
import tempfile
import textwrap
import zlib
from pathlib import Path

import numpy as np

import draw_pages
import scan_pages
import source_text

SAMPLES = Path(__file__).resolve().parent.parent
ISO646_NO = str.maketrans("æøåÆØÅ", "{|}[\\]")


def plain_text(source, width=74, underline=False):
    """A text file as word processors saved it: wrapped lines, headings on lines of their own."""
    lines = []
    for block in source.blocks:
        if block.kind == "heading":
            if lines and lines[-1]:
                lines.append("")
            lines.append(block.text)
            if underline:
                lines.append("-" * len(block.text))
        elif block.kind == "item":
            lines += textwrap.wrap("- " + block.text, width, subsequent_indent="  ")
        elif block.kind in ("row", "head_row"):
            lines.append("   ".join(cell.ljust(24) for cell in block.cells).rstrip())
        elif block.kind == "page":
            lines.append("\f")
        else:
            lines += textwrap.wrap(block.text, width, break_on_hyphens=False) or [""]
    return "\n".join(lines) + "\n"


def text_bytes(source, how):
    if how == "utf8":
        return plain_text(source).encode("utf-8")
    if how == "latin1":
        return plain_text(source, 78).encode("iso-8859-1")
    if how == "cp865":
        # CR LF and the end-of-file mark of the day.
        return plain_text(source, 70).replace("\n", "\r\n").encode("cp865") + b"\x1a"
    if how == "iso646":
        return plain_text(source, 64, underline=True).translate(ISO646_NO).encode("ascii")
    if how == "mojibake":
        return plain_text(source, 10000).encode("utf-8").decode("cp1252").encode("utf-8")
    raise ValueError(how)


def markdown(source):
    lines = []
    for block in source.blocks:
        if block.kind == "title":
            lines.append("# " + block.text)
        elif block.kind == "heading":
            lines += ["#" * (block.level + 2) + " " + block.text, ""]
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def html_body(source):
    out, open_tag = [], None

    def switch(tag):
        nonlocal open_tag
        if open_tag != tag:
            if open_tag:
                out.append(f"</{open_tag}>")
            if tag:
                out.append("<table border='1'>" if tag == "table" else f"<{tag}>")
            open_tag = tag

    def inline(text):
        text = html.escape(text, quote=False)
        return re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', text)

    for block in source.blocks:
        switch({"item": "ul", "row": "table", "head_row": "table"}.get(block.kind))
        if block.kind == "title":
            out.append(f"<h1>{inline(block.text)}</h1>")
        elif block.kind == "heading":
            out.append(f"<h{block.level + 1}>{inline(block.text)}</h{block.level + 1}>")
        elif block.kind == "bold":
            out.append(f"<p><b>{inline(block.text)}</b></p>")
        elif block.kind == "item":
            out.append(f"<li>{inline(block.text)}</li>")
        elif block.kind in ("row", "head_row"):
            tag = "th" if block.kind == "head_row" else "td"
            out.append("<tr>" + "".join(f"<{tag}>{inline(c)}</{tag}>" for c in block.cells) + "</tr>")
        elif block.kind == "paragraph":
            out.append(f"<p>{inline(block.text)}</p>")
    switch(None)
    return "\n".join(out)


def web_page(source):
    title = html.escape(source.get("title"))
    return f"""<!DOCTYPE html>
<html lang="no">
<head>
<meta charset="utf-8">
<title>{title} | {html.escape(source.get("body"))}</title>
<style>body {{ font-family: sans-serif; }} nav a {{ margin-right: 1em; }}</style>
<script>window.statistikk = window.statistikk || [];</script>
</head>
<body>
<nav><a href="/">Hjem</a><a href="/styret">Styret</a><a href="/referater">Referater</a><a href="/kontakt">Kontakt oss</a></nav>
<main>
{html_body(source)}
</main>
<footer><p>&copy; 2021 Skogsbråten velforening. Vi bruker informasjonskapsler.</p></footer>
</body>
</html>
""".encode("utf-8")


def office_file(source, suffix):
    """Written by LibreOffice, as most real ones are."""
    filters = {"odt": "odt:writer8", "docx": "docx:MS Word 2007 XML"}
    page = f'<html><head><meta charset="utf-8"></head><body>{html_body(source)}</body></html>'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.html").write_text(page, encoding="utf-8")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                        "--infilter=HTML (StarWriter)", "--convert-to", filters[suffix], "--outdir", folder,
                        f"{folder}/page.html"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return Path(folder, f"page.{suffix}").read_bytes()


def make(source, path):
    """Writes the file that the archive holds."""
    # The text's own name seeds the noise, so that adding a sample changes no other.
    random = np.random.default_rng(zlib.crc32(source.name.encode()))
    how, *rest = source.get("make").split()
    if how == "pdf":
        draw_pages.to_pdf(source, path)
    elif how == "scan" and rest == ["clean"]:
        images = [scan_pages.office_scan(i, 300, random) for i in draw_pages.to_images(source, 300)]
        path.write_bytes(scan_pages.image_pdf(images, [(300, 300)] * len(images)))
    elif how == "scan" and rest == ["skewed"]:
        images = [scan_pages.skewed_scan(i, 200, d, random)
                  for i, d in zip(draw_pages.to_images(source, 200), (2.3, -1.6))]
        path.write_bytes(scan_pages.image_pdf(images, [(200, 200)] * len(images), 50))
    elif how == "scan" and rest == ["fax"]:
        images = [scan_pages.fax_page(i, random) for i in draw_pages.to_images(source, 204)]
        path.write_bytes(scan_pages.image_pdf(images, [(209, 209)] * len(images)))
    elif how == "scan" and rest == ["englayer"]:
        images = [scan_pages.skewed_scan(i, 200, d, random)
                  for i, d in zip(draw_pages.to_images(source, 200), (0.3, -0.4))]
        path.write_bytes(scan_pages.english_ocr(images, 200, "pdf"))
    elif how == "dump":
        images = [scan_pages.office_scan(i, 200, random) for i in draw_pages.to_images(source, 200)]
        path.write_bytes(scan_pages.english_ocr([i.convert("L") for i in images], 200, "txt", 60))
    elif how == "image":
        images = [scan_pages.typed_page(i, random) for i in draw_pages.to_images(source, 200)]
        # Half a sheet: the lower part of the page is empty.
        images[0].crop((0, 0, images[0].width, images[0].height // 2)).save(path, dpi=(200, 200), optimize=True)
    elif how == "tiff":
        images = [scan_pages.office_scan(i, 200, random) for i in draw_pages.to_images(source, 200)]
        images[0].save(path, compression="group4", save_all=True, append_images=images[1:], dpi=(200, 200))
    elif how == "photo":
        page = draw_pages.to_images(source, 200)[0]
        scan_pages.photo(page, random).save(path, quality=62, optimize=True)
    elif how == "text":
        path.write_bytes(text_bytes(source, rest[0]))
    elif how == "markdown":
        path.write_bytes(markdown(source).encode("utf-8"))
    elif how == "html":
        path.write_bytes(web_page(source))
    elif how in ("odt", "docx"):
        path.write_bytes(office_file(source, how))
    else:
        raise ValueError(f"{source.name}: do not know how to make {how}")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main():
    wanted = set(sys.argv[1:])
    records_only = "--records" in wanted
    wanted.discard("--records")
    for text in sorted((SAMPLES / "make" / "texts").glob("*.txt")):
        if wanted and text.stem not in wanted:
            continue
        source = source_text.read(text)
        name = source.get("file")
        path = SAMPLES / "arkiv" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not records_only:
            make(source, path)
        record = source_text.expected_record(source)
        write(SAMPLES / "expected" / (name + ".json"), json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        gold = SAMPLES / "gold" / (name + ".txt")
        if source.get("make").split()[0] not in ("pdf", "markdown", "html", "odt", "docx"):
            write(gold, "\f".join(source_text.plain_pages(source)))
        print(f"{path.stat().st_size:8d}  {name}")


if __name__ == "__main__":
    main()
