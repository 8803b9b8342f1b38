"""A "five whys" list → causes of which each explains the one before."""

import re
from collections.abc import Sequence

from incidents.report.reading.lines import Line, trimmed

_WHY = re.compile(r"[\W\d]*(?:why|warum|wieso|pourquoi|por qu[eé])\b(?!\s+(?:we|this)\b)", re.IGNORECASE)
_FEWEST = 2


def chain(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each why, in order, and of what follows the last; nothing where there is no chain.

    What stands before the first why belongs to it.
    """
    starts = [place for place, line in enumerate(lines) if _asks(line)]
    if len(starts) < _FEWEST:
        return []
    groups = [list(lines[a:b]) for a, b in zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True)]
    last = groups[-1]
    cut = _end_of_why(last)
    told = [line for line in last[cut:] if not line.blank]
    groups = [*groups[:-1], last[:cut], *([last[cut:]] if told else [])]
    return [trimmed(group) for group in groups]


def _asks(line: Line) -> bool:
    return not (line.verbatim or line.quoted or line.cells) and bool(_WHY.match(line.text))


def _end_of_why(lines: Sequence[Line]) -> int:
    """Return where the last why ends: at a paragraph that neither answers it nor stands below it."""
    answered = "?" not in lines[0].text or not lines[0].text.rstrip("*_ ").endswith("?")
    for place, line in enumerate(lines[1:], start=1):
        apart = lines[place - 1].blank and not line.indent and not line.marker
        if apart and answered:
            return place
        answered = answered or not line.blank
    return len(lines)
