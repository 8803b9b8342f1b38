"""Submitting, deciding and publishing through the pages."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents import workflow
from incidents.models import Decision, Incident, Publication
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import Cast


def page_of(name: str, incident: Incident) -> str:
    return reverse(name, args=[incident.reference])


def reasons_typed(incident: Incident) -> dict[str, str]:
    """Return what a form holds when every warning was given a reason."""
    given = people.reasons(incident.revisions.latest("number"))
    return {f"reason-{fingerprint}": reason for fingerprint, reason in given.items()}


def test_submitting_needs_a_title_and_says_so(signed_in: Client, incident: Incident) -> None:
    answer = signed_in.post(page_of("submit", incident), {"message": "Please be quick."})
    assert answer.status_code == 422
    assert "title" in answer.content.decode()
    assert "Please be quick." in answer.content.decode()


def test_the_page_says_beforehand_what_blocks_and_how_much_warns(
    signed_in: Client, incident: Incident, cast: Cast
) -> None:
    page = signed_in.get(page_of("submit", incident)).content.decode()
    editor = page_of("editor", incident)
    assert f'<a href="{editor}#summary-title">The report has no title' in page
    assert "may stand" not in page
    warned = signed_in.get(page_of("submit", people.start(cast.engineer))).content.decode()
    assert "The checks warn of 4 things." in warned
    assert "when this is mended" not in warned


def test_the_manager_reads_the_post_and_approves(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    client.force_login(cast.manager)
    page = client.get(page_of("review", incident))
    assert "Called the vendor." in page.content.decode()  # shown as staying inside
    preview = client.get(reverse("preview-revision", args=[incident.reference, 1])).content.decode()
    assert "For ninety minutes orders failed." in preview
    assert "Called the vendor." not in preview
    assert "Preview of revision 1, submitted 3 Aug 2026; customers don&#x27;t see it" in preview
    assert "Published " not in preview
    draft = client.get(reverse("preview", args=[incident.reference])).content.decode()
    assert "Preview of the draft; customers don&#x27;t see it" in draft
    number = page.context["form"]["revision"].value()
    data = {"revision": number, "verdict": "approve", **reasons_typed(incident)}
    answer = client.post(page_of("review", incident), data)
    assert answer.status_code == 302
    assert workflow.standing(incident).stage is Stage.APPROVED


def test_sending_back_needs_a_note_and_keeps_the_rest(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    client.force_login(cast.manager)
    number = client.get(page_of("review", incident)).context["revision"].number
    answer = client.post(page_of("review", incident), {"revision": number, "verdict": "send_back"})
    assert answer.status_code == 422
    assert "Say in a sentence what should change." in answer.content.decode()
    assert not Decision.objects.exists()
    data = {"revision": number, "verdict": "send_back", "note": "Name the part that failed."}
    assert client.post(page_of("review", incident), data).status_code == 302
    assert "Name the part that failed." in client.get(page_of("editor", incident)).content.decode()


def test_the_author_may_not_approve_even_as_a_manager(client: Client, cast: Cast) -> None:
    incident = people.start(cast.manager)
    number = people.submit(incident, cast.manager).number
    client.force_login(cast.manager)
    assert "someone else must decide" in client.get(page_of("review", incident)).content.decode()
    answer = client.post(page_of("review", incident), {"revision": number, "verdict": "approve"})
    assert answer.status_code == 403
    assert not Decision.objects.exists()


def test_deciding_on_an_outdated_page_is_a_conflict(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    client.force_login(cast.manager)
    number = client.get(page_of("review", incident)).context["revision"].number
    people.edit(incident, cast.engineer, impact="Half of the orders.")
    people.submit(incident, cast.engineer)
    data = {"revision": number, "verdict": "approve", "note": "Well told.", **reasons_typed(incident)}
    answer = client.post(page_of("review", incident), data)
    assert answer.status_code == 409
    assert "newer revision" in answer.content.decode()
    assert "Well told." in answer.content.decode()
    assert "It may stand this once." in answer.content.decode()


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("2", 404),
        ("99999999999999999999", 404),
        ("0", 422),
        ("-1", 422),
        ("one", 422),
        ("9" * 5000, 422),
        ("", 422),
    ],
)
def test_a_decision_on_a_revision_that_is_not_there_changes_nothing(
    client: Client, cast: Cast, number: str, status: int
) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    client.force_login(cast.manager)
    for verdict in ("approve", "send_back"):
        data = {"revision": number, "verdict": verdict, "note": "Why?"}
        assert client.post(page_of("review", incident), data).status_code == status
    assert not Decision.objects.exists()


def test_publishing_asks_once_and_enqueues(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    client.force_login(cast.manager)
    assert client.get(page_of("publish", incident)).status_code == 200
    assert not Publication.objects.exists()
    assert client.post(page_of("publish", incident)).status_code == 302
    assert Publication.objects.pending().count() == 1


def test_publishing_twice_is_a_conflict(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    client.force_login(cast.manager)
    client.post(page_of("publish", incident))
    answer = client.post(page_of("publish", incident))
    assert answer.status_code == 409
    assert Publication.objects.count() == 1


def test_a_correction_needs_its_public_note(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(incident, cast.engineer, impact="Half of the orders.")
    client.force_login(cast.engineer)
    answer = client.post(page_of("submit", incident), {"message": "", "correction_note": " "})
    assert answer.status_code == 422
    assert "Tell readers in a sentence" in answer.content.decode()
    data = {"correction_note": "It was half of the orders, not a third."}
    assert client.post(page_of("submit", incident), data).status_code == 302


def test_withdrawing_needs_a_reason(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    client.force_login(cast.manager)
    assert client.post(page_of("withdraw", incident), {"note": ""}).status_code == 422
    assert client.post(page_of("withdraw", incident), {"note": "It named a customer."}).status_code == 302
    assert workflow.standing(incident).stage is Stage.WITHDRAWN


def test_the_home_says_what_waits_for_whom(client: Client, cast: Cast) -> None:
    waiting, ready = people.at_stage(Stage.IN_REVIEW, cast), people.at_stage(Stage.APPROVED, cast)
    client.force_login(cast.manager)
    page = client.get(reverse("home"))
    assert [line.incident for line in page.context["to_review"]] == [waiting]
    assert [line.incident for line in page.context["to_publish"]] == [ready]
    client.force_login(cast.engineer)
    page = client.get(reverse("home"))
    assert "to_review" not in page.context
    assert not page.context["drafts"]
    assert {line.incident for line in page.context["recent"]} == {waiting, ready}


@pytest.mark.parametrize(
    ("stage", "waiting", "there"),
    [
        (Stage.PUBLISHED, "on its way to the public site", "Customers read edition 1"),
        (Stage.WITHDRAWN, "Customers still read the post", "The post gave way to a notice"),
    ],
)
def test_the_editor_says_when_an_edition_is_not_on_the_site_yet(
    signed_in: Client, cast: Cast, stage: Stage, waiting: str, there: str
) -> None:
    incident = people.at_stage(stage, cast)
    page = signed_in.get(page_of("editor", incident)).content.decode()
    assert waiting in page
    assert there not in page
    incident.publications.update(deployed_at=people.now())
    page = signed_in.get(page_of("editor", incident)).content.decode()
    assert there in page
    assert waiting not in page


def test_an_author_takes_a_submission_back_and_submits_it_again(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    client.force_login(cast.engineer)
    assert page_of("recall", incident) in client.get(page_of("editor", incident)).content.decode()
    assert "Revision 1 stays on record" in client.get(page_of("recall", incident)).content.decode()
    assert client.post(page_of("recall", incident)).status_code == 302
    assert workflow.standing(incident).stage is Stage.DRAFT
    assert incident not in Incident.objects.in_review()
    assert incident in Incident.objects.being_written()
    assert client.post(page_of("recall", incident)).status_code == 409
    people.submit(incident, cast.engineer)
    assert incident in Incident.objects.in_review()

    client.force_login(cast.second_engineer)
    assert page_of("recall", incident) not in client.get(page_of("editor", incident)).content.decode()
    assert client.post(page_of("recall", incident)).status_code == 403


def test_a_correction_is_published_silently_where_that_is_chosen(client: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    client.force_login(cast.manager)
    assert 'name="silent"' in client.get(page_of("publish", incident)).content.decode()
    assert client.post(page_of("publish", incident), {"silent": "on"}).status_code == 302
    assert not incident.publications.get().announced
