"""The checks of what is being typed: said beside the field, nothing saved."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents import workflow
from incidents.models import Incident
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast, draft_of
from tests.shell.views.test_queries import counting


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer, REPORT)


def told(page: str) -> dict[str, str]:
    """Return what is said at each field that something is said of, by the field's id."""
    places = re.findall(r'<div class="found" id="(\S+)_found"[^>]*>(.*?)</div>', page, re.DOTALL)
    words = {field: " ".join(re.sub(r"<[^>]+>", " ", said).split()) for field, said in places}
    return {field: said for field, said in words.items() if said}


def section(client: Client, incident: Incident, name: str, **typed: str) -> dict[str, str]:
    answer = client.post(reverse("section-check", args=[incident.reference, name]), typed)
    assert answer.status_code == 200
    return told(answer.content.decode())


def entry(
    client: Client, incident: Incident, name: str, key: int | None = None, **typed: Any
) -> dict[str, str]:
    where = [incident.reference, name]
    address = reverse("entry-check", args=[*where, key]) if key else reverse("entry-add-check", args=where)
    answer = client.post(address, typed)
    assert answer.status_code == 200
    return told(answer.content.decode())


SUMMARY = {
    "title": REPORT.title,
    "severity": "sev2",
    "timezone": "Europe/Berlin",
    "started_at": "2026-07-01 12:00",
    "resolved_at": "2026-07-01 13:30",
    "components": "Checkout",
    "summary": "The outage lasted 20 minutes.",
}


def test_a_typed_length_is_compared_with_the_times_beside_it(signed_in: Client, incident: Incident) -> None:
    said = section(signed_in, incident, "summary", **SUMMARY)
    assert "20 minutes" in said["summary-summary"]
    assert said["summary-summary"].startswith("Should be mended")
    right = section(signed_in, incident, "summary", **SUMMARY | {"resolved_at": "2026-07-01 12:20"})
    assert "20 minutes" not in right.get("summary-summary", "")


def test_what_is_waived_stays_so_while_it_is_typed(signed_in: Client, incident: Incident, cast: Cast) -> None:
    revision = people.submit(incident, cast.engineer)
    workflow.waive(incident, revision, people.reasons(revision), by=cast.manager, at=people.now())
    typed = {"title": REPORT.actions[0].title, "kind": "corrective", "state": "open", "audience": "public"}
    said = entry(signed_in, incident, "actions", incident.actions.get().pk, **typed)
    (owner,) = (text for text in said.values() if "has no owner" in text)
    assert owner.startswith("Waived")
    assert "Waived by mara: It may stand this once." in owner
    other = entry(signed_in, incident, "actions", incident.actions.get().pk, **typed | {"title": "Refuse"})
    (owner,) = (text for text in other.values() if "has no owner" in text)
    assert owner.startswith("Should be mended")


def test_nothing_is_saved(signed_in: Client, incident: Incident) -> None:
    section(signed_in, incident, "summary", **SUMMARY)
    entry(signed_in, incident, "actions", title="Limit retries", kind="corrective")
    assert draft_of(incident) == REPORT
    assert incident.audit.count() == 1


def test_what_cannot_be_read_yet_is_unknown_and_nothing_is_said_of_it(
    signed_in: Client, incident: Incident
) -> None:
    said = section(
        signed_in,
        incident,
        "summary",
        **SUMMARY | {"started_at": "2026-0", "summary": "We paged paged them."},
    )
    assert "summary-started_at" not in said
    assert "paged paged" in said["summary-summary"]
    zoneless = section(signed_in, incident, "summary", **SUMMARY | {"timezone": "Europe/Ber"})
    assert not {"summary-timezone", "summary-started_at", "summary-resolved_at"} & set(zoneless)


def test_times_that_make_no_report_together_leave_the_rest_told(
    signed_in: Client, incident: Incident
) -> None:
    backwards = SUMMARY | {"resolved_at": "2026-07-01 11:00", "title": ""}
    assert "summary-title" in section(signed_in, incident, "summary", **backwards)


def test_a_zone_that_an_event_contradicts_is_left_for_saving(signed_in: Client, incident: Incident) -> None:
    incident.timeline.filter(position=0).update(at="2026-03-29T00:30:00Z")  # 02:30 by the clocks of Berlin
    Incident.objects.filter(pk=incident.pk).update(timezone="Etc/UTC")
    incident.timeline.filter(position=0).update(at="2026-03-29T02:30:00Z")
    assert section(signed_in, incident, "summary", **SUMMARY) == {}


