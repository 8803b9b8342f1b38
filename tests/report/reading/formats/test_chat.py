import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report.reading import Reading, read
from incidents.report.reading.formats import chat
from incidents.report.value import Audience, EventKind
from tests.report.reading.loss import lost_words

TESTS = Path(__file__).parents[1]
SAMPLE = (TESTS / "samples" / "slack.txt").read_text()
STYLES = {
    "slack": (
        "Tuesday, March 3rd, 2026\nAda  10:42 AM\nqueue is stuck\n"
        "Ines Romero  10:44 AM\nlooking\nAda  1:05 PM\nworks again"
    ),
    "slack, time below": (
        "--- 2026-03-03 ---\n\nAda\n  10:42 AM\nqueue is stuck\n\n"
        "Ines Romero\n  10:44 AM\nlooking\n\nAda\n  1:05 PM\nworks again"
    ),
    "brackets": (
        "2026-03-03\n[10:42] Ada: queue is stuck\n[10:44] Ines Romero: looking\n[13:05] Ada: works again"
    ),
    "whatsapp": (
        "03/03/2026, 10:42 - Ada: queue is stuck\n"
        "03/03/2026, 10:44 - Ines Romero: looking\n03/03/2026, 13:05 - Ada: works again"
    ),
    "whatsapp, brackets": (
        "[03/03/2026, 10:42:00] Ada: queue is stuck\n"
        "[03/03/2026, 10:44:00] Ines Romero: looking\n[03/03/2026, 13:05:00] Ada: works again"
    ),
    "irc": (
        "--- Day changed Tue Mar 03 2026\n10:42 <Ada> queue is stuck\n"
        "10:44 <@Ines Romero> looking\n13:05 <Ada> works again"
    ),
    "teams": (
        "[3/3/2026 10:42 AM] Ada: queue is stuck\n"
        "[3/3/2026 10:44 AM] Ines Romero: looking\n[3/3/2026 1:05 PM] Ada: works again"
    ),
}
PIECES = st.sampled_from(
    [
        "Ada  10:42 AM",
        "[10:42] ada: the queue is stuck",
        "10:44 <ines> looking",
        "ines  11:58 PM",
        "Tuesday, March 3rd",
        "12:04 AM",
        "--- 2026-03-03 ---",
        "03/13/2026, 10:42 - Ada: hello",
        "10:50 -!- bob has joined",
        "```",
        "# a heading",
        "## Timeline",
        "Root cause: the lock",
        "",
        "  - nested",
        "plain words",
        "Ada",
        "10:45 AM",
        "[30/02/2026, 09:00] Ada: never",
    ]
)


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (f"{event.at:%d %H:%M}" if event.at else event.clock or "", event.source, event.text)
        for event in reading.report.timeline
    ]


@pytest.mark.parametrize("style", STYLES)
def test_reads_who_said_what_and_when(style: str) -> None:
    assert said(read(STYLES[style])) == [
        ("03 10:42", "Ada", "queue is stuck"),
        ("03 10:44", "Ines Romero", "looking"),
        ("03 13:05", "Ada", "works again"),
    ]


def test_reads_a_night_in_a_channel() -> None:
    reading = read(SAMPLE)
    report = reading.report
    assert report.title == "Incident: parcels can't be tracked"
    assert [(when, who) for when, who, _ in said(reading)] == [
        ("03 23:42", "Ada Lovelace"),
        ("03 23:44", "PagerDuty APP"),
        ("03 23:51", "Ines Romero"),
        ("03 23:58", "Ada Lovelace"),
        ("04 00:06", "Ines Romero"),
        ("04 00:20", "Ada Lovelace"),
    ]
    assert (
        report.timeline[0].text
        == "Two customers say tracking is empty.\nI get the same:\n```\nGET /track/81 500\n```"
    )
    assert report.timeline[2].text == "The cache seems full.\n  - host 3\n  - host 4"
    assert report.timeline[4].kind is EventKind.IDENTIFIED
    assert lost_words(SAMPLE, reading) == []


def test_points_every_message_at_its_lines() -> None:
    spans, lines = read(SAMPLE).spans, SAMPLE.split("\n")
    first, last = spans["timeline[2]"]
    assert lines[first - 1].startswith("Ines Romero")
    assert lines[last - 1] == "  - host 4"


def test_keeps_what_colleagues_said_among_colleagues() -> None:
    assert {event.audience for event in read(SAMPLE).report.timeline} == {Audience.INTERNAL}


def test_crosses_midnight_without_being_told() -> None:
    text = "[23:50] ada: it is down\n[23:58] ines: on it\n[00:07] ada: it is back"
    assert [when for when, _, _ in said(read(text, today=date(2026, 3, 3)))] == [
        "03 23:50",
        "03 23:58",
        "04 00:07",
    ]


def test_says_that_no_day_is_stated() -> None:
    reading = read("[10:42] ada: down\n[10:44] ines: on it\n[10:58] ada: back")
    assert [when for when, _, _ in said(reading)] == ["10:42", "10:44", "10:58"]
    assert "date-missing" in [problem.code for problem in reading.problems]


def test_takes_the_latest_year_in_which_a_day_without_one_was() -> None:
    text = "Thursday, December 3rd\nAda  10:42 AM\ndown\nInes  10:44 AM\nlooking\nAda  10:50 AM\nback"
    first = read(text, today=date(2026, 3, 3)).report.timeline[0].at
    assert first is not None
    assert first.date() == date(2025, 12, 3)


def test_keeps_lines_of_machines_as_events_without_an_author_or_in_the_message_above() -> None:
    text = "10:42 <ada> down\n10:43 <ines> on it\n10:44 -!- bob has joined\n10:45 <ada> back"
    assert "bob has joined" in str(said(read(text)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Outage\n\n10:42 down\n10:50 up",
        "10:42 Detected: alarm\n10:50 Resolved: restart\n11:00 Closed: all well",
        "10:42:01 ERROR: disk full\n10:42:02 INFO: retry\n10:42:03 ERROR: disk full",
        "# Outage\n\n## Timeline\n\n[10:42] ada: down\n[10:43] ines: ok\n[10:44] ada: up\n\n## Root cause",
        "Started  10:42\nEnded  11:42\nDuration  1:00",
        "10:00 Note: a\n10:01 Note: b\n10:02 Note: c",
    ],
)
def test_leaves_other_text_to_other_readers(text: str) -> None:
    assert not chat.is_chat(text)


def test_leaves_the_fixtures_of_prose_to_the_reader_of_prose() -> None:
    documents = sorted((TESTS / "documents").iterdir())
    assert documents
    assert [path.name for path in documents if chat.is_chat(path.read_text())] == []


@given(st.lists(PIECES, min_size=1, max_size=20).map("\n".join), st.none() | st.just(date(2026, 3, 20)))
def test_keeps_every_word_of_any_conversation(text: str, today: date | None) -> None:
    reading = chat.read(text, today)
    last = text.count("\n") + 1
    assert lost_words(text, reading) == []
    assert all(1 <= first <= end <= last for first, end in reading.spans.values())


@given(st.text(max_size=60))
def test_reads_any_text_whether_people_talk_in_it_or_not(text: str) -> None:
    assert isinstance(read(text), Reading)


def test_reads_two_megabytes_of_talk_in_bounded_time() -> None:
    begun = time.process_time()
    reading = read("2026-03-03\n" + "[10:42] ada: the queue is stuck\n" * 20_000)
    assert time.process_time() - begun < 20
    assert len(reading.report.timeline) == 10_000
