"""Brings the languages' catalogues up to what the code and the templates say, and compiles them."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from incidents.management import catalogue
from incidents.management.documented import DocumentedCommand


class Command(DocumentedCommand):
    help = "Add new sentences to locale/…/django.po, drop those that nothing says, and compile the .mo files."
    example = "manage.py catalogue"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; exit 1 if that would.")

    def handle(self, **options: Any) -> None:
        stale = False
        for language, _name in settings.LANGUAGES:
            if language != "en":
                stale |= self._bring_up(language, check=options["check"])
        if stale and options["check"]:
            sys.exit(1)

    def _bring_up(self, language: str, *, check: bool) -> bool:
        new = catalogue.renewed(language)
        files = {
            catalogue.place(language): catalogue.spelled(new),
            catalogue.place(language, "mo"): catalogue.compiled(new),
        }
        stale = {path: data for path, data in files.items() if not path.exists() or path.read_bytes() != data}
        for path, data in stale.items():
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        missing = sum(1 for message in new if message.id and not _is_said(message.string))
        self.stdout.write(f"{language}: {len(new)} sentences, {missing} without words of their own.")
        return bool(stale)


def _is_said(string: str | list[str] | tuple[str, ...] | None) -> bool:
    return bool(string) and all((string,) if isinstance(string, str) else tuple(string or ()))
