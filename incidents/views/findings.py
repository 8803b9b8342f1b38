"""What the checks find in a draft, each with the place of the editor where it is mended."""

import re
from dataclasses import dataclass
from datetime import date

from incidents import drafts, readiness
from incidents.models import Incident
from incidents.report.checks import Finding

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_SECTION_OF = {
    "impact": "impact",
    "impact_percent": "impact",
    "resolution": "resolution",
    "lessons": "resolution",
    "closing": "resolution",
    "notes": "notes",
    "timeline": "timeline",
    "root_causes": "causes",
    "actions": "actions",
}


@dataclass(frozen=True)
class Placed:
    finding: Finding
    anchor: str


def findings(incident: Incident, today: date) -> list[Placed]:
    """Return the draft's findings in reading order. The incident's rows are fetched where they aren't yet."""
    found = readiness.findings(drafts.snapshot(incident), today)
    rows = {
        "timeline": [row.pk for row in incident.timeline.all()],
        "root_causes": [row.pk for row in incident.root_causes.all()],
        "actions": [row.pk for row in incident.actions.all()],
    }
    return [Placed(finding, _anchor(finding.path, rows)) for finding in found]


def _anchor(path: str, rows: dict[str, list[int]]) -> str:
    step = _STEP.match(path)
    if step is None:
        return "summary"
    section = _SECTION_OF.get(step[1], "summary")
    return f"{section}-{rows[step[1]][int(step[2])]}" if step[2] and step[1] in rows else section
