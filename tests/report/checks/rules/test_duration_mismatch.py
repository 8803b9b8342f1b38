import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize(
    ("summary", "mended"),
    [
        ("The outage lasted 30 minutes.", "The outage lasted 1 hour 40 minutes."),
        ("The outage lasted about ten minutes.", "The outage lasted about 1 hour 40 minutes."),
        ("**Duration:** 3 hours.", "**Duration:** 1 hour 40 minutes."),
        ("Card payments had an outage of half an hour.", "Card payments had an outage of 1 hour 40 minutes."),
    ],
)
def test_a_length_that_the_times_do_not_tell(summary: str, mended: str) -> None:
    found = check_finds(changed(summary=summary), "duration-mismatch", "summary")

    assert "from start to resolution it was 1 hour 40 minutes" in found.message
    assert found.fix
    assert found.fix.apply(changed(summary=summary)).summary == mended


def test_a_length_before_its_noun_is_found_but_left_to_its_author() -> None:
    found = check_finds(changed(title="A 3-hour outage of card payments"), "duration-mismatch", "title")

    assert found.fix is None


@pytest.mark.parametrize(
    "summary",
    [
        "The outage lasted 100 minutes.",
        "The outage lasted almost two hours.",
        "The outage lasted 1 h 40 min.",
        "After a disruption of 70 minutes payments worked again.",
        "The outage was noticed within 8 minutes, and each retry waits 30 seconds.",
    ],
)
def test_fair_accounts_and_lengths_of_something_else(summary: str) -> None:
    check_clean(changed(summary=summary))
