"""Under which components and which severity a report is to be found: the shelves of the public site."""

import hashlib
import re

from incidents.report.metrics import moment
from incidents.report.value import Report, Severity

COMPONENT, SEVERITY = "component", "severity"
UNRESOLVED = "unresolved"
_LIMIT = 60  # letters of a name in an address
_TAIL = 6  # digits that tell names apart which are spelled alike once they are made an address
_OTHER = re.compile(r"[^a-z0-9]+")


def shelves(report: Report) -> dict[str, str]:
    """Return the shelves of a report, such as ``component/checkout``, with what the report calls each."""
    found: dict[str, str] = {}
    for name in filter(None, report.components):
        found.setdefault(component_shelf(name), name)
    if report.severity:
        found[severity_shelf(report.severity)] = report.severity.value
    if not is_over(report):
        found[UNRESOLVED] = ""
    return found


def is_over(report: Report) -> bool:
    """Say whether the report says of its incident that it ended, or how."""
    return moment(report, "resolved_at") is not None or bool(report.resolution)


def component_shelf(name: str) -> str:
    return f"{COMPONENT}/{slug(name)}"


def severity_shelf(severity: Severity) -> str:
    return f"{SEVERITY}/{severity.value}"


def slug(name: str) -> str:
    """Return a name as it stands in an address; names that differ by more than case and blanks differ."""
    plain = " ".join(name.lower().split())
    words = _OTHER.sub("-", plain).strip("-")[:_LIMIT].strip("-")
    if words == plain.replace(" ", "-"):
        return words
    tail = hashlib.sha256(plain.encode()).hexdigest()[:_TAIL]
    return f"{words}-{tail}".strip("-")
