"""The words and marks of Candor's own Markdown, which `rendering.markdown` writes and `reading.own` reads.

The format is described in `docs/markdown-format.md`. Changing a word here makes documents in people's
repositories unreadable: add beside the old, and give the first line a new number.
"""

import re
from datetime import datetime

from incidents.report.value import CauseKind

FIRST_LINE = "<!-- candor-report 1 -->"
SECTIONS = {
    "summary": "Summary",
    "impact": "Impact",
    "timeline": "Timeline",
    "root_causes": "Root causes",
    "resolution": "Resolution",
    "actions": "Actions",
    "lessons.went_well": "What went well",
    "lessons.went_wrong": "What went wrong",
    "lessons.lucky": "Where we got lucky",
    "closing": "Closing",
    "notes": "Notes (internal)",
}
MOMENTS = {
    "started_at": "Started",
    "detected_at": "Detected",
    "acknowledged_at": "Acknowledged",
    "notified_at": "Customers told",
    "mitigated_at": "Mitigated",
    "resolved_at": "Resolved",
}
CAUSES = {
    CauseKind.TRIGGER: "Trigger",
    CauseKind.ROOT: "Root cause",
    CauseKind.CONTRIBUTING: "Contributing",
    CauseKind.DETECTION_GAP: "Detection gap",
}
UNTIMED = "\u2013"
INDENT = "  "
FACT = re.compile(r"- \*\*([A-Z][A-Za-z ]*):\*\*(?: (.*))?$")

_HEADINGS = "|".join(re.escape(name) for name in SECTIONS.values())
# What would be taken for the document's own at the start of a line: in any text, in a cause or an action.
_RESERVED = re.compile(rf"\\*## (?:{_HEADINGS})$")
_RESERVED_IN_ITEM = re.compile(rf"\\*(?:## (?:{_HEADINGS})$|### [0-9]+\.|- \*\*[A-Z][A-Za-z ]*:\*\*)")


def escape(text: str, *, item: bool = False) -> str:
    """Return prose with a backslash before each line that would be taken for a heading or fact of ours."""
    reserved = _RESERVED_IN_ITEM if item else _RESERVED
    return "\n".join(f"\\{line}" if reserved.match(line) else line for line in text.split("\n"))


def unescape(text: str, *, item: bool = False) -> str:
    """Return what `escape` was given."""
    reserved = _RESERVED_IN_ITEM if item else _RESERVED
    lines = text.split("\n")
    return "\n".join(line[1:] if line.startswith("\\") and reserved.match(line) else line for line in lines)


def spell_moment(moment: datetime) -> str:
    """Return a time as ``2026-03-29 01:40 +01:00``; without an offset where no zone is known."""
    text = moment.isoformat(sep=" ", timespec="seconds" if moment.second else "minutes")
    return text if moment.tzinfo is None else f"{text[:-6]} {text[-6:]}"


def read_moment(text: str) -> datetime:
    """Return the time that `spell_moment` wrote. Raises ValueError for anything else."""
    return datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:\d\d$)", "", text))
