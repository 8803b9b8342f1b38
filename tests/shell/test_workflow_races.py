"""Two people at once: one is first, the other is told so."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from incidents import drafts, editing, workflow
from incidents.errors import WrongStateError
from incidents.models import (
    Comment,
    Decision,
    Incident,
    NoticeKind,
    Outcome,
    Publication,
    Revision,
    Schedule,
    SharedLink,
    Verb,
    Verdict,
)
from incidents.models.policy import ANYONE, OUTSIDE
from incidents.workflow import Stage, discussion, standing
from tests.shell.cast import (
    WHEN,
    Cast,
    approve,
    at_stage,
    draft_of,
    ignore,
    ignore_notice,
    make_cast,
    now,
    person,
    plan,
    reasons,
    start,
    titled,
)
from tests.shell.test_delegations import stand_in
from tests.shell.test_links import answer, share
from tests.shell.test_policies import rule

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*acts: Callable[[], object]) -> Sequence[object]:
    """Run each act in a thread; return what each returned or the WrongStateError it raised."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait()
        try:
            return act()
        except WrongStateError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def losers(outcomes: Sequence[object]) -> int:
    return sum(isinstance(outcome, WrongStateError) for outcome in outcomes)


@pytest.fixture
def everyone() -> Cast:
    return make_cast()


def test_of_two_decisions_one_stands(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.IN_REVIEW, everyone)
        revision = incident.revisions.get()
        outcomes = at_once(
            lambda: workflow.approve(
                incident,  # noqa: B023 (the threads end within the round)
                revision,  # noqa: B023
                by=everyone.manager,
                at=now(),
                reasons=reasons(revision),  # noqa: B023
            ),
            lambda: workflow.send_back(
                incident,  # noqa: B023 (the threads end within the round)
                revision,  # noqa: B023
                by=everyone.second_manager,
                at=now(),
                note="Why?",
            ),
        )

        assert losers(outcomes) == 1
        assert Decision.objects.filter(revision__incident=incident).count() == 1


def test_of_two_publications_one_stands(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.APPROVED, everyone)
        acts = [
            lambda by=by: workflow.publish(incident, by=by, at=now(), enqueue=ignore)  # noqa: B023
            for by in (everyone.manager, everyone.second_manager)
        ]

        assert losers(at_once(*acts)) == 1
        assert Publication.objects.filter(incident=incident).count() == 1


def test_of_two_submissions_one_stands(everyone: Cast) -> None:
    incident = start(everyone.engineer)
    outcomes = at_once(
        *[lambda: workflow.submit(incident, by=everyone.engineer, at=now())] * 4,
    )

    assert losers(outcomes) == 3
    assert incident.revisions.count() == 1


def test_an_edit_beside_an_approval_voids_it_or_comes_after_it(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.IN_REVIEW, everyone)
        revision = incident.revisions.get()
        base = drafts.fingerprint(editing.section_values(draft_of(incident), "impact"))
        at_once(
            lambda: workflow.approve(
                incident,  # noqa: B023 (the threads end within the round)
                revision,  # noqa: B023
                by=everyone.manager,
                at=now(),
                reasons=reasons(revision),  # noqa: B023
            ),
            lambda: editing.save_section(
                incident,  # noqa: B023
                "impact",
                {"impact": "All."},
                base=base,  # noqa: B023
                by=everyone.engineer,
                at=now(),
            ),
        )

        stage = standing(Incident.objects.get(pk=incident.pk)).stage
        approved = Decision.objects.filter(revision__incident=incident).exists()
        assert draft_of(incident).impact == "All."
        assert stage is (Stage.DRAFT if approved else Stage.IN_REVIEW)


def test_of_two_who_save_one_section_one_is_told_that_it_changed(everyone: Cast) -> None:
    incident = start(everyone.engineer)
    base = drafts.fingerprint(editing.section_values(draft_of(incident), "impact"))
    outcomes = at_once(
        *(
            lambda text=text: editing.save_section(
                incident, "impact", {"impact": text}, base=base, by=everyone.engineer, at=now()
            )
            for text in ("Half.", "All.")
        )
    )

    assert [type(outcome) for outcome in outcomes if isinstance(outcome, WrongStateError)] == [
        editing.StaleError
    ]


