from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incidents.report import clock
from tests.report.strategies import ZONES, moments

HOUR = timedelta(hours=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_wall_time_becomes_a_moment_by_the_zones_clocks() -> None:
    assert clock.at_wall(wall("2026-03-29T01:40"), "Europe/Berlin").isoformat() == "2026-03-29T01:40:00+01:00"
    assert clock.at_wall(wall("2026-03-29T03:40"), "Europe/Berlin").isoformat() == "2026-03-29T03:40:00+02:00"


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [
        ("Europe/Berlin", "2026-03-29T02:00"),
        ("Europe/Berlin", "2026-03-29T02:59:59"),
        ("America/New_York", "2026-03-08T02:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15"),
    ],
)
def test_a_time_the_clocks_skipped_is_no_time(zone: str, skipped: str) -> None:
    with pytest.raises(
        clock.NoSuchTimeError, match=f"did not exist on .* in {zone}: the clocks went forward"
    ):
        clock.at_wall(wall(skipped), zone)


@pytest.mark.parametrize(
    ("zone", "repeated", "apart"),
    [
        ("Europe/Berlin", "2026-10-25T02:00", HOUR),
        ("Europe/Berlin", "2026-10-25T02:59:59", HOUR),
        ("America/New_York", "2026-11-01T01:30", HOUR),
        ("Australia/Lord_Howe", "2026-04-05T01:45", HOUR / 2),
    ],
)
def test_a_time_the_clocks_showed_twice_offers_both_readings(
    zone: str, repeated: str, apart: timedelta
) -> None:
    with pytest.raises(clock.AmbiguousTimeError) as caught:
        clock.at_wall(wall(repeated), zone)

    earlier, later = caught.value.readings
    assert later - earlier == apart
    assert {reading.replace(tzinfo=None) for reading in (earlier, later)} == {wall(repeated)}


@pytest.mark.parametrize(
    "edge", ["2026-03-29T01:59:59", "2026-03-29T03:00", "2026-10-25T01:59:59", "2026-10-25T03:00"]
)
def test_just_beside_a_change_of_clocks_there_is_one_reading(edge: str) -> None:
    assert clock.at_wall(wall(edge), "Europe/Berlin").replace(tzinfo=None) == wall(edge)


def test_without_a_zone_the_wall_time_stands() -> None:
    assert clock.at_wall(wall("2026-03-29T02:30"), None) == wall("2026-03-29T02:30")


@pytest.mark.parametrize(
    ("name", "hours"), [("UTC+02:00", 2), ("UTC-09:30", -9.5), ("UTC+00:00", 0), ("UTC+14:00", 14)]
)
def test_a_bare_offset_is_a_zone(name: str, hours: float) -> None:
    moment = clock.at_wall(wall("2026-10-25T02:30"), name)

    assert moment.utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "europe/berlin",
        "Europe/Berlin ",
        "Europe/Berlin\n",
        "Atlantis/Capital",
        "../etc/passwd",
        "/etc/passwd",
        "Europe/../../../etc/passwd",
        "tzdata.zi",
        "zone.tab",
        "nul\x00l",
        "lone\ud800surrogate",
        "UTC+2",
        "UTC+02:00\n",
        "UTC+02:60",
        "UTC+99:00",
        "UTC+\u0660\u0662:00",
        "x" * 5_000,
    ],
)
def test_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match=r"is no time zone|farther from UTC") as caught:
        clock.zone(name)

    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "name", ["localtime", "posixrules", "Factory", "posix/Europe/Berlin", "right/Europe/Berlin"]
)
def test_a_name_that_means_something_else_on_every_machine_is_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match="is no time zone"):
        clock.zone(name)


@given(st.sampled_from(ZONES).flatmap(lambda zone: st.tuples(st.just(zone), moments(zone))))
def test_a_shown_moment_is_among_the_readings_of_its_wall_time(case: tuple[str, datetime]) -> None:
    zone, moment = case

    assert clock.belongs(moment, zone)
    assert moment in clock.readings(moment.replace(tzinfo=None), zone)


@given(st.sampled_from(ZONES), st.datetimes(datetime(1980, 1, 2), datetime(2199, 12, 30)))  # noqa: DTZ001 (wall clocks)
def test_every_wall_time_has_one_reading_or_says_why_not(zone: str, typed: datetime) -> None:
    typed = typed.replace(microsecond=0)
    try:
        moment = clock.at_wall(typed, zone)
    except (clock.NoSuchTimeError, clock.AmbiguousTimeError):
        earlier, later = clock.readings(typed, zone)
        assert earlier != later
    else:
        assert moment.replace(tzinfo=None) == typed
        assert clock.belongs(moment, zone)


@pytest.mark.parametrize(
    ("moment", "zone", "may_stand"),
    [
        (datetime(2026, 7, 1, 12, tzinfo=timezone(2 * HOUR)), "Europe/Berlin", True),
        (
            datetime(2026, 7, 1, 12, tzinfo=timezone(HOUR)),
            "Europe/Berlin",
            False,
        ),  # winter's offset in summer
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/Berlin", False),
        (datetime(2026, 7, 1, 12), "Europe/Berlin", False),  # noqa: DTZ001 (the point)
        (datetime(2026, 7, 1, 12), None, True),  # noqa: DTZ001 (the point)
        (datetime(2026, 7, 1, 12, tzinfo=UTC), None, False),
        (datetime(2026, 7, 1, 12, 0, 0, 1, tzinfo=UTC), "Etc/UTC", False),
        (datetime(1979, 12, 31, tzinfo=UTC), "Etc/UTC", False),
        (datetime(1980, 1, 1, tzinfo=UTC), "Etc/UTC", True),
        (datetime(2199, 12, 31, 23, 59, 59, tzinfo=UTC), "Etc/UTC", True),
        (datetime(2200, 1, 1, tzinfo=UTC), "Etc/UTC", False),
    ],
)
def test_what_a_report_of_a_zone_may_state(moment: datetime, zone: str | None, may_stand: bool) -> None:
    assert clock.belongs(moment, zone) is may_stand


@given(moments("Europe/Berlin"))
def test_a_moment_of_a_whole_zone_becomes_one_of_a_fixed_offset(moment: datetime) -> None:
    whole = moment.astimezone(ZoneInfo("Europe/Berlin"))

    assert clock.fixed(whole) == moment
    assert hash(clock.fixed(whole)) == hash(moment)
    assert isinstance(clock.fixed(whole).tzinfo, timezone)


@given(moments(None), moments(None))
def test_times_without_a_zone_are_ordered_as_written(one: datetime, other: datetime) -> None:
    assume(one < other)

    assert clock.comparable(one) < clock.comparable(other)


@given(st.sampled_from(ZONES).flatmap(lambda zone: st.tuples(st.just(zone), moments(zone))))
def test_the_typed_form_names_the_offset_exactly_where_it_is_needed(case: tuple[str, datetime]) -> None:
    zone, moment = case
    typed = clock.spelled(moment, zone)
    earlier, later = clock.readings(moment.replace(tzinfo=None), zone)

    assert typed.startswith(f"{moment:%Y-%m-%d %H:%M}")
    assert (len(typed) > len("2026-03-29 01:40:00")) == (earlier != later)
