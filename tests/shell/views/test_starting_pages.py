"""Ways to begin a report other than pasting it: empty, guided by a template, like an earlier one."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incidents import workflow
from incidents.models import Incident, ReportTemplate
from incidents.report import canonical
from incidents.report.value import Report
from tests.shell import cast as people
from tests.shell.cast import Cast
from tests.shell.views.test_queries import counting

QUESTION = "Who noticed, and how?"


@pytest.fixture
def template(db: None) -> ReportTemplate:
    questions = {"summary": "What broke?", "timeline": f"{QUESTION}\n\nWhen was it over?"}
    return ReportTemplate.objects.create(name="Ours", description="For all.", questions=questions)


def page_of(name: str, incident: Incident) -> str:
    return reverse(name, args=[incident.reference])


def guided(cast: Cast, template: ReportTemplate) -> Incident:
    return workflow.start(Report(), by=cast.engineer, at=people.now(), template=template)


def test_a_draft_starts_empty_or_from_a_template(signed_in: Client, template: ReportTemplate) -> None:
    page = signed_in.get(reverse("import")).content.decode()
    assert "Ours: For all." in page
    assert re.search(r'value="" [^>]*checked>\s*None', page)
    signed_in.post(reverse("import-blank"))
    signed_in.post(reverse("import-blank"), {"template": template.pk})
    empty, begun = Incident.objects.order_by("pk")
    assert (empty.template, begun.template) == (None, template)
    history = signed_in.get(page_of("history", begun)).content.decode()
    assert "started the draft: Ours" in history


def test_a_retired_template_is_not_offered_and_not_taken(signed_in: Client, template: ReportTemplate) -> None:
    ReportTemplate.objects.filter(pk=template.pk).update(active=False)
    assert "Ours" not in signed_in.get(reverse("import")).content.decode()
    answer = signed_in.post(reverse("import-blank"), {"template": template.pk})
    assert answer.status_code == 422
    assert "not offered any more" in answer.content.decode()
    assert not Incident.objects.exists()


def test_the_questions_stand_beside_the_fields(
    signed_in: Client, cast: Cast, template: ReportTemplate
) -> None:
    incident = guided(cast, template)
    page = signed_in.get(page_of("editor", incident)).content.decode()
    assert '<details class="guide" open>' in page
    assert "<li>What broke?</li>" in page
    assert f"<li>{QUESTION}</li><li>When was it over?</li>" in page
    assert 'aria-describedby="summary-summary_helptext summary-summary_guide summary-summary_found"' in page


def test_the_questions_fold_once_something_is_written(
    signed_in: Client, cast: Cast, template: ReportTemplate
) -> None:
    incident = guided(cast, template)
    incident.timeline.create(position=0, text="It broke.")
    people.edit(incident, cast.engineer, "summary", summary="It broke.")
    page = signed_in.get(page_of("editor", incident)).content.decode()
    assert page.count('<details class="guide">') == 2
    assert '<details class="guide" open>' not in page


def test_a_saved_section_keeps_its_questions(signed_in: Client, cast: Cast, template: ReportTemplate) -> None:
    section = reverse("section", args=[guided(cast, template).reference, "summary"])
    form = signed_in.get(section).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"title": "It broke"}
    answer = signed_in.post(section, said, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "What broke?" in answer.content.decode()


def test_no_question_is_part_of_the_report(cast: Cast, template: ReportTemplate) -> None:
    assert canonical.encode(people.draft_of(guided(cast, template))) == canonical.encode(Report())


def test_a_report_without_a_template_asks_nothing(signed_in: Client, incident: Incident) -> None:
    assert "guide" not in signed_in.get(page_of("editor", incident)).content.decode()


def test_a_template_costs_the_editor_no_question_to_the_database(
    signed_in: Client, cast: Cast, incident: Incident, template: ReportTemplate
) -> None:
    with counting() as without:
        signed_in.get(page_of("editor", incident))
    begun = guided(cast, template)
    with counting() as beside:
        signed_in.get(page_of("editor", begun))
    assert len(beside) == len(without)


def test_a_duplicate_has_the_structure_and_nothing_else(
    signed_in: Client, cast: Cast, template: ReportTemplate
) -> None:
    earlier = workflow.start(people.REPORT, by=cast.second_engineer, at=people.now(), template=template)
    answer = signed_in.post(
        reverse("duplicate"), {"reference": f" {earlier.reference.lower()} "}, follow=True
    )
    begun = Incident.objects.get(author=cast.engineer)
    assert answer.redirect_chain[-1][0] == page_of("editor", begun)
    draft = people.draft_of(begun)
    assert (draft.title, draft.started_at, draft.severity) == ("", None, None)
    assert draft.components == people.REPORT.components
    assert [action.title for action in draft.actions] == ["Refuse zero"]
    assert begun.template == template
    assert begun.audit.get().detail == f"like {earlier.reference}"
    assert people.draft_of(earlier) == people.REPORT


def test_the_page_says_what_is_taken_over(signed_in: Client, db: None) -> None:
    assert (
        "Title, severity, times, numbers and texts start empty"
        in signed_in.get(reverse("import")).content.decode()
    )


def test_a_report_offers_to_be_duplicated(signed_in: Client, incident: Incident) -> None:
    link = f"{reverse('import')}?like={incident.reference}#duplicate"
    assert link in signed_in.get(page_of("editor", incident)).content.decode()
    assert f'value="{incident.reference}"' in signed_in.get(link).content.decode()


def test_an_unknown_reference_is_said_at_its_field(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("duplicate"), {"reference": "INC-1999-0001"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no report with this reference." in page
    assert 'value="INC-1999-0001"' in page
    assert not Incident.objects.exists()
