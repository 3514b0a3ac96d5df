#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/resources/layers: an invented page in PDFs whose text layers are good, bad or missing in every
way.

What it makes is committed. It needs what make_flaws.py needs, and python3-gi-cairo.
"""
import re
import subprocess
from pathlib import Path

import cairo
import make_flaws
from make_fonts import open_form
from make_resources import HERE
import draw_pages  # found by make_flaws
import source_text
from PIL import Image

WIDTH, HEIGHT = draw_pages.WIDTH, draw_pages.HEIGHT / 2
LETTERS = str.maketrans("æøåÆØÅ", "egaEOA")  # what an engine without these makes of them


def source(text):
    path = HERE / "layer.txt"
    path.write_text(text, encoding="utf-8")
    read = source_text.read(path)
    path.unlink()
    return read


PAGE = source(make_flaws.PAGE)
LINES = [line for line in "\n".join(source_text.plain_pages(PAGE)).splitlines() if line.strip()]


def draw_lines(context, lines, step=16, top=60, size=10):
    context.set_source_rgb(0, 0, 0)
    context.select_font_face("Liberation Sans")
    context.set_font_size(size)
    for place, line in enumerate(lines):
        context.move_to(60, top + step * place)
        context.show_text(line)


def draw_scan(context, name="clean", top=0, share=1.0):
    """The scanned page, over `share` of the page's height."""
    image = Image.open(HERE / "flaws" / f"{name}.jpg").convert("L") if isinstance(name, str) else name
    path = HERE / "layer.jpg"
    image.save(path, quality=40)
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, *image.size)
    surface.set_mime_data(cairo.MIME_TYPE_JPEG, path.read_bytes())
    path.unlink()
    context.save()
    context.translate(0, top)
    context.scale(WIDTH / image.width, HEIGHT * share / image.height)
    context.set_source_surface(surface)
    context.paint()
    context.restore()


def pdf(name, *draws, change=None):
    """One page for each of `draws`; `change` edits the unpacked file."""
    path = HERE / "layers" / f"{name}.pdf"
    surface = cairo.PDFSurface(str(path), WIDTH, HEIGHT)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2026-01-01T12:00:00")
    context = cairo.Context(surface)
    for draw in draws:
        draw(context)
        context.show_page()
    surface.finish()
    if change:
        edited = change(open_form(path))
        mended = subprocess.run(["fix-qdf"], input=edited, capture_output=True, check=True).stdout
        path.write_bytes(mended)
        subprocess.run(["qpdf", "--static-id", "--replace-input", path], check=True)


def hidden(pdf_bytes):
    return re.sub(rb"\nBT\n", b"\nBT 3 Tr\n", pdf_bytes)


def space_is(letter):
    return lambda pdf_bytes: re.sub(rb"<0020>", b"<%04x>" % ord(letter), pdf_bytes)


def outlines(context):
    context.select_font_face("Liberation Sans")
    context.set_font_size(10)
    context.set_source_rgb(0, 0, 0)
    for place, line in enumerate(LINES):
        context.move_to(60, 60 + 16 * place)
        context.text_path(line)
        context.fill()


def letters_apart(context):
    draw_lines(context, [" ".join(line.replace(" ", "  ")) for line in LINES], size=8)


def doubled(context):
    draw_lines(context, [" ".join(f"{word} {word}" for word in line.split()) for line in LINES], size=6)


def over_scan(lines, size=10):
    def draw(context):
        draw_lines(context, lines, size=size)
        draw_scan(context)
    return draw


def main():
    (HERE / "layers").mkdir(exist_ok=True)
    wrong = [line.translate(LETTERS) for line in LINES]
    blank = Image.new("L", (1654, 1170), 238)
    half = Image.open(HERE / "flaws" / "clean.jpg").convert("L")
    pdf("sound", lambda context: draw_lines(context, LINES))
    pdf("letters-apart", letters_apart)
    pdf("doubled-over-scan", lambda context: (doubled(context), draw_scan(context)), change=hidden)
    pdf("outlines", outlines)
    pdf("scan", draw_scan)
    pdf("sound-over-scan", over_scan(LINES), change=hidden)
    pdf("wrong-letters-over-scan", over_scan(wrong), change=hidden)
    pdf("spaces-lost-over-scan", over_scan([line.replace(" ", "") for line in LINES]), change=hidden)
    pdf("spaces-as-zero", lambda context: draw_lines(context, LINES), change=space_is("0"))
    pdf("spaces-as-dollar", lambda context: draw_lines(context, LINES), change=space_is("$"))
    pdf("stamp-over-scan", over_scan(["Arkivert 2022-03-04"]))
    pdf("mixed", draw_scan, lambda context: draw_lines(context, LINES), lambda context: draw_scan(context, blank),
        lambda context: None, lambda context: (draw_lines(context, LINES[:6]), draw_scan(context, half, HEIGHT / 2, 0.5)))


if __name__ == "__main__":
    main()
