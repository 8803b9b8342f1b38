"""A conversation copied out of a chat → a timeline of who said what, when; internal until someone decides."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from incidents.report.reading import course, kinds, setting
from incidents.report.reading.assembly import Document
from incidents.report.reading.dating import Calendar, Dated
from incidents.report.reading.entry import Entry
from incidents.report.reading.formats.chat_lines import Message, Talk, is_chat, talk
from incidents.report.reading.formats.combining import Placed, fitted, moved, with_events, with_notes
from incidents.report.reading.lines import Line, read_lines
from incidents.report.reading.log import Log
from incidents.report.reading.result import Reading
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.reading.setting import Setting
from incidents.report.reading.wall import Wall
from incidents.report.reading.window import Window
from incidents.report.reading.zone import note_zone
from incidents.report.shape import LIST_LIMIT
from incidents.report.value import Audience, TimelineEvent
from incidents.report.words import say

__all__ = ["is_chat", "read"]


def read(text: str, today: date | None = None, timezone: str | None = None) -> Reading:
    """Return the reading: each message an event, internal, with its author as the source."""
    said, log = talk(text), Log()
    stated = _setting(said, today)
    spans = [(number, number) for number, _ in said.before]
    before = Document("\n".join(line for _, line in said.before), today, stated.zone or timezone).read()
    reading = moved(before, spans or [(1, 1)])
    wall = Wall(stated, reading.report.timezone, log)
    entries = [_entry(message) for message in said.messages]
    first_day = stated.days[0][0] if stated.days else today
    dated = Calendar(wall, Window(), first_day, log).date_all(entries, 0)
    placed = _in_view(
        [_event(message, each, wall, log) for message, each in zip(said.messages, dated, strict=True)]
    )
    _note_setting(stated, wall, placed, today, log)
    reading = with_events(reading, placed[:LIST_LIMIT])
    reading = with_notes(reading, [(event.text, span) for event, span in placed[LIST_LIMIT:]])
    return replace(_with_days(reading, said), problems=(*reading.problems, *log.problems))


def _setting(said: Talk, today: date | None) -> Setting:
    lines = read_lines("\n".join(line for _, line in said.before)) if said.before else []
    for number, line, _ in said.days:
        lines.append(Line(number=number, raw=line, text=line))
    for each in said.messages:
        if each.head.stamp.date or each.head.stamp.zone:
            lines.append(Line(number=each.number, raw=each.written, text=each.written))
    found = setting.of([Section(role=Role.TIMELINE, home=Role.TIMELINE, lines=lines)], None, None)
    written = next((stamp.date for _, _, stamp in said.days if stamp.date), None)
    if found.year or today is None or written is None:
        return found
    try:
        year = today.year if written.on(today.year) <= today else today.year - 1
    except ValueError:
        return found
    return replace(found, year=year)


def _entry(message: Message) -> Entry:
    line = Line(number=message.number, raw=message.written, text=message.written)
    return Entry(lines=[line], opening=message.head.text, stamp=message.head.stamp, day=message.day, body=[])


def _event(message: Message, dated: Dated, wall: Wall, log: Log) -> Placed:
    path, head = "timeline", dated.entry.head
    at = wall.moment(dated.wall, path, head, head.text)
    clock = dated.clock or (dated.wall.time() if dated.wall and at is None else None)
    words, over = fitted(message.text, path, message.number)
    for problem in over:
        log.problem(problem.code, problem.path, problem.line, problem.source, problem.message)
    event = TimelineEvent(
        at=at,
        clock=f"{clock:%H:%M:%S}".removesuffix(":00") if clock else None,
        kind=kinds.of_event(words),
        text=words,
        audience=Audience.INTERNAL,
        source=message.head.author,
    )
    last = max((number for number, line in message.lines if line.strip()), default=message.number)
    return event, (message.number, last)


def _in_view(placed: Sequence[Placed]) -> list[Placed]:
    told = course.in_view([event for event, _ in placed])
    return [(event, span) for event, (_, span) in zip(told, placed, strict=True)]


def _note_setting(
    stated: Setting, wall: Wall, placed: Sequence[Placed], today: date | None, log: Log
) -> None:
    first = next((event.at for event, _ in placed if event.at), None)
    note_zone(stated, wall.zone, first, log, timed=bool(placed))
    if placed and not stated.days:
        message = (
            say("The conversation states no date; %(today)s is assumed.", today=today)
            if today
            else say("The conversation states no date; add the day of the conversation.")
        )
        line = placed[0][1][0]
        log.problem("date-missing", "started_at", line, "", message)


def _with_days(reading: Reading, said: Talk) -> Reading:
    """Keep the lines that name a day: their weekday stands nowhere else."""
    days = "\n".join(line.strip() for _, line, _ in said.days)
    notes = "\n\n".join(part for part in (reading.report.notes, days) if part)
    return replace(reading, report=replace(reading.report, notes=notes))
