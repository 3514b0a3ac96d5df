#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the broken and the odd inputs beside it. What it makes is committed.

On Debian 12 it needs python3-pil python3-gi-cairo gir1.2-pango-1.0 qpdf.
"""
import gzip
import subprocess
import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "samples" / "make"))
import draw_pages  # noqa: E402
import source_text  # noqa: E402

NOTE = """file: -
make: pdf
font: Liberation Sans 12
---
# Referat fra prøvemøte
Dato: 3. mai 2022
Til stede: Åse Berg, Øystein Lund

=1 Sak 1/22|Kaffe på kjøkkenet
Vedtak: [[Vi kjøper ny kanne.]]
"""


def pdf_of(objects, root=1):
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out) + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, root, start)


def broken(note):
    """Files that hold no record: the program names each and goes on."""
    folder = HERE / "broken"
    folder.mkdir(exist_ok=True)
    draw_pages.to_pdf(note, folder / "whole.pdf")
    whole = (folder / "whole.pdf").read_bytes()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "truncated.pdf").write_bytes(whole[: len(whole) // 8])
    (folder / "only-a-header.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "no-pages.pdf").write_bytes(pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]))
    (folder / "pages-in-a-ring.pdf").write_bytes(pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"]))
    subprocess.run(["qpdf", "--encrypt", "hemmelig", "eier", "256", "--", folder / "whole.pdf",
                    folder / "encrypted.pdf"], check=True)
    (folder / "whole.pdf").unlink()
    page = draw_pages.to_images(note, 100)[0]
    page.save(folder / "page.png")
    png = (folder / "page.png").read_bytes()
    (folder / "truncated.png").write_bytes(png[:60])
    (folder / "page.png").unlink()
    (folder / "packed.txt.gz").write_bytes(gzip.compress("Møte".encode() * 50, mtime=0))
    (folder / "program.bin").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)


def odd(note):
    """Files that are unusual but whole: a record comes out of each."""
    folder = HERE / "odd"
    folder.mkdir(exist_ok=True)
    page = draw_pages.to_images(note, 150)[0]
    page = page.crop((0, 0, page.width, page.height // 3))
    Image.merge("CMYK", [page.point(lambda v: 255 - v)] * 3 + [page.point(lambda v: 0)]).save(
        folder / "cmyk.jpg", quality=40)
    page.convert("I").point(lambda v: v * 257).convert("I;16").save(folder / "sixteen-bit.png", optimize=True)
    alpha = Image.new("RGBA", page.size, (0, 0, 0, 0))
    alpha.putalpha(page.point(lambda v: 255 - v))
    alpha.save(folder / "transparent.png", optimize=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter right
    page.rotate(90, expand=True).save(folder / "turned-by-exif.jpg", quality=40, exif=exif)
    large = Image.new("1", (20000, 20000), 1)
    large.paste(draw_pages.to_images(note, 600)[0].convert("1"), (2000, 2000))
    large.save(folder / "twenty-thousand.png", optimize=False, dpi=(600, 600))
    blank = Image.new("1", (1240, 1754), 1)
    blank.save(folder / "blank-then-text.tif", compression="group4", save_all=True, dpi=(150, 150),
               append_images=[draw_pages.to_images(note, 150)[0].convert("1")])
    text = "\n".join(line for line in source_text.plain_pages(note)[0].splitlines())
    (folder / "with-a-nul.txt").write_bytes(text.replace("\n", "\n\0", 1).encode("utf-8"))
    (folder / "utf-16.txt").write_bytes(text.encode("utf-16"))


def main():
    source = HERE / "note.txt"
    source.write_text(NOTE, encoding="utf-8")
    note = source_text.read(source)
    source.unlink()
    broken(note)
    odd(note)


if __name__ == "__main__":
    main()
