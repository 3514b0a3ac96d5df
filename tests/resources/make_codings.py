#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/resources/codings: the same scan in PDFs, one for every way to code it; and
tests/resources/rows: a small picture in every way that PNG and TIFF store pixels.

What it makes is committed. On Debian 12 it needs what make_resources.py needs, and libtiff-tools.
"""
import io
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from make_resources import NOTE, pdf_of  # noqa: E402
import draw_pages  # noqa: E402
import source_text  # noqa: E402

DPI = 200

# The probability table of the arithmetic coder (ITU-T T.88, table E.1): Qe, next after the more
# and after the less probable symbol, and whether these two change places.
STATES = [
    (0x5601, 1, 1, 1), (0x3401, 2, 6, 0), (0x1801, 3, 9, 0), (0x0AC1, 4, 12, 0), (0x0521, 5, 29, 0),
    (0x0221, 38, 33, 0), (0x5601, 7, 6, 1), (0x5401, 8, 14, 0), (0x4801, 9, 14, 0),
    (0x3801, 10, 14, 0), (0x3001, 11, 17, 0), (0x2401, 12, 18, 0), (0x1C01, 13, 20, 0),
    (0x1601, 29, 21, 0), (0x5601, 15, 14, 1), (0x5401, 16, 14, 0), (0x5101, 17, 15, 0),
    (0x4801, 18, 16, 0), (0x3801, 19, 17, 0), (0x3401, 20, 18, 0), (0x3001, 21, 19, 0),
    (0x2801, 22, 19, 0), (0x2401, 23, 20, 0), (0x2201, 24, 21, 0), (0x1C01, 25, 22, 0),
    (0x1801, 26, 23, 0), (0x1601, 27, 24, 0), (0x1401, 28, 25, 0), (0x1201, 29, 26, 0),
    (0x1101, 30, 27, 0), (0x0AC1, 31, 28, 0), (0x09C1, 32, 29, 0), (0x08A1, 33, 30, 0),
    (0x0521, 34, 31, 0), (0x0441, 35, 32, 0), (0x02A1, 36, 33, 0), (0x0221, 37, 34, 0),
    (0x0141, 38, 35, 0), (0x0111, 39, 36, 0), (0x0085, 40, 37, 0), (0x0049, 41, 38, 0),
    (0x0025, 42, 39, 0), (0x0015, 43, 40, 0), (0x0009, 44, 41, 0), (0x0005, 45, 42, 0),
    (0x0001, 45, 43, 0), (0x5601, 46, 46, 0)]


class ArithmeticCoder:
    """The MQ coder of JBIG2 (T.88, annex E)."""

    def __init__(self):
        self.a, self.c, self.count = 0x8000, 0, 12
        self.out = bytearray([0])  # a byte before the first one, dropped in the end
        self.states, self.likely = {}, {}

    def encode(self, context, bit):
        index = self.states.get(context, 0)
        likely = self.likely.get(context, 0)
        qe, after_more, after_less, change = STATES[index]
        self.a -= qe
        if bit == likely:
            if self.a & 0x8000:
                self.c += qe
                return
            if self.a < qe:
                self.a = qe
            else:
                self.c += qe
            self.states[context] = after_more
        else:
            if self.a < qe:
                self.c += qe
            else:
                self.a = qe
            if change:
                self.likely[context] = 1 - likely
            self.states[context] = after_less
        while True:
            self.a <<= 1
            self.c <<= 1
            self.count -= 1
            if self.count == 0:
                self.byte_out()
            if self.a & 0x8000:
                return

    def byte_out(self):
        if self.out[-1] != 0xFF and self.c >= 0x8000000:
            self.out[-1] += 1
            self.c &= 0x7FFFFFF
        if self.out[-1] == 0xFF:
            self.out.append(self.c >> 20 & 0xFF)
            self.c &= 0xFFFFF
            self.count = 7
        else:
            self.out.append(self.c >> 19 & 0xFF)
            self.c &= 0x7FFFF
            self.count = 8

    def finish(self):
        top = self.c + self.a
        self.c |= 0xFFFF
        if self.c >= top:
            self.c -= 0x8000
        for _ in range(2):
            self.c <<= self.count
            self.byte_out()
        return bytes(self.out[1:]) + b"\xff\xac"


def jbig2_segment(number, kind, data):
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def jbig2(page, group4=None):
    """One generic region, arithmetic, or with the fax data of the same picture."""
    width, height = page.size
    region = struct.pack(">IIIIB", width, height, 0, 0, 0)
    if group4 is not None:
        region += b"\x01" + group4
    else:
        black = [[0] * 4 + [1 if value == 0 else 0 for value in
                            page.crop((0, y, width, y + 1)).tobytes("raw", "L")] + [0] * 4
                 for y in range(height)]
        nothing = [0] * (width + 8)
        coder = ArithmeticCoder()
        for y in range(height):
            above2 = black[y - 2] if y >= 2 else nothing
            above = black[y - 1] if y >= 1 else nothing
            row = black[y]
            for x in range(4, width + 4):
                context = (tuple(above2[x - 2:x + 3]), tuple(above[x - 3:x + 4]), tuple(row[x - 4:x]))
                coder.encode(context, row[x])
        region += b"\x00" + struct.pack("8b", 3, -1, -3, -1, 2, -2, -2, -2) + coder.finish()
    page_information = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    return jbig2_segment(0, 48, page_information) + jbig2_segment(1, 38, region)


def fax(page, way, white_is_zero=True):
    """The one strip that libtiff makes of the page; fax machines call white 0."""
    with tempfile.TemporaryDirectory() as folder:
        plain, coded = Path(folder) / "plain.tif", Path(folder) / "coded.tif"
        page.save(plain, tiffinfo={262: 0 if white_is_zero else 1})
        subprocess.run(["tiffcp", "-f", "msb2lsb", "-c", way, "-r", str(page.height), plain, coded], check=True)
        with Image.open(coded) as image:
            start, size = image.tag_v2[273][0], image.tag_v2[279][0]
            assert (image.tag_v2[262] == 0) == white_is_zero
        return coded.read_bytes()[start:start + size]


def scan_pdf(path, page, entries, data, turned=0):
    """A PDF whose page is the picture."""
    width, height = page.size[0] * 72 / DPI, page.size[1] * 72 / DPI
    content = b"q %.3f 0 0 %.3f 0 0 cm /Im Do Q" % (width, height)
    image = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %d >>\nstream\n%s\nendstream" % (
        page.width, page.height, entries, len(data), data)
    path.write_bytes(pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.3f %.3f] /Rotate %d /Contents 4 0 R"
        b" /Resources << /XObject << /Im 5 0 R >> >> >>" % (width, height, turned),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        image]))


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def codings(note):
    folder = HERE / "codings"
    folder.mkdir(exist_ok=True)
    grey = draw_pages.to_images(note, DPI)[0]
    grey = grey.crop((0, 0, grey.width, grey.height // 4))
    page = grey.point(lambda value: 255 if value > 140 else 0).convert("1")
    one_bit = b"/ColorSpace /DeviceGray /BitsPerComponent 1 "
    for name, way, k, white_is_zero in (
            ("fax-group-3", "g3:1d", 0, True), ("fax-group-3-2d", "g3:2d", 4, True),
            ("fax-group-4", "g4", -1, True), ("fax-group-4-inverted", "g4", -1, False)):
        data = fax(page, way, white_is_zero)
        scan_pdf(folder / f"{name}.pdf", page, one_bit + b"/Filter /CCITTFaxDecode /DecodeParms << /K %d"
                 b" /Columns %d /Rows %d /BlackIs1 %s >>" % (
                     k, page.width, page.height, b"false" if white_is_zero else b"true"), data)
    scan_pdf(folder / "jbig2.pdf", page, one_bit + b"/Filter /JBIG2Decode", jbig2(page))
    scan_pdf(folder / "jbig2-fax.pdf", page, one_bit + b"/Filter /JBIG2Decode", jbig2(page, fax(page, "g4")))
    scan_pdf(folder / "flate-1-bit.pdf", page, one_bit + b"/Filter /FlateDecode", zlib.compress(page.tobytes(), 9))
    one_byte = b"/ColorSpace /DeviceGray /BitsPerComponent 8 "
    colour = b"/ColorSpace /DeviceRGB /BitsPerComponent 8 "
    scan_pdf(folder / "jpeg.pdf", grey, one_byte + b"/Filter /DCTDecode", saved(grey, "JPEG", quality=40))
    scan_pdf(folder / "jpeg-in-flate.pdf", grey, one_byte + b"/Filter [/FlateDecode /DCTDecode]",
             zlib.compress(saved(grey, "JPEG", quality=40), 9))
    scan_pdf(folder / "jpeg-2000.pdf", grey, b"/Filter /JPXDecode",
             saved(grey.convert("RGB"), "JPEG2000", quality_mode="rates", quality_layers=[60]))
    cmyk = Image.merge("CMYK", [grey.point(lambda value: 0)] * 3 + [grey.point(lambda value: 255 - value)])
    scan_pdf(folder / "flate-cmyk.pdf", grey, b"/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode",
             zlib.compress(cmyk.tobytes(), 9))
    few = grey.quantize(16)
    nibbles = bytes(a << 4 | b for y in range(few.height) for a, b in [
        (row[i], row[i + 1] if i + 1 < len(row) else 0)
        for row in [few.crop((0, y, few.width, y + 1)).tobytes()] for i in range(0, len(row), 2)])
    palette = bytes(few.getpalette()[:48]).ljust(48, b"\0").hex().encode()
    scan_pdf(folder / "flate-16-colours.pdf", grey, b"/ColorSpace [/Indexed /DeviceRGB 15 <%s>] /BitsPerComponent 4"
             b" /Filter /FlateDecode" % palette, zlib.compress(nibbles, 9))
    lying = page.rotate(90, expand=True)  # its page says: turn me a quarter right
    data = fax(lying, "g3:1d")
    scan_pdf(folder / "turned-fax.pdf", lying, one_bit + b"/Filter /CCITTFaxDecode /DecodeParms << /K 0"
             b" /Columns %d /Rows %d >>" % lying.size, data, turned=90)
    third = draw_pages.to_images(note, DPI)[0]
    third = third.crop((0, 0, third.width, third.height // 3))
    wide = third.resize((third.width * 8, third.height * 8), Image.NEAREST)  # 82 million pixels
    wide = Image.merge("RGB", [wide, wide, wide.point(lambda value: min(255, value + 40))])
    wide.save(folder / "large-colour.png", dpi=(8 * DPI, 8 * DPI), compress_level=9)


def interlaced_png(image):
    """The seven passes of an RGB picture."""
    width, height = image.size
    pixels = image.load()
    data = bytearray()
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, height, dy):
            data += b"\0" + b"".join(bytes(pixels[x, y]) for x in range(x0, width, dx))

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 1)) +
            chunk(b"IDAT", zlib.compress(bytes(data), 9)) + chunk(b"IEND", b""))


def rows():
    """37 x 29 pixels: a slope of grey with a dark block."""
    folder = HERE / "rows"
    folder.mkdir(exist_ok=True)
    grey = Image.new("L", (37, 29))
    grey.putdata([20 if 8 <= x < 15 and 6 <= y < 20 else 120 + 3 * x + y for y in range(29) for x in range(37)])
    colour = Image.merge("RGB", [grey, grey, grey])
    opacity = grey.point(lambda value: 255 if value < 200 else 128)
    grey.save(folder / "grey.png")
    colour.save(folder / "colour.png")
    Image.merge("RGBA", [*colour.split(), opacity]).save(folder / "opacity.png")
    colour.quantize(12).save(folder / "palette.png")
    grey.convert("1").save(folder / "one-bit.png")
    grey.convert("I").point(lambda value: value * 257).convert("I;16").save(folder / "sixteen-bit.png")
    (folder / "interlaced.png").write_bytes(interlaced_png(colour))
    grey.convert("1").save(folder / "fax.tif", compression="group4")
    grey.save(folder / "grey.tif", compression="tiff_lzw")
    colour.save(folder / "colour.tif", compression="tiff_adobe_deflate")
    colour.quantize(12).save(folder / "palette.tif", compression="tiff_lzw")
    colour.convert("CMYK").save(folder / "cmyk.tif", compression="tiff_lzw")
    colour.save(folder / "upside-down.tif", compression="tiff_lzw", tiffinfo={274: 3})
    for name, options in (("tiles", ["-t", "-w", "16", "-l", "16"]), ("planes", ["-p", "separate"])):
        subprocess.run(["tiffcp", *options, folder / "colour.tif", folder / f"{name}.tif"], check=True)
    colour.save(folder / "jpeg.tif", compression="jpeg", quality=95)


def main():
    source = HERE / "note.txt"
    source.write_text(NOTE, encoding="utf-8")
    note = source_text.read(source)
    source.unlink()
    codings(note)
    rows()


if __name__ == "__main__":
    main()
