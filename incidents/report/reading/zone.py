"""What to tell the author about the document's time zone."""

from datetime import datetime

from incidents.report.reading import zones
from incidents.report.reading.log import Log
from incidents.report.reading.setting import Setting


def note_zone(setting: Setting, zone: str | None, wall: datetime | None, log: Log, *, timed: bool) -> None:
    """Note a zone that is missing, ambiguous, wrong for the season, or one of several."""
    written, line = setting.zone_written, setting.zone_line
    if written is None or line is None:
        if timed:
            assumed = f"{zone} is assumed" if zone else "name the zone of these times"
            log.problem("tz-missing", "timezone", None, "", f"The document states no time zone; {assumed}.")
        return
    log.span("timezone", line.number, line.number)
    if other := zones.other_meaning(written):
        message = f"{written} may be {zone} or {other}; {zone}, the commoner, is assumed."
        log.problem("tz-ambiguous", "timezone", line, written, message)
    if wall and zones.wrong_for_season(written, wall):
        message = f"{zone} did not show {written} on {wall:%d %B %Y}; the times are kept as that zone's own."
        log.problem("tz-wrong-for-season", "timezone", line, written, message)
    if setting.other_zones:
        others = ", ".join(setting.other_zones)
        log.problem(
            "tz-mixed",
            "timezone",
            line,
            written,
            f"Times are also given in {others}; all are read as {written}.",
        )
