from msgspec.structs import replace

from tests.report.checks.clean import CLEAN, CONTEXT, at, changed, check_clean, check_finds, with_event


def test_a_silence_of_most_of_the_incident() -> None:
    events = (*CLEAN.timeline[:4], CLEAN.timeline[7])

    found = check_finds(changed(timeline=events), "timeline-gap", "timeline[4].at")

    assert "1 hour 15 minutes before 12:10" in found.message


def test_a_site_decides_how_long_is_long() -> None:
    patient = replace(CONTEXT, gap_minutes=90)

    check_clean(changed(timeline=(*CLEAN.timeline[:4], CLEAN.timeline[7])), patient)


def test_silence_before_the_start_is_no_gap() -> None:
    earlier = with_event(0, at=at("02:00"), kind=CLEAN.timeline[6].kind, text="A release adds an index.")

    check_clean(earlier)
