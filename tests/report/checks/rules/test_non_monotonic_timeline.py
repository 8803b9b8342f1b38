from tests.report.checks.clean import CLEAN, at, changed, check_clean, check_finds, with_event


def test_an_event_below_a_later_one_is_put_in_order() -> None:
    events = (*CLEAN.timeline[:3], CLEAN.timeline[4], CLEAN.timeline[3], *CLEAN.timeline[5:])

    found = check_finds(changed(timeline=events), "non-monotonic-timeline", "timeline[4].at")

    assert "10:55 on 3 March 2026" in found.message
    assert found.fix
    assert found.fix.apply(changed(timeline=events)) == CLEAN


def test_an_event_without_a_time_stays_behind_its_neighbour() -> None:
    events = (CLEAN.timeline[7], *CLEAN.timeline[:7])

    found = check_finds(changed(timeline=events), "non-monotonic-timeline", "timeline[1].at")

    assert found.fix
    assert found.fix.apply(changed(timeline=events)) == CLEAN


def test_two_events_at_one_time_are_in_order() -> None:
    check_clean(with_event(2, at=at("10:38")))
