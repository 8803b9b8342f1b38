import pytest

from tests.report.checks.clean import check_clean, check_finds, with_event


@pytest.mark.parametrize("number", ["+49 30 901820", "+1 (555) 010-9999", "(555) 010-9999", "555-010-9999"])
def test_a_number_to_call(number: str) -> None:
    found = check_finds(
        with_event(4, text=f"We called the bank at {number}."), "phone-number", "timeline[4].text"
    )

    assert number in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Latency rose by +350 ms at 10:30:00 +01:00.",
        "The order 555-0199 and the build 2026-03-03 were fine.",
        "1,200,000,000 rows were locked.",
    ],
)
def test_other_numbers(text: str) -> None:
    check_clean(with_event(4, text=text))
