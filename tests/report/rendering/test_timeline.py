import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from msgspec.structs import replace

from incidents.report.rendering.timeline import SHAPES, spots, to_svg
from incidents.report.rendering.timeline.scale import Window, step, ticks
from incidents.report.value import EventKind, Report, TimelineEvent
from tests.report.strategies import reports

GOLDEN = Path(__file__).parents[2] / "golden" / "timeline.svg"
SVG = "{http://www.w3.org/2000/svg}"


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-29T{text}")


CLOCK_CHANGE = Report(
    title="Checkout <failed> & recovered",
    timezone="Europe/Berlin",
    started_at=berlin("01:40:00+01:00"),
    detected_at=berlin("01:52:00+01:00"),
    mitigated_at=berlin("03:41:00+02:00"),
    resolved_at=berlin("04:05:00+02:00"),
    timeline=(
        TimelineEvent(at=berlin("03:10:00+02:00"), kind=EventKind.NOTIFIED, text="First notice."),
        TimelineEvent(at=berlin("03:11:00+02:00"), kind=EventKind.ESCALATED, text="Payments join."),
        TimelineEvent(kind=EventKind.INVESTIGATING, text="Without a time."),
    ),
)


def words(svg: str, density: str = "wide") -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 (our own output)
    group = next(found for found in root.iter(f"{SVG}g") if found.get("class") == density)
    return ["".join(text.itertext()) for text in group.iter(f"{SVG}text")]


def spanning(length: timedelta) -> Report:
    start = datetime(2026, 11, 2, 23, 0, tzinfo=UTC)
    return Report(timezone="Etc/UTC", started_at=start, resolved_at=start + length)


def test_the_picture_is_pinned() -> None:
    assert to_svg(CLOCK_CHANGE) == GOLDEN.read_text(encoding="utf-8")


@given(reports())
def test_any_report_makes_well_formed_xml_or_nothing(report: Report) -> None:
    svg = to_svg(report)
    if svg:
        root = ET.fromstring(svg)  # noqa: S314 (our own output)
        assert root.tag == f"{SVG}svg"
        assert root[0].text
        assert not any(
            key.startswith("on") or key == "style" for found in root.iter() for key in found.attrib
        )
        assert to_svg(report) == svg


@given(reports())
def test_everything_stands_inside_the_picture(report: Report) -> None:
    for share in re.findall(r' x[12]?="(-?[\d.]+)%"', to_svg(report)):
        assert 0 <= float(share) <= 100


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    root = ET.fromstring(to_svg(replace(CLOCK_CHANGE, title="a\uffff<b>\ufffe")))  # noqa: S314
    assert root[0].text == "Timeline: a<b>"


def test_phases_are_named_with_their_length() -> None:
    said = words(to_svg(CLOCK_CHANGE))
    assert {"Undetected 12 min", "Responding 49 min", "Recovering 24 min"} <= set(said)
    assert {"Undetected", "Responding", "Recovering"} <= set(words(to_svg(CLOCK_CHANGE), "narrow"))


def test_times_are_on_the_incident_s_clocks_and_the_skipped_hour_is_not_there() -> None:
    said = words(to_svg(CLOCK_CHANGE))
    assert "Europe/Berlin, UTC+1 then UTC+2" in said
    assert "29 Mar 2026" in said
    assert "01:45" in said
    assert "03:00" in said
    assert not any(text.startswith("02:") for text in said)


def rail(svg: str) -> list[tuple[float, float]]:
    """Return the place across of each stroke, in percent, and its height in pixels."""
    root = ET.fromstring(svg)  # noqa: S314 (our own output)
    group = next(found for found in root.iter(f"{SVG}g") if found.get("class") == "rail")
    strokes = [line for line in group.iter(f"{SVG}line") if line.get("stroke-width")]
    return [
        (float(line.attrib["x1"][:-1]), float(line.attrib["y2"]) - float(line.attrib["y1"]))
        for line in strokes
    ]


def busy(events: int) -> Report:
    """Return two hours in which so many events happened, four in five of them within two minutes."""
    quiet = spanning(timedelta(hours=2))
    start = datetime(2026, 11, 2, 23, 0, tzinfo=UTC)
    at = [
        start + (timedelta(minutes=30, seconds=n % 120) if n % 5 else timedelta(minutes=n % 120))
        for n in range(events)
    ]
    return replace(quiet, timeline=tuple(TimelineEvent(at=each, text="x") for each in at))


def test_every_event_leaves_a_stroke_and_what_happens_at_once_a_higher_one() -> None:
    few, many = rail(to_svg(busy(3))), rail(to_svg(busy(300)))
    assert few[-1][1] == 8
    assert max(height for _, height in many) > 2 * min(height for _, height in many)


@pytest.mark.parametrize("events", [1, 5, 15, 60, 300])
def test_strokes_stay_apart_at_any_number_of_events(events: int) -> None:
    places = [place for place, _ in rail(to_svg(busy(events)))]
    assert all(after - before > 0.5 for before, after in pairwise(places))
    assert all(height <= 26 for _, height in rail(to_svg(busy(events))))


