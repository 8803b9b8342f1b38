from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from incidents import drafts, workflow
from incidents.models import Component, Incident
from incidents.report import canonical
from incidents.report.value import CorrectiveAction, Report, RootCause, TimelineEvent
from tests.report.strategies import reports
from tests.shell.cast import REPORT, draft_of, now, start

START = datetime(2026, 7, 1, tzinfo=UTC)
in_one_transaction = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@in_one_transaction
@given(report=reports())
def test_a_draft_says_what_was_put_into_it(engineer: User, report: Report) -> None:
    with transaction.atomic():
        incident = workflow.start(report, by=engineer, at=now())
        stood = draft_of(incident)
        transaction.set_rollback(True)

    assert stood == report
    assert canonical.encode(stood) == canonical.encode(report)


@in_one_transaction
@given(report=reports(), other=reports())
def test_two_drafts_do_not_mix(engineer: User, report: Report, other: Report) -> None:
    with transaction.atomic():
        first, second = start(engineer, report), start(engineer, other)
        stood = draft_of(first), draft_of(second)
        transaction.set_rollback(True)

    assert stood == (report, other)


def test_components_of_one_name_are_one_component(engineer: User) -> None:
    first, second = start(engineer), start(engineer)

    assert {*first.components.all()} == {*second.components.all()}
    assert Component.objects.count() == len(REPORT.components)


def test_components_stay_in_the_authors_order(engineer: User) -> None:
    incident = start(engineer, replace(REPORT, components=("Search", "Checkout", "App")))

    assert draft_of(incident).components == ("Search", "Checkout", "App")


def long_report(length: int) -> Report:
    return replace(
        REPORT,
        timezone="Etc/UTC",
        started_at=None,
        resolved_at=None,
        timeline=tuple(
            TimelineEvent(at=START + timedelta(minutes=n), text=f"Step {n}") for n in range(length)
        ),
        root_causes=tuple(
            RootCause(text=f"Cause {n}", because_of=n - 1 if n else None) for n in range(length)
        ),
        actions=tuple(CorrectiveAction(title=f"Action {n}", addresses=(n,)) for n in range(length)),
        components=tuple(f"Part {n}" for n in range(length)),
    )


def test_a_snapshot_takes_as_many_queries_for_300_events_as_for_one(engineer: User) -> None:
    taken = []
    for length in (1, 300):
        incident = Incident.objects.get(pk=start(engineer, long_report(length)).pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(drafts.snapshot(incident).timeline) == length
        taken.append(len(queries))

    assert taken[0] == taken[1] <= 6


def test_snapshots_of_many_incidents_take_as_many_queries_as_of_one(engineer: User) -> None:
    taken = []
    for _ in range(2):
        start(engineer)
        with CaptureQueriesContext(connection) as queries:
            found = [drafts.snapshot(one) for one in drafts.with_rows(Incident.objects.all())]
        assert set(found) == {REPORT}
        taken.append(len(queries))

    assert taken[0] == taken[1]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Orders could not be placed."},
        {"components": ("Search", "Checkout")},
        {"resolved_at": None},
        {"impact_percent": None},
    ],
)
def test_a_fingerprint_sees_every_change(changed: dict[str, object]) -> None:
    assert drafts.fingerprint(replace(REPORT, **changed)) != drafts.fingerprint(REPORT)
