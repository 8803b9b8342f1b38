"""Lines that name the parts of a report in other ways than by headings → lines under headings."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from incidents.report.reading import fact_table, glued, leading, names, posted
from incidents.report.reading.lines import BULLET, Line, read_lines
from incidents.report.reading.names import Label
from incidents.report.reading.roles import Role

_FEWEST = 3  # names; a list with fewer is a list
_DEEPEST = 6
_LONGEST_FRONT = 60  # lines
_LONGEST_HINT = 40  # lines
_ANCHOR = re.compile(r"<a\b[^<>]*>\s*</a>|\[[#¶§]\]\([^()\s]*\)|\s\{#[\w-]+\}$")
_CLOSING_FENCE = re.compile(r"(?:```+|~~~+)$")
_UNKNOWN_TIME = re.compile(r"(?:\?\?:\?\?|--:--)(?=\s|$)")
_FACTS = frozenset(
    {Role.TITLE, Role.SEVERITY, Role.COMPONENTS, Role.START, Role.END, Role.DAY, Role.DURATION}
)


def headed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with headings where a list or a table stands for them.

    A report may be one list: ``- **Key events**``, ``- **Impact**: …``. Its actions may be a table that only
    the name of its first column tells for one.
    """
    told = posted.told(list(fact_table.listed(list(_unfenced(lines)))))
    plain = [_plain(line) for line in glued.apart(told)]
    named = list(_under_list_names(plain) if _is_one_list(plain) else plain)
    return list(_under_columns(named))


def _plain(line: Line) -> Line:
    """Drop a heading's own address; take a line whose time nobody knows for an item."""
    if line.level and _ANCHOR.search(line.text):
        return replace(line, text=_ANCHOR.sub("", line.text).strip())
    unmarked = not (line.level or line.marker or line.verbatim or line.cells)
    return replace(line, marker=BULLET) if unmarked and _UNKNOWN_TIME.match(line.text) else line


def _unfenced(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, with a timeline that was put into a code fence read as lines."""
    named, place = False, 0
    while place < len(lines):
        line = lines[place]
        end = place
        while end < len(lines) and lines[end].verbatim:
            end += 1
        closed = end > place and _CLOSING_FENCE.match(lines[end - 1].text)
        if named and closed and _is_timeline(lines[place + 1 : end - 1]):
            for inside in lines[place + 1 : end - 1]:
                yield replace(read_lines(inside.raw)[0], number=inside.number)
        else:
            yield from lines[place : max(end, place + 1)]
        if not line.blank:
            label = None if line.verbatim else names.label_of(line.text)
            named = label is not None and names.role_of(label.name, heading=line.level > 0) is Role.TIMELINE
        place = max(end, place + 1)


def _is_timeline(lines: Sequence[Line]) -> bool:
    opened = [found for line in lines if (found := leading.stamp(line.text.lstrip("-* "))) and found.rest]
    return len(opened) >= _FEWEST and all(found.stamp.clock for found in opened)


def without_hints(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """Part the HTML comments that stand alone from a document: what a template tells its author."""
    kept: list[Line] = []
    hints: list[list[Line]] = []
    place = 0
    while place < len(lines):
        end = _hint_end(lines, place)
        if end:
            hints.append(list(lines[place:end]))
            kept += [Line(number=line.number, raw="", text="") for line in lines[place:end]]
        else:
            kept.append(lines[place])
        place = max(end, place + 1)
    return kept, hints


def _hint_end(lines: Sequence[Line], place: int) -> int:
    """Return the place after the comment that a line opens and nothing follows; 0 where none does."""
    if lines[place].verbatim or not lines[place].text.startswith("<!--"):
        return 0
    for after, line in enumerate(lines[place : place + _LONGEST_HINT], place + 1):
        if "-->" in line.text:
            return after if line.text.endswith("-->") else 0
    return 0


def front_end(lines: Sequence[Line]) -> int:
    """Return the place of the rule that ends the front matter; 0 where there is none."""
    if not lines or not lines[0].rule:
        return 0
    end = next((place for place, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line.rule), 0)
    return end if _is_front_matter(lines[1:end]) else 0


def without_front_matter(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Part a document's front matter from it: facts of the incident, what is about the document, the rest."""
    facts: list[Line] = []
    about: list[Line] = []
    end = front_end(lines)
    if not end:
        return facts, about, list(lines)
    kept = about
    for line in lines[1:end]:
        label = names.label_of(line.text) if not line.indent and not line.marker else None
        if label and label.colon:
            kept = facts if names.role_of(label.name) in _FACTS else about
        kept.append(line)
    return facts, about, list(lines[end + 1 :])


def _is_front_matter(lines: Sequence[Line]) -> bool:
    """Say whether lines between two rules are ``key: value``, rather than a report's first section."""
    first = names.label_of(lines[0].text) if lines else None
    return bool(first and first.colon and not lines[0].level) and not any(line.level > 1 for line in lines)


def _is_one_list(lines: Sequence[Line]) -> bool:
    if any(line.level and names.role_of(line.text, heading=True) for line in lines):
        return False
    found = [names.role_of(label.name) for line in lines if (label := _listed_name(line))]
    return len(found) >= _FEWEST and (Role.TIMELINE in found or Role.ACTIONS in found)


def _listed_name(line: Line) -> Label | None:
    """Return the name in ``- **Impact**: …``, an item of the outermost list."""
    if not line.marker or line.indent or line.verbatim:
        return None
    label = names.label_of(line.text)
    return label if label and label.bold and (label.colon or not label.rest) else None


def _under_list_names(lines: Sequence[Line]) -> Iterator[Line]:
    level = min(_DEEPEST, 1 + max((line.level for line in lines), default=0))
    for line in lines:
        label = _listed_name(line)
        if label is None:
            yield line
            continue
        yield replace(line, text=label.name, marker="", level=level)
        if label.rest:
            yield replace(line, raw=label.rest, text=label.rest, marker="")


def _under_columns(lines: Sequence[Line]) -> Iterator[Line]:
    known = any(_names_actions(line.text, heading=line.level > 0) for line in lines if not line.cells)
    for place, line in enumerate(lines):
        if not known and line.head and _are_actions(line.cells[0]) and _ends_section(lines[place:]):
            yield Line(number=line.number, raw="", text=line.cells[0], level=_DEEPEST)
        yield line


def _are_actions(column: str) -> bool:
    return names.role_of(f"{names.plain_name(column).removesuffix('s')}s") is Role.ACTIONS


def _names_actions(text: str, *, heading: bool = False) -> bool:
    label = names.label_of(text)
    return label is not None and names.role_of(label.name, heading=heading) is Role.ACTIONS


def _ends_section(lines: Sequence[Line]) -> bool:
    """Say whether nothing but a heading follows the table that these lines begin with."""
    after = next((line for line in lines if not (line.cells or line.blank)), None)
    return after is None or after.level > 0
