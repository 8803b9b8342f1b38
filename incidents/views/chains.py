"""The causes of a draft as the editor shows them: chains of whys, each cause with the actions against it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from incidents import drafts
from incidents.forms.evidence import words_of
from incidents.models import CorrectiveAction, Incident, RootCause
from incidents.report import whys
from incidents.report.whys import Step
from incidents.whys import state


class Cause(NamedTuple):
    """A cause at its place in a chain; `can` names the directions in which it can be moved.

    `base` tells how all causes stand, by which a move knows whether that changed meanwhile.
    """

    row: RootCause
    base: str
    is_shown_above: bool
    is_unaddressed: bool
    actions: Sequence[CorrectiveAction]
    events: Sequence[tuple[int, str]]
    can: frozenset[str]


def chains(incident: Incident) -> list[list[Cause]]:
    """Return the chains of whys. The incident's rows are fetched where they aren't yet."""
    left = {row.pk for row in unaddressed(incident)}
    rows = {row.pk: row for row in incident.root_causes.all()}
    actions, events = _by_cause(incident), _events(incident)
    because = {row.pk: row.because_of_id for row in rows.values()}
    found, base = whys.chains(because), state(because)
    return [
        [
            Cause(
                rows[step.key],
                base,
                step.is_shown_above,
                step.key in left,
                actions[step.key],
                events[step.key],
                can,
            )
            for step, can in zip(chain, _directions(found, chain), strict=True)
        ]
        for chain in found
    ]


def unaddressed(incident: Incident) -> list[RootCause]:
    """Return the causes that an action should address and none does, nor what explains them."""
    prefetch_related_objects([incident], "root_causes", "actions__addresses")
    rows = list(incident.root_causes.all())
    places = {row.pk: place for place, row in enumerate(rows)}
    causes = [drafts.cause_of(row, places) for row in rows]
    actions = [drafts.action_of(row, places) for row in incident.actions.all()]
    return [rows[place] for place in whys.unaddressed(causes, actions)]


def _by_cause(incident: Incident) -> defaultdict[int, list[CorrectiveAction]]:
    found: defaultdict[int, list[CorrectiveAction]] = defaultdict(list)
    for action in incident.actions.all():
        for cause in action.addresses.all():
            found[cause.pk].append(action)
    return found


def _events(incident: Incident) -> defaultdict[int, list[tuple[int, str]]]:
    """Return by the key of a cause the events that show it, as key and words."""
    prefetch_related_objects([incident], "root_causes__shown_by")
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in incident.root_causes.all():
        for event in row.shown_by.all():
            found[row.pk].append((event.pk, words_of(event, incident.timezone)))
    return found


def _directions(found: Sequence[Sequence[Step]], chain: Sequence[Step]) -> list[frozenset[str]]:
    """Return where each cause of a chain can go: its head with the whole chain, another within it."""
    above, below = chain is not found[0], chain is not found[-1]
    head = {"up": above, "down": below, "in": above}
    inner = [{"up": True, "down": place < len(chain) - 1, "out": True} for place in range(1, len(chain))]
    return [frozenset(name for name, may in ways.items() if may) for ways in (head, *inner)]