def shapes(svg: str, density: str = "wide") -> list[float]:
    root = ET.fromstring(svg)  # noqa: S314 (our own output)
    group = next(found for found in root.iter(f"{SVG}g") if found.get("class") == density)
    return sorted(float(found.attrib["x"][:-1]) for found in group.iter(f"{SVG}svg"))


@given(reports())
def test_shapes_do_not_cover_each_other(report: Report) -> None:
    svg = to_svg(report)
    for density, width in (("wide", 560), ("narrow", 300)):
        places = shapes(svg, density) if svg else []
        assert all((after - before) / 100 * width > 18.9 for before, after in pairwise(places))


def test_of_two_milestones_at_one_place_the_weightier_has_the_shape() -> None:
    start = datetime(2026, 11, 2, 23, 0, tzinfo=UTC)
    report = replace(spanning(timedelta(hours=2)), detected_at=start + timedelta(minutes=3))
    assert shapes(to_svg(report)) == [3.0, 97.0]
    assert {"Started 23:00", "Detected 23:03"} <= set(words(to_svg(report)))


def test_a_short_incident_is_told_to_the_second() -> None:
    assert "Resolved 23:03:00" in words(to_svg(spanning(timedelta(minutes=3))))


def test_moments_without_an_event_are_marked_too() -> None:
    said = words(to_svg(CLOCK_CHANGE))
    assert "Detected 01:52" in said
    assert "Resolved 04:05" in said


@pytest.mark.parametrize(
    "report",
    [
        Report(),
        Report(timeline=(TimelineEvent(text="a"), TimelineEvent(clock="10:00", text="b"))),
        Report(timezone="Etc/UTC", timeline=(TimelineEvent(at=datetime(2026, 1, 1, tzinfo=UTC)),)),
        Report(timezone="Etc/UTC", started_at=datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_fewer_than_two_moments_make_no_picture(report: Report) -> None:
    assert to_svg(report) == ""


def test_an_incident_without_an_end_shows_what_is_known() -> None:
    report = replace(spanning(timedelta(hours=2)), resolved_at=None)
    later = TimelineEvent(at=report.started_at and report.started_at + timedelta(hours=1), text="seen")
    assert "Affected 1 h" in words(to_svg(replace(report, timeline=(later,))))


def test_events_far_from_the_incident_do_not_squeeze_it() -> None:
    report = spanning(timedelta(hours=2))
    later = TimelineEvent(at=datetime(2026, 11, 9, 10, 0, tzinfo=UTC), text="Reviewed.")
    svg = to_svg(replace(report, timeline=(later,)))
    assert "1 later, in the list" in svg
    assert "9 Nov" not in svg


@pytest.mark.parametrize(
    ("length", "label"),
    [
        (timedelta(seconds=20), "23:00:05"),
        (timedelta(minutes=3), "23:00:30"),
        (timedelta(minutes=40), "23:10"),
        (timedelta(hours=5), "00:00"),
        (timedelta(hours=30), "12:00"),
        (timedelta(days=6), "4 Nov"),
        (timedelta(days=30), "5 Nov"),
        (timedelta(days=4000), "Dec 2029"),
    ],
)
def test_ticks_suit_the_length(length: timedelta, label: str) -> None:
    assert label in words(to_svg(spanning(length)))


@given(reports())
def test_ticks_are_few_and_in_order(report: Report) -> None:
    known = sorted({event.at for event in report.timeline if event.at})
    if len(known) > 1:
        shown = Window(known[0], known[-1], report.timezone)
        found = ticks(shown, step(shown, 8))
        assert found == sorted(found)
        assert len(found) <= 16  # a repeated hour may stand twice


def test_a_new_day_is_dated() -> None:
    assert "3 Nov" in words(to_svg(spanning(timedelta(hours=5))))


def test_every_kind_of_event_has_its_own_shape() -> None:
    assert set(SHAPES) == set(EventKind)
    assert len(set(SHAPES.values())) == len(EventKind)


def test_spots_lead_to_the_events_of_the_picture_and_never_lie_on_one_another() -> None:
    start = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
    minutes = (0, 1, 60, 30, 100_000)
    events = tuple(
        TimelineEvent(at=start + timedelta(minutes=minute), text=f"{minute}") for minute in minutes
    )
    end = start + timedelta(hours=1)
    report = Report(
        timezone="Etc/UTC", started_at=start, resolved_at=end, timeline=(*events, TimelineEvent(text="x"))
    )
    assert spots(report) == [("3%", (0, 1)), ("50%", (3,)), ("97%", (2,))]
    assert spots(Report()) == []


@given(reports())
def test_every_spot_names_events_with_a_time_once(report: Report) -> None:
    named = [place for spot in spots(report) for place in spot.places]
    assert len(named) == len(set(named))
    assert all(report.timeline[place].at for place in named)
    assert not named or to_svg(report)
