"""Who changed each part of a draft last, as far as its checkpoints tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from incidents.models import Checkpoint, Incident
from incidents.report import canonical
from incidents.report.compare import PARTS, compare

_EMPTY = (b'""', b"null", b"[]")


@dataclass(frozen=True)
class Wrote:
    """That one of these people, and nobody else, changed a part last, between two moments.

    Without people it is not known who: the part was as it is when keeping checkpoints began, at `until`.
    `begun` says that the draft was begun with it.
    """

    part: str
    people: Sequence[User]
    since: datetime
    until: datetime
    begun: bool = False


def last_to_change(incident: Incident) -> list[Wrote]:
    """Return who changed what last, in reading order; parts that are empty and always were are left out."""
    found: dict[str, Wrote] = {}
    newer: Checkpoint | None = None
    for older in _newest_first(incident):
        if newer and differing(older, newer) - found.keys():
            for part in set(changed_parts(older, newer)) - found.keys():
                found[part] = Wrote(part, newer.people(), newer.since, newer.at)
        newer = older
    if newer:
        found = {each.part: each for each in _from_the_beginning(incident, newer)} | found
    return [found[part] for part in PARTS if part in found]


def contributors(incident: Incident, until: datetime) -> frozenset[int]:
    """Return the keys of all who wrote in the draft up to a moment, however little."""
    kept = incident.checkpoints.filter(since__lte=until)
    others = kept.exclude(others=None).values_list("others", flat=True)
    return frozenset({*kept.values_list("person", flat=True).distinct().order_by(), *others.order_by()})


def changed_parts(before: Checkpoint, after: Checkpoint) -> list[str]:
    """Return the parts in which a reader finds two checkpoints to differ, in reading order."""
    parts = differing(before, after)
    # Times of another zone, and references to causes at other places, may be what they were to a reader.
    if "timezone" not in parts and not {"root_causes", "actions"} <= parts:
        return [part for part in PARTS if part in parts]
    was, now = canonical.recall(bytes(before.report)), canonical.recall(bytes(after.report))
    changed = {change.part for change in compare(was, now)}
    return [part for part in PARTS if part in changed]


def differing(before: Checkpoint, after: Checkpoint) -> set[str]:
    """Return the parts whose bytes differ: all that `changed_parts` returns, at a fraction of its cost."""
    said = canonical.fields(bytes(before.report))
    return {part for part, held in canonical.fields(bytes(after.report)).items() if said[part] != held}


def _newest_first(incident: Incident) -> Iterator[Checkpoint]:
    kept = incident.checkpoints.select_related("person").prefetch_related("others")
    return kept.iterator(chunk_size=50)


def _from_the_beginning(incident: Incident, oldest: Checkpoint) -> Iterator[Wrote]:
    begun = oldest.at <= incident.created_at
    said = canonical.fields(bytes(oldest.report))
    for part in PARTS:
        if said[part] not in _EMPTY:
            people = [oldest.person] if begun else []
            yield Wrote(part, people, oldest.since, oldest.at, begun=begun)
