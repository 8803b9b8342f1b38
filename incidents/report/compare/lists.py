"""What changed in the lists of a report: items put in, taken out, moved, and said in another way."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from incidents.report.compare.change import Change, FieldChange, Kind, field_change
from incidents.report.compare.pairing import moved, pair
from incidents.report.value import Part, Report

# What tells one item of a list from another, the most telling first; the last is its text.
NAMES: Mapping[str, Sequence[Callable[[Any], Hashable]]] = {
    "timeline": (lambda event: event, lambda event: event.text),
    "root_causes": (lambda cause: replace(cause, because_of=None), lambda cause: cause.text),
    "actions": (
        lambda action: replace(action, addresses=()),
        lambda action: action.tracker,
        lambda action: action.title,
    ),
}


class _Both(Struct, frozen=True):
    """Two lists of the same name; `pairs` leads from places now to places before, `causes` the other way."""

    name: str
    old: Sequence[Part]
    new: Sequence[Part]
    pairs: Mapping[int, int]
    causes: Mapping[int, int]
    same_zone: bool


def list_changes(before: Report, after: Report) -> dict[str, list[Change]]:
    """Return each list's changes in the order in which its items are read, removed ones where they were."""
    pairings = {name: pair(getattr(before, name), getattr(after, name), NAMES[name]) for name in NAMES}
    causes = {was: now for now, was in pairings["root_causes"].items()}
    zone = before.timezone == after.timezone
    return {
        name: list(_changes(_Both(name, getattr(before, name), getattr(after, name), each, causes, zone)))
        for name, each in pairings.items()
    }


def same_time(before: datetime | None, after: datetime | None, *, same_zone: bool) -> bool:
    """Say whether a reader sees the same time; where the zone itself changed, by the clock that is shown."""
    if before is None or after is None:
        return before is after
    if same_zone:
        return before.isoformat() == after.isoformat()
    return before.replace(tzinfo=None) == after.replace(tzinfo=None)


def _changes(both: _Both) -> Iterator[Change]:
    changed = {
        place: tuple(_fields(both, both.old[here], both.new[place])) for place, here in both.pairs.items()
    }
    # An event whose time changed stands elsewhere because of that: its time is what to read.
    others = moved({place: both.pairs[place] for place in both.pairs if not _is_retimed(changed[place])})
    gone = _gone(both.pairs, len(both.old))
    yield from (_removed(both, place) for place in gone.get(-1, ()))
    for place, now in enumerate(both.new):
        if place not in both.pairs:
            yield Change(Kind.ADDED, both.name, None, f"{both.name}[{place}]", now=now)
        elif changed[place] or place in others:
            yield _changed(both, place, changed[place], has_moved=place in others)
        yield from (_removed(both, each) for each in gone.get(place, ()))


def _is_retimed(fields: Sequence[FieldChange]) -> bool:
    return any(field.name == "at" for field in fields)


def _gone(pairs: Mapping[int, int], count: int) -> dict[int, list[int]]:
    """Return the removed items by the place now after which they would be read; -1 is the beginning."""
    now_at = {was: now for now, was in pairs.items()}
    gone: dict[int, list[int]] = {}
    above = -1
    for place in range(count):
        if place in now_at:
            above = now_at[place]
        else:
            gone.setdefault(above, []).append(place)
    return gone


def _removed(both: _Both, place: int) -> Change:
    return Change(Kind.REMOVED, both.name, f"{both.name}[{place}]", None, was=both.old[place])


def _changed(both: _Both, place: int, fields: tuple[FieldChange, ...], *, has_moved: bool) -> Change:
    here = both.pairs[place]
    paths = (f"{both.name}[{here}]", f"{both.name}[{place}]")
    return Change(Kind.CHANGED, both.name, *paths, fields, both.old[here], both.new[place], has_moved)


def _fields(both: _Both, was: Part, now: Part) -> Iterator[FieldChange]:
    for name in was.__struct_fields__:
        before, after = getattr(was, name), getattr(now, name)
        if name == "at":
            same = same_time(before, after, same_zone=both.same_zone)
        elif name == "because_of":
            same = both.causes.get(before) == after if before is not None else after is None
        elif name == "addresses":
            same = sorted(both.causes.get(cause, -1) for cause in before) == list(after)
        else:
            same = before == after
        if not same:
            yield field_change(name, before, after)
