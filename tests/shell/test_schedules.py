"""An approved report goes out at a moment that somebody chose, or is held with a reason."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents import workflow
from incidents.errors import NotValidError
from incidents.models import (
    Decision,
    Incident,
    Outcome,
    Publication,
    PublicationKind,
    Revision,
    Schedule,
    Verb,
)
from incidents.publishing import tasks
from incidents.report import canonical
from incidents.workflow import Stage, Standing, standing
from tests.shell.cast import (
    WHEN,
    Cast,
    approve,
    at_stage,
    edit,
    ignore,
    ignore_schedule,
    now,
    plan,
    publish,
    submit,
    titled,
    withdraw,
)
from tests.shell.lifted import lifted

LATE = WHEN + timedelta(hours=3)


@pytest.fixture
def approved(cast: Cast) -> Incident:
    return at_stage(Stage.APPROVED, cast)


def let_it_come(made: Schedule, at: datetime = WHEN) -> Schedule:
    """Do what a worker does when the moment has come."""
    workflow.carry_out(made, at=at, enqueue=ignore)
    return Schedule.objects.get(pk=made.pk)


def stands(incident: Incident) -> Standing:
    return standing(Incident.objects.get(pk=incident.pk))


def verbs(incident: Incident) -> list[str]:
    return list(incident.audit.order_by("pk").values_list("verb", flat=True))


def test_a_schedule_names_what_was_approved_by_whom_and_for_when(cast: Cast, approved: Incident) -> None:
    made = plan(approved, cast.second_manager)

    stored = Schedule.objects.get()
    assert (stored.incident, stored.decision) == (approved, Decision.objects.get())
    assert (stored.publish_at, stored.zone, stored.person) == (WHEN, "Europe/Berlin", cast.second_manager)
    assert (stored.outcome, stored.ended_at) == ("", None)
    assert stands(approved).scheduled == made
    assert stands(approved).is_on_course
    entry = approved.audit.get(verb=Verb.SCHEDULED)
    assert (entry.actor, entry.digest) == (cast.second_manager, stored.decision.digest)
    assert entry.detail == "2030-12-03 08:00 UTC (Europe/Berlin)"


@pytest.mark.parametrize("early", [timedelta(), timedelta(seconds=1), timedelta(days=900)])
def test_a_time_that_has_passed_is_not_scheduled(cast: Cast, approved: Incident, early: timedelta) -> None:
    with pytest.raises(NotValidError, match="publish now"):
        workflow.schedule(
            approved,
            by=cast.manager,
            at=WHEN,
            when=WHEN - early,
            zone="Etc/UTC",
            enqueue=ignore_schedule,
        )
    assert not Schedule.objects.exists()


def test_at_its_time_the_first_edition_goes_out_as_it_was_approved(cast: Cast, approved: Incident) -> None:
    made = plan(approved, cast.second_manager)
    edit(approved, cast.engineer, "notes", notes="Later thoughts.")

    ended = let_it_come(made, LATE)

    edition = Publication.objects.get()
    assert (edition.kind, edition.decision, edition.published_by) == (
        PublicationKind.POST,
        made.decision,
        cast.second_manager,
    )
    assert edition.published_at == LATE, "when it went out, not when it was to"
    assert (ended.outcome, ended.ended_at, ended.reason) == (Outcome.PUBLISHED, LATE, "")
    assert stands(approved).stage is Stage.PUBLISHED
    assert verbs(approved)[-2:] == [Verb.EDITED, Verb.PUBLISHED]


def test_a_scheduled_correction_goes_out_as_a_later_edition(cast: Cast) -> None:
    incident = at_stage(Stage.PUBLISHED, cast)
    edit(incident, cast.engineer, impact="All of the orders.")
    approve(incident, cast)

    let_it_come(plan(incident, cast.manager))

    assert Publication.objects.order_by("edition").last().kind == PublicationKind.CORRECTION  # type: ignore[union-attr]
    assert verbs(incident)[-2:] == [Verb.SCHEDULED, Verb.CORRECTED]


def test_nothing_goes_out_before_its_time_or_twice(cast: Cast, approved: Incident) -> None:
    made = plan(approved, cast.manager)
    assert let_it_come(made, WHEN - timedelta(microseconds=1)).outcome == ""
    assert not Publication.objects.exists()

    ended = let_it_come(made)
    again = let_it_come(made, LATE)
    assert (again.outcome, again.ended_at) == (ended.outcome, ended.ended_at)
    assert Publication.objects.count() == 1
    assert verbs(approved).count(Verb.PUBLISHED) == 1


def test_what_was_called_off_does_not_go_out(cast: Cast, approved: Incident) -> None:
    made = plan(approved, cast.manager)
    at = now()
    workflow.unschedule(approved, by=cast.second_manager, at=at)

    ended = let_it_come(made)
    assert (ended.outcome, ended.ended_at) == (Outcome.CANCELLED, at)
    assert not Publication.objects.exists()
    assert stands(approved).stage is Stage.APPROVED
    assert verbs(approved)[-2:] == [Verb.SCHEDULED, Verb.UNSCHEDULED]
    assert let_it_come(plan(approved, cast.manager)).outcome == Outcome.PUBLISHED


def change(incident: Incident, cast: Cast) -> None:
    edit(incident, cast.engineer, impact="All of the orders.")


def submit_again(incident: Incident, cast: Cast) -> None:
    change(incident, cast)
    submit(incident, cast.engineer)


def approve_again(incident: Incident, cast: Cast) -> None:
    change(incident, cast)
    approve(incident, cast)


def take_the_right_away(_incident: Incident, cast: Cast) -> None:
    cast.manager.groups.clear()


def deactivate(_incident: Incident, cast: Cast) -> None:
    User.objects.filter(pk=cast.manager.pk).update(is_active=False)


def tamper(_incident: Incident, _cast: Cast) -> None:
    with lifted():
        Revision.objects.update(report=canonical.encode(titled("Something else")))


HELD = [
    (change, "nobody has reviewed; submit it first"),
    (submit_again, "whoever its policy asks decides next"),
    (approve_again, "Another revision was approved"),
    (take_the_right_away, "may not publish any more"),
    (deactivate, "may not publish any more"),
    (tamper, "no longer matches its approval"),
]


@pytest.mark.parametrize(("happens", "why"), HELD)
def test_what_may_not_go_out_at_its_time_is_held_and_says_why(
    cast: Cast, approved: Incident, happens: object, why: str
) -> None:
    made = plan(approved, cast.manager)
    assert callable(happens)
    happens(approved, cast)
    entries = approved.audit.count()

    held = let_it_come(made, LATE)

    assert (held.outcome, held.ended_at) == (Outcome.HELD, LATE)
    assert why in held.reason
    assert not Publication.objects.exists()
    assert stands(approved).held == held
    assert list(Incident.objects.held()) == [approved]
    entry = approved.audit.latest("pk")
    assert approved.audit.count() == entries + 1
    assert (entry.verb, entry.actor, entry.detail) == (Verb.HELD, cast.manager, held.reason)
    let_it_come(made, LATE + timedelta(hours=1))
    assert approved.audit.count() == entries + 1


def test_a_report_that_fails_a_check_by_then_is_held(
    cast: Cast, approved: Incident, settings: Settings
) -> None:
    made = plan(approved, cast.manager)
    settings.CHECKS = {"levels": {"no-actions": "blocks", "action-without-owner": "blocks"}}

    held = let_it_come(made)

    assert held.outcome == Outcome.HELD
    assert "owner" in held.reason
    settings.CHECKS = {}
    assert let_it_come(plan(approved, cast.manager, LATE), LATE).outcome == Outcome.PUBLISHED


def test_a_change_that_is_taken_back_lets_it_go_out(cast: Cast, approved: Incident) -> None:
    made = plan(approved, cast.manager)
    before = "A third of the orders."
    change(approved, cast)
    assert stands(approved).scheduled == made
    assert not stands(approved).is_on_course
    edit(approved, cast.engineer, impact=before)

    assert stands(approved).is_on_course
    assert let_it_come(made).outcome == Outcome.PUBLISHED


def test_publishing_by_hand_is_what_came_of_the_schedule(cast: Cast, approved: Incident) -> None:
    made = plan(approved, cast.manager)
    edition = workflow.publish(approved, by=cast.second_manager, at=now(), enqueue=ignore)

    ended = let_it_come(made)
    assert (ended.outcome, ended.ended_at) == (Outcome.PUBLISHED, edition.published_at)
    assert Publication.objects.count() == 1


def test_another_edition_or_a_withdrawal_ends_what_was_scheduled_before_it(cast: Cast) -> None:
    overtaken, withdrawn = at_stage(Stage.APPROVED, cast), at_stage(Stage.PUBLISHED, cast)
    plan(overtaken, cast.manager)
    change(overtaken, cast)
    publish(overtaken, cast)
    change(withdrawn, cast)
    approve(withdrawn, cast)
    plan(withdrawn, cast.manager)
    withdraw(withdrawn, cast)

    assert {made.outcome for made in Schedule.objects.all()} == {Outcome.CANCELLED}
    assert not Schedule.objects.due(LATE)


@pytest.mark.parametrize("what", ["submit", "publish", "schedule", "withdraw"])
def test_a_notice_stands_until_somebody_does_something_about_it(cast: Cast, what: str) -> None:
    incident = at_stage(Stage.PUBLISHED, cast)
    change(incident, cast)
    approve(incident, cast)
    cast.manager.groups.clear()
    Schedule.objects.create(
        incident=incident,
        decision=Decision.objects.latest("pk"),
        publish_at=datetime(2026, 8, 2, tzinfo=UTC),
        zone="Etc/UTC",
        person=cast.manager,
        made_at=datetime(2026, 8, 1, tzinfo=UTC),
    )
    workflow.carry_out(Schedule.objects.get(), at=now(), enqueue=ignore)
    assert stands(incident).held

    if what == "submit":
        edit(incident, cast.engineer, impact="Half.")
        submit(incident, cast.engineer)
    elif what == "publish":
        workflow.correct(incident, by=cast.second_manager, at=now(), enqueue=ignore)
    elif what == "schedule":
        plan(incident, cast.second_manager)
    else:
        workflow.withdraw(incident, by=cast.second_manager, at=now(), note="Wrong.", enqueue=ignore)
    assert stands(incident).held is None
    assert not Incident.objects.held().exists()


# The worker.


def test_the_job_waits_for_the_moment_and_goes_with_the_transaction(cast: Cast, approved: Incident) -> None:
    with transaction.atomic():
        made = workflow.schedule(
            approved, by=cast.manager, at=now(), when=WHEN, zone="Etc/UTC", enqueue=tasks.enqueue_schedule
        )
        [job] = DBTaskResult.objects.all()
        assert (job.run_after, job.args_kwargs["args"]) == (WHEN, [made.pk])
        assert not DBTaskResult.objects.ready().exists()
        transaction.set_rollback(True)

    assert not DBTaskResult.objects.exists()
    assert not Schedule.objects.exists()


def overdue(cast: Cast) -> Schedule:
    """Return a schedule whose moment passed while nothing ran."""
    incident = at_stage(Stage.APPROVED, cast)
    moment = datetime(2026, 8, 2, tzinfo=UTC)
    return workflow.schedule(
        incident,
        by=cast.manager,
        at=moment - timedelta(days=1),
        when=moment,
        zone="Etc/UTC",
        enqueue=tasks.enqueue_schedule,
    )


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_down_publishes_as_soon_as_it_runs(cast: Cast, root: Path) -> None:
    made = overdue(cast)
    started = timezone.now()
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)

    edition = Publication.objects.get()
    assert edition.published_at >= started
    assert Schedule.objects.get(pk=made.pk).outcome == Outcome.PUBLISHED
    assert edition.deployed_at, "the edition's own job was done in the same run"
    assert (root / "incidents" / edition.incident.slug / "index.html").is_file()


def test_publish_site_finishes_what_was_due(cast: Cast, root: Path) -> None:
    due, to_come = overdue(cast), plan(at_stage(Stage.APPROVED, cast), cast.manager)
    DBTaskResult.objects.all().delete()
    call_command("publish_site", stdout=StringIO(), stderr=StringIO())

    assert Publication.objects.get().incident == due.incident
    assert Publication.objects.get().deployed_at
    assert Schedule.objects.get(pk=to_come.pk).outcome == ""


def test_what_fails_for_no_reason_of_ours_is_done_again_later(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = overdue(cast)

    def fail(*_: object) -> None:
        raise OSError("the queue is full")

    DBTaskResult.objects.all().delete()
    with monkeypatch.context() as patch:
        patch.setattr(workflow, "carry_out", lambda *_, **__: fail())
        with pytest.raises(OSError, match="full"):
            tasks.publish_scheduled.call(made.pk)
    [job] = DBTaskResult.objects.all()
    assert job.run_after > timezone.now()
    job.task.call(*job.task_result.args, **job.task_result.kwargs)
    assert Schedule.objects.get(pk=made.pk).outcome == Outcome.PUBLISHED
