"""The texts of a report, each with its path, in the order a reader meets them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeVar

from incidents.report.value import Audience, CorrectiveAction, Report, TimelineEvent

MOST_IN_A_TEXT = 20
T = TypeVar("T")
CUSTOMER_PROSE = ("title", "summary", "impact", "resolution", "closing")


class Place(NamedTuple):
    """A text at a path. `public` says whether customers would read it."""

    path: str
    text: str
    public: bool


def texts(report: Report) -> Iterator[Place]:
    """Yield every text that isn't empty."""
    return (place for place in _kept(report) if place.text)


def public_texts(report: Report) -> Iterator[Place]:
    """Yield every text that customers would read."""
    return (place for place in texts(report) if place.public)


def prose(report: Report) -> Iterator[Place]:
    """Yield the public texts written in sentences: neither names, owners, trackers nor categories."""
    short = (".owner", ".tracker", ".category")
    return (
        place
        for place in public_texts(report)
        if not place.path.endswith(short) and not place.path.startswith("components")
    )


def search(places: Iterable[Place], pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str]]]:
    """Yield the different texts that the pattern matches in each place, the first few of each."""
    for place in places:
        first = {match[0]: match for match in reversed(list(few(pattern.finditer(place.text))))}
        yield from ((place, match) for match in reversed(first.values()))


def few(found: Iterable[T]) -> Iterator[T]:
    """Yield the first findings of one text: more would bury the author, and come when these are mended."""
    return islice(found, MOST_IN_A_TEXT)


def position(path: str) -> tuple[int, int, str]:
    """Return where a path stands in the order of the report, for sorting."""
    name, _, rest = path.partition("[")
    name, _, field = name.partition(".")
    index, _, below = rest.partition("]")
    order = Report.__struct_fields__
    return order.index(name) if name in order else len(order), int(index or -1), field + below


@lru_cache(maxsize=4)
def _kept(report: Report) -> tuple[Place, ...]:
    # Nearly every rule asks for the texts of the same report.
    return tuple(_all(report))


def _all(report: Report) -> Iterator[Place]:
    yield Place("title", report.title, public=True)
    for index, name in enumerate(report.components):
        yield Place(f"components[{index}]", name, public=True)
    yield Place("summary", report.summary, public=True)
    yield Place("impact", report.impact, public=True)
    for index, event in enumerate(report.timeline):
        yield from _event(f"timeline[{index}]", event)
    for index, cause in enumerate(report.root_causes):
        public = cause.audience is Audience.PUBLIC
        yield Place(f"root_causes[{index}].category", cause.category, public)
        yield Place(f"root_causes[{index}].text", cause.text, public)
    yield Place("resolution", report.resolution, public=True)
    for index, action in enumerate(report.actions):
        yield from _action(f"actions[{index}]", action)
    for name in ("went_well", "went_wrong", "lucky"):
        yield Place(f"lessons.{name}", getattr(report.lessons, name), public=True)
    yield Place("closing", report.closing, public=True)
    yield Place("notes", report.notes, public=False)


def _event(path: str, event: TimelineEvent) -> Iterator[Place]:
    yield Place(f"{path}.text", event.text, event.audience is Audience.PUBLIC)
    yield Place(f"{path}.source", event.source, public=False)


def _action(path: str, action: CorrectiveAction) -> Iterator[Place]:
    public = action.audience is Audience.PUBLIC
    for name in ("title", "detail", "owner", "tracker"):
        yield Place(f"{path}.{name}", getattr(action, name), public)
    for index, task in enumerate(action.tasks):
        yield Place(f"{path}.tasks[{index}].title", task.title, public)
