"""Which checkpoints of a draft to give up as they grow old, so that their number and size stay bounded."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

# Of the checkpoints that nothing protects.
MOST = 600
MOST_BYTES = 30_000_000
# People who write in turns leave a checkpoint each time; of the last day's, so many are kept whatever.
_MOST_OF_A_DAY = 100
# Whoever restores a hundred times over is not kept from it; the oldest pinned ones are then as any other.
_MOST_PINNED = 100
_DAY, _WEEK, _HALF_A_YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=182)


class Kept(NamedTuple):
    """A checkpoint as far as thinning asks: `person` is a key, `size` is in bytes."""

    key: int
    at: datetime
    person: int
    size: int
    pinned: bool


def to_thin(kept: Sequence[Kept], now: datetime) -> list[int]:
    """Return the keys of those to delete; `kept` begins with the newest.

    All of the last day stay, one an hour for a week, one a day for half a year, then one a month: each time
    the newest. Neither the newest of all, nor the last of each person, nor one of the hundred that were
    pinned last is ever thinned.
    """
    protected = _protected(kept)
    chosen = set(_newest_of_each_span(kept, now))
    left, room = MOST, MOST_BYTES
    gone = []
    for one in kept:
        if one.key in protected:
            continue
        if one.key in chosen and left and room >= one.size:
            left, room = left - 1, room - one.size
        else:
            gone.append(one.key)
    return gone


def _protected(kept: Sequence[Kept]) -> set[int]:
    last_of_each = {one.person: one.key for one in reversed(kept)}
    pinned = [one.key for one in kept if one.pinned]
    return {*last_of_each.values(), *pinned[:_MOST_PINNED]}


def _newest_of_each_span(kept: Sequence[Kept], now: datetime) -> Iterator[int]:
    seen: set[Hashable] = set()
    for place, one in enumerate(kept):
        span = _span(one, place, now)
        if span not in seen:
            yield one.key
        seen.add(span)


def _span(one: Kept, place: int, now: datetime) -> Hashable:
    """Return the stretch of time of which one checkpoint is enough, by the clocks of UTC."""
    at, age = one.at.astimezone(UTC), now - one.at
    if age < _DAY:
        return one.key if place < _MOST_OF_A_DAY else ("ten minutes", at.date(), at.hour, at.minute // 10)
    if age < _WEEK:
        return "hour", at.date(), at.hour
    if age < _HALF_A_YEAR:
        return "day", at.date()
    return "month", at.year, at.month
