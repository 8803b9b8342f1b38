import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report.reading import Reading, encode, read
from incidents.report.reading.formats import statuspage
from incidents.report.value import EventKind, Severity

SAMPLE = (Path(__file__).parents[1] / "samples" / "statuspage.json").read_text()
MOMENTS = st.sampled_from(
    [
        "2026-03-01T10:00:00Z",
        "2026-03-01T11:30:00.123-05:00",
        "2026-02-30T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "soon",
        "",
    ]
)
WORDS = st.sampled_from(
    [
        "Mail is late",
        "We roll back.",
        "# Paging\n\nWe paged Ada.",
        "",
        "😀",
        "resolved",
    ]
)
UPDATES = st.fixed_dictionaries(
    {},
    optional={
        "status": WORDS | st.just("identified"),
        "body": WORDS | st.none(),
        "display_at": MOMENTS,
        "mood": WORDS,
    },
)
INCIDENTS = st.fixed_dictionaries(
    {"name": WORDS, "impact": st.sampled_from(["none", "minor", "critical", "", "odd"])},
    optional={
        "created_at": MOMENTS,
        "started_at": MOMENTS,
        "resolved_at": MOMENTS,
        "scheduled_for": MOMENTS,
        "postmortem_body": WORDS,
        "incident_updates": st.lists(UPDATES, max_size=4) | WORDS,
        "components": st.lists(st.dictionaries(WORDS, WORDS), max_size=2),
        "extra": st.recursive(
            WORDS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2)
        ),
    },
)


def incident(**facts: Any) -> Reading:
    return read(json.dumps({"incident": {"name": "Mail is late", "impact": "minor", **facts}}))


def test_reads_an_incident_with_its_updates_and_its_postmortem() -> None:
    report = read(SAMPLE).report
    assert report.title == "Labels can't be printed"
    assert report.severity is Severity.SEV2
    assert report.timezone == "Europe/Madrid"
    assert [str(at) for at in (report.started_at, report.mitigated_at, report.resolved_at)] == [
        "2026-03-29 00:55:00+01:00",
        "2026-03-29 03:20:00+02:00",
        "2026-03-29 04:05:30+02:00",
    ]
    assert report.components == ("Label printing", "API")
    assert report.root_causes[0].text == "The template named a font that no printer has."
    assert report.actions[0].owner == "Ines"


def test_puts_updates_and_the_postmortems_timeline_in_one_order() -> None:
    reading = read(SAMPLE)
    assert [(f"{event.at:%H:%M}", event.kind) for event in reading.report.timeline] == [
        ("00:55", EventKind.OTHER),
        ("01:05", EventKind.ESCALATED),
        ("01:12", EventKind.INVESTIGATING),
        ("01:40", EventKind.IDENTIFIED),
        ("03:20", EventKind.MITIGATED),
        ("04:05", EventKind.RESOLVED),
    ]
    assert reading.report.timeline[4].text.endswith("Label printing: major outage → degraded performance")
    lines = SAMPLE.split("\n")
    for place, words in ((0, "postmortem_body"), (2, "looking into"), (5, "print again")):
        first, last = reading.spans[f"timeline[{place}]"]
        assert words in "\n".join(lines[first - 1 : last])


def test_keeps_what_has_no_field_in_the_notes_and_says_so() -> None:
    reading = read(SAMPLE)
    for words in (
        "Where the tea is kept",
        "PDF and thermal labels",
        "Empty labels? We're on it.",
        "# Empty labels",
    ):
        assert words in reading.report.notes
    told = [problem.source for problem in reading.problems if problem.code == "not-placed"]
    assert "**incident.components[0].description:** PDF and thermal labels" in told


def test_suggests_a_severity_and_says_it_is_a_suggestion() -> None:
    assert incident(impact="critical").report.severity is Severity.SEV1
    assert incident(impact="none").report.severity is None
    (problem,) = incident(impact="major").problems
    assert (problem.code, problem.path) == ("severity-suggested", "severity")


