# SPDX-License-Identifier: Apache-2.0
"""The kinds of charset damage that the accuracy table knows: each turns sound text into damaged bytes.

A kind is a name and a function text -> (bytes, text that should come back). What a charset cannot carry was plain in
the old file ("–" as "-", "“" as '"'), so the text that should come back has it plain as well.
"""
import base64
import html.entities
import quopri
import re
import textwrap
import unicodedata

PLAIN = {"–": "-", "—": "-", "−": "-", "‑": "-", "…": "...", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'",
         "’": "'", "‚": "'", "′": "'", "•": "*", "·": "*", "€": "EUR", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
         "\u00ad": "", "\u200b": "", "™": "(TM)", "œ": "oe", "Œ": "OE", "ß": "ss", "đ": "d", "Đ": "D", "ŋ": "n", "ŧ": "t",
         "ł": "l", "ð": "d", "þ": "th"}
NORWEGIAN = "æøåÆØÅ"


def carried(text, can):
    """`text` with every sign that `can` refuses in its plain form, or left out where it has none."""
    known = {}

    def plain(sign):
        if can(sign):
            return sign
        if sign in PLAIN and all(map(can, PLAIN[sign])):
            return PLAIN[sign]
        return "".join(c for c in unicodedata.normalize("NFKD", sign) if ord(c) < 128)

    for sign in set(text):
        known[sign] = plain(sign)
    return "".join(known[sign] for sign in text)


def encodable(charset):
    def can(sign):
        try:
            return sign.encode(charset).decode(charset) == sign
        except UnicodeError:
            return False
    return can


def legacy(charset):
    def damage(text):
        text = carried(text, encodable(charset))
        return text.encode(charset), text
    return damage


def decode_as(data, charset):
    """As lenient readers decode: bytes that a charset lacks become the control of their number."""
    if charset == "latin-1":
        return data.decode("latin-1")
    return "".join(_sign(byte, charset) for byte in data)


def _sign(byte, charset):
    try:
        return bytes([byte]).decode(charset)
    except UnicodeDecodeError:
        return chr(byte)


def mistaken(was, seen):
    def damage(text):
        text = carried(text, encodable(was))
        return decode_as(text.encode(was), seen).encode(), text
    return damage


def misread(*seen):
    """UTF-8 decoded as each of `seen` in turn."""
    def damage(text):
        damaged = text
        for charset in seen:
            damaged = decode_as(damaged.encode(), charset)
        return damaged.encode(), text
    return damage


def spelled(table, plain=None):
    """Signs spelled by `table`; what is beyond ASCII and not in it is plain."""
    def damage(text):
        text = carried(text, plain or (lambda sign: ord(sign) < 128 or sign in table))
        return "".join(table.get(sign, sign) for sign in text).encode(), text
    return damage


def each(spell, which=lambda sign: ord(sign) >= 128):
    def damage(text):
        return "".join(spell(sign) if which(sign) else sign for sign in text).encode(), text
    return damage


def entity(sign):
    name = html.entities.codepoint2name.get(ord(sign))
    return f"&{name};" if name else f"&#{ord(sign)};"


def html_entities(text):
    return each(entity)(text.replace("&", "&amp;"))[0], text


def html_numbers(text):
    return each(lambda sign: f"&#{ord(sign)};", lambda sign: sign in NORWEGIAN)(text)[0], text


def entity_bare(text):
    """Entities whose semicolon is gone."""
    return each(lambda sign: entity(sign)[:-1], lambda sign: sign in NORWEGIAN)(text)[0], text


def quoted_printable(charset):
    def damage(text):
        text = carried(text, encodable(charset))
        return quopri.encodestring(text.encode(charset)), text
    return damage


