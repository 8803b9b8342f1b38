"""Many documents → a draft each, as jobs that a worker takes up one by one.

A file's row is settled in the transaction that makes its draft, so a worker that is killed half-way leaves no
draft that another would make a second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from incidents import permissions, retrying, workflow
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import ImportedFile
from incidents.report.reading import read
from incidents.report.words import say


@dataclass(frozen=True)
class Document:
    """A file that was given: its text, or why there is none to read."""

    name: str
    text: str = ""
    said: str = ""


@transaction.atomic
def take(documents: Sequence[Document], *, once: str, by: User, at: datetime) -> None:
    """Keep the documents and have a worker make a draft of each. Does nothing for a form that came before.

    Of earlier ones only those stay that wait, or whose text no draft has.
    """
    permissions.check_edit(by)
    User.objects.select_for_update().get(pk=by.pk)  # the same form twice at once
    if by.imported_files.filter(once=once).exists():
        return
    by.imported_files.filter(text="").delete()
    for position, each in enumerate(documents):
        row = ImportedFile.objects.create(
            person=by,
            once=once,
            position=position,
            name=each.name[:300],
            text=each.text,
            said=each.said,
            asked_at=at,
        )
        if not each.said:
            make_draft.enqueue(row.pk)


@task
def make_draft(file_id: int) -> None:
    """Make a draft of one file, or say why there is none. Does nothing for a file that is settled."""
    try:
        _settle(file_id)
    except Exception as error:
        _refuse(file_id, say("%(reason)s. Try it again, or paste its text.", reason=retrying.reason(error)))
        raise


@transaction.atomic
def retry(file: ImportedFile) -> None:
    """Have a worker try a file again of which no draft was made."""
    again = ImportedFile.objects.failed().filter(pk=file.pk).exclude(text="").update(said="")
    if not again:
        raise WrongStateError(
            say("This file is being read already, or its text is not here; choose it again.")
        )
    make_draft.enqueue(file.pk)


@transaction.atomic
def _settle(file_id: int) -> None:
    row = ImportedFile.objects.waiting().select_for_update(of=("self",)).filter(pk=file_id).first()
    if row is None:
        return
    now = timezone.now()
    try:
        reading = read(row.text, today=row.asked_at.date())
        with transaction.atomic():
            row.incident = workflow.start(reading.report, by=row.person, at=now)
    except (NotValidError, NotAllowedError) as error:
        row.said = str(error.message)
    else:
        row.text, row.problems = "", len(reading.problems)
    row.save()


def _refuse(file_id: int, said: str) -> None:
    ImportedFile.objects.waiting().filter(pk=file_id).update(said=said)