def test_reads_a_maintenance_with_its_planned_times() -> None:
    text = {
        "scheduled_maintenances": [
            {
                "name": "New disks",
                "impact": "maintenance",
                "scheduled_for": "2026-03-01T22:00:00Z",
                "scheduled_until": "2026-03-02T01:00:00Z",
                "incident_updates": [{"status": "completed", "body": "Done."}],
            }
        ]
    }
    report = read(json.dumps(text)).report
    assert str(report.started_at) == "2026-03-01 22:00:00+00:00"
    assert str(report.resolved_at) == "2026-03-02 01:00:00+00:00"
    assert report.timeline[0].kind is EventKind.RESOLVED


def test_keeps_an_offset_where_no_zone_is_named() -> None:
    assert incident(started_at="2026-03-01T11:30:00-05:00").report.timezone == "UTC-05:00"
    assert incident(started_at="2026-03-01T11:30:00Z").report.timezone == "Etc/UTC"
    assert incident(started_at="2026-03-01T11:30:00+23:59").report.timezone == "Etc/UTC"
    assert incident(started_at="2026-03-01T11:30:00+00:00:30").report.timezone == "Etc/UTC"


def test_leaves_out_an_end_before_the_start_and_says_so() -> None:
    reading = incident(started_at="2026-03-01T11:00:00Z", resolved_at="2026-03-01T10:00:00Z")
    assert reading.report.resolved_at is None
    assert "resolved-before-start" in [problem.code for problem in reading.problems]


def test_reads_the_first_of_several_incidents_and_notes_the_others() -> None:
    several = {
        "incidents": [
            {"name": "Mail is late", "impact": "none"},
            {"name": "Search is down", "impact": "none"},
        ]
    }
    report = read(json.dumps(several)).report
    assert report.title == "Mail is late"
    assert "Search is down" in report.notes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"name": "x"}',
        '{"schema": 1, "title": "x"}',
        '{"name": 7, "impact": "none"}',
        '{"incidents": []}',
        "{ing the night the mail was late}",
        '{"incident": {"name": null, "impact": 1}}',
        "[" * 2_000_000,
        '{"a":' * 400_000,
    ],
)
def test_leaves_other_text_to_other_readers(text: str) -> None:
    assert not statuspage.is_incident(text)


@given(INCIDENTS | st.builds(lambda each: {"incidents": [each, each]}, INCIDENTS))
def test_keeps_every_text_of_any_incident(told: dict[str, Any]) -> None:
    reading = read(json.dumps(told, indent=1))
    said = encode(reading).decode()
    for words in _told(told):
        assert all(word.strip("#-\n ") in said for word in words.split())


@pytest.mark.parametrize("depth", [100, 900, 100_000])
def test_reads_or_refuses_deep_nesting_in_one_sentence(depth: int) -> None:
    text = f'{{"name": "x", "impact": "none", "deep": {"[" * depth}"y"{"]" * depth}}}'
    begun = time.process_time()
    try:
        assert "y" in encode(read(text)).decode()
    except NotValidError as error:
        assert error.message.endswith(".")  # noqa: PT017 (either is right: the limit is the interpreter's)
    assert time.process_time() - begun < 5


def test_reads_two_megabytes_of_brackets_in_bounded_time() -> None:
    begun = time.process_time()
    read("[" * 2_000_000)
    read('{"a":' * 400_000)
    assert time.process_time() - begun < 20


def _told(value: Any) -> list[str]:
    if isinstance(value, dict):
        machinery = statuspage._MACHINERY
        return [
            text
            for key, part in value.items()
            if not isinstance(part, str) or key not in machinery
            for text in _told(part)
        ]
    if isinstance(value, list):
        return [text for part in value for text in _told(part)]
    return [value] if isinstance(value, str) else []
