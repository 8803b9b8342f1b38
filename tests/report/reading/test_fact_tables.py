"""Tables of facts at the head of a report: each row is the fact it names."""

from datetime import UTC, datetime

import pytest

from incidents.report.reading import read
from incidents.report.value import Severity

HEAD = """# Lamps out in the harbour

| Field | Value |
|---|---|
| **Date** | 2026-03-04 |
| Severity | SEV 2 |
| Affected services | Lamps, Buoys |
| Started | 09:10 UTC |
| Resolved at | 10:40 UTC (seen by the watch) |
| Fog | none at all |

## Summary

The lamps were dark.

## Timeline

- 09:20 UTC: the watch was told
"""


def test_each_row_is_the_fact_it_names() -> None:
    found = read(HEAD)
    report = found.report
    assert report.title == "Lamps out in the harbour"
    assert report.severity is Severity.SEV2
    assert report.components == ("Lamps", "Buoys")
    assert report.started_at == datetime(2026, 3, 4, 9, 10, tzinfo=UTC)
    assert report.resolved_at == datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
    assert "seen by the watch" in report.summary
    assert "Fog" in report.notes
    assert [problem.source for problem in found.problems] == ["**Fog:** none at all"]


@pytest.mark.parametrize("head", ["| Field | Value |", "| | |", "| Severity | high |"])
def test_the_row_over_the_rule_may_say_nothing_or_be_a_fact(head: str) -> None:
    found = read(
        f"# Lamps out\n\n{head}\n|---|---|\n"
        "| Start | 2026-03-04 09:10 UTC |\n| End | 2026-03-04 10:40 UTC |\n"
    )
    assert str(found.report.started_at) == "2026-03-04 09:10:00+00:00"
    assert (found.report.severity is Severity.SEV2) is ("Severity" in head)


def test_facts_in_the_summary_stay_there() -> None:
    text = (
        "# Lamps out\n\n## Incident summary\n\n| Item | Detail |\n|---|---|\n| Impact | Ships waited. |\n"
        "| Duration | 09:10 - 10:40 UTC on 4 March 2026 |\n\nA switch had failed.\n"
    )
    report = read(text).report
    assert report.impact == "Ships waited."
    assert str(report.resolved_at) == "2026-03-04 10:40:00+00:00"
    assert "A switch had failed." in report.summary


def test_a_table_of_the_impact_stays_one_and_says_when() -> None:
    text = (
        "# Lamps out\n\nDate: 2026-03-04\n\n## Impact\n\n| What | Detail |\n|---|---|\n| Ships held | 12 |\n"
        "| Duration | 09:10 \N{RIGHTWARDS ARROW} 10:40 UTC (90 min) |\n| Lost cargo | none |\n"
    )
    report = read(text).report
    assert report.impact.count("\n") == 4
    assert str(report.started_at) == "2026-03-04 09:10:00+00:00"
    assert str(report.resolved_at) == "2026-03-04 10:40:00+00:00"


def test_what_was_detected_by_whom_is_no_impact() -> None:
    text = (
        "# Lamps out\n\n| Field | Value |\n|---|---|\n| Date | 2026-03-04 |\n| Status | closed |\n"
        "| Detected by | a report of users |\n\n## Root cause\n\nA switch.\n"
    )
    assert read(text).report.impact == ""


def test_other_tables_of_two_columns_are_left_alone() -> None:
    text = "# Lamps out\n\n| Lamp | Keeper |\n|---|---|\n| North | Ada |\n| South | Grace |\n"
    assert "| North | Ada |" in read(text).report.notes


@pytest.mark.parametrize("mark", ["", "- "])
def test_a_line_in_bold_under_a_fact_is_no_part_of_it(mark: str) -> None:
    facts = f"{mark}**Severity:** SEV 2\n{mark}**Keeper on duty:** Ada\n"
    text = f"# Lamps out\n\n{facts}\n## Summary\n\nIt was dark.\n"
    report = read(text).report
    assert report.severity is Severity.SEV2
    assert "Ada" in report.notes
    assert "Ada" not in report.impact
