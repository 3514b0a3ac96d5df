#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/resources/flaws: a scan of an invented page with every flaw that scans have.

What it makes is committed. It needs what make_resources.py needs.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "samples" / "make"))
import draw_pages  # noqa: E402
import scan_pages  # noqa: E402
import source_text  # noqa: E402

DPI = 200

PAGE = """file: -
make: pdf
font: Liberation Serif 11
---
# Referat fra styremøte i Båtlaget Ærfuglen
Dato: 14. september 2021. Sted: Naustet på Øvre Bryggekai
Til stede: Åshild Brekke, Sølve Ånensen, Kjærsti Grøtte

=1 Sak 31/21|Flytebrygge
Brygga ligger for lavt i østre hjørne, og to av festene er rustet. Sølve har fått pris
på nye fester: 4 850 kroner. Åshild mener vi bør bytte alle seks før høststormene.
Vedtak: [[Styret kjøper seks fester og måler dybden på nytt i oktober.]]

=1 Sak 32/21|Vårpuss og dugnad
Det er lenge til våren, men båtplassene må være tømt før 1. mai. Kjærsti lager liste.
Vedtak: [[Dugnaden holdes lørdag 23. april kl. 10.00.]]
"""

OTHER = PAGE.replace("Flytebrygge", "Kjøleskap").replace("dugnad", "regnskap")


def drawn(text):
    source = HERE / "page.txt"
    source.write_text(text, encoding="utf-8")
    page = draw_pages.to_images(source_text.read(source), DPI)[0]
    source.unlink()
    return page.crop((0, 60, page.width, page.height * 45 // 100))


def grey_scan(page, random, paper=236, ink=52):
    values = scan_pages.pixels(page.filter(ImageFilter.GaussianBlur(0.8)))
    return ink + values / 255 * (paper - ink) + random.normal(0, 4, values.shape)


def save(name, image):
    image.save(HERE / "flaws" / f"{name}.jpg", quality=50, dpi=(DPI, DPI))


def main():
    (HERE / "flaws").mkdir(exist_ok=True)
    random = np.random.default_rng(5)
    page, other = drawn(PAGE), drawn(OTHER)
    height, width = grey_scan(page, random).shape
    save("clean", scan_pages.image_of(grey_scan(page, random)))

    # Thin paper: the other side shines through, mirrored.
    back = np.fliplr(scan_pages.pixels(other.filter(ImageFilter.GaussianBlur(1.6))))
    back = np.roll(back, 11, axis=0)
    shine = (255 - back) / 255 * 95
    save("bleed-through", scan_pages.image_of(grey_scan(page, random) - shine))

    # The lid was open: black around a page that lay askew.
    values = scan_pages.pixels(page.rotate(1.1, Image.BICUBIC, expand=True, fillcolor=255))
    inside = scan_pages.pixels(Image.new("L", page.size, 255).rotate(1.1, Image.BICUBIC, expand=True, fillcolor=0))
    frame = np.full((values.shape[0] + 160, values.shape[1] + 200), 18.0)
    frame[80:-80, 60:-140] = np.where(inside > 128, 52 + values / 255 * 184, 18)
    save("dark-borders", scan_pages.image_of(frame + random.normal(0, 4, frame.shape)))

    # A binder's holes, close to the text.
    holes = page.copy()
    draw = ImageDraw.Draw(holes)
    for y in (150, 465, 780):
        draw.ellipse((118, y, 166, y + 48), fill=0)
    save("punch-holes", scan_pages.image_of(grey_scan(holes, random)))

    # A book's fold and a lamp: one side in shadow, with a hard edge across the page.
    light = np.linspace(1.0, 0.34, width)[None, :] * np.linspace(0.75, 1.0, height)[:, None]
    light[:, width * 6 // 10:] *= 0.72
    save("uneven-light", scan_pages.image_of(grey_scan(page, random, 245, 70) * light))

    # A copy of a copy.
    values = grey_scan(page, random) + random.normal(0, 18, (height, width))
    for size, count in ((1, 9000), (2, 5000), (3, 900)):
        for y, x in zip(random.integers(0, height - 3, count), random.integers(0, width - 3, count)):
            values[y:y + size, x:x + size] = 0
    Image.fromarray(np.where(values > 140, 255, 0).astype(np.uint8)).convert("1").save(
        HERE / "flaws" / "speckle.png", dpi=(DPI, DPI), optimize=True)


if __name__ == "__main__":
    main()
