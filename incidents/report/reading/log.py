"""Collects, while a document is read, what was unclear and where each value stood."""

from incidents.report.reading.lines import Line
from incidents.report.reading.result import Block, Offer, Problem, Span


class Log:
    """The problems and spans of one reading."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self.spans: dict[str, Span] = {}

    def problem(
        self,
        code: str,
        path: str,
        line: Line | int | None,
        source: str,
        message: str,
        *,
        block: Block | None = None,
        offers: tuple[Offer, ...] = (),
    ) -> None:
        number = line.number if isinstance(line, Line) else line
        self._problems.append(
            Problem(
                code=code, path=path, line=number, source=source.strip(), message=message, block=block,
                offers=offers,
            )
        )  # fmt: skip

    def span(self, path: str, first: int, last: int) -> None:
        known = self.spans.get(path, (first, last))
        self.spans[path] = min(first, known[0]), max(last, known[1])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of the document; those of the whole document first."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line or 0))