def test_the_other_sections(signed_in: Client, incident: Incident) -> None:
    assert "summary-title" not in section(signed_in, incident, "impact", impact="Many orders.")
    assert "impact-impact" in section(signed_in, incident, "impact", impact="TBD")
    assert "resolution-lucky" in section(signed_in, incident, "resolution", lucky="TODO")
    assert "notes-notes" in section(signed_in, incident, "notes", notes="On Nov 31, 2025.")


def test_an_event_is_checked_where_it_would_stand(signed_in: Client, incident: Incident) -> None:
    typed: dict[str, Any] = {"kind": "other", "audience": "public", "text": "We paged paged them."}
    new = entry(signed_in, incident, "timeline", when="2026-07-01 12:30", **typed)
    assert set(new) == {"event-new-text"}
    row = incident.timeline.get(position=2)
    far = entry(signed_in, incident, "timeline", row.pk, when="2190-07-01 12:30", **typed)
    assert set(far) == {f"event-{row.pk}-when", f"event-{row.pk}-text"}
    unfinished = entry(signed_in, incident, "timeline", row.pk, when="2026-07-", **typed)
    assert set(unfinished) == {f"event-{row.pk}-text"}


def test_causes_and_actions_are_checked_with_what_they_refer_to(
    signed_in: Client, incident: Incident
) -> None:
    first, second = incident.root_causes.all()
    cause = entry(
        signed_in,
        incident,
        "causes",
        first.pk,
        kind="root",
        audience="public",
        text="TBD",
        because_of=second.pk,
    )
    assert set(cause) == {f"cause-{first.pk}-text"}
    action = incident.actions.get()
    typed: dict[str, Any] = {
        "title": "Refuse zero",
        "kind": "corrective",
        "state": "open",
        "audience": "public",
    }
    said = entry(signed_in, incident, "actions", action.pk, **typed, addresses=[first.pk], owner="Data team")
    assert f"action-{action.pk}-due" in said
    assert f"action-{action.pk}-owner" not in said
    circle = entry(
        signed_in,
        incident,
        "causes",
        second.pk,
        kind="root",
        audience="public",
        text="TBD",
        because_of=first.pk,
    )
    # The circle is for saving to refuse, at its field; what else was typed is checked without it.
    assert set(circle) == {f"cause-{second.pk}-text"}


def test_only_those_who_may_edit_and_only_what_there_is(
    client: Client, cast: Cast, incident: Incident
) -> None:
    address = reverse("section-check", args=[incident.reference, "summary"])
    assert client.post(address, SUMMARY).status_code == 401
    client.force_login(cast.stranger)
    assert client.post(address, SUMMARY).status_code == 403
    client.force_login(cast.engineer)
    assert client.get(address).status_code == 405
    other = people.start(cast.engineer, REPORT)
    foreign = other.timeline.first()
    assert foreign is not None
    gone = [
        reverse("section-check", args=["INC-2026-9999", "summary"]),
        reverse("section-check", args=[incident.reference, "weather"]),
        reverse("entry-add-check", args=[incident.reference, "weather"]),
        reverse("entry-check", args=[incident.reference, "timeline", foreign.pk]),
    ]
    assert [client.post(each).status_code for each in gone] == [404] * 4
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.engineer)
    assert strict.post(address, SUMMARY).status_code == 403


def test_a_check_costs_the_same_for_a_long_report(signed_in: Client, incident: Incident) -> None:
    action = incident.actions.get()
    typed: dict[str, Any] = {
        "title": "Refuse zero",
        "kind": "corrective",
        "state": "open",
        "audience": "public",
    }
    with counting() as few:
        entry(signed_in, incident, "actions", action.pk, **typed)
    with counting() as few_of_section:
        section(signed_in, incident, "summary", **SUMMARY)
    for place in range(10, 70):
        incident.timeline.create(position=place, text=f"Event {place}")
        cause = incident.root_causes.create(position=place, text=f"Cause {place}")
        incident.actions.create(position=place, title=f"Action {place}").addresses.set([cause])
    with counting() as many:
        entry(signed_in, incident, "actions", action.pk, **typed)
    with counting() as many_of_section:
        section(signed_in, incident, "summary", **SUMMARY)
    assert len(many) == len(few) <= 12
    assert len(many_of_section) == len(few_of_section) <= 12


def test_the_editor_says_it_beside_the_fields(signed_in: Client, incident: Incident) -> None:
    Incident.objects.filter(pk=incident.pk).update(summary="The outage lasted 20 minutes.")
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    assert "20 minutes" in told(page)["summary-summary"]
    assert 'aria-describedby="summary-summary_helptext summary-summary_found"' in page
    action = incident.actions.get()
    form = signed_in.get(reverse("entry", args=[incident.reference, "actions", action.pk])).content.decode()
    assert "has no owner" in told(form)[f"action-{action.pk}-owner"]
