"""What a timeline's "+5 min" is counted from: its start, the last written time, or the event before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from incidents.report.reading.counted import Passed
from incidents.report.reading.entry import Entry


class Count:
    """Keeps the moments to count from, by the wall clock."""

    def __init__(self, start: datetime | None) -> None:
        self._start = start
        self._written: datetime | None = start
        self._grows = False

    def prepare(self, entries: Sequence[Entry]) -> None:
        """Look whether each run of "+5, +15, +40" grows: then all of it is counted from one time."""
        runs: list[list[timedelta]] = [[]]
        for entry in entries:
            if entry.passed and entry.passed.since == "event":
                runs[-1].append(entry.passed.length)
            elif entry.stamp and entry.stamp.clock:
                runs.append([])
        self._grows = all(before < after for run in runs for before, after in pairwise(run))

    def reached(self, wall: datetime) -> None:
        """Note a time that is written out."""
        self._start = self._start or wall
        self._written = wall

    def after(self, passed: Passed, last: datetime | None) -> datetime | None:
        """Return the moment; None where nothing before it has a time."""
        if passed.since == "start":
            base = self._start
        else:
            base = self._written if self._grows and passed.since == "event" else last
        return base + passed.length if base else None
