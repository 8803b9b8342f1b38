"""Which words of a document stand nowhere in its reading. Marks, numbering and times may change form."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from incidents.report import text as spelling
from incidents.report.reading import Reading, names, stamps, to_plain

_LAYOUT = re.compile(
    r"</?(?:p|div|br|hr|ul|ol|li|h[1-6]|span|b|strong|i|em|code|center|table|tr|td|th)\b[^<>]*>"
)
_BLOCKS = re.compile(r"</?(?:p|div|br|hr|ul|ol|li|h[1-6]|center|table|tr)\b[^<>]*>")
_SPACES = re.compile(r"&(?:emsp|ensp|nbsp|thinsp);")
_BULLET = re.compile(r"^\W*(?:\(?\d{1,3}[.)]\s|:[a-z_]+:)")
_MARK = re.compile(r"^\s*(?:#+|[-*+])?\s+|^#+")
_BOX = re.compile(r"^\s*[-*+]?\s*\[[ xX]\]\s")
_DOTTED = re.compile(r"^\W*\d{1,2}\.\d\d\s?(?:[ap]m\b)?", re.IGNORECASE)
_HANDLE = re.compile(r"(?<=\])\[[^\[\]]*\]|^\s{0,3}\[[^\[\]]+\]:(?=\shttp)")  # of a link
_ROW = re.compile(r"^\s*\|.*\|\s*$")


def lost_words(text: str, reading: Reading) -> list[tuple[int, str]]:
    """Return each lost word with its line."""
    plain = to_plain(reading)
    kept = {word for said in _strings([plain["report"], plain["problems"]]) for word in _words(said)}
    return [
        (number, word)
        for number, line in enumerate(re.split("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text), start=1)
        for word in _told(spelling.prose(line))
        if word not in kept
    ]


def _told(line: str) -> list[str]:
    """Return the words of a line that a reading must keep: not its name, its number, or its time."""
    return [word for piece in _BLOCKS.sub("\n", line).split("\n") for word in _told_by(piece)]


def _told_by(line: str) -> list[str]:
    line = _HANDLE.sub(" ", line)
    line = _BULLET.sub("", _BOX.sub("", _SPACES.sub(" ", _LAYOUT.sub(" ", line))))
    if _ROW.match(line):  # an action's state is a value of its own
        line = "|".join(cell for cell in line.split("|") if cell.strip() not in ("ONGOING", "DONE"))
    label = names.label_of(_MARK.sub("", line).rstrip("# "))
    if label and names.role_of(label.name):  # only the name itself may go; what a line says beside it may not
        line = line.replace(label.name, names.aside_of(label.name), 1)
    line = _DOTTED.sub("", line)
    for stamp in reversed(stamps.find(line)):
        line = line[: stamp.start] + " " + line[stamp.end :]
    return [word for word in _words(line) if not word.isdigit()]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _strings(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _strings(part))
