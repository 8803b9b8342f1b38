"""The review: who decided, who must still, from one report to the next, and what a change took away."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Incident
from incidents.models.policy import ANYONE, OUTSIDE
from incidents.views import queue
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast
from tests.shell.test_policies import decide, legal, rule, stage
from tests.shell.views.test_queries import counting


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


def words(client: Client, address: str, part: str = "") -> str:
    page = client.get(address).content.decode()
    if part:
        page = page[page.index(f'id="{part}"') :]
        page = page[: page.index("</section>")]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def review(incident: Incident) -> str:
    return reverse("review", args=[incident.reference])


def test_it_says_who_approved_and_who_must_still_decide(manager: Client, cast: Cast) -> None:
    rule(cast, approvals={"manager": 1, "legal": 2, OUTSIDE: 1})
    legal()
    incident = people.start(cast.engineer)
    decide(people.submit(incident, cast.engineer), cast.second_manager, note="Read it twice.")

    said = words(manager, review(incident), "who")
    assert re.search(r"mats Approved .* Read it twice\.", said)
    assert "Still to decide: legal (2 people) lena" in said
    assert "Still to decide: a reader without an account" in said
    assert "mara" not in said
    page = words(manager, review(incident))
    assert "Your approval is not among those that are still missing" in page
    assert "By its policy others decide on this report" not in page
    assert "waits for legal (2), a reader without an account" in words(manager, reverse("review-queue"))


def test_a_place_that_nobody_is_left_to_fill_is_told(manager: Client, cast: Cast) -> None:
    rule(cast, approvals={"legal": 1})
    incident = people.start(cast.engineer)
    people.submit(incident, cast.engineer)
    assert "Nobody who may is left" in words(manager, review(incident), "who")


def test_approving_one_of_two_says_that_others_must_decide(manager: Client, cast: Cast) -> None:
    rule(cast, approvals={ANYONE: 2})
    incident = people.start(cast.engineer)
    revision = people.submit(incident, cast.engineer)
    said = {f"reason-{key}": why for key, why in people.reasons(revision).items()}
    answer = manager.post(review(incident), {"revision": "1", "verdict": "approve", **said}, follow=True)
    assert "Others must still decide" in answer.content.decode()
    assert "Approved by mara. Waits for anyone who may decide." in words(
        manager, reverse("editor", args=[incident.reference])
    )
    assert "not among those that are still missing" in words(manager, review(incident))


def test_one_report_leads_to_the_next_that_waits(manager: Client, cast: Cast) -> None:
    first, second, third = (people.at_stage(Stage.IN_REVIEW, cast) for _ in range(3))

    def around(incident: Incident) -> list[tuple[str, str]]:
        page = manager.get(review(incident)).content.decode()
        return re.findall(r'rel="(prev|next)" href="[^"]*/(INC-[\d-]+)/review/"', page)

    assert around(first) == [("next", second.reference)]
    assert around(second) == [("prev", first.reference), ("next", third.reference)]
    assert around(third) == [("prev", second.reference)]


def test_the_queue_comes_a_page_at_a_time_and_leaves_nothing_out(
    manager: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PER_PAGE", 2)
    waiting = [people.at_stage(Stage.IN_REVIEW, cast).reference for _ in range(5)]
    found, address = [], reverse("review-queue")
    while address:
        page = manager.get(address).content.decode()
        found.append(re.findall(r'href="/workspace/incidents/(INC-[\d-]+)/review/"', page))
        after = re.search(r'rel="next" href="(\?after=[^"]+)"', page)
        address = reverse("review-queue") + after[1] if after else ""
    assert [len(each) for each in found] == [2, 2, 1]
    assert [reference for each in found for reference in each] == waiting


def test_half_given_approvals_cost_the_queue_nothing_each(manager: Client, cast: Cast) -> None:
    rule(cast, approvals={ANYONE: 2})

    def add(count: int) -> None:
        for _ in range(count):
            decide(people.submit(people.start(cast.engineer), cast.engineer), cast.manager)

    add(2)
    with counting() as few:
        manager.get(reverse("review-queue"))
    add(4)
    with counting() as many:
        manager.get(reverse("review-queue"))
    assert len(many) == len(few)


def test_what_stays_inside_is_marked_and_counted(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    page = manager.get(review(incident)).content.decode()
    assert "the 2 parts that stay inside" in page
    whole = page[page.index('class="whole-report"') :]
    for text in ("Called the vendor.", REPORT.notes):
        before = whole[: whole.index(text)]
        assert before.rindex("is-internal") > before.rfind("is-public")


def test_the_change_that_voided_an_approval_is_told_with_who_made_it(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.APPROVED, cast)
    people.edit(incident, cast.second_engineer, impact="Half of the orders.")
    people.edit(incident, cast.engineer, "notes", notes="Told the board.")

    said = words(manager, reverse("stage", args=[incident.reference]))
    assert "The change that voided the approval by mara Impact Changed" in said
    assert "Half" in said
    assert "emil" in said
    assert "Told the board." not in said
    people.edit(incident, cast.engineer, impact=REPORT.impact)
    assert "voided" not in words(manager, reverse("stage", args=[incident.reference]))


def test_a_draft_of_a_correction_voids_nothing(manager: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(incident, cast.engineer, impact="Half of the orders.")
    assert "voided" not in words(manager, reverse("stage", args=[incident.reference]))
    people.submit(incident, cast.engineer)
    decide(incident.revisions.latest("number"), cast.manager)
    assert stage(incident) is Stage.APPROVED
