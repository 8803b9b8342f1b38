"""The ledger of a public tree, checked."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from incidents.errors import NotValidError
from incidents.management.documented import DocumentedCommand
from incidents.publishing import proof
from incidents.publishing.configured import public_store
from incidents.publishing.directory import DirectoryStore


class Command(DocumentedCommand):
    help = (
        "Check the ledger of the public tree, or of a downloaded one: that the chain is unbroken, that\n"
        "each edition's report.json is what its entry says, who signed it, and that the database says so.\n\n"
        "Example: manage.py verify_ledger --to /tmp/downloaded"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, metavar="DIR", help="this tree, not the public one")

    def handle(self, *, to: Path | None, **_: Any) -> None:
        if to and not to.is_dir():
            raise CommandError(f"{to} is no directory.", returncode=2)
        try:
            found = proof.prove(DirectoryStore(to.resolve()) if to else public_store())
        except (NotValidError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The ledger can't be read ({error}).", returncode=2) from error
        for sentence in found.wrong:
            self.stdout.write(sentence)
        self.stdout.write(
            f"{found.entries:,} entries: {found.whole:,} editions are what was published, "
            f"{found.withdrawn:,} were withdrawn and are not to be read. "
            f"{f'Signed by {found.signed_by}' if found.signed_by else 'Not signed'}."
        )
        if found.wrong:
            raise CommandError("The tree isn't what the ledger says.")
