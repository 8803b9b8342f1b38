"""What changed between two versions, as a colleague reads it."""

from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from incidents import changes
from incidents.models import Incident
from incidents.report import compare, value
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast


def page(client: Client, incident: Incident, **asked: str) -> str:
    answer = client.get(reverse("compare", args=[incident.reference]), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def submitted(cast: Cast) -> Incident:
    incident = people.start(cast.engineer, REPORT)
    people.submit(incident, cast.engineer)
    return incident


def test_the_words_that_changed_since_the_submission_are_marked(signed_in: Client, cast: Cast) -> None:
    incident = submitted(cast)
    people.edit(incident, cast.engineer, "summary", summary="For eighty minutes orders failed.")
    shown = page(signed_in, incident)
    assert "<h2>What changed</h2>" in shown
    assert "<del>ninety</del><ins>eighty</ins> minutes orders failed." in shown


def test_nothing_changed_is_said(signed_in: Client, cast: Cast) -> None:
    assert "Both say the same" in page(signed_in, submitted(cast))


def test_what_only_colleagues_read_is_no_change_for_customers(signed_in: Client, cast: Cast) -> None:
    incident = submitted(cast)
    people.edit(incident, cast.engineer, "notes", notes="Ask legal first.")
    assert "Ask legal first." in page(signed_in, incident)
    shown = page(signed_in, incident, **{"as": "public"})
    assert "Customers would read the same in both." in shown
    assert "Ask legal first." not in shown


def test_a_version_that_is_not_there_is_not_found(signed_in: Client, cast: Cast) -> None:
    incident = submitted(cast)
    for key in ("7", "newest", "1'", "²"):
        answer = signed_in.get(reverse("compare", args=[incident.reference]), {"from": key})
        assert answer.status_code == 404, key


def test_a_report_never_submitted_is_compared_with_itself(signed_in: Client, incident: Incident) -> None:
    assert "Both say the same" in page(signed_in, incident)


def test_each_part_kind_and_field_has_a_name() -> None:
    items = (value.TimelineEvent, value.RootCause, value.CorrectiveAction)
    assert set(changes.PARTS) == set(compare.PARTS)
    assert set(changes.KINDS) == set(compare.Kind)
    assert set(changes.FIELDS) == {name for item in items for name in item.__struct_fields__}


def test_references_between_parts_are_told_by_the_causes_words() -> None:
    action = replace(REPORT.actions[0], addresses=(1,), due=None, owner="Data team")
    [part] = changes.told(REPORT, replace(REPORT, actions=(action,)))
    told = {field.label: (field.before, field.after) for field in part.changes[0].fields}
    assert told == {
        "Addresses": ("A limit of zero.", "Nobody checked limits."),
        "Owner": ("", "Data team"),
    }
