"""Lengths of time written in a text."""

import re
from datetime import timedelta
from functools import lru_cache

import msgspec

from incidents.report.checks.written.plain import plain

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_NUMBER = r"(?:\d+(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_UNIT = r"(?:days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|[hm](?![a-z]))"
_PART = rf"{_NUMBER}[\s-]?{_UNIT}"
_LENGTH = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<half>half an hour)|{_PART}(?:(?:,?\s(?:and\s)?|,\s?){_PART})*"
    r"(?P<and_half>\sand\sa\shalf)?)(?!\w)",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?P<number>{_NUMBER})[\s-]?(?P<unit>{_UNIT})", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|over|more than|~)\s*$",
    re.IGNORECASE,
)


class WrittenLength(msgspec.Struct, frozen=True):
    """A length at `start` to `end` of a text; `unit` is the smallest it names; `about` says it is rounded."""

    start: int
    end: int
    written: str
    length: timedelta
    unit: timedelta
    about: bool

    def tells(self, length: timedelta) -> bool:
        """Say whether the words are a fair account of a length: rounded to their unit, or to some percent."""
        slack = max(self.unit * 0.5, length * (0.15 if self.about else 0.05))
        return abs(self.length - length) <= slack


@lru_cache(maxsize=4096)
def lengths(text: str) -> tuple[WrittenLength, ...]:
    said = plain(text)
    return tuple(_length(match, said) for match in _LENGTH.finditer(said))


def _length(match: re.Match[str], text: str) -> WrittenLength:
    if match["half"]:
        total, unit = 1_800.0, 1_800.0
    else:
        parts = [
            (_number(part["number"]), _UNITS[part["unit"][0].lower()]) for part in _ONE.finditer(match[0])
        ]
        unit = float(min(size for _, size in parts))
        total = sum(number * size for number, size in parts) + (unit / 2 if match["and_half"] else 0)
        unit /= 2 if match["and_half"] else 1
        unit /= 10 if any(number % 1 for number, _ in parts) else 1
    return WrittenLength(
        start=match.start(),
        end=match.end(),
        written=match[0],
        length=timedelta(seconds=total),
        unit=timedelta(seconds=unit),
        about=bool(_ABOUT.search(text[max(0, match.start() - 15) : match.start()])),
    )


def _number(written: str) -> float:
    return _WORDS.get(written.lower()) or float(written)
