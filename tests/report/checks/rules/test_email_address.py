import pytest

from tests.report.checks.clean import changed, check_clean, check_finds, with_action


def test_a_persons_address() -> None:
    closing = "Write to ada.byron@shop.example if you have questions."

    found = check_finds(changed(closing=closing), "email-address", "closing")

    assert "ada.byron@shop.example" in found.message


def test_the_owner_of_a_public_action_is_public() -> None:
    check_finds(with_action(0, owner="ada@shop.example"), "email-address", "actions[0].owner")


@pytest.mark.parametrize(
    "closing",
    ["Write to support@shop.example.", "Clone git@code.shop.example:pay.git.", "Ask @pay on the forum."],
)
def test_addresses_for_everyone(closing: str) -> None:
    check_clean(changed(closing=closing))
