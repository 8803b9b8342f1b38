"""Three people do anything in any order; nothing is public that not enough others have approved."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from incidents import house_rules, ledger, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Again, Incident, Publication, PublicationKind, Revision, Verb, Verdict
from incidents.models.policy import ANYONE, policy_of
from incidents.report import canonical
from incidents.report.projection import public_digest
from incidents.workflow import Stage, Standing, Step, standing, waivers
from tests.shell.cast import WHEN, Cast, draft_of, edit, make_cast, now, plan, reasons, start
from tests.shell.test_policies import RULES

people = st.sampled_from(["engineer", "manager", "second_manager"])
REVIEWED = {Step.APPROVE, Step.SEND_BACK}
RELEASES: dict[Step, Callable[..., Publication]] = {
    Step.PUBLISH: workflow.publish,
    Step.CORRECT: workflow.correct,
    Step.RESTORE: workflow.restore,
}


class Walk(RuleBasedStateMachine):
    """One incident, written by an engineer or a manager, in a transaction that is rolled back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.cast: Cast = make_cast()
        self.incident: Incident | None = None
        self.done = 0
        self.enqueued: list[Publication] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @precondition(lambda self: self.incident is None)
    @rule(who=people)
    def begin(self, who: str) -> None:
        self.incident = start(getattr(self.cast, who))
        self.done = 1

    @precondition(lambda self: self.incident is not None)
    @rule(who=people, text=st.sampled_from(["A third.", "Half.", "All of them."]))
    def write_publicly(self, who: str, text: str) -> None:
        self._edit(who, "impact", text)

    @precondition(lambda self: self.incident is not None)
    @rule(who=people, text=st.sampled_from(["SECRET one", "SECRET two"]))
    def write_internally(self, who: str, text: str) -> None:
        before = self._standing()
        self._edit(who, "notes", text)
        assert self._standing().stage is before.stage

    @rule(count=st.integers(1, 2), again=st.sampled_from(Again), contributors=st.booleans())
    def make_a_policy(self, count: int, again: Again, contributors: bool) -> None:
        said = RULES | {
            "approvals": {ANYONE: count},
            "again": again.value,
            "contributors_decide": contributors,
        }
        base = policy_of("sev2").version
        house_rules.make_policy("sev2", said, base=base, by=self.cast.manager, at=now())

    @precondition(lambda self: self.incident is not None)
    @rule(who=people, minor=st.booleans())
    def submit(self, who: str, minor: bool) -> None:
        self._take(
            Step.SUBMIT,
            who,
            lambda by: workflow.submit(self._row(), by=by, at=now(), correction_note="So.", minor=minor),
        )

    @precondition(lambda self: self.incident is not None)
    @rule(
        who=people,
        step=st.sampled_from(sorted(REVIEWED)),
        back=st.sampled_from([0, 0, 0, 1]),
        told=st.booleans(),
    )
    def decide(self, who: str, step: Step, back: int, told: bool) -> None:
        revisions = list(self._row().revisions.order_by("-number"))
        shown = revisions[back] if len(revisions) > back else Revision()
        verb = workflow.approve if step is Step.APPROVE else workflow.send_back
        said = reasons(shown) if told and shown.pk else {}
        warned = step is Step.APPROVE and not told and self._unwaived(shown)
        self._take(
            step,
            who,
            lambda by: verb(self._row(), shown, by=by, at=now(), note="Read.", reasons=said),
            stale=bool(revisions) and shown != revisions[0],
            warned=warned,
        )

    @precondition(lambda self: self.incident is not None)
    @rule(who=people, verb=st.sampled_from(sorted(RELEASES)), announced=st.booleans())
    def release(self, who: str, verb: Step, announced: bool) -> None:
        do = RELEASES[verb]
        editions = len(self.enqueued)
        self._take(
            verb,
            who,
            lambda by: do(self._row(), by=by, at=now(), enqueue=self.enqueued.append, announced=announced),
        )
        self._enough_approved(editions)

    @precondition(lambda self: self.incident is not None)
    @rule(who=people, step=st.sampled_from([Step.SCHEDULE, Step.UNSCHEDULE]))
    def choose_a_time(self, who: str, step: Step) -> None:
        if step is Step.SCHEDULE:
            self._take(step, who, lambda by: plan(self._row(), by))
        else:
            self._take(step, who, lambda by: workflow.unschedule(self._row(), by=by, at=now()))

    @precondition(lambda self: self.incident is not None and self._standing().scheduled)
    @rule()
    def the_time_comes(self) -> None:
        """Let the moment pass; what was scheduled goes out where it is what is approved, and else is held."""
        stands = self._standing()
        assert stands.scheduled
        editions = len(self.enqueued)
        workflow.carry_out(stands.scheduled, at=WHEN, enqueue=self.enqueued.append)
        self.done += 1
        assert len(self.enqueued) == editions + stands.is_on_course
        self._enough_approved(editions)
        assert bool(self._standing().held) is not stands.is_on_course

    @precondition(lambda self: self.incident is not None)
    @rule(who=people)
    def withdraw(self, who: str) -> None:
        self._take(
            Step.WITHDRAW,
            who,
            lambda by: workflow.withdraw(
                self._row(), by=by, at=now(), note="Wrong.", enqueue=self.enqueued.append
            ),
        )

    @precondition(lambda self: self.incident is not None)
    @rule(who=people)
    def recall(self, who: str) -> None:
        self._take(Step.RECALL, who, lambda by: workflow.recall(self._row(), by=by, at=now()))

    @precondition(lambda self: self.incident is not None)
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Take a step that is due, so that walks get far."""
        step = data.draw(st.sampled_from(sorted(self._standing().steps - {Step.WITHDRAW}) or [Step.SUBMIT]))
        if step in RELEASES:
            self.release(who="manager", verb=step, announced=True)
        elif step in {Step.SCHEDULE, Step.UNSCHEDULE}:
            self.choose_a_time(who="manager", step=step)
        elif step is Step.SUBMIT:
            self.submit(who="engineer", minor=False)
        elif step is Step.RECALL:
            self.recall(
                who=self._row().author.username.replace("edda", "engineer").replace("mara", "manager")
            )
        else:
            self.decide(who="second_manager", step=step, back=0, told=True)

    @invariant()
    def everything_public_was_approved_by_somebody_else(self) -> None:
        for publication in Publication.objects.exclude(kind=PublicationKind.WITHDRAWAL):
            decision = publication.decision
            assert decision is not None
            assert decision.verdict == Verdict.APPROVED
            assert canonical.digest(bytes(publication.report)) == publication.digest == decision.digest
            for each in decision.revision.decisions.all():
                assert each.person not in {decision.revision.submitted_by, publication.incident.author}
                assert each.digest == decision.digest
            assert decision.digest == decision.revision.public_digest
            assert b"SECRET" not in bytes(publication.report)

    @invariant()
    def nothing_public_warns_of_what_nobody_waived(self) -> None:
        for publication in Publication.objects.exclude(decision=None):
            assert not self._unwaived(publication.decision.revision)  # type: ignore[union-attr]

    @invariant()
    def each_success_left_its_trace(self) -> None:
        if self.incident is None:
            return
        editions = list(self._row().publications.order_by("edition"))
        assert [publication.edition for publication in editions] == list(range(1, len(editions) + 1))
        assert editions == self.enqueued
        assert self._row().audit.exclude(verb__in=[Verb.WAIVED, Verb.EDITED]).count() == self.done

    @invariant()
    def each_edition_is_of_the_kind_that_follows_the_one_before(self) -> None:
        if self.incident is None:
            return
        last: str | None = None
        for edition in self._row().publications.order_by("edition"):
            kinds = {None: {"post"}, "withdrawal": {"restoration"}}.get(last, {"correction", "withdrawal"})
            assert edition.kind in kinds
            assert edition.announced or edition.kind != "withdrawal"
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
        stands, last = self._standing(), self._row().publications.order_by("edition").last()
        assert stands.publication == last
        if stands.stage is Stage.PUBLISHED:
            assert stands.is_live
            assert last is not None
            assert last.digest == public_digest(draft_of(self._row()))
        if stands.stage is Stage.WITHDRAWN:
            assert not stands.is_live
        if last is None:
            assert self._row().slug == self._row().reference.lower()

    def _enough_approved(self, editions: int) -> None:
        """Check that of what went out since, as many approved as the policy asks for at this moment."""
        policy = policy_of("sev2")
        for publication in self.enqueued[editions:]:
            assert publication.decision
            revision = publication.decision.revision
            people = {each.person for each in revision.decisions.filter(verdict=Verdict.APPROVED)}
            assert len(people) >= len(policy.seats(again=revision.again))
            assert not revision.decisions.filter(verdict=Verdict.SENT_BACK).exists()

    @invariant()
    def the_lists_agree_with_the_stage(self) -> None:
        stage = self._standing().stage if self.incident else None
        assert Incident.objects.in_review().exists() is (stage is Stage.IN_REVIEW)
        if stage in {Stage.APPROVED, Stage.PUBLISHED, Stage.SENT_BACK}:
            assert Incident.objects.approved().exists() is (stage is Stage.APPROVED)

    def _row(self) -> Incident:
        assert self.incident is not None
        return Incident.objects.get(pk=self.incident.pk)

    def _standing(self) -> Standing:
        return standing(self._row())

    def _edit(self, who: str, section: str, text: str) -> None:
        changed = getattr(draft_of(self._row()), section) != text
        person = getattr(self.cast, who)
        edit(self._row(), person, section, **{section: text})
        if changed:
            last = self._row().audit.filter(actor=person, detail=section).first()
            assert last is not None
            assert (
                not self._row().audit.filter(at__gt=last.at).exclude(actor=person, verb=Verb.EDITED).exists()
            )

    def _unwaived(self, revision: Revision) -> bool:
        return bool(revision.pk and waivers.unwaived(self._row(), revision, now().date()))

    def _take(
        self,
        step: Step,
        who: str,
        verb: Callable[[User], object],
        *,
        stale: bool = False,
        warned: bool = False,
    ) -> None:
        """Take a step; it must work exactly where person and standing permit it."""
        by, stands = getattr(self.cast, who), self._standing()
        own = stands.revision is not None and by in {stands.revision.submitted_by, self._row().author}
        if who == "engineer" and step not in {Step.SUBMIT, Step.RECALL}:
            refusal: type[Exception] | None = NotAllowedError
        elif step not in stands.steps or stale:
            refusal = WrongStateError
        elif step in {Step.RECALL, *REVIEWED} and not self._is_right_one(step, by, stands, own=own):
            refusal = NotAllowedError
        elif step is Step.APPROVE and by in {each.person for each in stands.decisions}:
            refusal = WrongStateError
        else:
            refusal = NotValidError if warned else None
        if refusal:
            with pytest.raises(refusal):
                verb(by)
        else:
            verb(by)
            self.done += 1

    def _is_right_one(self, step: Step, by: User, stands: Standing, *, own: bool) -> bool:
        """Say whether the step is for this person: one takes back what is one's own, and decides on other."""
        return own if step is Step.RECALL else not own and not self._kept_from_deciding(by, stands)

    def _kept_from_deciding(self, by: User, stands: Standing) -> bool:
        """Say whether the policy excludes the person as one who wrote in what was submitted."""
        wrote = self._row().audit.filter(verb=Verb.EDITED, actor=by, at__lte=stands.revision.submitted_at)  # type: ignore[union-attr]
        return not stands.policy.contributors_decide and wrote.exists()


def test_no_order_of_steps_publishes_what_another_person_did_not_approve(db: None) -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
