import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize(
    "written",
    ["Monday, 3 March 2026", "Monday, March 3, 2026", "Monday 3rd of March 2026", "Monday, 2026-03-03"],
)
def test_another_day_of_the_week(written: str) -> None:
    report = changed(closing=f"We reported on {written} what happened.")

    found = check_finds(report, "weekday-mismatch", "closing")

    assert "was a Tuesday" in found.message
    assert found.fix
    assert written.replace("Monday", "Tuesday") in found.fix.apply(report).closing


@pytest.mark.parametrize("written", ["Tuesday, 3 March 2026", "Monday, 3 March", "Monday; by 3 March 2026"])
def test_the_right_day_and_dates_that_say_no_year(written: str) -> None:
    check_clean(changed(closing=f"We reported on {written} what happened."))
