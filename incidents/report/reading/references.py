"""Links whose address stands elsewhere (``[text][name]`` … ``[name]: address``) → links with their own."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from incidents.report.reading.lines import Line

_DEFINITION = re.compile(r"\s{0,3}\[(?!\^)([^\[\]]{1,90})\]:\s+<?(https?://[^\s<>]{1,400})>?\s*$")
_REFERENCE = re.compile(r"(?<![!\]\\])\[([^\[\]]{1,200})\](?:\[([^\[\]]{0,90})\])?(?![\[(])")
_MOST = 1_000  # references; each becomes as long as its address


def resolved(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each link's address beside its text, and no longer where it stood alone."""
    places = [place for place, line in enumerate(lines) if _is_definition(line)]
    named = {_plain(match[1]): match[2] for place in places if (match := _definition(lines[place]))}
    told = [line for line in lines if not line.verbatim]
    if not named or sum(line.raw.count("[") for line in told) > _MOST:
        return list(lines)
    used: set[str] = set()
    linked = [
        line if line.verbatim or place in places else _linked(line, named, used)
        for place, line in enumerate(lines)
    ]
    for place in places:
        match = _definition(lines[place])
        if match and _plain(match[1]) in used:
            linked[place] = Line(number=lines[place].number, raw="", text="")
    return linked


def _is_definition(line: Line) -> bool:
    return not (line.verbatim or line.marker or line.cells) and _definition(line) is not None


def _definition(line: Line) -> re.Match[str] | None:
    return _DEFINITION.match(line.raw)


def _linked(line: Line, named: dict[str, str], used: set[str]) -> Line:
    if "[" not in line.raw:
        return line

    def link(match: re.Match[str]) -> str:
        name = _plain(match[2] or match[1])
        if name not in named:
            return match[0]
        used.add(name)
        return f"[{match[1]}]({named[name]})"

    def outside_code(text: str) -> str:
        return "`".join(
            part if place % 2 else _REFERENCE.sub(link, part) for place, part in enumerate(text.split("`"))
        )

    cells = tuple(outside_code(cell) for cell in line.cells)
    return replace(line, raw=outside_code(line.raw), text=outside_code(line.text), cells=cells)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
