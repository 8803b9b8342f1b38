"""Who decides in a person's stead while that one is away: named, seen and ended here."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions, workflow
from incidents.errors import NotAllowedError, NotValidError
from incidents.forms import days
from incidents.forms.delegation import DelegationForm
from incidents.models import Delegation
from incidents.report.words import say
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member

_SHOWN = 50


@require_http_methods(["GET", "POST"])
@member
def away(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    form = DelegationForm(request.POST or None, person=request.user, today=now.date())
    if request.method != "POST":
        return _shown(request, form)
    permissions.check_decide(request.user)
    if not form.is_valid():
        return _shown(request, form, status=422)
    said = form.cleaned_data
    span = {"begins_at": days.beginning(said["since"]), "ends_at": days.end(said["until"])}
    try:
        workflow.delegate(form.who(), **span, by=request.user, at=now)
    except NotValidError as error:
        form.add_error(error.path, spoken(error.message))
        return _shown(request, form, status=422)
    messages.success(request, _("Saved. The pages of reviews say who may decide in your stead."))
    return redirect("away")


@require_POST
@member
def end(request: MemberRequest, key: int) -> HttpResponse:
    made = get_object_or_404(Delegation.objects.select_related("person", "colleague"), pk=key)
    workflow.end(made, by=request.user, at=timezone.now())
    messages.success(request, _("Ended. Nobody decides in that one's stead any more."))
    return redirect("away")


def _shown(request: MemberRequest, form: DelegationForm, *, status: int = 200) -> HttpResponse:
    may_decide = permissions.may_decide(request.user)
    made = _concerning(request.user)
    if not may_decide and not made:
        raise NotAllowedError(say("Only managers name who decides in their stead."))
    context = {"form": form if may_decide else None, "delegations": made, "now": timezone.now()}
    return render(request, "workspace/away.html", context, status=status)


def _concerning(person: User) -> list[Delegation]:
    """Return what runs or will, those that begin first first: the person's own, for a manager all."""
    rows = Delegation.objects.to_come(timezone.now()).select_related("person", "colleague")
    if not permissions.may_set_rules(person):
        rows = rows.filter(Q(person=person) | Q(colleague=person))
    return list(rows[:_SHOWN])
