"""The fixtures, each a way people write, and what they must be read as."""

from datetime import date
from pathlib import Path

import pytest

from incidents.report.reading import Reading, read, source_text
from incidents.report.value import ActionState, CauseKind, EventKind

DOCUMENTS = Path(__file__).parent / "documents"


def reading(name: str) -> Reading:
    return read(source_text((DOCUMENTS / name).read_bytes()))


def times(read: Reading) -> list[str]:
    return [event.at.isoformat() if event.at else event.clock or "" for event in read.report.timeline]


def problems(read: Reading) -> list[str]:
    return [problem.code for problem in read.problems if problem.code != "not-placed"]


def test_markdown_with_headings() -> None:
    found = reading("headings.md")
    report = found.report
    assert report.title == "Parcel labels printed blank in two depots"
    assert report.started_at is not None
    assert report.started_at.isoformat() == "2025-03-04T06:10:00+00:00"
    assert report.resolved_at is not None
    assert report.resolved_at.isoformat() == "2025-03-04T08:55:00+00:00"
    assert str(report.impact_percent) == "35"
    assert [event.kind for event in report.timeline] == [
        EventKind.OTHER,
        EventKind.DETECTED,
        EventKind.ACKNOWLEDGED,
        EventKind.MISLEADING,
        EventKind.IDENTIFIED,
        EventKind.RESOLVED,
    ]
    assert report.timeline[3].text.endswith("\n- Two printers were swapped.")
    assert [cause.kind for cause in report.root_causes] == [
        CauseKind.ROOT,
        CauseKind.CONTRIBUTING,
        CauseKind.CONTRIBUTING,
    ]
    assert report.resolution == "We published the template again with the font filled in."
    assert report.lessons.lucky == "It was a quiet Tuesday."
    assert problems(found) == []


def test_actions_have_state_owner_due_date_tasks_and_tracker() -> None:
    refuse, preview, alert = reading("headings.md").report.actions
    assert refuse.state is ActionState.DONE
    assert (preview.title, preview.owner, preview.due) == (
        "Preview before publishing",
        "Ines",
        date(2025, 4, 30),
    )
    assert preview.detail == "Show the editor a rendered label. Owner: Ines. Due by 30 April 2025."
    assert [task.title for task in preview.tasks] == [
        "draw the preview",
        "block publishing until it was seen",
    ]
    assert alert.tracker == "https://tracker.example/labels/issues/88"


def test_what_fits_nowhere_is_in_the_notes_and_said_so() -> None:
    found = reading("headings.md")
    assert found.report.notes.endswith(
        "## Supporting information\n\nThe template's history is in the editor."
    )
    (problem,) = found.problems
    assert (problem.code, problem.path, problem.line) == ("not-placed", "notes", 57)


def test_plain_text_with_bare_names_past_midnight() -> None:
    found = reading("plain.txt")
    report = found.report
    assert report.title == "Booking calendar shows last year"
    assert report.timezone == "America/New_York"
    assert times(found)[-2:] == ["2024-02-12T00:20:00-05:00", "2024-02-12T00:45:00-05:00"]
    assert report.impact == "Guests could not book. Around 1,200 bookings failed."
    (cause,) = report.root_causes
    assert cause.text.startswith("The cache key of the calendar contained month and day only.")
    assert cause.text.endswith("After New Year the key matched the entries of the\nyear before.")
    assert report.resolution.startswith("The issue was resolved by clearing the cache")
    assert "**Root Cause:** A cache key left out the year." in report.summary
    assert [action.title for action in report.actions] == [
        "Cache keys",
        "Review",
        "Add a test that turns the year.",
        "Warn support before New Year.",
    ]
    assert report.closing == "In conclusion, a missing year in a key cost us three hours. We are sorry."
    assert problems(found) == ["date-ambiguous"]


def test_a_timeline_that_answers_questions() -> None:
    found = reading("questions.md")
    report = found.report
    assert times(found) == ["2025-05-31T23:55:00+02:00", "", "", "", ""]
    assert [event.text for event in report.timeline[1:]] == [
        "**Detection Method:** A counter of waiting mails passed its limit.",
        "**Actions Taken:** Looked at the mail provider first.",
        "Emptied the retry queue by hand.",
        "**Escalation:** The mail team was called.",
    ]
    assert report.resolved_at is not None
    assert report.resolved_at.isoformat() == "2025-06-01T01:10:00+02:00"
    assert [(action.title, action.detail) for action in report.actions] == [
        ("Limit retries", "Give up after ten tries."),
        ("Separate queues", ""),
    ]
    assert [task.title for task in report.actions[0].tasks] == ["Add a counter to each mail."]
    assert report.closing == "These measures keep one address from holding up all others."
    assert found.problems == ()


def test_tables_and_front_matter() -> None:
    found = reading("table.md")
    report = found.report
    assert (report.title, report.timezone) == ("Search index two days behind", "Africa/Lagos")
    assert times(found) == [
        "2025-09-14T23:50:00+01:00",
        "2025-09-15T00:20:00+01:00",
        "",
        "2025-09-16T09:10:00+01:00",
        "2025-09-16T11:00:00+01:00",
    ]
    assert report.timeline[1].text == "Copy job **fails** on a full disk"
    assert report.timeline[4].text == "2025-09-16 11:00 - 11:30: Disk is grown and the copy runs"
    assert [cause.kind for cause in report.root_causes] == [CauseKind.TRIGGER]
    assert [(action.title, action.owner, action.state) for action in report.actions] == [
        ("Alert on a failed copy", "Bo", ActionState.DONE),
        ("Watch the disk", "Ada, Bo", ActionState.IN_PROGRESS),
    ]


def test_a_heading_for_each_event() -> None:
    found = reading("per_heading.md")
    assert times(found) == [
        "2025-01-09T10:45:00-08:00",
        "2025-01-09T11:02:00-08:00",
        "2025-01-09T12:15:00-08:00",
        "2025-01-09T14:30:00-08:00",
    ]
    first, second, *_ = found.report.timeline
    assert first.text.startswith("Tiles go missing\n\nA user reports grey squares")
    assert first.text.endswith("- only in the north")
    assert "10:59:03 write failed" in second.text
    assert [action.detail for action in found.report.actions] == [
        "Group: Storage",
        "Group: Storage",
        "Group: Process",
    ]
    assert found.spans["timeline[0]"] == (7, 12)


def test_html_with_events_run_together() -> None:
    found = reading("markup.html.md")
    assert times(found) == [
        "2025-06-13T21:00:00+03:00",
        "2025-06-13T21:10:00+03:00",
        "2025-06-13T21:30:00+03:00",
    ]
    assert [event.text for event in found.report.timeline] == [
        "Export fails.",
        "An alert is seen.",
        "Export runs again.",
    ]
    assert [cause.text for cause in found.report.root_causes] == ["A certificate had expired."]
    assert found.report.resolution == "The problem was fixed by renewing it."
    assert [action.title for action in found.report.actions] == [
        "Renew certificates by machine.",
        "Show the days left on the wall.",
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_change_nothing(line_end: str) -> None:
    text = (DOCUMENTS / "plain.txt").read_text()
    assert read(text.replace("\n", line_end)) == read(text)


def test_a_document_that_is_no_postmortem_keeps_its_text() -> None:
    found = read("Dear all,\n\nlunch is at noon.\n")
    assert found.report.title == "Dear all,"
    assert "lunch is at noon." in found.report.notes
    assert [problem.code for problem in found.problems] == ["not-placed"]
