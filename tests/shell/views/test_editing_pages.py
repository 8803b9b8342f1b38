"""Saving a section or a row through its page: what is kept, what is refused, and what the person sees."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents import drafts
from incidents.forms.entry import fingerprint
from incidents.forms.sections import SECTION_FORMS
from incidents.models import Incident, TimelineEvent
from incidents.report.value import Report
from incidents.views.lists import LISTS
from tests.shell.cast import Cast, start

HTMX = {"HX-Request": "true"}


def typed(incident: Incident, section: str, **changes: Any) -> dict[str, Any]:
    """Return a section's form as a browser would send it after somebody typed these changes."""
    opened = SECTION_FORMS[section].opened(drafts.snapshot(Incident.objects.get(pk=incident.pk)))
    return {**opened.texts(), "base": opened["base"].value(), **changes}


def section_page(incident: Incident, name: str) -> str:
    return reverse("section", args=[incident.reference, name])


def add_event(incident: Incident, **changes: Any) -> TimelineEvent:
    place = incident.timeline.count()
    return incident.timeline.create(position=place, **{"text": "The alert went off.", **changes})


def test_saving_a_section_comes_back_to_the_editor(signed_in: Client, incident: Incident) -> None:
    data = typed(incident, "summary", title="Exports were stuck", timezone="Europe/Berlin")
    answer = signed_in.post(section_page(incident, "summary"), data, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"/{incident.reference}/#summary")
    incident.refresh_from_db()
    assert incident.title == "Exports were stuck"
    assert incident.timezone == "Europe/Berlin"


def test_saving_with_htmx_answers_with_the_section_alone(signed_in: Client, incident: Incident) -> None:
    data = typed(incident, "impact", impact="Every export waited.", impact_percent="12.5")
    answer = signed_in.post(section_page(incident, "impact"), data, headers=HTMX)
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert b"Saved." in answer.content
    assert answer["HX-Trigger"] == "draft-changed"


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("started_at", "2026-11-31 10:00", "check the day of the month"),
        ("started_at", "yesterday", "Write the date and time as YYYY-MM-DD HH:MM"),
        ("started_at", "1066-10-14 09:00", "Write a year from 1980 to 2199."),
        ("resolved_at", "2026-03-29 02:30", "did not exist"),
        ("resolved_at", "2026-10-25 02:30", "twice"),
        ("timezone", "Mars/Olympus", "is not a time zone we know"),
        ("severity", "sev9", "sev9"),
    ],
)
def test_an_impossible_value_is_said_at_its_field_and_kept(
    signed_in: Client, incident: Incident, field: str, text: str, sentence: str
) -> None:
    changes = {"timezone": "Europe/Berlin", "summary": "Half a night's work.", field: text}
    answer = signed_in.post(section_page(incident, "summary"), typed(incident, "summary", **changes))
    page = answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 422
    assert sentence in page
    assert text in page
    assert "Half a night's work." in page
    incident.refresh_from_db()
    assert incident.summary != "Half a night's work."


def test_an_end_before_the_start_is_refused(signed_in: Client, incident: Incident) -> None:
    changes = {"started_at": "2026-03-03 11:00", "resolved_at": "2026-03-03 10:00"}
    answer = signed_in.post(section_page(incident, "summary"), typed(incident, "summary", **changes))
    assert answer.status_code == 422
    assert "This is before the start." in answer.content.decode()


