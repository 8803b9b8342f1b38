from msgspec.structs import replace

from tests.report.checks.clean import CLEAN, at, changed, check_clean, check_finds


def test_an_event_told_twice() -> None:
    again = replace(CLEAN.timeline[1], text="an alert  reports failed payments")
    report = changed(timeline=(*CLEAN.timeline[:2], again, *CLEAN.timeline[2:]))

    found = check_finds(report, "duplicate-event", "timeline[2]")

    assert found.fix
    assert found.fix.apply(report) == CLEAN


def test_the_same_words_at_another_time() -> None:
    again = replace(CLEAN.timeline[1], at=at("10:40"))

    check_clean(changed(timeline=(*CLEAN.timeline[:2], again, *CLEAN.timeline[2:])))
