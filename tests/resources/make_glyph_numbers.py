#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/resources/glyphs: the same invented minutes in PDFs whose fonts say nothing, or wrong letters, of
what they draw, the way different programs leave them; and text.txt, what they show.

What it makes is committed. On Debian 12 it needs python3-fonttools fonts-liberation
fonts-crosextra-carlito fonts-crosextra-caladea.
"""
import io
import random
import sys
import zlib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent.parent / "samples" / "make"))
from make_resources import pdf_of  # noqa: E402
import source_text  # noqa: E402

TEXTS = ("motebok-oppvekst-2026-02-11", "klyngestyret-2024-12-02", "velforening-2021-06-10", "grendelag-2015-03-15")
FOLDERS = (Path("/usr/share/fonts/truetype/liberation"), Path("/usr/share/fonts/truetype/crosextra"))
STYLES = ("Regular", "Bold", "Italic")
SIZE, LEADING, LEFT, TOP, WIDTH, LINES = 11, 15, 70, 770, 455, 46


def paragraphs():
    """(style, text), where style counts in STYLES."""
    for name in TEXTS:
        source = source_text.read(HERE.parent.parent / "samples" / "make" / "texts" / f"{name}.txt")
        for block in source.blocks:
            if block.kind in ("title", "heading", "bold"):
                yield 1, f"{block.label} {block.text}".strip()
            elif block.kind in ("row", "head_row"):
                yield 2, ", ".join(cell for cell in block.cells if cell)
            elif block.kind == "item":
                yield 2, block.text
            elif block.text:
                yield 0, block.text


class Face:
    """One style of a family: its letters, widths, and the codes that its PDF font gives them."""

    def __init__(self, family, style, letters, ligatures):
        path = next(folder / f"{family}-{style}.ttf" for folder in FOLDERS
                    if (folder / f"{family}-{style}.ttf").exists())
        self.name = f"{family}-{style}"
        self.font = TTFont(path)
        self.cmap = self.font.getBestCmap()
        self.units = self.font["head"].unitsPerEm
        self.letters = sorted(set(letters) & {chr(code) for code in self.cmap})
        if ligatures:
            self.letters += [letter for letter in "\ufb01\ufb02" if ord(letter) in self.cmap]

    def width(self, letter):
        return self.font["hmtx"][self.cmap[ord(letter)]][0] / self.units


def program(face, keep_numbers, keep_table, codes=None):
    """The embedded font: a subset, with its own or new glyph numbers. `codes`: a table for one-byte codes."""
    options = subset.Options(retain_gids=keep_numbers, hinting=False, layout_features=[], notdef_outline=True,
                             name_IDs=[], glyph_names=False)
    cut = subset.Subsetter(options)
    font = TTFont(io.BytesIO(saved(face.font)))
    cut.populate(unicodes=[ord(letter) for letter in face.letters])
    cut.subset(font)
    numbers = {letter: font.getGlyphID(font.getBestCmap()[ord(letter)]) for letter in face.letters}
    if codes is not None:
        table = CmapSubtable.newSubtable(0)
        table.platformID, table.platEncID, table.language = 1, 0, 0
        table.cmap = {codes[letter]: font.getBestCmap()[ord(letter)] for letter in face.letters}
        font["cmap"].tables = [table]
    elif not keep_table:
        del font["cmap"]
    for table in ("OS/2", "name", "post", "GDEF", "GSUB", "GPOS", "kern", "FFTM", "DSIG", "meta", "gasp"):
        if table in font:
            del font[table]
    return saved(font), numbers


def saved(font):
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def table_of(codes, bytes_in_code):
    lines = ["<%0*x> <%s>" % (2 * bytes_in_code, code, letter.encode("utf-16-be").hex())
             for letter, code in sorted(codes.items(), key=lambda pair: pair[1])]
    blocks = "".join(f"{len(lines[i:i + 90])} beginbfchar\n" + "\n".join(lines[i:i + 90]) + "\nendbfchar\n"
                     for i in range(0, len(lines), 90))
    last = "f" * 2 * bytes_in_code
    return (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            f"1 begincodespacerange <{'0' * 2 * bytes_in_code}> <{last}> endcodespacerange\n{blocks}"
            f"endcmap end end").encode()


def stream(data, entries=b""):
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def lines_of(faces, ligatures):
    """(style, text), as wide as the page."""
    for style, text in paragraphs():
        if ligatures:
            text = text.replace("fi", "\ufb01").replace("fl", "\ufb02")
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if sum(faces[style].width(letter) for letter in longer) * SIZE > WIDTH and line:
                yield style, line
                longer = word
            line = longer
        yield style, line


def make(name, family, *, numbers="own", table=False, says=None, one_byte=False, ligatures=False, seed=1):
    """`numbers`: glyph numbers as in the font ("own"), anew ("new"), or by chance ("chance"); `table`: the font
    keeps its table of characters; `says`: what the PDF says of the glyphs: None, "shifted", "mixed"."""
    chance = random.Random(seed)
    letters = {letter for _, text in paragraphs() for letter in text} | {" "}
    faces = [Face(family, style, letters, ligatures) for style in STYLES]
    objects, fonts, codes_of = [], [], []
    first = 3
    for index, face in enumerate(faces):
        if one_byte:
            order = face.letters[:]
            chance.shuffle(order)
            codes = {letter: 33 + place for place, letter in enumerate(order)}
            data, glyphs = program(face, False, False, codes)
        else:
            data, glyphs = program(face, numbers == "own", table)
            codes = dict(glyphs)
            if numbers == "chance":
                cids = chance.sample(range(3, 3 + 2 * len(glyphs)), len(glyphs))
                codes = dict(zip(glyphs, cids))
        codes_of.append(codes)
        said = None
        if says == "shifted":
            said = {chr(max(1, ord(letter) - 29)): code for letter, code in codes.items()}
        elif says == "mixed":
            others = [letter for letter in codes if letter != " "]
            chance.shuffle(others)
            pairs = zip([letter for letter in codes if letter != " "], others)
            said = {other: codes[letter] for letter, other in pairs} | {" ": codes[" "]}
        at = first + 5 * index
        base = b"/BaseFont /%s+%s" % (b"ABCDEF", face.name.encode())
        unicode = b" /ToUnicode %d 0 R" % (at + 3) if said else b""
        descriptor = (b"<< /Type /FontDescriptor /FontName /ABCDEF+%s /Flags 4 /FontBBox [-500 -300 1500 1000]"
                      b" /ItalicAngle 0 /Ascent 900 /Descent -250 /CapHeight 700 /StemV 80 /FontFile2 %d 0 R >>" % (
                          face.name.encode(), at + 2))
        if one_byte:
            highest = max(codes.values())
            by_code = {code: letter for letter, code in codes.items()}
            widths = b" ".join(b"%d" % round(1000 * face.width(by_code[code])) if code in by_code else b"0"
                               for code in range(33, highest + 1))
            objects += [b"<< /Type /Font /Subtype /TrueType %s /FirstChar 33 /LastChar %d /Widths [%s]"
                        b" /FontDescriptor %d 0 R%s >>" % (base, highest, widths, at + 1, unicode),
                        descriptor, stream(data, b"/Length1 %d " % len(data)),
                        stream(table_of(said or {"x": 33}, 1)), b"null"]
        else:
            to_glyph = b"/Identity"
            map_stream = b"null"
            if numbers == "chance":
                places = bytearray(2 * (max(codes.values()) + 1))
                for letter, cid in codes.items():
                    places[2 * cid:2 * cid + 2] = glyphs[letter].to_bytes(2, "big")
                map_stream, to_glyph = stream(bytes(places)), b"%d 0 R" % (at + 4)
            widths = b" ".join(b"%d [%d]" % (code, round(1000 * face.width(letter)))
                               for letter, code in sorted(codes.items(), key=lambda pair: pair[1]))
            descendant = (b"<< /Type /Font /Subtype /CIDFontType2 %s /CIDSystemInfo << /Registry (Adobe)"
                          b" /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /CIDToGIDMap %s"
                          b" /W [%s] >>" % (base, at + 1, to_glyph, widths))
            objects += [b"<< /Type /Font /Subtype /Type0 %s /Encoding /Identity-H /DescendantFonts [%s]%s >>" % (
                            base, descendant, unicode),
                        descriptor, stream(data, b"/Length1 %d " % len(data)),
                        stream(table_of(said or {"x": 1}, 2)), map_stream]
        fonts.append(b"/F%d %d 0 R" % (index, at))
    lines = list(lines_of(faces, ligatures))
    at = first + len(objects)
    kids = []
    for start in range(0, len(lines), LINES):
        content = b""
        for place, (style, text) in enumerate(lines[start:start + LINES]):
            digits = 2 if one_byte else 4
            codes = "".join("%0*x" % (digits, codes_of[style][letter]) for letter in text if letter in codes_of[style])
            content += b"BT /F%d %d Tf %d %d Td <%s> Tj ET\n" % (style, SIZE, LEFT, TOP - LEADING * place, codes.encode())
        objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << %s >>"
                    b" >> >>" % (at + 1, b" ".join(fonts)), stream(content)]
        kids.append(b"%d 0 R" % at)
        at += 2
    (HERE / "glyphs" / f"{name}.pdf").write_bytes(pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids)), *objects]))


def main():
    (HERE / "glyphs").mkdir(exist_ok=True)
    text = "\n".join(text for _, text in paragraphs()) + "\n"
    (HERE / "glyphs" / "text.txt").write_text(text, encoding="utf-8")
    make("own-table", "LiberationSans", numbers="new", table=True)
    make("usual-order", "LiberationSerif", numbers="own")
    make("numbered-anew", "Carlito", numbers="new")
    make("numbered-by-chance", "Caladea", numbers="chance", seed=2)
    make("ligatures-by-chance", "LiberationSerif", numbers="chance", ligatures=True, seed=3)
    make("table-by-chance", "LiberationSans", numbers="chance", table=True, seed=4)
    make("shifted-table", "Carlito", numbers="own", says="shifted")
    make("mixed-table", "LiberationSerif", numbers="new", says="mixed", ligatures=True, seed=5)
    make("one-byte", "LiberationSans", one_byte=True, seed=6)
    make("one-byte-mixed", "Caladea", one_byte=True, says="mixed", seed=7)
    make("one-byte-shifted", "LiberationSerif", one_byte=True, says="shifted", seed=8)


if __name__ == "__main__":
    main()
