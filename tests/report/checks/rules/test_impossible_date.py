import pytest

from tests.report.checks.clean import changed, check_clean, check_finds, with_action


@pytest.mark.parametrize(
    "title",
    [
        "Upgrade the parser by Nov 31, 2023",
        "Upgrade the parser by the 30th of February",
        "Upgrade the parser by 2026-02-29",
        "Upgrade the parser by 31 April",
    ],
)
def test_a_promise_for_a_day_that_never_comes(title: str) -> None:
    found = check_finds(with_action(0, title=title), "impossible-date", "actions[0].title")

    assert found.message.startswith("There is no ")


def test_internal_texts_count_too() -> None:
    check_finds(changed(notes="Review on 31 June 2026."), "impossible-date", "notes")


@pytest.mark.parametrize(
    "title",
    [
        "Upgrade the parser by Nov 30, 2026",
        "Upgrade the parser by 29 February 2028",
        "Teach 31 May 2026 to the parser",
        "Repeat what in May 40 tests showed",
        "Call `parse('2026-02-30')` in the tests",
        "Repeat what in February 30 customers saw",
    ],
)
def test_dates_of_the_calendar_and_what_only_looks_like_one(title: str) -> None:
    check_clean(with_action(0, title=title))