def test_two_posts_of_one_title_published_at_once_both_appear(everyone: Cast) -> None:
    for number in range(ROUNDS):
        incidents = [start(everyone.engineer, titled(f"Orders failed {number}")) for _ in range(2)]
        for incident in incidents:
            approve(incident, everyone)
        acts = [
            lambda one=one: workflow.publish(one, by=everyone.manager, at=now(), enqueue=ignore)
            for one in incidents
        ]

        assert losers(at_once(*acts)) == 0
    assert len(set(Incident.objects.values_list("slug", flat=True))) == 2 * ROUNDS


def test_of_two_workers_one_publishes_what_was_scheduled(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.APPROVED, everyone)
        made = plan(incident, everyone.manager)
        acts = [lambda: workflow.carry_out(made, at=WHEN, enqueue=ignore)] * 4  # noqa: B023

        assert losers(at_once(*acts)) == 0
        assert Publication.objects.filter(incident=incident).count() == 1
        assert incident.audit.filter(verb=Verb.PUBLISHED).count() == 1
        assert Schedule.objects.get(pk=made.pk).outcome == Outcome.PUBLISHED


def test_a_schedule_is_called_off_or_carried_out_and_never_both(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.APPROVED, everyone)
        made = plan(incident, everyone.manager)
        outcomes = at_once(
            lambda: workflow.carry_out(made, at=WHEN, enqueue=ignore),  # noqa: B023
            lambda: workflow.unschedule(incident, by=everyone.second_manager, at=now()),  # noqa: B023
        )

        published = Publication.objects.filter(incident=incident).exists()
        assert losers(outcomes) == published
        outcome = Outcome.PUBLISHED if published else Outcome.CANCELLED
        assert Schedule.objects.get(pk=made.pk).outcome == outcome


def test_publishing_by_hand_beside_the_worker_makes_one_edition(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.APPROVED, everyone)
        made = plan(incident, everyone.manager)
        at_once(
            lambda: workflow.carry_out(made, at=WHEN, enqueue=ignore),  # noqa: B023
            lambda: workflow.publish(incident, by=everyone.second_manager, at=now(), enqueue=ignore),  # noqa: B023
        )

        assert Publication.objects.filter(incident=incident).count() == 1
        assert Schedule.objects.get(pk=made.pk).outcome == Outcome.PUBLISHED
        assert not incident.audit.filter(verb=Verb.HELD).exists()


