"""The chain over all publications: every entry names the hash of the one before it.

So nobody can change, drop or insert a publication of the past without changing the hash of every later entry,
which others may have kept. docs/ledger.md says how it is spelled and checked.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from incidents.asked import Given, Row, question
from incidents.errors import WrongStateError
from incidents.models import LedgerEntry, LedgerHead, Publication
from incidents.models.ledger_entry import BEFORE_THE_FIRST
from incidents.report import canonical
from incidents.report.words import say

_HEAD = 1  # the key of its only row


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the ledger says of one publication; `time` is in UTC.

    `digest` is that of the report, empty for a withdrawal; `note_digest` that of what readers were told of
    the change, empty for a first edition.
    """

    position: int
    slug: str
    edition: int
    kind: str
    time: str
    digest: str
    note_digest: str
    minor: bool
    previous: str

    def said(self) -> dict[str, object]:
        """Return all that is hashed, by name."""
        return {name: getattr(self, name) for name in _SAID}

    @cached_property
    def hash(self) -> str:
        return canonical.digest(spelled(self.said()))


_SAID = tuple(field.name for field in fields(Entry))


def spelled(value: dict[str, object]) -> bytes:
    """Return the bytes that are hashed and signed: JSON without white space, keys sorted, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def enter(publications: Sequence[Publication]) -> None:
    """Append these to the chain, in the transaction that makes them.

    The head stays locked until that ends: the chain's order is the order in which editions become public
    knowledge, and a rebuilt ledger can't differ. Whoever publishes locks the incident before it.
    """
    LedgerHead.objects.get_or_create(pk=_HEAD)
    head = LedgerHead.objects.select_for_update().get(pk=_HEAD)
    rows = []
    for publication in publications:
        entry = Entry(
            position=head.entries + 1,
            slug=publication.incident.slug,
            edition=publication.edition,
            kind=publication.kind,
            time=_time(publication.published_at),
            digest=publication.digest,
            note_digest=_of_note(publication.note),
            minor=publication.minor,
            previous=head.hash,
        )
        rows.append(LedgerEntry(position=entry.position, publication=publication, hash=entry.hash))
        head.entries, head.hash = entry.position, entry.hash
    LedgerEntry.objects.bulk_create(rows)
    head.save()


def entries(first: int, last: int) -> list[Entry]:
    """Return the entries at these positions, both included.

    Raises WrongStateError where one isn't there, or no longer says what was entered.
    """
    found = list(question(_between).rows({"first": first - 1, "last": last}))
    if first == 1:
        found.insert(0, (0, BEFORE_THE_FIRST))
    if [position for position, *_ in found] != list(range(first - 1, last + 1)):
        raise WrongStateError(
            say(
                "Entries %(first)s to %(last)s of the ledger are not whole; restore a backup.",
                first=first,
                last=last,
            )
        )
    return list(_chained(found))


_COLUMNS = ("incident__slug", "edition", "kind", "published_at", "digest", "note", "minor")


def _between() -> "QuerySet[LedgerEntry, Row]":
    first, last = (Given(name, BigIntegerField()) for name in ("first", "last"))
    rows = LedgerEntry.objects.filter(position__gte=first, position__lte=last).order_by("position")
    return rows.values_list("position", "hash", *(f"publication__{name}" for name in _COLUMNS))


def _chained(rows: Sequence[tuple[Any, ...]]) -> Iterator[Entry]:
    for (_, previous, *_rest), (position, stored, *said) in pairwise(rows):
        slug, edition, kind, at, digest, note, minor = said
        entry = Entry(
            position=position,
            slug=slug,
            edition=edition,
            kind=kind,
            time=_time(at),
            digest=digest,
            note_digest=_of_note(note),
            minor=minor,
            previous=previous,
        )
        if entry.hash != stored:
            raise WrongStateError(
                say(
                    "Entry %(position)s of the ledger no longer says what was published; restore a backup.",
                    position=position,
                )
            )
        yield entry


def _of_note(note: str) -> str:
    return canonical.digest(note.encode()) if note else ""


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
