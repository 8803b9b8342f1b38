"""The line that names the incident."""

import re
from collections.abc import Sequence

import msgspec

from incidents.report import text as spelling
from incidents.report.reading import names, outline
from incidents.report.reading.lines import Line
from incidents.report.reading.roles import Role

_GENERIC = re.compile(
    r"(?:my|first|a|the|0x|incident|outage|issue|project|web|stack|debugging|post\s?mortems?|report|retro|review|\d|\W)+$",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"post.?mortem|incident|outage|failure|report|disruption|down\b|error|issue", re.IGNORECASE
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(
    r"(?<!\w)(\*{1,3}|`)(?=\S)([^*`]*[^*`\s])\1|(?<!\w)(_{1,2})(?=\S)([^_]*[^_\s])\3(?!\w)"
)
_LONGEST = 200
_QUOTED = re.compile(r"^([\"'])(.*)\1$")  # as front matter writes it
_FARTHEST = 400  # lines; whoever pastes the assignment first still names the incident within these
_LONGEST_SENTENCE = 6  # words; a longer one that ends in a stop is prose
_ABOUT_ALL = (Role.SUMMARY, Role.CAUSE)  # "Overview", "Analysis": names of a whole report as well
_NEAR = 6  # lines; a title stands among the first


class Title(msgspec.Struct, frozen=True):
    text: str
    index: int  # of its line


def find(lines: Sequence[Line]) -> Title | None:
    """Return the document's title: a labelled one, a heading before the sections, or a first short line."""
    front = outline.front_end(lines)
    first = next((index for index, line in enumerate(lines) if line.text), None)
    if first is not None and _names_itself(lines, first):
        return Title(plain(lines[first].text), first)
    opening = _before_sections(lines, front)
    return _labelled(lines, opening) or _headed(lines, opening) or _first_line(lines, front, opening)


def says(line: Line, found: Title | None, where: Line | None) -> bool:
    """Say whether a line is the title, or a heading that repeats it."""
    return line is where or (found is not None and line.level > 0 and plain(line.text) == found.text)


def plain(text: str) -> str:
    """Return a line's words without inline Markdown."""
    unlinked = _LINK.sub(r"\1", text)
    return spelling.line(_EMPHASIS.sub(lambda mark: mark[2] or mark[4], unlinked))


def _before_sections(lines: Sequence[Line], front: int) -> int:
    for index, line in enumerate(lines[front:_FARTHEST], front):
        label = names.label_of(line.text) if line.text and not line.verbatim else None
        role = names.role_of(label.name) if label else None
        if (
            role not in (None, Role.TITLE)
            and label
            and (line.level or label.bold or label.colon or not label.rest)
        ):
            return index
    return min(len(lines), _FARTHEST)


def _names_itself(lines: Sequence[Line], index: int) -> bool:
    """Say whether a document opens with what it is: "Analysis: Till down for an hour", alone on its line."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    label = names.label_of(line.text)
    plain = not (line.level or line.marker or line.fact or (label and label.bold))
    said = label.rest if label and names.role_of(label.name) in _ABOUT_ALL else ""
    return plain and bool(said) and said[-1] not in ".!?" and following is not None and following.blank


def _labelled(lines: Sequence[Line], opening: int) -> Title | None:
    for index in range(min(opening, len(lines))):
        label = names.label_of(lines[index].text) if lines[index].text else None
        if label is None or names.role_of(label.name) is not Role.TITLE or not label.colon:
            continue
        if label.rest:
            return Title(_QUOTED.sub(r"\2", plain(label.rest)), index)
        following = next((i for i in range(index + 1, opening) if lines[i].text), None)
        if following is not None and not lines[following].level:
            return Title(plain(lines[following].text), following)
    return None


def _headed(lines: Sequence[Line], opening: int) -> Title | None:
    headings = [Title(plain(lines[i].text), i) for i in range(opening) if lines[i].level]
    top = min((lines[heading.index].level for heading in headings), default=0)
    first = [heading for heading in headings if lines[heading.index].level == top]
    telling = next((each for each in first if not _GENERIC.match(each.text)), None)
    below = [
        each for each in headings if _TELLING.search(each.text)
    ]  # "# Postmortem" over "## Postmortem: …"
    return telling or max([*first, *below], key=lambda each: len(each.text.split()), default=None)


def _first_line(lines: Sequence[Line], front: int, opening: int) -> Title | None:
    short = [
        Title(plain(line.text), index)
        for index, line in enumerate(lines[front:opening], front)
        if not (
            line.blank or line.verbatim or line.quoted or line.cells or line.fact or _is_listed(lines, index)
        )
        and _could_be_title(line.text)
    ][:_NEAR]
    telling = (each for each in short if _TELLING.search(each.text) and not _GENERIC.match(each.text))
    return next(telling, short[0] if short else None)


def _is_listed(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is an item of a list that prose announces ("We will:")."""
    above = next((line for line in reversed(lines[:index]) if line.text and not line.marker), None)
    return bool(lines[index].marker) and above is not None and above.text.endswith(":")


def _could_be_title(text: str) -> bool:
    if len(text) > _LONGEST or text.startswith(("![", "http", "<", "[")):
        return False
    label = names.label_of(text)
    dated = (
        label is not None
        and label.rest
        and re.search(r"\b(?:date|author|by|status)\b", label.name, re.IGNORECASE)
    )
    return not dated and (not text.endswith((".", ":", ":-")) or len(text.split()) <= _LONGEST_SENTENCE)
