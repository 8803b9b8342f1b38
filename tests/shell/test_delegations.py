"""A colleague decides in the stead of one who is away: in that time, with that one's groups, never twice."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User

from incidents import workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import AuditEntry, Delegation, Incident, Revision, Verb
from incidents.models.policy import ANYONE
from incidents.workflow import Stage
from incidents.workflow.capacities import capacities
from tests.shell.cast import Cast, edit, now, start, submit
from tests.shell.test_policies import decide, legal, rule, stage

WEEK = timedelta(days=7)


def stand_in(away: User, colleague: User, *, begins: datetime | None = None) -> Delegation:
    begins = begins or now()
    return workflow.delegate(colleague, begins_at=begins, ends_at=begins + WEEK, by=away, at=begins)


def waiting(cast: Cast) -> tuple[Incident, Revision]:
    incident = start(cast.engineer)
    return incident, submit(incident, cast.engineer)


def test_an_engineer_decides_in_the_stead_of_a_manager_and_it_is_on_record(cast: Cast) -> None:
    stand_in(cast.manager, cast.second_engineer)
    incident, revision = waiting(cast)
    with pytest.raises(NotAllowedError, match="Only managers decide"):
        decide(revision, cast.second_engineer)

    workflow.send_back(
        incident, revision, by=cast.second_engineer, stead=cast.manager, at=now(), note="Name the part."
    )
    assert stage(incident) is Stage.SENT_BACK
    entry = AuditEntry.objects.get(verb=Verb.SENT_BACK)
    assert (entry.actor, entry.detail) == (cast.second_engineer, "In the stead of mara. Name the part.")
    made = AuditEntry.objects.get(verb=Verb.DELEGATED)
    assert (made.actor, made.incident) == (cast.manager, None)
    assert "emil for mara" in made.detail


def test_it_fills_the_place_of_the_group_of_who_is_away(cast: Cast) -> None:
    rule(cast, approvals={"legal": 1})
    lena = legal()
    stand_in(lena, cast.manager)
    incident, revision = waiting(cast)
    with pytest.raises(NotAllowedError, match="others decide"):
        decide(revision, cast.manager)
    decision = decide(revision, cast.manager, stead=lena)
    assert (decision.person, decision.stead, decision.groups) == (cast.manager, lena, [ANYONE, "legal"])
    assert stage(incident) is Stage.APPROVED


@pytest.mark.parametrize("at", ["before", "after", "ended"])
def test_it_holds_in_its_time_only(cast: Cast, at: str) -> None:
    begins = now() + (timedelta(days=30) if at == "before" else timedelta())
    begins -= timedelta(days=30) if at == "after" else timedelta()
    made = workflow.delegate(
        cast.second_manager, begins_at=begins, ends_at=begins + WEEK, by=cast.manager, at=begins
    )
    if at == "ended":
        workflow.end(made, by=cast.second_manager, at=now())
    _incident, revision = waiting(cast)
    assert [each.stead for each in capacities(cast.second_manager, now())] == [None]
    with pytest.raises(NotAllowedError, match="Nobody whom you stand in for"):
        decide(revision, cast.second_manager, stead=cast.manager)


def test_neither_of_the_two_may_have_had_a_hand_in_it(cast: Cast) -> None:
    stand_in(cast.manager, cast.second_manager)
    stand_in(cast.manager, cast.engineer)
    incident, revision = waiting(cast)
    with pytest.raises(NotAllowedError, match=r"^You wrote or submitted"):
        decide(revision, cast.engineer, stead=cast.manager)

    edit(incident, cast.manager, impact="Half.")
    revision = submit(incident, cast.engineer)
    with pytest.raises(NotAllowedError, match=r"^The one you stand in for wrote in this draft"):
        decide(revision, cast.second_manager, stead=cast.manager)
    own = submit(start(cast.manager), cast.engineer)
    with pytest.raises(NotAllowedError, match=r"^The one you stand in for wrote or submitted"):
        decide(own, cast.second_manager, stead=cast.manager)


@pytest.mark.parametrize("first", ["own", "stead", "away"])
def test_one_judgement_fills_one_place(cast: Cast, first: str) -> None:
    rule(cast, approvals={ANYONE: 2})
    stand_in(cast.manager, cast.second_manager)
    incident, revision = waiting(cast)
    own = (cast.second_manager, None)
    stead = (cast.second_manager, cast.manager)
    away = (cast.manager, None)
    order = {"own": [own, stead], "stead": [stead, own], "away": [away, stead]}[first]
    decide(revision, order[0][0], stead=order[0][1])
    with pytest.raises(WrongStateError, match="by you or in your stead"):
        decide(revision, order[1][0], stead=order[1][1])
    if first == "stead":
        with pytest.raises(WrongStateError, match="by you or in your stead"):
            decide(revision, cast.manager)
    assert stage(incident) is Stage.IN_REVIEW


def test_it_is_not_handed_on(cast: Cast) -> None:
    stand_in(cast.manager, cast.second_engineer)
    with pytest.raises(NotAllowedError):
        stand_in(cast.second_engineer, cast.engineer)
    stand_in(cast.second_manager, cast.manager)
    assert [each.stead for each in capacities(cast.second_engineer, now())] == [cast.manager]


def test_who_lost_the_right_has_nobody_decide_in_their_stead(cast: Cast) -> None:
    stand_in(cast.manager, cast.second_engineer)
    cast.manager.groups.clear()
    assert capacities(User.objects.get(pk=cast.second_engineer.pk), now()) == []


@pytest.mark.parametrize(
    ("days", "path"), [((0, 0), "until"), ((2, 1), "until"), ((-9, -2), "until"), ((0, 400), "until")]
)
def test_a_time_that_can_not_be_is_refused(cast: Cast, days: tuple[int, int], path: str) -> None:
    at = now()
    first, last = (at + timedelta(days=each) for each in days)
    with pytest.raises(NotValidError) as refused:
        workflow.delegate(cast.second_manager, begins_at=first, ends_at=last, by=cast.manager, at=at)
    assert refused.value.path == path


def test_only_a_colleague_who_sees_reports_can_be_named(cast: Cast) -> None:
    for nobody in (cast.manager, cast.stranger):
        with pytest.raises(NotValidError, match="colleague who may see reports"):
            stand_in(cast.manager, nobody)


def test_the_two_and_whoever_sets_rules_end_it_and_others_do_not(cast: Cast) -> None:
    made = stand_in(cast.manager, cast.second_engineer)
    with pytest.raises(NotAllowedError):
        workflow.end(made, by=cast.engineer, at=now())
    workflow.end(made, by=cast.second_manager, at=now())
    with pytest.raises(WrongStateError):
        workflow.end(made, by=cast.manager, at=now())
    assert AuditEntry.objects.filter(verb=Verb.RECALLED, actor=cast.second_manager).count() == 1
