"""A whole Report written over a draft: the rows say it exactly, and as many as can be stay themselves."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from incidents import editing, rewriting
from incidents.models import Incident
from incidents.report.value import Report, RootCause
from tests.report.strategies import reports
from tests.shell.cast import REPORT, Cast, draft_of, now, start


def rewrite(incident: Incident, cast: Cast, after: Report) -> None:
    with transaction.atomic():
        locked = editing.lock(incident, cast.engineer)
        rewriting.rewrite(locked, draft_of(locked), after)
        editing.saved(locked, cast.engineer, now(), "test")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=reports(), after=reports())
def test_any_report_can_be_written_over_any_other(cast: Cast, before: Report, after: Report) -> None:
    incident = start(cast.engineer, before)
    rewrite(incident, cast, after)
    assert draft_of(incident) == after


def test_rows_that_say_the_same_stay_themselves(cast: Cast, incident: Incident) -> None:
    keys = {row.text: row.pk for row in incident.timeline.all()}
    rewrite(incident, cast, replace(REPORT, timeline=REPORT.timeline[:0:-1]))
    assert [row.pk for row in incident.timeline.all()] == [
        keys["The limit was put back."],
        keys["Called the vendor."],
    ]


def test_what_refers_to_causes_follows_them(cast: Cast, incident: Incident) -> None:
    limit, nobody = REPORT.root_causes
    causes = (RootCause(text="Pressure of time."), nobody, replace(limit, because_of=1))
    after = replace(REPORT, root_causes=causes, actions=(replace(REPORT.actions[0], addresses=(2,)),))
    rewrite(incident, cast, after)
    assert draft_of(incident) == after
    addressed = incident.actions.get().addresses.get()
    assert addressed.text == "A limit of zero."
