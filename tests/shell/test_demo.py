import re
from collections.abc import Mapping
from datetime import date
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
from incidents.report.value import ActionState, Audience, Report
from incidents.workflow import Stage, standing, waivers

pytestmark = pytest.mark.django_db

ALL = sorted(place.stem for place in REPORTS.glob("*.toml"))


def demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def rows() -> Mapping[str, Any]:
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
    }


def test_every_stage_can_be_seen() -> None:
    demo()

    stages = [standing(incident).stage for incident in Incident.objects.all()]

    assert set(stages) == set(Stage)
    assert stages.count(Stage.PUBLISHED) >= 3


def test_a_newcomer_finds_a_warning_to_waive() -> None:
    demo()
    (waiting,) = Incident.objects.in_review()
    (ready,) = Incident.objects.approved()
    november = date(2026, 11, 1)

    found = waivers.unwaived(waiting, waiting.revisions.get(), november)

    assert [finding.code for finding in found] == ["due-passed"]
    assert not waivers.unwaived(ready, ready.revisions.get(), november)


def test_a_newcomer_finds_two_threads_and_a_mention() -> None:
    demo()
    (waiting,) = Incident.objects.in_review()

    assert waiting.comments.open().count() == 2
    told = [notice.kind for notice in User.objects.get(username="ada").notices.unread()]
    assert told.count("mentioned") == 1


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
        assert internal_texts(approved)
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
