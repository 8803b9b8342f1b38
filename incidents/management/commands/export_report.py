"""Print a report."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from incidents import drafts
from incidents.management.documented import DocumentedCommand
from incidents.models import Incident, Revision
from incidents.publishing import preview
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.rendering.markdown import to_markdown
from incidents.report.value import Report

USAGE = 2


class Command(DocumentedCommand):
    help = (
        "Print the report of an incident: the draft as it stands, or a submitted revision.\n"
        "The Markdown reads back to the same report. HTML is the public page, so it is always public.\n\n"
        "Example: manage.py export_report INC-2026-0001 --format md > report.md"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", metavar="REFERENCE", help="such as INC-2026-0001")
        parser.add_argument("--format", choices=["md", "json", "html"], default="md")
        parser.add_argument(
            "--revision", type=int, metavar="N", help="a submitted revision instead of the draft"
        )
        parser.add_argument("--public", action="store_true", help="only what the public may see")

    def handle(self, *_args: Any, **options: Any) -> None:
        incident = Incident.objects.filter(reference=options["reference"].upper()).first()
        if incident is None:
            raise CommandError(f"There is no incident {options['reference']}.", returncode=USAGE)
        revision = _revision(incident, options["revision"])
        if options["format"] == "html":
            now = timezone.now()
            files = preview.of_revision(revision) if revision else preview.of_draft(incident, at=now)
            self.stdout.write(files["index.html"].decode())
            return
        report = canonical.recall(bytes(revision.report)) if revision else drafts.snapshot(incident)
        self.stdout.write(_written(public(report) if options["public"] else report, options["format"]))


def _revision(incident: Incident, number: int | None) -> Revision | None:
    if number is None:
        return None
    revision = incident.revisions.filter(number=number).first()
    if revision is None:
        raise CommandError(f"{incident.reference} has no revision {number}.", returncode=USAGE)
    return revision


def _written(report: Report, kind: str) -> str:
    return canonical.encode(report).decode() if kind == "json" else to_markdown(report)
