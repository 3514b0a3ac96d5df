# SPDX-License-Identifier: Apache-2.0
"""Sets a source text on A4 pages with Pango: as a PDF with real text, or as grey images."""
import cairo
import gi
import numpy as np
from PIL import Image

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT = 595.28, 841.89  # points
LEFT, RIGHT, TOP, BOTTOM = 68, 62, 62, 58
CELL_PADDING = 3


class Setter:
    """Flows blocks down the page and starts a new page where the next block has no room."""

    def __init__(self, context, source, new_page, pages):
        self.context, self.source, self.new_page, self.pages = context, source, new_page, pages
        self.font = Pango.FontDescription(source.get("font", "Liberation Serif 11"))
        self.page = 0
        self.columns = source.get("cols", "")
        self.start_page()

    def layout(self, text, width, bold=False, size=None, align=Pango.Alignment.LEFT):
        layout = PangoCairo.create_layout(self.context)
        layout.set_text(text, -1)
        layout.set_width(int(width * Pango.SCALE))
        layout.set_wrap(Pango.WrapMode.WORD)
        layout.set_line_spacing(1.12)
        layout.set_alignment(align)
        font = self.font.copy()
        if bold and self.source.get("bold") == "no":
            # A typewriter has no bold face.
            attributes = Pango.AttrList()
            attributes.insert(Pango.attr_underline_new(Pango.Underline.SINGLE))
            layout.set_attributes(attributes)
        elif bold:
            font.set_weight(Pango.Weight.BOLD)
        if size:
            font.set_size(int(font.get_size() * size))
        layout.set_font_description(font)
        return layout

    def show(self, layout, x, y):
        self.context.move_to(x, y)
        PangoCairo.show_layout(self.context, layout)

    def start_page(self):
        self.page += 1
        self.context.set_source_rgb(0, 0, 0)
        self.y = TOP
        width = WIDTH - LEFT - RIGHT
        fax = self.source.get("fax")
        if fax:
            mono = PangoCairo.create_layout(self.context)
            mono.set_text(fax.format(page=self.page), -1)
            mono.set_font_description(Pango.FontDescription("Liberation Mono 8"))
            self.show(mono, 30, 12)
        for key, y in (("header", 34), ("footer", HEIGHT - 48)):
            text = self.source.get(key)
            if not text:
                continue
            cells = [c.strip() for c in text.format(page=self.page, pages=self.pages).split("|")]
            aligns = ([Pango.Alignment.LEFT, Pango.Alignment.RIGHT] if len(cells) == 2 else
                      [Pango.Alignment.LEFT, Pango.Alignment.CENTER, Pango.Alignment.RIGHT])
            for cell, align in zip(cells, aligns):
                self.show(self.layout(cell, width, size=0.85, align=align), LEFT, y)

    def room(self, height):
        if self.y + height > HEIGHT - BOTTOM:
            self.finish_page()

    def finish_page(self):
        self.new_page()
        self.start_page()

    def put(self, layout, x, after=4, before=0):
        height = layout.get_pixel_size()[1]
        self.room(height + before)
        self.y += before
        self.show(layout, x, self.y)
        self.y += height + after

    def row(self, cells, bold):
        width = WIDTH - LEFT - RIGHT
        parts = [float(c) for c in self.columns.split()] or [100 / len(cells)] * len(cells)
        parts = parts[:len(cells)]
        scale = width / sum(parts)
        layouts = [self.layout(c, p * scale - 2 * CELL_PADDING, bold) for c, p in zip(cells, parts)]
        height = max(l.get_pixel_size()[1] for l in layouts) + 2 * CELL_PADDING
        self.room(height)
        x = LEFT
        self.context.set_line_width(0.6)
        for layout, part in zip(layouts, parts):
            self.context.rectangle(x, self.y, part * scale, height)
            self.context.stroke()
            self.show(layout, x + CELL_PADDING, self.y + CELL_PADDING)
            x += part * scale
        self.y += height

    def set_all(self):
        width = WIDTH - LEFT - RIGHT
        in_table = False
        for block in self.source.blocks:
            if in_table and block.kind not in ("row", "head_row"):
                self.y += 6
            in_table = block.kind in ("row", "head_row")
            if block.kind == "page":
                self.finish_page()
            elif block.kind == "columns":
                self.columns = block.text
            elif block.kind == "blank":
                self.y += 7
            elif block.kind == "title":
                self.put(self.layout(block.text, width, True, 1.35), LEFT, 8)
            elif block.kind == "heading":
                indent = 14 * (block.level - 1)
                self.put(self.layout(block.text, width - indent, True), LEFT + indent, 3, 3)
            elif block.kind == "bold":
                self.put(self.layout(block.text, width, True), LEFT)
            elif block.kind == "item":
                self.room(self.layout(block.text, width - 20).get_pixel_size()[1])
                self.show(self.layout("–", 12), LEFT + 6, self.y)
                self.put(self.layout(block.text, width - 20), LEFT + 20, 2)
            elif in_table:
                self.row(block.cells, block.kind == "head_row")
            else:
                self.put(self.layout(block.text, width), LEFT)
        return self.page


def page_count(source):
    """Throws if a page overflows: the clean twins break pages where the source says so."""
    surface = cairo.RecordingSurface(cairo.CONTENT_COLOR, cairo.Rectangle(0, 0, WIDTH, HEIGHT))
    pages = Setter(cairo.Context(surface), source, lambda: None, 0).set_all()
    meant = 1 + sum(block.kind == "page" for block in source.blocks)
    if pages != meant:
        raise ValueError(f"{source.name}: {pages} pages instead of {meant}")
    return pages


def to_pdf(source, path):
    """Writes a born-digital PDF; the date in it is fixed, so that the bytes do not change."""
    surface = cairo.PDFSurface(str(path), WIDTH, HEIGHT)
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2026-01-01T12:00:00")
    if source.get("title"):
        surface.set_metadata(cairo.PDF_METADATA_TITLE, source.get("title"))
    context = cairo.Context(surface)
    Setter(context, source, context.show_page, page_count(source)).set_all()
    context.show_page()
    surface.finish()


def to_images(source, dpi):
    """One grey PIL image a page."""
    images = []
    size = (round(WIDTH * dpi / 72), round(HEIGHT * dpi / 72))
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, *size)
    context = cairo.Context(surface)
    context.scale(dpi / 72, dpi / 72)

    def clear():
        context.set_source_rgb(1, 1, 1)
        context.paint()

    def new_page():
        surface.flush()
        pixels = np.ndarray((size[1], surface.get_stride() // 4, 4), np.uint8, bytes(surface.get_data()))
        images.append(Image.fromarray(pixels[:, :size[0], 0].copy()))
        clear()

    clear()
    Setter(context, source, new_page, page_count(source)).set_all()
    new_page()
    return images
