"""What can't be taken is said in a sentence at its field, and stays as it was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents import drafts
from incidents.forms.sections import SummaryForm
from incidents.models import Incident

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
