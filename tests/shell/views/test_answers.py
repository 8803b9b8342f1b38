"""What readers ask, and how well it is told, beside the editor and on the review page."""

from django.test import Client
from django.urls import reverse

from tests.report.checks.clean import CLEAN, changed
from tests.shell import cast as people
from tests.shell.cast import Cast


def test_the_editor_says_what_is_missing_and_leads_there(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, changed(actions=(), root_causes=()))

    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()

    assert "2 not told" in page
    editor = f"/workspace/incidents/{incident.reference}/"
    assert f'<a href="{editor}#actions">What is promised?</a>' in page
    assert "Nothing is promised to customers." in page


def test_it_follows_each_saving(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, CLEAN)
    people.edit(incident, cast.engineer, summary="", section="summary")

    part = signed_in.get(reverse("stage", args=[incident.reference])).content.decode()

    assert '<details class="answers" id="answers" hx-swap-oob="true">' in part
    assert "1 not told" in part


def test_the_reviewer_reads_it_without_links(client: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, people.REPORT)
    people.submit(incident, cast.engineer)
    client.force_login(cast.manager)

    page = client.get(reverse("review", args=[incident.reference])).content.decode()
    list_of_answers = page.partition('id="answers" open')[2].partition("</details>")[0]

    assert "<strong>When were customers told?</strong>" in list_of_answers
    assert "href" not in list_of_answers
