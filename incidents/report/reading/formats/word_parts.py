"""What a Word document says of its styles, lists and links."""

import re
from typing import TypeVar

from incidents.report.reading.formats.word_xml import Facts, walk

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DEEPEST_HEADING = 6
_LONGEST_CHAIN = 20  # styles based on one another

V = TypeVar("V")


class Styles:
    """The levels of headings (0 for the title) and the lists that paragraph styles stand for."""

    def __init__(self, data: bytes) -> None:
        self.levels: dict[str, int] = {}
        self.lists: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._style = ""
        walk(data, self._start)

    def level(self, style: str) -> int | None:
        return self._inherited(self.levels, style)

    def list_of(self, style: str) -> str | None:
        return self._inherited(self.lists, style)

    def _start(self, name: str, facts: Facts) -> None:
        value = facts.get("val", "")
        if name == "style":
            self._style = facts.get("styleId", "")
        elif name == "name" and (heading := _HEADING.fullmatch(value)):
            self.levels[self._style] = min(int(heading[1]), _DEEPEST_HEADING)
        elif name == "name" and value.lower() == "title":
            self.levels[self._style] = 0
        elif name == "basedOn":
            self._based[self._style] = value
        elif name == "numId":
            self.lists[self._style] = value

    def _inherited(self, table: dict[str, V], style: str) -> V | None:
        for _ in range(_LONGEST_CHAIN):
            if style in table or style not in self._based:
                break
            style = self._based[style]
        return table.get(style)


class Numbering:
    """Which lists are numbered, by list and level."""

    def __init__(self, data: bytes) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        self._abstract: dict[str, str] = {}
        self._id = self._level = ""
        walk(data, self._start)

    def numbered(self, number: str, level: str) -> bool:
        return self._formats.get((self._abstract.get(number, ""), level), "bullet") not in ("bullet", "none")

    def _start(self, name: str, facts: Facts) -> None:
        if name == "abstractNum":
            self._id = facts.get("abstractNumId", "")
        elif name == "lvl":
            self._level = facts.get("ilvl", "0")
        elif name == "numFmt":
            self._formats[self._id, self._level] = facts.get("val", "")
        elif name == "num":
            self._id = facts.get("numId", "")
        elif name == "abstractNumId":
            self._abstract[self._id] = facts.get("val", "")


class Targets:
    """The addresses of links, by the ids they are used under."""

    def __init__(self, data: bytes) -> None:
        self.addresses: dict[str, str] = {}
        walk(data, self._start)

    def _start(self, name: str, facts: Facts) -> None:
        if name == "Relationship" and facts.get("Target", "").startswith(("http://", "https://")):
            self.addresses[facts.get("Id", "")] = facts["Target"]
