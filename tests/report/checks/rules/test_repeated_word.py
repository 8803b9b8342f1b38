import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


def test_a_word_twice_in_a_row() -> None:
    report = changed(resolution="We removed the the index, and and it worked.")

    found = check_finds(report, "repeated-word", "resolution")

    assert found.fix
    assert found.fix.apply(report).resolution == "We removed the index, and and it worked."


@pytest.mark.parametrize(
    "text", ["All that that index did had had no effect.", "It ran `go go`.", "We waited.\n\nwaited", "24 24"]
)
def test_words_that_may_stand_twice(text: str) -> None:
    check_clean(changed(resolution=text))
