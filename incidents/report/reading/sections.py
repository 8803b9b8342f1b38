"""Lines → sections: which part of the report each line was written under.

A section opens at a heading, at a bold label, at a short line that is a known name, or at ``Name: …``. What
may open one depends on where we are: in a timeline "Resolution: …" is an entry, in a summary a fact.
"""

import re
from collections.abc import Sequence

import msgspec

from incidents.report.reading import leading, named, names
from incidents.report.reading.lines import Line
from incidents.report.reading.names import Label
from incidents.report.reading.roles import FACTS, IN_SUMMARY, NEVER_BARE, NOT_IN_TIMELINE, ON_LESSONS, Role

_LONGEST_HEADING = 14  # words; more is a sentence that was given a heading's mark
_LABELLED = FACTS | {Role.CAUSE_AND_RESOLUTION, Role.CLOSING, Role.BYLINE}
_OVER_ACTIONS = frozenset({Role.MOMENT, Role.RESOLUTION})  # "Detection", "Recovery": what they are for
_TO_IMPROVE = re.compile(r"\bimprov", re.IGNORECASE)
_ON_IMPACT = frozenset({Role.IMPACT, Role.COMPONENTS})
_TELLING = frozenset({Role.RESOLUTION, Role.CAUSE_AND_RESOLUTION})


class Section(msgspec.Struct, kw_only=True):
    """The lines under one name. `home` is the larger section that a fact stands in, else the role itself."""

    role: Role
    home: Role
    name: str = ""
    aside: str = ""
    reworded: bool = False  # whether a heading says more than a name that the table holds
    header: Line | None = None
    level: int = 0
    bold: bool = False
    lines: list[Line] = []


def split(lines: Sequence[Line], title: Line | None = None) -> list[Section]:
    """Return the sections in order; the first is what stands before any name, and the title ends one."""
    splitter = _Splitter(lines)
    for index, line in enumerate(lines):
        if title and line.number > title.number:
            splitter.leave()
            title = None
        splitter.take(index, line)
    return splitter.sections


