"""One thing that differs between two reports."""

from enum import StrEnum
from typing import Any

from msgspec import Struct

from incidents.report.compare.words import Piece, mark_words
from incidents.report.value import Part


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(Struct, frozen=True):
    """A field's values before and after; for text, `pieces` are the words marked."""

    name: str
    before: Any
    after: Any
    pieces: tuple[Piece, ...] = ()


class Change(Struct, frozen=True):
    """A field of the report, or an item of one of its lists, that is not as it was.

    `part` is ``summary``, ``lessons.lucky`` or the list's name. `before` and `after` are paths in the two
    reports, None where there is no such item. `was` and `now` are the items. `moved` says that an item is in
    another place among those that stayed.
    """

    kind: Kind
    part: str
    before: str | None
    after: str | None
    fields: tuple[FieldChange, ...] = ()
    was: Part | None = None
    now: Part | None = None
    moved: bool = False


def field_change(name: str, before: Any, after: Any) -> FieldChange:
    texts = isinstance(before, str) and isinstance(after, str)
    return FieldChange(name, before, after, mark_words(before, after) if texts else ())
