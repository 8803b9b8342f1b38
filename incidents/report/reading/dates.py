"""What to tell the author about dates: that none is stated, or that two contradict each other."""

from collections.abc import Sequence
from datetime import date, datetime

from incidents.report.reading.lines import Line
from incidents.report.reading.log import Log
from incidents.report.reading.roles import Role
from incidents.report.reading.sections import Section
from incidents.report.reading.setting import Setting
from incidents.report.reading.window import Window
from incidents.report.value import TimelineEvent
from incidents.report.words import Day, say

_TELLING = frozenset({Role.SUMMARY, Role.DURATION, Role.START, Role.END, Role.DAY})


def note_missing(setting: Setting, timeline: Sequence[TimelineEvent], today: date | None, log: Log) -> None:
    """Note that the document states no date; `today` was assumed where it is given."""
    timed = next((index for index, event in enumerate(timeline) if event.clock or event.at), None)
    if setting.days or timed is None:
        return
    message = (
        say("The document states no date; %(today)s is assumed.", today=today)
        if today
        else say("The document states no date; add the day the incident began.")
    )
    log.problem("date-missing", "started_at", log.spans[f"timeline[{timed}]"][0], "", message)


def note_order(setting: Setting, log: Log) -> None:
    """Note dates such as 9/10 that may be in either order, with both readings."""
    if setting.either is None:
        return
    written, line = setting.either
    first, second = written.on(setting.year), written.on(setting.year, day_first=True)
    log.problem(
        "date-ambiguous", "started_at", line, line.text,
        say("This may be %(one)s or %(other)s; the first is assumed.", one=Day(first), other=Day(second)),
    )  # fmt: skip


def note_contradictions(
    setting: Setting,
    sections: Sequence[Section],
    log: Log,
    *,
    title: Line | None,
    window: Window,
    timeline: Sequence[TimelineEvent],
) -> None:
    """Note each day that the title or summary names outside the days of the incident."""
    begun = first_moment(window, timeline)
    if begun is None:
        return
    last = window.end or max((event.at for event in timeline if event.at), default=begun)
    told = {id(line) for section in sections if section.home in _TELLING for line in section.lines}
    seen: set[date] = set()
    for day, line in setting.days:
        if day in seen or begun.date() <= day <= last.date() or not (id(line) in told or line is title):
            continue
        seen.add(day)
        log.problem(
            "date-contradiction", "started_at", line, line.text,
            say(
                "This says %(day)s, but the incident is read as beginning on %(begun)s.",
                day=Day(day),
                begun=Day(begun),
            ),
        )  # fmt: skip


def first_moment(window: Window, timeline: Sequence[TimelineEvent]) -> datetime | None:
    return window.start or next((event.at for event in timeline if event.at), None)
