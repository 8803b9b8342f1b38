"""A report without any fault, and what shows that one has a certain fault."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from incidents.report.checks import Context, Finding, check
from incidents.report.value import (
    ActionKind,
    Audience,
    CauseKind,
    CorrectiveAction,
    EventKind,
    Lessons,
    Report,
    RootCause,
    Severity,
    TimelineEvent,
)

BERLIN = timezone(timedelta(hours=1))
CONTEXT = Context(
    today=date(2026, 3, 5),
    internal_hosts=("*.corp.example",),
    names=("Ada Byron", "Globex"),
    ticket_prefixes=("PAY",),
)


def at(clock: str, day: int = 3) -> datetime:
    """Return a time of March 2026 in Berlin, before its clocks change."""
    return datetime.fromisoformat(f"2026-03-{day:02}T{clock}:00").replace(tzinfo=BERLIN)


CLEAN = Report(
    title="Card payments failed in the EU region",
    severity=Severity.SEV2,
    timezone="Europe/Berlin",
    started_at=at("10:30"),
    detected_at=at("10:38"),
    acknowledged_at=at("10:41"),
    notified_at=at("10:55"),
    mitigated_at=at("11:40"),
    resolved_at=at("12:10"),
    components=("Card payments",),
    summary=(
        "On 3 March 2026 from 10:30 to 12:10, payments by card failed for customers in the EU region. "
        "A new database index locked the table that keeps the payments. We removed the index, and payments "
        "worked again. The outage lasted 1 hour 40 minutes. No card was charged twice."
    ),
    impact="37.5% of payments in the EU region failed. About 1,200 customers could not pay.",
    impact_percent=Decimal("37.5"),
    timeline=(
        TimelineEvent(
            at=at("10:30"), kind=EventKind.STARTED, text="A release adds an index and locks the table."
        ),
        TimelineEvent(at=at("10:38"), kind=EventKind.DETECTED, text="An alert reports failed payments."),
        TimelineEvent(at=at("10:41"), kind=EventKind.ACKNOWLEDGED, text="The payments team takes the alert."),
        TimelineEvent(at=at("10:55"), kind=EventKind.NOTIFIED, text="We post a notice on the status page."),
        TimelineEvent(
            at=at("11:15"), kind=EventKind.IDENTIFIED, text="The locked table is found to be the cause."
        ),
        TimelineEvent(at=at("11:40"), kind=EventKind.MITIGATED, text="The index is removed."),
        TimelineEvent(
            kind=EventKind.OTHER, text="The payments team calls the bank.", audience=Audience.INTERNAL
        ),
        TimelineEvent(at=at("12:10"), kind=EventKind.RESOLVED, text="All waiting payments are done."),
    ),
    root_causes=(
        RootCause(
            category="change", text="Indexes are added while customers pay, and nothing limits the lock."
        ),
        RootCause(
            kind=CauseKind.TRIGGER,
            category="change",
            text="The release of 3 March 2026 added an index.",
            because_of=0,
        ),
    ),
    resolution="We removed the index at 11:40 and worked off the waiting payments.",
    actions=(
        CorrectiveAction(
            title="Add indexes without locking the table, and refuse releases that lock it",
            detail="The release tool rejects a change that locks a table for more than one second.",
            kind=ActionKind.PREVENTIVE,
            owner="Payments team",
            due=date(2026, 4, 15),
            addresses=(0,),
        ),
        CorrectiveAction(
            title="Alert when more than 2% of payments fail for one minute",
            kind=ActionKind.DETECTIVE,
            owner="Monitoring team",
            due=date(2026, 3, 31),
            addresses=(0,),
        ),
    ),
    lessons=Lessons(
        went_well="The alert named the table, so the cause was found within 40 minutes.",
        went_wrong="The notice on the status page came 17 minutes after the alert.",
        lucky="Few customers pay on a Tuesday morning.",
    ),
    closing="We are sorry that you could not pay. We will report here when both actions are done.",
    notes="Internal: the bank was called by Ada Byron at 11:20.",
)


def changed(**fields: Any) -> Report:
    return replace(CLEAN, **fields)


def with_event(place: int, **fields: Any) -> Report:
    events = list(CLEAN.timeline)
    events[place] = replace(events[place], **fields)
    return changed(timeline=tuple(events))


def with_cause(place: int, **fields: Any) -> Report:
    causes = list(CLEAN.root_causes)
    causes[place] = replace(causes[place], **fields)
    return changed(root_causes=tuple(causes))


def with_action(place: int, **fields: Any) -> Report:
    actions = list(CLEAN.actions)
    actions[place] = replace(actions[place], **fields)
    return changed(actions=tuple(actions))


def check_clean(report: Report, context: Context = CONTEXT) -> None:
    """Assert that no rule finds anything."""
    assert [(each.code, each.path, each.message) for each in check(report, context)] == []


def check_finds(report: Report, code: str, path: str, context: Context = CONTEXT) -> Finding:
    """Assert that this is found here, and that its fix, where it has one, removes it and adds nothing."""
    found = check(report, context)
    here = [each for each in found if (each.code, each.path) == (code, path)]
    assert here, [(each.code, each.path, each.message) for each in found]
    if here[0].fix:
        left = [(each.code, each.path) for each in check(here[0].fix.apply(report), context)]
        assert left.count((code, path)) == len(here) - 1
        assert set(left) <= {(each.code, each.path) for each in found}
    return here[0]
