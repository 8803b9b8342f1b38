"""What to tell the author about the document's time zone."""

from datetime import datetime

from incidents.report.reading import zones
from incidents.report.reading.log import Log
from incidents.report.reading.setting import Setting
from incidents.report.words import Day, say


def note_zone(setting: Setting, zone: str | None, wall: datetime | None, log: Log, *, timed: bool) -> None:
    """Note a zone that is missing, ambiguous, wrong for the season, or one of several."""
    written, line = setting.zone_written, setting.zone_line
    if written is None or line is None:
        if timed:
            message = (
                say("The document states no time zone; %(zone)s is assumed.", zone=zone)
                if zone
                else say("The document states no time zone; name the zone of these times.")
            )
            log.problem("tz-missing", "timezone", None, "", message)
        return
    log.span("timezone", line.number, line.number)
    if other := zones.other_meaning(written):
        message = say(
            "%(written)s may be %(zone)s or %(other)s; %(zone)s, the commoner, is assumed.",
            written=written,
            zone=zone,
            other=other,
        )
        log.problem("tz-ambiguous", "timezone", line, written, message)
    if wall and zones.wrong_for_season(written, wall):
        message = say(
            "%(zone)s did not show %(written)s on %(day)s; the times are kept as that zone's own.",
            zone=zone,
            written=written,
            day=Day(wall),
        )
        log.problem("tz-wrong-for-season", "timezone", line, written, message)
    if setting.other_zones:
        others = ", ".join(setting.other_zones)
        log.problem(
            "tz-mixed",
            "timezone",
            line,
            written,
            say(
                "Times are also given in %(others)s; all are read as %(written)s.",
                others=others,
                written=written,
            ),
        )
