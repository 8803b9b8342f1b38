"""The templates that reports are started from: a list, one to write, and retiring it or bringing it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import house_rules, permissions
from incidents.errors import NotValidError
from incidents.forms.report_template import TemplateForm
from incidents.models import ReportTemplate
from incidents.spoken import spoken
from incidents.versions import ChangedMeanwhileError
from incidents.views.access import MemberRequest, member


@require_safe
@member
def templates(request: MemberRequest) -> HttpResponse:
    permissions.check_set_rules(request.user)
    rows = list(ReportTemplate.objects.select_related("changed_by"))
    context = {
        "active": [row for row in rows if row.active],
        "retired": [row for row in rows if not row.active],
    }
    return render(request, "workspace/templates.html", context)


@require_http_methods(["GET", "POST"])
@member
def template(request: MemberRequest, key: int | None = None) -> HttpResponse:
    """Write a template, new or not."""
    permissions.check_set_rules(request.user)
    row = get_object_or_404(ReportTemplate, pk=key) if key else None
    if request.method != "POST":
        return _shown(request, row, TemplateForm.opened(row) if row else TemplateForm())
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form, status=422)
    try:
        house_rules.save_template(
            row, form.said(), base=form.cleaned_data["base"], by=request.user, at=timezone.now()
        )
    except NotValidError as error:
        form.add_error(error.path, spoken(error.message))
        return _shown(request, row, form, status=422)
    except ChangedMeanwhileError:
        return _overtaken(request, row)
    messages.success(request, _("Saved. Reports that started from it show the new questions, too."))
    return redirect("templates")


@require_POST
@member
def offer(request: MemberRequest, key: int) -> HttpResponse:
    """Retire a template, or bring it back."""
    row = get_object_or_404(ReportTemplate, pk=key)
    active = request.POST.get("active") == "yes"
    house_rules.offer_template(row, active=active, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("Brought back. New reports may start from it again.")
        if active
        else _("Retired. Reports that started from it keep its questions; you can bring it back."),
    )
    return redirect("templates")


def _overtaken(request: MemberRequest, row: ReportTemplate | None) -> HttpResponse:
    """Show what was typed once more; saving it again is then a decision, not an accident."""
    now = get_object_or_404(ReportTemplate.objects.select_related("changed_by"), pk=row.pk if row else 0)
    typed = request.POST.copy()
    typed["base"] = house_rules.mark(now)
    form = TemplateForm(typed)
    form.full_clean()
    return _shown(request, now, form, overtaken=True, status=409)


def _shown(
    request: MemberRequest,
    row: ReportTemplate | None,
    form: TemplateForm,
    *,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"row": row, "form": form, "overtaken": overtaken}
    return render(request, "workspace/template.html", context, status=status)
