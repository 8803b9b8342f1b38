"""Many documents → a draft each, as jobs that a worker takes up one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from incidents import workflow
from incidents.errors import NotAllowedError, NotValidError
from incidents.report.reading import read


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its draft's reference, or what to do instead, or neither while it waits."""

    name: str
    reference: str = ""
    problems: int = 0
    said: str = ""

    @property
    def done(self) -> bool:
        return bool(self.reference or self.said)


@task
def make_draft(text: str, author_id: int) -> dict[str, Any]:
    """Make a draft of one document, in a transaction of its own; says what to do where it is none."""
    now = timezone.now()
    try:
        reading = read(text, today=now.date())
        incident = workflow.start(reading.report, by=User.objects.get(pk=author_id), at=now)
    except (NotValidError, NotAllowedError) as error:
        return {"said": error.message}
    return {"reference": incident.reference, "problems": len(reading.problems)}


def enqueue(text: str, author: User) -> str:
    """Have a worker make a draft of the text; returns the job's id, for `outcomes`."""
    return str(make_draft.enqueue(text, author.pk).id)


def outcomes(jobs: Mapping[str, str]) -> dict[str, Outcome]:
    """Return job's id → outcome; `jobs` is id → name of the file."""
    rows = DBTaskResult.objects.filter(pk__in=jobs).values_list("pk", "status", "return_value")
    found = {str(key): (status, value) for key, status, value in rows}
    return {key: _outcome(name, *found.get(key, ("GONE", None))) for key, name in jobs.items()}


def _outcome(name: str, status: str, value: dict[str, Any] | None) -> Outcome:
    if status == TaskResultStatus.SUCCESSFUL and value:
        return Outcome(name, **value)
    if status in (TaskResultStatus.READY, TaskResultStatus.RUNNING):
        return Outcome(name)
    return Outcome(name, said=_("No draft was made of this file; paste its text instead."))
