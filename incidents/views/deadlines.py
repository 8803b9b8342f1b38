"""When reports are due, set by managers; and what that means for one report."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import house_rules, permissions
from incidents.forms.deadlines import DeadlinesForm
from incidents.report.deadline import Due, due
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member
from incidents.workflow import Standing


@require_http_methods(["GET", "POST"])
@member
def deadlines(request: MemberRequest) -> HttpResponse:
    permissions.check_set_rules(request.user)
    if request.method != "POST":
        return _shown(request, DeadlinesForm.opened(house_rules.deadlines()))
    form = DeadlinesForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    try:
        house_rules.set_deadlines(
            form.days(), base=form.cleaned_data["base"], by=request.user, at=timezone.now()
        )
    except house_rules.ChangedMeanwhileError:
        typed = request.POST.copy()
        typed["base"] = house_rules.spelled(house_rules.deadlines())
        return _shown(request, DeadlinesForm(typed), overtaken=True, status=409)
    messages.success(request, _("Saved. It holds from now on for every report that is not published."))
    return redirect("deadlines")


def due_of(report: Report, standing: Standing, days: dict[str, int], today: date) -> Due | None:
    """Return when the report is due, unless customers were told already."""
    if standing.publication is not None or report.severity is None:
        return None
    return due(report, days.get(report.severity.value), today)


def _shown(
    request: MemberRequest, form: DeadlinesForm, *, overtaken: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "overtaken": overtaken, "now": house_rules.deadlines()}
    return render(request, "workspace/deadlines.html", context, status=status)
