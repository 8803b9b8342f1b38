"""Two people's changes to one part of a draft, brought together field by field.

A field's text is what a browser sends of it. Where only one of the two changed a field, that change stands;
where both did, and differently, the field is contested and nobody's text is taken.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from incidents.report import text

Text = str | list[str]
Texts = Mapping[str, Text]


class Merged(NamedTuple):
    """Each field's text, the fields taken from the other person, and those both changed, which keep mine."""

    texts: dict[str, Text]
    theirs: tuple[str, ...]
    contested: tuple[str, ...]


def merge(base: Texts | None, mine: Texts, theirs: Texts, *, read_by: Mapping[str, str]) -> Merged:
    """Bring `mine` and `theirs` together, which both come from `base`; None where that isn't known.

    `read_by` names for a field the one without which it tells nothing, as a time and its zone: a change of
    either is a change of both.
    """
    sources = {name: _source(base, mine, theirs, (name, read_by.get(name, name))) for name in mine}
    return Merged(
        {name: theirs.get(name, "") if sources[name] == "theirs" else typed for name, typed in mine.items()},
        tuple(name for name, source in sources.items() if source == "theirs"),
        tuple(name for name, source in sources.items() if source == "both"),
    )


def _source(base: Texts | None, mine: Texts, theirs: Texts, names: tuple[str, str]) -> str:
    """Return whose text of the first name stands, where all of `names` hang together."""
    typed, stands = _read(mine, names), _read(theirs, names)
    was = None if base is None else _read(base, names)
    if typed == stands or (was and typed[0] == stands[0] == was[0]):
        return "mine"
    if typed == was:
        return "theirs"
    return "mine" if stands == was else "both"


def _read(texts: Texts, names: tuple[str, str]) -> list[Any]:
    return [_spelled(texts.get(name, "")) for name in names]


def _spelled(typed: Text) -> Any:
    # What the Report leaves out of every text is no change.
    return text.prose(typed) if isinstance(typed, str) else sorted(typed)