def test_a_stale_form_overwrites_nothing_and_shows_both(
    client: Client, cast: Cast, incident: Incident
) -> None:
    client.force_login(cast.engineer)
    stale = typed(incident, "notes", notes="What Ada wrote.")
    fresh = typed(incident, "notes", notes="What Ben wrote meanwhile.")
    assert client.post(section_page(incident, "notes"), fresh).status_code == 302
    answer = client.post(section_page(incident, "notes"), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What Ada wrote." in page
    assert "What Ben wrote meanwhile." in page
    incident.refresh_from_db()
    assert incident.notes == "What Ben wrote meanwhile."


def test_the_conflict_page_saves_mine_when_i_decide_so(signed_in: Client, incident: Incident) -> None:
    stale = typed(incident, "notes", notes="Mine.")
    signed_in.post(section_page(incident, "notes"), typed(incident, "notes", notes="Theirs."))
    conflict = signed_in.post(section_page(incident, "notes"), stale)
    base = conflict.context["mine"].initial["base"]
    assert (
        signed_in.post(section_page(incident, "notes"), {"notes": "Mine.", "base": base}).status_code == 302
    )
    incident.refresh_from_db()
    assert incident.notes == "Mine."


def test_two_sections_never_collide(signed_in: Client, incident: Incident) -> None:
    impact, notes = typed(incident, "impact", impact="Slow."), typed(incident, "notes", notes="Ask Kim.")
    assert signed_in.post(section_page(incident, "impact"), impact).status_code == 302
    assert signed_in.post(section_page(incident, "notes"), notes).status_code == 302
    incident.refresh_from_db()
    assert (incident.impact, incident.notes) == ("Slow.", "Ask Kim.")


def test_an_event_is_added_where_its_time_belongs(signed_in: Client, incident: Incident) -> None:
    add_event(incident, at=datetime(2026, 3, 3, 11, tzinfo=UTC), text="Last.")
    page = reverse("entry-add", args=[incident.reference, "timeline"])
    data = {
        "when": "2020-01-01 10:00",
        "kind": "detected",
        "audience": "public",
        "text": "First.",
        "source": "",
    }
    answer = signed_in.post(page, data, headers=HTMX)
    assert answer.status_code == 200
    assert answer["HX-Retarget"] == "#timeline"
    assert [row.text for row in incident.timeline.all()] == ["First.", "Last."]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [("25:10", "There is no such time of day."), ("2026-02-30 10:00", "check the day of the month")],
)
def test_an_impossible_time_of_an_event_is_said_at_its_field(
    signed_in: Client, incident: Incident, when: str, sentence: str
) -> None:
    page = reverse("entry-add", args=[incident.reference, "timeline"])
    data = {"when": when, "kind": "other", "audience": "public", "text": "Kept text.", "source": ""}
    answer = signed_in.post(page, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Kept text." in answer.content.decode()
    assert not incident.timeline.exists()


def test_another_reports_row_is_not_found(signed_in: Client, cast: Cast, incident: Incident) -> None:
    other = start(cast.second_engineer, Report())
    row = add_event(other)
    for name in ("entry", "entry-delete", "entry-move"):
        page = reverse(name, args=[incident.reference, "timeline", row.pk])
        assert signed_in.post(page, {"direction": "up"}).status_code == 404
    assert other.timeline.count() == 1


def test_a_cause_of_another_report_can_not_be_addressed(
    signed_in: Client, cast: Cast, incident: Incident
) -> None:
    incident.root_causes.create(position=0, text="Ours.")
    page = reverse("entry-add", args=[incident.reference, "actions"])
    data = {
        "title": "Mend it",
        "kind": "corrective",
        "state": "open",
        "audience": "public",
        "addresses": ["999999"],
    }
    answer = signed_in.post(page, data)
    assert answer.status_code == 422
    assert not incident.actions.exists()


def test_an_action_keeps_its_tasks_and_dates(signed_in: Client, incident: Incident) -> None:
    page = reverse("entry-add", args=[incident.reference, "actions"])
    data = {
        "title": "Lock timeout",
        "kind": "preventive",
        "state": "open",
        "audience": "public",
        "owner": "Data team",
        "due": "2026-05-01",
        "tasks": "Choose the limit\n\nRoll it out",
    }
    assert signed_in.post(page, data).status_code == 302
    action = incident.actions.get()
    assert action.due == date(2026, 5, 1)
    assert action.tasks == ["Choose the limit", "Roll it out"]


def test_a_stale_row_shows_both_versions(signed_in: Client, incident: Incident) -> None:
    row = add_event(incident)
    page = reverse("entry", args=[incident.reference, "timeline", row.pk])
    form = LISTS["timeline"].opened(row)
    data = {**form.texts(), "base": form["base"].value()}
    assert signed_in.post(page, {**data, "text": "Theirs."}).status_code == 302
    answer = signed_in.post(page, {**data, "text": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()
    assert "Mine." in answer.content.decode()


def test_rows_move_and_stop_at_the_ends(signed_in: Client, incident: Incident) -> None:
    first, second = add_event(incident, text="One."), add_event(incident, text="Two.")
    for row, direction in [(second, "up"), (second, "up"), (first, "down")]:
        page = reverse("entry-move", args=[incident.reference, "timeline", row.pk])
        assert signed_in.post(page, {"direction": direction}).status_code == 302
    assert [row.text for row in incident.timeline.all()] == ["Two.", "One."]
    page = reverse("entry-move", args=[incident.reference, "timeline", first.pk])
    assert signed_in.post(page, {"direction": "sideways"}).status_code == 400


def test_deleting_asks_once(signed_in: Client, incident: Incident) -> None:
    row = add_event(incident)
    page = reverse("entry-delete", args=[incident.reference, "timeline", row.pk])
    assert "Delete this event?" in signed_in.get(page).content.decode()
    assert incident.timeline.exists()
    assert signed_in.post(page, {"base": fingerprint(row)}).status_code == 302
    assert not incident.timeline.exists()


def test_a_row_that_changed_is_not_deleted_unseen(signed_in: Client, incident: Incident) -> None:
    row = add_event(incident)
    page = reverse("entry-delete", args=[incident.reference, "timeline", row.pk])
    base = fingerprint(row)
    TimelineEvent.objects.filter(pk=row.pk).update(text="Now it says more.")
    answer = signed_in.post(page, {"base": base})
    assert answer.status_code == 409
    assert "Now it says more." in answer.content.decode()
    assert incident.timeline.exists()
    assert signed_in.post(page, {"base": answer.context["base"]}).status_code == 302
    assert not incident.timeline.exists()


def test_no_two_fields_of_a_page_share_an_id(signed_in: Client, incident: Incident) -> None:
    add_event(incident)
    incident.root_causes.create(position=0, text="A lock.")
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
