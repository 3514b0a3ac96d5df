# SPDX-License-Identifier: Apache-2.0
"""Makes clean page images look as scanners, fax machines and cameras leave them."""
import io
import subprocess
import tempfile
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def pixels(image):
    return np.asarray(image.convert("L"), np.float32)


def image_of(values):
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def turned(image, degrees):
    return image.rotate(degrees, Image.BICUBIC, fillcolor=255)


def punch_holes(image, dpi):
    """Two dark holes at the left edge, 80 mm apart, as an office binder wants them."""
    draw = ImageDraw.Draw(image)
    x, r = 0.45 * dpi, 0.11 * dpi
    for y in (image.height / 2 - 1.575 * dpi, image.height / 2 + 1.575 * dpi):
        draw.ellipse((x - r, y - r, x + r, y + r), fill=45)
    return image


def office_scan(image, dpi, random):
    """A good flat-bed scan in black and white: a hair of skew, soft edges, a few specks."""
    soft = turned(image, random.uniform(-0.25, 0.25)).filter(ImageFilter.GaussianBlur(dpi / 400))
    values = pixels(soft) + random.normal(0, 9, (image.height, image.width))
    for _ in range(40):
        y, x = random.integers(0, image.height), random.integers(0, image.width)
        values[y:y + random.integers(1, 4), x:x + random.integers(1, 4)] = 0
    return image_of(np.where(values > 150, 255, 0)).convert("1")


def skewed_scan(image, dpi, degrees, random):
    """A grey scan laid down in a hurry: crooked, unevenly lit, with the shadow of the binding."""
    values = pixels(turned(punch_holes(image.copy(), dpi), degrees).filter(ImageFilter.GaussianBlur(dpi / 260)))
    h, w = values.shape
    values = 48 + values / 255 * (232 - 48)
    values += np.linspace(-14, 8, w)[None, :] + np.linspace(6, -12, h)[:, None]
    edge = np.exp(-np.arange(w) / (0.18 * dpi))
    values -= 120 * edge[None, :]
    values += random.normal(0, 6, (h, w))
    return image_of(values)


def fax_page(image, random):
    """1728 dots across, as a fax in fine mode: torn edges, specks and a streak from a dirty glass."""
    width = 1728
    image = image.resize((width, round(image.height * width / image.width)), Image.BICUBIC)
    values = pixels(turned(image, random.uniform(-0.6, 0.6)).filter(ImageFilter.GaussianBlur(0.7)))
    h, w = values.shape
    values += random.normal(0, 42, (h, w))
    n = int(h * w * 0.0004)
    values[random.integers(0, h, n), random.integers(0, w, n)] = 0
    streak = int(w * 0.93)
    on = random.random(h) < 0.55
    values[on, streak] = 0
    return image_of(np.where(values > 140, 255, 0)).convert("1")


