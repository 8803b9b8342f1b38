"""Where a report stands, derived from draft, revisions, decisions and publications; none of it stored."""

from dataclasses import dataclass
from enum import StrEnum

from incidents import drafts
from incidents.models import (
    Decision,
    Incident,
    Outcome,
    Publication,
    PublicationKind,
    Revision,
    Schedule,
    Verdict,
)
from incidents.report.projection import public_digest
from incidents.report.value import Report


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
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


# What can be done at each stage, and where it leads while the draft stands as it was submitted. What hangs on
# the public site, on the schedule or on a draft that went on is taken out in Standing.steps.
STEPS: dict[Stage, dict[Step, Stage]] = {
    Stage.DRAFT: {
        Step.SUBMIT: Stage.IN_REVIEW,
        Step.UNSCHEDULE: Stage.DRAFT,
        Step.WITHDRAW: Stage.DRAFT,
    },
    Stage.IN_REVIEW: {
        Step.SUBMIT: Stage.IN_REVIEW,
        Step.APPROVE: Stage.APPROVED,
        Step.SEND_BACK: Stage.SENT_BACK,
        Step.UNSCHEDULE: Stage.IN_REVIEW,
        Step.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.SENT_BACK: {
        Step.SUBMIT: Stage.IN_REVIEW,
        Step.UNSCHEDULE: Stage.SENT_BACK,
        Step.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.APPROVED: {
        Step.SCHEDULE: Stage.APPROVED,
        Step.UNSCHEDULE: Stage.APPROVED,
        Step.PUBLISH: Stage.PUBLISHED,
        Step.CORRECT: Stage.PUBLISHED,
        Step.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.PUBLISHED: {Step.WITHDRAW: Stage.WITHDRAWN},
    Stage.WITHDRAWN: {Step.SUBMIT: Stage.IN_REVIEW},
}


@dataclass(frozen=True)
class Standing:
    """A report's stage with what it was derived from.

    `changed` says that the draft's public text differs from that of the newest revision; `schedule` is the
    newest one, whatever came of it.
    """

    stage: Stage
    draft_digest: str
    changed: bool
    revision: Revision | None
    decision: Decision | None
    publication: Publication | None
    schedule: Schedule | None = None

    @property
    def is_live(self) -> bool:
        """Whether customers can read the post now."""
        return self.publication is not None and self.publication.kind != PublicationKind.WITHDRAWAL

    @property
    def scheduled(self) -> Schedule | None:
        """What is to be published at a moment, if anything is."""
        return self.schedule if self.schedule and not self.schedule.outcome else None

    @property
    def is_on_course(self) -> bool:
        """Whether what is scheduled is what is approved, so that it will go out."""
        scheduled = self.scheduled
        return bool(
            scheduled
            and self.stage is Stage.APPROVED
            and self.decision
            and scheduled.decision_id == self.decision.pk
        )

    @property
    def held(self) -> Schedule | None:
        """The scheduled publication that was held, until somebody submits, publishes or withdraws."""
        held = self.schedule
        if held is None or held.outcome != Outcome.HELD or held.ended_at is None:
            return None
        since = [
            self.revision and self.revision.submitted_at,
            self.publication and self.publication.published_at,
        ]
        return None if any(moment and moment > held.ended_at for moment in since) else held

    @property
    def steps(self) -> frozenset[Step]:
        barred = {
            Step.PUBLISH if self.publication else Step.CORRECT,
            Step.SCHEDULE if self.scheduled else Step.UNSCHEDULE,
        }
        if self.stage is Stage.IN_REVIEW:
            barred.add(Step.APPROVE if self.changed else Step.SUBMIT)
        if not self.is_live:
            barred.add(Step.WITHDRAW)
        return frozenset(STEPS[self.stage]) - barred


def standing(incident: Incident, report: Report | None = None) -> Standing:
    """Return where the incident's report stands now; `report` is its draft, where that was built already."""
    revisions = incident.revisions.defer("report").select_related("submitted_by", "incident")
    revision = revisions.order_by("number").last()
    return standing_of(
        public_digest(report or drafts.snapshot(incident)),
        revision,
        revision.decisions.select_related("person").order_by("decided_at").last() if revision else None,
        incident.publications.defer("report").order_by("edition").last(),
        incident.schedules.select_related("person").order_by("made_at", "pk").last(),
    )


def standing_of(
    draft_digest: str,
    revision: Revision | None,
    decision: Decision | None,
    publication: Publication | None,
    schedule: Schedule | None = None,
) -> Standing:
    """Derive the standing from the newest of each. Pure: what was fetched is all that is looked at."""
    if revision is None:
        return Standing(Stage.DRAFT, draft_digest, False, None, None, publication, schedule)
    changed = revision.public_digest != draft_digest
    stage = _stage(revision, decision, publication, changed=changed)
    return Standing(stage, draft_digest, changed, revision, decision, publication, schedule)


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
