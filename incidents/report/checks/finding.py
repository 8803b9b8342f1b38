"""What a check says of a report, how grave it is, and the change that mends it."""

import hashlib
import re
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from incidents.report.value import Part, Report

PartT = TypeVar("PartT", bound=Part)

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")
_INDEX = re.compile(r"\[[0-9]+\]")


class Level(StrEnum):
    """BLOCKS: can't be submitted. WARNS: needs a waiver to be approved. ADVISES: worth a thought."""

    BLOCKS = "blocks"
    WARNS = "warns"
    ADVISES = "advises"


class Change(msgspec.Struct, frozen=True):
    """A new value for the field at `path`, such as ``actions[1].due``."""

    path: str
    value: Any


class Fix(msgspec.Struct, frozen=True):
    """Changes that remove a finding and add none; `description` is an order: "Put the events in order"."""

    description: str
    changes: tuple[Change, ...]

    def apply(self, report: Report) -> Report:
        """Return the report with the changes made. They are of the very report that was checked."""
        for change in self.changes:
            report = _put(report, change.path, change.value)
        return report


class Finding(msgspec.Struct, frozen=True):
    """One thing to look at: `path` names the field, `message` is one sentence that names the values."""

    code: str
    level: Level
    path: str
    message: str
    fix: Fix | None = None

    @property
    def fingerprint(self) -> str:
        """Return what a waiver is bound to: it outlives a move in a list, but not a change of the values."""
        told = "\0".join((self.code, _INDEX.sub("[]", self.path), self.message))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def _put(part: PartT, path: str, value: Any) -> PartT:
    step = _STEP.match(path)
    if step is None:
        raise ValueError(f"{path!r} is no path of a report")
    name, rest = step[1], path[step.end() :].removeprefix(".")
    held = getattr(part, name)
    if step[2] is None:
        return replace(part, **{name: _put(held, rest, value) if rest else value})
    place = int(step[2])
    inner = _put(held[place], rest, value) if rest else value
    return replace(part, **{name: (*held[:place], inner, *held[place + 1 :])})