def mixed_lines(text):
    kinds = [lambda line: line.encode(), legacy("cp865"), legacy("cp1252"), spelled(SEVEN_BIT), misread("cp1252")]
    damaged, wanted = [], []
    for number, line in enumerate(text.split("\n")):
        made = kinds[number // 4 % len(kinds)](line)
        damaged.append(made if isinstance(made, bytes) else made[0])
        wanted.append(line if isinstance(made, bytes) else made[1])
    return b"\n".join(damaged), "\n".join(wanted)


def latin1_in_utf8(text):
    """Every fifth line in Latin-1, the others UTF-8."""
    damaged, wanted = [], []
    for number, line in enumerate(text.split("\n")):
        made = legacy("latin-1")(line) if number % 5 == 4 else (line.encode(), line)
        damaged.append(made[0])
        wanted.append(made[1])
    return b"\n".join(damaged), "\n".join(wanted)


def ligatures(text):
    for spelling, sign in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(spelling, sign)
    return text.encode()


def utf7(text):
    return re.sub("[æøåÆØÅ–«»éèòôöäü…”“’]+",
                  lambda found: "+" + base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=") + "-",
                  text).encode(), text


def ebcdic(charset, line_end, width=0):
    """`line_end` is the byte of the line break; `width`: records of so many columns and no line ends."""
    def damage(text):
        text = carried(text, encodable_by(EBCDIC[charset]))
        table = EBCDIC[charset]
        if width:
            lines = []
            for line in text.split("\n"):
                lines += [part.ljust(width)[:width] for part in textwrap.wrap(line, width - 2) or [""]]
            return bytes(table[sign] for sign in "".join(lines)), "\n".join(line.rstrip(" ") for line in lines)
        return bytes(line_end if sign == "\n" else table[sign] for sign in text), text
    return damage


def encodable_by(table):
    return lambda sign: sign == "\n" or sign in table


def _ebcdic_tables():
    base = {bytes([byte]).decode("cp037"): byte for byte in range(256)}
    tables = {"cp037": dict(base)}
    # CP277 is CP037 but for these places (IBM's table of the Danish and Norwegian page).
    change = {0x4A: "#", 0x4F: "!", 0x5A: "¤", 0x5B: "Å", 0x5F: "^", 0x67: "$", 0x6A: "ø", 0x70: "¦", 0x7B: "Æ", 0x7C: "Ø",
              0x80: "@", 0x9C: "{", 0x9E: "[", 0x9F: "]", 0xA1: "ü", 0xB0: "¢", 0xB1: "£", 0xBA: "¬", 0xBB: "|",
              0xC0: "æ", 0xD0: "å", 0xDC: "~", 0x47: "}"}
    norwegian = {byte: sign for sign, byte in base.items()}
    norwegian.update(change)
    tables["cp277"] = {sign: byte for byte, sign in norwegian.items()}
    return tables


EBCDIC = _ebcdic_tables()
SEVEN_BIT = dict(zip("ÆØÅæøå", "[\\]{|}"))
TEX = {"æ": "{\\ae}", "ø": "{\\o}", "å": "{\\aa}", "Æ": "{\\AE}", "Ø": "{\\O}", "Å": "{\\AA}"}
TEX_GROUPS = {"æ": "\\ae{}", "ø": "\\o{}", "å": "\\aa{}", "Æ": "\\AE{}", "Ø": "\\O{}", "Å": "\\AA{}"}


def only(table):
    """Signs of `table` spelled, all others as they are."""
    return lambda text: ("".join(table.get(sign, sign) for sign in text).encode(), text)


def escape_bytes(pattern, charset):
    def spell(sign):
        return "".join(pattern % byte for byte in sign.encode(charset))
    return each(spell, lambda sign: sign in NORWEGIAN)


def twice(first, second):
    """Damage on damage: the bytes of the first are text for the second."""
    def damage(text):
        data, wanted = first(text)
        return second(data.decode())[0], wanted
    return damage


def stripped(charset):
    """The high bit lost on a line of seven bits."""
    def damage(text):
        text = carried(text, lambda sign: ord(sign) < 128 or sign in NORWEGIAN)
        return bytes(byte & 0x7F for byte in text.encode(charset)), text
    return damage


# Kinds whose damage depends on the line, not on the word.
LINE_BY_LINE = ("mixed lines", "latin-1 lines in utf-8")
KINDS = {
    "clean": lambda text: (text.encode(), text),
    "iso-8859-1/cp1252": legacy("cp1252"),
    "cp865": legacy("cp865"),
    "cp850": legacy("cp850"),
    "macroman": legacy("mac_roman"),
    "utf-16le": lambda text: (text.encode("utf-16-le"), text),
    "utf-16 BOM": lambda text: (text.encode("utf-16"), text),
    "utf-32be": lambda text: (text.encode("utf-32-be"), text),
    "utf8-as-cp1252": misread("cp1252"),
    "utf8-as-latin1": misread("latin-1"),
    "utf8-as-cp1252 x2": misread("cp1252", "cp1252"),
    "utf8-as-cp850": misread("cp850"),
    "utf8-as-cp437": misread("cp437"),
    "utf8-as-macroman": misread("mac_roman"),
    "cp865-as-cp1252": mistaken("cp865", "cp1252"),
    "cp865-as-latin1": mistaken("cp865", "latin-1"),
    "cp850-as-cp1252": mistaken("cp850", "cp1252"),
    "cp865-as-cp437": mistaken("cp865", "cp437"),
    "cp1252-as-cp850": mistaken("cp1252", "cp850"),
    "cp1252-as-cp437": mistaken("cp1252", "cp437"),
    "cp1252-as-macroman": mistaken("cp1252", "mac_roman"),
    "macroman-as-cp1252": mistaken("mac_roman", "cp1252"),
    "cp1252-as-cp1250": mistaken("cp1252", "cp1250"),
    "cp1252-as-cp1251": mistaken("cp1252", "cp1251"),
    "iso646-no": spelled(SEVEN_BIT),
    "html entities": html_entities,
    "html numbers": html_numbers,
    "qp latin1": quoted_printable("latin-1"),
    "qp utf-8": quoted_printable("utf-8"),
    "tex {\\o}": spelled(TEX),
    "tex \\o{}": spelled(TEX_GROUPS),
    "nfd": lambda text: (unicodedata.normalize("NFD", text).encode(), text),
    "ring": only({"å": "a˚", "Å": "A˚"}),
    "ligatures": lambda text: (ligatures(text), text),
    "mixed lines": mixed_lines,
    # Kinds that are rarer, and damage on damage.
    "cp865-as-macroman": mistaken("cp865", "mac_roman"),
    "macroman-as-cp850": mistaken("mac_roman", "cp850"),
    "macroman-as-latin1": mistaken("mac_roman", "latin-1"),
    "macroman-as-cp437": mistaken("mac_roman", "cp437"),
    "cp850-as-cp437": mistaken("cp850", "cp437"),
    "cp850-as-macroman": mistaken("cp850", "mac_roman"),
    "cp1252-as-cp1253": mistaken("cp1252", "cp1253"),
    "cp1252-as-cp1257": mistaken("cp1252", "cp1257"),
    "cp1252-as-koi8-r": mistaken("cp1252", "koi8_r"),
    "cp1252-as-iso-8859-5": mistaken("cp1252", "iso8859_5"),
    "iso-8859-15": legacy("iso8859_15"),
    "utf8-as-iso-8859-15": misread("iso8859_15"),
    "utf8-as-cp1257": misread("cp1257"),
    "utf8-as-latin1 x2": misread("latin-1", "latin-1"),
    "utf8-as-cp1252 x3": misread("cp1252", "cp1252", "cp1252"),
    "utf8-as-cp850-as-cp1252": misread("cp850", "cp1252"),
    "utf8-as-macroman-as-latin1": misread("mac_roman", "latin-1"),
    "cp865-as-cp1252, misread": twice(mistaken("cp865", "cp1252"), misread("cp1252")),
    "cp1252-as-cp850, misread": twice(mistaken("cp1252", "cp850"), misread("cp1252")),
    "entities of misread utf-8": twice(misread("latin-1"), each(entity)),
    "latin-1 lines in utf-8": latin1_in_utf8,
    "entities, no semicolon": entity_bare,
    "entities, all twice": lambda text: (html_entities(text)[0].replace(b"&", b"&amp;"), text),
    "percent utf-8": escape_bytes("%%%02X", "utf-8"),
    "percent latin1": escape_bytes("%%%02X", "latin-1"),
    "json \\u00f8": each(lambda sign: "\\u%04x" % ord(sign), lambda sign: sign in NORWEGIAN),
    "rtf \\'f8": escape_bytes("\\'%02x", "latin-1"),
    "octal \\370": escape_bytes("\\%03o", "latin-1"),
    "octal \\303\\270": escape_bytes("\\%03o", "utf-8"),
    "hex \\xf8": escape_bytes("\\x%02x", "latin-1"),
    "hex \\xc3\\xb8": escape_bytes("\\x%02x", "utf-8"),
    "utf-7": utf7,
    "stripped utf-8": stripped("utf-8"),
    "stripped cp865": stripped("cp865"),
    "ebcdic cp277, NEL": ebcdic("cp277", 0x15),
    "ebcdic cp277, LF": ebcdic("cp277", 0x25),
    "ebcdic cp277, 80 columns": ebcdic("cp277", 0, 80),
    "ebcdic cp037": ebcdic("cp037", 0x15),
}
