"""Where a report stands, derived from draft, revisions, decisions and publications; none of it stored."""

from dataclasses import dataclass
from enum import StrEnum

from incidents import drafts
from incidents.models import Decision, Incident, Publication, PublicationKind, Revision, Verdict
from incidents.report.projection import public_digest


class Stage(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


# What can be done at each stage. Withdrawing hangs on the public site, not on the draft: see Standing.steps.
STEPS: dict[Stage, frozenset[Step]] = {
    Stage.DRAFT: frozenset({Step.SUBMIT}),
    Stage.IN_REVIEW: frozenset({Step.APPROVE, Step.SEND_BACK}),
    Stage.SENT_BACK: frozenset({Step.SUBMIT}),
    Stage.APPROVED: frozenset({Step.PUBLISH, Step.CORRECT}),
    Stage.PUBLISHED: frozenset(),
    Stage.WITHDRAWN: frozenset({Step.SUBMIT}),
}


@dataclass(frozen=True)
class Standing:
    """A report's stage with what it was derived from.

    `changed` says that the draft's public text differs from that of the newest revision.
    """

    stage: Stage
    draft_digest: str
    changed: bool
    revision: Revision | None
    decision: Decision | None
    publication: Publication | None

    @property
    def is_live(self) -> bool:
        """Whether customers can read the post now."""
        return self.publication is not None and self.publication.kind != PublicationKind.WITHDRAWAL

    @property
    def steps(self) -> frozenset[Step]:
        possible = set(STEPS[self.stage])
        if self.stage is Stage.IN_REVIEW and self.changed:
            possible = {Step.SUBMIT, Step.SEND_BACK}
        possible.discard(Step.PUBLISH if self.publication else Step.CORRECT)
        if self.is_live:
            possible.add(Step.WITHDRAW)
        return frozenset(possible)


def standing(incident: Incident) -> Standing:
    """Return where the incident's report stands now."""
    revisions = incident.revisions.defer("report").select_related("submitted_by", "incident")
    revision = revisions.order_by("number").last()
    return standing_of(
        public_digest(drafts.snapshot(incident)),
        revision,
        revision.decisions.select_related("person").order_by("decided_at").last() if revision else None,
        incident.publications.defer("report").order_by("edition").last(),
    )


def standing_of(
    draft_digest: str, revision: Revision | None, decision: Decision | None, publication: Publication | None
) -> Standing:
    """Derive the standing from the newest of each. Pure: what was fetched is all that is looked at."""
    if revision is None:
        return Standing(Stage.DRAFT, draft_digest, False, None, None, publication)
    changed = revision.public_digest != draft_digest
    stage = _stage(revision, decision, publication, changed=changed)
    return Standing(stage, draft_digest, changed, revision, decision, publication)


def _stage(
    revision: Revision, decision: Decision | None, publication: Publication | None, *, changed: bool
) -> Stage:
    if publication and _is_behind(revision, decision, publication):
        if changed:
            return Stage.DRAFT
        return Stage.WITHDRAWN if publication.kind == PublicationKind.WITHDRAWAL else Stage.PUBLISHED
    if decision is None:
        return Stage.IN_REVIEW
    if decision.verdict == Verdict.SENT_BACK:
        return Stage.SENT_BACK
    return Stage.DRAFT if changed else Stage.APPROVED


def _is_behind(revision: Revision, decision: Decision | None, publication: Publication) -> bool:
    """Say whether this edition shows the newest revision, or was the notice that ended its way."""
    if publication.kind == PublicationKind.WITHDRAWAL:
        return publication.published_at >= revision.submitted_at
    # Not by time: a clock read before the incident was locked may be behind another's.
    return decision is not None and publication.decision_id == decision.pk
