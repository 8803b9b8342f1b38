import itertools
import re
from collections.abc import Mapping
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from incidents import drafts, permissions
from incidents.management.demonstration.course import REPORTS, read_report
from incidents.models import Incident, Publication, PublicationKind, Revision
from incidents.report import canonical, clock
from incidents.report.projection import public
from incidents.report.shape import MOMENTS
from incidents.report.value import ActionState, Audience, EventKind, Report
from incidents.workflow import Stage, standing

pytestmark = pytest.mark.django_db

ALL = sorted(place.stem for place in REPORTS.glob("*.toml"))
# The draft has holes by design, and a manager sent one back for those it has.
READY = [name for name in ALL if name not in {"api_errors", "dashboard"}]


def demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def rows() -> Mapping[str, Any]:
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
    }


def moments(report: Report) -> Mapping[str, Any]:
    return {name: getattr(report, name) for name in MOMENTS if getattr(report, name)}


def test_every_stage_can_be_seen() -> None:
    demo()

    stages = [standing(incident).stage for incident in Incident.objects.all()]

    assert set(stages) == set(Stage)
    assert stages.count(Stage.PUBLISHED) >= 3


def test_a_corrected_and_a_withdrawn_post_keep_their_editions() -> None:
    demo()

    kinds = {
        incident.title: [edition.kind for edition in incident.publications.order_by("edition")]
        for incident in Incident.objects.all()
    }

    assert kinds[read_report("clock_change").title] == [PublicationKind.POST, PublicationKind.CORRECTION]
    assert kinds[read_report("webhooks").title] == [PublicationKind.POST, PublicationKind.WITHDRAWAL]


def test_the_correction_changes_what_customers_read() -> None:
    demo()
    first, second = Publication.objects.filter(incident__title=read_report("clock_change").title).order_by(
        "edition"
    )

    assert "1,312 people" in canonical.decode(bytes(first.report)).impact
    assert "1,964 people" in canonical.decode(bytes(second.report)).impact
    assert "1,964" in second.note


def test_a_second_run_changes_nothing_and_says_so() -> None:
    demo()
    before = rows()

    said = demo()

    assert "nothing was changed" in said
    assert rows() == before


def test_nothing_is_made_beside_a_person_of_the_same_name() -> None:
    User.objects.create_user("grace", "grace@real.example", "her own password")
    before = rows()

    with pytest.raises(CommandError, match="grace exists already"):
        demo()

    assert rows() == before


@override_settings(DEVELOPMENT=False)
def test_production_refuses_passwords_that_everyone_knows() -> None:
    with pytest.raises(CommandError, match="production"):
        demo()

    assert not User.objects.exists()


def test_the_printed_sign_ins_work(client: Client) -> None:
    sign_ins = re.findall(r"^  (\w+) +(\S+) +(engineer|manager) ", demo(), re.MULTILINE)

    assert [role for _, _, role in sign_ins] == ["engineer", "engineer", "manager"]
    for username, password, role in sign_ins:
        client.logout()
        client.post(reverse("account_login"), {"login": username, "password": password})
        person = User.objects.get(username=username)
        assert client.session.get("_auth_user_id") == str(person.pk)
        assert permissions.may_decide(person) is (role == "manager")
        assert permissions.may_edit(person)
        assert not person.is_staff


def test_no_internal_word_is_published() -> None:
    demo()
    published = Publication.objects.exclude(kind=PublicationKind.WITHDRAWAL).select_related(
        "decision__revision"
    )

    assert published
    for edition in published:
        approved = canonical.decode(bytes(edition.decision.revision.report))  # type: ignore[union-attr]
        assert canonical.decode(bytes(edition.report)) == public(approved)
        for text in internal_texts(approved):
            assert text not in bytes(edition.report).decode()


def internal_texts(report: Report) -> list[str]:
    """Return whatever colleagues alone may read, as it would stand in JSON."""
    inside = Audience.INTERNAL
    texts = [line for line in report.notes.splitlines() if line]
    texts += [event.text for event in report.timeline if event.audience is inside]
    texts += [event.source for event in report.timeline if event.source]
    texts += [cause.text for cause in report.root_causes if cause.audience is inside]
    texts += [action.title for action in report.actions if action.audience is inside]
    return texts


