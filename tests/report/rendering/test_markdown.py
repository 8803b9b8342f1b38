from hypothesis import example, given

from incidents.report.reading import read
from incidents.report.rendering.markdown import to_markdown
from incidents.report.value import Report
from tests.report import strategies


@given(strategies.reports())
@example(Report())
def test_reads_back_to_the_same_report_without_problems(report: Report) -> None:
    reading = read(to_markdown(report))
    assert reading.report == report
    assert reading.problems == ()
