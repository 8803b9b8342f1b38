"""Which item of a list before is which item of the list after, whatever was put in, taken out or moved."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")

_WORD = re.compile(r"\w+")
_ALIKE = 0.4
# Likeness is asked for each of the left-over pairs; of more than this, only equal names are paired.
_MOST_PAIRS = 250_000


def pair(
    before: Sequence[ItemT], after: Sequence[ItemT], names: Sequence[Callable[[ItemT], Hashable]]
) -> dict[int, int]:
    """Return the place before of each place after whose item was there already.

    Items whose names are the same are paired, the most telling name first, then those whose words are alike.
    A name is anything that tells one item from another; an empty one tells nothing. The last name is the
    text by which likeness is judged.
    """
    pairs: dict[int, int] = {}
    for name in names:
        pairs |= dict(_same(before, after, name, pairs))
    pairs |= dict(_alike(before, after, names[-1], pairs))
    return pairs


def _open(count: int, taken: set[int]) -> list[int]:
    return [place for place in range(count) if place not in taken]


def _same(
    before: Sequence[ItemT], after: Sequence[ItemT], name: Callable[[ItemT], Hashable], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for place in _open(len(before), set(pairs.values())):
        places[name(before[place])].append(place)
    for place in _open(len(after), set(pairs)):
        named = name(after[place])
        if named != "" and places[named]:
            yield place, places[named].popleft()


def _alike(
    before: Sequence[ItemT], after: Sequence[ItemT], name: Callable[[ItemT], Hashable], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    old, new = _open(len(before), set(pairs.values())), _open(len(after), set(pairs))
    if len(old) * len(new) > _MOST_PAIRS:
        return
    words_of = {place: _words(name(before[place])) for place in old}
    candidates = []
    for there in new:
        words = _words(name(after[there]))
        likely = (
            (_likeness(words, words_of[here]), -abs(here - there), -here - there, there, here) for here in old
        )
        candidates += [candidate for candidate in likely if candidate[0] >= _ALIKE]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_order, there, here in sorted(candidates, reverse=True):
        if there not in taken_new and here not in taken_old:
            taken_new.add(there)
            taken_old.add(here)
            yield there, here


def _words(text: Hashable) -> frozenset[str]:
    return frozenset(_WORD.findall(str(text).lower()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the smaller text's words the texts share, from 0 to 1, less where sizes differ."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def moved(pairs: Mapping[int, int]) -> frozenset[int]:
    """Return the places after that are not in the longest run that kept its order."""
    order = sorted(pairs)
    tails: list[int] = []  # the smallest last place before, of a run of each length
    ends: list[int] = []  # and the place after where that run ends
    previous: dict[int, int | None] = {}
    for place in order:
        length = bisect_left(tails, pairs[place])
        previous[place] = ends[length - 1] if length else None
        tails[length : length + 1] = [pairs[place]]
        ends[length : length + 1] = [place]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return frozenset(order) - kept