def test_of_two_times_chosen_at_once_one_stands(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident = at_stage(Stage.APPROVED, everyone)
        acts = [lambda: plan(incident, everyone.manager)] * 3  # noqa: B023

        assert losers(at_once(*acts)) == 2
        assert incident.schedules.count() == 1


def waiting(everyone: Cast) -> tuple[Incident, Revision]:
    """Return an incident in review, whose warnings are waived, so that an approval needs no reasons."""
    incident = at_stage(Stage.IN_REVIEW, everyone)
    revision = incident.revisions.get()
    workflow.waive(incident, revision, reasons(revision), by=everyone.manager, at=now())
    return incident, revision


def stage_of(incident: Incident) -> Stage:
    return standing(Incident.objects.get(pk=incident.pk)).stage


def test_two_approvals_at_once_fill_two_places(everyone: Cast) -> None:
    rule(everyone, approvals={ANYONE: 2})
    for _ in range(ROUNDS):
        incident, revision = waiting(everyone)
        acts = [
            lambda by=by: workflow.approve(incident, revision, by=by, at=now())  # noqa: B023
            for by in (everyone.manager, everyone.second_manager)
        ]

        assert losers(at_once(*acts)) == 0
        assert stage_of(incident) is Stage.APPROVED
        assert incident.notices.filter(kind=NoticeKind.APPROVED).count() == 1


def test_of_three_approvals_at_once_two_fill_the_places(everyone: Cast) -> None:
    rule(everyone, approvals={ANYONE: 2})
    third = person("mila", "manager")
    for _ in range(ROUNDS):
        incident, revision = waiting(everyone)
        acts = [
            lambda by=by: workflow.approve(incident, revision, by=by, at=now())  # noqa: B023
            for by in (everyone.manager, everyone.second_manager, third)
        ]

        assert losers(at_once(*acts)) == 1
        assert revision.decisions.count() == 2
        assert stage_of(incident) is Stage.APPROVED


def test_one_persons_judgement_given_twice_at_once_fills_one_place(everyone: Cast) -> None:
    rule(everyone, approvals={ANYONE: 2})
    stand_in(everyone.manager, everyone.second_engineer)
    for _ in range(ROUNDS):
        incident, revision = waiting(everyone)
        outcomes = at_once(
            lambda: workflow.approve(incident, revision, by=everyone.manager, at=now()),  # noqa: B023
            lambda: workflow.approve(
                incident,  # noqa: B023
                revision,  # noqa: B023
                by=everyone.second_engineer,
                stead=everyone.manager,
                at=now(),
            ),
        )

        assert losers(outcomes) == 1
        assert stage_of(incident) is Stage.IN_REVIEW


def test_a_submission_is_taken_back_or_approved_and_never_both(everyone: Cast) -> None:
    for _ in range(ROUNDS):
        incident, revision = waiting(everyone)
        outcomes = at_once(
            lambda: workflow.approve(incident, revision, by=everyone.manager, at=now()),  # noqa: B023
            lambda: workflow.recall(incident, by=everyone.engineer, at=now()),  # noqa: B023
        )

        assert losers(outcomes) == 1
        verdict = revision.decisions.get().verdict
        assert stage_of(incident) is (Stage.APPROVED if verdict == Verdict.APPROVED else Stage.DRAFT)


def test_a_link_that_is_taken_back_decided_before_or_not_at_all(everyone: Cast) -> None:
    rule(everyone, approvals={OUTSIDE: 1})
    for _ in range(ROUNDS):
        incident, revision = waiting(everyone)
        link, _secret = share(revision, everyone.manager)
        outcomes = at_once(
            lambda: answer(link),  # noqa: B023
            lambda: workflow.revoke_link(link, by=everyone.second_manager, at=now()),  # noqa: B023
        )

        decided = revision.decisions.exists()
        assert losers(outcomes) == (not decided)
        assert SharedLink.objects.get(pk=link.pk).revoked_at
        verbs = list(
            incident.audit.filter(verb__in=[Verb.LET_APPROVE, Verb.UNSHARED]).values_list("verb", flat=True)
        )
        assert set(verbs) == ({Verb.LET_APPROVE, Verb.UNSHARED} if decided else {Verb.UNSHARED})
        assert stage_of(incident) is (Stage.APPROVED if decided else Stage.IN_REVIEW)


def test_a_link_decides_once_however_often_it_is_sent(everyone: Cast) -> None:
    rule(everyone, approvals={OUTSIDE: 2})
    for _ in range(ROUNDS):
        _, revision = waiting(everyone)
        link, _secret = share(revision, everyone.manager)

        assert losers(at_once(*[lambda: answer(link)] * 3)) == 2  # noqa: B023
        assert revision.decisions.count() == 1


def test_a_comment_that_comes_twice_at_once_is_added_once(everyone: Cast) -> None:
    incident = start(everyone.engineer)
    for number in range(ROUNDS):
        acts = [
            lambda: discussion.comment(
                incident,
                by=everyone.manager,
                at=now(),
                text="Is this so?",
                tell=ignore_notice,
                once=f"form {number}",  # noqa: B023
            )
        ] * 3
        assert len({made.pk for made in at_once(*acts) if isinstance(made, Comment)}) == 1
    assert incident.comments.count() == ROUNDS
