"""Editions as rows of the database, and as the posts that they make."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from incidents.errors import WrongStateError
from incidents.models import Publication, PublicationKind, Verdict
from incidents.publishing.site import Edition, EditionKind, Post
from incidents.report import canonical
from incidents.report.value import Report
from incidents.report.words import say

COLUMNS = (
    "pk",
    "incident_id",
    "incident__reference",
    "incident__slug",
    "edition",
    "kind",
    "published_at",
    "note",
    "digest",
    "minor",
    "decision__verdict",
    "decision__digest",
    "report",
)


class EditionRow(NamedTuple):
    """What is asked of an edition, in the order of the columns; its report may be left out."""

    pk: int
    incident: int
    reference: str
    slug: str
    edition: int
    kind: str
    published_at: datetime
    note: str
    digest: str
    minor: bool
    verdict: str | None
    approved: str | None
    report: bytes = b""

    def __str__(self) -> str:
        return f"{self.reference} edition {self.edition}"


def as_of_each(rows: Sequence[EditionRow]) -> list[Post]:
    """Return the post as of each of its editions, oldest first. `rows` are all of them."""
    return [as_of(row, rows) for row in rows]


def as_of(row: EditionRow, editions: Sequence[EditionRow]) -> Post:
    """Return the post as of one of its editions, without a report where it was withdrawn then or later."""
    is_gone = any(is_withdrawal(each.kind) for each in editions if each.edition >= row.edition)
    return Post(
        reference=row.reference,
        slug=row.slug,
        report=Report() if is_gone else _approved(row),
        editions=tuple(edition_of(each) for each in editions if each.edition <= row.edition),
    )


def edition_of(row: Publication | EditionRow) -> Edition:
    """Return what a page says of one publication."""
    return Edition(
        number=row.edition,
        kind=EditionKind(row.kind),
        published_at=row.published_at,
        note=row.note,
        digest=row.digest,
        minor=row.minor,
    )


def is_withdrawal(kind: str) -> bool:
    return kind == PublicationKind.WITHDRAWAL


def _approved(row: EditionRow) -> Report:
    """Return what the edition shows. Raises WrongStateError unless its bytes are those that were approved."""
    data = bytes(row.report)
    approved = row.approved if row.verdict == Verdict.APPROVED else None
    if not canonical.digest(data) == row.digest == approved:
        raise WrongStateError(
            say("%(row)s is not what was approved, so it can't be shown; restore it from a backup.", row=row)
        )
    return canonical.recall(data)
