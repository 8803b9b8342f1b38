"""Sections → the parts of the report they speak of, still in the document's order and words."""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from incidents.report.reading import around, causes, listing, names, standing
from incidents.report.reading.causes import Cause
from incidents.report.reading.item import Item
from incidents.report.reading.lines import Line, paragraphs, prose, span, trimmed
from incidents.report.reading.result import Span
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section

_STATED = frozenset({Role.DURATION, Role.START, Role.END, Role.DAY})
_LESSONS = {Role.WENT_WELL: "went_well", Role.WENT_WRONG: "went_wrong", Role.LUCKY: "lucky"}
_PROMISING = re.compile(
    r"\bto prevent\b|we(?:'|\u2019)re doing|we will|we are (?:doing|taking)"
    r"|following (?:actions|measures|steps)",
    re.IGNORECASE,
)
_DEEDS = ("actions taken", "action taken", "steps taken", "measures taken")
_TOLD_AGAIN = re.compile(r"\b(?:status|progress)$", re.IGNORECASE)  # of a list that was given before
_SENTENCE_LENGTH = 80  # characters; a shorter line before the first section is a date or a by-line


class Piece(msgspec.Struct, frozen=True):
    """Some of the document's text, and its lines."""

    text: str
    lines: Span


class Parts:
    """The document sorted by what it speaks of. `loose` is what fits nowhere, under its own heading."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self.fields: dict[str, list[Piece]] = {}
        self.causes: list[Cause] = []
        self.items: list[Item] = []
        self.timeline: list[Line] = []
        self.severity: list[Piece] = []
        self.components: list[Piece] = []
        self.loose: list[Piece] = []
        self.settled: list[Piece] = []  # statements that were understood and are kept in the notes
        self._has_resolution = any(s.role in (Role.RESOLUTION, Role.CAUSE_AND_RESOLUTION) for s in sections)
        self._has_actions = any(s.role is Role.ACTIONS for s in sections)
        self._has_summary = any(s.role is Role.SUMMARY and trimmed(s.lines) for s in sections)
        self._has_cause = any(
            s.role in (Role.CAUSE, Role.CAUSE_AND_RESOLUTION) and s.home is not Role.SUMMARY for s in sections
        )
        self._short = set(standing.told_again(sections))
        self._preamble(sections[0])
        for section, following in pairwise([*sections[1:], None]):
            if section:
                self._place(section, following)
        self.causes = causes.with_roots(self.causes)

    def add(self, field: str, piece: Piece | None) -> None:
        if piece and piece.text.strip():
            self.fields.setdefault(field, []).append(piece)

    def _place(self, section: Section, following: Section | None) -> None:
        lines = trimmed(section.lines)
        role = section.role
        told = section.reworded or (section.aside and role is not Role.ACTIONS)
        if told and section.header and role is not Role.OTHER:
            number = section.header.number
            self.settled.append(Piece(section.header.text, (number, number)))
        if role is Role.TIMELINE:
            self.timeline += (
                [*section.lines, Line(number=section.lines[-1].number, raw="", text="")]
                if section.lines
                else []
            )
        elif role is Role.ACTIONS and self.items and _TOLD_AGAIN.search(section.name):
            self.settled.append(_headed(section, lines))
        elif role is Role.ACTIONS or self._tells_actions(section, lines):
            self._actions(section, announces=standing.announces(section, following))
        elif not lines:
            self._bare(section)
        elif role in (Role.CAUSE, Role.TRIGGER, Role.CONTRIBUTING, Role.GAP, Role.CAUSE_AND_RESOLUTION):
            self._causes(section, lines)
        elif role in _LESSONS:
            self.add(_LESSONS[role], _piece(lines))
        elif role in _STATED:
            self.add("summary", _fact(section, lines))
        elif role is Role.OTHER and not section.name:
            self._preamble(section)
        else:
            self._prose(section, lines)

    def _prose(self, section: Section, lines: list[Line]) -> None:
        role = section.role
        if role is Role.SUMMARY:
            self.add("summary", _piece(lines))
        elif role is Role.IMPACT:
            own = names.plain_name(section.name) == "impact"
            self.add(
                "impact",
                _piece(lines) if own or not section.header or section.header.level else _fact(section, lines),
            )
        elif role is Role.RESOLUTION:
            short = section.home is Role.SUMMARY and self._has_full_resolution(section)
            self.add("summary" if short else "resolution", _fact(section, lines) if short else _piece(lines))
        elif role is Role.CLOSING:
            self.add("closing", _piece(lines))
        elif role is Role.SEVERITY:
            explained = section.header and section.header.level and " " in causes.text(lines).strip()
            self.severity.append(_piece(lines) if explained else _fact(section, lines))
        elif role is Role.COMPONENTS:
            self.components.append(_piece(lines))
        elif role is Role.BYLINE:
            self.loose.append(_fact(section, lines))
        else:
            self.loose.append(_headed(section, lines))

    def _has_full_resolution(self, section: Section) -> bool:
        return self._has_resolution and section.home is Role.SUMMARY and self._has_cause

    def _causes(self, section: Section, lines: list[Line]) -> None:
        short = section.home is Role.SUMMARY or id(section) in self._short
        if short and self._has_cause:
            self.add("summary", _fact(section, lines))
            return
        parted = causes.Parted(lines, [])
        both = section.role is Role.CAUSE_AND_RESOLUTION
        if both or (section.role is Role.CAUSE and not self._has_resolution):
            parted = causes.part(lines, told=both)
        self.causes += causes.of(section, parted.cause)
        if resolution := trimmed(parted.resolution):
            self.add("resolution", _piece(resolution))

    def _actions(self, section: Section, *, announces: bool) -> None:
        if self._tells_mitigation(section, section.lines):
            self.add("resolution", _piece(trimmed(section.lines)))
            return
        if announces:
            self._intro(section.lines)
            return
        found = listing.read(section.lines, section.header if section.aside else None)
        self.items += found.items
        self.settled += [_piece([line]) for line in found.said]
        self._intro(found.intro)
        if closing := trimmed(found.closing):
            self.add("closing", _piece(closing))

    def _intro(self, lines: Sequence[Line]) -> None:
        """Keep what stands before a list; what only announces it needs nobody's attention."""
        for paragraph in paragraphs(trimmed(lines)):
            said = paragraph[-1].text
            announcing = said.endswith((":", ":-", ";")) or around.ANNOUNCING.search(said)
            (self.settled if announcing else self.loose).append(_piece(paragraph))

    def _tells_actions(self, section: Section, lines: Sequence[Line]) -> bool:
        """Say whether lessons promise them, or "Actions taken" lists what was done beside the resolution."""
        if section.role is Role.LESSONS:
            return self._promises(lines)
        deeds = names.plain_name(section.name) in _DEEDS and section.home is Role.MOMENT
        return deeds and self._has_resolution and any(line.marker for line in lines)

    def _tells_mitigation(self, section: Section, lines: Sequence[Line]) -> bool:
        """Say whether "Mitigation" tells how it ended, as another section is about the actions."""
        named = section.role is Role.ACTIONS and names.plain_name(section.name) in (
            "mitigation",
            "mitigations",
        )
        others = any(each.role is Role.ACTIONS and each is not section for each in self.sections)
        prose = bool(trimmed(lines)) and not any(line.marker or line.cells for line in lines)
        return named and others and prose and not self._has_resolution

    def _promises(self, lines: Sequence[Line]) -> bool:
        said = " ".join(line.text for line in lines if not line.marker)
        return not self._has_actions and any(line.marker for line in lines) and bool(_PROMISING.search(said))

    def _preamble(self, section: Section) -> None:
        for lines in paragraphs(section.lines):
            piece = _piece(lines)
            if all(line.head for line in lines):
                self.settled.append(piece)
                continue
            told = len(piece.text) >= _SENTENCE_LENGTH and not lines[0].text.startswith(("![", "http", "["))
            if told and (not self._has_summary or standing.opens_summary(lines)):
                self.add("summary", piece)
            else:
                self.loose.append(piece)

    def _bare(self, section: Section) -> None:
        """Keep an unknown heading under which nothing stands."""
        if section.role is Role.OTHER and section.header and section.name:
            number = section.header.number
            self.loose.append(Piece(_heading(section), (number, number)))


def _piece(lines: Sequence[Line]) -> Piece:
    return Piece(causes.text(lines), span(lines))


def _fact(section: Section, lines: Sequence[Line]) -> Piece:
    if not section.name:  # it goes on after a by-line, and its label stands before that
        return _piece(lines)
    said = causes.text(lines)
    joint = "\n\n" if "\n" in said else " "
    first = section.header.number if section.header else lines[0].number
    return Piece(f"**{section.name.rstrip(':')}:**{joint}{said}", (first, lines[-1].number))


def _heading(section: Section) -> str:
    line = section.header
    return f"{'#' * line.level} {line.text}" if line and line.level else f"**{section.name}**"


def _headed(section: Section, lines: Sequence[Line]) -> Piece:
    first = section.header.number if section.header else lines[0].number
    body = prose(lines) if any(line.level for line in lines) else causes.text(lines)
    return Piece(f"{_heading(section)}\n\n{body}" if section.name else body, (first, lines[-1].number))
