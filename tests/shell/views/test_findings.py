"""What the checks find stands in the editor, with the way to where it is mended."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incidents import workflow
from incidents.models import Incident
from incidents.report.value import Report
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast


def test_a_finding_leads_to_its_field(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, REPORT)
    action = incident.actions.get()
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    field = f"action-{action.pk}-owner"
    form = reverse("entry", args=[incident.reference, "actions", action.pk])
    assert f'href="{form}#{field}" data-control="{field}" data-row="actions-{action.pk}"' in page
    assert f'id="actions-{action.pk}"' in page
    assert f'id="{field}"' in signed_in.get(form).content.decode()


def test_what_is_waived_says_by_whom_and_why(signed_in: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    revision = incident.revisions.get()
    workflow.waive(incident, revision, people.reasons(revision), by=cast.manager, at=people.now())
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    panel = page[page.index('id="checks"') : page.index("</details>", page.index('id="checks"'))]
    assert panel.count("Waived by mara: It may stand this once.") == incident.waivers.count() == 4
    assert '<span class="number">4</span> Waived' in page
    assert "level-warns" not in page


def test_a_field_says_so_too_and_so_does_the_form_of_a_row(signed_in: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.IN_REVIEW, cast)
    revision = incident.revisions.get()
    workflow.waive(incident, revision, people.reasons(revision), by=cast.manager, at=people.now())
    address = reverse("entry", args=[incident.reference, "actions", incident.actions.get().pk])
    page = signed_in.get(address).content.decode()
    assert "has no owner" in page
    assert page.count("Waived by mara: It may stand this once.") == 2
    assert "Should be mended" not in page


@pytest.mark.parametrize("report", [Report(), REPORT])
def test_every_finding_leads_to_a_field_that_is_there(signed_in: Client, cast: Cast, report: Report) -> None:
    incident = people.start(cast.engineer, report)
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    links = re.findall(r'href="([^"#]+)#\S+" data-control="(\S+)"', page)
    assert links
    for form, control in links:
        assert f'id="{control}"' in signed_in.get(form).content.decode()


def test_the_panel_counts_by_level_and_groups_by_section(signed_in: Client, incident: Incident) -> None:
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    checks = page[page.index('id="checks"') : page.index("</details>", page.index('id="checks"'))]
    assert "<h2>Checks</h2>" in checks
    titles = ["Summary", "Impact", "Timeline", "Root causes", "Actions", "Resolution and lessons"]
    assert re.findall(r"<h3>(.*?)</h3>", checks) == titles
    counts = re.findall(r'level-(\w+)"><span class="number">(\d+)', checks)
    assert [level for level, _ in counts] == ["blocks", "warns", "advises"]
    assert sum(int(n) for _, n in counts) == checks.count("<li>")


def test_what_blocks_is_said_in_the_editor_and_when_submitting(signed_in: Client, incident: Incident) -> None:
    page = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    assert "Must be mended" in page
    answer = signed_in.post(reverse("submit", args=[incident.reference]), {"message": "Quick, please."})
    assert answer.status_code == 422
    assert "The report has no title" in answer.content.decode()
    assert "Quick, please." in answer.content.decode()


def test_mending_shows_at_once(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, REPORT)
    incident.actions.update(owner="Data team", due="2026-09-01")
    part = signed_in.get(reverse("stage", args=[incident.reference])).content.decode()
    assert "has no owner" not in part


def test_the_heading_and_the_outline_follow_a_saving(signed_in: Client, cast: Cast) -> None:
    incident = people.start(cast.engineer, REPORT)
    incident.timeline.all().delete()
    Incident.objects.filter(pk=incident.pk).update(title="Another title")
    part = signed_in.get(reverse("stage", args=[incident.reference])).content.decode()
    assert '<h1 id="heading" hx-swap-oob="true">Another title</h1>' in part
    timeline = part[part.index('href="#timeline"') : part.index('href="#causes"')]
    assert '<span class="how-far">Empty</span>' in timeline or "finding" in timeline
    assert 'class="count"' not in timeline
