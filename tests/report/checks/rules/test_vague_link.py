import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize("said", ["here", "click here", "this link", "Read more"])
def test_a_link_that_says_nothing(said: str) -> None:
    report = changed(closing=f"For the status of your order see [{said}](https://shop.example/orders).")

    assert said in check_finds(report, "vague-link", "closing").message


def test_a_link_that_says_where_it_leads() -> None:
    check_clean(changed(closing="See [the status of your order](https://shop.example/orders), or [1], here."))
