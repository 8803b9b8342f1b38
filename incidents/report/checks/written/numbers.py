"""Shares and counts of those who were hit, written in a text."""

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from incidents.report.checks.written.plain import plain

_WHO = (
    r"users?|customers?|visitors?|clients?|requests?|traffic|orders?|payments?|transactions?|checkouts?"
    r"|accounts?|messages?|calls?"
)
_SHARE = re.compile(
    r"(?<![\d.,\u2013-])(?P<number>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent|percent)"
    rf"(?:\sof\s(?:(?:all|our|the|its|these|those)\s)?|\s)(?P<who>{_WHO})\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![\d.,%\u2013/-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{2,}})\s(?P<who>{_WHO})\b", re.IGNORECASE
)


class WrittenNumber(msgspec.Struct, frozen=True):
    """A number of `who`, in the plural, at `start` to `end` of a text."""

    start: int
    end: int
    written: str
    number: Decimal
    who: str


@lru_cache(maxsize=4096)
def shares(text: str) -> tuple[WrittenNumber, ...]:
    """Return the percentages of users, requests and their like."""
    return tuple(_number(match) for match in _SHARE.finditer(plain(text)))


@lru_cache(maxsize=4096)
def counts(text: str) -> tuple[WrittenNumber, ...]:
    """Return the counts of users, requests and their like, from ten on."""
    return tuple(_number(match) for match in _COUNT.finditer(plain(text)))


def _number(match: re.Match[str]) -> WrittenNumber:
    who = match["who"].lower()
    return WrittenNumber(
        start=match.start(),
        end=match.end(),
        written=match[0],
        number=Decimal(match["number"].replace(",", "")),
        who=who if who.endswith("s") or who == "traffic" else f"{who}s",
    )
