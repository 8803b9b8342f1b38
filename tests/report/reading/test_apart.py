import pytest

from incidents.report.reading import read
from incidents.report.rendering.markdown import to_markdown
from tests.report.reading.loss import lost_words

FIRST = """# Shop down

## Summary

Nobody could pay.

## Timeline

- 2025-03-04 10:05 UTC the disk was full
- 10:40 it was emptied

## Action items

- Rotate the log

"""
SECOND = """# Mail down

## Summary

No mail came.

## Timeline

- 2025-05-06 11:00 UTC the queue stood still

## Action items

- Watch the queue
"""


def test_keeps_the_first_of_two_incidents_and_the_second_whole_in_the_notes() -> None:
    found = read(FIRST + SECOND)
    alone = read(FIRST).report
    assert found.report.notes == SECOND.strip()
    assert found.report.timeline == alone.timeline
    assert found.report.actions == alone.actions
    assert found.report.title == "Shop down"
    assert [(p.code, p.line) for p in found.problems if p.path == "notes"] == [("second-incident", 16)]
    assert lost_words(FIRST + SECOND, found) == []
    assert read(to_markdown(found.report)).report == found.report


@pytest.mark.parametrize(
    "rubric", ["## Summary\n\nWhat happened?\n\n## Timeline\n\nSay when.\n\n", "## Summary\n\nShort.\n\n"]
)
def test_a_rubric_or_a_short_summary_before_it_is_no_incident(rubric: str) -> None:
    found = read(rubric + FIRST)
    assert len(found.report.timeline) >= 2
    assert "second-incident" not in [problem.code for problem in found.problems]
