"""Lines typed or pasted as causes: one begun with ``>`` says why the one before it came about."""

import re
from textwrap import dedent

from msgspec import Struct

from incidents.errors import NotValidError
from incidents.report import text as spelling
from incidents.report.value import CauseKind
from incidents.report.words import say

_LINE = re.compile(
    r"(?P<space>\s*)(?P<before>(?:>\s*)*)(?:(?:[-*•]|\d{1,3}[.)])\s+)?(?P<after>(?:>\s*)*)(?P<text>.*)"
)
_KIND = re.compile(
    r"(?:(?P<trigger>trigger)|(?P<root>root(?: cause)?)|(?P<contributing>contributing(?: (?:cause|factor))?)"
    r"|(?P<detection_gap>(?:detection )?gap)):\s+(?=\S)",
    re.IGNORECASE,
)


class TypedCause(Struct, frozen=True):
    """A cause as typed; `kind` is None if not said. One that `explains` answers the why of the one before."""

    text: str
    kind: CauseKind | None = None
    explains: bool = False


def read_causes(text: str) -> tuple[TypedCause, ...]:
    """Return the causes that lines tell. Raises NotValidError for a second answer to one why."""
    found: list[TypedCause] = []
    before = 0
    for number, line in enumerate(dedent(text.expandtabs(4)).splitlines(), start=1):
        match = _LINE.match(line)
        said = spelling.prose(match["text"]).strip() if match else ""
        if match is None or not said:
            continue
        level = (match["before"] + match["after"]).count(">") or len(match["space"])
        if 0 < level < before:
            raise NotValidError(
                say(
                    "Line %(number)s: a cause is explained by one other; begin the line without > or "
                    "space, and it begins whys of its own.",
                    number=number,
                )
            )
        found.append(_cause(said, explains=level > 0))
        before = level
    return tuple(found)


def _cause(said: str, *, explains: bool) -> TypedCause:
    kind = _KIND.match(said)
    if kind is None:
        return TypedCause(said, explains=explains)
    return TypedCause(said[kind.end() :], CauseKind(str(kind.lastgroup)), explains)
