"""The page on which a report begins: pasted, empty, guided by a template, or like an earlier one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents import permissions, workflow
from incidents.forms.importing import ImportForm
from incidents.forms.starting import DuplicateForm, StartForm
from incidents.models import Incident
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member

_OFFERED = 30  # earlier reports that the browser offers while a reference is typed


@require_POST
@member
def blank(request: MemberRequest) -> HttpResponse:
    """Start an empty draft, with the questions of a template beside it if one was chosen."""
    form = StartForm(request.POST)
    if not form.is_valid():
        return page(request, begin=form, status=422)
    template = form.cleaned_data["template"]
    detail = template.name if template else ""
    incident = workflow.start(Report(), by=request.user, at=timezone.now(), template=template, detail=detail)
    return redirect("editor", incident.reference)


@require_POST
@member
def duplicate(request: MemberRequest) -> HttpResponse:
    """Start a draft with the structure of an earlier report."""
    form = DuplicateForm(request.POST)
    if not form.is_valid():
        return page(request, like=form, status=422)
    source = form.cleaned_data["reference"]
    incident = workflow.duplicate(source, by=request.user, at=timezone.now())
    messages.success(request, _("The draft is made. Say what happened this time, and give it a title."))
    return redirect("editor", incident.reference)


def page(
    request: MemberRequest,
    *,
    form: ImportForm | None = None,
    begin: StartForm | None = None,
    like: DuplicateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show every way to begin; a form that was sent and can't be taken stands there as it was typed."""
    context = {
        "form": form or ImportForm(),
        "begin": begin or StartForm(initial={"template": ""}),
        "like": like or DuplicateForm(initial={"reference": request.GET.get("like", "")}),
        "earlier": Incident.objects.order_by("-updated_at", "-pk").values_list("reference", "title")[
            :_OFFERED
        ],
        "may_set_rules": permissions.may_set_rules(request.user),
    }
    return render(request, "workspace/import.html", context, status=status)
