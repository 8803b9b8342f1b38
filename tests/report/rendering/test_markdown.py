from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given

from incidents.errors import NotValidError
from incidents.report import canonical
from incidents.report.reading import read
from incidents.report.rendering.markdown import to_markdown
from incidents.report.value import (
    Audience,
    CorrectiveAction,
    EventKind,
    Report,
    RootCause,
    Task,
    TimelineEvent,
)
from tests.report import strategies


@given(strategies.reports())
@example(Report())
def test_reads_back_to_the_same_report_without_problems(report: Report) -> None:
    reading = read(to_markdown(report))
    assert reading.report == report
    assert reading.problems == ()


def test_reads_well_in_the_common_case() -> None:
    report = Report(
        title="Checkout unavailable",
        timezone="Europe/Berlin",
        started_at=datetime.fromisoformat("2026-03-29T01:40:00+01:00"),
        summary="Nobody could pay.",
        timeline=(
            TimelineEvent(
                at=datetime.fromisoformat("2026-03-29T01:42:00+01:00"), kind=EventKind.DETECTED, text="Alert"
            ),
            TimelineEvent(
                clock="03:10", text="- a list\n- of two", audience=Audience.INTERNAL, source='chat "ops"'
            ),
        ),
        root_causes=(RootCause(text="Full disk", category="capacity"),),
        actions=(
            CorrectiveAction(
                title="Grow it",
                owner="Ada",
                due=date(2026, 5, 1),
                addresses=(0,),
                tasks=(Task(title="Order"),),
            ),
        ),
    )
    assert to_markdown(report) == (Path(__file__).parent / "common.md").read_text()


def test_prose_that_looks_like_a_heading_of_ours_is_escaped_and_nothing_else() -> None:
    written = to_markdown(Report(summary="# A\n## Timeline\n## Other\n- **Owner:** Ada"))
    assert "\n# A\n\\## Timeline\n## Other\n- **Owner:** Ada\n" in written


def test_a_document_someone_went_on_writing_in_is_read_as_free_text() -> None:
    written = to_markdown(Report(title="Shop down", summary="All red.")) + "\n## Action items\n\n- Call Bo\n"
    reading = read(written.replace("## Summary", "A stray line\n\n## Summary"))
    assert reading.report.title == "Shop down"
    assert reading.report.summary == "All red."
    assert [action.title for action in reading.report.actions] == ["Call Bo"]
    assert "A stray line" in reading.report.notes


@given(strategies.reports())
def test_a_report_json_reads_back_to_the_same_report(report: Report) -> None:
    assert read(canonical.encode(report).decode()).report == report


def test_json_that_is_no_report_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotValidError, match="not a report of schema 1"):
        read('{"title": 3}')


def test_a_text_that_begins_with_a_brace_is_free_text() -> None:
    assert read("{{toc}}\n\nImpact: Nobody could pay.\n").report.impact == "Nobody could pay."
