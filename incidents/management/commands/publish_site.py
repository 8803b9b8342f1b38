"""The public tree from the command line."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from incidents import mailing, workflow
from incidents.errors import NotValidError, WrongStateError
from incidents.management.progress import draw
from incidents.models import Publication, Schedule
from incidents.publishing import announcing, tree, whole
from incidents.publishing.addresses import FRONT, file_at
from incidents.publishing.configured import public_store, site_identity
from incidents.publishing.deploy import deploy
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.store import Store, Written
from incidents.publishing.tasks import enqueue

_NAMED = 20  # paths named of each sort; the count says the rest


class Command(BaseCommand):
    help = (
        "Bring what waits to the public site; or compare, mend or remake its whole tree. "
        "Example: manage.py publish_site --verify"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--verify", action="store_true", help="compare every byte with the database")
        mode.add_argument(
            "--repair", action="store_true", help="mend what differs, remove what doesn't belong"
        )
        mode.add_argument(
            "--rebuild", action="store_true", help="make the tree from nothing and switch it in"
        )
        parser.add_argument(
            "--to", type=Path, metavar="DIR", help="with a mode: this tree, not the public one"
        )

    def handle(self, *, verify: bool, repair: bool, rebuild: bool, to: Path | None, **_: Any) -> None:
        if to and not (verify or repair or rebuild):
            raise CommandError("Say --verify, --repair or --rebuild with --to.", returncode=2)
        store: Store = DirectoryStore(to.resolve()) if to else public_store()
        try:
            if verify:
                self._verify(store)
            elif repair or rebuild:
                self._remake(store, rebuild=rebuild, at=None if to else timezone.now())
            else:
                self._finish(store)
                announcing.go_on()
        except NotValidError as error:
            raise CommandError(error.message, returncode=2) from error
        except WrongStateError as error:
            raise CommandError(error.message) from error
        except DatabaseError as error:
            raise CommandError(f"The database can't be read ({error}); is manage.py migrate done?") from error
        except OSError as error:
            raise CommandError(f"{store.name} can't be used: {error}.") from error

    def _finish(self, store: Store) -> None:
        for due in Schedule.objects.due(timezone.now()):  # while no worker ran
            workflow.carry_out(due, at=timezone.now(), enqueue=enqueue, tell=mailing.enqueue)
        if store.read(file_at(FRONT)) is None or _looks_different(store):
            self.stderr.write("The public tree is new, or its look has changed; making all of it.")
            self._remake(store, rebuild=False, at=timezone.now())
            return
        waiting = list(Publication.objects.pending().values_list("pk", flat=True))
        written, failures = Written(), 0
        for done, publication_id in enumerate(waiting, start=1):
            try:
                written += deploy(publication_id, store, site_identity, at=timezone.now())
            except WrongStateError as error:  # one that can't be shown doesn't keep the others back
                failures += 1
                self.stderr.write(error.message)
            self._bar(done, len(waiting))
        self.stdout.write(f"Published {len(waiting) - failures:,} pending editions: {_said(written)}.")
        if failures:
            raise CommandError(f"{failures:,} of {len(waiting):,} pending editions can't be shown.")

    def _remake(self, store: Store, *, rebuild: bool, at: datetime | None) -> None:
        make = whole.rebuild if rebuild else whole.repair
        outcome = make(store, site_identity, self._bar, at=at)
        self.stdout.write(f"{_said(outcome.written)} written; {outcome.removed:,} files removed.")

    def _verify(self, store: Store) -> None:
        found = whole.verify(store, site_identity, self._bar)
        for sort in ("missing", "different", "unexpected"):
            paths = getattr(found, sort)
            for path in paths[:_NAMED]:
                self.stdout.write(f"{sort} {path}")
            if len(paths) > _NAMED:
                self.stdout.write(f"{sort} and {len(paths) - _NAMED:,} more")
        self.stdout.write(
            f"Compared {found.files:,} files, {found.size:,} bytes: {len(found.missing):,} missing, "
            f"{len(found.different):,} different, {len(found.unexpected):,} unexpected."
        )
        if len(found):
            raise CommandError("The tree isn't what the database says; mend it with publish_site --repair.")

    def _bar(self, done: int, of: int) -> None:
        draw(sys.stderr, done, of)


def _looks_different(store: Store) -> bool:
    """Say whether the site's name, address, colours or frame are others than when the tree was made."""
    return any(not store.holds(path, data) for path, data in tree.fixed(site_identity()))


def _said(written: Written) -> str:
    return f"{written.files:,} files, {written.size:,} bytes"
