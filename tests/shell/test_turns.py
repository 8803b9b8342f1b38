"""Whose turn it is: a step tells those whom it concerns, once, and nobody else."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from incidents import mailing, reminders, workflow
from incidents.models import Incident, Notice, NoticeKind, Verdict
from incidents.models.policy import ANYONE, OUTSIDE
from incidents.workflow import reminding
from tests.shell.cast import (
    WHEN,
    Cast,
    approve,
    at_stage,
    edit,
    ignore,
    now,
    person,
    plan,
    reasons,
    start,
    submit,
)
from tests.shell.test_delegations import stand_in
from tests.shell.test_links import answer, share
from tests.shell.test_policies import legal, rule


def asked(kind: NoticeKind, *, unread: bool = True) -> list[str]:
    """Return the names of those who have a notice of this kind."""
    found = Notice.objects.filter(kind=kind.value, **({"read_at": None} if unread else {}))
    return sorted(found.values_list("person__username", flat=True))


# Deciding


def test_who_may_decide_is_asked_and_nobody_else(cast: Cast) -> None:
    submit(start(cast.engineer), cast.engineer)
    assert asked(NoticeKind.DECIDE) == ["mara", "mats"]


def test_whom_the_policy_does_not_ask_is_not_told(cast: Cast) -> None:
    rule(cast, approvals={"legal": 1})
    legal()
    submit(start(cast.engineer), cast.engineer)
    assert asked(NoticeKind.DECIDE) == ["lena"]


def test_who_wrote_in_it_is_not_asked(cast: Cast) -> None:
    incident = start(cast.manager)
    edit(incident, cast.second_manager, impact="Half.")
    legal()
    submit(Incident.objects.get(pk=incident.pk), cast.engineer)
    assert asked(NoticeKind.DECIDE) == ["lena"]


def test_a_colleague_who_stands_in_is_asked_too(cast: Cast) -> None:
    stand_in(cast.manager, cast.second_engineer)
    submit(start(cast.engineer), cast.engineer)
    assert asked(NoticeKind.DECIDE) == ["emil", "mara", "mats"]


def test_who_may_not_sign_in_any_more_is_not_asked(cast: Cast) -> None:
    User.objects.filter(pk=cast.manager.pk).update(is_active=False)
    submit(start(cast.engineer), cast.engineer)
    assert asked(NoticeKind.DECIDE) == ["mats"]


def test_asking_twenty_costs_as_many_questions_as_asking_two(cast: Cast) -> None:
    def cost() -> int:
        incident = start(cast.engineer)
        with CaptureQueriesContext(connection) as queries:
            submit(incident, cast.engineer)
        notices = incident.notices.count()
        return len(queries) - notices

    few = cost()
    for number in range(18):
        person(f"m{number}", "manager")
    assert cost() == few


def test_a_decision_ends_the_asking(cast: Cast) -> None:
    rule(cast, approvals={ANYONE: 2})
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons(revision))
    assert asked(NoticeKind.DECIDE) == ["mats"]
    assert asked(NoticeKind.PUBLISH) == []

    workflow.send_back(incident, revision, by=cast.second_manager, at=now(), note="Name the part.")
    assert asked(NoticeKind.DECIDE) == []
    assert asked(NoticeKind.SENT_BACK) == ["edda"]


def test_taking_it_back_ends_the_asking(cast: Cast) -> None:
    incident = at_stage(workflow.Stage.IN_REVIEW, cast)
    workflow.recall(incident, by=cast.engineer, at=now())
    assert asked(NoticeKind.DECIDE) == []


def test_submitting_again_asks_again_and_once(cast: Cast) -> None:
    incident = at_stage(workflow.Stage.IN_REVIEW, cast)
    edit(incident, cast.engineer, impact="Half.")
    submit(incident, cast.engineer)
    assert asked(NoticeKind.DECIDE) == ["mara", "mats"]
    assert len(asked(NoticeKind.DECIDE, unread=False)) == 4


# Publishing


def test_who_may_publish_is_told_that_all_approved_and_the_author_too(cast: Cast) -> None:
    incident = start(cast.engineer)
    approve(incident, cast)
    assert asked(NoticeKind.APPROVED) == ["edda"]
    assert asked(NoticeKind.PUBLISH) == ["mats"]  # the one who approved it knows
    workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    assert asked(NoticeKind.PUBLISH) == []


def test_the_publishers_of_the_policy_are_told(cast: Cast) -> None:
    rule(cast, publishers=["press"])
    person("petra", "manager").groups.create(name="press")
    approve(start(cast.engineer), cast)
    assert asked(NoticeKind.PUBLISH) == ["petra"]


def test_a_reader_without_an_account_approves_and_people_know(cast: Cast) -> None:
    rule(cast, approvals={OUTSIDE: 1})
    revision = submit(start(cast.engineer), cast.engineer)
    link, _ = share(revision, cast.manager)
    workflow.waive(revision.incident, revision, reasons(revision), by=cast.manager, at=now())
    answer(link)
    assert asked(NoticeKind.PUBLISH) == ["mara", "mats"]
    assert asked(NoticeKind.APPROVED) == ["edda"]


def test_a_reader_without_an_account_sends_back_and_the_author_knows_why(cast: Cast) -> None:
    rule(cast, approvals={OUTSIDE: 1})
    revision = submit(start(cast.engineer), cast.engineer)
    answer(share(revision, cast.manager)[0], Verdict.SENT_BACK, note="Our name is wrong.")
    (notice,) = Notice.objects.filter(kind=NoticeKind.SENT_BACK)
    assert notice.entry is not None
    assert "Our name is wrong." in notice.entry.detail


def test_what_is_scheduled_is_nobodys_turn_and_what_is_held_is(cast: Cast) -> None:
    incident = at_stage(workflow.Stage.APPROVED, cast)
    made = plan(incident, cast.manager)
    assert asked(NoticeKind.PUBLISH) == []
    edit(incident, cast.engineer, impact="Half.")
    workflow.carry_out(made, at=WHEN, enqueue=ignore)
    assert asked(NoticeKind.HELD) == ["edda", "mara", "mats"]


# Reports that are due


def remind(at: datetime) -> int:
    told: list[Notice] = []
    count = reminding.remind(at=at, tell=told.append)
    assert count == len(told)
    return count


def at_six(day: int, month: int = 8) -> datetime:
    return datetime(2026, month, day, 6, tzinfo=UTC)


@pytest.fixture
def begun(cast: Cast) -> Incident:
    """A report that is due on Wednesday, 5 August 2026, and was begun on Monday."""
    rule(cast, business_days=25)
    return start(cast.engineer)


def test_the_author_is_told_a_business_day_before_and_once_it_is_late(begun: Incident) -> None:
    assert remind(at_six(3)) == 0
    assert remind(at_six(4)) == 1
    assert asked(NoticeKind.DUE) == ["edda"]
    assert remind(at_six(5)) == 0
    assert remind(at_six(6)) == 1
    assert asked(NoticeKind.OVERDUE) == ["edda"]
    assert remind(at_six(7)) == remind(at_six(7)) == 0


def test_who_is_to_decide_is_told_as_well(cast: Cast, begun: Incident) -> None:
    submit(begun, cast.engineer)
    remind(at_six(4))
    assert asked(NoticeKind.DUE) == ["edda", "mara", "mats"]


def test_who_is_to_publish_is_told_as_well(cast: Cast, begun: Incident) -> None:
    approve(begun, cast)
    remind(at_six(6))
    assert asked(NoticeKind.OVERDUE) == ["edda", "mara", "mats"]
    workflow.publish(begun, by=cast.manager, at=now(), enqueue=ignore)
    assert asked(NoticeKind.OVERDUE) == []


@pytest.mark.parametrize("end", ["published", "no days", "late when it was begun"])
def test_nobody_is_told_where_nothing_is_due(cast: Cast, end: str) -> None:
    rule(cast, business_days={"no days": None, "late when it was begun": 3}.get(end, 25))
    incident = start(cast.engineer)
    if end == "published":
        approve(incident, cast)
        workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    assert remind(at_six(6)) == 0


def test_the_worker_reminds_every_morning(begun: Incident) -> None:
    reminders.plan(at_six(4))
    reminders.plan(at_six(5))
    job = DBTaskResult.objects.get()
    assert job.run_after == at_six(4)
    job.claim("one")
    reminders.remind.call()
    (ahead,) = DBTaskResult.objects.filter(status="READY", task_path=job.task_path)
    assert ahead.run_after
    assert ahead.run_after.hour == 6


# Mail and inbox


def work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, reload=False, interval=0)


def test_submitting_in_the_browser_mails_who_may_decide(
    client: Client, transactional_db: None, cast: Cast
) -> None:
    User.objects.filter(pk=cast.manager.pk).update(email="mara@example.com")
    incident = start(cast.engineer)
    client.force_login(cast.engineer)
    client.post(reverse("submit", args=[incident.reference]), {"message": "Please <read> & decide."})
    work()
    (sent,) = mail.outbox
    assert sent.to == ["mara@example.com"]
    assert sent.subject == f"{incident.reference} {incident.title}: For your decision"
    assert "edda submitted for review." in sent.body
    assert "> Please <read> & decide." in sent.body
    assert f"/workspace/incidents/{incident.reference}/review/" in sent.body


def test_what_was_decided_meanwhile_is_not_mailed(cast: Cast) -> None:
    User.objects.filter(pk=cast.second_manager.pk).update(email="mats@example.com")
    incident = start(cast.engineer)
    revision = workflow.submit(incident, by=cast.engineer, at=now(), tell=mailing.enqueue)
    waiting = list(DBTaskResult.objects.all())
    workflow.send_back(incident, revision, by=cast.manager, at=now(), note="Name the part.")
    for job in waiting:
        job.task.call(*job.task_result.args, **job.task_result.kwargs)
    assert not mail.outbox


@pytest.mark.parametrize(
    ("stage", "who", "said", "page"),
    [
        (workflow.Stage.IN_REVIEW, "manager", "For your decision", "review"),
        (workflow.Stage.SENT_BACK, "engineer", "Your report was sent back", "editor"),
        (workflow.Stage.APPROVED, "second_manager", "Approved, and for you to publish", "publish"),
    ],
)
def test_the_inbox_tells_whose_turn_it_is_and_leads_there(
    client: Client, cast: Cast, *, stage: workflow.Stage, who: str, said: str, page: str
) -> None:
    incident = at_stage(stage, cast)
    client.force_login(getattr(cast, who))
    assert said in client.get(reverse("inbox")).content.decode()
    notice = getattr(cast, who).notices.first()
    answered = client.post(reverse("inbox-read", args=[notice.pk]), {"open": "1"})
    assert answered["Location"] == reverse(page, args=[incident.reference])
