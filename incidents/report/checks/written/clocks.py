"""Clock times written in a text, with the half of the day and the zone that stand beside them."""

import re
from datetime import time
from functools import lru_cache

import msgspec

from incidents.report.checks.written.plain import plain
from incidents.report.checks.written.zones import ABBREVIATIONS

_CLOCK = re.compile(
    r"(?<![\w:.,/+-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"(?P<half>\s?[AaPp]\.?[Mm]\b\.?)?"
    rf"(?:\s?[(\[]?(?P<zone>{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\b)?"
)
_OFFSET_FOLLOWS = re.compile(r"\)?[\s,]*\(?(?:(?:UTC|GMT)\b|[+\-\u2212]\d)")
_NOON = 12


class WrittenClock(msgspec.Struct, frozen=True):
    """A clock time at `start` to `end` of a text. `half` is "a", "p" or nothing; `zone` an abbreviation."""

    start: int
    end: int
    written: str
    hour: int
    minute: int
    half: str
    half_end: int  # where the half of the day ends, and where it begins
    half_start: int
    zone: str | None
    zone_start: int

    @property
    def slipped(self) -> bool:
        """Say whether a 24-hour time has a half of the day: "13:20 PM"."""
        return bool(self.half) and (self.hour > _NOON or (self.hour == 0 and self.half == "p"))

    def names_zone(self, text: str) -> bool:
        """Say whether the text it stands in says by which zone's clocks it is."""
        return bool(self.zone or _OFFSET_FOLLOWS.match(text, self.end))

    def at(self) -> time:
        hour = self.hour
        if self.half and not self.slipped:
            hour = hour % _NOON + (_NOON if self.half == "p" else 0)
        return time(hour, self.minute)


@lru_cache(maxsize=4096)
def clocks(text: str) -> tuple[WrittenClock, ...]:
    return tuple(_clock(match) for match in _CLOCK.finditer(plain(text)))


def _clock(match: re.Match[str]) -> WrittenClock:
    return WrittenClock(
        start=match.start(),
        end=match.end(),
        written=match[0],
        hour=int(match["hour"]),
        minute=int(match["minute"]),
        half=(match["half"] or "").strip().lower()[:1],
        half_start=match.start("half"),
        half_end=match.end("half"),
        zone=match["zone"],
        zone_start=match.start("zone"),
    )
