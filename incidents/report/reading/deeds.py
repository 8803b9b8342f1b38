"""Sub-headings that are the actions themselves: ``### 1) Better alerts @ada``, and prose about each."""

import re
from collections.abc import Sequence
from itertools import pairwise

from incidents.report.reading.item import Item
from incidents.report.reading.lines import Line, trimmed

_FEWEST = 2  # headings; one is a group
_NUMBER = re.compile(r"(?:action\s)?\(?#?\d{1,2}(?:[.):]\s*|\s+[\u2013\u2014-]\s+)", re.IGNORECASE)
_HANDLE = re.compile(r"\s*(?:\bby\s+)?[`(]*(?P<who>@[A-Za-z](?:[\w.-]*\w)?)[`):]*\s*")


def items(lines: Sequence[Line]) -> list[Item]:
    """Return an action for each sub-heading; none where they are groups, with a list or nothing under one."""
    places = [place for place, line in enumerate(lines) if line.level]
    named = all(_NUMBER.match(lines[place].text) or _HANDLE.search(lines[place].text) for place in places)
    if len(places) < _FEWEST or not named or any(line.marker or line.cells for line in lines):
        return []
    below = [trimmed(lines[first + 1 : end]) for first, end in pairwise([*places, len(lines)])]
    return (
        [_item(lines[place], told) for place, told in zip(places, below, strict=True)] if all(below) else []
    )


def _item(heading: Line, below: list[Line]) -> Item:
    words = _NUMBER.sub("", heading.text, count=1) if _NUMBER.match(heading.text) else heading.text
    signed = _HANDLE.search(words)
    owner = signed["who"] if signed else ""
    text = _HANDLE.sub(" ", words, count=1).strip() or heading.text
    return Item(head=heading, text=text, below=below, owner=owner, last=below[-1].number)
