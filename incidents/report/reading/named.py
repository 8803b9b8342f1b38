"""What the look of a line says of the name on it: whether it stands alone, in capitals, in bold."""

import re

from incidents.report.reading import leading, names
from incidents.report.reading.lines import Line
from incidents.report.reading.names import Label
from incidents.report.reading.roles import NEVER_BARE, ON_LESSONS, Role

_OPENING = frozenset({Role.TITLE, Role.SUMMARY, Role.TIMELINE, Role.ACTIONS, *ON_LESSONS})
SHORT = frozenset({Role.START, Role.END, Role.DAY, Role.DURATION, Role.SEVERITY, Role.COMPONENTS})
_PLAIN = re.compile(r"(?!Day \d)[A-Z][\w '-]*\??")
_LONGEST_PLAIN = 6  # words
_QUESTION = 3  # words; as many name a section in small letters too: "what was the root cause"
_TELLING_WORD = 4  # letters; a shorter word is in small letters in a name, too


def is_moment(text: str) -> bool:
    opening = leading.stamp(text)
    return opening is not None and not opening.rest


def alone(line: Line, label: Label, role: Role) -> bool:
    if label.rest or label.bold or label.colon:
        return not label.rest
    said = line.text[:1].isupper() or len(line.text.split()) >= _QUESTION
    return role not in NEVER_BARE and said and not line.text.endswith(".")


def label_on(line: Line) -> Label | None:
    if line.blank or line.verbatim or line.quoted or line.cells:
        return None
    return names.label_of(line.text)


def role_of(line: Line) -> Role | None:
    label = label_on(line)
    return names.role_of(label.name, heading=line.level > 0) if label else None


def in_title_case(line: Line, label: Label) -> bool:
    """Say whether a line is a name of capital words with a colon, such as "Safer Actions and Strategies:"."""
    alone = label.colon and not (label.rest or line.marker or line.indent)
    words = [word for word in label.name.split() if len(word) >= _TELLING_WORD]
    return alone and len(words) > 1 and all(word[:1].isupper() for word in words)


def is_short(line: Line) -> bool:
    """Say whether a line is a few words that begin with a capital, as a name is."""
    return len(line.text.split()) <= _LONGEST_PLAIN and bool(_PLAIN.fullmatch(line.text.strip()))


def groups(line: Line, label: Label) -> bool:
    """Say whether a name among actions stands over the next of them."""
    if line.marker:
        return label.colon or label.bold
    return bool(label.rest) or not line.text.endswith(".")


def in_capitals(*lines: Line | None) -> bool:
    """Say whether each line is named in capitals, with a colon."""
    labels = [label_on(line) if line else None for line in lines]
    return all(label is not None and label.colon and label.name.isupper() for label in labels)


def opens(label: Label, role: Role, *, alone: bool) -> bool:
    """Say whether "Name: …" opens a section; "TODO: …" and, beside other parts, "Problem: …" are none."""
    if role is Role.ACTIONS and not names.plain_name(label.name).endswith(("s", "prevention")):
        return False
    return label.colon and role in _OPENING and (alone or role is not Role.SUMMARY)


def follows_fact(line: Line, label: Label, above: Line | None, role: Role) -> bool:
    """Say whether "**Owner:** Ada" stands right under "**Severity:** SEV 2", and is no part of it."""
    told = label.bold and label.colon and bool(label.rest)
    fact = label_on(above) if above and role in SHORT and above.number == line.number - 1 else None
    return told and fact is not None and fact.bold and bool(fact.rest)
