import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.moments import first
from incidents.report.checks.written.clocks import WrittenClock, clocks
from incidents.report.checks.written.zones import AMBIGUOUS
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_OFFSET_FOLLOWS = re.compile(r"\)?[\s,]*\(?(?:UTC|GMT)\s?[+\-\u2212]")


def tz_ambiguous(report: Report, _context: Context) -> Iterator[Finding]:
    """No time in a text has the abbreviation of two zones without saying which.

    CST is Chicago's time and China's, fourteen hours apart.

    Bad: Checkout failed from 14:05 IST.
    Good: Checkout failed from 14:05 IST (UTC+05:30).
    """
    for place in places.public_texts(report):
        for written in places.few(each for each in clocks(place.text) if each.zone in AMBIGUOUS):
            if not _OFFSET_FOLLOWS.match(place.text, written.end):
                here, there = AMBIGUOUS[written.zone or ""]
                message = say(
                    "“%(written)s” may be the time of %(here)s or of %(there)s; add the offset from UTC.",
                    written=written.written,
                    here=here,
                    there=there,
                )
                yield Finding("tz-ambiguous", LEVEL, place.path, message, _fix(report, place, written))


def _fix(report: Report, place: places.Place, written: WrittenClock) -> Fix | None:
    at = first(report)
    if at is None or at.tzinfo is None or _is_bracketed(place.text, written):
        return None
    if report.timezone not in _ZONES_OF[written.zone or ""]:
        return None
    offset = f"(UTC{at:%z})"[:7] + ":" + f"{at:%z}"[3:] + ")"
    mended = f"{place.text[: written.end]} {offset}{place.text[written.end :]}"
    return Fix(say("Add %(offset)s", offset=offset), (Change(place.path, mended),))


def _is_bracketed(text: str, written: WrittenClock) -> bool:
    return text[written.zone_start - 1] in "(["


_ZONES_OF = {
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "IST": ("Asia/Kolkata", "Europe/Dublin"),
    "BST": ("Europe/London", "Asia/Dhaka"),
}
