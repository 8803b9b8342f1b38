"""When the incident began, where a sentence tells that alone, and how long it says the incident lasted."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from incidents.report.reading import causes, stamps
from incidents.report.reading.lines import Line
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.reading.stamps import Stamp

_BEGAN = re.compile(
    r"\b(?:began|started|went (?:down|offline|dark)|broke|crashed|stopped|failed|suffered|occurred|happened"
    r"|experienc\w+"
    r"|(?:was|were|became) (?:down|offline|unavailable|unreachable|inaccessible|unresponsive))\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:until|till|ended|resolved|restored|fixed|recovered|detected|noticed|deployed|released)\b",
    re.IGNORECASE,
)
_LENGTH = (
    r"(?=\d)(?:(?P<hours>\d{1,3})\s?(?:hours?|hrs?)\b,?\s?(?:and\s)?)?"
    r"(?:(?P<minutes>\d{1,4})\s?min(?:ute)?s?\b)?"
)
_LASTED = re.compile(rf"\blast(?:ed|ing)\s(?:for\s)?(?:exactly\s)?{_LENGTH}", re.IGNORECASE)
_STATED = re.compile(rf"\W*{_LENGTH}\W*", re.IGNORECASE)


def began(sections: Sequence[Section]) -> tuple[Stamp, Line] | None:
    """Return the one clock time at which a sentence of the summary says that the trouble began."""
    for index, section in enumerate(sections):
        if section.role is Role.SUMMARY or index == 0:
            for stamp, line, sentence in _told(section.lines):
                if _BEGAN.search(sentence) and not _OVER.search(sentence):
                    return stamp, line
    return None


def lasted(sections: Sequence[Section]) -> timedelta | None:
    """Return how long the incident is said to have lasted, to the minute; None for "about three hours"."""
    for index, section in enumerate(sections):
        words = " ".join(line.text for line in section.lines if not line.verbatim)
        if section.role is Role.DURATION:
            match = _STATED.fullmatch(words.strip())
        elif section.role is Role.SUMMARY or index == 0:
            match = _LASTED.search(words)
        else:
            continue
        if match and (match["hours"] or match["minutes"]):
            return timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    return None


def _told(lines: Sequence[Line]) -> Iterator[tuple[Stamp, Line, str]]:
    """Yield each clock time that is alone in its sentence."""
    plain = [line for line in lines if not (line.verbatim or line.cells or line.marker)]
    words = "\n".join(line.text for line in plain)
    starts = [*causes.sentence_starts(words), len(words)]
    at, found = 0, []
    for line in plain:
        clocks = [stamp for stamp in stamps.find(line.text) if stamp.clock]
        found += [(bisect_right(starts, at + stamp.start) - 1, stamp, line) for stamp in clocks]
        at += len(line.text) + 1
    times = Counter(place for place, _, _ in found)
    for place, stamp, line in found:
        if times[place] == 1:
            yield stamp, line, words[starts[place] : starts[place + 1]]
