"""Which events show a cause: chosen in its form, kept with every version, and never published."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents import editing, evidence, restoring, rewriting
from incidents.forms.entry import fingerprint
from incidents.models import Checkpoint, Incident, RootCause, TimelineEvent
from incidents.report import canonical
from incidents.report.projection import public_digest
from tests.shell.cast import REPORT, Cast, draft_of, edit, now


@pytest.fixture
def linked(incident: Incident, cast: Cast) -> Incident:
    """The first cause is shown by the first event, the second by the third."""
    evidence.write(incident, {(0, 0), (1, 2)})
    return edit(incident, cast.engineer, "impact", impact="Half of the orders.")


def told(incident: Incident) -> set[tuple[str, str]]:
    rows = RootCause.objects.filter(incident=incident).prefetch_related("shown_by")
    return {(row.text, event.text) for row in rows for event in row.shown_by.all()}


ALL = {("A limit of zero.", "An alert fired."), ("Nobody checked limits.", "The limit was put back.")}


def kept(incident: Incident) -> Checkpoint:
    newest = incident.checkpoints.first()
    assert newest is not None
    return newest


def restore(incident: Incident, cast: Cast, checkpoint: Checkpoint, part: str = "") -> Checkpoint | None:
    version = canonical.recall(bytes(checkpoint.report))
    base = restoring.state(draft_of(incident))
    by = cast.second_engineer
    return restoring.restore(incident, version, part, base=base, by=by, at=now(), told="x")


def test_the_form_of_a_cause_offers_the_events(client: Client, cast: Cast, linked: Incident) -> None:
    client.force_login(cast.engineer)
    row = RootCause.objects.filter(incident=linked)[0]
    page = reverse("entry", args=[linked.reference, "causes", row.pk])
    form = client.get(page).context["form"]
    assert "2026-07-01 12:05 An alert fired." in [label for _key, label in form.fields["shown_by"].choices]
    events = [event.pk for event in linked.timeline.all()]
    sent = {**form.texts(), "because_of": form.texts()["because_of"], "base": form["base"].value()}
    client.post(page, {**sent, "shown_by": events[1:]})
    assert {event for cause, event in told(linked) if cause == row.text} == {
        "Called the vendor.",
        "The limit was put back.",
    }
    html = client.get(reverse("editor", args=[linked.reference])).content.decode()
    assert f'<a href="#timeline-{events[1]}">Called the vendor.</a>' in html


def test_a_stale_form_is_merged_or_shown_and_never_overwrites(
    client: Client, cast: Cast, linked: Incident
) -> None:
    client.force_login(cast.engineer)
    row = RootCause.objects.filter(incident=linked)[0]
    page = reverse("entry", args=[linked.reference, "causes", row.pk])
    form = client.get(page).context["form"]
    sent = {**form.texts(), "base": form["base"].value()}
    row.shown_by.set(linked.timeline.all())
    assert client.post(page, {**sent, "text": "A limit of 0."}).status_code == 302
    assert row.shown_by.count() == 3
    assert client.post(page, {**sent, "text": "A limit of 0.", "shown_by": []}).status_code == 409
    assert row.shown_by.count() == 3


def test_choosing_events_changes_no_byte_of_the_report(linked: Incident, cast: Cast) -> None:
    before, digest = draft_of(linked), public_digest(draft_of(linked))
    row = RootCause.objects.filter(incident=linked)[0]
    changes: dict[str, object] = {"text": row.text, "because_of": row.because_of_id, "shown_by": []}
    editing.save_entry(row, changes, base=fingerprint(row), by=cast.engineer, at=now())
    assert told(linked) == ALL - {("A limit of zero.", "An alert fired.")}
    assert (draft_of(linked), public_digest(draft_of(linked))) == (before, digest)
    assert kept(linked).links == [[1, 2]]


def test_a_restore_brings_back_what_was_deleted_with_its_evidence(linked: Incident, cast: Cast) -> None:
    whole = kept(linked)
    for model in (TimelineEvent, RootCause):
        row = model.objects.filter(incident=linked)[0]
        editing.remove_entry(row, base=fingerprint(row), by=cast.second_engineer, at=now())
    assert told(linked) == ALL - {("A limit of zero.", "An alert fired.")}
    replaced = restore(linked, cast, whole)
    assert told(linked) == ALL
    assert replaced is not None
    restore(linked, cast, replaced)
    assert told(linked) == ALL - {("A limit of zero.", "An alert fired.")}


@pytest.mark.parametrize("part", ["timeline", "root_causes"])
def test_one_part_comes_back_with_its_evidence_and_the_rest_keeps_its_own(
    linked: Incident, cast: Cast, part: str
) -> None:
    whole = kept(linked)
    model = TimelineEvent if part == "timeline" else RootCause
    row = model.objects.filter(incident=linked)[0]
    editing.remove_entry(row, base=fingerprint(row), by=cast.second_engineer, at=now())
    extra = RootCause.objects.get(incident=linked, text="Nobody checked limits.")
    extra.shown_by.add(TimelineEvent.objects.get(incident=linked, text="Called the vendor."))
    restore(linked, cast, whole, part)
    assert told(linked) == ALL | {("Nobody checked limits.", "Called the vendor.")}


def test_evidence_stays_with_its_cause_when_rows_change_places(linked: Incident, cast: Cast) -> None:
    rows = RootCause.objects.filter(incident=linked)
    editing.move_entry(rows[0], "down", by=cast.engineer, at=now())
    assert told(linked) == ALL
    report = draft_of(linked)
    rewriting.rewrite(linked, report, canonical.recall(bytes(kept(linked).report)))
    assert told(linked) == ALL


def test_a_version_that_nobody_kept_leaves_the_evidence_that_holds(linked: Incident, cast: Cast) -> None:
    Checkpoint.objects.filter(incident=linked).update(links=[])
    base = restoring.state(draft_of(linked))
    version = canonical.recall(canonical.encode(REPORT))
    Checkpoint.objects.filter(incident=linked, digest=restoring.state(version)).delete()
    restoring.restore(linked, version, "", base=base, by=cast.second_engineer, at=now(), told="x")
    assert told(linked) == ALL
