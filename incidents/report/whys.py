"""How causes explain each other: chains of whys, changing them, and which causes nothing is done about.

A cause is explained by one other at most, so from each cause one way leads down, why after why; several
may meet. `because` names for each cause, in the list's order, the one that explains it, by any keys. What
moves a cause returns a changed copy, and raises NotValidError where the causes can't be so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from incidents.errors import NotValidError
from incidents.report.value import ActionState, CauseKind, CorrectiveAction, RootCause
from incidents.report.words import say

Because = Mapping[int, int | None]

TO_ADDRESS = frozenset({CauseKind.ROOT, CauseKind.DETECTION_GAP})


class Step(Struct, frozen=True):
    """A cause in a chain; where a chain meets one above, it ends in a step that `is_shown_above`."""

    key: int
    is_shown_above: bool


def chains(because: Because) -> list[list[Step]]:
    """Return each chain, from what happened to what explains it in the end."""
    found: list[list[Step]] = []
    shown: set[int] = set()
    for head in _heads(because):
        chain: list[Step] = []
        for key in up_from(because, head):
            chain.append(Step(key, key in shown))
            if key in shown:
                break
            shown.add(key)
        found.append(chain)
    return found


def up_from(because: Because, key: int | None) -> Iterator[int]:
    """Yield the cause and all that explains it, one why after the other."""
    while key is not None:
        yield key
        key = because[key]


def deepest(because: Because, key: int) -> int:
    """Return the cause at the end of this one's whys, which nothing explains yet."""
    return list(up_from(because, key))[-1]


def nested(because: Because, key: int) -> dict[int, int | None]:
    """Have the head of a chain explain the chain before it."""
    heads = _heads(because)
    if key not in heads:
        raise NotValidError(say("This cause explains the one before it already."))
    place = heads.index(key)
    if place == 0:
        raise NotValidError(say("No cause stands before this one that it could explain."))
    last = deepest(because, heads[place - 1])
    if last in up_from(because, key):
        raise NotValidError(say("The two would explain each other in a circle, so nothing was moved."))
    return {**because, last: key}


def apart(because: Because, key: int) -> dict[int, int | None]:
    """Have a cause, with what explains it, begin a chain of its own right after the last that led to it."""
    if key not in because.values():
        raise NotValidError(say("This cause begins its whys already."))
    leading = [each for each in _heads(because) if key in up_from(because, each)]
    order = _after(list(because), key, leading[-1])
    return {each: None if because[each] == key else because[each] for each in order}


def raised(because: Because, key: int) -> dict[int, int | None]:
    """Move a chain before the one above it, or a cause within its chain a step up."""
    heads = _heads(because)
    if key in heads:
        place = heads.index(key)
        return _swapped(because, heads[place - 1], key) if place else dict(because)
    explained = [each for each, why in because.items() if why == key]
    if len(explained) > 1:
        raise NotValidError(
            say("Several causes lead to this one; choose what explains each of them in its form.")
        )
    return _turned(because, explained[0], key)


def lowered(because: Because, key: int) -> dict[int, int | None]:
    """Move a chain after the one below it, or a cause within its chain a step down."""
    heads = _heads(because)
    if key in heads:
        place = heads.index(key) + 1
        return _swapped(because, key, heads[place]) if place < len(heads) else dict(because)
    below = because[key]
    return dict(because) if below is None else raised(because, below)


MOVES: Mapping[str, Callable[[Because, int], dict[int, int | None]]] = {
    "up": raised,
    "down": lowered,
    "in": nested,
    "out": apart,
}


def unaddressed(causes: Sequence[RootCause], actions: Sequence[CorrectiveAction]) -> list[int]:
    """Return the places of the root causes and gaps that no promise addresses, nor what explains them."""
    because = {place: cause.because_of for place, cause in enumerate(causes)}
    promised = (action for action in actions if action.state is not ActionState.CANCELLED)
    addressed = {place for action in promised for place in action.addresses}
    return [
        place
        for place, cause in enumerate(causes)
        if cause.kind in TO_ADDRESS and not addressed.intersection(up_from(because, place))
    ]


def _heads(because: Because) -> list[int]:
    explaining = set(because.values())
    return [key for key in because if key not in explaining]


def _after(order: list[int], key: int, other: int) -> list[int]:
    rest = [each for each in order if each != key]
    place = rest.index(other) + 1
    return [*rest[:place], key, *rest[place:]]


def _swapped(because: Because, one: int, other: int) -> dict[int, int | None]:
    places = {one: other, other: one}
    return {places.get(key, key): because[places.get(key, key)] for key in because}


def _turned(because: Because, above: int, key: int) -> dict[int, int | None]:
    """Have `key`, which explains `above`, be explained by it instead, in the place it had."""
    turned = {each: key if why == above else why for each, why in because.items()}
    return _swapped({**turned, key: above, above: because[key]}, above, key)
