import pytest

from tests.report.checks.clean import check_clean, check_finds, with_event


@pytest.mark.parametrize(
    ("wrong", "right"), [("EDT", "EST"), ("CEST", "CET"), ("PDT", "PST"), ("AEST", "AEDT")]
)
def test_the_abbreviation_of_the_other_season(wrong: str, right: str) -> None:
    report = with_event(4, text=f"The bank saw it at 05:15 {wrong} and at 5:20 AM ({wrong}).")

    found = check_finds(report, "tz-wrong-for-season", "timeline[4].text")

    assert found.message == f"This says {wrong}, but on 3 March 2026 the clocks there showed {right}."
    assert found.fix
    assert (
        found.fix.apply(report).timeline[4].text
        == f"The bank saw it at 05:15 {right} and at 5:20 AM ({right})."
    )


@pytest.mark.parametrize("written", ["05:15 EST", "11:15 CET", "10:15 UTC", "5 EDT seats"])
def test_the_right_season_and_other_words(written: str) -> None:
    check_clean(with_event(4, text=f"The bank counted {written} too."))
