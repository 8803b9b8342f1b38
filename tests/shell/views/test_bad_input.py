"""What can't be taken is said in a sentence at its field, and stays as it was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents import drafts, editing
from incidents.forms.sections import SummaryForm
from incidents.models import Incident
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast

LONG = "All of it failed. " * 11_378  # 200 KB
TOLD = "This is longer than 1000 characters; shorten it."


def typed(incident: Incident, title: str) -> dict[str, object]:
    """Return what a browser sends of the summary with another title."""
    form = SummaryForm.opened(drafts.snapshot(incident))
    return {**form.texts(), "base": form["base"].value(), "title": title}


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_title_of_200_kb_is_refused_and_kept(
    signed_in: Client, incident: Incident, htmx: dict[str, str]
) -> None:
    address = reverse("section", args=[incident.reference, "summary"])
    answer = signed_in.post(address, typed(incident, LONG), headers=htmx)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(TOLD) == 1
    assert LONG.strip() in page
    assert Incident.objects.get().title == incident.title


def test_a_page_that_saves_by_itself_is_told_so_too(signed_in: Client, incident: Incident) -> None:
    address = reverse("section", args=[incident.reference, "summary"])
    answer = signed_in.post(address, typed(incident, LONG), headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["problems"] == [{"field": "Title", "message": TOLD}]


def test_no_browser_cuts_a_paste_off(signed_in: Client, incident: Incident) -> None:
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    assert "maxlength" not in page


def test_what_turns_the_direction_of_text_around_is_left_out(signed_in: Client, incident: Incident) -> None:
    address = reverse("section", args=[incident.reference, "summary"])
    signed_in.post(address, typed(incident, "Invoice\u202efdp.exe\x07 אבג"))
    assert Incident.objects.get().title == "Invoicefdp.exe אבג"


def test_an_entry_that_is_sent_twice_is_added_once(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, REPORT)
    address = reverse("entry-add", args=[incident.reference, "timeline"])
    event = {
        "when": "",
        "kind": "other",
        "text": "We called the provider.",
        "source": "",
        "audience": "public",
    }
    rows = incident.timeline.count()
    assert signed_in.post(address, event).status_code == 302
    again = signed_in.post(address, event)
    assert again.status_code == 422
    assert "it was not added a second time" in again.content.decode()
    assert "We called the provider." in again.content.decode()
    assert incident.timeline.count() == rows + 1


def test_a_draft_that_is_made_twice_is_made_once(signed_in: Client) -> None:
    pasted = {"text": "# Slow search\n\nSearch was slow on 3 March 2026 from 10:00 to 10:40 UTC."}
    made = signed_in.post(reverse("import-create"), pasted)
    again = signed_in.post(reverse("import-create"), pasted, follow=True)
    assert again.redirect_chain[-1][0] == made["Location"]
    assert "nothing was made a second time" in again.content.decode()
    incident = Incident.objects.get()
    editing.save_section(
        incident,
        "notes",
        {"notes": "Mine."},
        base=editing_base(incident),
        by=incident.author,
        at=people.now(),
    )
    assert signed_in.post(reverse("import-create"), pasted)["Location"] != made["Location"]


def editing_base(incident: Incident) -> str:
    return drafts.fingerprint(editing.section_values(drafts.snapshot(incident), "notes"))
