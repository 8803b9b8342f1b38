"""The times of a status page's JSON, and the zone to show them in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from incidents.report import clock
from incidents.report.reading.formats.located import Node

DATED = ("display_at", "created_at")  # when an update was told; the first that is there counts
_UNKNOWN = datetime(clock.EARLIEST_YEAR, 1, 1, tzinfo=UTC)


def zone_of(named: str, stated: Iterable[Node], assumed: str | None) -> str:
    """Return the page's zone, else the one offset that all times have, else `assumed` or UTC."""
    if _is_zone(named):
        return named
    offsets = {moment.utcoffset() for node in stated if (moment := moment_of(node))}
    offset = offsets.pop() if len(offsets) == 1 else None
    minutes = int(offset / timedelta(minutes=1)) if offset else 0
    if not minutes:
        return assumed or "Etc/UTC"
    name = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return name if _is_zone(name) else assumed or "Etc/UTC"


def moment_of(node: Node) -> datetime | None:
    """Return the time a node states, with its offset."""
    try:
        moment = datetime.fromisoformat(node.text)
    except ValueError:
        return None
    if not clock.EARLIEST_YEAR < moment.year < clock.LATEST_YEAR:  # in every zone
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def instant_of(update: Node) -> datetime:
    return next((at for name in DATED if (at := moment_of(update.get(name)))), _UNKNOWN)


def _is_zone(name: str) -> bool:
    try:
        clock.zone(name)
    except ValueError:
        return False
    return True
