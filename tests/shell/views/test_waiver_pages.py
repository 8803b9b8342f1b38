"""Reasons for warnings, given with the approval or before publication, and taken back."""

from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from incidents import workflow
from incidents.models import Decision, Incident, Publication, Waiver
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import Cast

NO_OWNER = "“Refuse zero” has no owner"
SENTENCE = "Say in a sentence why this may stand."


def page_of(name: str, incident: Incident) -> str:
    return reverse(name, args=[incident.reference])


def fields(incident: Incident, page: str = "review", *, client: Client) -> list[str]:
    """Return the names of the fields that ask for a reason, in reading order."""
    form = client.get(page_of(page, incident)).context["reasons" if page == "publish" else "form"]
    return [name for name in form.fields if name.startswith("reason-")]


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


@pytest.fixture
def reviewed(cast: Cast) -> Incident:
    return people.at_stage(Stage.IN_REVIEW, cast)


@pytest.fixture
def overdue(cast: Cast) -> Incident:
    """An approved report with a promise that is overdue by now, though it wasn't on the day of approval."""
    incident = people.start(cast.engineer)
    incident.actions.update(due=date(2026, 8, 20))
    people.approve(incident, cast)
    return incident


def test_every_warning_asks_for_a_reason_and_advice_does_not(manager: Client, reviewed: Incident) -> None:
    page = manager.get(page_of("review", reviewed)).content.decode()
    assert page.count("Why this may stand") == len(fields(reviewed, client=manager)) == 4
    assert NO_OWNER in page
    assert "worth a thought" in page


def test_approving_and_reasons_are_one_step(manager: Client, reviewed: Incident) -> None:
    typed = {name: f"Because of {place}." for place, name in enumerate(fields(reviewed, client=manager))}
    answer = manager.post(
        page_of("review", reviewed), {"revision": "1", "verdict": "approve", "note": "", **typed}
    )
    assert answer.status_code == 302
    assert set(Waiver.objects.values_list("reason", flat=True)) == set(typed.values())
    history = manager.get(page_of("history", reviewed)).content.decode()
    assert "let a warning stand: Because of 3." in history


