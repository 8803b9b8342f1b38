from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from msgspec.structs import asdict, replace

from incidents.errors import NotValidError
from incidents.report import canonical
from incidents.report.shape import LINE_LIMIT, LIST_LIMIT, PROSE_LIMIT
from incidents.report.value import CorrectiveAction, Lessons, Report, RootCause, Task, TimelineEvent
from tests.report.strategies import reports

NOON = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
LOCAL = datetime(2026, 7, 1, 12)  # noqa: DTZ001 (a wall clock without a zone)
OUTSIDE = "Give whole seconds, a year from 1980 to 2199, and the time as the clocks of Europe/Berlin show it."
NO_OFFSET = "Give whole seconds, a year from 1980 to 2199, and the time without an offset, as no zone is set."
NOT_ITSELF = "Choose another cause of this list that explains this one, not itself."
ZONE = "Europe/Berlin"


@dataclass
class Misshapen:
    part: type[Any]
    said: dict[str, Any]
    path: str
    message: str


def causes(*above: int | None) -> tuple[RootCause, ...]:
    return tuple(RootCause(because_of=place) for place in above)


MISSHAPEN = [
    Misshapen(
        Report,
        {"title": "x" * (LINE_LIMIT + 1)},
        "title",
        "This is longer than 1,000 characters; shorten it.",
    ),
    Misshapen(
        Report,
        {"notes": "x" * (PROSE_LIMIT + 1)},
        "notes",
        "This is longer than 1,000,000 characters; shorten it.",
    ),
    Misshapen(Task, {"title": "x" * 1_001}, "title", "This is longer than 1,000 characters; shorten it."),
    Misshapen(
        Report,
        {"components": ("x" * 1_001,)},
        "components",
        "A component's name is longer than 1,000 characters; shorten it.",
    ),
    Misshapen(
        Report,
        {"timezone": "Europe"},
        "timezone",
        "'Europe' is no time zone; write one like Europe/Berlin or UTC+02:00.",
    ),
    *(
        Misshapen(
            Report,
            {"impact_percent": Decimal(text)},
            "impact_percent",
            "Write a percentage between 0 and 100.",
        )
        for text in ("300", "-0.1", "100.000001", "NaN", "sNaN", "Infinity", "1E+3")
    ),
    *(
        Misshapen(
            Report, {"impact_percent": Decimal(text)}, "impact_percent", "Write at most 6 decimal places."
        )
        for text in ("0.0000001", "33.33333333333333333333333333333333333333")
    ),
    *(
        Misshapen(
            Report,
            {name: (part,) * (LIST_LIMIT + 1)},
            name,
            "There are more than 10,000 entries; split the report.",
        )
        for name, part in (
            ("timeline", TimelineEvent()),
            ("root_causes", RootCause()),
            ("actions", CorrectiveAction()),
        )
    ),
    Misshapen(Report, {"timezone": ZONE, "started_at": LOCAL}, "started_at", OUTSIDE),
    Misshapen(Report, {"timezone": ZONE, "resolved_at": NOON.astimezone(UTC)}, "resolved_at", OUTSIDE),
    Misshapen(Report, {"timezone": ZONE, "notified_at": NOON.replace(microsecond=1)}, "notified_at", OUTSIDE),
    Misshapen(Report, {"started_at": NOON}, "started_at", NO_OFFSET),
    Misshapen(
        Report,
        {"timezone": ZONE, "timeline": (TimelineEvent(at=NOON), TimelineEvent(at=LOCAL))},
        "timeline[1].at",
        OUTSIDE,
    ),
    Misshapen(
        Report,
        {"started_at": LOCAL, "resolved_at": LOCAL - timedelta(seconds=1)},
        "resolved_at",
        "The incident can't be resolved before it started; correct one of the two.",
    ),
    *(
        Misshapen(TimelineEvent, {"clock": text}, "clock", "Write the clock time as HH:MM, such as 03:10.")
        for text in ("", "3:10", "24:00", "12:60", "12:30:60", "12:30\n", "03:10 pm", "0\u0663:1\u0660")
    ),
    Misshapen(
        TimelineEvent,
        {"at": LOCAL, "clock": "12:00"},
        "clock",
        "Give a date and time, or only a clock time, not both.",
    ),
    Misshapen(Report, {"root_causes": causes(0)}, "root_causes[0].because_of", NOT_ITSELF),
    Misshapen(Report, {"root_causes": causes(None, 2)}, "root_causes[1].because_of", NOT_ITSELF),
    Misshapen(Report, {"root_causes": causes(-1, None)}, "root_causes[0].because_of", NOT_ITSELF),
    Misshapen(Report, {"root_causes": causes(None, 2, 3, 1)}, "root_causes[1].because_of", NOT_ITSELF),
    *(
        Misshapen(
            Report,
            {"root_causes": causes(None), "actions": (CorrectiveAction(addresses=places),)},
            "actions[0].addresses",
            "Choose causes of this report.",
        )
        for places in ((1,), (0, 7), (-1,), (-1, 0))
    ),
]


