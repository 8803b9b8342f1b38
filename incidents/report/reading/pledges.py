"""What prose promises ("We will add …", "… will be reviewed") → actions, where no section lists them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from incidents.report.reading import causes, closings
from incidents.report.reading.item import Item
from incidents.report.reading.lines import Line
from incidents.report.reading.sections import Section

_DEEDS = (
    r"(?:add|adopt|audit|automat|build|change|check|conduct|configur|creat|deploy|develop|document|enabl|endeavou?r|enhanc|extend"
    r"|fix|implement|improv|increas|install|integrat|introduc|invest|limit|migrat|monitor|move|patch|perform|put|re-?design"
    r"|reduc|refactor|remov|renew|replac|requir|review|revis|run|schedul|set\sup|split|standardi|strengthen|test|tighten"
    r"|train|updat|upgrad|writ)\w*"
)
PLEDGE = re.compile(
    rf"\b(?:we|i|our\s\w+|the\s(?:\w+\s){{0,2}}team)(?:\s(?:will|shall|plan\sto|intend\sto|are\s(?:now\s)?(?:going|planning)\sto"
    rf"|are\s(?:now\s)?working\sto)|'ll|\u2019ll)\s(?:(?:also|now|then|be)\s)?{_DEEDS}"
    rf"|\bwill\s(?:also\s|now\s)?be\s(?:\w+ly\s)?{_DEEDS}"
    rf"|\b(?:we|i)(?:\shave|['\u2019]ve)\s(?:\w+ly\s|also\s|now\s|since\s)?{_DEEDS}\s"
    r"[^.]{0,120}?\b(?:to\sprevent|which\swill|that\swill|going\sforward|in\s(?:the\s)?future)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:we|i)(?:\s(?:will|shall|plan\sto|intend\sto|are\s(?:now\s)?(?:going|planning)\sto)|'ll|\u2019ll)"
    r"(?:\s(?:now|also|then))?(?:\s(?:do|take|make|have)\s[^.:]*)?\s?:$",
    re.IGNORECASE,
)
_LONGEST = 400  # characters of a sentence that are looked at


def items(sections: Sequence[Section]) -> list[Item]:
    """Return each sentence of the prose that promises a deed, and each item of a list that one announces."""
    return [item for section in sections for item in _of_section(section.lines)]


def _of_section(lines: Sequence[Line]) -> Iterator[Item]:
    announced = False
    for line in lines:
        if announced and line.marker and not line.verbatim:
            yield Item(head=line, text=line.text, below=[], last=line.number)
        elif not line.blank:
            announced = not line.marker and bool(_ANNOUNCED.search(line.text[-_LONGEST:]))
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Item]:
    if line.verbatim or line.quoted or line.cells or line.level:
        return
    for start, end in pairwise([*causes.sentence_starts(line.text), len(line.text)]):
        said = line.text[start:end].strip()
        if PLEDGE.search(said[:_LONGEST]) and not closings.OPENING.match(
            said.removeprefix("Moving forward, ")
        ):
            head = Line(number=line.number, raw=said, text=said)
            yield Item(head=head, text=said, below=[], last=line.number)
