"""The people of these tests, a clock that moves a minute with every look, and incidents at each stage.

The clock begins at nine with every test: what a test reads must not depend on those that ran before it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from msgspec.structs import replace

from incidents import drafts, editing, readiness, workflow
from incidents.migrations import _first_rows
from incidents.models import Comment, Incident, Notice, Publication, Revision, Schedule
from incidents.report import canonical
from incidents.report.value import (
    Audience,
    CorrectiveAction,
    EventKind,
    Report,
    RootCause,
    Severity,
    Task,
    TimelineEvent,
)
from incidents.workflow import Stage, discussion

WHEN = datetime(2030, 12, 3, 8, tzinfo=UTC)

REPORT = Report(
    title="Orders could not be placed",
    severity=Severity.SEV2,
    timezone="Europe/Berlin",
    started_at=datetime.fromisoformat("2026-07-01T12:00:00+02:00"),
    resolved_at=datetime.fromisoformat("2026-07-01T13:30:00+02:00"),
    components=("Checkout", "Search"),
    summary="For ninety minutes orders failed.",
    impact="A third of the orders.",
    impact_percent=Decimal("37.5"),
    timeline=(
        TimelineEvent(
            at=datetime.fromisoformat("2026-07-01T12:05:00+02:00"),
            kind=EventKind.DETECTED,
            text="An alert fired.",
        ),
        TimelineEvent(text="Called the vendor.", audience=Audience.INTERNAL, source="chat"),
        TimelineEvent(at=datetime.fromisoformat("2026-07-01T13:00:00+02:00"), text="The limit was put back."),
    ),
    root_causes=(RootCause(text="A limit of zero.", because_of=1), RootCause(text="Nobody checked limits.")),
    actions=(CorrectiveAction(title="Refuse zero", addresses=(0,), tasks=(Task(title="Write a test"),)),),
    notes="The vendor is not to be named.",
)


@dataclass(frozen=True)
class Cast:
    """The author works as an engineer; the second of each kind is there to be someone else."""

    engineer: User
    second_engineer: User
    manager: User
    second_manager: User
    stranger: User


def make_cast() -> Cast:
    return Cast(
        person("edda", "engineer"),
        person("emil", "engineer"),
        person("mara", "manager"),
        person("mats", "manager"),
        person("stella"),
    )


def person(name: str, *groups: str) -> User:
    if not Group.objects.filter(name="manager").exists():  # a test that flushed the database took them away
        _first_rows.make_groups(apps, None)
    user: User = User.objects.create_user(name)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


class Clock:
    """The third of August 2026, a minute later with every look."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._minutes = 0

    def look(self) -> datetime:
        self._minutes += 1
        return datetime(2026, 8, 3, 8, 59, tzinfo=UTC) + timedelta(minutes=self._minutes)


clock = Clock()


def now() -> datetime:
    """Return a moment a minute after the last one."""
    return clock.look()


def start(by: User, report: Report = REPORT) -> Incident:
    return workflow.start(report, by=by, at=now())


def submit(incident: Incident, by: User, note: str = "The number was wrong.") -> Revision:
    """Submit and return the revision that a manager is shown."""
    return workflow.submit(incident, by=by, at=now(), correction_note=note)


def approve(incident: Incident, cast: Cast) -> None:
    revision = submit(incident, cast.engineer)
    workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons(revision))


def reasons(revision: Revision) -> dict[str, str]:
    """Return a reason for everything that the checks find in the revision, by fingerprint."""
    found = readiness.findings(canonical.recall(bytes(revision.report)), now().date())
    return {finding.fingerprint: "It may stand this once." for finding in found}


def publish(incident: Incident, cast: Cast) -> Publication:
    approve(incident, cast)
    return workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)


def plan(incident: Incident, by: User, when: datetime = WHEN, *, announced: bool = True) -> Schedule:
    """Schedule what is approved, long after every other moment of these tests unless another is named."""
    return workflow.schedule(
        incident,
        by=by,
        at=now(),
        when=when,
        zone="Europe/Berlin",
        enqueue=ignore_schedule,
        announced=announced,
    )


def withdraw(incident: Incident, cast: Cast) -> Publication:
    return workflow.withdraw(
        incident, by=cast.manager, at=now(), note="It named the wrong part.", enqueue=ignore
    )


def edit(incident: Incident, by: User, section: str = "impact", **changes: Any) -> Incident:
    """Save a section as somebody who has just opened it."""
    base = drafts.fingerprint(editing.section_values(draft_of(incident), section))
    return editing.save_section(incident, section, changes, base=base, by=by, at=now())


def draft_of(incident: Incident) -> Report:
    """Return the draft as the database has it now."""
    return drafts.snapshot(Incident.objects.get(pk=incident.pk))


def at_stage(stage: Stage, cast: Cast) -> Incident:
    """Return an incident that has come to this stage by the verbs."""
    incident = start(cast.engineer)
    if stage is Stage.IN_REVIEW:
        submit(incident, cast.engineer)
    elif stage is Stage.SENT_BACK:
        revision = submit(incident, cast.engineer)
        workflow.send_back(incident, revision, by=cast.manager, at=now(), note="Name the part.")
    elif stage is Stage.APPROVED:
        approve(incident, cast)
    elif stage in {Stage.PUBLISHED, Stage.WITHDRAWN}:
        publish(incident, cast)
    if stage is Stage.WITHDRAWN:
        withdraw(incident, cast)
    return incident


def ignore(_publication: Publication) -> None:
    """Enqueue nothing."""


def comment(incident: Incident, by: User, text: str = "Is this so?", **about: str) -> Comment:
    return discussion.comment(incident, by=by, at=now(), text=text, tell=ignore_notice, **about)


def reply(first: Comment, by: User, text: str = "It is.") -> Comment:
    return discussion.reply(first, by=by, at=now(), text=text, tell=ignore_notice)


def ignore_notice(_notice: Notice) -> None:
    """Enqueue nothing."""


def ignore_schedule(_schedule: Schedule) -> None:
    """Enqueue nothing."""


def titled(title: str) -> Report:
    return replace(REPORT, title=title)
