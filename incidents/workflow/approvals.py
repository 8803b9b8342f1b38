"""Which decisions settle a revision, and which approvals are missing. Pure: rows as they were fetched."""

from collections.abc import Sequence

from incidents.models import Decision, Publication, Verdict
from incidents.models.policy import Groups, unfilled


def missing(seats: Sequence[Groups], decisions: Sequence[Decision]) -> list[Groups]:
    """Return the seats that nobody's approval fills yet."""
    return unfilled(seats, [frozenset(each.groups) for each in decisions if each.verdict == Verdict.APPROVED])


def settling(
    seats: Sequence[Groups], decisions: Sequence[Decision], publication: Publication | None
) -> Decision | None:
    """Return which of the decisions on a revision, oldest first, settled it; None while it is in review."""
    for decision in decisions:
        if publication and publication.decision_id == decision.pk:
            return decision
    ended = [each for each in decisions if each.verdict != Verdict.APPROVED]
    if ended:
        return ended[-1]
    for count, decision in enumerate(decisions, start=1):
        if not missing(seats, decisions[:count]):
            return decision
    return None
