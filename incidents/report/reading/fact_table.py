"""A table of facts, as ``| Severity | SEV 2 |`` under ``| Field | Value |`` → a list of labelled facts."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from incidents.report.reading import leading, names
from incidents.report.reading.lines import BULLET, Line
from incidents.report.reading.roles import FACTS, Role

_PAIR = 2
_FEWEST = 2  # rows that name a fact; with fewer it is some other table
_LONGEST_NAME = 6  # words
_KNOWN = FACTS | {Role.TITLE, Role.BYLINE}
_OVER_FACTS = (None, Role.TITLE, Role.SUMMARY, Role.BYLINE, Role.DAY)


def listed(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, the rows of a table of facts as ``- **Name:** value``."""
    place, over = 0, None
    while place < len(lines):
        end = _table_end(lines, place)
        if end > place:
            table = lines[place:end]
            yield from _facts(table) if over in _OVER_FACTS and _tells_facts(table) else table
        else:
            over = _named(lines[place], over)
            yield lines[place]
        place = max(end, place + 1)


def is_known(name: str) -> bool:
    """Say whether a cell names a fact of the incident."""
    return len(name.split()) <= _LONGEST_NAME and names.role_of(name) in _KNOWN


def _named(line: Line, over: Role | None) -> Role | None:
    """Return the part of the report that the next lines stand under."""
    label = names.label_of(line.text) if line.text and not (line.verbatim or line.marker) else None
    if label is None or label.rest:
        return over
    role = names.role_of(label.name, heading=line.level > 0)
    return role if line.level or role else over


def _table_end(lines: Sequence[Line], place: int) -> int:
    if not lines[place].cells:
        return place
    following = (at for at in range(place, len(lines)) if not (lines[at].cells or lines[at].rule))
    return next(following, len(lines))


def _tells_facts(table: Sequence[Line]) -> bool:
    rows = [line.cells for line in table if line.cells]
    pairs = all(len(cells) == _PAIR and not leading.stamp(cells[0]) for cells in rows)
    return pairs and sum(is_known(name) and bool(value) for name, value in rows) >= _FEWEST


def _facts(table: Sequence[Line]) -> Iterator[Line]:
    for line in table:
        name, value = line.cells or ("", "")
        if not name or not value or (line.head and not is_known(name)):
            yield line
            continue
        fact = f"**{name.strip('*_: ')}:** {value}"
        yield replace(line, raw=f"- {fact}", text=fact, marker=BULLET, cells=(), head=False, fact=True)
