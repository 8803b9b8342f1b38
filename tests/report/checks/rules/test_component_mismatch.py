import pytest

from tests.report.checks.clean import changed, check_clean, check_finds

CODE = "component-mismatch"


def test_a_component_that_no_text_speaks_of() -> None:
    found = check_finds(changed(components=("Card payments", "Image search")), CODE, "components[1]")

    assert found.message.startswith("Image search is an affected component")


@pytest.mark.parametrize("field", ["summary", "impact", "closing"])
def test_a_component_that_was_spared(field: str) -> None:
    found = check_finds(changed(**{field: "Card payments were not affected; 1,200 users were."}), CODE, field)

    assert "“Card payments were not affected”" in found.message


@pytest.mark.parametrize("component", ["Card payments", "Payment API", "card-payments", "API", "Indexing"])
def test_a_component_told_in_other_words(component: str) -> None:
    check_clean(changed(components=(component,)))


def test_another_component_that_was_spared() -> None:
    check_clean(changed(closing="Bank transfers were not affected."))
