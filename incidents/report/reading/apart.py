"""Where a second incident begins in a document that tells of several."""

from collections.abc import Sequence

from incidents.report.reading import stamps
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section


def second(sections: Sequence[Section]) -> int | None:
    """Return the place of the section that opens a second incident.

    An incident has a summary and, after it, a timeline with times; a rubric pasted first has no times.
    """
    opened, told = None, False
    for place, section in enumerate(sections):
        if section.role is Role.SUMMARY and section.header and section.home is section.role:
            if opened is not None and told and _has_timeline(sections[place:]):
                return _with_its_title(sections, place)
            opened, told = place, False
        elif section.role is Role.TIMELINE and opened is not None:
            told = told or _has_times(section)
    return None


def _has_timeline(sections: Sequence[Section]) -> bool:
    return any(section.role is Role.TIMELINE and _has_times(section) for section in sections)


def _has_times(section: Section) -> bool:
    return any(stamp.clock for line in section.lines for stamp in stamps.find(line.text))


def _with_its_title(sections: Sequence[Section], place: int) -> int:
    """Go back to the heading over the summary, if there is one."""
    above, header = sections[place - 1], sections[place].header
    named = above.header is not None and above.role in (Role.OTHER, Role.TITLE)
    higher = header and above.header and 0 < above.header.level < (header.level or above.header.level + 1)
    return place - 1 if named and (higher or above.role is Role.TITLE) else place
