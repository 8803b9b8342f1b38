"""A fix is made with one button, and taken back with another."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from incidents import drafts, fixing, readiness
from incidents.errors import NotAllowedError
from incidents.models import Incident
from incidents.report.value import EventKind, Report, TimelineEvent
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast, draft_of
from tests.shell.views.test_queries import counting

WRONG = replace(
    REPORT, summary="For a while the shop was down. The outage lasted 20 minutes, and then it was over."
)
RIGHT = "For a while the shop was down. The outage lasted 1 hour 30 minutes, and then it was over."


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer, WRONG)


def offered(incident: Incident, code: str) -> str:
    """Return the name of the first fix that a check of this code offers."""
    report = draft_of(incident)
    found = readiness.findings(report, people.now().date())
    return next(fixing.offer(each) for each in found if each.code == code and each.fix)


def press(client: Client, incident: Incident, base: str, **options: Any) -> Any:
    return client.post(reverse("fix", args=[incident.reference]), {"base": base}, **options)


def press_undo(client: Client, incident: Incident, page: str, **options: Any) -> Any:
    undo = re.search(r'action="(\S+/undo/)".*?name="base" value="(\w+)"', page, re.DOTALL)
    assert undo is not None
    return client.post(undo[1], {"base": undo[2]}, **options)


HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}


def test_a_fix_is_one_button_and_so_is_taking_it_back(signed_in: Client, incident: Incident) -> None:
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    base = offered(incident, "duration-mismatch")
    assert f'value="{base}"' in page
    assert page.count("Write 1 hour 30 minutes") == 2  # in the panel and beside the field
    answer = press(signed_in, incident, base, follow=True)
    assert draft_of(incident) == replace(WRONG, summary=RIGHT)
    told = answer.content.decode()
    assert "Mended:" in told
    assert "<del>20</del>" in told
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    assert "Mended:" not in page
    undone = press_undo(signed_in, incident, told, follow=True)
    assert "Undone." in undone.content.decode()
    assert draft_of(incident) == WRONG
    assert [entry.detail for entry in incident.audit.all()][:2] == [
        "undo: Write 1 hour 30 minutes",
        "Write 1 hour 30 minutes",
    ]


def test_without_a_reload_the_touched_parts_are_fetched_again(signed_in: Client, incident: Incident) -> None:
    answer = press(signed_in, incident, offered(incident, "duration-mismatch"), **HTMX)
    assert answer.status_code == 200
    assert "summary-changed" in answer["HX-Trigger-After-Swap"]
    assert "draft-changed" in answer["HX-Trigger-After-Swap"]
    undone = press_undo(signed_in, incident, answer.content.decode(), **HTMX)
    assert "Undone." in undone.content.decode()
    assert draft_of(incident) == WRONG
    again = press_undo(signed_in, incident, answer.content.decode(), **HTMX)
    assert again.status_code == 409
    assert "only once" in again.content.decode()


def test_a_fix_of_what_somebody_changed_is_refused(signed_in: Client, cast: Cast, incident: Incident) -> None:
    base = offered(incident, "duration-mismatch")
    people.edit(incident, cast.second_engineer, "summary", summary="The outage lasted 20 minutes. Sorry.")
    answer = press(signed_in, incident, base)
    assert answer.status_code == 409
    assert "The report changed after this was offered" in answer.content.decode()
    assert draft_of(incident).summary == "The outage lasted 20 minutes. Sorry."


def test_a_change_elsewhere_does_not_get_in_the_way(
    signed_in: Client, cast: Cast, incident: Incident
) -> None:
    base = offered(incident, "duration-mismatch")
    people.edit(incident, cast.second_engineer, impact="All orders.")
    told = press(signed_in, incident, base, **HTMX).content.decode()
    people.edit(incident, cast.second_engineer, impact="Most orders.")
    assert press_undo(signed_in, incident, told).status_code == 302
    assert draft_of(incident) == replace(WRONG, impact="Most orders.")


def test_what_was_changed_since_is_not_undone(signed_in: Client, cast: Cast, incident: Incident) -> None:
    told = press(signed_in, incident, offered(incident, "duration-mismatch"), **HTMX).content.decode()
    people.edit(incident, cast.second_engineer, "summary", summary="Newer words.")
    answer = press_undo(signed_in, incident, told)
    assert answer.status_code == 409
    assert "Someone changed this since" in answer.content.decode()
    assert draft_of(incident).summary == "Newer words."


def event(clock: str, text: str, kind: EventKind = EventKind.OTHER) -> TimelineEvent:
    return TimelineEvent(at=datetime.fromisoformat(f"2026-07-01T{clock}:00+02:00"), text=text, kind=kind)


MIXED = replace(
    REPORT,
    timeline=(
        event("13:00", "The limit was put back."),
        event("12:05", "An alert fired.", EventKind.DETECTED),
        event("12:05", "An alert fired.", EventKind.DETECTED),
        event("12:40", "Called the vendor."),
    ),
)
ONE_ACTION = replace(
    REPORT,
    root_causes=REPORT.root_causes[1:],
    actions=(replace(REPORT.actions[0], addresses=()),),
)


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (WRONG, "duration-mismatch"),
        (MIXED, "non-monotonic-timeline"),
        (MIXED, "duplicate-event"),
        (ONE_ACTION, "cause-without-action"),
        (replace(REPORT, impact="We paged paged them."), "repeated-word"),
    ],
)
def test_every_kind_of_fix_can_be_taken_back_exactly(
    client: Client, cast: Cast, report: Report, code: str
) -> None:
    client.force_login(cast.engineer)
    incident = people.start(cast.engineer, report)
    keys = {row.pk for row in incident.timeline.all()}
    base = offered(incident, code)
    fix = next(
        each.fix
        for each in readiness.findings(draft_of(incident), people.now().date())
        if each.fix and fixing.offer(each) == base
    )
    told = press(client, incident, base, **HTMX)
    assert draft_of(incident) == fix.apply(report) != report
    assert "fixed-changes" in told.content.decode()
    assert {row.pk for row in incident.timeline.all()} <= keys
    press_undo(client, incident, told.content.decode())
    assert draft_of(incident) == report


def test_an_event_changed_since_is_seen_even_where_it_stands_elsewhere(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, MIXED)
    told = press(signed_in, incident, offered(incident, "non-monotonic-timeline"), **HTMX).content.decode()
    first = incident.timeline.first()
    assert first is not None
    first.text = "An alarm fired."
    first.save()
    assert press_undo(signed_in, incident, told).status_code == 409


def test_only_those_who_may_edit(client: Client, cast: Cast, incident: Incident) -> None:
    base = offered(incident, "duration-mismatch")
    assert press(client, incident, base).status_code == 401
    client.force_login(cast.stranger)
    assert press(client, incident, base).status_code == 403
    with pytest.raises(NotAllowedError):
        fixing.make(incident, base, by=cast.stranger, at=people.now())
    client.force_login(cast.second_engineer)
    assert client.get(reverse("fix", args=[incident.reference])).status_code == 405
    assert press(client, incident, "").status_code == 409
    assert client.post(reverse("fix", args=["INC-2026-9999"])).status_code == 404
    assert draft_of(incident) == WRONG


def test_one_persons_fix_is_not_anothers_to_undo(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.engineer)
    told = press(client, incident, offered(incident, "duration-mismatch"), **HTMX).content.decode()
    client.force_login(cast.second_engineer)
    assert press_undo(client, incident, told).status_code == 409


def test_a_list_comes_again_by_itself_or_in_its_editor(signed_in: Client, incident: Incident) -> None:
    address = reverse("entries", args=[incident.reference, "timeline"])
    part = signed_in.get(address, **HTMX).content.decode()
    assert 'id="timeline"' in part
    assert "<html" not in part
    assert signed_in.get(address).headers["Location"].endswith("/#timeline")


def test_a_fix_costs_the_same_for_a_long_timeline(signed_in: Client, cast: Cast) -> None:
    def cost(events: int) -> int:
        later = tuple(event(f"12:{10 + place}", f"Step {place}.") for place in range(events))
        incident = people.start(cast.engineer, replace(WRONG, timeline=(*later, *MIXED.timeline)))
        with counting() as queries:
            told = press(signed_in, incident, offered(incident, "non-monotonic-timeline"), **HTMX)
            press_undo(signed_in, incident, told.content.decode())
        return len(queries)

    assert cost(40) == cost(5)


def test_the_draft_is_what_the_rows_say_after_any_fix(cast: Cast) -> None:
    incident = people.start(cast.engineer, MIXED)
    done, undo = fixing.make(
        incident, offered(incident, "duplicate-event"), by=cast.engineer, at=people.now()
    )
    assert done.after == draft_of(incident)
    assert drafts.fingerprint(undo.fix().apply(done.after)) == drafts.fingerprint(MIXED)
