"""Finding one incident among many: by words, by what it is, by where it stands; page after page."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from msgspec.structs import replace

from incidents import finding
from incidents.models import Incident, IncidentWords
from incidents.report.value import CorrectiveAction, Report, RootCause, Severity, Task, TimelineEvent
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast, titled

EVERYWHERE = Report(
    title="Kassenhäuschen",
    summary="summaryword",
    impact="impactword",
    components=("Componentword",),
    timeline=(TimelineEvent(text="eventword failed_over"),),
    root_causes=(RootCause(text="causeword"),),
    resolution="resolutionword",
    actions=(
        CorrectiveAction(
            title="actionword", detail="detailword", tracker="OPS-7", tasks=(Task(title="taskword"),)
        ),
    ),
    closing="closingword",
    notes="notesword 障害報告",
)

LATE = datetime(2026, 7, 9, 12, tzinfo=UTC)


def listed(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("incidents"), asked)
    assert answer.status_code == 200
    return [line.incident.title for line in answer.context["lines"]]


@pytest.mark.parametrize(
    "words",
    [
        "summaryword impactword componentword eventword causeword",
        "resolutionword actionword detailword taskword closingword notesword",
        "kassenhauschen",
        "KASSENHÄU",
        "summ",
        "障害",
        "ops-7",
        "failed_over",
        "over",
    ],
)
def test_any_word_of_a_draft_finds_it(signed_in: Client, cast: Cast, words: str) -> None:
    people.start(cast.engineer, EVERYWHERE)
    people.start(cast.engineer, titled("Another"))
    assert listed(signed_in, q=words) == ["Kassenhäuschen"]


def test_its_reference_finds_it(signed_in: Client, cast: Cast) -> None:
    people.start(cast.engineer, titled("One"))
    other = people.start(cast.engineer, titled("Other"))
    assert listed(signed_in, q=other.reference) == ["Other"]


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", "a & | ! ( )", "NEAR(x", '"', "*", "col:x", "\x00", "and or not"]
)
def test_no_sign_is_taken_for_a_command(signed_in: Client, cast: Cast, words: str) -> None:
    people.start(cast.engineer, titled("One"))
    listed(signed_in, q=words)


def test_what_was_written_last_is_found_and_what_it_replaced_is_not(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, titled("One"))
    people.edit(incident, cast.engineer, "summary", summary="Kangaroo")
    assert listed(signed_in, q="kangaroo") == ["One"]
    people.edit(incident, cast.engineer, "summary", summary="Wallaby")
    assert listed(signed_in, q="kangaroo") == []
    assert listed(signed_in, q="wallaby one") == ["One"]


def test_a_deleted_incident_is_forgotten(cast: Cast) -> None:
    incident = people.start(cast.engineer, titled("Kangaroo"))
    IncidentWords.objects.filter(incident=incident).delete()
    assert list(finding.containing(Incident.objects.all(), "kangaroo")) == []


def test_a_very_long_draft_is_saved_and_found_by_its_beginning(signed_in: Client, cast: Cast) -> None:
    words = " ".join(f"word{number}" for number in range(60_000))
    people.start(cast.engineer, replace(titled("Long"), summary=words))
    assert listed(signed_in, q="word17") == ["Long"]


def test_choices_narrow_the_list_together(signed_in: Client, cast: Cast) -> None:
    people.start(cast.engineer, replace(REPORT, title="Mine"))
    people.start(cast.engineer, replace(REPORT, title="Grave", severity=Severity.SEV1))
    people.start(cast.second_engineer, replace(REPORT, title="Theirs", components=("Search",)))
    assert listed(signed_in, severity="sev1") == ["Grave"]
    assert listed(signed_in, component="Search", mine="on") == ["Grave", "Mine"]
    assert listed(signed_in, component="Checkout") == ["Grave", "Mine"]
    assert listed(signed_in, mine="on", severity="sev2") == ["Mine"]


def test_each_way_of_standing_finds_its_incidents(signed_in: Client, cast: Cast) -> None:
    stages = {stage: people.at_stage(stage, cast) for stage in Stage}
    wanted = {
        "review": {Stage.IN_REVIEW},
        "approved": {Stage.APPROVED},
        "live": {Stage.PUBLISHED},
        "withdrawn": {Stage.WITHDRAWN},
        "unpublished": set(Stage) - {Stage.PUBLISHED, Stage.WITHDRAWN},
    }
    for where, expected in wanted.items():
        answer = signed_in.get(reverse("incidents"), {"where": where})
        found = {line.incident.reference for line in answer.context["lines"]}
        assert found == {stages[stage].reference for stage in expected}, where


def test_what_the_address_asks_wrongly_asks_for_nothing(signed_in: Client, cast: Cast) -> None:
    people.start(cast.engineer, titled("One"))
    for asked in (
        {"severity": "sev9"},
        {"component": "Nowhere"},
        {"where": "lost"},
        {"sort": "size"},
        {"after": "yesterday_1"},
        {"after": "2026-13-45T00:00:00+00:00_1"},
        {"after": "2026-01-01T00:00:00_1"},
        {"after": f"2026-01-01T00:00:00+00:00_{'9' * 40}"},
    ):
        assert listed(signed_in, **asked) == ["One"], asked


@pytest.mark.parametrize("sort", ["", "happened"])
def test_pages_show_each_incident_once_though_many_changed_at_the_same_moment(
    signed_in: Client, cast: Cast, sort: str
) -> None:
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    for number in range(60):
        people.start(cast.engineer, titled(f"Report {number}"))
    Incident.objects.update(updated_at=moment, created_at=moment)
    shown: list[str] = []
    asked = {"sort": sort}
    while True:
        answer = signed_in.get(reverse("incidents"), asked)
        shown += [line.incident.title for line in answer.context["lines"]]
        if not answer.context["after"]:
            break
        asked = {"sort": sort, "after": answer.context["after"]}
    assert len(shown) == 60
    assert set(shown) == {f"Report {number}" for number in range(60)}


def test_what_happened_last_comes_first_when_asked_so(signed_in: Client, cast: Cast) -> None:
    people.start(cast.engineer, Report(title="Late", timezone="Etc/UTC", started_at=LATE))
    people.start(cast.engineer, REPORT)
    assert listed(signed_in, sort="happened")[0] == "Late"
    assert listed(signed_in)[0] == REPORT.title


def test_words_are_found_alike_however_common_they_are(
    signed_in: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("Queue stuck", "Disk full", "Queues lost"):
        people.start(cast.engineer, titled(title))
    few = listed(signed_in, q="queue")
    monkeypatch.setattr(finding, "_FEW", 0)
    assert listed(signed_in, q="queue") == few == ["Queues lost", "Queue stuck"]
    assert listed(signed_in, q="queue", where="live") == []


def test_nothing_found_says_what_to_do(signed_in: Client, cast: Cast) -> None:
    people.start(cast.engineer, titled("One"))
    page = signed_in.get(reverse("incidents"), {"q": "zebra"}).content.decode()
    assert "Take a word or a choice away." in page


def test_a_search_among_sixty_asks_what_a_search_among_six_does(signed_in: Client, cast: Cast) -> None:
    asked = {"q": "orders", "severity": "sev2", "component": "Checkout", "where": "unpublished"}
    for _ in range(6):
        people.start(cast.engineer, REPORT)
    with CaptureQueriesContext(connection) as few:
        listed(signed_in, **asked)
    for _ in range(54):
        people.start(cast.engineer, REPORT)
    with CaptureQueriesContext(connection) as many:
        listed(signed_in, **asked)
    assert len(many) == len(few) <= 20
