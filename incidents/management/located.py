"""What the reader and the checks say of a document, as one list by its lines."""

from collections.abc import Iterator
from typing import Any

import msgspec

from incidents.report.checks import LEVELS, Context, Finding, Level, check
from incidents.report.reading import Problem, Reading

# The reader's own codes, apart from those it shares with the checks. Any other is worth a thought.
_READERS_OWN = {"tz-mixed": Level.WARNS}


class Waived(msgspec.Struct, frozen=True):
    """That a person let a warning stand; `by` is the user name."""

    by: str
    reason: str


class Located(msgspec.Struct, frozen=True):
    """A finding with its line in the document, which is 1 where it is of the whole.

    `waived` says who let it stand, and why; None where nobody did, and for a document that is no incident.
    """

    line: int
    finding: Finding
    waived: Waived | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return it for JSON; the fix as the sentence that says what it would do."""
        finding = self.finding
        return {
            "code": finding.code,
            "level": finding.level.value,
            "path": finding.path,
            "line": self.line,
            "message": finding.message,
            "fix": finding.fix.description if finding.fix else None,
            "fingerprint": finding.fingerprint,
            "waived": msgspec.to_builtins(self.waived),
        }


def locate(reading: Reading, context: Context) -> list[Located]:
    """Return the findings of a reading, the reader's problems among them, in the order of the document."""
    found = [Located(_line(reading, finding.path), finding) for finding in check(reading.report, context)]
    told = [
        Located(problem.line or 1, _as_finding(problem, context))
        for problem in reading.problems
        if problem.code not in context.off and not _is_among(problem, found, reading)
    ]
    return sorted((*found, *told), key=lambda each: each.line)


def _as_finding(problem: Problem, context: Context) -> Finding:
    usual = LEVELS.get(problem.code) or _READERS_OWN.get(problem.code, Level.ADVISES)
    return Finding(problem.code, context.levels.get(problem.code, usual), problem.path, problem.message)


def _is_among(problem: Problem, found: list[Located], reading: Reading) -> bool:
    """Say whether a check found the same fault: at the same field, or in the same lines."""
    return any(
        each.finding.code == problem.code
        and (each.finding.path == problem.path or _covers(reading, each.finding.path, problem.line))
        for each in found
    )


def _covers(reading: Reading, path: str, line: int | None) -> bool:
    first, last = _span(reading, path)
    return line is not None and first <= line <= last


def _line(reading: Reading, path: str) -> int:
    return _span(reading, path)[0]


def _span(reading: Reading, path: str) -> tuple[int, int]:
    return next((reading.spans[part] for part in _upwards(path) if part in reading.spans), (1, 1))


def _upwards(path: str) -> Iterator[str]:
    """Yield a path and those of what holds it: ``actions[1].due``, then ``actions[1]``."""
    while path:
        yield path
        path = path.rpartition(".")[0]
