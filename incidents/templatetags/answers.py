"""How well a report answers its readers, as a list for the editor's side and the review."""

from typing import Any

from django import template
from django.utils import timezone

from incidents import readiness
from incidents.editing import SECTIONS
from incidents.models import Revision
from incidents.report import canonical
from incidents.report.checks.answers import Answer, Told
from incidents.report.value import Report

register = template.Library()

_PART_OF = {name: section for section, names in SECTIONS.items() for name in names} | {
    "timeline": "timeline",
    "root_causes": "causes",
    "actions": "actions",
}


@register.inclusion_tag("shared/answers.html")
def answers(report: Report, reference: str = "", *, fresh: bool = False) -> dict[str, Any]:
    """Show the answers of a report; with the reference of its editor, each leads to where it is mended."""
    found = readiness.answers(report, timezone.now().date())
    told = [answer.told for answer in found]
    return {
        "answers": [_shown(answer, linked=bool(reference)) for answer in found],
        "counts": [(each.value, told.count(each)) for each in (Told.MISSING, Told.THIN) if each in told],
        "reference": reference,
        "open": not reference,
        "fresh": fresh,
    }


@register.inclusion_tag("shared/answers.html")
def answers_of(revision: Revision) -> dict[str, Any]:
    """Show the answers of what was submitted, whose mending is its author's."""
    return answers(canonical.recall(bytes(revision.report)))


def _shown(answer: Answer, *, linked: bool) -> dict[str, str]:
    field = answer.path.partition("[")[0].partition(".")[0]
    return {
        "question": answer.question,
        "told": answer.told.value,
        "sentence": answer.sentence,
        "anchor": _PART_OF.get(field, "summary") if linked else "",
    }