def test_what_is_published_has_internal_parts_to_leave_out() -> None:
    reports = [read_report(name) for name in READY]

    assert all(internal_texts(report) for report in reports)


def test_each_draft_says_what_its_file_says_until_it_is_edited() -> None:
    demo()
    edited = {read_report(name).title for name in ("clock_change", "mobile_money")}
    said = {report.title: report for report in map(read_report, ALL) if report.title not in edited}

    kept = {incident.title: drafts.snapshot(incident) for incident in Incident.objects.all()}

    assert {title: report for title, report in kept.items() if title not in edited} == said


def test_steps_follow_one_another_in_time() -> None:
    demo()

    for incident in Incident.objects.all():
        times = list(incident.audit.order_by("pk").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[0].date() >= clock.comparable(drafts.snapshot(incident).started_at).date()  # type: ignore[arg-type]


def test_nothing_is_done_before_its_time() -> None:
    demo()

    for revision in Revision.objects.all():
        report = canonical.decode(bytes(revision.report))
        for action in report.actions:
            assert (action.done_on is not None) == (action.state is ActionState.DONE)
            if action.done_on:
                assert report.started_at
                assert report.started_at.date() <= action.done_on <= revision.submitted_at.date()


@pytest.mark.parametrize("name", READY)
def test_the_times_agree_with_the_timeline(name: str) -> None:
    report = read_report(name)
    told = {f"{event.kind}_at": event.at for event in report.timeline if event.kind is not EventKind.OTHER}
    times = [event.at for event in report.timeline if event.at]

    assert {moment: told.get(moment) for moment in moments(report)} == moments(report)
    assert times == sorted(times)
    assert report.started_at
    assert report.resolved_at
    assert all(report.started_at <= moment <= report.resolved_at for moment in moments(report).values())


@pytest.mark.parametrize("name", READY)
def test_every_cause_has_an_action_with_owner_and_date(name: str) -> None:
    report = read_report(name)
    addressed = set(itertools.chain.from_iterable(action.addresses for action in report.actions))

    assert addressed == set(range(len(report.root_causes)))
    for action in report.actions:
        assert action.owner
        assert report.resolved_at
        assert action.due
        assert timedelta(0) < action.due - report.resolved_at.date() < timedelta(days=366)


@pytest.mark.parametrize("name", READY)
def test_the_summary_names_the_day_and_the_start(name: str) -> None:
    report = read_report(name)
    start = report.started_at
    assert start

    assert f"{start:%A} {start.day} {start:%B %Y}" in report.summary
    assert f"{start:%H:%M}" in report.summary


def test_the_set_is_varied() -> None:
    reports = [read_report(name) for name in ALL]
    sizes = [len(report.timeline) for report in reports]
    clock_change = read_report("clock_change")

    assert {report.severity for report in reports} >= {"sev1", "sev2", "sev3", "sev4", None}
    assert {report.timezone for report in reports} >= {
        "Europe/Berlin",
        "America/New_York",
        "Africa/Nairobi",
        "Etc/UTC",
        None,
    }
    assert (min(sizes), max(sizes)) == (4, 22)
    assert clock_change.started_at
    assert clock_change.resolved_at
    assert clock_change.started_at.utcoffset() != clock_change.resolved_at.utcoffset()
    assert any(event.clock for event in read_report("api_errors").timeline)
    assert any(not event.at and not event.clock for event in read_report("calendar_sync").timeline)
    assert all(
        date(2025, 11, 1) <= r.started_at.date() <= date(2026, 10, 31) for r in reports if r.started_at
    )


def test_the_draft_has_holes_and_a_contradiction() -> None:
    report = read_report("api_errors")

    assert report.severity is None
    assert report.timezone is None
    assert any(not action.owner and not action.due for action in report.actions)
    assert report.mitigated_at
    assert report.resolved_at
    assert report.mitigated_at > report.resolved_at
