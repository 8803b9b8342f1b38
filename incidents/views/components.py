"""How the components work, told to the public by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from incidents import permissions
from incidents.forms.components import ListedForm, StatusForm
from incidents.models import Component, ComponentState, ComponentStatus
from incidents.publishing import tasks
from incidents.views.access import MemberRequest, member
from incidents.workflow import components as verbs

_STATES = 12  # of the history that the page shows


@require_GET
@member
def components(request: MemberRequest) -> HttpResponse:
    return _shown(request)


@require_POST
@member
def status(request: MemberRequest, key: int) -> HttpResponse:
    """Tell the public how a component works from now on."""
    permissions.check_set_state(request.user)
    component = get_object_or_404(Component, pk=key)
    form = StatusForm(request.POST, prefix=str(key))
    if not form.is_valid():
        return _shown(request, status_form=form, key=key, code=422)
    told, note = form.told
    verbs.set_status(
        component, told, note=note, by=request.user, at=timezone.now(), enqueue=tasks.enqueue_present
    )
    messages.success(request, _("Told. The public site follows in a moment."))
    return redirect("components")


@require_POST
@member
def listed(request: MemberRequest) -> HttpResponse:
    """Say which components the public site lists."""
    permissions.check_set_state(request.user)
    form = ListedForm(request.POST)
    if not form.is_valid():
        return _shown(request, listed_form=form, code=422)
    verbs.list_components(
        form.cleaned_data["names"], by=request.user, at=timezone.now(), enqueue=tasks.enqueue_present
    )
    messages.success(request, _("Saved. The public site follows in a moment."))
    return redirect("components")


def _shown(
    request: MemberRequest,
    *,
    status_form: StatusForm | None = None,
    key: int | None = None,
    listed_form: ListedForm | None = None,
    code: int = 200,
) -> HttpResponse:
    rows = list(Component.objects.filter(is_listed=True))
    last = {state.component_id: state for state in _newest(rows)}
    shown = [
        (row, last.get(row.pk), status_form if row.pk == key else _status_form(row, last.get(row.pk)))
        for row in rows
    ]
    told = ComponentState.objects.select_related("component", "set_by")
    context = {
        "components": shown,
        "listed_form": listed_form or ListedForm(initial={"names": "\n".join(row.name for row in rows)}),
        "history": told.order_by("-since", "-pk")[:_STATES],
        "may_set": permissions.may_set_state(request.user),
    }
    return render(request, "workspace/components.html", context, status=code)


def _newest(rows: list[Component]) -> list[ComponentState]:
    """Return the state that holds of each component, in one query."""
    found: dict[int, ComponentState] = {}
    for state in ComponentState.objects.filter(component__in=rows).order_by("since", "pk"):
        found[state.component_id] = state
    return list(found.values())


def _status_form(row: Component, last: ComponentState | None) -> StatusForm:
    now = last.status if last else ComponentStatus.OPERATIONAL.value
    return StatusForm(initial={"status": now}, prefix=str(row.pk))
