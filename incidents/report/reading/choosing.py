"""What an author chooses while looking at a reading: report, changes → the report with them."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report import canonical, clock
from incidents.report.shape import MOMENTS
from incidents.report.value import Report
from incidents.report.words import say

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?\.?")


def change(report: Report, changes: Mapping[str, Any]) -> Report:
    """Return the report with these values, given as in its JSON, at these paths.

    Another zone keeps every clock time as it was written. Raises NotValidError where the values make no
    report, such as an end before the start.
    """
    plain = canonical.to_plain(report)
    for path, value in changes.items():
        if path != "timezone":
            _put(plain, path, value)
    changed = canonical.decode(msgspec.json.encode(plain))
    return in_other_zone(changed, changes["timezone"]) if "timezone" in changes else changed


def fits(report: Report, changes: Mapping[str, Any]) -> bool:
    """Say whether these values make another report than this one."""
    try:
        return change(report, changes) != report
    except NotValidError:
        return False


def in_other_zone(report: Report, zone: str) -> Report:
    """Return the report with its clock times as those of another zone; one that zone skipped, just after."""
    moments = {name: _there(getattr(report, name), zone) for name in MOMENTS}
    timeline = tuple(replace(event, at=_there(event.at, zone)) for event in report.timeline)
    return replace(report, timezone=zone, timeline=timeline, **moments)


def differences(old: Report, new: Report) -> dict[str, Any]:
    """Return the changes that give `old` the times of `new`, a reading of the same document."""
    before, after = canonical.to_plain(old), canonical.to_plain(new)
    times = {name: after[name] for name in MOMENTS if before[name] != after[name]}
    for index, (event, other) in enumerate(zip(before["timeline"], after["timeline"], strict=True)):
        for name in ("at", "clock"):
            if event[name] != other[name]:
                times[f"timeline[{index}].{name}"] = other[name]
    return times


def _there(moment: datetime | None, zone: str) -> datetime | None:
    if moment is None:
        return None
    return clock.in_zone(clock.readings(moment.replace(tzinfo=None), zone)[0], zone)


def _put(plain: Any, path: str, value: Any) -> None:
    steps: list[str | int] = []
    for name, index in _STEP.findall(path):
        steps += [name, int(index)] if index else [name]
    try:
        for step in steps[:-1]:
            plain = plain[step]
        plain[steps[-1]] = value
    except (KeyError, IndexError, TypeError) as error:
        raise NotValidError(say("This value is no longer there; read the document again."), path) from error
