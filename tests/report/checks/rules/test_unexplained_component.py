import pytest

from tests.report.checks.clean import changed, check_clean, check_finds

CODE = "unexplained-component"


@pytest.mark.parametrize(
    "name", ["checkout-api-v2", "`pay-db-3`", "auth_service", "PaymentService", "eu-billing-worker"]
)
def test_a_name_that_only_colleagues_know(name: str) -> None:
    found = check_finds(changed(closing=f"We have restarted {name} since."), CODE, "closing")

    assert f"“{name.strip('`')}”" in found.message


def test_a_component_that_customers_choose_by() -> None:
    check_finds(changed(components=("card-payments-svc",)), CODE, "components[0]")


def test_once_for_each_name() -> None:
    report = changed(summary="The pay-db-3 was full.", closing="The pay-db-3 is larger now.")

    check_finds(report, CODE, "summary")


@pytest.mark.parametrize(
    "text",
    [
        "The program that takes orders (checkout-api-v2) refused connections.",
        "The checkout-api-v2 (it takes orders) refused connections.",
        "The `checkout-api-v2`, which takes orders, refused connections.",
        "See https://github.example/shop/checkout-api-v2 for more.",
        "Our self-service and multi-server plans in us-east-1 were slow.",
        "GitHub, PayPal and PostgreSQL worked.",
    ],
)
def test_names_that_are_explained_or_known(text: str) -> None:
    check_clean(changed(closing=text))
