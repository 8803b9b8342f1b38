"""Managers write the templates, retire them and bring them back."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from incidents.forms.report_template import TemplateForm
from incidents.migrations import _first_rows
from incidents.models import ReportTemplate
from incidents.models.report_template import PARTS
from tests.shell.cast import Cast


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


@pytest.fixture
def template(db: None) -> ReportTemplate:
    return ReportTemplate.objects.create(name="Ours", questions={"summary": "What broke?"})


def form_of(client: Client, template: ReportTemplate) -> dict[str, str]:
    form: TemplateForm = client.get(reverse("template", args=[template.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_a_manager_writes_a_template(manager: Client) -> None:
    said = {"name": "Short", "description": "For small ones.", "impact": "Whom?\r\nHow long?"}
    answer = manager.post(reverse("template-new"), said)
    assert answer.status_code == 302
    made = ReportTemplate.objects.get(name="Short")
    assert made.guide == {"impact": ["Whom?", "How long?"]}
    page = manager.get(reverse("templates")).content.decode()
    assert "For small ones. Changed by mara" in page


def test_a_template_is_changed(manager: Client, template: ReportTemplate) -> None:
    said = form_of(manager, template) | {"summary": "What was seen?"}
    assert manager.post(reverse("template", args=[template.pk]), said).status_code == 302
    template.refresh_from_db()
    assert template.guide == {"summary": ["What was seen?"]}


def test_a_name_is_taken_once_and_nothing_typed_is_lost(manager: Client, template: ReportTemplate) -> None:
    answer = manager.post(reverse("template-new"), {"name": "Ours", "impact": "Whom did it hit?"})
    assert answer.status_code == 422
    assert "Another template has this name" in answer.content.decode()
    assert "Whom did it hit?" in answer.content.decode()


def test_a_template_without_a_name_is_not_saved(manager: Client) -> None:
    before = ReportTemplate.objects.count()
    assert manager.post(reverse("template-new"), {"name": " "}).status_code == 422
    assert ReportTemplate.objects.count() == before


def test_the_slower_of_two_managers_decides_and_loses_nothing(
    manager: Client, template: ReportTemplate
) -> None:
    address = reverse("template", args=[template.pk])
    mine = form_of(manager, template) | {"summary": "Mine?"}
    manager.post(address, form_of(manager, template) | {"summary": "Theirs?"})
    answer = manager.post(address, mine)
    assert answer.status_code == 409
    assert "mara saved this template while you were writing" in answer.content.decode()
    assert "Mine?" in answer.content.decode()
    template.refresh_from_db()
    assert template.guide == {"summary": ["Theirs?"]}
    again = {name: answer.context["form"][name].value() or "" for name in answer.context["form"].fields}
    assert manager.post(address, again).status_code == 302
    template.refresh_from_db()
    assert template.guide == {"summary": ["Mine?"]}


def test_a_template_is_retired_and_brought_back(manager: Client, template: ReportTemplate) -> None:
    offer = reverse("template-offer", args=[template.pk])
    page = manager.post(offer, {"active": "no"}, follow=True)
    assert template in page.context["retired"]
    page = manager.post(offer, {"active": "yes"}, follow=True)
    assert template in page.context["active"]


def test_templates_are_the_managers(client: Client, cast: Cast, template: ReportTemplate) -> None:
    client.force_login(cast.engineer)
    for page in (reverse("templates"), reverse("template-new"), reverse("template", args=[template.pk])):
        assert client.get(page).status_code == 403
    assert client.post(reverse("template-new"), {"name": "Mine"}).status_code == 403
    assert client.post(reverse("template-offer", args=[template.pk]), {"active": "no"}).status_code == 403
    assert "Change the templates" not in client.get(reverse("import")).content.decode()
    client.force_login(cast.manager)
    assert "Change the templates" in client.get(reverse("import")).content.decode()


def test_three_templates_come_with_candor(db: None) -> None:
    ReportTemplate.objects.all().delete()
    _first_rows.make_templates(apps, None)
    assert [row.name for row in ReportTemplate.objects.active()] == ["Atlassian", "Google SRE", "PagerDuty"]
    for row in ReportTemplate.objects.all():
        assert set(row.questions) == set(row.guide) <= set(PARTS)
        assert all(line.endswith("?") for lines in row.guide.values() for line in lines)
