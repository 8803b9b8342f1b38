"""An incident copied from a status page: its updates are the timeline, oldest first."""

from incidents.report.reading import read
from incidents.report.value import EventKind

PAGE = """Slow ferries
Incident Report for the Harbour
Postmortem

At 13:43 on 9 April 2026 the lock failed. Attempts to free it went on for a while.

At 13:57 the spare lock took over and ferries could pass, though each of them had to wait its turn.

Posted Apr 10, 2026 - 09:00 UTC

Resolved
All ferries run again.
Thank you for waiting.
Posted Apr 09, 2026 - 17:13 UTC
Monitoring
The spare lock holds.
- Ferries run every hour.

Posted Apr 09, 2026 - 14:59 UTC
Investigating - Ferries are late.
Posted 2 months ago. Apr 09, 2026 - 13:50 UTC
This incident affected: Ferries and Locks (North, South).
"""


def test_updates_are_events_from_the_oldest() -> None:
    report = read(PAGE).report
    assert report.title == "Slow ferries"
    assert [(str(event.at)[:16], event.kind) for event in report.timeline] == [
        ("2026-04-09 13:50", EventKind.INVESTIGATING),
        ("2026-04-09 14:59", EventKind.MITIGATED),
        ("2026-04-09 17:13", EventKind.RESOLVED),
    ]
    assert "run every hour" in report.timeline[1].text
    assert "Thank you for waiting." in report.timeline[2].text
    assert report.timeline[0].text == "**Investigating** \N{EN DASH} Ferries are late."


def test_the_postmortem_stays_prose_and_its_own_date_is_no_day_of_the_incident() -> None:
    found = read(PAGE)
    assert "spare lock took over" in found.report.summary
    assert str(found.report.started_at) == "2026-04-09 13:43:00+00:00"
    assert str(found.report.resolved_at) == "2026-04-09 17:13:00+00:00"
    assert found.report.components[0].startswith("Ferries and Locks")
    assert "date-contradiction" not in [problem.code for problem in found.problems]


def test_a_word_such_as_posted_in_prose_is_no_update() -> None:
    text = "# Slow ferries\n\n## Summary\n\nIdentified\n\nWe posted 3 May 2026 10:00 UTC notes.\n"
    assert read(text).report.timeline == ()


def test_an_event_lies_on_its_lines() -> None:
    spans = read(PAGE).spans
    assert spans["timeline[0]"] == (20, 20)
    assert spans["timeline[2]"] == (11, 13)


HISTORY = """Slow ferries
Postmortem -
Read details
Mar 13, 14:24 MDT
Resolved -
All ferries run again.
Mar 13, 10:16 MDT
Update -
The lock holds.
Mar 13, 10:01 MDT
Investigating -
Ferries are late.
Mar 13, 07:00 MDT
"""


def test_updates_in_the_history_of_a_page() -> None:
    report = read(HISTORY).report
    assert report.title == "Slow ferries"
    assert [(event.clock, event.kind) for event in report.timeline] == [
        ("07:00", EventKind.INVESTIGATING),
        ("10:01", EventKind.OTHER),
        ("10:16", EventKind.RESOLVED),
    ]
    assert report.timezone == "America/Denver"
