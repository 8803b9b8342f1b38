"""A reading of text that was made from a source → the same reading, pointing at the lines of the source."""

from collections.abc import Sequence

from msgspec.structs import replace

from incidents.report.reading.result import Problem, Reading, Span


def moved(reading: Reading, lines: Sequence[Span]) -> Reading:
    """Return the reading with each line of its text, the first at `lines[0]`, at its lines of the source."""
    return Reading(
        report=reading.report,
        problems=tuple(_problem(problem, lines) for problem in reading.problems),
        spans={path: _span(span, lines) for path, span in reading.spans.items()},
    )


def _problem(problem: Problem, lines: Sequence[Span]) -> Problem:
    return problem if problem.line is None else replace(problem, line=lines[problem.line - 1][0])


def _span(span: Span, lines: Sequence[Span]) -> Span:
    first, last = span
    covered = lines[first - 1 : last]
    return min(start for start, _ in covered), max(end for _, end in covered)
