"""What customers newly read when a revision goes out: the public changes, and nothing that stays inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from django.utils.translation import gettext as _

from incidents import changes
from incidents.changes import ToldPart
from incidents.dates import SHORT, spelled
from incidents.models import Incident, Publication, PublicationKind, Revision, Verdict
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import Report
from incidents.workflow import Standing


@dataclass(frozen=True)
class NewlyRead:
    """The changes since what the sentence `since` names; None where there is nothing to compare with."""

    since: str
    parts: Sequence[ToldPart] | None


def newly_read(revision: Revision, standing: Standing) -> NewlyRead:
    """Compare with the edition before, or else with what was approved before."""
    now = public(canonical.recall(bytes(revision.report)))
    published = since_publication(now, revision.incident, revision, standing)
    if published:
        return published
    approved = revision.incident.revisions.filter(
        number__lt=revision.number, decisions__verdict=Verdict.APPROVED
    ).last()
    if approved and revision.again:
        was = public(canonical.recall(bytes(approved.report)))
        said = _("Nothing was published before. Since revision %(number)s, which was approved:")
        return NewlyRead(said % {"number": approved.number}, changes.told(was, now))
    return NewlyRead(_("This is the first publication: all of it is new to customers."), None)


def since_publication(
    now: Report, incident: Incident, revision: Revision | None, standing: Standing
) -> NewlyRead | None:
    """Compare what is public of a revision, or of the draft, with the edition before; None without one."""
    edition = _edition_before(incident, revision) if standing.publication else None
    if edition is None:
        return None
    was = canonical.recall(bytes(edition.report))
    return NewlyRead(_since(edition, standing), changes.told(was, now))


def _edition_before(incident: Incident, revision: Revision | None) -> Publication | None:
    """Return the newest edition that showed another text than this revision's."""
    texts = incident.publications.exclude(kind=PublicationKind.WITHDRAWAL)
    return texts.exclude(decision__revision=revision).order_by("edition").last()


def _since(edition: Publication, standing: Standing) -> str:
    if standing.is_live:
        said = _("Since edition %(number)s, published on %(day)s:")
    else:
        said = _("Since edition %(number)s, published on %(day)s and withdrawn by now:")
    return said % {"number": edition.edition, "day": spelled(edition.published_at.astimezone(UTC), SHORT)}
