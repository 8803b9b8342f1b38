"""Make draft incidents from files."""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from incidents import workflow
from incidents.errors import NotAllowedError, NotValidError
from incidents.management.documented import DocumentedCommand
from incidents.report.reading import read, source_text
from incidents.report.value import Report

USAGE = 2


class Command(DocumentedCommand):
    help = (
        "Read postmortems and make a draft incident of each; prints their references.\n"
        "All files are read before the first draft is made: either all become drafts or none.\n\n"
        "Example: manage.py import_report outage.md notes.txt --author ada"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text, Markdown or report.json file")
        parser.add_argument(
            "--author", required=True, metavar="USER", help="the user name the drafts belong to"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        author = User.objects.filter(username=options["author"]).first()
        if author is None:
            raise CommandError(f"There is no user {options['author']!r}.", returncode=USAGE)
        now = timezone.now()
        reports = [(name, self._read(name)) for name in options["files"]]
        try:
            with transaction.atomic():
                made = [(name, workflow.start(report, by=author, at=now)) for name, report in reports]
        except NotAllowedError as error:
            raise CommandError(error.message, returncode=USAGE) from error
        for name, incident in made:
            self.stdout.write(f"{incident.reference}  {name}")

    def _read(self, name: str) -> Report:
        try:
            return read(source_text(Path(name).read_bytes()), today=timezone.now().date()).report
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}.", returncode=USAGE) from error
        except NotValidError as error:
            raise CommandError(f"{name}: {error.message}", returncode=USAGE) from error
