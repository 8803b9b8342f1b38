"""The section names of well-known templates, which are Markdown for the reader of prose."""

from datetime import date
from pathlib import Path

import pytest

from incidents.report.reading import Reading, read
from incidents.report.value import CauseKind, EventKind, Report
from tests.report.reading.loss import lost_words

SAMPLES = Path(__file__).parents[1] / "samples"


def reading(name: str) -> Reading:
    return read((SAMPLES / f"{name}.md").read_text())


def clocks(report: Report) -> list[str]:
    return [f"{event.at:%H:%M}" for event in report.timeline if event.at]


@pytest.mark.parametrize("name", ["pagerduty", "google_sre", "atlassian"])
def test_keeps_every_word(name: str) -> None:
    assert lost_words((SAMPLES / f"{name}.md").read_text(), reading(name)) == []


def test_reads_the_template_of_pagerduty() -> None:
    report = reading("pagerduty").report
    assert report.title == "2026-02-11: Alarm mails were late"
    assert report.timezone == "Etc/UTC"
    assert report.summary.startswith("For 50 minutes alarm mails")
    assert "filled the disk" in report.summary
    assert "| Notifications delivered late | 1,204 |" in report.impact
    assert clocks(report) == ["14:02", "14:20", "14:31", "14:52"]
    assert [cause.kind for cause in report.root_causes] == [CauseKind.CONTRIBUTING] * 2
    assert report.resolution == "We moved the queue to the other hosts and deleted the log."
    assert report.lessons.went_well == "Moving the queue took two minutes."
    assert report.lessons.went_wrong == "A customer noticed before we did."
    assert [action.owner for action in report.actions] == ["Ada Okafor", ""]
    assert "Alarm mails to some customers were late today." in report.notes


def test_reads_the_template_of_googles_book() -> None:
    report = reading("google_sre").report
    assert report.title == "Catalogue Search Postmortem (incident #207)"
    assert "Search gave no results for 37 minutes" in report.summary
    assert "100% of users" in report.impact
    assert [cause.kind for cause in report.root_causes] == [CauseKind.ROOT, CauseKind.TRIGGER]
    assert report.resolution.startswith("The index of the day before was published again.")
    assert [(action.title, action.owner) for action in report.actions] == [
        ("Compare the size of indexes before publishing", "nadia"),
        ("Keep the last three indexes at hand", "tomas"),
    ]
    assert clocks(report) == ["06:10", "06:15", "06:20", "06:33", "06:47"]
    assert report.lessons.went_wrong == "Nobody on call knew how to publish an old index."
    assert report.lessons.lucky == "The index of the day before had not been deleted yet."


def test_reads_the_template_of_atlassian() -> None:
    report = reading("atlassian").report
    assert report.title == "Postmortem: Sign-in failed for new accounts"
    assert str(report.started_at) == "2026-04-07 16:05:00+00:00"
    assert str(report.resolved_at) == "2026-04-07 17:20:00+00:00"
    assert [(event.kind, event.text) for event in report.timeline][2] == (
        EventKind.IDENTIFIED,
        "the missing default was identified",
    )
    assert [cause.kind for cause in report.root_causes] == [
        CauseKind.TRIGGER,
        CauseKind.ROOT,
        CauseKind.CONTRIBUTING,
        CauseKind.CONTRIBUTING,
        CauseKind.ROOT,
    ]
    assert [cause.because_of for cause in report.root_causes[2:]] == [3, 4, None]
    assert report.resolution == "We gave every account without a role the usual one."
    assert [(action.owner, action.due) for action in report.actions] == [
        ("Bruno", date(2026, 4, 30)),
        ("Ada", date(2026, 5, 15)),
    ]
