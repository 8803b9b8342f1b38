import pytest

from tests.report.checks.clean import changed, check_clean, check_finds

CODE = "component-mismatch"


@pytest.mark.parametrize("field", ["summary", "impact", "closing"])
def test_a_component_that_was_spared(field: str) -> None:
    found = check_finds(changed(**{field: "Card payments were not affected; 1,200 users were."}), CODE, field)

    assert "“Card payments were not affected”" in found.message


def test_another_component_that_was_spared() -> None:
    check_clean(changed(closing="Bank transfers were not affected."))
