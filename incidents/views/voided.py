"""Which public change voided the approvals of a report, and who made it."""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents import authorship, changes
from incidents.authorship import Wrote
from incidents.changes import ToldPart
from incidents.models import Decision, Incident
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import Report
from incidents.workflow import Standing


@dataclass(frozen=True)
class Voided:
    """The approvals that no longer hold, and each public change since the text that they were given to.

    A change comes with who made it; None where that can't be told any more.
    """

    approvals: Sequence[Decision]
    parts: Sequence[tuple[Sequence[ToldPart], Wrote | None]]


def voided(incident: Incident, standing: Standing, draft: Report) -> Voided | None:
    """Return what a draft that differs from its approved revision lost; None where nothing was lost."""
    if standing.revision is None or not standing.changed or not standing.approvers:
        return None
    if standing.publication and standing.publication.decision_id == (
        standing.decision and standing.decision.pk
    ):
        return None  # what was approved is out: this is a draft of a correction
    was = public(canonical.recall(bytes(standing.revision.report)))
    since = standing.approvers[0].decided_at
    wrote = {each.part: each for each in authorship.last_to_change(incident) if each.until >= since}
    parts = [([part], wrote.get(part.part)) for part in changes.told(was, public(draft))]
    return Voided(standing.approvers, parts)
