"""Building the whys of a draft: adding a cause where it answers one, or beside, and moving it.

As in `editing`, each change is one transaction with the incident's row locked.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts, editing
from incidents.editing import StaleError
from incidents.errors import NotValidError, WrongStateError
from incidents.models import Incident, RootCause
from incidents.ordering import arrange, rows_of
from incidents.report import value, whys
from incidents.report.reading.quick_causes import TypedCause
from incidents.report.value import CauseKind
from incidents.report.words import say


def because(incident: Incident) -> dict[int, int | None]:
    """Return the key of the cause that explains each cause, in the list's order."""
    return dict(rows_of(incident, RootCause).values_list("pk", "because_of_id"))


def state(because: whys.Because) -> str:
    """Return a fingerprint of how the causes stand, by which a move knows whether that changed meanwhile."""
    return drafts.fingerprint(list(because.items()))


@transaction.atomic
def add_lines(
    incident: Incident, lines: Sequence[TypedCause], *, by: User, at: datetime
) -> Sequence[RootCause]:
    """Add causes at the end; a first one that explains is the answer to the last why of the last cause."""
    incident = editing.lock(incident, by)
    rows = {row.pk: row for row in rows_of(incident, RootCause)}
    before = rows[whys.deepest(because(incident), list(rows)[-1])] if rows else None
    free = max((row.position for row in rows.values()), default=-1) + 1
    added = []
    for position, line in enumerate(lines, start=free):
        if line.explains and before is None:
            raise NotValidError(
                say("No cause stands before this one; begin the first line without > or space.")
            )
        above = before if line.explains else None
        before = _new(incident, line, above, position)
        added.append(before)
    editing.saved(incident, by, at, RootCause.__name__)
    return added


@transaction.atomic
def explain(row: RootCause, line: TypedCause, *, base: str, by: User, at: datetime) -> RootCause:
    """Add the answer to a cause's "why". What explained it so far explains the new one.

    `base` is the key of what explained it when that was asked; raises StaleError where that has changed.
    """
    incident = editing.lock(row.incident, by)
    row = _fresh(incident, row)
    if str(row.because_of_id or "") != base:
        raise StaleError(say("Someone else answered this meanwhile; look again where your cause belongs."))
    further = row.because_of
    added = _new(incident, line, row, _free(incident))
    if further is not None:
        added.because_of = further
        added.save(update_fields=["because_of"])
    _place_after(incident, added, row.pk)
    editing.saved(incident, by, at, RootCause.__name__)
    return added


@transaction.atomic
def add_beside(row: RootCause, line: TypedCause, *, by: User, at: datetime) -> RootCause:
    """Add a cause that begins whys of its own, right after those to which the row belongs."""
    incident = editing.lock(row.incident, by)
    stood = because(incident)
    chain = next(
        chain for chain in whys.chains(stood) if any(step.key == _fresh(incident, row).pk for step in chain)
    )
    added = _new(incident, line, None, _free(incident))
    _place_after(incident, added, chain[0].key)
    editing.saved(incident, by, at, RootCause.__name__)
    return added


@transaction.atomic
def move(row: RootCause, direction: str, *, base: str, by: User, at: datetime) -> None:
    """Move a cause in one of the directions of `whys.MOVES`; at an end nothing happens.

    Raises StaleError where the causes don't stand as `base` says, NotValidError where it can't go there.
    """
    incident = editing.lock(row.incident, by)
    stood = because(incident)
    if state(stood) != base:
        raise StaleError(
            say("Someone moved or added causes meanwhile, so nothing was moved. Look at them again.")
        )
    now = whys.MOVES[direction](stood, _fresh(incident, row).pk)
    if list(now.items()) == list(stood.items()):
        return
    for key, why in now.items():
        if why != stood[key]:
            rows_of(incident, RootCause).filter(pk=key).update(because_of=why)
    if list(now) != list(stood):
        arrange(incident, RootCause, list(now))
    editing.saved(incident, by, at, RootCause.__name__)


def _new(incident: Incident, line: TypedCause, above: RootCause | None, position: int) -> RootCause:
    """Save a new cause, as what explains the one `above`, which is no root cause then."""
    cause = value.RootCause(
        kind=line.kind or CauseKind.ROOT,
        text=line.text,
        audience=value.Audience(above.audience) if above else value.Audience.PUBLIC,
    )
    row = drafts.fill_cause(RootCause(incident=incident, position=position), cause)
    row.save()
    if above is not None:
        above.because_of = row
        if above.kind == CauseKind.ROOT:
            above.kind = CauseKind.CONTRIBUTING.value
        above.save(update_fields=["because_of", "kind"])
    return row


def _free(incident: Incident) -> int:
    last = rows_of(incident, RootCause).last()
    return last.position + 1 if last else 0


def _place_after(incident: Incident, added: RootCause, key: int) -> None:
    order = [each for each in because(incident) if each != added.pk]
    order.insert(order.index(key) + 1, added.pk)
    arrange(incident, RootCause, order)


def _fresh(incident: Incident, row: RootCause) -> RootCause:
    found: RootCause | None = rows_of(incident, RootCause).filter(pk=row.pk).first()
    if found is None:
        raise WrongStateError(say("Someone deleted this cause meanwhile; choose another one."))
    return found
