"""Print what a document says, as a report."""

import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import CommandError, CommandParser

from incidents.errors import NotValidError
from incidents.management.documented import DocumentedCommand
from incidents.report import clock
from incidents.report.reading import Reading, encode, read, source_text, summarise

USAGE = 2
STDIN = "-"


class Command(DocumentedCommand):
    help = (
        "Read postmortems written as free text or Markdown, or a report.json, and print the reading:\n"
        "the report, what was unclear, and the lines each value was read from. Needs no database.\n\n"
        "Example: manage.py read_report outage.md --format json --timezone Europe/Berlin"
    )
    requires_system_checks = []  # a document can be read whatever the state of the installation

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a document; - is standard input")
        parser.add_argument("--format", choices=["text", "json", "jsonl"], default="text")
        parser.add_argument(
            "--date", type=_day, metavar="YYYY-MM-DD", help="the day to assume where none is stated"
        )
        parser.add_argument(
            "--timezone", type=_zone, metavar="NAME", help="the zone to assume where none is stated"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["format"] == "json" and len(options["files"]) > 1:
            raise CommandError("Give one file, or ask for several with --format jsonl.", returncode=USAGE)
        files = [(name, self._read(name, options["date"], options["timezone"])) for name in options["files"]]
        for name, reading in files:
            self.stdout.write(_printed(name, reading, options["format"]))

    def _read(self, name: str, day: date | None, zone: str | None) -> Reading:
        try:
            data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
            return read(source_text(data), today=day, timezone=zone)
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}.", returncode=USAGE) from error
        except NotValidError as error:
            raise CommandError(f"{name}: {error.message}", returncode=USAGE) from error


def _printed(name: str, reading: Reading, form: str) -> str:
    match form:
        case "jsonl":
            return encode(reading).decode()
        case "json":
            return msgspec.json.format(encode(reading), indent=2).decode()
        case _:
            return summarise(name, reading)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date; write one like 2026-03-29") from error


def _zone(text: str) -> str:
    try:
        clock.zone(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    return text
