from tests.report.checks.clean import at, changed, check_clean, check_finds, with_event


def test_an_end_in_the_timeline_before_the_stated_start() -> None:
    report = changed(resolved_at=None, timeline=with_event(7, at=at("09:10")).timeline)

    found = check_finds(report, "resolved-before-start", "timeline[7].at")

    assert "09:10 on 3 March 2026" in found.message


def test_a_stated_end_before_the_start_in_the_timeline() -> None:
    events = with_event(0, at=at("12:30")).timeline

    check_finds(changed(started_at=None, timeline=events), "resolved-before-start", "resolved_at")


def test_the_right_order() -> None:
    check_clean(changed())
