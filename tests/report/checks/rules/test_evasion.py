import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize(
    "said",
    [
        "Customers may have experienced delays.",
        "We apologize for any inconvenience.",
        "There were elevated error rates.",
        "It took longer than expected.",
    ],
)
def test_less_than_is_known(said: str) -> None:
    check_finds(changed(closing=said), "evasion", "closing")


def test_what_is_known() -> None:
    check_clean(changed(closing="We are sorry that you could not pay. We saw increased error rates of 37%."))
