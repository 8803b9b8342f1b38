"""Wall clock times → the moments a report may state, with a problem where clocks never showed one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from incidents.report import clock
from incidents.report.reading.lines import Line
from incidents.report.reading.log import Log
from incidents.report.reading.result import Offer
from incidents.report.reading.setting import Setting
from incidents.report.reading.stamps import WrittenDate
from incidents.report.words import Day, say


class Wall:
    """Reads dates and clock times against the document's setting."""

    def __init__(self, setting: Setting, zone: str | None, log: Log) -> None:
        self.setting = setting
        self.zone = zone
        self.log = log

    def day(self, written: WrittenDate, line: Line, source: str, path: str = "") -> date | None:
        """Return the day, or None with a problem where the calendar has none."""
        try:
            return written.on(self.setting.year, day_first=self.setting.day_first)
        except ValueError:
            if written.year or self.setting.year:
                self.log.problem(
                    "impossible-date",
                    path,
                    line,
                    source,
                    say("%(source)s is no date of the calendar; correct it.", source=source),
                )
            return None

    def moment(self, wall: datetime | None, path: str, line: Line, source: str) -> datetime | None:
        """Return the moment when the zone's clocks showed `wall`; None where they never did."""
        if wall is None or not clock.EARLIEST_YEAR <= wall.year <= clock.LATEST_YEAR:
            return None
        try:
            return clock.at_wall(wall, self.zone)
        except clock.NoSuchTimeError as error:
            self.log.problem(
                "time-skipped-by-dst",
                path,
                line,
                source,
                say("%(error)s; correct the time.", error=error.args[0]),
                offers=tuple(_instead(wall, self.zone, path)),
            )
            return None
        except clock.AmbiguousTimeError as error:
            first, second = (reading.isoformat() for reading in error.readings)
            self.log.problem(
                "time-twice-by-dst", path, line, source,
                say("The clocks of %(zone)s showed this twice: %(first)s or %(second)s; the first is "
"assumed.", zone=self.zone, first=first, second=second),
            )  # fmt: skip
            return error.readings[0]


def _instead(wall: datetime, zone: str | None, path: str) -> Iterator[Offer]:
    """Yield what a time that the clocks skipped may mean: the hour after, or a time by UTC."""
    if zone is None:
        return
    after = clock.readings(wall, zone)[0]
    for written, moment in (("", after), (f"{wall:%H:%M} UTC", wall.replace(tzinfo=UTC))):
        there = clock.in_zone(moment, zone)
        spelled = Day(there, "HH:mm 'on' d MMMM")
        changes: dict[str, Any] = {path: there.isoformat().replace("+00:00", "Z")}
        if path.endswith(".at"):
            changes[path.removesuffix("at") + "clock"] = None
        yield Offer(
            label=say("%(what)s: %(moment)s", what=written, moment=spelled) if written else spelled,
            changes=changes,
        )


def later(wall: datetime, days: int) -> datetime:
    return datetime.fromordinal(wall.toordinal() + days).replace(
        hour=wall.hour, minute=wall.minute, second=wall.second
    )


def combine(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)
