"""Sentences that can be told in another language. The report itself knows English, and no catalogue.

What `say` returns is its English words: they are compared, kept and written as any text. It remembers besides
what it is made of, so that a page can put it into the language of whoever reads it (`incidents/spoken.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Self

Speak = Callable[[str], str]  # puts what was said into a language


class Said(str):
    """An English text, its pattern, and what fills it; `several` is the pattern for more or less than one."""

    __slots__ = ("number", "pattern", "several", "values")
    pattern: str
    several: str
    number: int
    values: Mapping[str, object]

    def __new__(
        cls,
        english: str,
        pattern: str = "",
        values: Mapping[str, object] | None = None,
        *,
        several: str = "",
        number: int = 1,
    ) -> Self:
        made = super().__new__(cls, english)
        made.pattern, made.values, made.several, made.number = (
            pattern or english,
            values or {},
            several,
            number,
        )
        return made


class Day(str):
    """A day or a moment. `pattern` spells it in the notation of CLDR, English by default."""

    __slots__ = ("at", "pattern")
    at: date
    pattern: str

    def __new__(cls, at: date, pattern: str = "d MMMM y") -> Self:
        made = super().__new__(cls, SPELLED[pattern](at))
        made.at, made.pattern = at, pattern
        return made

    def __getnewargs__(self) -> tuple[date, str]:  # type: ignore[override]  # of copies and pickles
        return self.at, self.pattern


class Number(str):
    """A number with its thousands apart, and with as many decimals as it was given."""

    __slots__ = ("value",)
    value: int | Decimal

    def __new__(cls, value: int | Decimal) -> Self:
        made = super().__new__(cls, f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}")
        made.value = value
        return made

    def __getnewargs__(self) -> tuple[int | Decimal]:  # type: ignore[override]
        return (self.value,)


def say(pattern: str, **values: object) -> Said:
    """Return a sentence; `%(name)s` of the pattern is a value of that name."""
    return Said(pattern % values if values else pattern, pattern, values)


def say_count(one: str, several: str, count: int, **values: object) -> Said:
    """Return a sentence for a number of things, which its patterns may name as `%(count)s`."""
    values = {"count": count, **values}
    return Said((one if count == 1 else several) % values, one, values, several=several, number=count)


def listed(parts: Sequence[str]) -> str:
    """Return the parts as one text, joined by "and"."""
    said = parts[0] if parts else ""
    for part in parts[1:]:
        said = say("%(one)s and %(other)s", one=said, other=part)
    return said


def apart(parts: Sequence[str]) -> str:
    """Return the parts as one text, with commas between them."""
    said = parts[0] if parts else ""
    for part in parts[1:]:
        said = say("%(one)s, %(other)s", one=said, other=part)
    return said


def english(said: str) -> str:
    """Return what was said as it is: the language of whoever asks for no other."""
    return said


SPELLED: Mapping[str, Callable[[date], str]] = {
    "d MMMM y": lambda at: f"{at.day} {at:%B} {at.year}",
    "d MMMM": lambda at: f"{at.day} {at:%B}",
    "d MMM y": lambda at: f"{at.day} {at:%b} {at.year}",
    "d MMM": lambda at: f"{at.day} {at:%b}",
    "MMM y": lambda at: f"{at:%b} {at.year}",
    "EEEE": lambda at: f"{at:%A}",
    "HH:mm 'on' d MMMM y": lambda at: f"{at:%H:%M} on {at.day} {at:%B} {at.year}",
    "HH:mm 'on' d MMMM": lambda at: f"{at:%H:%M} on {at.day} {at:%B}",
}


def moment(at: datetime) -> Day:
    return Day(at, "HH:mm 'on' d MMMM y")
