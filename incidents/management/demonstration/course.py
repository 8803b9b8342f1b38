"""One report on its way through the workflow, by the verbs that people use, each at a time of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from django.contrib.auth.models import User
from msgspec.structs import asdict, replace

from incidents import drafts, editing, workflow
from incidents.models import Comment, Incident, Notice, Publication, Revision
from incidents.report.value import ActionState, Report
from incidents.workflow import discussion
from incidents.workflow.verbs import Enqueue

REPORTS = Path(__file__).parent / "reports"


def read_report(name: str) -> Report:
    return msgspec.toml.decode((REPORTS / f"{name}.toml").read_bytes(), type=Report)


@dataclass(frozen=True)
class Course:
    """Times are written as they are read, such as "2026-04-01 14:05", and are in UTC."""

    key: int
    author: User
    colleague: User
    manager: User
    enqueue: Enqueue

    @property
    def incident(self) -> Incident:
        """The incident as it stands now: rows that were fetched before an edit are stale."""
        return Incident.objects.get(pk=self.key)

    def submit(self, at: str, message: str = "", correction_note: str = "") -> None:
        workflow.submit(
            self.incident, by=self.author, at=utc(at), message=message, correction_note=correction_note
        )

    def approve(self, at: str, note: str = "") -> None:
        workflow.approve(self.incident, self._newest(), by=self.manager, at=utc(at), note=note)

    def send_back(self, at: str, note: str) -> None:
        workflow.send_back(self.incident, self._newest(), by=self.manager, at=utc(at), note=note)

    def publish(self, at: str) -> Publication:
        return workflow.publish(self.incident, by=self.manager, at=utc(at), enqueue=self.enqueue)

    def correct(self, at: str) -> Publication:
        return workflow.correct(self.incident, by=self.manager, at=utc(at), enqueue=self.enqueue)

    def withdraw(self, at: str, note: str) -> Publication:
        return workflow.withdraw(self.incident, by=self.manager, at=utc(at), note=note, enqueue=self.enqueue)

    def edit(self, at: str, section: str, changes: Mapping[str, Any], *, by: User | None = None) -> None:
        """Save a section, by the author unless somebody else is named."""
        current = editing.section_values(drafts.snapshot(self.incident), section)
        editing.save_section(
            self.incident,
            section,
            changes,
            base=drafts.fingerprint(current),
            by=by or self.author,
            at=utc(at),
        )

    def finish_action(self, at: str, place: int, done_on: date) -> None:
        """Mark the action at this place of the list, counted from 0, as done."""
        action = drafts.snapshot(self.incident).actions[place]
        done = replace(action, state=ActionState.DONE, done_on=done_on)
        row = self.incident.actions.get(position=place)
        changes = asdict(done) | {"addresses": [cause.pk for cause in row.addresses.all()]}
        base = drafts.fingerprint(editing.entry_values(row))
        editing.save_entry(row, changes, base=base, by=self.author, at=utc(at))

    def comment(self, at: str, by: User, text: str, anchor: str = "", quote: str = "") -> Comment:
        """Begin a thread. Nobody is mailed: these people have no mailbox."""
        return discussion.comment(
            self.incident, by=by, at=utc(at), text=text, anchor=anchor, quote=quote, tell=_tell_nobody
        )

    def reply(self, at: str, by: User, first: Comment, text: str) -> None:
        discussion.reply(first, by=by, at=utc(at), text=text, tell=_tell_nobody)

    def _newest(self) -> Revision:
        return self.incident.revisions.latest("number")


def _tell_nobody(_notice: Notice) -> None:
    """Enqueue nothing."""


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