@pytest.mark.parametrize("case", MISSHAPEN, ids=lambda case: f"{case.part.__name__}-{case.path}")
def test_a_misshapen_part_is_refused_with_a_sentence_at_its_place(case: Misshapen) -> None:
    with pytest.raises(NotValidError) as caught:
        case.part(**case.said)

    assert (caught.value.path, caught.value.message) == (case.path, case.message)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"title": "x" * LINE_LIMIT},
        {"timezone": ZONE, "started_at": NOON, "resolved_at": NOON},
        {
            "started_at": LOCAL,
            "timeline": (TimelineEvent(at=LOCAL - timedelta(days=9)), TimelineEvent(clock="03:10")),
        },
        {"root_causes": causes(2, 0, None), "actions": (CorrectiveAction(addresses=(0, 1, 2)),)},
        {"impact_percent": Decimal(100)},
        {"resolved_at": LOCAL},
    ],
)
def test_a_report_with_holes_is_legal(said: dict[str, Any]) -> None:
    Report(**said)


def test_texts_are_brought_to_their_one_spelling() -> None:
    event = TimelineEvent(text="\n one\r\ntwo ", source=" a\nlink ")
    action = CorrectiveAction(
        title="a\n b",
        owner=" Cafe\u0301 ",
        tracker="x ",
        detail="d\x00 ",
        tasks=(Task(title=" t "), Task(title="\n")),
    )
    report = Report(
        title=" a  title ",
        components=("Checkout ", " Check\tout", "Checkout", "", "Search"),
        lessons=Lessons(lucky="l\r"),
        timezone=" Europe/Berlin ",
        summary="one\x0btwo",
    )

    assert (event.text, event.source) == (" one\ntwo", "a link")
    assert (action.title, action.owner, action.tracker, action.detail) == ("a b", "Caf\u00e9", "x", "d")
    assert action.tasks == (Task(title="t"),)
    assert report.title == "a title"
    assert report.components == ("Checkout", "Check out", "Search")
    assert (report.lessons.lucky, report.timezone, report.summary) == ("l", ZONE, "one\ntwo")


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_zone_is_no_zone(name: str) -> None:
    assert Report(timezone=name).timezone is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("37.50", "37.5"),
        ("1E+2", "100"),
        ("100.000", "100"),
        ("-0", "0"),
        ("0E+5", "0"),
        ("0.1000000000", "0.1"),
        ("0.000001", "0.000001"),
        ("10", "10"),
    ],
)
def test_a_percentage_has_one_spelling(said: str, kept: str) -> None:
    assert str(Report(impact_percent=Decimal(said)).impact_percent) == kept


def test_addressed_causes_are_named_once_and_in_order() -> None:
    assert CorrectiveAction(addresses=(2, 0, 2)).addresses == (0, 2)


def test_a_time_with_a_whole_zone_is_the_one_with_its_offset_even_in_the_repeated_hour() -> None:
    berlin = ZoneInfo(ZONE)
    repeated = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    stated = Report(
        timezone=ZONE, started_at=repeated, timeline=(TimelineEvent(at=repeated.replace(fold=1)),)
    )
    fixed = Report(
        timezone=ZONE,
        started_at=repeated.replace(tzinfo=timezone(timedelta(hours=2))),
        timeline=(TimelineEvent(at=repeated.replace(tzinfo=timezone(timedelta(hours=1)))),),
    )

    assert stated == fixed
    assert canonical.encode(stated) == canonical.encode(fixed)


@given(reports())
def test_bringing_a_report_to_its_spelling_twice_changes_nothing(report: Report) -> None:
    assert Report(**asdict(report)) == report
    assert [TimelineEvent(**asdict(event)) for event in report.timeline] == list(report.timeline)
    assert [CorrectiveAction(**asdict(action)) for action in report.actions] == list(report.actions)


def test_replacing_a_field_applies_the_rules_again() -> None:
    assert replace(Report(), title=" a  b ").title == "a b"
    with pytest.raises(NotValidError, match="no time zone"):
        replace(Report(), timezone="Nowhere")


def test_a_report_is_frozen_and_can_be_a_key() -> None:
    report = Report(title="Checkout failed")

    with pytest.raises(AttributeError):
        report.title = "Nothing happened"  # type: ignore[misc]
    assert len({report, Report(title="Checkout failed")}) == 1


def test_the_longest_chain_of_causes_is_checked_in_linear_time() -> None:
    began = perf_counter()

    Report(root_causes=causes(None, *range(LIST_LIMIT - 1)))

    assert perf_counter() - began < 2  # a quadratic walk takes some ten seconds


def test_short_lists_stay_short() -> None:
    with pytest.raises(NotValidError, match="more than 500 tasks; split"):
        CorrectiveAction(tasks=tuple(Task(title=f"Step {n}") for n in range(501)))
    with pytest.raises(NotValidError, match="more than 500 components; name"):
        Report(components=tuple(f"Part {n}" for n in range(501)))
