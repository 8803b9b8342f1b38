import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize("impact", ["", "Users had problems with the checkout."])
def test_an_impact_without_a_measure(impact: str) -> None:
    report = changed(impact=impact, impact_percent=None, summary="Payments failed.")

    check_finds(report, "impact-unquantified", "impact")


@pytest.mark.parametrize(
    "impact",
    ["No customer in the EU region could pay.", "1,200 payments failed.", "Half of the payments failed."],
)
def test_an_impact_with_a_measure_in_words(impact: str) -> None:
    check_clean(changed(impact=impact, impact_percent=None))


def test_a_summary_that_says_it_is_enough() -> None:
    check_clean(changed(impact="", impact_percent=None, summary="For 37.5% of customers payments failed."))
