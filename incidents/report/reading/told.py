"""What running prose tells of the impact, the cause and the resolution, where no section is about them."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

import msgspec
from msgspec.structs import replace

from incidents.report.reading import causes, kinds, pledges, telling
from incidents.report.reading.causes import Cause
from incidents.report.reading.lines import Line, span
from incidents.report.reading.log import Log
from incidents.report.reading.parts import Parts, Piece
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.value import CauseKind, EventKind, TimelineEvent
from incidents.report.words import say

_Says = Callable[[str], "re.Match[str] | None"]
_LONGEST = 600  # characters of a sentence that are looked at
_ORDER = (Role.SUMMARY, Role.CLOSING, Role.IMPACT, Role.OTHER, Role.LESSONS, Role.WENT_WRONG, Role.WENT_WELL)
_PROBLEM = say("No section is about this; these words were taken from the text. Check them.")
_EVENTS = {"cause": EventKind.IDENTIFIED, "resolution": EventKind.MITIGATED}


def fill(parts: Parts, left: Sequence[Line], timeline: Sequence[TimelineEvent], log: Log) -> None:
    """Take what no section is about from the sentences that tell it; they stay where they are, too."""
    prose = _Prose(parts.sections, left)
    if not parts.items:
        _promised(parts, prose, log)
    if not parts.causes and (cause := _told("cause", "root_causes[0]", prose, timeline, log)):
        parts.causes.append(Cause(kind=CauseKind.ROOT, text=cause.text, lines=cause.lines))
    for field in ("impact", "resolution"):
        if field not in parts.fields and (piece := _told(field, field, prose, timeline, log)):
            parts.add(field, piece)


def _promised(parts: Parts, prose: "_Prose", log: Log) -> None:
    parts.items += pledges.items(prose.sections)
    for place, item in enumerate(parts.items):
        log.problem("told-in-prose", f"actions[{place}]", item.head, item.text, _PROBLEM)


def _told(part: str, path: str, prose: "_Prose", timeline: Sequence[TimelineEvent], log: Log) -> Piece | None:
    found = prose.passage(part)
    for place in () if found else reversed(range(len(timeline))):
        if said := _said_by(timeline[place], part):
            found = Piece(said, log.spans[f"timeline[{place}]"])
            break
    if found:
        log.problem("told-in-prose", path, found.lines[0], found.text.split("\n")[0], _PROBLEM)
    return found


def _said_by(event: TimelineEvent, part: str) -> str:
    """Return what an event of the right kind tells; of a cause, the sentence that names it."""
    if part == "impact":
        return _suffered(event)
    kind = event.kind
    if kind in (EventKind.RESOLVED, EventKind.MITIGATED):  # the end may tell of the mend, or of nothing else
        kind = kinds.of_event(event.text, never={EventKind.RESOLVED})
    if kind is not _EVENTS.get(part):
        return ""
    opening = event.text.split("\n\n")[0]
    if part != "cause":
        return opening
    starts = [*causes.sentence_starts(opening), len(opening)]
    sentences = (opening[start:end].strip() for start, end in pairwise(starts))
    return next((said for said in sentences if telling.NAMES_CAUSE.search(said)), "")


def _suffered(event: TimelineEvent) -> str:
    """Return the sentence of an event that tells what people could not do."""
    opening = event.text.split("\n\n")[0][:_LONGEST]
    starts = [*causes.sentence_starts(opening), len(opening)]
    sentences = [opening[start:end].strip() for start, end in pairwise(starts)]
    return next((said for said in sentences if telling.TABLE["impact"][1].search(said)), "")


class _Prose:
    """The paragraphs that tell what happened, likeliest first."""

    def __init__(self, sections: Sequence[Section], left: Sequence[Line]) -> None:
        told = [section for section in sections if _tells(section)]
        self.sections = list(told)
        told.sort(key=lambda section: _ORDER.index(_role(section)))
        self._units = [
            unit
            for lines in (*(section.lines for section in told), left)
            for unit in _with_lists(list(_units(lines)))
        ]

    def passage(self, part: str) -> Piece | None:
        """Return what tells of "impact", "cause" or "resolution"."""
        if part == "resolution" and (turned := self._first(part, causes.TURN.match)):
            return turned
        found = (self._first(part, pattern.search) for pattern in telling.TABLE[part])
        return next((passage for passage in found if passage), None)

    def _first(self, part: str, says: _Says) -> Piece | None:
        for unit in self._units:
            starts = causes.sentence_starts(unit.words)
            for place, start in enumerate(starts):
                sentence = unit.words[start : starts[place + 1] if place + 1 < len(starts) else None]
                opening = sentence[:_LONGEST].lstrip("*_ ")
                if (
                    says(opening)
                    and not telling.NOT_YET.search(opening)
                    and not telling.ABOUT_ITSELF.search(opening)
                ):
                    points_back = part == "cause" and place and telling.POINTS_BACK.match(opening)
                    first = starts[place - 1] if points_back else start
                    return unit.passage(first, _end(unit, starts[place + 1 :], whole=part == "resolution"))
        return None


class _Unit(msgspec.Struct, frozen=True):
    """A paragraph or an item of a list, and what it announces: the code or the list under it."""

    words: str
    lines: list[Line]
    under: list[Line]

    def passage(self, start: int, end: int) -> Piece:
        first = self.words.count("\n", 0, start)
        last = self.words.count("\n", 0, end)
        said, lines = self.words[start:end].rstrip(), self.lines[first : last + 1]
        if end == len(self.words) and self.under:
            said, lines = "\n".join([said, *(line.raw for line in self.under)]), [*lines, *self.under]
        return Piece(said, span(lines))


def _end(unit: _Unit, following: Sequence[int], *, whole: bool) -> int:
    """Return where a passage ends: after its sentence, or as a whole before the next matter."""
    for place, start in enumerate(following):
        after = unit.words[start : following[place + 1] if place + 1 < len(following) else None][:_LONGEST]
        if not whole or telling.NOT_YET.search(after) or telling.TABLE["cause"][0].search(after):
            return start
    return len(unit.words)


def _role(section: Section) -> Role:
    unnamed = section.role is Role.OTHER and not section.name
    return Role.SUMMARY if unnamed or section.home is Role.SUMMARY else section.role


def _tells(section: Section) -> bool:
    return _role(section) in _ORDER and section.home is not Role.ACTIONS


def _with_lists(units: Sequence[_Unit]) -> Iterator[_Unit]:
    """Yield the units; a paragraph that ends with a colon has the list after it under it."""
    for place, unit in enumerate(units):
        if unit.words.endswith(":") and not unit.lines[0].marker:
            items = takewhile(lambda each: each.lines[0].marker, units[place + 1 :])
            under = [line for item in items for line in (*item.lines, *item.under)]
            yield replace(unit, under=[*unit.under, *under])
        else:
            yield unit


def _units(lines: Sequence[Line]) -> Iterator[_Unit]:
    said: list[Line] = []
    code: list[Line] = []
    for line in lines:
        ends = line.blank or line.level or line.cells or line.quoted or line.fact
        if said and (ends or line.marker or (code and not line.verbatim)):
            yield _Unit("\n".join(each.text for each in said), said, code)
            said, code = [], []
        if line.verbatim and said:
            code.append(line)
        elif not ends and not line.verbatim:
            said.append(line)
    if said:
        yield _Unit("\n".join(each.text for each in said), said, code)
