"""The parts of a report at the editor's side, each with how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from incidents import editing
from incidents.forms.sections import SECTION_FORMS
from incidents.report.checks import Level
from incidents.report.value import Report
from incidents.views.findings import PARTS, Panel
from incidents.views.lists import LISTS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_ROWS = {"timeline": "timeline", "causes": "root_causes", "actions": "actions"}


@dataclass(frozen=True)
class Part:
    """A section or list: `rows` is how many it has (None for a section), `found` what is left to mend.

    `level` is the worst of what was found; None where nothing was.
    """

    name: str
    title: "str | StrPromise"
    rows: int | None
    is_empty: bool
    found: int
    level: Level | None


def outline(report: Report, checks: Panel) -> Sequence[Part]:
    return [_part(name, report, checks) for name in PARTS]


def _part(name: str, report: Report, checks: Panel) -> Part:
    levels = checks.levels(name)
    worst = next((level for level in Level if level in levels), None)
    if name in LISTS:
        rows = len(getattr(report, _ROWS[name]))
        return Part(name, LISTS[name].words["title"], rows, not rows, len(levels), worst)
    is_empty = editing.section_values(report, name) == editing.section_values(Report(), name)
    return Part(name, SECTION_FORMS[name].heading, None, is_empty, len(levels), worst)
