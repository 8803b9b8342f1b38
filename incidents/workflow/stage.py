"""Where a report stands, derived from draft, revisions, decisions and publications; none of it stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents import drafts
from incidents.models import (
    Decision,
    Incident,
    Outcome,
    Policy,
    Publication,
    PublicationKind,
    Revision,
    Schedule,
    Verdict,
)
from incidents.models.policy import Groups, policy_of
from incidents.report.projection import public_digest
from incidents.report.value import Report
from incidents.workflow.approvals import missing, settling
from incidents.workflow.steps import STEPS, Stage, Step


@dataclass(frozen=True)
class Standing:
    """A report's stage with what it was derived from.

    `changed` says that the draft's public text differs from that of the newest revision. `decisions` are
    those on it, oldest first; `decision` is the one that settled it, if any did: what sent it back, was
    published, or gave the last approval that the `policy` in force asks for. `missing` are the approvals that
    it still needs, each as the groups it may come from. `schedule` is the newest one, whatever came of it.
    """

    stage: Stage
    draft_digest: str
    changed: bool
    revision: Revision | None
    decision: Decision | None
    publication: Publication | None
    schedule: Schedule | None = None
    decisions: Sequence[Decision] = ()
    policy: Policy = field(default_factory=Policy)
    missing: Sequence[Groups] = ()

    @property
    def seats(self) -> list[Groups]:
        """The approvals that the newest revision needs in all, each as the groups it may come from."""
        return self.policy.seats(again=bool(self.revision and self.revision.again))

    @property
    def approvers(self) -> list[Decision]:
        """The approvals of the newest revision, oldest first."""
        return [each for each in self.decisions if each.verdict == Verdict.APPROVED]

    @property
    def given(self) -> list[Groups]:
        """The groups that each approval of the newest revision came from."""
        return [frozenset(each.groups) for each in self.approvers]

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
            and scheduled.decision_id in {decision.pk for decision in self.decisions}
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
        edition = Step.CORRECT if self.is_live else Step.RESTORE if self.publication else Step.PUBLISH
        barred = {Step.PUBLISH, Step.CORRECT, Step.RESTORE} - {edition}
        barred |= {
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
    decisions = revision.decisions.select_related("person", "stead", "link") if revision else []
    return standing_of(
        public_digest(report or drafts.snapshot(incident)),
        revision,
        list(decisions),
        incident.publications.defer("report").order_by("edition").last(),
        incident.schedules.select_related("person").order_by("made_at", "pk").last(),
        policy=policy_of(revision.severity if revision else incident.severity),
    )


def standing_of(
    draft_digest: str,
    revision: Revision | None,
    decisions: Sequence[Decision],
    publication: Publication | None,
    schedule: Schedule | None = None,
    *,
    policy: Policy,
) -> Standing:
    """Derive the standing from the newest of each, and the decisions on the revision, oldest first.

    Pure: what was fetched is all that is looked at.
    """
    if revision is None:
        return Standing(Stage.DRAFT, draft_digest, False, None, None, publication, schedule, policy=policy)
    changed = revision.public_digest != draft_digest
    seats = policy.seats(again=revision.again)
    decision = settling(seats, decisions, publication)
    stage = _stage(revision, decision, publication, changed=changed)
    return Standing(
        stage,
        draft_digest,
        changed,
        revision,
        decision,
        publication,
        schedule,
        decisions,
        policy,
        missing(seats, decisions) if stage is Stage.IN_REVIEW else (),
    )


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
    return Stage.DRAFT if changed or decision.verdict == Verdict.RECALLED else Stage.APPROVED


def _is_behind(revision: Revision, decision: Decision | None, publication: Publication) -> bool:
    """Say whether this edition shows the newest revision, or was the notice that ended its way."""
    if publication.kind == PublicationKind.WITHDRAWAL:
        return publication.published_at >= revision.submitted_at
    # Not by time: a clock read before the incident was locked may be behind another's.
    return decision is not None and publication.decision_id == decision.pk
