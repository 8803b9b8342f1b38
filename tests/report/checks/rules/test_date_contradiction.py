import pytest

from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_a_title_with_another_day() -> None:
    found = check_finds(changed(title="Card payments failed on 4 February"), "date-contradiction", "title")

    assert "4 February" in found.message
    assert "3 March 2026" in found.message


def test_a_summary_with_another_year() -> None:
    summary = "On 3 March 2025 an outage made payments fail."
    check_finds(changed(summary=summary), "date-contradiction", "summary")


@pytest.mark.parametrize(
    "summary",
    [
        "On Tuesday, 3 March 2026 an outage made payments fail.",
        "The index was released on 1 March 2026. On 3 March an outage made payments fail.",
        "A similar outage began on 4 February 2025.",
    ],
)
def test_the_right_day_and_days_of_something_else(summary: str) -> None:
    check_clean(changed(summary=f"{summary} {CLEAN.summary}"))
