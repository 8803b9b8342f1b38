from datetime import date

import pytest

from incidents.report.presets import presets


def test_days_are_counted_from_today() -> None:
    days = presets(date(2026, 2, 20))
    assert days[:3] == (date(2026, 2, 27), date(2026, 3, 6), date(2026, 3, 22))


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 8, 9), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_quarter_ends_with_its_third_month(today: date, end: date) -> None:
    assert presets(today).quarter == end
