"""Choosing a moment, calling it off, and what the pages say of it."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents import workflow
from incidents.models import DeployFailure, Incident, Outcome, Publication, Schedule
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import Cast

TYPED = {"day": "2032-12-03", "time": "09:00", "zone": "Europe/Berlin"}
SAID = "3 Dec 2032, 09:00 Europe/Berlin (08:00 UTC)"
TWICE = {"day": "2032-10-31", "time": "02:30", "zone": "Europe/Berlin"}


@pytest.fixture
def approved(cast: Cast) -> Incident:
    return people.at_stage(Stage.APPROVED, cast)


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


def page_of(name: str, incident: Incident) -> str:
    return reverse(name, args=[incident.reference])


def text(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def scheduled(incident: Incident, cast: Cast, when: datetime) -> Schedule:
    return people.plan(incident, cast.manager, when)


def test_the_page_offers_now_and_another_time_by_the_incidents_clocks(
    manager: Client, approved: Incident
) -> None:
    page = text(manager, page_of("publish", approved))
    assert "Publish now" in page
    assert 'value="Europe/Berlin"' in page


def test_a_moment_is_taken_and_every_page_says_it(manager: Client, approved: Incident) -> None:
    assert manager.post(page_of("schedule", approved), TYPED).status_code == 302

    made = Schedule.objects.get()
    assert (made.publish_at, made.zone) == (datetime(2032, 12, 3, 8, tzinfo=UTC), "Europe/Berlin")
    assert DBTaskResult.objects.get().run_after == made.publish_at
    assert not Publication.objects.exists()
    for address in (page_of("editor", approved), reverse("home"), reverse("incidents")):
        assert f"Scheduled for {SAID}" in text(manager, address), address
    assert SAID in text(manager, page_of("publish", approved))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Etc/UTC", "3 Dec 2032, 09:00 UTC"),
        ("Pacific/Auckland", "3 Dec 2032, 09:00 Pacific/Auckland (2 Dec 2032, 20:00 UTC)"),
        ("UTC+02:00", "3 Dec 2032, 09:00 UTC+02:00 (07:00 UTC)"),
    ],
)
def test_the_moment_is_told_by_the_clocks_that_were_meant(
    manager: Client, approved: Incident, zone: str, said: str
) -> None:
    manager.post(page_of("schedule", approved), {**TYPED, "zone": zone})
    assert f"Scheduled for {said}<" in text(manager, page_of("editor", approved))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2020-12-03"}, "publish now"),
        ({"day": "2032-03-28", "time": "02:30"}, "go forward that day and skip 02:30"),
        ({"zone": "Berlin"}, "Berlin is not a time zone we know"),
        ({"zone": ""}, "This field is required"),
        ({"day": ""}, "This field is required"),
        ({"time": "25:00"}, "Enter a valid time"),
        (TWICE, "go back that day and show 02:30 twice"),
        ({**TWICE, "which": "2032-10-31 02:30 +05:00"}, "show 02:30 twice"),
        ({"day": "9999-12-31", "time": "23:59", "zone": "America/New_York"}, "a year from 1980"),
        ({"day": "0001-01-01", "time": "00:00"}, "a year from 1980"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_what_was_typed(
    manager: Client, approved: Incident, typed: dict[str, str], said: str
) -> None:
    answer = manager.post(page_of("schedule", approved), {**TYPED, **typed})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    for value in typed.values():
        assert value in page or value.endswith("+05:00")
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("which", "at"), [("2032-10-31 02:30 +02:00", "00:30"), ("2032-10-31 02:30 +01:00", "01:30")]
)
def test_of_a_time_that_comes_twice_one_is_chosen(
    manager: Client, approved: Incident, which: str, at: str
) -> None:
    assert f'<option value="{which}">' in unescape(
        manager.post(page_of("schedule", approved), TWICE).content.decode()
    )
    assert manager.post(page_of("schedule", approved), {**TWICE, "which": which}).status_code == 302
    assert f"{Schedule.objects.get().publish_at:%H:%M}" == at


def test_scheduling_twice_or_what_is_not_approved_is_a_conflict(
    manager: Client, approved: Incident, cast: Cast
) -> None:
    manager.post(page_of("schedule", approved), TYPED)
    again = manager.post(page_of("schedule", approved), TYPED)
    draft = manager.post(page_of("schedule", people.start(cast.engineer)), TYPED)
    assert (again.status_code, draft.status_code) == (409, 409)
    assert "cancel it first" in again.content.decode()
    assert Schedule.objects.count() == 1


def test_what_keeps_the_report_from_customers_now_is_said_above_the_form(
    manager: Client, approved: Incident, settings: Settings
) -> None:
    settings.CHECKS = {"levels": {"action-without-owner": "blocks"}}
    answer = manager.post(page_of("schedule", approved), TYPED)
    assert answer.status_code == 422
    [error] = answer.context["form"].non_field_errors()
    assert "owner" in error
    assert error in unescape(answer.content.decode())
    assert not Schedule.objects.exists()


def test_cancelling_asks_once(manager: Client, approved: Incident, cast: Cast) -> None:
    scheduled(approved, cast, people.WHEN)
    assert "Cancel the schedule" in text(manager, page_of("editor", approved))
    assert "3 Dec 2030, 09:00 Europe/Berlin" in text(manager, page_of("unschedule", approved))
    assert Schedule.objects.standing().exists()
    assert manager.post(page_of("unschedule", approved)).status_code == 302
    assert Schedule.objects.get().outcome == Outcome.CANCELLED
    assert "Scheduled for" not in text(manager, page_of("editor", approved))
    assert manager.post(page_of("unschedule", approved)).status_code == 409
    assert "nothing to cancel" in text(manager, page_of("unschedule", approved))


@pytest.mark.parametrize("name", ["schedule", "unschedule", "retry"])
def test_only_those_who_publish_may(signed_in: Client, approved: Incident, name: str) -> None:
    assert signed_in.post(page_of(name, approved), TYPED).status_code == 403
    if name != "retry":
        assert signed_in.get(page_of(name, approved)).status_code == 403


def test_a_public_change_says_that_the_schedule_is_void(
    manager: Client, approved: Incident, cast: Cast
) -> None:
    scheduled(approved, cast, people.WHEN)
    assert "voids the approval and the schedule with it" in text(manager, page_of("editor", approved))
    people.edit(approved, cast.engineer, impact="Half.")
    page = text(manager, page_of("editor", approved))
    assert "nothing will go out then" in page
    assert "Schedule void" in text(manager, reverse("incidents"))
    assert "Scheduled for" not in page


def test_author_and_publisher_are_told_what_was_held_and_what_to_do(
    client: Client, approved: Incident, cast: Cast
) -> None:
    made = scheduled(approved, cast, people.WHEN)
    people.edit(approved, cast.engineer, impact="Half.")
    workflow.carry_out(made, at=people.WHEN, enqueue=people.ignore)
    for person, told in ((cast.engineer, True), (cast.manager, True), (cast.second_engineer, False)):
        client.force_login(person)
        assert ("nobody has reviewed; submit it first" in text(client, reverse("home"))) is told
    page = text(client, page_of("editor", approved))
    assert "Not published on 3 Dec 2030, 09:00 Europe/Berlin (08:00 UTC)" in page
    assert "Mend the report, have it approved again" in page
    people.edit(approved, cast.engineer, impact="A third of the orders.")
    assert "Publish it now, schedule it anew" in text(client, page_of("editor", approved))


def test_a_moment_that_has_come_is_not_told_as_one_to_come(
    manager: Client, approved: Incident, cast: Cast
) -> None:
    made = scheduled(approved, cast, people.WHEN)
    past = timezone.now() - timedelta(minutes=1)
    Schedule.objects.filter(pk=made.pk).update(publish_at=past, made_at=past - timedelta(days=1))
    assert "has come: it goes out as soon as" in text(manager, page_of("editor", approved))


# Deploys that fail.


def failing(incident: Incident, attempt: int) -> DeployFailure:
    return DeployFailure.objects.create(
        publication=incident.publications.get(),
        at=datetime(2026, 11, 21, 14, tzinfo=UTC),
        attempt=attempt,
        reason="No space left on device",
    )


def test_the_page_says_why_an_edition_is_not_there_and_when_it_is_tried(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    failing(incident, 2)
    page = text(manager, page_of("editor", incident))
    assert "Publishing is being retried: No space left on device. Next try 21 Nov 2026, 14:05 UTC." in page
    assert "Try again now" in page
    failing(incident, 8)
    assert "is not tried again by itself: No space left on device." in text(
        manager, page_of("editor", incident)
    )
    manager.force_login(cast.engineer)
    page = text(manager, page_of("editor", incident))
    assert "No space left on device" in page
    assert "Try again now" not in page
    incident.publications.update(deployed_at=people.now())
    assert "No space left" not in text(manager, page_of("editor", incident))


def test_a_try_can_be_asked_for(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    failing(incident, 8)
    assert manager.post(page_of("retry", incident)).status_code == 302
    assert DBTaskResult.objects.ready().count() == 1
    incident.publications.update(deployed_at=people.now())
    assert manager.post(page_of("retry", incident)).status_code == 409
