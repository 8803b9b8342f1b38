import pytest

from tests.report.checks.clean import changed, check_clean, check_finds

CODE = "component-unmentioned"


def test_a_component_that_no_text_speaks_of() -> None:
    found = check_finds(changed(components=("Card payments", "Image search")), CODE, "components[1]")

    assert found.message.startswith("Image search is an affected component")


@pytest.mark.parametrize("component", ["Card payments", "Payment API", "card-payments", "API", "Indexing"])
def test_a_component_told_in_other_words(component: str) -> None:
    check_clean(changed(components=(component,)))
