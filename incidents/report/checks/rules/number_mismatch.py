import re
from collections.abc import Iterator
from decimal import Decimal

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.numbers import WrittenNumber, counts, shares
from incidents.report.checks.written.plain import plain, sentences
from incidents.report.value import Report
from incidents.report.words import Number, say

LEVEL = Level.WARNS
_HIT = re.compile(
    r"\b(?:affect\w*|impact\w*|hit|fail\w*|could not|couldn't|unable|lost|rejected|errors?)\b", re.IGNORECASE
)
_ROUNDING = Decimal("0.02")  # of the number
_WHOLE_PERCENT = Decimal(1)
_ALMOST_ALL = 99
_PEOPLE = frozenset({"users", "customers", "clients", "visitors"})
_EVERYONE = re.compile(  # "all users in Berlin" are some users
    r"\b(?:all|every) (?:of )?(?:our |the )?(?:users?|customers?)(?: requests)?\b"
    r"(?! (?:in|of|on|with|who|whose|from|that|using|at|were not|was not))",
    re.IGNORECASE,
)
_TEXTS = ("title", "summary", "impact", "closing")


def number_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """The numbers in the texts agree with the stated share, and with one another.

    Two numbers for one thing make readers believe neither.

    Bad: “80 % of users were affected” beside a stated share of 37.5 %.
    Good: “37.5 % of users were affected” beside a stated share of 37.5 %.
    """
    yield from _shares_against_field(report)
    yield from _counts_against_impact(report)
    yield from _all_against_share(report)


def _shares_against_field(report: Report) -> Iterator[Finding]:
    stated = report.impact_percent
    if stated is None:
        return
    for path in _TEXTS:
        said = shares(getattr(report, path))
        if said and all(abs(each.number - stated) > _WHOLE_PERCENT for each in said):
            message = say(
                "This says “%(written)s”, but the stated share is %(stated)s %%.",
                written=said[0].written,
                stated=Number(stated),
            )
            yield Finding("number-mismatch", LEVEL, path, message)


def _counts_against_impact(report: Report) -> Iterator[Finding]:
    in_impact = _hit(report.impact)
    for path in ("title", "summary", "closing"):
        for said in _hit(getattr(report, path)):
            same = [each for each in in_impact if each.who == said.who]
            if same and all(abs(each.number - said.number) > each.number * _ROUNDING for each in same):
                message = say(
                    "This says “%(written)s”, but the impact says “%(impact)s”.",
                    written=said.written,
                    impact=same[0].written,
                )
                yield Finding("number-mismatch", LEVEL, path, message)


def _all_against_share(report: Report) -> Iterator[Finding]:
    for path in ("summary", "impact"):
        text: str = getattr(report, path)
        everyone = _EVERYONE.search(plain(text))
        part = next(
            (each for each in shares(text) if each.who in _PEOPLE and each.number < _ALMOST_ALL), None
        )
        if everyone and part:
            message = say(
                "This says “%(everyone)s”, and also “%(written)s”; say which it was.",
                everyone=everyone[0],
                written=part.written,
            )
            yield Finding("number-mismatch", LEVEL, path, message)


def _hit(text: str) -> list[WrittenNumber]:
    """Return the counts in the sentences that say who was hit, not who wrote or called."""
    return [
        each for sentence in sentences(text) if _HIT.search(sentence.text) for each in counts(sentence.text)
    ]
