"""What a section's place among the others, or a paragraph's before them, says of it."""

import re
from collections.abc import Iterator, Sequence

from incidents.report.reading import stamps
from incidents.report.reading.lines import Line
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section

_TROUBLE = re.compile(
    r"\b(?:outage|incident|down(?:time)?|unavailab\w+|inaccessible|fail\w*|errors?|disrupt\w+|degrad\w+)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:readme|assignment|repositor(?:y|ies)|exercise|school|project|course)\b|https?://\S+/wiki",
    re.IGNORECASE,
)


def told_again(sections: Sequence[Section]) -> Iterator[int]:
    """Yield the identity of each "Root cause:" before a timeline that a section after it tells in full."""
    full = timed = False
    for section in reversed(sections):
        if section.role is Role.CAUSE and full and timed:
            yield id(section)
        full |= section.role is Role.CAUSE_AND_RESOLUTION
        timed |= full and section.role is Role.TIMELINE


def announces(section: Section, following: Section | None) -> bool:
    """Say whether prose under "Action items" only stands before the lists of its sub-headings."""
    if not (following and section.header and following.header and section.lines):
        return False
    inside = following.role is Role.ACTIONS and following.header.level > section.header.level > 0
    marked = any(line.marker or line.cells for line in section.lines)
    return inside and not marked and any(line.marker for line in following.lines)


def opens_summary(lines: Sequence[Line]) -> bool:
    """Say whether prose before a summary tells of the incident: when it was, or what failed."""
    said = " ".join(line.text for line in lines)
    about_itself = _ABOUT_ITSELF.search(said) or any(line.marker or line.verbatim for line in lines)
    return not about_itself and (bool(_TROUBLE.search(said)) or any(stamps.find(said)))
