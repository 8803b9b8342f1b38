"""Pages ask the database a fixed number of questions, however much there is to show."""

from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents import drafts, readiness, workflow
from incidents.forms.sections import SECTION_FORMS
from incidents.models import Incident, IncidentWords, Revision
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import Cast


def counting() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


@pytest.mark.parametrize("page", ["home", "incidents", "review-queue"])
def test_a_list_of_eight_costs_what_a_list_of_two_does(client: Client, cast: Cast, page: str) -> None:
    client.force_login(cast.manager)
    for _ in range(2):
        people.at_stage(Stage.IN_REVIEW, cast)
    with counting() as few:
        client.get(reverse(page))
    for _ in range(6):
        people.at_stage(Stage.IN_REVIEW, cast)
    with counting() as many:
        client.get(reverse(page))
    assert len(many) == len(few)


def test_scheduled_and_held_reports_cost_the_lists_nothing_each(client: Client, cast: Cast) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            people.plan(people.at_stage(Stage.APPROVED, cast), cast.manager)
            held = people.plan(people.at_stage(Stage.APPROVED, cast), cast.manager)
            people.edit(held.incident, cast.engineer, impact="Half.")
            workflow.carry_out(held, at=people.WHEN, enqueue=people.ignore)

    client.force_login(cast.manager)
    add(1)
    with counting() as few:
        client.get(reverse("home"))
    add(3)
    with counting() as many:
        page = client.get(reverse("home"))
    assert len(page.context["held"]) == 4
    assert len(many) == len(few)


def test_the_editor_costs_the_same_for_a_long_timeline(
    client: Client, cast: Cast, incident: Incident
) -> None:
    client.force_login(cast.engineer)
    page = reverse("editor", args=[incident.reference])
    with counting() as empty:
        client.get(page)
    for place in range(60):
        incident.timeline.create(position=place, text=f"Event {place}")
    for place in range(10):
        cause = incident.root_causes.create(position=place, text=f"Cause {place}")
        incident.actions.create(position=place, title=f"Action {place}").addresses.set([cause])
    with counting() as full:
        client.get(page)
    assert len(full) <= len(empty) + 3


def test_saving_by_itself_costs_the_same_in_a_long_report(signed_in: Client, incident: Incident) -> None:
    page = reverse("section", args=[incident.reference, "notes"])

    def save(text: str) -> int:
        form = SECTION_FORMS["notes"].opened(people.draft_of(incident))
        sent = {"notes": text, "base": form["base"].value()}
        with counting() as asked:
            assert signed_in.post(page, sent, headers={"Accept": "application/json"}).status_code == 200
        return len(asked)

    save("The first leaves an entry of the trail.")
    short = save("Half a sen")
    for place in range(60):
        incident.timeline.create(position=place, text=f"Event {place}")
    assert save("Half a sentence") == short
    assert short <= 35


@pytest.mark.parametrize("page", ["editor", "stage"])
def test_the_editor_builds_and_checks_its_report_once(
    signed_in: Client, incident: Incident, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    asked: list[str] = []

    def counted(module: ModuleType, name: str) -> None:
        work = getattr(module, name)

        def noted(*given: object) -> object:
            asked.append(name)
            return work(*given)

        monkeypatch.setattr(module, name, noted)

    counted(drafts, "snapshot")
    counted(readiness, "findings")
    assert signed_in.get(reverse(page, args=[incident.reference])).status_code == 200
    assert sorted(asked) == ["findings", "snapshot"]


def add(incident: Incident, count: int) -> None:
    """Put in as many more incidents like this one, each submitted, at once."""
    first = incident.revisions.get()
    words = IncidentWords.objects.get(incident=incident).words
    made = Incident.objects.bulk_create(
        Incident(
            reference=f"INC-2025-{number:05}",
            slug=f"inc-2025-{number:05}",
            title=f"Outage {number}",
            author=incident.author,
            created_at=incident.created_at,
            updated_at=incident.updated_at - timedelta(minutes=number),
            started_at=datetime(2025, 6, 1, tzinfo=UTC) - timedelta(minutes=number),
        )
        for number in range(count)
    )
    IncidentWords.objects.bulk_create(IncidentWords(incident=each, words=words) for each in made)
    copied: dict[str, Any] = {"number": 1, "report": first.report, "digest": first.digest}
    copied |= {"public_digest": first.public_digest, "submitted_at": first.submitted_at}
    Revision.objects.bulk_create(
        Revision(incident=each, submitted_by=incident.author, **copied) for each in made
    )


ADDRESSES = [
    "/workspace/",
    "/workspace/review/",
    "/workspace/incidents/",
    "/workspace/incidents/?sort=happened&mine=on",
    "/workspace/incidents/?q=orders",
    "/workspace/incidents/?where=review&severity=sev2",
    "/workspace/incidents/?where=approved",
    "/workspace/incidents/?where=unpublished&sort=happened",
    "/workspace/incidents/INC-2026-0001/",
    "/workspace/incidents/INC-2026-0001/stage/",
]


def test_ten_thousand_incidents_cost_what_ten_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    for _ in range(9):
        people.at_stage(Stage.IN_REVIEW, cast)

    def asked() -> dict[str, int]:
        taken = {}
        for address in ADDRESSES:
            with counting() as queries:
                assert client.get(address).status_code == 200
            taken[address] = len(queries)
        return taken

    few = asked()
    add(incident, 9_990)
    assert Incident.objects.count() == 10_000
    assert asked() == few
