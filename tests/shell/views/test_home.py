"""Home: what this person should do next, in order, and nothing that is somebody else's to do."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from incidents import workflow
from incidents.models import Incident
from incidents.models.policy import policy_of
from incidents.report.value import ActionState, CorrectiveAction, Report
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast
from tests.shell.views.test_queries import counting

TODAY = datetime(2026, 12, 1, 9, tzinfo=UTC)  # a Tuesday


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


@pytest.fixture
def _rules(db: None) -> None:
    assert policy_of("sev2").business_days == 5


def ended(days_ago: int, title: str = "It broke") -> Report:
    end = TODAY - timedelta(days=days_ago)
    return replace(
        REPORT,
        title=title,
        timezone="Etc/UTC",
        timeline=(),
        started_at=end - timedelta(hours=1),
        resolved_at=end,
    )


def owing(title: str, due: date | None, owner: str = "", state: ActionState = ActionState.OPEN) -> Report:
    done = due if state is ActionState.DONE else None
    action = CorrectiveAction(title=title, due=due, owner=owner, state=state, done_on=done)
    return replace(REPORT, actions=(action,))


def headings(client: Client) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", client.get(reverse("home")).content.decode())


def test_somebody_new_is_told_what_to_do(signed_in: Client, db: None) -> None:
    page = signed_in.get(reverse("home")).content.decode()
    assert "Nothing waits for you. When something broke, start a report" in page
    assert headings(signed_in) == ["Changed last"]


def test_the_most_pressing_comes_first(client: Client, cast: Cast) -> None:
    people.at_stage(Stage.APPROVED, cast)
    people.at_stage(Stage.IN_REVIEW, cast)
    held = people.plan(people.at_stage(Stage.APPROVED, cast), cast.manager)
    people.edit(held.incident, cast.engineer, impact="Half.")
    workflow.carry_out(held, at=people.WHEN, enqueue=people.ignore)
    people.start(cast.manager, owing("Watch the disk", date(2026, 11, 1)))
    client.force_login(cast.manager)
    assert headings(client) == [
        "Scheduled, and held",
        "To review",
        "Approved, to publish",
        "My drafts",
        "Overdue promises",
        "Changed last",
    ]
    people.at_stage(Stage.SENT_BACK, cast)
    client.force_login(cast.engineer)
    assert headings(client) == ["Sent back to me", "Scheduled, and held", "My drafts", "Changed last"]


def test_only_what_is_mine_to_do_is_mine(client: Client, cast: Cast) -> None:
    people.at_stage(Stage.SENT_BACK, cast)
    people.at_stage(Stage.DRAFT, cast)
    people.at_stage(Stage.APPROVED, cast)
    client.force_login(cast.second_engineer)
    page = client.get(reverse("home"))
    assert page.context["waits"] is False
    assert len(page.context["recent"]) == 3


def test_what_waits_for_others_is_no_draft_of_mine(signed_in: Client, cast: Cast) -> None:
    for stage in Stage:
        people.at_stage(stage, cast)
    drafts = signed_in.get(reverse("home")).context["drafts"]
    assert [line.standing.stage for line in drafts] == [Stage.DRAFT]


def test_a_post_whose_draft_went_on_is_a_draft_again(signed_in: Client, cast: Cast) -> None:
    corrected = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(corrected, cast.engineer, impact="Half of the orders.")
    reviewed = people.at_stage(Stage.IN_REVIEW, cast)
    people.edit(reviewed, cast.engineer, impact="Half of the orders.")
    drafts = signed_in.get(reverse("home")).context["drafts"]
    assert {line.incident for line in drafts} == {corrected, reviewed}


@pytest.mark.usefixtures("_rules")
def test_drafts_stand_in_the_order_in_which_they_are_due(signed_in: Client, cast: Cast) -> None:
    for report in (
        ended(1, "third"),
        ended(20, "first"),
        replace(ended(9, "last"), severity=None),
        ended(8, "second"),
    ):
        people.start(cast.engineer, report)
    drafts = signed_in.get(reverse("home")).context["drafts"]
    assert [line.incident.title for line in drafts] == ["first", "second", "third", "last"]


@pytest.mark.usefixtures("_rules")
@pytest.mark.parametrize(
    ("days_ago", "said"),
    [(1, "Due on Mon 7 Dec"), (7, "Due today"), (8, "Overdue by one day"), (10, "Overdue by 4 days")],
)
@pytest.mark.parametrize("page", ["home", "incidents", "editor"])
def test_a_report_says_when_it_is_due(
    signed_in: Client, cast: Cast, days_ago: int, said: str, page: str
) -> None:
    incident = people.start(cast.engineer, ended(days_ago))
    address = reverse(page, args=[incident.reference] if page == "editor" else [])
    text = signed_in.get(address).content.decode()
    assert f">{said}</span>" in text
    assert ("due-over" in text) is ("Overdue" in said)


@pytest.mark.usefixtures("_rules")
def test_the_report_says_by_which_rule_it_is_due(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, ended(1))
    for page in ("editor", "stage"):
        text = signed_in.get(reverse(page, args=[incident.reference])).content.decode()
        assert "Sev 2: major: 5 business days after the end of the incident." in text


@pytest.mark.usefixtures("_rules")
@pytest.mark.parametrize(
    "report",
    [replace(ended(1), severity=None), replace(ended(1), resolved_at=None), Report()],
    ids=["no severity", "no end", "empty"],
)
def test_nothing_is_due_while_its_day_is_unknown(signed_in: Client, cast: Cast, report: Report) -> None:
    incident = people.start(cast.engineer, report)
    assert 'class="due' not in signed_in.get(reverse("editor", args=[incident.reference])).content.decode()


@pytest.mark.usefixtures("_rules")
def test_what_customers_were_told_is_not_due(signed_in: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    assert 'class="due' not in signed_in.get(reverse("editor", args=[incident.reference])).content.decode()


def test_promises_are_owed_by_their_author_and_by_their_owner(client: Client, cast: Cast) -> None:
    cast.second_engineer.first_name, cast.second_engineer.last_name = "Emil", "Berg"
    cast.second_engineer.save()
    of_name = people.start(cast.engineer, owing("By name", date(2026, 11, 20), "emil berg"))
    people.start(cast.engineer, owing("By handle", date(2026, 11, 29), "@emil"))
    people.start(cast.engineer, owing("By another", date(2026, 11, 20), "Emilia"))
    people.start(cast.second_engineer, owing("In mine", date(2026, 11, 10), "somebody"))
    client.force_login(cast.second_engineer)
    page = client.get(reverse("home"))
    assert [each.action.title for each in page.context["promises"]] == ["In mine", "By name", "By handle"]
    text = page.content.decode()
    assert "Overdue by 11 days" in text
    assert f"{reverse('editor', args=[of_name.reference])}#actions-{of_name.actions.get().pk}" in text


@pytest.mark.parametrize(
    "report",
    [
        owing("Done", date(2026, 11, 1), state=ActionState.DONE),
        owing("Dropped", date(2026, 11, 1), state=ActionState.CANCELLED),
        owing("Today", date(2026, 12, 1)),
        owing("Some day", None),
    ],
    ids=lambda report: report.actions[0].title,
)
def test_what_is_done_or_not_due_is_not_owed(signed_in: Client, cast: Cast, report: Report) -> None:
    people.start(cast.engineer, report)
    assert not signed_in.get(reverse("home")).context["promises"]


@pytest.mark.parametrize("who", ["engineer", "manager"])
def test_home_asks_as_much_for_ten_as_for_many(client: Client, cast: Cast, who: str) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            people.start(getattr(cast, who), owing("Watch the disk", date(2026, 11, 1)))
            for stage in (Stage.SENT_BACK, Stage.IN_REVIEW, Stage.APPROVED):
                people.at_stage(stage, cast)

    client.force_login(getattr(cast, who))
    add(3)
    assert Incident.objects.count() >= 10
    counts = measured(client, add)
    assert counts[0] == counts[1] <= 65


def measured(client: Client, add: Callable[[int], None]) -> tuple[int, int]:
    with counting() as few:
        client.get(reverse("home"))
    add(12)
    with counting() as many:
        client.get(reverse("home"))
    return len(few), len(many)
