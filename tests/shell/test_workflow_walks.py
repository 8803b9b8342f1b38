"""Several people do anything in any order; nothing is public that not enough others have approved."""

from collections.abc import Callable

from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from incidents import ledger, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Decision, Incident, NoticeKind, Publication, PublicationKind, Verdict
from incidents.models.policy import policy_of
from incidents.publishing import tree
from incidents.publishing.configured import site_identity
from incidents.publishing.shown import Shown
from incidents.report import canonical
from incidents.report.projection import public_digest
from incidents.workflow import Stage, Step, waivers
from tests.shell.cast import WHEN, draft_of, now, plan
from tests.shell.walk_review import Reviewing
from tests.shell.walking import Refusal, begun, managers, people

RELEASES: dict[Step, Callable[..., Publication]] = {
    Step.PUBLISH: workflow.publish,
    Step.CORRECT: workflow.correct,
    Step.RESTORE: workflow.restore,
}
_TAKEN = {Step.WITHDRAW, Step.RECALL, Step.SEND_BACK, Step.UNSCHEDULE}  # lead back


class Walk(Reviewing):
    @begun
    @rule(who=people, verb=st.sampled_from(sorted(RELEASES)), announced=st.booleans())
    def release(self, who: str, verb: Step, *, announced: bool) -> None:
        do, by, editions = RELEASES[verb], self.person(who), len(self.enqueued)
        self.attempt(
            self._refused(verb, who),
            lambda: do(self.row(), by=by, at=now(), enqueue=self.enqueued.append, announced=announced),
        )
        self._enough_approved(editions)

    @begun
    @rule(who=people, step=st.sampled_from([Step.SCHEDULE, Step.UNSCHEDULE]))
    def choose_a_time(self, who: str, step: Step) -> None:
        by, refusal = self.person(who), self._refused(step, who)
        if step is Step.SCHEDULE:
            self.attempt(refusal, lambda: plan(self.row(), by))
        else:
            self.attempt(refusal, lambda: workflow.unschedule(self.row(), by=by, at=now()))

    @precondition(lambda self: self.incident is not None and self.standing().scheduled)
    @rule()
    def the_time_comes(self) -> None:
        """Let the moment pass; what was scheduled goes out where it is what is approved, and else is held."""
        stands = self.standing()
        assert stands.scheduled
        goes_out = stands.is_on_course and not self.has_warnings(stands.revision)
        editions = len(self.enqueued)
        workflow.carry_out(stands.scheduled, at=WHEN, enqueue=self.enqueued.append)
        self.done += 1
        assert len(self.enqueued) == editions + goes_out
        self._enough_approved(editions)
        assert bool(self.standing().held) is not goes_out

    @begun
    @rule(who=people)
    def withdraw(self, who: str) -> None:
        by = self.person(who)
        self.attempt(
            self._refused(Step.WITHDRAW, who),
            lambda: workflow.withdraw(
                self.row(), by=by, at=now(), note="Wrong.", enqueue=self.enqueued.append
            ),
        )

    @precondition(lambda self: self.incident is not None and self.row().waivers.in_force().exists())
    @rule(who=managers)
    def take_a_waiver_back(self, who: str) -> None:
        waiver = self.row().waivers.in_force().earliest("pk")
        refusal = NotAllowedError if self.is_own(self.person(who), self.standing()) else None
        self.attempt(refusal, lambda: waivers.revoke(waiver, by=self.person(who), at=now()))

    @begun
    @rule(data=st.data(), steps=st.integers(1, 4))
    def go_on(self, data: st.DataObject, steps: int) -> None:
        """Take steps that are due, so that walks get far."""
        for _ in range(steps):
            due = sorted(self.standing().steps - _TAKEN) or [Step.SUBMIT]
            self._go_on_by(data.draw(st.sampled_from(due)))

    @begun
    @rule(data=st.data(), twice=st.booleans())
    def change_and_publish(self, data: st.DataObject, *, twice: bool) -> None:
        """Come to an edition by the way that most reports take."""
        self.write_publicly(who="engineer", text=f"{len(self.enqueued)} orders.")
        self.submit(who="engineer", minor=twice)
        self.read_it()
        for step in sorted(self.standing().steps & RELEASES.keys()):
            self.release(who="manager", verb=step, announced=not twice)
        if twice:
            self.go_on(data=data, steps=2)

    def _go_on_by(self, step: Step) -> None:
        if step in RELEASES:
            self.release(who="manager", verb=step, announced=True)
        elif step in {Step.SCHEDULE, Step.UNSCHEDULE}:
            self.choose_a_time(who="manager", step=step)
        elif step is Step.SUBMIT:
            self.submit(who="engineer", minor=False)
        else:
            self.read_it()

    def _refused(self, step: Step, who: str) -> Refusal | None:
        """Say how a step towards the public site is refused, if it is."""
        stands = self.standing()
        if who == "engineer":
            return NotAllowedError
        if step not in stands.steps:
            return WrongStateError
        asks = step in RELEASES or step is Step.SCHEDULE
        return NotValidError if asks and self.has_warnings(stands.revision) else None

    @invariant()
    def everything_public_was_approved_by_somebody_else(self) -> None:
        for publication in Publication.objects.exclude(kind=PublicationKind.WITHDRAWAL):
            decision = publication.decision
            assert decision is not None
            assert decision.verdict == Verdict.APPROVED
            assert canonical.digest(bytes(publication.report)) == publication.digest == decision.digest
            for each in decision.revision.decisions.all():
                assert not {each.person, each.stead} & {
                    decision.revision.submitted_by,
                    publication.incident.author,
                }
                assert each.digest == decision.digest
            assert decision.digest == decision.revision.public_digest
            assert b"SECRET" not in bytes(publication.report)

    @invariant()
    def each_success_left_its_trace(self) -> None:
        if self.incident is None:
            return
        editions = list(self.row().publications.order_by("edition"))
        assert [publication.edition for publication in editions] == list(range(1, len(editions) + 1))
        assert editions == self.enqueued
        assert self.traces() == self.done

    @invariant()
    def each_edition_is_of_the_kind_that_follows_the_one_before(self) -> None:
        if self.incident is None:
            return
        last: str | None = None
        for edition in self.row().publications.order_by("edition"):
            kinds = {None: {"post"}, "withdrawal": {"restoration"}}.get(last, {"correction", "withdrawal"})
            assert edition.kind in kinds
            assert edition.announced or edition.kind != "withdrawal"
            assert edition.kind == "correction" or not edition.minor
            last = edition.kind

    @invariant()
    def the_chain_tells_of_every_edition(self) -> None:
        entries = ledger.entries(1, len(self.enqueued)) if self.enqueued else []
        assert [entry.edition for entry in entries] == [edition.edition for edition in self.enqueued]
        assert [entry.digest for entry in entries] == [edition.digest for edition in self.enqueued]

    @invariant()
    def the_standing_says_what_is_public(self) -> None:
        if self.incident is None:
            return
        stands, last = self.standing(), self.row().publications.order_by("edition").last()
        assert stands.publication == last
        if stands.stage is Stage.PUBLISHED:
            assert stands.is_live
            assert last is not None
            assert last.digest == public_digest(draft_of(self.row()))
        if stands.stage is Stage.WITHDRAWN:
            assert not stands.is_live
        if last is None:
            assert self.row().slug == self.row().reference.lower()

    @invariant()
    def the_lists_agree_with_the_stage(self) -> None:
        stage = self.standing().stage if self.incident else None
        assert Incident.objects.in_review().exists() is (stage is Stage.IN_REVIEW)
        if stage in {Stage.APPROVED, Stage.PUBLISHED, Stage.SENT_BACK}:
            assert Incident.objects.approved().exists() is (stage is Stage.APPROVED)

    @invariant()
    def nobody_is_asked_for_what_is_done(self) -> None:
        if self.incident is None:
            return
        stands, asked = self.standing(), self.row().notices.unread()
        if stands.revision is None or any(each.verdict != Verdict.APPROVED for each in stands.decisions):
            assert not asked.filter(kind=NoticeKind.DECIDE).exists()
        if stands.stage in {Stage.PUBLISHED, Stage.WITHDRAWN}:
            assert not asked.filter(kind__in=[NoticeKind.DECIDE, NoticeKind.PUBLISH]).exists()

    def _enough_approved(self, editions: int) -> None:
        """Check that of what went out since, as many approved as the policy asks for at this moment."""
        policy = policy_of("sev2")
        for publication in self.enqueued[editions:]:
            assert publication.decision
            revision = publication.decision.revision
            approvals = list(revision.decisions.filter(verdict=Verdict.APPROVED))
            assert len(approvals) >= len(policy.seats(again=revision.again))
            assert _judged_once(approvals)
            assert not revision.decisions.exclude(verdict=Verdict.APPROVED).exists()
            assert not waivers.unwaived(self.row(), revision, now().date())

    def teardown(self) -> None:
        """Make what the world would read at the end, and look for what nobody approved."""
        approved = set(Decision.objects.filter(verdict=Verdict.APPROVED).values_list("digest", flat=True))
        for editions in Shown(Q(pk__gt=0)).every_post():
            for path, data in tree.post(editions, site_identity()):
                assert b"SECRET" not in data, path
                assert not path.endswith("report.json") or canonical.digest(data) in approved, path
        super().teardown()


def _judged_once(approvals: list[Decision]) -> bool:
    """Say whether each approval is the judgement of others, or came by another link."""
    judges = [one for each in approvals for one in (each.person, each.stead, each.link) if one]
    return len(judges) == len(set(judges))


def test_no_order_of_steps_publishes_what_another_person_did_not_approve(db: None) -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a walk shorter takes minutes
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
