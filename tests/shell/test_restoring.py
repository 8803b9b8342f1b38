"""Taking back what was there: exactly that, in that part only, and nothing that stood there is lost."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from incidents import checkpoints, restoring
from incidents.editing import StaleError
from incidents.errors import NotAllowedError, NotValidError
from incidents.models import AuditEntry, Checkpoint, Incident
from incidents.report import canonical
from incidents.report.value import Report
from tests.report.strategies import reports
from tests.shell.cast import REPORT, Cast, draft_of, edit, now, start


def restore(incident: Incident, version: Report, part: str, cast: Cast) -> Checkpoint | None:
    base = restoring.state(draft_of(incident))
    return restoring.restore(
        incident, version, part, base=base, by=cast.second_engineer, at=now(), told="part of it"
    )


def recalled(checkpoint: Checkpoint | None) -> Report:
    assert checkpoint is not None
    return canonical.recall(bytes(checkpoint.report))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(reports(), min_size=2, max_size=3))
def test_restoring_any_checkpoint_gives_exactly_that_report(cast: Cast, states: list[Report]) -> None:
    incident = start(cast.engineer, states[0])
    for state in states[1:]:
        restore(incident, state, "", cast)
    for checkpoint in list(incident.checkpoints.all()):
        restore(incident, recalled(checkpoint), "", cast)
        assert draft_of(incident) == recalled(checkpoint)
        newest = incident.checkpoints.first()
        assert recalled(newest) == draft_of(incident)


def test_what_a_restore_replaces_is_kept_and_comes_back(incident: Incident, cast: Cast) -> None:
    edit(incident, cast.engineer, "impact", impact="A half of the orders.")
    replaced = restore(incident, REPORT, "", cast)
    assert draft_of(incident) == REPORT
    assert recalled(replaced) == replace(REPORT, impact="A half of the orders.")
    assert replaced is not None
    assert (replaced.person, replaced.pinned) == (cast.engineer, True)
    restore(incident, recalled(replaced), "", cast)
    assert draft_of(incident).impact == "A half of the orders."


def test_what_a_restore_replaced_stays_for_years(incident: Incident, cast: Cast) -> None:
    edit(incident, cast.engineer, "impact", impact="A half of the orders.")
    replaced = restore(incident, REPORT, "", cast)
    later = now() + timedelta(days=3000)
    for days in range(3):
        version = replace(REPORT, impact=f"After {days} days.")
        checkpoints.keep(incident, version, by=cast.engineer, at=later + timedelta(days=days))
    assert replaced in incident.checkpoints.all()


def test_one_part_comes_back_and_the_rest_stays(incident: Incident, cast: Cast) -> None:
    edit(incident, cast.engineer, "impact", impact="A half of the orders.")
    edit(incident, cast.engineer, "summary", summary="For eighty minutes orders failed.")
    keys = [row.pk for row in incident.timeline.all()]
    restore(incident, REPORT, "impact", cast)
    assert draft_of(incident) == replace(REPORT, summary="For eighty minutes orders failed.")
    assert [row.pk for row in incident.timeline.all()] == keys


def test_a_deleted_event_comes_back(incident: Incident, cast: Cast) -> None:
    incident.timeline.get(position=1).delete()
    restore(incident, REPORT, "timeline", cast)
    assert draft_of(incident) == REPORT


def test_it_is_on_record(incident: Incident, cast: Cast) -> None:
    restore(incident, replace(REPORT, impact="None."), "impact", cast)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.verb, entry.detail) == (cast.second_engineer, "restored", "part of it")


def test_a_draft_that_changed_meanwhile_is_left_alone(incident: Incident, cast: Cast) -> None:
    base = restoring.state(draft_of(incident))
    edit(incident, cast.engineer, "impact", impact="A half of the orders.")
    with pytest.raises(StaleError, match="nothing was restored"):
        restoring.restore(incident, Report(), "", base=base, by=cast.engineer, at=now(), told="")
    assert draft_of(incident).impact == "A half of the orders."


def test_the_same_again_changes_nothing(incident: Incident, cast: Cast) -> None:
    assert restore(incident, REPORT, "", cast) is None
    assert AuditEntry.objects.filter(verb="restored").count() == 0


def test_a_part_that_contradicts_the_rest_is_refused(incident: Incident, cast: Cast) -> None:
    assert REPORT.started_at is not None
    version = replace(REPORT, started_at=None, resolved_at=REPORT.started_at - timedelta(hours=1))
    with pytest.raises(NotValidError, match="resolved before it started"):
        restore(incident, version, "resolved_at", cast)


def test_a_stranger_restores_nothing(incident: Incident, cast: Cast) -> None:
    base = restoring.state(REPORT)
    with pytest.raises(NotAllowedError):
        restoring.restore(incident, Report(), "", base=base, by=cast.stranger, at=now(), told="")