def test_a_missing_reason_is_asked_for_at_its_finding_and_nothing_is_lost(
    manager: Client, reviewed: Incident
) -> None:
    first, *others = fields(reviewed, client=manager)
    typed = dict.fromkeys(others, "It may stand.")
    data = {"revision": "1", "verdict": "approve", "note": "Well written.", **typed}
    answer = manager.post(page_of("review", reviewed), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {first: [SENTENCE]}
    assert answer.content.decode().count("It may stand.") == 3
    assert "Well written." in answer.content.decode()
    assert not Waiver.objects.exists()
    assert not Decision.objects.exists()


def test_reasons_given_while_sending_back_need_not_be_given_again(
    manager: Client, reviewed: Incident, cast: Cast
) -> None:
    first, *others = fields(reviewed, client=manager)
    data = {"revision": "1", "verdict": "send_back", "note": "Name an owner.", first: "It may stand."}
    assert manager.post(page_of("review", reviewed), data).status_code == 302
    people.submit(reviewed, cast.engineer)
    assert fields(reviewed, client=manager) == others
    page = manager.get(page_of("review", reviewed)).content.decode()
    assert "It may stand." in page
    assert "mara, " in page


def test_who_takes_a_waiver_back_keeps_what_was_typed(
    manager: Client, reviewed: Incident, cast: Cast
) -> None:
    first, second, *_ = fields(reviewed, client=manager)
    revision = reviewed.revisions.get()
    fingerprint = first.removeprefix("reason-")
    workflow.waive(reviewed, revision, {fingerprint: "So."}, by=cast.second_manager, at=people.now())
    address = reverse("revoke", args=[reviewed.reference, Waiver.objects.get().pk])
    assert f'formaction="{address}"' in manager.get(page_of("review", reviewed)).content.decode()
    answer = manager.post(address, {"revision": "1", "note": "Half a note", second: "Half a reason"})
    assert answer.status_code == 200
    assert first in answer.context["form"].fields
    assert "Half a reason" in answer.content.decode()
    assert "Half a note" in answer.content.decode()
    assert manager.post(address).status_code == 409


def test_the_author_is_asked_for_nothing(client: Client, cast: Cast) -> None:
    incident = people.start(cast.manager)
    people.submit(incident, cast.manager)
    client.force_login(cast.manager)
    page = client.get(page_of("review", incident)).content.decode()
    assert NO_OWNER in page
    assert "Why this may stand" not in page


def test_engineers_neither_waive_nor_take_back(signed_in: Client, reviewed: Incident, cast: Cast) -> None:
    revision = reviewed.revisions.get()
    workflow.waive(reviewed, revision, people.reasons(revision), by=cast.manager, at=people.now())
    page = signed_in.get(page_of("review", reviewed)).content.decode()
    assert "It may stand this once." in page
    assert "Take back" not in page
    address = reverse("revoke", args=[reviewed.reference, Waiver.objects.all()[0].pk])
    assert signed_in.post(address).status_code == 403
    assert signed_in.post(page_of("waive", reviewed), {"revision": "1"}).status_code == 403


def test_what_blocks_by_now_can_only_be_sent_back(manager: Client, reviewed: Incident) -> None:
    typed = dict.fromkeys(fields(reviewed, client=manager), "It may stand.")
    with override_settings(CHECKS={"names": ["An alert"]}):
        page = manager.get(page_of("review", reviewed)).content.decode()
        data = {"revision": "1", "verdict": "approve", "note": "", **typed}
        answer = manager.post(page_of("review", reviewed), data)
    assert "send it back" in page
    assert 'value="approve"' not in page
    assert answer.status_code == 422
    assert "An alert" in answer.context["form"].non_field_errors()[0]
    assert not Decision.objects.exists()


# Before publication.


def test_what_has_come_to_warn_since_the_approval_stops_the_publication(
    manager: Client, overdue: Incident
) -> None:
    answer = manager.post(page_of("publish", overdue))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "was due on 20 August 2026" in page
    assert "Publish now" not in page
    assert NO_OWNER not in page  # waived with the approval
    assert not Publication.objects.exists()


def test_a_reason_given_there_lets_it_out(manager: Client, overdue: Incident) -> None:
    (name,) = fields(overdue, "publish", client=manager)
    empty = manager.post(page_of("waive", overdue), {"revision": "1", name: " "})
    assert empty.status_code == 422
    assert empty.context["reasons"].errors == {name: [SENTENCE]}
    data = {"revision": "1", name: "It is done; the date of it comes with a correction."}
    assert manager.post(page_of("waive", overdue), data).status_code == 302
    assert "Publish now" in manager.get(page_of("publish", overdue)).content.decode()
    assert manager.post(page_of("publish", overdue)).status_code == 302
    assert Publication.objects.count() == 1


def test_what_has_come_to_block_can_only_be_mended(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    with override_settings(CHECKS={"names": ["An alert"]}):
        answer = manager.post(page_of("publish", incident))
    assert answer.status_code == 422
    assert "change the draft, and submit it again" in answer.content.decode()
    assert "Let it stand" not in answer.content.decode()


def test_a_waiver_taken_back_stops_the_publication(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    waiver = Waiver.objects.get(code="action-without-owner")
    manager.post(reverse("revoke", args=[incident.reference, waiver.pk]))
    assert manager.post(page_of("publish", incident)).status_code == 422
    assert len(fields(incident, "publish", client=manager)) == 1


def test_a_correction_is_checked_again_too(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(incident, cast.engineer, impact="Half of the orders, 120 in all.")
    people.approve(incident, cast)
    with override_settings(CHECKS={"names": ["An alert"]}):
        assert manager.post(page_of("publish", incident)).status_code == 422
    assert Publication.objects.count() == 1
    assert manager.post(page_of("publish", incident)).status_code == 302


def test_a_moment_is_written_as_browsers_read_it(manager: Client, reviewed: Incident, cast: Cast) -> None:
    revision = reviewed.revisions.get()
    at = people.now().replace(microsecond=517301)
    workflow.waive(reviewed, revision, people.reasons(revision), by=cast.manager, at=at)
    page = manager.get(page_of("review", reviewed)).content.decode()
    assert f'<time datetime="{at:%Y-%m-%dT%H:%M:%S}+00:00">' in page
