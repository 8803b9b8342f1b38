"""What the checks find in a draft, each with the field of the editor where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from incidents import readiness
from incidents.forms.checked import Said
from incidents.forms.places import Spot, spot
from incidents.forms.sections import SECTION_FORMS
from incidents.models import Incident, Waiver
from incidents.report.checks import Finding, Level
from incidents.report.value import Report
from incidents.views.lists import LISTS

PARTS = ("summary", "impact", "timeline", "causes", "actions", "resolution", "notes")


@dataclass(frozen=True)
class Placed:
    """A finding and the way to its field: `control` is that one's id, `key` and `row` are its row's.

    `page` shows the field, with JavaScript or without. A `waiver` lets a warning stand.
    """

    finding: Finding
    spot: Spot
    key: int | None
    page: str
    control: str
    waiver: Waiver | None = None

    @property
    def touches(self) -> str:
        """Return the parts of the editor that the fix changes."""
        paths = (change.path for change in self.finding.fix.changes) if self.finding.fix else ()
        return " ".join(sorted({spot(path).part for path in paths}))

    @property
    def row(self) -> str:
        return f"{self.spot.part}-{self.key}" if self.key else ""


class Panel:
    """The findings of a draft: how many there are of each level, and all of them section by section."""

    def __init__(self, found: Iterable[Placed]) -> None:
        self.findings = tuple(found)
        self.found = tuple(placed.finding for placed in self.findings)
        levels = [placed.finding.level for placed in self.findings if not placed.waiver]
        self.waived = len(self.findings) - len(levels)
        self.counts = [(level, levels.count(level)) for level in Level if level in levels]
        parts = {part: [placed for placed in self.findings if placed.spot.part == part] for part in PARTS}
        self.blocking = [placed for placed in self.findings if placed.finding.level is Level.BLOCKS]
        self.warnings = levels.count(Level.WARNS)
        self.groups = [(_title(part), found) for part, found in parts.items() if found]

    def levels(self, part: str) -> list[Level]:
        """Return the levels of what is left to mend in a part."""
        left = (placed for placed in self.findings if placed.spot.part == part and not placed.waiver)
        return [placed.finding.level for placed in left]

    def of(self, part: str, key: int | None = None) -> dict[str, list[Said]]:
        """Return what a form's fields are told, by their names."""
        here = (placed for placed in self.findings if (placed.spot.part, placed.key) == (part, key))
        return by_field((placed.spot.field, Said(placed.finding, placed.waiver)) for placed in here)


class Waived:
    """The waivers in force of an incident, by what they let stand."""

    def __init__(self, incident: Incident) -> None:
        in_force = incident.waivers.in_force().select_related("person")
        self._waivers = {waiver.fingerprint: waiver for waiver in in_force}

    def of(self, finding: Finding) -> Waiver | None:
        return self._waivers.get(finding.fingerprint) if finding.level is Level.WARNS else None


def panel(incident: Incident, report: Report, today: date) -> Panel:
    """Return the draft's findings; `report` is its snapshot, taken of this very `incident`."""
    found = readiness.findings(report, today)
    keys = {
        "timeline": [row.pk for row in incident.timeline.all()],
        "causes": [row.pk for row in incident.root_causes.all()],
        "actions": [row.pk for row in incident.actions.all()],
    }
    waived = Waived(incident)
    return Panel(replace(_placed(incident, finding, keys), waiver=waived.of(finding)) for finding in found)


def by_field(found: Iterable[tuple[str, Said]]) -> dict[str, list[Said]]:
    fields: dict[str, list[Said]] = {}
    for field, said in found:
        fields.setdefault(field, []).append(said)
    return fields


def _placed(incident: Incident, finding: Finding, keys: dict[str, list[int]]) -> Placed:
    where = spot(finding.path)
    editor = reverse("editor", args=[incident.reference])
    if where.part in SECTION_FORMS:
        control = SECTION_FORMS[where.part].ids() % where.field
        return Placed(finding, where, None, f"{editor}#{control}", control)
    kind = LISTS[where.part]
    if where.place is None:
        return Placed(finding, where, None, f"{editor}#{kind.name}", kind.form.ids(None) % kind.first)
    key = keys[where.part][where.place]
    control = kind.form.ids(key) % where.field
    page = reverse("entry", args=[incident.reference, kind.name, key])
    return Placed(finding, where, key, f"{page}#{control}", control)


def _title(part: str) -> object:
    return SECTION_FORMS[part].heading if part in SECTION_FORMS else LISTS[part].words["title"]
