from msgspec.structs import replace

from tests.report.checks.clean import CONTEXT, changed, check_clean, check_finds

LONG = "The index " + ", and ".join(["was built again on a copy of the table"] * 6) + "."


def test_a_sentence_that_runs_on() -> None:
    found = check_finds(changed(resolution=LONG), "long-sentence", "resolution")

    assert "has 61 words" in found.message


def test_short_ones() -> None:
    check_clean(changed(resolution=LONG.replace(", and was", ". It was")))


def test_a_site_decides_how_long_is_long() -> None:
    check_clean(changed(resolution=LONG), replace(CONTEXT, sentence_words=70))
