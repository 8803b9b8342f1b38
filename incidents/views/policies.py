"""The policies: what a report of each severity needs before customers read it, with all their versions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents import house_rules, permissions
from incidents.errors import NotValidError
from incidents.forms.policy import PolicyForm
from incidents.models import Policy
from incidents.models.policy import policies, policy_of
from incidents.report.value import Severity
from incidents.spoken import spoken
from incidents.versions import ChangedMeanwhileError
from incidents.views.access import MemberRequest, member

NONE = "none"  # in the address, of a report without a severity
_PER_PAGE = 20


@require_safe
@member
def overview(request: MemberRequest) -> HttpResponse:
    """Show to everybody what holds now."""
    in_force = policies()
    context = {
        "lines": [(name or NONE, in_force[name]) for name in (*Severity, "")],
        "may_set_rules": permissions.may_set_rules(request.user),
    }
    return render(request, "workspace/policies/all.html", context)


@require_http_methods(["GET", "POST"])
@member
def policy(request: MemberRequest, name: str) -> HttpResponse:
    """Show one policy with its versions, and make the next one."""
    severity = "" if name == NONE else name
    if severity and severity not in set(Severity):
        raise Http404
    if request.method != "POST":
        return _shown(request, severity, PolicyForm.opened(policy_of(severity)))
    permissions.check_set_rules(request.user)
    form = PolicyForm(request.POST, policy=policy_of(severity))
    if not form.is_valid():
        return _shown(request, severity, form, status=422)
    try:
        house_rules.make_policy(
            severity, form.said(), base=form.cleaned_data["base"], by=request.user, at=timezone.now()
        )
    except NotValidError as error:
        form.refuse(error.path, spoken(error.message))
        return _shown(request, severity, form, status=422)
    except ChangedMeanwhileError:
        return _overtaken(request, severity)
    messages.success(request, _("Saved. It holds from now on for every report that is not published."))
    return redirect("policy", name)


def _overtaken(request: MemberRequest, severity: str) -> HttpResponse:
    """Show what was typed once more; saving it again is then a decision, not an accident."""
    now = policy_of(severity)
    typed = request.POST.copy()
    typed["base"] = str(now.version)
    return _shown(request, severity, PolicyForm(typed, policy=now), overtaken=True, status=409)


def _shown(
    request: MemberRequest, severity: str, form: PolicyForm, *, overtaken: bool = False, status: int = 200
) -> HttpResponse:
    versions = Policy.objects.filter(severity=severity).order_by("-version").select_related("made_by")
    context = {
        "severity": severity,
        "form": form,
        "now": policy_of(severity),
        "page": Paginator(versions, _PER_PAGE).get_page(request.GET.get("page")),
        "overtaken": overtaken,
        "may_set_rules": permissions.may_set_rules(request.user),
    }
    return render(request, "workspace/policies/one.html", context, status=status)
