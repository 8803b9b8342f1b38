"""Markdown → the words a reader reads, letter for letter at the same place as in the source."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from incidents.report.words import say

_UNSPOKEN = re.compile(
    r"^(?P<fence>`{3,9}|~{3,9})[^\n]*\n.*?(?:^(?P=fence)[ \t]*$|\Z)"  # a block of code
    r"|(?<!`)`{1,9}(?!`)[^`\n]+`+"
    r"|(?<=\])\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)"  # a link's target
    r"|<?\bhttps?://[^\s<>)]+>?",
    re.MULTILINE | re.DOTALL,
)
_END = re.compile(
    r"[.!?][\"')\]*_]*\s+(?=[\"'(\[*_]*[A-Z0-9])|;\s+|\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|#+)\s)|\|"
)


class Sentence(NamedTuple):
    start: int  # where it begins in the text
    text: str


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the text with code and addresses blanked out by spaces, so that places stay the same."""
    return _UNSPOKEN.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences, list items and headings of a text, without code and addresses."""
    return tuple(_sentences(plain(text)))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'\u2019-]*", text)


def quoted(text: str, limit: int = 60) -> str:
    """Return a text short enough to stand in a message."""
    line = " ".join(text.split())
    short = line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
    return say("“%(short)s”", short=short)


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        piece = text[start:end]
        if said := piece.strip():
            yield Sentence(start + piece.index(said[0]), said)
        start = end
