"""A row of a timeline that is a table → when its event was, and what it tells."""

from incidents.report.reading import counted, leading
from incidents.report.reading.counted import Passed
from incidents.report.reading.leading import Leading

_JOINT = " \u2013 "


def told(cells: tuple[str, ...]) -> tuple[str, Leading | Passed | None]:
    """Return the words of a row's event, and its time, which stands in the first cell or the first two."""
    opening = leading.stamp(" ".join(cell for cell in cells[:2] if cell))
    if opening and opening.stamp.clock:
        own = leading.stamp(cells[0])
        taken = 1 if own and own.stamp.clock else 2
        return opening.telling(_JOINT.join(cell for cell in cells[taken:] if cell)), opening
    if passed := counted.passed(cells[0]):
        return passed.telling(_JOINT.join(cell for cell in (passed.rest, *cells[1:]) if cell)), passed
    return _JOINT.join(cell for cell in cells if cell), None