def typed_page(image, random):
    """Typewriting: uneven ribbon, letters a little heavy or light, on yellowed paper, then 1 bit."""
    values = pixels(image)
    h, w = values.shape
    coarse = random.normal(0, 1, (h // 24 + 2, w // 14 + 2)).astype(np.float32)
    ribbon = np.asarray(Image.fromarray(coarse).resize((w, h), Image.BICUBIC))
    values = pixels(turned(image_of(values), 0.35).filter(ImageFilter.GaussianBlur(0.9)))
    values += 26 * ribbon + random.normal(0, 14, (h, w))
    return image_of(np.where(values > 158, 255, 0)).convert("1")


def photo(image, random):
    """A page on a wooden table, taken with a telephone: perspective, shadow, warm light."""
    w, h = 1500, 2050
    page = image.filter(ImageFilter.GaussianBlur(0.6))
    corners = [(70, 95), (1432, 60), (1468, 1985), (38, 1948)]
    source = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    rows, goal = [], []
    for (x, y), (u, v) in zip(corners, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        goal += [u, v]
    coefficients = np.linalg.solve(np.array(rows, float), np.array(goal, float))
    warped = page.transform((w, h), Image.PERSPECTIVE, coefficients, Image.BICUBIC, fillcolor=0)
    mask = Image.new("L", page.size, 255).transform((w, h), Image.PERSPECTIVE, coefficients, fillcolor=0)
    grain = np.asarray(Image.fromarray(random.normal(0, 1, (h, 6)).astype(np.float32)).resize((w, h), Image.BICUBIC))
    table = 92 + 14 * grain
    on_page = np.asarray(mask, np.float32) / 255
    paper = 38 + pixels(warped) / 255 * 190
    values = paper * on_page + table * (1 - on_page)
    y, x = np.mgrid[0:h, 0:w]
    values *= 1.04 - 0.22 * ((x / w - 0.35) ** 2 + (y / h - 0.4) ** 2) * 1.6
    values -= 26 * np.exp(-(((x - w * 0.86) / 260) ** 2 + ((y - h * 0.93) / 420) ** 2))
    values += random.normal(0, 4, (h, w))
    colour = np.stack([values * 1.03, values * 0.985, values * 0.90], axis=2)
    return Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))


def jpeg_bytes(image, quality, dpi):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue()


def group4_bytes(image):
    """The bare CCITT group 4 data of a 1-bit image (0 is black)."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", strip_size=1 << 30)
    out.seek(0)
    tiff = Image.open(out)
    offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]
    assert len(offsets) == 1 and tiff.tag_v2.get(262, 0) in (0, 1)
    return out.getvalue()[offsets[0]:offsets[0] + counts[0]], tiff.tag_v2.get(262)


def image_pdf(images, dpis, quality=60):
    """A PDF with one image a page and no text: what an office scanner writes."""
    objects = []

    def add(body):
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    kids = []
    for image, (xdpi, ydpi) in zip(images, dpis):
        size = b"/Width %d /Height %d" % image.size
        if image.mode == "1":
            data, photometric = group4_bytes(image)
            black_is_1 = b"true" if photometric == 1 else b"false"
            head = (b"<< /Type /XObject /Subtype /Image %s /ColorSpace /DeviceGray /BitsPerComponent 1 "
                    b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d /BlackIs1 %s >> /Length %d >>"
                    % (size, image.width, image.height, black_is_1, len(data)))
        else:
            data = jpeg_bytes(image, quality, round(xdpi))
            head = (b"<< /Type /XObject /Subtype /Image %s /ColorSpace /DeviceGray /BitsPerComponent 8 "
                    b"/Filter /DCTDecode /Length %d >>" % (size, len(data)))
        xobject = add(head + b"\nstream\n" + data + b"\nendstream")
        w, h = image.width * 72 / xdpi, image.height * 72 / ydpi
        content = zlib.compress(b"q %.2f 0 0 %.2f 0 0 cm /Im Do Q" % (w, h))
        stream = add(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        kids.append(add(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
                        b"/Resources << /XObject << /Im %d 0 R >> >> >>" % (tree, w, h, stream, xobject)))
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    info = add(b"<< /Producer (office scanner) >>")
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, catalog, info, start)
    return bytes(out)


def english_ocr(images, dpi, kind, quality=55):
    """What Tesseract makes of Norwegian pages when it believes that they are English.

    `kind` is "pdf" (the images with an invisible text layer) or "txt". Returns bytes.
    """
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, image in enumerate(images, 1):
            names.append(f"{folder}/{number}.jpg")
            Path(names[-1]).write_bytes(jpeg_bytes(image, quality, dpi))
        Path(f"{folder}/list").write_text("\n".join(names) + "\n", encoding="ascii")
        subprocess.run(["tesseract", f"{folder}/list", f"{folder}/out", "-l", "eng", kind], check=True,
                       env={"PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"}, stderr=subprocess.DEVNULL)
        return Path(f"{folder}/out.{kind}").read_bytes()
