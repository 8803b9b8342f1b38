"""What a typed line says of its event by name: the kind, and that customers don't read it.

A name stands in front (``Detected: …``, ``[detected] …``) or behind (``… #detected``, ``… (detected)``).
Whom an event is for is only said with ``#internal``, ``[internal]`` or ``Internal:``; in round brackets that
word may be part of a sentence.
"""

import re
from typing import NamedTuple

from incidents.report import text as spelling
from incidents.report.value import Audience, EventKind

_NAMES: dict[str, EventKind | Audience] = {
    **{kind.value: kind for kind in EventKind},
    **{audience.value: audience for audience in Audience},
    "detection": EventKind.DETECTED,
    "ack": EventKind.ACKNOWLEDGED,
    "acked": EventKind.ACKNOWLEDGED,
    "misleading path": EventKind.MISLEADING,
    "red herring": EventKind.MISLEADING,
    "public notified": EventKind.NOTIFIED,
    "cause identified": EventKind.IDENTIFIED,
    "mitigation": EventKind.MITIGATED,
    "resolution": EventKind.RESOLVED,
    "event": EventKind.OTHER,
}
_ANY = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_KINDS = "|".join(re.escape(name) for name, meant in _NAMES.items() if isinstance(meant, EventKind))
_FRONT = re.compile(rf"\s*(?:\[({_ANY})\]:?|({_ANY}):|#({_ANY})\b)\s+", re.IGNORECASE)
_BEHIND = re.compile(rf"\s+(?:\[({_ANY})\]|#({_ANY})|\(({_KINDS})\))[.\s]*\Z", re.IGNORECASE)


class Tagged(NamedTuple):
    """The line without its tags; what was not said is None."""

    text: str
    kind: EventKind | None = None
    audience: Audience | None = None


def tagged(line: str) -> Tagged:
    """Read the tags of a line. One that is nothing but a tag stays as it is: it says what happened."""
    found = Tagged(line)
    while match := _FRONT.match(found.text) or _BEHIND.search(found.text):
        rest = found.text[: match.start()] + found.text[match.end() :]
        if not spelling.prose(rest).strip():
            break
        meant = _NAMES[next(filter(None, match.groups())).lower()]
        if isinstance(meant, EventKind):
            found = found._replace(text=rest, kind=found.kind or meant)
        else:
            found = found._replace(text=rest, audience=found.audience or meant)
    return found
