"""Say what is wrong with reports."""

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from incidents import drafts
from incidents.errors import NotValidError
from incidents.management.located import Located, locate
from incidents.models import Incident
from incidents.report.checks import Level, configure
from incidents.report.reading import Reading, read, source_text

BLOCKED, USAGE = 1, 2
STDIN = "-"


class Command(BaseCommand):
    help = (
        "Check postmortems written as free text or Markdown, a report.json, or incidents by reference, and\n"
        "print what an author should look at. Exits with 1 where something blocks the submission.\n"
        "docs/checks.md explains each code.\n\n"
        "Example: manage.py check_report outage.md INC-2026-0001"
    )
    requires_system_checks = []  # a document can be checked whatever the state of the installation

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "documents", nargs="+", metavar="FILE|REFERENCE", help="a document; - is standard input"
        )
        parser.add_argument("--format", choices=["text", "json", "jsonl"], default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["format"] == "json" and len(options["documents"]) > 1:
            raise CommandError("Give one document, or ask for several with --format jsonl.", returncode=USAGE)
        try:
            context = configure(settings.CHECKS, timezone.now().date())
        except NotValidError as error:
            raise CommandError(error.message, returncode=USAGE) from error
        blocked = False
        for name in options["documents"]:
            found = locate(_reading(name), context)
            blocked = blocked or any(each.finding.level is Level.BLOCKS for each in found)
            if printed := _printed(name, found, options["format"]):
                self.stdout.write(printed)
        if blocked:
            sys.exit(BLOCKED)


def _reading(name: str) -> Reading:
    try:
        if incident := _incident(name):
            return Reading(report=drafts.snapshot(incident))
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return read(source_text(data))
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}.", returncode=USAGE) from error
    except NotValidError as error:
        raise CommandError(f"{name}: {error.message}", returncode=USAGE) from error


def _incident(name: str) -> Incident | None:
    if name == STDIN or Path(name).exists() or not name.upper().startswith("INC-"):
        return None
    incident = Incident.objects.filter(reference=name.upper()).first()
    if incident is None:
        raise NotValidError("There is no such file and no such incident.")
    return incident


def _printed(name: str, found: list[Located], form: str) -> str:
    if form == "text":
        return "\n".join(
            f"{name}:{each.line}: {each.finding.level} {each.finding.code} {each.finding.message}"
            for each in found
        )
    told = msgspec.json.encode({"file": name, "findings": [each.to_plain() for each in found]})
    return (msgspec.json.format(told, indent=2) if form == "json" else told).decode()
