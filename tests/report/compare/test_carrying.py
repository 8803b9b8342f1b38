"""One part taken from another version: that part is as it was there, and nothing else has changed."""

from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report.compare import PARTS, carry, compare
from incidents.report.value import CorrectiveAction, Report, RootCause, TimelineEvent
from tests.report.strategies import reports

CAUSES = (RootCause(text="A limit of zero."), RootCause(text="Nobody checked limits."))
ACTION = CorrectiveAction(title="Check limits", addresses=(1,))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@given(part=st.sampled_from(PARTS), source=reports(), into=reports())
def test_only_that_part_changes_and_it_is_as_it_was(part: str, source: Report, into: Report) -> None:
    try:
        carried = carry(part, source, into)
    except NotValidError:  # a time that the other zone's clocks skip, or an end before the start
        assume(False)
        raise
    changed = {change.part for change in compare(into, carried)}
    assert changed <= {part, "actions"} if part == "root_causes" else changed <= {part}
    left = [change for change in compare(source, carried) if change.part == part]
    assert all(field.name == "addresses" for change in left for field in change.fields)


@given(reports())
def test_a_part_of_the_same_report_changes_nothing(report: Report) -> None:
    assert all(carry(part, report, report) == report for part in PARTS)


def test_times_of_another_zone_keep_what_the_clock_showed() -> None:
    berlin = Report(
        timezone="Europe/Berlin",
        started_at=at("2026-07-01T12:00:00+02:00"),
        timeline=(TimelineEvent(at=at("2026-07-01T12:05:00+02:00"), text="An alert fired."),),
    )
    lisbon = Report(timezone="Europe/Lisbon")
    assert carry("started_at", berlin, lisbon).started_at == at("2026-07-01T12:00:00+01:00")
    assert carry("timeline", berlin, lisbon).timeline[0].at == at("2026-07-01T12:05:00+01:00")
    moved = carry("timezone", lisbon, berlin)
    assert moved.started_at == at("2026-07-01T12:00:00+01:00")
    assert moved.timeline[0].at == at("2026-07-01T12:05:00+01:00")


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    there = Report(timezone="UTC", started_at=at("2026-03-29T02:30:00+00:00"))
    with pytest.raises(NotValidError, match="the clocks went forward, but that is a time of this part"):
        carry("started_at", there, Report(timezone="Europe/Berlin"))


def test_actions_go_on_addressing_the_same_causes() -> None:
    then = Report(root_causes=CAUSES, actions=(ACTION,))
    now = Report(root_causes=(RootCause(text="Pressure of time."), *reversed(CAUSES)), actions=())
    assert carry("actions", then, now).actions == (replace(ACTION, addresses=(1,)),)
    shorter = carry("root_causes", Report(root_causes=CAUSES[:1]), then)
    assert shorter.actions == (replace(ACTION, addresses=()),)


def test_lessons_are_taken_one_by_one() -> None:
    then = Report()
    then = replace(then, lessons=replace(then.lessons, lucky="It was night.", went_well="The alert."))
    assert carry("lessons.lucky", then, Report()).lessons == replace(Report().lessons, lucky="It was night.")
