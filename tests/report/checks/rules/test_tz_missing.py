from datetime import datetime

from msgspec.structs import replace

from incidents.report.shape import MOMENTS
from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def wall(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(tzinfo=None)


def test_times_without_a_zone() -> None:
    report = changed(
        timezone=None,
        **{name: wall(getattr(CLEAN, name)) for name in MOMENTS},
        timeline=tuple(replace(event, at=wall(event.at)) for event in CLEAN.timeline),
    )

    check_finds(report, "tz-missing", "timezone")


def test_a_zone() -> None:
    check_clean(CLEAN)
