"""Taking back an earlier version of a draft, whole or one part of it, without losing what it replaces."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import checkpoints, drafts, editing, evidence, rewriting
from incidents.editing import StaleError
from incidents.models import Checkpoint, Incident, Verb
from incidents.report import canonical
from incidents.report.compare import carry
from incidents.report.value import Report
from incidents.report.words import say


def state(report: Report) -> str:
    """Return the name of a draft's state, by which a restore knows whether it changed meanwhile."""
    return canonical.digest(canonical.encode(report))


@transaction.atomic
def restore(
    incident: Incident, version: Report, part: str, *, base: str, by: User, at: datetime, told: str
) -> Checkpoint | None:
    """Make the draft say what a version of it says, in the one part named, or in all where none is.

    Returns the checkpoint that keeps what was replaced, None where the draft says the same already. Raises
    StaleError where the draft isn't what it was as the page was shown, and NotValidError where that part
    contradicts the rest of the draft.
    """
    incident = editing.lock(incident, by)
    before = drafts.snapshot(incident)
    if state(before) != base:
        raise StaleError(
            say(
                "Somebody changed the draft after this page was shown, so nothing was restored. "
                "Compare again."
            )
        )
    after = carry(part, version, before) if part else version
    if after == before:
        return None
    replaced = checkpoints.hold(incident, before)
    known, stood = checkpoints.links_of(incident, state(version)), evidence.links(incident)
    rewriting.rewrite(incident, before, after)
    links = evidence.carried(known or (), version, after)
    if part or known is None:
        links |= evidence.carried(stood, before, after)
    evidence.write(incident, links)
    editing.saved(incident, by, at, told, verb=Verb.RESTORED)
    return replaced
