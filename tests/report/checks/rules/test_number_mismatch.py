from decimal import Decimal

import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


def test_a_share_other_than_the_stated_one() -> None:
    found = check_finds(changed(impact_percent=Decimal(80)), "number-mismatch", "impact")

    assert found.message == "This says “37.5% of payments”, but the stated share is 80 %."


def test_a_count_other_than_the_impacts() -> None:
    summary = "Payments failed; 12,000 customers were affected."

    found = check_finds(changed(summary=summary), "number-mismatch", "summary")

    assert "12,000 customers" in found.message
    assert "1,200 customers" in found.message


def test_everybody_and_a_part_of_them() -> None:
    summary = "All user requests were rejected. Approximately 80% of users were affected."

    found = check_finds(changed(summary=summary, impact_percent=None), "number-mismatch", "summary")

    assert "80% of users" in found.message


def test_everybody_in_one_place() -> None:
    summary = "All users in Berlin were affected, 80% of users in the EU."

    check_clean(changed(summary=summary, impact_percent=None))


@pytest.mark.parametrize(
    "summary",
    [
        "38% of payments failed.",
        "Up to 60% of requests failed at first, 37.5% of payments in all.",
        "15 customers wrote to us; 1,200 customers were affected.",
        "The table is 80% larger than in February.",
    ],
)
def test_numbers_that_agree_or_count_something_else(summary: str) -> None:
    check_clean(changed(summary=summary))
