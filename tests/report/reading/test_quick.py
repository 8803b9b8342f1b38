"""Lines typed into the timeline: what each says happened, and when."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report.reading.quick import read_lines
from incidents.report.value import EventKind, TimelineEvent

DAY = date(2026, 3, 3)
LAST = datetime.fromisoformat("2026-03-03T23:50:00+01:00")
UNKNOWN = {"timezone": None, "day": None, "after": None}


def told(text: str, **known: object) -> tuple[TimelineEvent, ...]:
    return read_lines(text, **{"timezone": "Europe/Berlin", "day": DAY, "after": None, **known})  # type: ignore[arg-type]  # a zone, a day, a moment


def moments(text: str, **known: object) -> list[str]:
    found = told(text, **known)
    return [f"{event.at:%d %H:%M}" if event.at else event.clock or "" for event in found]


def sentence(text: str, **known: object) -> str:
    with pytest.raises(NotValidError) as caught:
        told(text, **known)
    return caught.value.message


@pytest.mark.parametrize(
    ("line", "moment", "text"),
    [
        ("14:05 paged the database team", "03 14:05", "paged the database team"),
        ("2:05 pm - the queue grew", "03 14:05", "the queue grew"),
        ("9am the queue grew", "03 09:00", "the queue grew"),
        ("[14:05] the queue grew", "03 14:05", "the queue grew"),
        ("- **14:05**: the queue grew", "03 14:05", "the queue grew"),
        ("| 14:05 | the queue | grew |", "03 14:05", "the queue grew"),
        ("2026-03-05 14:05 the queue grew", "05 14:05", "the queue grew"),
        ("5 March 14:05 the queue grew", "05 14:05", "the queue grew"),
        ("yesterday 23:50 the queue grew", "02 23:50", "the queue grew"),
        ("Tomorrow, at 1:10: the queue grew", "04 01:10", "the queue grew"),
        ("14:05-14:30 the queue grew", "03 14:05", "14:05-14:30: the queue grew"),
        ("2:05-2:30 pm the queue grew", "03 14:05", "2:05-2:30 pm: the queue grew"),
        ("around 14:05 the queue grew", "03 14:05", "around 14:05: the queue grew"),
        ("14:05 UTC the queue grew", "03 15:05", "the queue grew"),
        ("23:30 UTC the queue grew", "04 00:30", "the queue grew"),
        ("the queue grew by 14:05", "", "the queue grew by 14:05"),
        ("yesterday the queue grew", "", "yesterday the queue grew"),
    ],
)
def test_one_line_is_one_event(line: str, moment: str, text: str) -> None:
    assert moments(line) == [moment]
    assert [event.text for event in told(line)] == [text]


def test_the_wording_tells_the_kind() -> None:
    assert [event.kind for event in told("14:05 paged the database team\n14:06 lunch")] == [
        EventKind.ESCALATED,
        EventKind.OTHER,
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("+10m it grew", ["04 00:00"]),
        ("+1h20m it grew\n+5 min it shrank", ["04 01:10", "04 01:15"]),
        ("23:55 it grew", ["03 23:55"]),
        ("00:10 it grew", ["04 00:10"]),
        ("18:00 remembered later", ["03 18:00"]),
        ("+10m it grew\nyesterday 20:00 it began", ["04 00:00", "02 20:00"]),
    ],
)
def test_a_first_line_is_near_the_last_event(lines: str, expected: list[str]) -> None:
    assert moments(lines, after=LAST) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("2026-03-05 14:05 a\n14:20 b", ["05 14:05", "05 14:20"]),
        ("23:50 a\n00:10 b\n01:00 c", ["03 23:50", "04 00:10", "04 01:00"]),
        ("14:05 a\n13:50 b", ["03 14:05", "03 13:50"]),
        ("yesterday 23:50 a\n00:10 b", ["02 23:50", "03 00:10"]),
        ("14:05 a\nnobody knows when\n+10m b", ["03 14:05", "", "03 14:15"]),
        ("5 March 2026\n14:05 a\n\n**6 March**\n09:00 b", ["05 14:05", "06 09:00"]),
    ],
)
def test_later_lines_inherit_the_day(lines: str, expected: list[str]) -> None:
    assert moments(lines) == expected


def test_a_day_that_no_time_follows_is_kept_as_it_was_typed() -> None:
    assert [event.text for event in told("5 March 2026\n6 March: a meeting\n7 March")] == [
        "5 March 2026",
        "6 March: a meeting",
        "7 March",
    ]


def test_nested_lines_and_code_belong_to_the_event_above() -> None:
    lines = "- 14:05 a\n  - nobody answered\n  - 14:10 b\n```\n14:11 log line\n```\n14:12 c"
    assert [event.text for event in told(lines)] == [
        "a\n- nobody answered",
        "b\n```\n14:11 log line\n```",
        "c",
    ]


def test_without_a_known_day_the_clock_time_stands_alone() -> None:
    assert moments("14:05 a\n+10m b\n23:55 c\n+10m d", day=None) == ["14:05", "14:15", "23:55", "00:05"]


def test_without_a_zone_the_wall_clock_is_kept() -> None:
    found = told("14:05 a\n+1h b", timezone=None)
    assert [event.at.isoformat() for event in found if event.at] == [
        "2026-03-03T14:05:00",
        "2026-03-03T15:05:00",
    ]


@pytest.mark.parametrize(
    ("line", "known", "expected"),
    [
        (
            "2026-03-29 02:30 a",
            {},
            "The clocks of Europe/Berlin skipped 02:30 on 29 March 2026; write 01:30 or 03:30.",
        ),
        (
            "2026-10-25 02:30 a",
            {},
            (
                "The clocks of Europe/Berlin showed 02:30 twice on 25 October 2026; "
                "write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00."
            ),
        ),
        ("03/04/2026 14:05 a", {}, "The date may mean two days; write it as 2026-03-04 or 2026-04-03."),
        ("2026-02-30 14:05 a", {}, "No calendar has this day; correct the date."),
        ("1950-02-03 14:05 a", {}, "Write a year from 1980 to 2199."),
        ("5 March 14:05 a", {"day": None}, "Write the year too, such as 2026-03-29."),
        ("14:05", {}, "Say after the time what happened."),
        ("14:05 #resolved", {}, "Say after the time what happened."),
        ("14:05 a\n\n14:06", {}, "Line 3: Say after the time what happened."),
        ("+10m a", {}, "Write the time instead of +10m; no event before it has one."),
        (
            "yesterday 14:05 a",
            {"day": None},
            "Write the date instead of yesterday; no day of this incident is known yet.",
        ),
        (
            "14:05 UTC a",
            {"timezone": None},
            "Choose the report's time zone first, or write the time without a zone.",
        ),
    ],
)
def test_a_time_that_cannot_be_told_says_what_to_write(
    line: str, known: dict[str, object], expected: str
) -> None:
    assert sentence(line, **known) == expected


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [("Europe/Berlin", date(2026, 10, 25), "02:30"), ("America/New_York", date(2026, 11, 1), "01:30")],
)
def test_both_readings_of_a_repeated_hour_are_read_back(zone: str, day: date, hour: str) -> None:
    first, second = re.findall(r"\d{4}-\d\d-\d\dT[\d:+-]+\d", sentence(f"{hour} a", timezone=zone, day=day))
    found = told(f"{first} a\n{second} b", timezone=zone, day=day)
    assert [event.at.isoformat(timespec="minutes") for event in found if event.at] == [first, second]


_OPENINGS = (
    "14:05 ", "2:05 pm - ", "yesterday 23:50 ", "+10m ", "+1h20m: ", "2026-03-29 02:30 ", "03/04/2026 1:00 ",
    "- 9:00: ", "5 March ", "0900hrs ", "14:05-14:30 ", "1:00 IST ", "2026-10-25T02:30-04:00 ", "+999h ",
    "2199-12-31 23:59 ", "1980-01-01 00:00 ", "| 10:00 | ", "```", "  * ", "## ", "> ", "",
)  # fmt: skip
_LINES = st.builds("{}{}".format, st.sampled_from(_OPENINGS), st.text(max_size=20))
_KNOWN = st.one_of(
    st.just(UNKNOWN),
    st.just({"timezone": "Europe/Berlin", "day": DAY, "after": LAST}),
    st.builds(
        lambda moment: {"timezone": None, "day": moment.date(), "after": moment},
        st.datetimes(datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2199-12-31T23:59:59")).map(
            lambda moment: moment.replace(microsecond=0)
        ),
    ),
)


@given(st.lists(_LINES | st.text(max_size=30), max_size=8).map("\n".join), _KNOWN)
def test_any_text_is_read_or_refused_with_a_sentence(text: str, known: dict[str, object]) -> None:
    with suppress(NotValidError):
        assert all(event.text for event in told(text, **known))


_WORDS = st.lists(st.sampled_from(["queue", "paged", "rested", "vendor"]), min_size=1).map(" ".join)
_MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minutes: f"{timedelta(minutes=minutes)}"[:-3])


@given(st.lists(st.tuples(_MINUTES | st.just("") | st.just("-"), _WORDS)))
def test_every_line_becomes_an_event_with_all_its_words(lines: list[tuple[str, str]]) -> None:
    text = "\n\n".join(f"{when} {words}".strip() for when, words in lines)
    assert [event.text for event in told(text)] == [words for _, words in lines]


@pytest.mark.parametrize(
    ("line", "kind", "audience", "text"),
    [
        ("14:05 Detected: the queue grew", "detected", "public", "the queue grew"),
        ("14:05 [ack] on it", "acknowledged", "public", "on it"),
        ("14:05 the queue grew #detected", "detected", "public", "the queue grew"),
        ("14:05 paged them (resolved)", "resolved", "public", "paged them"),
        ("14:05 called Bob #escalated #internal", "escalated", "internal", "called Bob"),
        ("Internal: 14:05 called Bob", "other", "internal", "called Bob"),
        ("+5m #misleading the cache", "misleading", "public", "the cache"),
        ("14:05 paged them #event", "other", "public", "paged them"),
        (
            "14:05 moved it to the balancer (internal)",
            "other",
            "public",
            "moved it to the balancer (internal)",
        ),
        ("14:05 #lunch", "other", "public", "#lunch"),
    ],
)
def test_a_line_may_name_the_kind_and_whom_it_is_for(line: str, kind: str, audience: str, text: str) -> None:
    (event,) = told(line, after=LAST)
    assert (event.kind, event.audience, event.text) == (kind, audience, text)
    assert event.at


@pytest.mark.parametrize(
    ("line", "moment"),
    [("+90s a", "03 23:51"), ("+2 hours a", "04 01:50"), ("+1d a", "04 23:50"), ("+1d 2h 5m a", "05 01:55")],
)
def test_a_step_may_be_of_seconds_and_days(line: str, moment: str) -> None:
    assert moments(line, after=LAST) == [moment]
