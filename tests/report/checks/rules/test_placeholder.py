import pytest

from tests.report.checks.clean import changed, check_clean, check_finds, with_action


@pytest.mark.parametrize("left", ["TBD", "TODO", "[insert number]", "<your team>", "XXX", "Lorem ipsum"])
def test_a_place_left_to_fill(left: str) -> None:
    found = check_finds(changed(closing=f"We are sorry, {left}."), "placeholder", "closing")

    assert left in found.message


def test_an_owner_to_be_named() -> None:
    check_finds(with_action(0, owner="TBD"), "placeholder", "actions[0].owner")


@pytest.mark.parametrize(
    "text", ["The `TODO` in the code was old.", "Add to [your orders](https://shop.example/o)."]
)
def test_code_and_links(text: str) -> None:
    check_clean(changed(closing=text))


def test_an_action_is_to_do() -> None:
    check_clean(with_action(0, detail="TODO"))


def test_notes_may_have_plans() -> None:
    check_clean(changed(notes="TODO: call the bank"))
