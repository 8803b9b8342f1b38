from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report.deadline import after_business_days, due
from incidents.report.value import EventKind, Report, TimelineEvent

# 30 November 2026 is a Monday.
MONDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (23, 27, 28, 29))


@pytest.mark.parametrize(
    ("ended", "days", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 3, date(2026, 11, 26)),
        (MONDAY, 5, date(2026, 11, 30)),
        (FRIDAY, 1, date(2026, 11, 30)),
        (FRIDAY, 5, date(2026, 12, 4)),
        (SATURDAY, 0, date(2026, 11, 30)),
        (SATURDAY, 1, date(2026, 11, 30)),
        (SUNDAY, 0, date(2026, 11, 30)),
        (SUNDAY, 5, date(2026, 12, 4)),
        (SUNDAY, 6, date(2026, 12, 7)),
    ],
)
def test_weekends_do_not_count(ended: date, days: int, expected: date) -> None:
    assert after_business_days(ended, days) == expected


@given(st.dates(date(1980, 1, 1), date(2190, 1, 1)), st.integers(1, 250))
def test_it_is_the_day_to_which_one_counts(ended: date, days: int) -> None:
    day = after_business_days(ended, days)
    later = range(ended.toordinal() + 1, day.toordinal() + 1)
    assert sum(date.fromordinal(each).weekday() < 5 for each in later) == days
    assert day.weekday() < 5


def report(ended: str) -> Report:
    return Report(timezone="Asia/Tokyo", resolved_at=datetime.fromisoformat(ended))


def test_the_end_is_a_day_by_the_reports_own_clocks() -> None:
    found = due(report("2026-11-24T01:00:00+09:00"), 3, today=MONDAY)  # in UTC it is still the 23rd
    assert found is not None
    assert (found.on, found.left, found.late) == (date(2026, 11, 27), 4, 0)


def test_late_is_told_in_days_of_the_calendar() -> None:
    found = due(report("2026-11-23T10:00:00+09:00"), 3, today=SATURDAY)
    assert found is not None
    assert (found.on, found.late) == (date(2026, 11, 26), 2)


def test_the_timeline_may_tell_the_end() -> None:
    at = datetime.fromisoformat("2026-11-23T10:00:00+09:00")
    told = Report(
        timezone="Asia/Tokyo", timeline=(TimelineEvent(at=at, kind=EventKind.RESOLVED, text="Over."),)
    )
    assert due(told, 1, today=MONDAY) == (date(2026, 11, 24), 1, 1)


def test_nothing_is_due_without_an_end_or_a_rule() -> None:
    assert due(Report(), 3, today=MONDAY) is None
    assert due(report("2026-11-23T10:00:00+09:00"), None, today=MONDAY) is None
