"""The rows of the timeline one by one: shown, marked, moved, deleted."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Incident, TimelineEvent
from incidents.views.lists import LISTS
from tests.shell.cast import REPORT, Cast, draft_of, start

HTMX = {"HX-Request": "true"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """An incident of 12:00 to 13:30 in Berlin: an event at 12:05, one without a time, and one at 13:00."""
    return start(cast.engineer)


@pytest.fixture
def rows(incident: Incident) -> list[TimelineEvent]:
    return list(incident.timeline.all())


def page(name: str, row: TimelineEvent) -> str:
    if name.startswith("event"):
        return reverse(name, args=[row.incident.reference, row.pk])
    return reverse(name, args=[row.incident.reference, "timeline", row.pk])


def texts(incident: Incident) -> list[str]:
    return [event.text for event in draft_of(incident).timeline]


def html_of(client: Client, address: str, **query: str) -> str:
    return unescape(client.get(address, query, headers=HTMX).content.decode())


def test_a_press_marks_an_event_and_brings_its_row_alone(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    answer = signed_in.post(
        page("event-mark", rows[1]), {"kind": "escalated", "was": "other", "after": rows[0].pk}, headers=HTMX
    )
    html = answer.content.decode()
    assert (answer["HX-Retarget"], answer["HX-Trigger"]) == (f"#timeline-{rows[1].pk}", "event-changed")
    assert html.count("<li") == 1
    assert "Escalated: Called the vendor." in html
    assert draft_of(incident).timeline[1].kind == "escalated"


def test_the_audience_changes_with_one_press_and_is_said_in_words(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    answer = signed_in.post(page("event-mark", rows[1]), {"audience": "public"}, headers=HTMX)
    assert "Public, customers will read it: Called the vendor." in answer.content.decode()
    assert draft_of(incident).timeline[1].audience == "public"
    answer = signed_in.post(page("event-mark", rows[1]), {"audience": "internal"}, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"#timeline-{rows[1].pk}")
    assert "customers won&#x27;t read it" in answer.content.decode()
    assert draft_of(incident).timeline[1].audience == "internal"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_kind_that_somebody_else_chose_meanwhile_stands(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent], headers: dict[str, str]
) -> None:
    TimelineEvent.objects.filter(pk=rows[1].pk).update(kind="misleading")
    answer = signed_in.post(
        page("event-mark", rows[1]), {"kind": "resolved", "was": "other"}, headers=headers
    )
    assert answer.status_code == 409
    assert "Look at it again, then choose." in answer.content.decode()
    assert draft_of(incident).timeline[1].kind == "misleading"
    assert not headers or "Misleading path" in answer.content.decode()


def test_without_javascript_a_page_offers_the_kinds(signed_in: Client, rows: list[TimelineEvent]) -> None:
    html = signed_in.get(page("event-mark", rows[1])).content.decode()
    assert "<html" in html
    assert html.count('name="kind"') == 11
    assert "<html" not in html_of(signed_in, page("event-mark", rows[1]))


@pytest.mark.parametrize("sent", [{}, {"kind": "lunch"}, {"audience": "the world"}])
def test_what_is_no_mark_is_refused(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent], sent: dict[str, str]
) -> None:
    assert signed_in.post(page("event-mark", rows[0]), sent).status_code == 400
    assert draft_of(incident) == REPORT


def test_a_stranger_is_refused_and_another_reports_event_is_not_found(
    client: Client, cast: Cast, incident: Incident, rows: list[TimelineEvent]
) -> None:
    foreign = start(cast.second_engineer).timeline.all()[0]
    client.force_login(cast.engineer)
    for name in ("event-mark", "event-row"):
        address = reverse(name, args=[incident.reference, foreign.pk])
        assert client.get(address).status_code == 404
    assert client.post(reverse("event-mark", args=[incident.reference, foreign.pk])).status_code == 404

    client.force_login(cast.stranger)
    pages = [page("event-mark", rows[0]), page("event-row", rows[0])]
    pages += [reverse(name, args=[incident.reference]) for name in ("timeline-picture", "timeline-clocks")]
    assert {client.get(address).status_code for address in pages} == {403}
    assert client.post(page("event-mark", rows[0]), {"audience": "internal"}).status_code == 403
    assert draft_of(incident) == REPORT

    client.logout()
    assert {client.get(address).status_code for address in pages} == {302}
    assert client.post(page("event-mark", rows[0]), {"audience": "internal"}).status_code == 401


def test_pages_that_only_show_take_nothing(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    pages = [page("event-row", rows[0])]
    pages += [reverse(name, args=[incident.reference]) for name in ("timeline-picture", "timeline-clocks")]
    assert {signed_in.post(address).status_code for address in pages} == {405}


def test_a_row_is_put_before_another(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    sent = {"before": rows[0].pk, "after": ""}
    answer = signed_in.post(page("entry-move", rows[1]), sent, headers=HTMX)
    assert answer.content.decode().count("<li") == 1
    assert texts(incident)[0] == "Called the vendor."
    signed_in.post(page("entry-move", rows[1]), {"before": ""})
    assert texts(incident)[-1] == "Called the vendor."
    answer = signed_in.post(page("entry-move", rows[0]), {"before": ""})
    assert answer.status_code == 400
    assert "change the time instead" in answer.content.decode()
    assert signed_in.post(page("entry-move", rows[0]), {"before": "top"}).status_code == 400


def test_where_the_page_has_another_order_the_whole_list_comes(
    signed_in: Client, rows: list[TimelineEvent]
) -> None:
    answer = signed_in.post(page("event-mark", rows[1]), {"kind": "other", "after": rows[2].pk}, headers=HTMX)
    assert answer["HX-Retarget"] == "#timeline"
    assert answer.content.decode().count("<li id=") == 3
    answer = signed_in.get(page("event-row", rows[1]), {"after": rows[2].pk}, headers=HTMX)
    assert answer["HX-Retarget"] == "#timeline"
    assert html_of(signed_in, page("event-row", rows[1]), after=str(rows[0].pk)).count("<li") == 1


def test_a_saved_form_brings_its_row_alone_unless_its_time_took_it_elsewhere(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    form = LISTS["timeline"].opened(rows[0])
    sent = {**form.texts(), "base": form["base"].value(), "after": ""}
    answer = signed_in.post(page("entry", rows[0]), {**sent, "text": "It rang."}, headers=HTMX)
    assert answer["HX-Retarget"] == f"#timeline-{rows[0].pk}"
    answer = signed_in.post(page("entry", rows[0]), {**sent, "when": "2026-07-01 13:10"}, headers=HTMX)
    assert answer["HX-Retarget"] == "#timeline"
    assert texts(incident)[-1] == "It rang."


def test_deleting_asks_in_the_row_and_takes_only_that(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    answer = signed_in.get(page("entry-delete", rows[0]), headers=HTMX)
    assert "Delete this event?" in answer.content.decode()
    base = answer.context["base"]
    TimelineEvent.objects.filter(pk=rows[0].pk).update(text="Theirs.")
    stale = signed_in.post(page("entry-delete", rows[0]), {"base": base}, headers=HTMX)
    assert (stale.status_code, stale["HX-Reswap"]) == (409, "innerHTML")
    assert "Theirs." in stale.content.decode()
    done = signed_in.post(page("entry-delete", rows[0]), {"base": stale.context["base"]}, headers=HTMX)
    assert "<li" not in done.content.decode()
    assert "Deleted." in done.content.decode()
    assert texts(incident) == ["Called the vendor.", "The limit was put back."]
