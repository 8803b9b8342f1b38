"""Lines of a timeline in which several entries run together → a line for each."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from incidents.report.reading import leading, stamps
from incidents.report.reading.lines import Line

_END_OF_ENTRY = re.compile(r"(?:[.!?)\]\u201d\"`]|\s[-\u2013\u2014•*])\s{1,3}[*_(\[]{0,3}$")
_START_OF_ENTRY = re.compile(r"[\s)\]*_]{0,4}(?::|[-\u2013\u2014](?=\s))")
_SAID = re.compile(r"\b(?!(?:approx|ca|c)\b)[^\W\d_]", re.IGNORECASE)  # more than "1." or "ca."
_FRESH = re.compile(r"[\s)\]*_]{0,4}:\s+[A-Z]")


def parted(line: Line) -> list[Line]:
    """Split a line in which several timed entries run together."""
    if line.verbatim or line.cells or line.level or line.quoted:
        return [line]
    cuts, last = [0], 0
    opening = leading.stamp(line.text)
    found = stamps.find(line.text)
    announced = sum(1 for stamp in found if stamp.clock and _FRESH.match(line.text[stamp.end :]))
    opened = opening is not None and _FRESH.match(line.text[opening.stamp.end :]) is not None
    colons = opened or announced > 1
    for stamp in found:
        before, after = (
            line.text[max(last, stamp.start - 8) : stamp.start],
            line.text[stamp.end : stamp.end + 6],
        )
        said = _SAID.search(line.text, max(last, cuts[-1]), stamp.start)
        ended = stamp.start and said and _END_OF_ENTRY.search(before)
        fresh = colons and stamp.start and _FRESH.match(after)
        if stamp.clock and (fresh or (ended and _START_OF_ENTRY.match(after))):
            cuts.append(stamp.start)
        last = stamp.end
    if len(cuts) == 1:
        return [line]
    pieces = [line.text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    return [replace(line, text=piece.rstrip(" -\u2013\u2014*("), raw=piece) for piece in pieces]


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines with text, and each blank line by itself."""
    run: list[Line] = []
    for line in lines:
        if line.blank and run:
            yield run
            run = []
        run.append(line)
        if line.blank:
            yield run
            run = []
    if run:
        yield run
