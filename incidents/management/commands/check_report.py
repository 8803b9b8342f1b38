"""Say what is wrong with reports."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from incidents import drafts
from incidents.errors import NotValidError
from incidents.management import sarif
from incidents.management.documented import DocumentedCommand
from incidents.management.located import Located, Waived, locate
from incidents.models import Incident
from incidents.report.checks import Context, Level, configure
from incidents.report.checks.answers import Answer, answers
from incidents.report.reading import Reading, read, source_text

BLOCKED, USAGE = 1, 2
STDIN = "-"


class Checked(NamedTuple):
    name: str
    found: list[Located]
    answers: tuple[Answer, ...]


class Command(DocumentedCommand):
    help = (
        "Check postmortems written as free text or Markdown, a report.json, or incidents by reference, and\n"
        "print what an author should look at. Exits with 1 where something blocks the submission.\n"
        "docs/checks.md explains each code.\n\n"
        "Example: manage.py check_report outage.md INC-2026-0001"
    )
    requires_system_checks = []  # a document can be checked whatever the state of the installation

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "documents", nargs="+", metavar="FILE|REFERENCE", help="a document; - is standard input"
        )
        parser.add_argument("--format", choices=["text", "json", "jsonl", "sarif"], default="text")
        parser.add_argument(
            "--summary",
            action="store_true",
            help="say also how well each report answers what readers ask",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        form = options["format"]
        if form == "json" and len(options["documents"]) > 1:
            raise CommandError("Give one document, or ask for several with --format jsonl.", returncode=USAGE)
        if form == "sarif" and options["summary"]:
            raise CommandError("A log of SARIF has no place for --summary; leave it out.", returncode=USAGE)
        try:
            context = configure(settings.CHECKS, timezone.now().date())
        except NotValidError as error:
            raise CommandError(error.message, returncode=USAGE) from error
        checked = (_checked(name, context) for name in options["documents"])
        self._print_all(checked, form, with_summary=options["summary"])

    def _print_all(self, documents: Iterator[Checked], form: str, *, with_summary: bool) -> None:
        """Print each document as soon as it is checked, but for the one log of SARIF."""
        done = []
        for each in documents:
            done.append((each.name, each.found))
            if form != "sarif" and (printed := _printed(each, form, with_summary=with_summary)):
                self.stdout.write(printed)
        if form == "sarif":
            self.stdout.write(
                msgspec.json.format(msgspec.json.encode(sarif.log(done), enc_hook=str), indent=2).decode()
            )
        if any(each.finding.level is Level.BLOCKS for _, found in done for each in found):
            sys.exit(BLOCKED)


def _checked(name: str, context: Context) -> Checked:
    incident = _incident(name)
    reading = Reading(report=drafts.snapshot(incident)) if incident else _reading(name)
    found = [*_with_waivers(incident, locate(reading, context))]
    return Checked(name, found, answers(reading.report, [each.finding for each in found]))


def _reading(name: str) -> Reading:
    try:
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
        raise CommandError(f"{name}: There is no such file and no such incident.", returncode=USAGE)
    return incident


def _with_waivers(incident: Incident | None, found: list[Located]) -> Iterator[Located]:
    """Yield the findings, each warning that somebody let stand with who did and why."""
    in_force = incident.waivers.in_force().select_related("person") if incident else ()
    reasons = {each.fingerprint: Waived(each.person.get_username(), each.reason) for each in in_force}
    for each in found:
        waived = reasons.get(each.finding.fingerprint) if each.finding.level is Level.WARNS else None
        yield msgspec.structs.replace(each, waived=waived)


def _printed(checked: Checked, form: str, *, with_summary: bool) -> str:
    if form == "text":
        lines = [
            f"{checked.name}:{each.line}: {each.finding.level} {each.finding.code} {each.finding.message}"
            + (f" [waived by {each.waived.by}: {each.waived.reason}]" if each.waived else "")
            for each in checked.found
        ]
        told = [f"{each.told:<7}  {each.question} {each.sentence}" for each in checked.answers]
        return "\n".join((*lines, *(("", checked.name, *told) if with_summary else ())))
    plain: dict[str, Any] = {"file": checked.name, "findings": [each.to_plain() for each in checked.found]}
    if with_summary:
        plain["summary"] = msgspec.to_builtins(checked.answers, enc_hook=str)
    encoded = msgspec.json.encode(plain, enc_hook=str)
    return (msgspec.json.format(encoded, indent=2) if form == "json" else encoded).decode()
