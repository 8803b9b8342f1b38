"""Lines of an action section that are no actions: names over some of them, numbers, announcements."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from incidents.report.reading import names
from incidents.report.reading.lines import Line

ANNOUNCING = re.compile(r"\bthe following\b|\b(?:as follows|listed below)\b", re.IGNORECASE)
_LONGEST_PERSON = 3  # words of a name
_LONGEST_NAME = 6  # words of a name over what is to be done
_COUNT = re.compile(r"[(\[]?\d{1,2}[)\].]?$")


def only_counts(line: Line) -> bool:
    """Say whether a line is no more than "(2)"."""
    return bool(_COUNT.match(line.text.strip()))


def announces(line: Line) -> bool:
    """Say whether a line tells that more of the list follows."""
    return line.text.endswith((":", ":-")) and bool(ANNOUNCING.search(line.text))


def is_person(line: Line) -> bool:
    """Say whether a bold name stands alone over the actions of that person."""
    label = names.label_of(line.text)
    if label is None or not label.bold or label.rest or label.colon:
        return False
    return len(label.name.split()) <= _LONGEST_PERSON and label.name[:1].isupper()


def heads(line: Line) -> bool:
    """Say whether a line without a mark is a short name with a colon, over the next items of a list."""
    label = names.label_of(line.text)
    named = label is not None and label.colon and not label.rest and not line.indent
    return named and len(line.text.split()) <= _LONGEST_PERSON and line.text[:1].isupper()


def over_deeper(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the numbers of the short names with a colon that stand over lines with a deeper indent."""
    for line, below in pairwise(line for line in lines if not line.blank):
        short = line.text.endswith(":") and len(line.text.split()) <= _LONGEST_NAME
        if short and not line.marker and not announces(line) and below.indent > line.indent:
            yield line.number
