"""Where and when a document's times belong: its zone, its year, and whether 9/10 is October."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from incidents.report.reading import date_order, leading, stamps, zones
from incidents.report.reading.date_order import DatedLine
from incidents.report.reading.lines import Line
from incidents.report.reading.roles import IN_SUMMARY, Role
from incidents.report.reading.sections import Section
from incidents.report.reading.stamps import WrittenDate

_STATEMENT = re.compile(r"\btime\s?zone\b|\btime(?:stamp)?s?\b[^.]{0,40}$|\bclock", re.IGNORECASE)
_NOT_THE_INCIDENT = re.compile(
    r"\b(?:due|retro|modified|updated|created|written|published|posted|deadline|review|copyright)\b"
    r"|\b(?:date of post|report date)",
    re.IGNORECASE,
)
# Every statement has one of these; asked first, as hardly any line does, and the rest costs.
_MAY_STATE = re.compile(r"time|clock", re.IGNORECASE)
_LONGEST_STATEMENT = 10  # words
_TOLD = (Role.DAY, Role.START, Role.END, Role.DURATION, Role.SUMMARY, Role.IMPACT)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """How to understand the document's times. `zone_line` is where the zone is written first."""

    zone: str | None
    zone_written: str | None
    zone_line: Line | None
    other_zones: tuple[str, ...]
    year: int | None
    day_first: bool
    either: tuple[WrittenDate, Line] | None  # a date whose order the document leaves open
    days: tuple[tuple[date, Line], ...]  # that the document may mean, likeliest first


def of(sections: Sequence[Section], title: Line | None, day_first: bool | None = None) -> Setting:
    """Return the setting; `day_first` decides whether 9/10 is October, where somebody has said."""
    dated = list(_dated(sections, title))
    year = _year(dated)
    day_first, order_known = date_order.told(dated, year) if day_first is None else (day_first, True)
    written, line, others = _zone(sections)
    return Setting(
        zone=zones.iana(written) if written else None,
        zone_written=written,
        zone_line=line,
        other_zones=others,
        year=year,
        day_first=day_first,
        either=None if order_known else date_order.either(dated, year),
        days=tuple(_days(dated, year, day_first=day_first)),
    )


def is_zone_statement(line: Line) -> bool:
    """Say whether a line says no more than which zone the times are in, and perhaps of which day."""
    if not _MAY_STATE.search(line.text):
        return False
    opening = leading.stamp(line.text)
    dated = opening is not None and opening.stamp.clock is None
    words = (opening.rest if opening and dated else line.text).strip("*_`()[] .:|")
    return (
        bool(zones.stated(words))
        and bool(_STATEMENT.search(words))
        and len(words.split()) <= _LONGEST_STATEMENT
        and not leading.stamp(words)
    )


def _dated(sections: Sequence[Section], title: Line | None) -> Iterator[DatedLine]:
    if title:
        yield from (DatedLine(stamp, title, Role.TITLE) for stamp in stamps.find(title.text) if stamp.date)
    for section in sections:
        if section.role in (Role.ACTIONS, Role.CLOSING) or section.home is Role.ACTIONS:
            continue
        lines = [*([section.header] if section.header else []), *section.lines]
        apart = section.role is Role.OTHER and bool(section.name)
        for line in lines:
            if not line.verbatim and not line.quoted and not _NOT_THE_INCIDENT.search(line.text[:60]):
                yield from (
                    DatedLine(stamp, line, section.role, apart)
                    for stamp in stamps.find(line.text)
                    if stamp.date
                )


def _year(dated: Sequence[DatedLine]) -> int | None:
    ranked = sorted((each for each in dated if each.stamp.date and each.stamp.date.year), key=_rank)
    return ranked[0].stamp.date.year if ranked and ranked[0].stamp.date else None


def _days(dated: Sequence[DatedLine], year: int | None, *, day_first: bool) -> Iterator[tuple[date, Line]]:
    days: list[tuple[date, DatedLine]] = []
    for each in sorted(dated, key=_rank):
        try:
            if each.stamp.date:
                days.append((each.stamp.date.on(year, day_first=day_first), each))
        except ValueError:  # no such day; whoever uses the line says so
            continue
    # What the title and the summary both say outweighs a field that somebody filled in.
    titled, told = ({day for day, each in days if each.role is role} for role in (Role.TITLE, Role.SUMMARY))
    for day, each in sorted(days, key=lambda pair: pair[0] not in titled & told):
        yield day, each.line


def _rank(each: DatedLine) -> int:
    order: tuple[Role, ...] = (*_TOLD, Role.TIMELINE, Role.TITLE, Role.OTHER)
    return order.index(each.role) if each.role in order and not each.apart else len(order) + each.apart


def _zone(sections: Sequence[Section]) -> tuple[str | None, Line | None, tuple[str, ...]]:
    stated = [*_stated(sections)]
    found = [*stated, *_beside_times(sections)] or [*_beside_times(sections, quoted=True)]
    if not found:
        return None, None, ()
    written, line = found[0]
    if not stated:
        common = Counter(zones.iana(each) for each, _ in found).most_common(1)[0][0]
        written, line = next((each, where) for each, where in found if zones.iana(each) == common)
    others = dict.fromkeys(each for each, _ in found if zones.iana(each) != zones.iana(written))
    return written, line, tuple(others)


def _stated(sections: Sequence[Section]) -> Iterator[tuple[str, Line]]:
    for section in sections:
        if section.header and section.role is Role.TIMELINE and (zone := zones.stated(section.aside)):
            yield zone, section.header
        for line in section.lines:
            if (
                not line.verbatim
                and (is_zone_statement(line) or _is_table_head(line))
                and (zone := zones.stated(line.text))
            ):
                yield zone, line


def _is_table_head(line: Line) -> bool:
    return (
        bool(line.cells)
        and bool(re.search(r"\btime\b", line.text, re.IGNORECASE))
        and not leading.stamp(line.cells[0])
    )


def _opening_zone(line: Line) -> list[str]:
    opening = leading.stamp(line.cells[0] if line.cells else line.text)
    return [opening.stamp.zone] if opening and opening.stamp.zone else []


def _beside_times(sections: Sequence[Section], *, quoted: bool = False) -> Iterator[tuple[str, Line]]:
    ranked = sorted(sections, key=lambda s: 0 if s.home is Role.TIMELINE or s.home in IN_SUMMARY else 1)
    for section in ranked:
        for line in section.lines:
            if not line.verbatim and line.quoted is quoted:
                found = [stamp.zone for stamp in stamps.find(line.text) if stamp.zone]
                yield from ((zone, line) for zone in found or _opening_zone(line))
