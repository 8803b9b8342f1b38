"""How well a report answers its readers, as a list for the editor's side and the review."""

from collections.abc import Sequence
from typing import Any

from django import template

from incidents.editing import SECTIONS
from incidents.models import Revision
from incidents.report import canonical
from incidents.report.checks import Finding
from incidents.report.checks.answers import Answer, Told
from incidents.report.checks.answers import answers as answer
from incidents.report.value import Report
from incidents.spoken import spoken

register = template.Library()

_PART_OF = {name: section for section, names in SECTIONS.items() for name in names} | {
    "timeline": "timeline",
    "root_causes": "causes",
    "actions": "actions",
}


@register.inclusion_tag("shared/answers.html")
def answers(
    report: Report, findings: Sequence[Finding], reference: str = "", *, fresh: bool = False
) -> dict[str, Any]:
    """Show the answers of a report; with the reference of its editor, each leads to where it is mended."""
    found = answer(report, findings)
    told = [each.told for each in found]
    return {
        "answers": [_shown(each, linked=bool(reference)) for each in found],
        "counts": [(each.value, told.count(each)) for each in (Told.MISSING, Told.THIN) if each in told],
        "reference": reference,
        "open": not reference,
        "fresh": fresh,
    }


@register.inclusion_tag("shared/answers.html")
def answers_of(revision: Revision, findings: Sequence[Finding]) -> dict[str, Any]:
    """Show the answers of what was submitted, whose mending is its author's."""
    return answers(canonical.recall(bytes(revision.report)), findings)


def _shown(answer: Answer, *, linked: bool) -> dict[str, str]:
    field = answer.path.partition("[")[0].partition(".")[0]
    return {
        "question": spoken(answer.question),
        "told": answer.told.value,
        "sentence": spoken(answer.sentence),
        "anchor": _PART_OF.get(field, "summary") if linked else "",
    }
