"""Times as a page shows them: on the clocks they were written by, and in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from incidents.dates import DAY, SHORTEST, WEEKDAY, spelled


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in all its spellings. Where no zone is known, `offset` and `utc` are empty."""

    iso: str
    weekday: str  # Sunday 29 March 2026
    day: str  # 29 March 2026
    clock: str  # 01:40
    offset: str  # UTC+1
    utc: str  # 00:40 UTC


def stamp(at: datetime) -> Stamp:
    on = at.date()  # without its time, since days that were spelled once are remembered
    return Stamp(
        iso=at.isoformat().replace("+00:00", "Z"),
        weekday=spelled(on, WEEKDAY),
        day=spelled(on, DAY),
        clock=_clock(at),
        offset=_offset(at),
        utc=_utc(at),
    )


def day(of: date) -> str:
    return spelled(of, DAY)


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _offset(at: datetime) -> str:
    ahead = at.utcoffset()
    if ahead is None:
        return ""
    minutes = ahead // timedelta(minutes=1)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")  # noqa: RUF001 (a minus sign)


def _utc(at: datetime) -> str:
    if not at.utcoffset():
        return ""
    there = at.astimezone(UTC)
    other_day = f"{spelled(there.date(), SHORTEST)} " if there.date() != at.date() else ""
    return f"{other_day}{_clock(there)} UTC"
