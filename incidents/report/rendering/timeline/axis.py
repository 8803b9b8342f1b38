"""The clock under the picture: round times, each new day, and whose clocks they are."""

from datetime import datetime, timedelta

from incidents.report.rendering.timeline.drawing import element, upright, words
from incidents.report.rendering.timeline.scale import DAY, Window, step, ticks
from incidents.report.words import Day, Speak, say

_UTC = frozenset({"Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Zulu"})
_STEP_OF_MONTHS = timedelta(days=91)
_TOP = 50  # where the bands end
_TIME_ROOM, _DAY_ROOM = 46, 84  # pixels


def axis(shown: Window, base: int, most: int, width: int, speak: Speak) -> str:
    """Return the axis with its line at `base`, for a picture of at least that width."""
    every = step(shown, most)
    lines = element("line", x1="0", x2="100%", y1=base, y2=base, stroke="#878a86", class_="axis")
    texts, taken = "", 0.0
    for at in ticks(shown, every):
        share = shown.share(at)
        lines += upright(share, _TOP, base + 4)
        text = time_words(at, every, speak)
        half = max(len(text) * 3.5, _TIME_ROOM / 2)
        if taken <= share * width - half and share * width + half <= width:
            texts += words(text, share, base + 17, class_="ink", anchor="middle")
            taken = share * width + half
    days_lines, days = (
        _days(shown, base, width, speak) if every < DAY else ("", _first_day(shown, base, speak))
    )
    grid = element("g", lines + days_lines, class_="grid", stroke="#e3e3de")
    return grid + texts + days + _zone(shown, base, speak)


def _days(shown: Window, base: int, width: int, speak: Speak) -> tuple[str, str]:
    """Return a line for each midnight and the date of every day that has room for it."""
    lines, texts = "", _first_day(shown, base, speak)
    taken = shown.share(shown.start) * width + _DAY_ROOM
    for midnight in ticks(shown, DAY):
        share = shown.share(midnight)
        if midnight > shown.start:
            lines += upright(share, _TOP, base + 34, "day", stroke="#878a86", stroke_dasharray="3 3")
        if taken <= share * width <= width - _DAY_ROOM / 2:
            texts += words(speak(day(midnight)), share, base + 33, dx=4, class_="ink strong")
            taken = share * width + _DAY_ROOM
    return lines, texts


def _first_day(shown: Window, base: int, speak: Speak) -> str:
    first = speak(Day(shown.start, "d MMM y"))
    return words(first, shown.share(shown.start), base + 33, class_="ink strong")


def _zone(shown: Window, base: int, speak: Speak) -> str:
    offsets = list(dict.fromkeys(_offset(at) for at in (shown.start, shown.end)))
    clocks = (
        speak(say("%(one)s then %(other)s", one=offsets[0], other=offsets[-1])) if offsets[1:] else offsets[0]
    )
    if shown.zone is None:
        clocks = speak(say("time zone not stated"))
    elif "/" in shown.zone and shown.zone not in _UTC:
        clocks = f"{shown.zone}, {clocks}"
    return words(clocks, 0.97, base + 50, class_="soft", anchor="end")


def _offset(at: datetime) -> str:
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")  # noqa: RUF001 (a minus sign)


def time_words(at: datetime, every: timedelta, speak: Speak) -> str:
    if every >= _STEP_OF_MONTHS:
        return speak(Day(at, "MMM y"))
    if every >= DAY:
        return speak(day(at))
    return f"{at:%H:%M:%S}" if every < timedelta(minutes=1) else f"{at:%H:%M}"


def day(at: datetime) -> Day:
    return Day(at, "d MMM")
