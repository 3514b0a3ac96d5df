# SPDX-License-Identifier: Apache-2.0
"""The same minutes set in other ways, as programs, mails and browsers hand them on: what is true of a text is true of
it in every one of them. Each takes the text of a file and gives it as it would stand there."""
import re

# What must stand first in a file: front matters, directives and tables of wikis.
_HEADED = re.compile(r"(---|\+\+\+|:|\{\{|#\+|<|\[|\s*\|)")


def _unless_headed(change):
    return lambda text: text if _HEADED.match(text) else change(text)


def _each(change):
    return lambda text: "\n".join(change(number, line) for number, line in enumerate(text.split("\n"), 1))


def _page_number(number, line):
    return f"{line}\n\n{number // 40}\n" if number % 40 == 0 else line


_SENT = """Fra: Kari Berg <kari@laget.example>
Sendt: 3. mai 2021 18:22
Til: Styret
Emne: VS: fra sist

Hei,
her er det jeg lovet å sende.

Mvh Kari

-----Opprinnelig melding-----

"""
_NOTE = "Hei,\nsi fra om noe er galt i dette.\n\nHilsen Kari\n\n"
_ABOVE_PAGE = "Hopp til innhold\nHjem | Om oss | Kontakt\nMeny\n\n"
_BELOW_PAGE = "\n\nDel på Facebook\nSkriv ut\n© 2021 Laget\nPersonvern\n"

_FIRST_NUMBER = re.compile(r"([#*_ ]*(?:\w+[ -])?)(\d{1,3}(?:[/-]\d{1,4})?)(?=[ .:)])")
_DIGITS_READ = str.maketrans("015", "OlS")
_LETTERS_READ = {"ø": "goo@g3", "å": "aaaa4d", "æ": ("ae", "ee", "e"), "Ø": "OO@G", "Å": "A", "Æ": ("AE",)}


def _digits_misread(number, line):
    """The number that a line begins with, on every third line."""
    return line if number % 3 else _FIRST_NUMBER.sub(
        lambda found: found[1] + found[2].translate(_DIGITS_READ) if found.start() == 0 else found[0], line, count=1)


def _letters_misread(text):
    """As text recognition for English reads them."""
    return re.sub("[æøåÆØÅ]", lambda found: _LETTERS_READ[found[0]][found.start() % len(_LETTERS_READ[found[0]])], text)


SETTINGS = {
    "margin": _each(lambda _, line: "    " + line if line.strip() else line),
    "blanks behind": _each(lambda _, line: line + "   "),
    "blank lines doubled": lambda text: text.replace("\n\n", "\n\n\n"),
    "blank line below each": lambda text: text.replace("\n", "\n\n"),
    "blank lines lost": lambda text: re.sub(r"\n{2,}", "\n", text),
    "returns alone": lambda text: text.replace("\n", "\r"),
    "numbers of pages": _each(_page_number),
    "page breaks": _each(lambda number, line: ("\f" if number % 40 == 0 else "") + line),
    "quoted": _unless_headed(lambda text: _NOTE + re.sub(r"(?m)^(?=.)", "> ", text)),
    "sent on": _unless_headed(lambda text: _SENT + text),
    "printed from a browser": _unless_headed(lambda text: "https://www.laget.example/referat/7\n\n" + text),
    "page of a website": _unless_headed(lambda text: _ABOVE_PAGE + text + _BELOW_PAGE),
    "no-break spaces": lambda text: re.sub(r"(?<=[\w.]) (?=\d)|(?<=\d) (?=\w)|(?<=\d\.) (?=\w)", "\u00a0", text),
    "soft hyphens": lambda text: re.sub(r"(\w{5})(\w{5})", "\\1\u00ad\\2", text),
    "decomposed letters": lambda text: __import__("unicodedata").normalize("NFD", text),
    "brackets": lambda text: re.sub(r"(?m)^((?:#+ )?\d{1,2})\. (?=[A-ZÆØÅ])", "\\1) ", text),
    "stops apart": lambda text: re.sub(r"(?m)^(\d{1,2})\. (?=[A-ZÆØÅ])", "\\1 . ", text),
    "digits misread": _each(_digits_misread),
    "letters misread": _letters_misread,
    "round bullets": _unless_headed(lambda text: re.sub(r"(?m)^( *)[-*] (?=\S)", "\\1• ", text)),
}
