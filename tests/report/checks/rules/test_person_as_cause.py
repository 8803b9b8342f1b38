import pytest

from incidents.report.value import Audience
from tests.report.checks.clean import check_clean, check_finds, with_cause


@pytest.mark.parametrize(
    "text",
    [
        "An engineer accidentally deleted the table.",
        "One of our database administrators had forgotten; the operator failed to notice.",
        "A new developer on-call ignored the alert.",
        "The alert came, but she overlooked it.",
    ],
)
def test_a_person_who_slipped(text: str) -> None:
    check_finds(with_cause(0, text=text), "person-as-cause", "root_causes[0].text")


def test_colleagues_read_it_too() -> None:
    report = with_cause(1, text="The intern forgot the flag.", audience=Audience.INTERNAL)

    check_finds(report, "person-as-cause", "root_causes[1].text")


def test_a_name_of_the_list_stands_in_no_cause() -> None:
    report = with_cause(1, text="Ada Byron started the release.", audience=Audience.INTERNAL)

    found = check_finds(report, "person-as-cause", "root_causes[1].text")

    assert found.message.startswith("Ada Byron is named in a cause")


@pytest.mark.parametrize(
    "text",
    [
        "The clean-up script could delete tables.",
        "An engineer found the cause.",
        "The deploy failed to start.",
    ],
)
def test_systems_that_slipped_and_people_who_helped(text: str) -> None:
    check_clean(with_cause(0, text=text))
