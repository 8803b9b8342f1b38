"""A policy says how many approvals a report needs, from whom, and who may publish it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import DatabaseError, transaction

from incidents import house_rules, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import AuditEntry, Decision, Incident, Policy, Revision, Verb
from incidents.models.policy import ANYONE, OUTSIDE, policies, policy_of, unfilled
from incidents.report.value import Severity
from incidents.versions import ChangedMeanwhileError
from incidents.workflow import Stage, standing
from tests.shell.cast import (
    REPORT,
    WHEN,
    Cast,
    at_stage,
    draft_of,
    edit,
    ignore,
    now,
    person,
    plan,
    reasons,
    start,
    submit,
)

RULES: dict[str, Any] = {
    "approvals": {ANYONE: 1},
    "again": "all",
    "contributors_decide": False,
    "publishers": [],
    "sections": [],
    "business_days": None,
    "note": "",
}


def rule(cast: Cast, severity: str = "sev2", **said: Any) -> Policy:
    base = policy_of(severity).version
    return house_rules.make_policy(severity, RULES | said, base=base, by=cast.manager, at=now())


def legal(name: str = "lena", *groups: str) -> User:
    """Return somebody of a group of its own, whose members may decide and nothing else."""
    group, made = Group.objects.get_or_create(name="legal")
    if made:
        names = ["view_incident", "decide_incident", "waive_finding"]
        group.permissions.set(Permission.objects.filter(codename__in=names))
    return person(name, "legal", *groups)


def decide(revision: Revision, by: User, **said: Any) -> Decision:
    return workflow.approve(revision.incident, revision, by=by, at=now(), reasons=reasons(revision), **said)


def stage(incident: Incident) -> Stage:
    return standing(Incident.objects.get(pk=incident.pk)).stage


def lists(incident: Incident) -> tuple[bool, bool]:
    """Say whether the lists have it as waiting for a decision, and as approved."""
    return incident in Incident.objects.in_review(), incident in Incident.objects.approved()


# Seats


@pytest.mark.parametrize(
    ("asked", "given", "missing"),
    [
        ([{"a"}], [], [{"a"}]),
        ([{"a"}], [{"b"}], [{"a"}]),
        ([{"a"}], [{"a", "b"}], []),
        ([{"a"}, {"a"}], [{"a"}], [{"a"}]),
        ([{"a"}, {"b"}], [{"a", "b"}, {"a"}], []),  # the first makes room for the second
        ([{"a"}, {"b"}], [{"a"}, {"a", "b"}], []),
        ([{""}, {"b"}], [{"", "b"}, {""}], []),
        ([{""}, {"b"}], [{""}, {""}], [{"b"}]),
        ([{"a", "b"}], [{"b"}], []),
        ([{"a"}], [{"a"}, {"a"}], []),
    ],
)
def test_each_approval_fills_one_seat(
    asked: list[set[str]], given: list[set[str]], missing: list[set[str]]
) -> None:
    found = unfilled([frozenset(each) for each in asked], [frozenset(each) for each in given])
    assert found == [frozenset(each) for each in missing]


# Versions


def test_a_severity_without_a_row_asks_for_one_approval_by_anyone(db: None) -> None:
    policy = policies()[""]
    assert (policy.approvals, policy.version) == ({ANYONE: 1}, 0)
    assert not Policy.objects.filter(severity="").exists()
    assert policies()["sev1"].business_days == 3


def test_a_new_version_supersedes_and_the_old_one_stays_as_it_was(cast: Cast) -> None:
    first = rule(cast, note="Two of us.", approvals={ANYONE: 2})
    second = rule(cast, business_days=4)

    assert policy_of("sev2") == second
    assert policies()["sev2"] == second
    assert (first.version + 1, second.made_by) == (second.version, cast.manager)
    assert Policy.objects.get(pk=first.pk).approvals == {ANYONE: 2}
    for change in (first.delete, first.save):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_each_version_leaves_an_entry_that_says_what_holds(cast: Cast) -> None:
    rule(cast, approvals={"manager": 2, ANYONE: 1}, note="After the audit.", sections=["impact"])
    entry = AuditEntry.objects.get(verb=Verb.RULED)
    assert (entry.actor, entry.incident) == (cast.manager, None)
    for said in ("sev2", "2 from manager", "1 from anyone", "impact", "After the audit."):
        assert said in entry.detail


def test_saying_the_same_again_makes_no_version(cast: Cast) -> None:
    made = rule(cast, approvals={ANYONE: 2})
    assert rule(cast, approvals={ANYONE: 2}, note="Once more.") == made


@pytest.mark.parametrize("asked", [{}, {ANYONE: 0}, {ANYONE: 9, "manager": 1}])
def test_a_policy_asks_for_an_approval_and_not_for_a_crowd(cast: Cast, asked: dict[str, int]) -> None:
    with pytest.raises(NotValidError, match="one approval at least") as refused:
        rule(cast, approvals=asked)
    assert refused.value.path == "approvals"


def test_who_was_overtaken_and_who_is_no_manager_is_refused(cast: Cast) -> None:
    rule(cast, business_days=9)
    with pytest.raises(ChangedMeanwhileError):
        house_rules.make_policy("sev2", RULES, base=0, by=cast.manager, at=now())
    with pytest.raises(NotAllowedError):
        house_rules.make_policy("sev3", RULES, base=1, by=cast.engineer, at=now())


# Approvals


def test_a_report_is_in_review_until_all_approvals_are_given(cast: Cast) -> None:
    policy = rule(cast, approvals={ANYONE: 2})
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)

    first = decide(revision, cast.manager)
    assert stage(incident) is Stage.IN_REVIEW
    assert lists(incident) == (True, False)
    assert standing(incident).missing == [frozenset({ANYONE})]
    with pytest.raises(WrongStateError):
        workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    with pytest.raises(WrongStateError):
        plan(incident, cast.manager)

    second = decide(revision, cast.second_manager)
    assert stage(incident) is Stage.APPROVED
    assert lists(incident) == (False, True)
    published = workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    assert published.decision == second
    assert [first.policy, second.policy] == [policy, policy]
    assert lists(incident) == (False, False)


def test_nobody_approves_twice(cast: Cast) -> None:
    rule(cast, approvals={ANYONE: 2})
    revision = submit(start(cast.engineer), cast.engineer)
    decide(revision, cast.manager)
    with pytest.raises(WrongStateError, match="Still to decide: anyone who may decide"):
        decide(revision, cast.manager)


def test_one_who_sends_back_ends_it_even_who_approved_before(cast: Cast) -> None:
    rule(cast, approvals={ANYONE: 3})
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    decide(revision, cast.manager)
    workflow.send_back(incident, revision, by=cast.manager, at=now(), note="On second thoughts.")

    assert stage(incident) is Stage.SENT_BACK
    assert lists(incident) == (False, False)
    with pytest.raises(WrongStateError):
        decide(revision, cast.second_manager)


def test_each_group_must_approve_and_no_other_can_in_its_place(cast: Cast) -> None:
    rule(cast, approvals={"manager": 1, "legal": 1})
    incident, lena = start(cast.engineer), legal()
    revision = submit(incident, cast.engineer)
    decide(revision, cast.manager)

    with pytest.raises(WrongStateError, match="Still to decide: legal"):
        decide(revision, cast.second_manager)
    assert stage(incident) is Stage.IN_REVIEW
    assert decide(revision, lena).groups == [ANYONE, "legal"]
    assert stage(incident) is Stage.APPROVED


def test_who_is_of_two_groups_fills_the_seat_that_is_left(cast: Cast) -> None:
    rule(cast, approvals={"manager": 1, "legal": 1})
    incident, both = start(cast.engineer), legal("bo", "manager")
    revision = submit(incident, cast.engineer)
    decide(revision, both)
    decide(revision, legal())
    assert stage(incident) is Stage.APPROVED


def test_who_is_in_none_of_the_groups_decides_nothing(cast: Cast) -> None:
    rule(cast, approvals={"legal": 1})
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    with pytest.raises(NotAllowedError, match="others decide on this report: legal"):
        decide(revision, cast.manager)
    with pytest.raises(NotAllowedError, match="legal"):
        workflow.send_back(incident, revision, by=cast.manager, at=now(), note="No.")


def test_an_account_in_the_group_of_the_outside_is_no_reader_without_an_account(cast: Cast) -> None:
    rule(cast, approvals={OUTSIDE: 1})
    Group.objects.create(name=OUTSIDE)
    revision = submit(start(cast.engineer), cast.engineer)
    with pytest.raises(NotAllowedError):
        decide(revision, person("xaver", "manager", OUTSIDE))


def test_a_policy_made_stricter_holds_for_what_is_approved_and_not_out(cast: Cast) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    due = plan(incident, cast.manager)
    rule(cast, approvals={ANYONE: 2})

    assert stage(incident) is Stage.IN_REVIEW
    assert lists(incident) == (True, False)
    with pytest.raises(WrongStateError):
        workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    workflow.carry_out(due, at=WHEN, enqueue=ignore)
    assert standing(incident).held

    decide(Revision.objects.get(), cast.second_manager)
    assert stage(incident) is Stage.APPROVED


def test_a_schedule_outlives_a_policy_that_was_made_stricter_and_met(cast: Cast) -> None:
    incident = at_stage(Stage.APPROVED, cast)
    due = plan(incident, cast.manager)
    rule(cast, approvals={ANYONE: 2})
    decide(Revision.objects.get(), cast.second_manager)

    assert standing(incident).is_on_course
    workflow.carry_out(due, at=WHEN, enqueue=ignore)
    assert stage(incident) is Stage.PUBLISHED


def test_a_policy_made_stricter_changes_nothing_about_what_is_out(cast: Cast) -> None:
    incident = at_stage(Stage.PUBLISHED, cast)
    rule(cast, approvals={ANYONE: 5})
    assert stage(incident) is Stage.PUBLISHED
    assert lists(incident) == (False, False)


def test_the_policy_is_that_of_the_submitted_severity(cast: Cast) -> None:
    rule(cast, "sev1", approvals={ANYONE: 2})
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    edit(incident, cast.engineer, "summary", severity=Severity.SEV1)
    assert standing(incident).policy.severity == "sev2"
    edit(incident, cast.engineer, "summary", severity=Severity.SEV2)
    decide(revision, cast.manager)
    assert stage(incident) is Stage.APPROVED


# Authors and contributors


def test_who_wrote_in_the_draft_does_not_decide(cast: Cast) -> None:
    incident = start(cast.engineer)
    edit(incident, cast.manager, impact="Half.")
    revision = submit(incident, cast.engineer)

    with pytest.raises(NotAllowedError, match="You wrote in this draft"):
        decide(revision, cast.manager)
    decide(revision, cast.second_manager)
    assert stage(incident) is Stage.APPROVED


def test_who_wrote_in_the_draft_decides_where_the_policy_lets_them(cast: Cast) -> None:
    rule(cast, contributors_decide=True)
    incident = start(cast.engineer)
    edit(incident, cast.manager, impact="Half.")
    decide(submit(incident, cast.engineer), cast.manager)
    assert stage(incident) is Stage.APPROVED


def test_the_author_never_decides_whatever_the_policy(cast: Cast) -> None:
    rule(cast, contributors_decide=True)
    for author, submitter in ((cast.manager, cast.engineer), (cast.engineer, cast.manager)):
        revision = submit(start(author), submitter)
        with pytest.raises(NotAllowedError, match="You wrote or submitted"):
            decide(revision, cast.manager)


def test_who_writes_after_the_submission_had_no_hand_in_it(cast: Cast) -> None:
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    edit(incident, cast.manager, "notes", notes="Told the board.")
    decide(revision, cast.manager)
    assert stage(incident) is Stage.APPROVED


# Once more, after a change


@pytest.mark.parametrize(("again", "needed"), [("all", 2), ("one", 1)])
def test_a_change_needs_all_approvals_again_or_one(cast: Cast, again: str, needed: int) -> None:
    rule(cast, approvals={ANYONE: 2}, again=again)
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    assert not revision.again
    for manager in (cast.manager, cast.second_manager):
        decide(revision, manager)
    edit(incident, cast.engineer, impact="Half.")
    assert stage(incident) is Stage.DRAFT

    later = submit(incident, cast.engineer)
    assert later.again
    assert len(standing(incident).missing) == needed
    decide(later, cast.manager)
    assert (stage(incident) is Stage.APPROVED) is (needed == 1)
    assert lists(incident) == (needed == 2, needed == 1)


def test_approvals_that_were_not_all_given_count_for_nothing_later(cast: Cast) -> None:
    rule(cast, approvals={ANYONE: 2}, again="one")
    incident = start(cast.engineer)
    decide(submit(incident, cast.engineer), cast.manager)
    edit(incident, cast.engineer, impact="Half.")
    assert not submit(incident, cast.engineer).again
    assert len(standing(incident).missing) == 2


# Who publishes, and what must not lack


def test_only_the_named_groups_publish_and_schedule_but_anyone_withdraws(cast: Cast) -> None:
    rule(cast, publishers=["press"])
    Group.objects.create(name="press")
    incident = at_stage(Stage.APPROVED, cast)
    for release in (
        lambda: workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore),
        lambda: plan(incident, cast.manager),
    ):
        with pytest.raises(NotAllowedError, match="only these publish this report: press"):
            release()

    press = person("petra", "manager", "press")
    workflow.publish(incident, by=press, at=now(), enqueue=ignore)
    workflow.withdraw(incident, by=cast.manager, at=now(), note="Wrong.", enqueue=ignore)


def test_a_section_that_the_policy_asks_for_must_not_be_empty(cast: Cast) -> None:
    assert not REPORT.closing
    rule(cast, sections=["impact", "closing"])
    incident = start(cast.engineer)
    with pytest.raises(NotValidError, match="by the policy for this severity") as refused:
        submit(incident, cast.engineer)
    assert refused.value.path == "closing"

    edit(
        incident,
        cast.engineer,
        "resolution",
        closing="We are sorry.",
        resolution=draft_of(incident).resolution,
    )
    submit(incident, cast.engineer)
