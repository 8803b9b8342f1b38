"""A status page's incident as copied from the page: updates over "Posted …", newest first → a timeline."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from incidents.report.reading import stamps
from incidents.report.reading.lines import BULLET, Line, trimmed
from incidents.report.value import EventKind

# The states of a status page, and what an update under each is.
STATUSES = {
    "Investigating": EventKind.INVESTIGATING,
    "Identified": EventKind.IDENTIFIED,
    "Monitoring": EventKind.MITIGATED,
    "Verifying": EventKind.MITIGATED,
    "Resolved": EventKind.RESOLVED,
    "Completed": EventKind.RESOLVED,
    "In progress": EventKind.STARTED,
}
_STATUS = re.compile(
    rf"(?P<status>{'|'.join(STATUSES)}|update|scheduled|postmortem)(?:\s?[-\u2013\u2014:]\s?(?P<said>.*))?",
    re.IGNORECASE,
)
_POSTED = re.compile(r"posted\s+(?:[^.:]{1,40}\.\s+)?(?=\w+ \d|\d)", re.IGNORECASE)
_AFFECTED = re.compile(r"this (?:incident|scheduled maintenance) affected:\s+(?=\S)", re.IGNORECASE)
_NAMED = re.compile(r"incident report for\b", re.IGNORECASE)  # what stands under the name of an incident
_INDENT = 2
_LEVEL = 2


class _Update(msgspec.Struct, frozen=True):
    """The lines of one update: its status first, and when it was posted last."""

    status: str
    said: str
    lines: Sequence[Line]

    @property
    def tells(self) -> bool:
        return self.status.lower() != "postmortem"


def told(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the updates of a status page as a timeline at the end, oldest first."""
    updates = [update for update in _updates(lines) if update.tells]
    if not updates:
        return list(lines)
    taken = {id(line) for update in updates for line in update.lines}
    rest = [line for line in lines if id(line) not in taken]
    first = next((place for place, line in enumerate(rest) if line.text), None)
    if first is not None and _NAMED.match(rest[first + 1].text if first + 1 < len(rest) else ""):
        rest[first] = replace(rest[first], raw=f"# {rest[first].text}", level=1, marker="")
    affected = [line for line in rest if _AFFECTED.match(line.text)]
    rest = [line for line in rest if not _AFFECTED.match(line.text)]
    head = replace(updates[0].lines[0], raw="", text="Timeline", level=_LEVEL, marker="", indent=0)
    timeline = [line for update in reversed(updates) for line in _event(update)]
    return [*rest, *(each for line in affected for each in _components(line)), head, *timeline]


def _updates(lines: Sequence[Line]) -> Iterator[_Update]:
    ends = [place for place, line in enumerate(lines) if _is_posted(line)]
    for before, end in pairwise([-1, *ends]):
        for place in range(before + 1, end):
            match = _STATUS.fullmatch(lines[place].text.strip("*_ ")) if not lines[place].verbatim else None
            if match:
                yield _Update(match["status"], match["said"] or "", lines[place : end + 1])
                break


def _is_posted(line: Line) -> bool:
    """Say whether a line is "Posted Mar 13, 2026 - 10:16 UTC", or as in a history that moment alone."""
    if line.verbatim or line.cells or line.marker or line.level:
        return False
    found = [each for each in stamps.find(line.text) if each.date and each.clock]
    alone = bool(found) and not found[0].start and not line.text[found[0].end :].strip(" .")
    return bool(found) and (alone or _POSTED.match(line.text) is not None)


def _event(update: _Update) -> Iterator[Line]:
    first, *body, last = update.lines
    body = trimmed(body)
    said = update.said
    if not said and body and not (body[0].marker or body[0].verbatim):
        said, body = body[0].text, body[1:]
    opens = _POSTED.match(last.text)
    when = last.text[opens.end() if opens else 0 :].rstrip(". ")
    text = f"{when}: **{update.status}** \u2013 {said}"
    yield replace(first, raw=f"- {text}", text=text, level=0, marker=BULLET, indent=0)
    for line in body:
        yield replace(line, raw=" " * _INDENT + line.raw, level=0, indent=line.indent + _INDENT)


def _components(line: Line) -> Iterator[Line]:
    yield replace(line, raw="", text="Affected components", level=_LEVEL, marker="", indent=0)
    match = _AFFECTED.match(line.text)
    said = line.text[match.end() if match else 0 :].rstrip(".")
    yield replace(line, raw=said, text=said, level=0, marker="", indent=0)
