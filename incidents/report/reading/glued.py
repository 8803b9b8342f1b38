"""Paragraphs that a section's name runs into, as when line breaks were lost → the name, and the paragraph."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from incidents.report.reading import names
from incidents.report.reading.lines import Line
from incidents.report.reading.roles import Role

_OPENS = re.compile(r"(?:The|This|These|On|At|From|To|In|We|Our|I|An?|It|As|During|Upon|\d{1,2}:\d\d\S*)\Z")
_PARTS = frozenset(
    {
        Role.SUMMARY, Role.IMPACT, Role.TIMELINE, Role.CAUSE, Role.CAUSE_AND_RESOLUTION, Role.RESOLUTION,
        Role.ACTIONS, Role.LESSONS, Role.CLOSING,
    }
)  # fmt: skip
_LONGEST = 4  # words of a name
_LEVEL = 2


def apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a document without headings, with such a name as a heading of its own."""
    headed = any(line.level for line in lines)
    before: Line | None = None
    for line in lines:
        plain = not (headed or line.marker or line.verbatim or line.quoted or line.cells)
        end = _end(line.text) if plain and (before is None or before.blank) else 0
        if end:
            yield replace(line, raw=line.text[:end], text=line.text[:end], level=_LEVEL, indent=0)
            rest = line.text[end:].lstrip()
            line = replace(line, raw=rest, text=rest, indent=0)  # noqa: PLW2901 (the paragraph goes on)
        yield line
        before = line


def _end(text: str) -> int:
    """Return where a section's name ends that a sentence follows with a capital; 0 where there is none."""
    words = text.split(" ", _LONGEST + 1)
    for count in range(min(_LONGEST, len(words) - 2), 0, -1):
        name, following = words[:count], words[count]
        opens = following[:1].isupper() if count > 1 else _OPENS.match(following)
        capital = name[0][:1].isupper() and name[-1][:1].isupper() and name[-1].isalpha()
        if opens and capital and names.role_of(" ".join(name)) in _PARTS:
            return len(" ".join(name))
    return 0
