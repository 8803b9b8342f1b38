import pytest

from tests.report.checks.clean import check_clean, check_finds, with_cause


@pytest.mark.parametrize(
    "said", ["human error", "an operator error", "Human mistakes", "a fat-fingered change"]
)
def test_human_error_as_a_cause(said: str) -> None:
    found = check_finds(with_cause(0, text=f"It was {said}."), "human-error", "root_causes[0].text")

    assert "say " in found.message


def test_errors_that_people_met() -> None:
    check_clean(with_cause(0, text="The page showed errors to users, and human beings could not pay."))
