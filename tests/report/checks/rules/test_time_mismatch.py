import pytest

from tests.report.checks.clean import changed, check_clean, check_finds, with_event

CODE = "time-mismatch"


@pytest.mark.parametrize(
    ("field", "text", "label"),
    [
        ("summary", "Card payments failed. The outage began at 09:30.", "start is at 10:30"),
        ("impact", "1,200 customers could not pay. Errors started around 9:30 AM.", "start is at 10:30"),
        ("resolution", "The incident was fully resolved at 13:40.", "resolution is at 12:10"),
        ("closing", "The disruption ended by 14:00.", "resolution is at 12:10"),
    ],
)
def test_a_time_that_the_report_does_not_know(field: str, text: str, label: str) -> None:
    found = check_finds(changed(**{field: text}), CODE, field)

    assert label in found.message


@pytest.mark.parametrize(
    "text",
    [
        "The outage began at 10:30 and the incident was resolved at 12:10.",
        "The outage began around 10:15.",
        "The outage started at 09:30 UTC.",
        "The problems were over by 11:40.",
        "The release began at 09:30.",
        "The next disruption can't begin at 09:30.",
    ],
)
def test_times_that_it_knows_rounds_or_has_in_another_zone(text: str) -> None:
    check_clean(changed(resolution=text))


def test_the_time_of_any_event_will_do() -> None:
    report = with_event(4, text="The first errors started at 11:15.")

    check_clean(
        changed(timeline=report.timeline, resolution="The issue began at 11:15 for the last of them.")
    )
