"""What the checks find in a revision, as who decides on it reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms

from incidents import readiness
from incidents.forms.steps import reason_name
from incidents.models import Revision, Waiver
from incidents.report import canonical
from incidents.report.checks import Finding, Level


@dataclass(frozen=True)
class Line:
    """A finding with the waiver that lets it stand, or the field that asks for a reason."""

    finding: Finding
    waiver: Waiver | None
    field: forms.BoundField | None


@dataclass(frozen=True)
class Checked:
    """The findings of a revision in reading order, each once however often it is found."""

    findings: Sequence[Finding]
    waivers: dict[str, Waiver]

    @property
    def unwaived(self) -> list[Finding]:
        """The warnings that nobody has waived."""
        return [
            finding
            for finding in self.findings
            if finding.level is Level.WARNS and finding.fingerprint not in self.waivers
        ]

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is Level.BLOCKS]

    @property
    def advice(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is Level.ADVISES]

    def lines(self, form: forms.Form | None = None) -> list[Line]:
        """Return what blocks or warns; with the fields of a form that asks for reasons."""
        names = form.fields if form else {}
        return [
            Line(
                finding,
                self.waivers.get(finding.fingerprint) if finding.level is Level.WARNS else None,
                form[name] if form and (name := reason_name(finding.fingerprint)) in names else None,
            )
            for finding in self.findings
            if finding.level is not Level.ADVISES
        ]


def checked(revision: Revision, today: date) -> Checked:
    """Return what the checks find in the revision as of today."""
    found = readiness.findings(canonical.recall(bytes(revision.report)), today)
    in_force = revision.incident.waivers.in_force().select_related("person")
    return Checked(
        list({finding.fingerprint: finding for finding in found}.values()),
        {waiver.fingerprint: waiver for waiver in in_force},
    )
