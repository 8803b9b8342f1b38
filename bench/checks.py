"""Milliseconds to check a report with 40 and with 500 events, all rules and the slowest of them.

python bench/checks.py
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from sys import path

from msgspec.structs import replace

path.insert(0, str(Path(__file__).parents[1]))

from incidents.report.checks import RULES, Context, Finding, check, code_of
from incidents.report.checks.families import Rule
from incidents.report.checks.written import clocks, dates, durations, numbers, plain
from incidents.report.value import Report
from tests.report.checks.clean import CLEAN, at

CONTEXT = Context(
    today=date(2026, 3, 5), internal_hosts=("*.corp.example",), names=("Globex",), ticket_prefixes=("PAY",)
)
CACHED = (
    clocks.clocks,
    dates.dates,
    durations.lengths,
    numbers.shares,
    numbers.counts,
    plain.plain,
    plain.sentences,
)
WORDS = (
    "At {n}:15 CET the table was locked again and {n} payments failed; we looked at release {n}, saw "
    "nothing, and moved on to [the list of locks](https://status.shop.example/{n})."
)
RUNS = 15


def report_of(events: int) -> Report:
    """Return a report with so many different events, and an action for every ten."""
    timeline = tuple(
        replace(CLEAN.timeline[4], at=at("10:30") + timedelta(seconds=6 * n), text=WORDS.format(n=n))
        for n in range(events)
    )
    actions = tuple(
        replace(CLEAN.actions[0], title=f"Add index {n} without a lock") for n in range(events // 10)
    )
    return replace(CLEAN, timeline=timeline, actions=actions)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median of some runs, each from cold caches, as after an edit of every text."""
    taken = []
    for _ in range(RUNS):
        for function in CACHED:
            function.cache_clear()
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1_000)
    return median(taken)


def _all(rule: Rule, report: Report) -> tuple[Finding, ...]:
    return tuple(rule(report, CONTEXT))


def main() -> None:
    small, large = report_of(40), report_of(500)
    few = milliseconds(lambda: check(small, CONTEXT))
    many = milliseconds(lambda: check(large, CONTEXT))
    print(f"{len(RULES)} rules: 40 events {few:.1f} ms, 500 events {many:.1f} ms")
    print(f"500 / 40 events = 12.5 times as many, {many / few:.1f} times as long")
    alone = {code_of(rule): milliseconds(partial(_all, rule, large)) for rule in RULES}
    for code, taken in sorted(alone.items(), key=lambda item: -item[1])[:8]:
        print(f"  {code:<26} {taken:6.1f} ms alone, 500 events")


if __name__ == "__main__":
    main()
