"""Who changed which part last, told no more exactly than it is known."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from incidents import authorship, checkpoints
from incidents.models import Checkpoint, Incident
from incidents.report import canonical, compare
from incidents.report.value import Report
from tests.report.strategies import reports
from tests.shell.cast import REPORT, WHEN, Cast


def holding(report: Report) -> Checkpoint:
    return Checkpoint(report=canonical.encode(report))


def told(incident: Incident) -> dict[str, tuple[set[str], bool]]:
    """Return for each part who may have changed it last, and whether the draft was begun with it."""
    return {
        each.part: ({person.username for person in each.people}, each.begun)
        for each in authorship.last_to_change(incident)
    }


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=reports(), after=reports())
def test_the_parts_that_changed_are_those_that_a_comparison_tells(before: Report, after: Report) -> None:
    changed = {change.part for change in compare.compare(before, after)}
    assert set(authorship.changed_parts(holding(before), holding(after))) == changed


def test_a_cause_put_in_above_changes_no_action() -> None:
    cause = replace(REPORT.root_causes[1], text="Pressure of time.")
    [action] = REPORT.actions
    shifted = replace(
        REPORT,
        root_causes=(cause, replace(REPORT.root_causes[0], because_of=2), REPORT.root_causes[1]),
        actions=(replace(action, addresses=(1,)),),
    )
    assert authorship.changed_parts(holding(REPORT), holding(shifted)) == ["root_causes"]


def test_the_last_hand_on_each_part_is_named(incident: Incident, cast: Cast) -> None:
    checkpoints.begin(incident)
    first = replace(REPORT, impact="Half of the orders.", closing="Sorry.")
    checkpoints.keep(incident, first, by=cast.second_engineer, at=WHEN)
    second = replace(first, impact="All of the orders.")
    checkpoints.keep(incident, second, by=cast.engineer, at=WHEN + timedelta(minutes=1))
    found = told(incident)
    assert found["impact"] == ({"edda"}, False)
    assert found["closing"] == ({"emil"}, False)
    assert found["title"] == ({"edda"}, True)
    assert "resolution" not in found


def test_all_are_named_between_whom_nothing_is_kept_any_more(incident: Incident, cast: Cast) -> None:
    checkpoints.begin(incident)
    people = [cast.second_engineer, cast.manager, cast.engineer]
    for place, by in enumerate([*people, *people]):
        at = WHEN + timedelta(minutes=place, days=3 * (place // 3))
        checkpoints.keep(incident, replace(REPORT, closing=f"Sorry. {place}"), by=by, at=at)
    last = incident.checkpoints.filter(at__lt=WHEN + timedelta(days=1)).first()
    assert last is not None
    incident.checkpoints.filter(at__gt=last.at).delete()
    assert told(incident)["closing"] == ({"edda", "emil", "mara"}, False)
    [closing] = [each for each in authorship.last_to_change(incident) if each.part == "closing"]
    assert (closing.since, closing.until) == (WHEN, WHEN + timedelta(minutes=2))


def test_a_draft_kept_only_from_later_on_names_nobody_for_what_was_there(
    incident: Incident, cast: Cast
) -> None:
    Incident.objects.filter(pk=incident.pk).update(updated_at=WHEN)
    incident.refresh_from_db()
    checkpoints.begin(incident)
    assert told(incident)["title"] == (set(), False)
