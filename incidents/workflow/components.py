"""What the public is told of components: which of them, in which order, and how each works now."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import permissions
from incidents.errors import NotValidError
from incidents.models import AuditEntry, Component, ComponentState, ComponentStatus, Verb
from incidents.report import text
from incidents.report.words import say

Enqueue = Callable[[], object]


@transaction.atomic
def set_status(
    component: Component, status: ComponentStatus, *, by: User, at: datetime, note: str = "", enqueue: Enqueue
) -> ComponentState:
    """Tell the public how a component works from now on. Telling the same again changes nothing."""
    permissions.check_set_state(by)
    component = _locked(component)
    if not component.is_listed:
        raise NotValidError(say("The public site doesn't list this component; list it first."), "status")
    last, said = component.states.last(), text.line(note)
    if last and (last.status, last.note) == (status.value, said):
        return last
    made = ComponentState.objects.create(
        component=component, status=status.value, note=said, since=at, set_by=by
    )
    _record(by, at, f"component {component.name}: {status.value}" + (f" ({said})" if said else ""))
    enqueue()
    return made


@transaction.atomic
def list_components(names: Sequence[str], *, by: User, at: datetime, enqueue: Enqueue) -> None:
    """Have the public site list exactly these components, in this order; one that is new is made."""
    permissions.check_set_state(by)
    spelled = [text.line(name) for name in names]
    wanted = list(dict.fromkeys(name for name in spelled if name))
    now = list(Component.objects.select_for_update().filter(is_listed=True).values_list("name", flat=True))
    if now == wanted:
        return
    Component.objects.filter(is_listed=True).exclude(name__in=wanted).update(is_listed=False, position=0)
    for position, name in enumerate(wanted, 1):
        Component.objects.update_or_create(name=name, defaults={"is_listed": True, "position": position})
    Component.objects.filter(is_listed=True, listed_at=None).update(listed_at=at)
    _record(by, at, f"components listed: {', '.join(wanted) or 'none'}")
    enqueue()


def _locked(component: Component) -> Component:
    return Component.objects.select_for_update().get(pk=component.pk)


def _record(by: User, at: datetime, detail: str) -> None:
    AuditEntry.objects.create(actor=by, verb=Verb.RULED.value, at=at, detail=detail)
