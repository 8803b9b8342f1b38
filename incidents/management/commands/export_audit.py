"""Print the audit trail."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from incidents import trail
from incidents.management.documented import DocumentedCommand
from incidents.models import Incident, Verb

USAGE = 2


class Command(DocumentedCommand):
    help = (
        "Print what was done, by whom and when, as JSON lines, oldest first.\n"
        "Days are whole ones, in UTC.\n\n"
        "Example: manage.py export_audit --verb approved --since 2026-01-01 > approvals.jsonl"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--person", metavar="USER", help="only what this person did")
        parser.add_argument("--verb", choices=[verb.value for verb in Verb], help="only this")
        parser.add_argument("--incident", metavar="REFERENCE", default="", help="such as INC-2026-0001")
        parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="the first day")
        parser.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="the last day")

    def handle(self, *_args: Any, **options: Any) -> None:
        reference = options["incident"].upper()
        if reference and not Incident.objects.filter(reference=reference).exists():
            raise CommandError(f"There is no incident {options['incident']}.", returncode=USAGE)
        asked = trail.Asked(
            person=_person(options["person"]),
            verb=Verb(options["verb"]) if options["verb"] else None,
            reference=reference,
            since=options["since"],
            until=options["until"],
        )
        for line in trail.lines(asked):
            self.stdout.write(line, ending="")


def _person(name: str | None) -> User | None:
    person = User.objects.filter(username=name).first() if name else None
    if name and person is None:
        raise CommandError(f"There is nobody called {name}.", returncode=USAGE)
    return person


def _day(text: str) -> date:
    return date.fromisoformat(text)
