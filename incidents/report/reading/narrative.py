"""A timeline told in sentences ("At 10:05 …, by 10:40 …") → its clauses, one for each time."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from incidents.report.reading import causes, leading, names, stamps
from incidents.report.reading.lines import Line
from incidents.report.reading.stamps import Stamp

_OPENS_WITH_WORD = re.compile(
    r"(?:at|by|on|around|about|from|in|shortly|just|soon|right|between)\b", re.IGNORECASE
)
_JOINT = re.compile(
    r"[;,]\s+(?=(?:(?:and|then|but)\s+)?(?:at|by|around|about)\s+\d)|\n(?=(?-i:At|By|Around|On|About)\s)",
    re.IGNORECASE,
)
_FEWEST = 2  # times; a paragraph with one is an entry as it stands


class Clause(msgspec.Struct, frozen=True):
    """What one time tells. `last` is the number of its last line; the first clause may have no time."""

    line: Line
    last: int
    stamp: Stamp | None


def clauses(lines: Sequence[Line]) -> list[Clause]:
    """Return the clauses of a paragraph; nothing where it is no narrative."""
    if not lines or not _is_prose(lines):
        return []
    words = "\n".join(line.text for line in lines)
    cuts = sorted({*causes.sentence_starts(words), *(match.end() for match in _JOINT.finditer(words))})
    parts = [(cut, words[cut:end]) for cut, end in zip(cuts, [*cuts[1:], len(words)], strict=True)]
    merged = list(_merged([(cut, part, _clock(part)) for cut, part in parts]))
    if sum(1 for _, _, stamp in merged if stamp) < _FEWEST:
        return []
    return [_clause(lines, words, *each) for each in merged]


def _is_prose(lines: Sequence[Line]) -> bool:
    if any(
        line.marker or line.level or line.cells or line.verbatim or line.quoted or line.blank
        for line in lines
    ):
        return False
    label = names.label_of(lines[0].text)
    return not (label and label.colon) and not any(_opens_with_time(line) for line in lines)


def _opens_with_time(line: Line) -> bool:
    return not _OPENS_WITH_WORD.match(line.text) and leading.stamp(line.text) is not None


def _clock(part: str) -> Stamp | None:
    return next((stamp for stamp in stamps.find(part) if stamp.clock), None)


def _merged(
    parts: Sequence[tuple[int, str, Stamp | None]],
) -> Iterator[tuple[int, str, Stamp | None]]:
    """Join sentences without a time to the one before."""
    held: list[tuple[int, str, Stamp | None]] = []
    for cut, part, stamp in parts:
        if held and stamp:
            yield held[0][0], "".join(each for _, each, _ in held), held[0][2]
            held = []
        held.append((cut, part, stamp))
    if held:
        yield held[0][0], "".join(each for _, each, _ in held), held[0][2]


def _clause(lines: Sequence[Line], words: str, cut: int, said: str, stamp: Stamp | None) -> Clause:
    first = words.count("\n", 0, cut)
    text = said.strip().rstrip(",;")
    line = replace(lines[first], text=text, raw=text, indent=0)
    return Clause(line, lines[first].number + text.count("\n"), stamp)