class _Splitter:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.sections = [Section(role=Role.OTHER, home=Role.OTHER, lines=[])]
        self.level = 0  # of the last heading that opened a section
        self.lines = lines
        self.plain = False  # whether the sections are named by bare lines
        self.bold = False  # whether the sections are named in bold rather than by headings
        self.asked = False  # whether this timeline answers questions ("Detection:", "Escalation:")
        self.around = self.sections[0]  # the section that a run of facts stands in
        self.listed = 0  # level of the heading over the actions
        self.last_telling = max(
            (i for i, line in enumerate(lines) if named.role_of(line) in _TELLING), default=-1
        )

    @property
    def current(self) -> Section:
        return self.sections[-1]

    def take(self, index: int, line: Line) -> None:
        label = named.label_on(line)
        role = self.opened_by(index, line, label) if label else None
        if label is None or role is None:
            if (
                label
                and self.current.lines
                and named.follows_fact(line, label, self.current.header, self.current.role)
            ):
                self.go_on(self.around)
            self.current.lines.append(line)
            self.asked |= named.role_of(line) is Role.MOMENT
            return
        self.open(line, label, role)

    def leave(self) -> None:
        """Go on without a name, where a heading such as "Postmortem" stood over the title."""
        if self.current.header and self.current.role is Role.OTHER:
            self.sections.append(Section(role=Role.OTHER, home=Role.OTHER, lines=[]))

    def open(self, line: Line, label: Label, role: Role) -> None:
        known = names.role_of(label.name, heading=line.level > 0)
        rest = "" if not known or names.only_aside(label.rest) else label.rest
        home = self.home_of(line, label, role)
        if line.level:
            self.level, self.plain = line.level, False
        elif home is role and not line.marker:
            self.bold = label.bold
            self.plain = not label.bold
        if role is Role.ACTIONS and (self.current.home is not role or 0 < line.level <= self.listed):
            self.listed = self.level
        name = label.name if known or not line.level else line.text
        section = Section(
            role=role, home=home, name=name, aside=names.aside_of(line.text if not rest else label.name),
            reworded=line.level > 0 and names.role_of(label.name) is None,
            header=line, level=self.level, bold=label.bold, lines=[],
        )  # fmt: skip
        if rest:
            section.lines.append(
                msgspec.structs.replace(line, raw=rest, text=rest, level=0, marker="", indent=0)
            )
        before = self.current
        self.sections.append(section)
        self.asked = False
        if not (before.bold and before.role in named.SHORT):
            self.around = before
        if rest and (role is Role.BYLINE or line.fact):  # one line; what follows goes on where the text was
            self.go_on(before)

    def go_on(self, before: Section) -> None:
        self.sections.append(Section(role=before.role, home=before.home, level=before.level, lines=[]))

    def home_of(self, line: Line, label: Label, role: Role) -> Role:
        home = self.current.home
        nested = not line.level or line.level > self.level
        if role in FACTS and nested and home in (Role.SUMMARY, Role.CAUSE_AND_RESOLUTION):
            return home
        if role in FACTS and home is Role.OTHER and not line.level and label.rest:
            return Role.SUMMARY
        return role

    def opened_by(self, index: int, line: Line, label: Label) -> Role | None:
        heading = line.level > 0 or self.stands_in_bold(line, label) or named.in_title_case(line, label)
        role = names.role_of(label.name, heading=heading)
        if role is None and line.level and label.colon:
            role = names.role_of(line.text, heading=True)
        home = self.current.home
        if (
            role is Role.WENT_WRONG
            and home is Role.ACTIONS
            and not line.level
            and _TO_IMPROVE.search(label.name)
        ):
            role = Role.ACTIONS  # "What could be improved:" over the first of them
        if role is None:
            return self.unknown(index, line, label) or self.plain_name(index, line)
        if role is Role.RESOLUTION and home in IN_SUMMARY and named.is_moment(label.rest):
            role = Role.END  # "Resolution: October 12, 01:45 PM" beside "Commencement: …"
        among_facts = home is Role.SUMMARY or line.fact
        if role is Role.BYLINE and among_facts and names.plain_name(label.name) == "date":
            role = Role.DAY  # among the facts of the incident
        if home is Role.TIMELINE:
            return self.in_timeline(index, line, label, role)
        if home is Role.ACTIONS or home in ON_LESSONS:
            return self.in_list(line, label, role)
        return self.in_prose(index, line, label, role)

    def unknown(self, index: int, line: Line, label: Label) -> Role | None:
        if line.level:
            inside = line.level > self.level and self.current.header is not None
            sentence = len(line.text.split()) > _LONGEST_HEADING
            if inside or sentence or self.among_actions(line) or leading.stamp(line.text):
                return None
            return Role.OTHER
        return Role.OTHER if self.stands_in_bold(line, label) or self.shouts(index, line) else None

    def shouts(self, index: int, line: Line) -> bool:
        """Say whether a name in capitals ends a timeline that is named in capitals."""
        apart = self.current.home is Role.TIMELINE and self.lines[index - 1].blank and not line.marker
        return apart and named.in_capitals(self.current.header, line)

    def stands_in_bold(self, line: Line, label: Label) -> bool:
        """Say whether a bold name stands alone, where such names are the headings."""
        alone = label.bold and label.colon and not label.rest
        return self.bold and alone and not (line.marker or line.indent)

    def plain_name(self, index: int, line: Line) -> Role | None:
        """Take a short line between a blank one and its text for a name, where names are such lines."""
        alone = self.plain and not (line.level or line.marker or line.indent or line.cells)
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        told = following and not following.blank and not following.marker and not following.verbatim
        below = alone and told and named.is_short(line) and self.lines[index - 1].blank
        role = names.role_of(line.text, heading=True) if below else None
        first = self.current.home is Role.ACTIONS and all(each.blank for each in self.current.lines)
        if role in (None, self.current.home):
            return Role.OTHER if below and not first else None
        return role

    def in_timeline(self, index: int, line: Line, label: Label, role: Role) -> Role | None:
        if line.marker or role in NOT_IN_TIMELINE or leading.stamp(line.text):
            return None
        if role is Role.RESOLUTION and self.asked and index < self.last_telling:
            return None
        if label.rest and not line.level and role not in (Role.CAUSE_AND_RESOLUTION, Role.CLOSING):
            return None
        return role if line.level or named.alone(line, label, role) or label.rest else None

    def among_actions(self, line: Line) -> bool:
        """Say whether a heading stands below that of the actions, over some of them."""
        return self.current.home is Role.ACTIONS and line.level > self.listed

    def in_list(self, line: Line, label: Label, role: Role) -> Role | None:
        if line.level:
            return None if role in _OVER_ACTIONS and self.among_actions(line) else role
        if role is Role.ACTIONS:
            group = named.groups(line, label)
            return role if group and (not label.rest or label.name.rstrip(")").endswith("s")) else None
        if line.marker or (label.rest and role is not Role.CLOSING):
            return None
        return role if named.alone(line, label, role) or label.rest else None

    def in_prose(self, index: int, line: Line, label: Label, role: Role) -> Role | None:
        if line.level:
            return role
        if role is Role.MOMENT and (label.rest or line.marker):
            apart = label.bold and label.rest and self.current.bold and not line.marker
            return Role.OTHER if apart and self.current.role in FACTS else None
        if line.marker and role in _ON_IMPACT and self.current.role is Role.IMPACT:
            return None  # "- Users affected: …" below "Impact" goes on with it
        if line.marker:
            return role if role in _LABELLED and (label.colon or label.bold) else None
        if label.rest:
            first = self.current.home is Role.OTHER
            return role if role in _LABELLED or named.opens(label, role, alone=first) else None
        beside = self.lines[max(0, index - 1) : index + 2 : 2]
        stands = index > 0 and role not in NEVER_BARE and all(each.blank for each in beside)
        return role if named.alone(line, label, role) or stands else None
