"""What reading a document gives: the report, what was wrong or unclear, and where each value stood."""

from collections.abc import Mapping
from typing import Any

import msgspec

from incidents.report import canonical
from incidents.report.value import Report

Span = tuple[int, int]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Another meaning of something doubtful. `changes` is path → value in the report's JSON."""

    label: str
    changes: Mapping[str, Any]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Text that stands in the notes, letter for letter, and the source lines it was read from."""

    text: str
    lines: Span


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the author must look at. `source` quotes the document; `line` is None for the whole.

    `offers` are other meanings of a doubtful value; `block` is the text that was put in the notes.
    """

    code: str
    path: str
    line: int | None
    source: str
    message: str
    offers: tuple[Offer, ...] = ()
    block: Block | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A report as read, its problems in the order of the document, and the source lines of each value."""

    report: Report
    problems: tuple[Problem, ...] = ()
    spans: Mapping[str, Span] = {}


def to_plain(reading: Reading) -> dict[str, Any]:
    """Return the reading as dictionaries, lists, strings and numbers, for JSON."""
    return {
        "report": canonical.to_plain(reading.report),
        "problems": [msgspec.to_builtins(problem, enc_hook=str) for problem in reading.problems],
        "spans": {path: list(span) for path, span in reading.spans.items()},
    }


def encode(reading: Reading) -> bytes:
    """Return the reading as one line of JSON in UTF-8."""
    return msgspec.json.encode(to_plain(reading))
